//! The instance as questions, groups and repeats, in its order.

use super::body::Control;
use super::rules::rules;
use super::{Model, Report, questions};
use crate::dom::Element;
use crate::name::is_name;
use doorstep_schema::form::{Expression, Group, Item, Place, Repeat};
use std::collections::HashSet;

/// Reads the items of an instance.
pub(super) fn items(root: &Element, model: &Model<'_>, report: &mut Report) -> Vec<Item> {
    let mut last = None;
    section(root, &format!("/{}", root.name), true, model, &mut last, report)
}

fn section(
    parent: &Element,
    path: &str,
    is_root: bool,
    model: &Model<'_>,
    last: &mut Option<usize>,
    report: &mut Report,
) -> Vec<Item> {
    let mut items = Vec::new();
    let mut seen = HashSet::new();
    for element in parent.children() {
        if is_root && matches!(element.name.as_str(), "meta" | "orx:meta") {
            continue;
        }
        let path = format!("{path}/{}", element.name);
        let control = model.body.controls.get(&path).copied();
        if !seen.insert(element.name.as_str()) {
            // A repeat's template comes first, then its first instance.
            let instances = instances(parent, &element.name);
            if control.and_then(|control| control.repeat).is_none()
                || instances > 1 && fixed(control).is_none()
            {
                report.fault(element.at.fault(format!("«{path}» stands twice in the instance")));
            }
            continue;
        }
        if !is_name(&element.name) {
            report
                .fault(element.at.fault(format!("«{}» can't be a question's name", element.name)));
            continue;
        }
        if let Some(control) = control {
            if last.is_some_and(|last| last > control.order) {
                let message = format!(
                    "the control of «{path}» stands elsewhere than in the instance; put both in one order"
                );
                report.fault(control.element.at.fault(message));
            }
            *last = Some(control.order);
        }
        if control.is_some_and(|control| control.repeat.is_some()) {
            let count = count(parent, element, control, &path, model);
            let group = group(element, &path, control, model, last, report);
            items.push(Item::Repeat(Repeat { group, count }));
        } else if element.children().next().is_some() {
            items.push(Item::Group(group(element, &path, control, model, last, report)));
        } else {
            items.push(Item::Question(questions::question(&path, element, model, report)));
        }
    }
    items
}

fn group(
    element: &Element,
    path: &str,
    control: Option<Control<'_>>,
    model: &Model<'_>,
    last: &mut Option<usize>,
    report: &mut Report,
) -> Group {
    let mut group = Group {
        name: element.name.clone(),
        rules: rules(path, element, model, report),
        place: Place(control.map_or(element.at, |control| control.element.at).line),
        ..Group::default()
    };
    if let Some(control) = control {
        if let Some(label) = control.element.child("label") {
            group.label = model.texts.element(label, path, &model.paths, report).plain;
        }
        let inner = control.repeat.and_then(|repeat| repeat.get("appearance"));
        let appearance = inner.or_else(|| control.element.get("appearance"));
        appearance.unwrap_or_default().clone_into(&mut group.appearance);
    }
    group.items = section(element, path, false, model, last, report);
    group
}

fn instances(parent: &Element, name: &str) -> usize {
    parent
        .children()
        .filter(|child| child.name == name && child.get("jr:template").is_none())
        .count()
}

/// Tells whether nobody may add or remove instances of a repeat.
fn fixed(control: Option<Control<'_>>) -> Option<&str> {
    control?.repeat?.get("jr:noAddRemove").filter(|word| matches!(word.trim(), "true()" | "true"))
}

fn count(
    parent: &Element,
    element: &Element,
    control: Option<Control<'_>>,
    path: &str,
    model: &Model<'_>,
) -> Option<Expression> {
    let own = control.and_then(|control| control.repeat).and_then(|repeat| repeat.get("jr:count"));
    match own {
        Some(count) => Some(Expression(model.paths.authored(count, path, false))),
        None => fixed(control).map(|_| Expression(instances(parent, &element.name).to_string())),
    }
}
