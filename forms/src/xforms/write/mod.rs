//! A form written as `XForms` XML.

mod binds;
mod body;
mod expand;
mod instance;
mod itext;
mod paths;
pub(crate) mod xml;

use super::nodes::Nodes;
use doorstep_schema::form::{Form, Language};
use paths::Writer;
use xml::Element;

/// Why a form can't be written as `XForms` XML.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Unwritable {
    /// An expression or a text names a question that is not there, or that several are called.
    #[error("«{at}» refers to «{name}», and there is no question or more than one of this name")]
    Reference {
        /// Who refers to it.
        at: String,
        /// The name.
        name: String,
    },
    /// A select takes its choices from a list that is not there.
    #[error("«{question}» takes its choices from «{list}», and there is no such list")]
    List {
        /// The question.
        question: String,
        /// The list.
        list: String,
    },
    /// A question that is not shown starts the calculation of another.
    #[error("«{trigger}» starts a calculation, but is not a question that is shown")]
    Trigger {
        /// The question that is not shown.
        trigger: String,
    },
    /// A text holds a character that XML has no place for.
    #[error("the form holds a control character, which XML has no place for")]
    Character,
    /// The XML can't be written.
    #[error("the XML can't be written: {0}")]
    Xml(String),
}

/// Writes a form as `XForms` XML, as pyxform writes it, so that ODK Collect and its kin can fill it.
///
/// # Errors
///
/// Says which reference leads nowhere.
pub fn write(form: &Form) -> Result<String, Unwritable> {
    let form = expand::expand(form);
    let writer = Writer { form: &form, nodes: Nodes::of(&form) };
    let itext = itext::itext(&writer)?;
    let mut model = Element::new("model").with("odk:xforms-version", "1.0.0");
    if let Some(fact) = form.settings.fact {
        model = model.with("doorstep:fact", fact.as_str());
    }
    let mut head = vec![];
    head.extend(itext);
    head.push(Element::new("instance").child(instance::primary(&writer)));
    head.extend(instance::secondary(&writer));
    binds::binds(&writer, &mut head)?;
    let model = model.children(head);
    let title = form.title.0.values().next().filter(|title| !title.is_empty()).unwrap_or(&form.id);
    let mut body = Element::new("h:body");
    if !form.settings.style.is_empty() {
        body = body.with("class", &form.settings.style);
    }
    let controls = body::controls(&writer)?;
    let html = [
        ("xmlns", "http://www.w3.org/2002/xforms"),
        ("xmlns:h", "http://www.w3.org/1999/xhtml"),
        ("xmlns:ev", "http://www.w3.org/2001/xml-events"),
        ("xmlns:xsd", "http://www.w3.org/2001/XMLSchema"),
        ("xmlns:jr", "http://openrosa.org/javarosa"),
        ("xmlns:orx", "http://openrosa.org/xforms"),
        ("xmlns:odk", "http://www.opendatakit.org/xforms"),
        ("xmlns:doorstep", "urn:doorstep:form"),
    ]
    .into_iter()
    .fold(Element::new("h:html"), |html, (name, value)| html.with(name, value))
    .child(Element::new("h:head").child(Element::new("h:title").text(title)).child(model))
    .child(body.children(controls));
    xml::write(&html)
}

/// Returns the languages of the form's texts; one called `default` when there are none.
fn languages(form: &Form) -> Vec<Language> {
    if form.languages.is_empty() {
        vec![Language("default".to_owned())]
    } else {
        form.languages.clone()
    }
}
