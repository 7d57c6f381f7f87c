//! Elements of the instance as questions.

use super::rules::rules;
use super::{Model, Report, kinds, lists};
use crate::dom::{At, Element};
use doorstep_schema::form::{Bound, Choices, Expression, Kind, Place, Question};
use std::collections::BTreeMap;

/// Reads the question at a path.
pub(super) fn question(
    path: &str,
    element: &Element,
    model: &Model<'_>,
    report: &mut Report,
) -> Question {
    let control = model.body.controls.get(path).map(|control| control.element);
    let bind = model.binds.get(path).copied();
    let mut question = Question { name: element.name.clone(), ..Question::default() };
    let choices = control.and_then(|control| choices(path, control, &mut question, model, report));
    match kinds::kind(control, bind, choices) {
        Ok(kind) => question.kind = kind,
        Err(why) => report.fault(control.or(bind).map_or(element.at, |found| found.at).fault(why)),
    }
    question.rules = rules(path, element, model, report);
    if question.kind == Kind::Note {
        let rules = &question.rules;
        if rules.calculation.is_some() || rules.default.is_some() || !rules.trigger.is_empty() {
            // It shows a value, not only its label.
            question.kind = Kind::Text;
        } else {
            question.rules.read_only = None;
        }
    }
    if let Some(control) = control {
        shown(path, control, &mut question, model, report);
    }
    if let Some(bind) = bind {
        parameters(bind, BIND, &mut question.parameters);
        if let Some(word) = bind.get("doorstep:field") {
            question.bound = Bound::parse(word);
            if question.bound.is_none() {
                report.fault(bind.at.fault(format!("«{word}» is no part of a fact")));
            }
        }
    }
    question.place = Place(control.or(bind).map_or(element.at, |found| found.at).line);
    question
}

const BIND: &[(&str, &str)] = &[
    ("orx:max-pixels", "max-pixels"),
    ("odk:quality", "quality"),
    ("odk:allow-mock-accuracy", "allow-mock-accuracy"),
];

const CONTROL: &[(&str, &str)] = &[
    ("rows", "rows"),
    ("intent", "app"),
    ("odk:tick-interval", "tick_interval"),
    ("odk:placeholder", "placeholder"),
    ("accuracyThreshold", "capture-accuracy"),
    ("unacceptableAccuracyThreshold", "warning-accuracy"),
    ("incremental", "incremental"),
];

const RANGE: &[(&str, &str)] = &[("start", "start"), ("end", "end"), ("step", "step")];

fn parameters(
    element: &Element,
    names: &[(&str, &str)],
    parameters: &mut BTreeMap<String, String>,
) {
    for (attribute, parameter) in names {
        if let Some(value) = element.get(attribute) {
            parameters.insert((*parameter).to_owned(), value.to_owned());
        }
    }
}

fn shown(
    path: &str,
    control: &Element,
    question: &mut Question,
    model: &Model<'_>,
    report: &mut Report,
) {
    if let Some(label) = control.child("label") {
        question.label = model.texts.element(label, path, &model.paths, report).plain;
    }
    if let Some(hint) = control.child("hint") {
        let parts = model.texts.element(hint, path, &model.paths, report);
        (question.hint, question.guidance) = (parts.plain, parts.guidance);
    }
    let appearance = control.get("appearance").unwrap_or_default();
    question.appearance = if question.kind == Kind::Signature {
        appearance
            .split_whitespace()
            .filter(|word| *word != "signature")
            .collect::<Vec<_>>()
            .join(" ")
    } else {
        appearance.to_owned()
    };
    parameters(control, CONTROL, &mut question.parameters);
    if control.name == "range" {
        parameters(control, RANGE, &mut question.parameters);
    }
    for (attribute, _) in &control.attributes {
        let known = CONTROL.iter().chain(RANGE).any(|(own, _)| own == attribute);
        if !known && !matches!(attribute.as_str(), "ref" | "bind" | "appearance" | "mediatype") {
            report.notice(
                control.at,
                format!("this program has no use for the attribute «{attribute}»; it is ignored"),
            );
        }
    }
}

fn choices(
    path: &str,
    control: &Element,
    question: &mut Question,
    model: &Model<'_>,
    report: &mut Report,
) -> Option<Choices> {
    if !matches!(control.name.as_str(), "select" | "select1" | "odk:rank" | "rank") {
        return None;
    }
    let Some(itemset) = control.child("itemset") else {
        return Some(Choices::List(lists::inline(path)));
    };
    let reference =
        |name: &str| itemset.child(name).and_then(|child| child.get("ref")).unwrap_or_default();
    let (value, label) = (reference("value"), reference("label"));
    let nodeset = itemset.get("nodeset").unwrap_or_default().trim();
    let nodeset = randomized(nodeset, path, question, model);
    let (base, filter) = match nodeset.find('[') {
        Some(at) if nodeset.ends_with(']') => {
            (&nodeset[..at], Some(&nodeset[at + 1..nodeset.len() - 1]))
        }
        _ => (nodeset, None),
    };
    match list_of(base) {
        Some(list) => {
            if !model.lists.has(list) {
                report.fault(itemset.at.fault(format!("there is no instance «{list}»")));
            }
            question.choice_filter =
                filter.map(|filter| Expression(model.paths.authored(filter, path, true)));
            let standard = value == "name" && matches!(label, "label" | "jr:itext(itextId)");
            Some(if standard {
                Choices::List(list.to_owned())
            } else {
                Choices::Columns {
                    list: list.to_owned(),
                    value: value.to_owned(),
                    label: label.to_owned(),
                }
            })
        }
        None => answers(path, (base, value), filter, itemset.at, model, report),
    }
}

/// Takes the inner node set out of `randomize(…)`.
fn randomized<'a>(
    nodeset: &'a str,
    path: &str,
    question: &mut Question,
    model: &Model<'_>,
) -> &'a str {
    let Some(inner) = nodeset.strip_prefix("randomize(").and_then(|rest| rest.strip_suffix(')'))
    else {
        return nodeset;
    };
    question.parameters.insert("randomize".to_owned(), "true".to_owned());
    match inner.rsplit_once(',') {
        Some((inner, seed)) if !seed.contains([']', ')', '\'']) => {
            let seed = model.paths.authored(seed, path, false);
            question.parameters.insert("seed".to_owned(), seed);
            inner.trim()
        }
        _ => inner.trim(),
    }
}

fn list_of(base: &str) -> Option<&str> {
    let list =
        base.strip_prefix("instance(")?.strip_suffix("/root/item")?.strip_suffix(')')?.trim();
    list.strip_prefix('\'')
        .and_then(|list| list.strip_suffix('\''))
        .or_else(|| list.strip_prefix('"')?.strip_suffix('"'))
}

/// The choices are the answers to a question in a repeat.
fn answers(
    path: &str,
    (base, value): (&str, &str),
    filter: Option<&str>,
    at: At,
    model: &Model<'_>,
    report: &mut Report,
) -> Option<Choices> {
    let reference = model.paths.reference(&format!("{base}/{value}"), path);
    let standard = filter.is_none_or(|filter| filter.trim() == format!("./{value} != ''"));
    if let Some(reference) = reference.filter(|_| standard) {
        return Some(Choices::Repeat(Expression(reference)));
    }
    report.fault(at.fault(
        "choices can be taken from a list or from the answers to one question, without a filter",
    ));
    None
}
