//! Where a select's choices are taken from.

use crate::expression::only_reference;
use crate::xforms::nodes::Node;
use crate::xforms::write::paths::{Style, Writer};
use crate::xforms::write::xml::Element;
use crate::xforms::write::{Unwritable, itext};
use doorstep_schema::form::{Choices, Question};

/// Makes the item set of a select or rank.
pub(super) fn itemset(
    writer: &Writer<'_>,
    question: &Question,
    node: &Node<'_>,
) -> Result<Element, Unwritable> {
    let (nodeset, value, label) = match question.choices() {
        Some(Choices::Repeat(answers)) => return answers_of(writer, question, &answers.0, node),
        Some(Choices::Columns { list, value, label }) => {
            (list, value.as_str(), Some(label.as_str()))
        }
        Some(Choices::List(list)) => (list, "name", None),
        None => return Ok(Element::new("itemset")),
    };
    let missing = || Unwritable::List { question: question.name.clone(), list: nodeset.clone() };
    let list = writer.form.list(nodeset).ok_or_else(missing)?;
    let standard =
        if list.file.is_none() && itext::needs(list) { "jr:itext(itextId)" } else { "label" };
    let style = Style { current: true, all: false };
    let filter = filter(writer, question, node, style)?.map(|filter| format!("[{filter}]"));
    let nodeset = format!("instance('{}')/root/item{}", list.name, filter.unwrap_or_default());
    finish(writer, question, node, nodeset, value, label.unwrap_or(standard))
}

fn filter(
    writer: &Writer<'_>,
    question: &Question,
    node: &Node<'_>,
    style: Style,
) -> Result<Option<String>, Unwritable> {
    question.choice_filter.as_ref().map(|filter| writer.styled(&filter.0, node, style)).transpose()
}

/// The choices are the answers to a question in a repeat.
fn answers_of(
    writer: &Writer<'_>,
    question: &Question,
    answers: &str,
    node: &Node<'_>,
) -> Result<Element, Unwritable> {
    let path = writer.styled(answers, node, Style { current: false, all: true })?;
    let (parent, last) = path.rsplit_once('/').unwrap_or((".", path.as_str()));
    let filter = match filter(writer, question, node, Style { current: true, all: true })? {
        Some(filter) => filter.replace(&format!("current()/{parent}"), ".").replace(parent, "."),
        None => format!("./{last} != ''"),
    };
    finish(writer, question, node, format!("{parent}[{filter}]"), last, last)
}

fn finish(
    writer: &Writer<'_>,
    question: &Question,
    node: &Node<'_>,
    nodeset: String,
    value: &str,
    label: &str,
) -> Result<Element, Unwritable> {
    let parameter = |key: &str| question.parameters.get(key).map(String::as_str);
    let nodeset = match (parameter("randomize"), parameter("seed")) {
        (Some("true"), Some(seed)) if only_reference(seed).is_some() => {
            format!("randomize({nodeset}, {})", writer.expression(seed, node)?)
        }
        (Some("true"), Some(seed)) => format!("randomize({nodeset}, {seed})"),
        (Some("true"), None) => format!("randomize({nodeset})"),
        _ => nodeset,
    };
    let set = Element::new("itemset").with("nodeset", &nodeset);
    Ok(set
        .child(Element::new("value").with("ref", value))
        .child(Element::new("label").with("ref", label)))
}
