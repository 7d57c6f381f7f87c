//! Labels of choices that show answers.

use super::expressions::Parser;
use super::faults::Faults;
use super::spec::{Part, Wording};
use crate::form::filling::Rule;
use crate::form::{Form, Language};
use std::collections::HashMap;

/// The labels that hold references, by list and row.
#[derive(Default)]
pub(in crate::form::filling) struct Labels(HashMap<(u32, u32), Wording>);

impl Labels {
    /// Returns what the label of a row is made of in a language; none when it is shown as written.
    pub(in crate::form::filling) fn find(
        &self,
        list: u32,
        row: u32,
        language: &Language,
    ) -> Option<&[Part]> {
        let wording = self.0.get(&(list, row))?;
        let chosen =
            if wording.text.0.contains_key(language) { language } else { &Language::default() };
        // As the label itself: a list without the language shows its first one.
        let first = || wording.text.0.keys().next();
        let chosen = if wording.text.0.contains_key(chosen) { Some(chosen) } else { first() };
        wording.parts.get(chosen?).map(Vec::as_slice)
    }

    /// Lists the references in the labels of a list, or of all lists.
    pub(super) fn parts(&self, list: Option<u32>) -> impl Iterator<Item = &Part> {
        let of_list =
            move |((at, _), _): &(&(u32, u32), &Wording)| list.is_none_or(|list| list == *at);
        let wordings = self.0.iter().filter(of_list).map(|(_, wording)| wording);
        wordings.flat_map(|wording| wording.parts.values().flatten())
    }

    /// Tells whether no label shows an answer.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Parser<'_> {
    /// Parses the references in the labels of the form's own lists; those of attached files are shown as written.
    ///
    /// A label belongs to no question, so that its references start from the root: in a repeat they show the answer of
    /// the first instance, as `pyxform` has it.
    pub(super) fn labels(&mut self, form: &Form) -> Labels {
        let mut labels = HashMap::new();
        for (at, list) in form.lists.iter().enumerate().filter(|(_, list)| list.file.is_none()) {
            for (row, choice) in list.choices.iter().enumerate() {
                if !choice.label.0.values().any(|words| words.contains("${")) {
                    continue;
                }
                let mut own = Faults::default();
                let mut parser = Parser {
                    specs: self.specs,
                    names: self.names,
                    lists: self.lists,
                    faults: &mut own,
                };
                let wording = parser.wording(0, Rule::Label, &choice.label);
                for fault in own.0 {
                    self.faults.of_list(&list.name, choice.row, fault.message);
                }
                if let (Ok(at), Ok(row)) = (u32::try_from(at), u32::try_from(row)) {
                    labels.insert((at, row), wording);
                }
            }
        }
        Labels(labels)
    }
}
