//! The primary instance, and the lists as secondary instances.

use super::itext;
use super::paths::Writer;
use super::xml::Element;
use crate::expression::references;
use doorstep_schema::form::{ChoiceList, Default, Item, Kind, Question};

/// Makes the primary instance.
pub(super) fn primary(writer: &Writer<'_>) -> Element {
    let form = writer.form;
    let root = Element::new(form.settings.root.as_deref().unwrap_or("data")).with("id", &form.id);
    let mut meta = Element::new("meta").child(Element::new("instanceID"));
    if form.settings.instance_name.is_some() {
        meta = meta.child(Element::new("instanceName"));
    }
    root.maybe("version", Some(&form.version))
        .children(elements(&form.items, Part::Whole))
        .child(meta)
}

/// Which elements of a repeat are made.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    /// Outside of repeats: a template, then the first instance.
    Whole,
    /// In a template: only templates.
    Template,
    /// In an instance: only instances.
    Instance,
}

fn elements(items: &[Item], part: Part) -> Vec<Element> {
    let mut elements = Vec::new();
    for item in items {
        match item {
            Item::Question(question) => elements.push(answer(question)),
            Item::Group(group) => elements
                .push(Element::new(&group.name).children(self::elements(&group.items, part))),
            Item::Repeat(repeat) => {
                let group = &repeat.group;
                if part != Part::Instance {
                    let template = Element::new(&group.name).with("jr:template", "");
                    elements.push(template.children(self::elements(&group.items, Part::Template)));
                }
                if part != Part::Template {
                    let instance = Element::new(&group.name);
                    elements.push(instance.children(self::elements(&group.items, Part::Instance)));
                }
            }
        }
    }
    elements
}

fn answer(question: &Question) -> Element {
    let element = Element::new(&question.name);
    match &question.rules.default {
        Some(Default::Fixed(value)) if value.is_empty() => element,
        Some(Default::Fixed(value))
            if is_picture(&question.kind) && !value.contains("jr://images/") =>
        {
            element.text(&format!("jr://images/{value}"))
        }
        Some(Default::Fixed(value)) => element.text(value),
        _ => element,
    }
}

const fn is_picture(kind: &Kind) -> bool {
    matches!(kind, Kind::Photo | Kind::Signature)
}

/// Makes the secondary instances: attached files, the last saved instance when it is used, then the lists.
pub(super) fn secondary(writer: &Writer<'_>) -> Vec<Element> {
    let form = writer.form;
    let mut instances = Vec::new();
    let instance = |id: &str, src: &str| Element::new("instance").with("id", id).with("src", src);
    for list in &form.lists {
        if let Some(file) = &list.file {
            instances.push(instance(&list.name, &format!("jr://file-csv/{file}")));
        }
    }
    if uses_last_saved(&form.items) {
        instances.push(instance("__last-saved", "jr://instance/last-saved"));
    }
    for list in form.lists.iter().filter(|list| list.file.is_none()) {
        instances.push(Element::new("instance").with("id", &list.name).child(items(list)));
    }
    instances
}

fn items(list: &ChoiceList) -> Element {
    let translated = itext::needs(list);
    let item = |(at, choice): (usize, &doorstep_schema::form::Choice)| {
        let mut item = Element::new("item");
        if translated {
            item = item.child(Element::new("itextId").text(&format!("{}-{at}", list.name)));
        }
        item = item.child(Element::new("name").text(&choice.name));
        if let (false, Some(label)) = (translated, choice.label.0.values().next()) {
            item = item.child(Element::new("label").text(label));
        }
        let cells = list.columns.iter().zip(&choice.cells).filter(|(_, cell)| !cell.is_empty());
        item.children(cells.map(|(column, cell)| Element::new(column).text(cell)))
    };
    Element::new("root").children(list.choices.iter().enumerate().map(item))
}

fn uses_last_saved(items: &[Item]) -> bool {
    let in_text = |text: &str| references(text).iter().any(|reference| reference.last_saved);
    items.iter().any(|item| {
        let (rules, inner, filter) = match item {
            Item::Question(question) => {
                (&question.rules, [].as_slice(), question.choice_filter.as_ref())
            }
            Item::Group(group) => (&group.rules, group.items.as_slice(), None),
            Item::Repeat(repeat) => (&repeat.group.rules, repeat.group.items.as_slice(), None),
        };
        let default = match &rules.default {
            Some(Default::Dynamic(expression)) => Some(expression),
            _ => None,
        };
        let own = [
            &rules.relevant,
            &rules.constraint,
            &rules.required,
            &rules.read_only,
            &rules.calculation,
        ];
        let mut all = own.into_iter().flatten().chain(default).chain(filter);
        all.any(|expression| in_text(&expression.0)) || uses_last_saved(inner)
    })
}
