//! What the elements of the instance obey.

use super::itext::is_message_translated;
use super::paths::Writer;
use super::xml::Element;
use super::{Unwritable, itext};
use crate::xforms::nodes::Node;
use doorstep_schema::form::{
    Bound, Default, Expression, Item, Kind, Meta, Question, Repeat, Rules, Text,
};

/// Adds the binds, each followed by the action that computes its default.
pub(super) fn binds(writer: &Writer<'_>, out: &mut Vec<Element>) -> Result<(), Unwritable> {
    items(writer, &writer.form.items, &writer.nodes.root(), false, out)?;
    let meta = writer.nodes.root().child("meta", false);
    let id = Element::new("bind").with("nodeset", &meta.child("instanceID", false).absolute());
    out.push(id.with("type", "string").with("readonly", "true()").with("jr:preload", "uid"));
    if let Some(name) = &writer.form.settings.instance_name {
        let node = meta.child("instanceName", false);
        let calculate = writer.expression(&name.0, &node)?;
        let bind = Element::new("bind").with("nodeset", &node.absolute()).with("type", "string");
        out.push(bind.with("calculate", &calculate));
    }
    Ok(())
}

fn items(
    writer: &Writer<'_>,
    items: &[Item],
    parent: &Node<'_>,
    in_repeat: bool,
    out: &mut Vec<Element>,
) -> Result<(), Unwritable> {
    for item in items {
        match item {
            Item::Question(question) => {
                let node = parent.child(&question.name, in_repeat);
                out.push(bind(writer, question, &node)?);
                out.extend(first_load(writer, question, &node, "odk-instance-first-load")?);
            }
            Item::Group(group) | Item::Repeat(Repeat { group, .. }) => {
                let node = parent.child(&group.name, in_repeat);
                let bind = Element::new("bind").with("nodeset", &node.absolute());
                let bind = rules(writer, bind, &group.rules, &node)?;
                if !bind.has_one_attribute() {
                    out.push(bind);
                }
                self::items(writer, &group.items, &node, matches!(item, Item::Repeat(_)), out)?;
            }
        }
    }
    Ok(())
}

/// Makes the action that computes a default; none when it is fixed or there is none.
pub(super) fn first_load(
    writer: &Writer<'_>,
    question: &Question,
    node: &Node<'_>,
    event: &str,
) -> Result<Option<Element>, Unwritable> {
    let Some(Default::Dynamic(value)) = &question.rules.default else { return Ok(None) };
    let value = writer.expression(&value.0, node)?;
    Ok(Some(
        Element::new("setvalue")
            .with("event", event)
            .with("ref", &node.absolute())
            .with("value", &value),
    ))
}

fn bind(writer: &Writer<'_>, question: &Question, node: &Node<'_>) -> Result<Element, Unwritable> {
    let mut bind =
        Element::new("bind").with("nodeset", &node.absolute()).with("type", bind_type(question));
    if let Kind::Meta(meta) = question.kind {
        let (preload, parameters) = preload(meta);
        bind = bind.with("jr:preload", preload).with("jr:preloadParams", parameters);
    }
    if question.kind == Kind::Note && question.rules.read_only.is_none() {
        bind = bind.with("readonly", "true()");
    }
    bind = rules(writer, bind, &question.rules, node)?;
    for (parameter, attribute) in [
        ("max-pixels", "orx:max-pixels"),
        ("quality", "odk:quality"),
        ("allow-mock-accuracy", "odk:allow-mock-accuracy"),
    ] {
        bind = bind.maybe(attribute, question.parameters.get(parameter).map(String::as_str));
    }
    Ok(bind.maybe("doorstep:field", question.bound.map(Bound::as_str)))
}

fn rules(
    writer: &Writer<'_>,
    bind: Element,
    rules: &Rules,
    node: &Node<'_>,
) -> Result<Element, Unwritable> {
    let calculation = rules.calculation.as_ref().filter(|_| rules.trigger.is_empty());
    let mut bind = bind;
    for (word, expression) in [
        ("relevant", rules.relevant.as_ref()),
        ("constraint", rules.constraint.as_ref()),
        ("required", rules.required.as_ref()),
        ("readonly", rules.read_only.as_ref()),
        ("calculate", calculation),
    ] {
        if let Some(Expression(text)) = expression {
            bind = bind.with(word, &writer.expression(text, node)?);
        }
    }
    bind = message(bind, "constraintMsg", &rules.constraint_message, node);
    Ok(message(bind, "requiredMsg", &rules.required_message, node))
}

fn message(bind: Element, word: &str, text: &Text, node: &Node<'_>) -> Element {
    let attribute = format!("jr:{word}");
    if is_message_translated(text) {
        return bind.with(&attribute, &itext_ref(node, &format!("jr:{word}")));
    }
    bind.maybe(&attribute, text.0.values().next().map(String::as_str))
}

/// Returns the expression for a text among the translations.
pub(super) fn itext_ref(node: &Node<'_>, word: &str) -> String {
    format!("jr:itext('{}:{word}')", node.absolute())
}

/// Makes the element of a label or hint.
pub(super) fn shown(
    writer: &Writer<'_>,
    element: &str,
    text: &Text,
    node: &Node<'_>,
    translated: bool,
) -> Result<Element, Unwritable> {
    let shown = Element::new(element);
    if translated || itext::is_translated(text) {
        return Ok(shown.with("ref", &itext_ref(node, element)));
    }
    let words = text.0.values().next().map(String::as_str).unwrap_or_default();
    Ok(shown.content(writer.outputs(words, Some(node))?))
}

fn bind_type(question: &Question) -> &'static str {
    match question.kind {
        Kind::Integer => "int",
        Kind::Decimal => "decimal",
        Kind::Range => {
            let whole =
                |value: &String| value.parse::<f64>().is_ok_and(|number| number.fract() == 0.0);
            if question.parameters.values().all(whole) { "int" } else { "decimal" }
        }
        Kind::Date | Kind::Meta(Meta::Today) => "date",
        Kind::Time => "time",
        Kind::DateTime | Kind::Meta(Meta::Start | Meta::End) => "dateTime",
        Kind::Rank { .. } => "odk:rank",
        Kind::Point => "geopoint",
        Kind::Trace => "geotrace",
        Kind::Shape => "geoshape",
        Kind::Photo | Kind::Signature | Kind::File | Kind::Audio | Kind::Video => "binary",
        Kind::Barcode => "barcode",
        _ => "string",
    }
}

const fn preload(meta: Meta) -> (&'static str, &'static str) {
    match meta {
        Meta::Start => ("timestamp", "start"),
        Meta::End => ("timestamp", "end"),
        Meta::Today => ("date", "today"),
        other => ("property", other.as_str()),
    }
}
