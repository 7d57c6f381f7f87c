//! The controls that questions are answered with.

mod itemset;

use super::Unwritable;
use super::binds::{first_load, shown};
use super::paths::Writer;
use super::xml::Element;
use crate::xforms::nodes::Node;
use doorstep_schema::form::{Group, Item, Kind, Question, Repeat};
use std::collections::HashMap;

/// The questions that another question's answer computes anew, by that question's name.
type Triggered<'a> = HashMap<&'a str, Vec<&'a Question>>;

/// Makes the controls of a form.
pub(super) fn controls(writer: &Writer<'_>) -> Result<Vec<Element>, Unwritable> {
    let mut triggered = Triggered::new();
    collect(&writer.form.items, &mut triggered);
    let controls = items(writer, &writer.form.items, &writer.nodes.root(), false, &mut triggered)?;
    // What is left was asked for by no control.
    match triggered.into_keys().min() {
        Some(trigger) => Err(Unwritable::Trigger { trigger: trigger.to_owned() }),
        None => Ok(controls),
    }
}

fn collect<'a>(items: &'a [Item], triggered: &mut Triggered<'a>) {
    for item in items {
        match item {
            Item::Question(question) => {
                for trigger in &question.rules.trigger {
                    triggered.entry(trigger).or_default().push(question);
                }
            }
            Item::Group(group) | Item::Repeat(Repeat { group, .. }) => {
                collect(&group.items, triggered);
            }
        }
    }
}

fn items<'a>(
    writer: &Writer<'a>,
    items: &'a [Item],
    parent: &Node<'a>,
    in_repeat: bool,
    triggered: &mut Triggered<'a>,
) -> Result<Vec<Element>, Unwritable> {
    let mut controls = Vec::new();
    for item in items {
        match item {
            Item::Question(question) if is_shown(question) => {
                let node = parent.child(&question.name, in_repeat);
                controls.push(control(writer, question, &node, triggered)?);
            }
            Item::Question(_) => {}
            Item::Group(group) => {
                let node = parent.child(&group.name, in_repeat);
                let mut element =
                    Element::new("group").maybe("appearance", Some(&group.appearance));
                element = element.with("ref", &node.absolute());
                if !group.label.is_empty() {
                    element = element.child(shown(writer, "label", &group.label, &node, false)?);
                }
                let inner = self::items(writer, &group.items, &node, false, triggered)?;
                controls.push(element.children(inner));
            }
            Item::Repeat(repeat) => {
                let node = parent.child(&repeat.group.name, in_repeat);
                controls.push(self::repeat(writer, repeat, &node, triggered)?);
            }
        }
    }
    Ok(controls)
}

fn repeat<'a>(
    writer: &Writer<'a>,
    repeat: &'a Repeat,
    node: &Node<'a>,
    triggered: &mut Triggered<'a>,
) -> Result<Element, Unwritable> {
    let group = &repeat.group;
    let mut inner = Element::new("repeat").with("nodeset", &node.absolute());
    if let Some(count) = &repeat.count {
        inner = inner
            .with("jr:count", &writer.expression(&count.0, node)?)
            .with("jr:noAddRemove", "true()");
    }
    inner = inner.maybe("appearance", Some(&group.appearance));
    inner = inner.children(items(writer, &group.items, node, true, triggered)?);
    let mut defaults = Vec::new();
    new_repeat(writer, group, node, true, &mut defaults)?;
    let outer = Element::new("group").with("ref", &node.absolute());
    Ok(outer
        .child(shown(writer, "label", &group.label, node, false)?)
        .child(inner.children(defaults)))
}

/// Adds the actions that compute the defaults of a new instance of a repeat; repeats in it have their own.
fn new_repeat(
    writer: &Writer<'_>,
    group: &Group,
    node: &Node<'_>,
    in_repeat: bool,
    out: &mut Vec<Element>,
) -> Result<(), Unwritable> {
    for item in &group.items {
        match item {
            Item::Question(question) => {
                let node = node.child(&question.name, in_repeat);
                out.extend(first_load(writer, question, &node, "odk-new-repeat")?);
            }
            Item::Group(group) => {
                new_repeat(writer, group, &node.child(&group.name, in_repeat), false, out)?;
            }
            Item::Repeat(_) => {}
        }
    }
    Ok(())
}

/// Tells whether a question has a control: what is only computed has none.
fn is_shown(question: &Question) -> bool {
    let computed = question.rules.calculation.is_some() || !question.rules.trigger.is_empty();
    let silent = computed && question.label.is_empty() && question.hint.is_empty();
    !silent && !matches!(question.kind, Kind::Calculate | Kind::Hidden | Kind::Meta(_))
}

fn control<'a>(
    writer: &Writer<'a>,
    question: &'a Question,
    node: &Node<'a>,
    triggered: &mut Triggered<'a>,
) -> Result<Element, Unwritable> {
    let (name, media) = match question.kind {
        Kind::SelectOne { .. } => ("select1", None),
        Kind::SelectMany { .. } => ("select", None),
        Kind::Rank { .. } => ("odk:rank", None),
        Kind::Range => ("range", None),
        Kind::Acknowledge => ("trigger", None),
        Kind::Photo | Kind::Signature => ("upload", Some("image/*")),
        Kind::Audio => ("upload", Some("audio/*")),
        Kind::Video => ("upload", Some("video/*")),
        Kind::File => ("upload", Some("application/*")),
        _ => ("input", None),
    };
    let mut control = Element::new(name).with("ref", &node.absolute()).maybe("mediatype", media);
    control = attributes(control, question);
    control = control.child(shown(writer, "label", &question.label, node, false)?);
    if !question.hint.is_empty() || !question.guidance.is_empty() {
        control = control.child(shown(
            writer,
            "hint",
            &question.hint,
            node,
            !question.guidance.is_empty(),
        )?);
    }
    if question.choices().is_some() {
        control = control.child(itemset::itemset(writer, question, node)?);
    }
    for other in triggered.remove(question.name.as_str()).unwrap_or_default() {
        let target = writer.find(&other.name, node)?;
        let value = other
            .rules
            .calculation
            .as_ref()
            .map(|value| writer.expression(&value.0, node))
            .transpose()?;
        let action = Element::new("setvalue").with("event", "xforms-value-changed");
        control =
            control.child(action.with("ref", &target.absolute()).maybe("value", value.as_deref()));
    }
    Ok(control)
}

fn attributes(control: Element, question: &Question) -> Element {
    let appearance = if question.kind == Kind::Signature {
        format!("signature {}", question.appearance).trim().to_owned()
    } else {
        question.appearance.clone()
    };
    let parameter = |key: &str| question.parameters.get(key).map(String::as_str);
    let mut control = control.maybe("appearance", Some(&appearance));
    if question.kind == Kind::Range {
        for (key, standard) in [("start", "1"), ("end", "10"), ("step", "1")] {
            control = control.with(key, parameter(key).unwrap_or(standard));
        }
    }
    for (key, attribute) in [
        ("rows", "rows"),
        ("app", "intent"),
        ("tick_interval", "odk:tick-interval"),
        ("placeholder", "odk:placeholder"),
        ("capture-accuracy", "accuracyThreshold"),
        ("warning-accuracy", "unacceptableAccuracyThreshold"),
        ("incremental", "incremental"),
    ] {
        control = control.maybe(attribute, parameter(key));
    }
    control
}
