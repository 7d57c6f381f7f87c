//! Texts: where they are used, or among the translations.

use super::paths::Paths;
use super::{Report, XmlFault};
use crate::dom::{Content, Element};
use doorstep_schema::form::{Language, Text};
use std::collections::{BTreeMap, HashMap};

/// The translations of a document.
#[derive(Default)]
pub(super) struct Texts<'a> {
    /// The languages in their order; none when the only one is called `default`.
    pub(super) languages: Vec<Language>,
    /// The language that is marked as the first one.
    pub(super) default: Option<Language>,
    values: HashMap<&'a str, Vec<(Language, &'a Element)>>,
}

/// The parts of a text: what is said, and the longer explanation.
#[derive(Default)]
pub(super) struct Parts {
    /// What is said.
    pub(super) plain: Text,
    /// The longer explanation.
    pub(super) guidance: Text,
}

impl<'a> Texts<'a> {
    /// Reads the translations of a model.
    pub(super) fn of(model: &'a Element, report: &mut Report) -> Self {
        let mut texts = Self::default();
        let translations: Vec<_> = model.children().filter(|child| child.name == "itext").collect();
        for translation in translations.iter().flat_map(|itext| itext.children()) {
            let Some(lang) = translation.get("lang").filter(|_| translation.name == "translation")
            else {
                report.fault(translation.at.fault("a translation needs its language: «lang»"));
                continue;
            };
            let language = Language(lang.to_owned());
            if texts.languages.contains(&language) {
                report.fault(translation.at.fault(format!("the language «{lang}» stands twice")));
                continue;
            }
            texts.languages.push(language.clone());
            if translation.get("default").is_some() {
                texts.default = Some(language.clone());
            }
            for text in translation.children() {
                let Some(id) = text.get("id") else {
                    report.fault(text.at.fault("a text of the translations needs its «id»"));
                    continue;
                };
                let values = texts.values.entry(id).or_default();
                values.extend(text.children().map(|value| (language.clone(), value)));
            }
        }
        if texts.languages == [Language("default".to_owned())] {
            texts.languages.clear();
            texts.default = None;
        }
        texts
    }

    /// Reads a label, hint or message element, translated or not.
    pub(super) fn element(
        &self,
        element: &Element,
        context: &str,
        paths: &Paths,
        report: &mut Report,
    ) -> Parts {
        match element.get("ref").map(itext_id) {
            Some(Some(id)) => self.id(id, element, context, paths, report),
            Some(None) => {
                report.fault(
                    element.at.fault(
                        "a text can't be taken from an expression; only from «jr:itext('…')»",
                    ),
                );
                Parts::default()
            }
            None => match words(element, context, paths) {
                Ok(text) if text.trim().is_empty() => Parts::default(),
                Ok(text) => Parts { plain: Text::plain(text), guidance: Text::default() },
                Err(fault) => {
                    report.fault(fault);
                    Parts::default()
                }
            },
        }
    }

    /// Reads the message of an attribute, translated or not.
    pub(super) fn attribute(
        &self,
        value: &str,
        bind: &Element,
        context: &str,
        paths: &Paths,
        report: &mut Report,
    ) -> Text {
        match itext_id(value) {
            Some(id) => self.id(id, bind, context, paths, report).plain,
            None => Text::plain(value),
        }
    }

    /// Reads a text of the translations.
    pub(super) fn id(
        &self,
        id: &str,
        used: &Element,
        context: &str,
        paths: &Paths,
        report: &mut Report,
    ) -> Parts {
        let Some(values) = self.values.get(id) else {
            report.fault(used.at.fault(format!("the translations have no text «{id}»")));
            return Parts::default();
        };
        let (mut plain, mut guidance) = (BTreeMap::new(), BTreeMap::new());
        for (language, value) in values {
            let part = match value.get("form") {
                None | Some("long") => &mut plain,
                Some("guidance") => &mut guidance,
                Some(form) => {
                    report.notice(
                        value.at,
                        format!("texts of the form «{form}» are not shown and are ignored"),
                    );
                    continue;
                }
            };
            match words(value, context, paths) {
                Ok(text) => {
                    part.insert(language.clone(), text);
                }
                Err(fault) => report.fault(fault),
            }
        }
        Parts { plain: self.tidy(plain), guidance: self.tidy(guidance) }
    }

    /// Leaves out what pyxform writes for a missing translation, and the languages when all say the same.
    fn tidy(&self, mut texts: BTreeMap<Language, String>) -> Text {
        texts.retain(|_, text| text != "-" && !text.is_empty());
        let mut all = texts.values();
        let first = all.next().cloned();
        match first {
            Some(first)
                if all.all(|text| *text == first) && texts.len() >= self.languages.len() =>
            {
                Text::plain(first)
            }
            _ => Text(texts),
        }
    }
}

/// Returns the id of `jr:itext('id')`.
fn itext_id(expression: &str) -> Option<&str> {
    let id = expression.trim().strip_prefix("jr:itext(")?.strip_suffix(')')?.trim();
    let quoted = |quote: char| id.strip_prefix(quote)?.strip_suffix(quote);
    quoted('\'').or_else(|| quoted('"'))
}

/// Puts `${name}` for the outputs of a text.
fn words(element: &Element, context: &str, paths: &Paths) -> Result<String, XmlFault> {
    let mut words = String::new();
    for content in &element.content {
        match content {
            Content::Text(text) => words.push_str(text),
            Content::Element(output) if output.name == "output" => {
                let value = output.get("value").or_else(|| output.get("ref")).unwrap_or_default();
                let Some(reference) = paths.reference(value, context) else {
                    let why = format!(
                        "the text shows «{value}», which is not one question; compute it in a question of its own"
                    );
                    return Err(output.at.fault(why));
                };
                words.push_str(&reference);
            }
            Content::Element(other) => {
                return Err(other.at.fault("a text can hold only «output» elements"));
            }
        }
    }
    Ok(words.trim().to_owned())
}
