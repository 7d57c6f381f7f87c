//! Labels of choices that show answers.

use super::expressions::Parser;
use super::faults::Faults;
use super::lists::Lists;
use super::reads::Read;
use super::spec::{Offer, Part, Spec, Wording};
use crate::form::filling::Rule;
use crate::form::xpath::Expr;
use crate::form::xpath::ast::{Ast, Start, Test};
use crate::form::{Form, Language};
use std::collections::{BTreeSet, HashMap};

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

    /// Lists what the labels of a list are made of.
    pub(super) fn parts(&self, list: u32) -> impl Iterator<Item = &Part> {
        let wordings = self.0.iter().filter(move |((at, _), _)| *at == list).map(|(_, it)| it);
        wordings.flat_map(|wording| wording.parts.values().flatten())
    }

    /// Tells whether no label shows an answer.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Returns the lists whose labels an expression may read: of the questions that it asks `jr:choice-name()` for, and
/// those that it names itself.
pub(super) fn read_by(
    specs: &[Spec],
    lists: &Lists,
    expr: &Expr,
    reads: &BTreeSet<Read>,
) -> BTreeSet<u32> {
    let mut found = BTreeSet::new();
    expr.each_path(&mut |path| {
        let elsewhere = match path.steps.last().map(|step| &step.test) {
            Some(Test::Name(name)) => !matches!(&**name, "label" | "item" | "root"),
            _ => false,
        };
        if let (Start::Instance(name), false) = (&path.start, elsewhere) {
            found.extend(lists.find(name));
        }
    });
    expr.each_call(&mut |call| match (&*call.name, call.arguments.first()) {
        ("pulldata", Some(Ast::Text(name))) => found.extend(lists.find(name)),
        ("jr:choice-name", _) => {
            found.extend(reads.iter().filter_map(|read| match &specs[read.spec as usize].offer {
                Offer::Rows { list, .. } => Some(*list),
                _ => None,
            }));
        }
        _ => {}
    });
    found
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
                    reads_saved: false,
                };
                let wording = parser.wording(0, Rule::Label, &choice.label);
                let reads_saved = parser.reads_saved;
                self.reads_saved |= reads_saved;
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
