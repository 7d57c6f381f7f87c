//! Texts in several languages.

use super::paths::Writer;
use super::xml::Element;
use super::{Unwritable, languages};
use crate::expression::references;
use crate::xforms::nodes::Node;
use doorstep_schema::form::{ChoiceList, Group, Item, Question, Repeat, Rules, Text};

/// A text with its id: the values of the hint are itself and its longer explanation.
struct Entry<'a> {
    id: String,
    context: Option<Node<'a>>,
    plain: Option<&'a Text>,
    guidance: Option<&'a Text>,
}

/// Tells whether a text stands among the translations and not where it is used.
pub(super) fn is_translated(text: &Text) -> bool {
    text.0.keys().any(|language| !language.0.is_empty())
}

/// Tells whether a message stands among the translations: an attribute has no place for a reference.
pub(super) fn is_message_translated(text: &Text) -> bool {
    is_translated(text) || text.0.values().any(|text| !references(text).is_empty())
}

/// Tells whether the labels of a list stand among the translations.
pub(super) fn needs(list: &ChoiceList) -> bool {
    list.choices.iter().any(|choice| is_message_translated(&choice.label))
}

/// Makes the translations; none when no text needs them.
pub(super) fn itext(writer: &Writer<'_>) -> Result<Option<Element>, Unwritable> {
    let mut entries = Vec::new();
    for list in writer.form.lists.iter().filter(|list| list.file.is_none() && needs(list)) {
        for (at, choice) in list.choices.iter().enumerate() {
            let id = format!("{}-{at}", list.name);
            entries.push(Entry { id, context: None, plain: Some(&choice.label), guidance: None });
        }
    }
    collect(&writer.form.items, &writer.nodes.root(), false, &mut entries);
    if entries.is_empty() {
        return Ok(None);
    }
    let mut itext = Element::new("itext");
    for language in languages(writer.form) {
        let mut translation = Element::new("translation").with("lang", &language.0);
        if writer.form.settings.default_language.as_ref() == Some(&language) {
            translation = translation.with("default", "true()");
        }
        for entry in &entries {
            let mut text = Element::new("text").with("id", &entry.id);
            for (form, words) in [(None, entry.plain), (Some("guidance"), entry.guidance)] {
                let Some(words) = words else { continue };
                let words = words.get(&language).unwrap_or("-");
                let value = Element::new("value").maybe("form", form);
                text = text.child(value.content(writer.outputs(words, entry.context.as_ref())?));
            }
            translation = translation.child(text);
        }
        itext = itext.child(translation);
    }
    Ok(Some(itext))
}

fn collect<'a>(
    items: &'a [Item],
    parent: &Node<'a>,
    in_repeat: bool,
    entries: &mut Vec<Entry<'a>>,
) {
    for item in items {
        match item {
            Item::Question(question) => {
                let node = parent.child(&question.name, in_repeat);
                rules(&question.rules, &node, entries);
                label(&question.label, &node, entries);
                hint(question, &node, entries);
            }
            Item::Group(group) | Item::Repeat(Repeat { group, .. }) => {
                let node = parent.child(&group.name, in_repeat);
                section(group, &node, matches!(item, Item::Repeat(_)), entries);
            }
        }
    }
}

fn section<'a>(group: &'a Group, node: &Node<'a>, is_repeat: bool, entries: &mut Vec<Entry<'a>>) {
    rules(&group.rules, node, entries);
    label(&group.label, node, entries);
    collect(&group.items, node, is_repeat, entries);
}

fn label<'a>(text: &'a Text, node: &Node<'a>, entries: &mut Vec<Entry<'a>>) {
    if is_translated(text) {
        let id = format!("{}:label", node.absolute());
        entries.push(Entry { id, context: Some(node.clone()), plain: Some(text), guidance: None });
    }
}

fn hint<'a>(question: &'a Question, node: &Node<'a>, entries: &mut Vec<Entry<'a>>) {
    let says = |text: &'a Text| (!text.is_empty()).then_some(text);
    let guidance = says(&question.guidance);
    if guidance.is_some() || is_translated(&question.hint) {
        let id = format!("{}:hint", node.absolute());
        entries.push(Entry {
            id,
            context: Some(node.clone()),
            plain: says(&question.hint),
            guidance,
        });
    }
}

fn rules<'a>(rules: &'a Rules, node: &Node<'a>, entries: &mut Vec<Entry<'a>>) {
    for (word, text) in
        [("constraintMsg", &rules.constraint_message), ("requiredMsg", &rules.required_message)]
    {
        if is_message_translated(text) {
            let id = format!("{}:jr:{word}", node.absolute());
            entries.push(Entry {
                id,
                context: Some(node.clone()),
                plain: Some(text),
                guidance: None,
            });
        }
    }
}
