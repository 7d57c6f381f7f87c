//! What an element of the instance obeys.

use super::{Model, Report};
use crate::dom::Element;
use doorstep_schema::form::{Default, Expression, Rules};

/// Reads the rules of the element at a path, whose element of the instance is given.
pub(super) fn rules(
    path: &str,
    element: &Element,
    model: &Model<'_>,
    report: &mut Report,
) -> Rules {
    let mut rules = Rules { default: default(path, element, model), ..Rules::default() };
    for (_, action, question) in model.body.triggered.iter().filter(|(target, ..)| target == path) {
        let Some(name) = model.paths.name(question, question) else {
            report.fault(
                action.at.fault(
                    "several questions have the name of the one that starts the calculation",
                ),
            );
            continue;
        };
        rules.trigger.push(name.to_owned());
        let value = action
            .get("value")
            .map(|value| Expression(model.paths.authored(value, question, false)));
        if rules.calculation.is_some() && rules.calculation != value {
            report.fault(
                action.at.fault(format!(
                    "«{path}» is computed in two ways; only one can be represented"
                )),
            );
        }
        rules.calculation = value;
    }
    let Some(bind) = model.binds.get(path) else { return rules };
    let expression = |attribute| {
        bind.get(attribute).map(|text| Expression(model.paths.authored(text, path, false)))
    };
    rules.relevant = expression("relevant");
    rules.constraint = expression("constraint");
    rules.required = expression("required");
    rules.read_only = expression("readonly");
    if let Some(calculation) = expression("calculate") {
        if !rules.trigger.is_empty() {
            report.fault(
                bind.at.fault(format!(
                    "«{path}» is computed in two ways; only one can be represented"
                )),
            );
        }
        rules.calculation = Some(calculation);
    }
    let mut message = |attribute| {
        let text = bind.get(attribute)?;
        Some(model.texts.attribute(text, bind, path, &model.paths, report))
    };
    rules.constraint_message = message("jr:constraintMsg").unwrap_or_default();
    rules.required_message = message("jr:requiredMsg").unwrap_or_default();
    for (attribute, _) in &bind.attributes {
        if !is_known(attribute) {
            report.notice(
                bind.at,
                format!("this program has no use for the attribute «{attribute}»; it is ignored"),
            );
        }
    }
    rules
}

fn default(path: &str, element: &Element, model: &Model<'_>) -> Option<Default> {
    let new_repeat =
        model.body.new_repeat.iter().find(|(target, _)| target == path).map(|(_, action)| *action);
    if let Some(action) = model.first_load.get(path).copied().or(new_repeat) {
        return Some(match action.get("value") {
            Some(value) => Default::Dynamic(Expression(model.paths.authored(value, path, false))),
            None => Default::Fixed(action.text().trim().to_owned()),
        });
    }
    let text = element.text();
    let text = text.trim();
    let leaf = element.children().next().is_none();
    (leaf && !text.is_empty())
        .then(|| Default::Fixed(text.trim_start_matches("jr://images/").to_owned()))
}

fn is_known(attribute: &str) -> bool {
    matches!(
        attribute,
        "nodeset"
            | "id"
            | "type"
            | "relevant"
            | "constraint"
            | "jr:constraintMsg"
            | "required"
            | "jr:requiredMsg"
            | "readonly"
            | "calculate"
            | "jr:preload"
            | "jr:preloadParams"
            | "orx:max-pixels"
            | "odk:quality"
            | "odk:allow-mock-accuracy"
            | "doorstep:field"
    )
}
