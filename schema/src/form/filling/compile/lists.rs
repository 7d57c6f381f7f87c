//! The choice lists of a form: their check, and indexes over their columns that are built when first needed.

use super::faults::Faults;
use crate::form::filling::{Rule, limits};
use crate::form::{ChoiceList, Form, Language};
use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::OnceLock;

/// A column of a list: 0 the name, 1 the label, then the further columns.
pub(in crate::form::filling) type Column = u32;

/// The lists by name, with their indexes.
pub(in crate::form::filling) struct Lists {
    by_name: HashMap<String, u32>,
    indexes: Vec<Vec<OnceLock<Index>>>,
}

/// Rows by the hash of a cell, sorted by hash and then by row.
type Index = Vec<(u64, u32)>;

impl Lists {
    /// Checks the lists of a form and makes room for their indexes.
    pub(super) fn new(form: &Form, faults: &mut Faults) -> Self {
        let mut by_name = HashMap::new();
        let mut indexes = Vec::new();
        let choices: usize = form.lists.iter().map(|list| list.choices.len()).sum();
        if choices > limits::CHOICES {
            faults.of_form(Rule::List, format!("the lists hold more than {} choices: shorten them", limits::CHOICES));
        }
        if form.lists.len() > limits::LISTS {
            faults.of_form(Rule::List, format!("there are more than {} lists: join some", limits::LISTS));
        }
        for (at, list) in form.lists.iter().take(limits::LISTS).enumerate() {
            if list.name.is_empty() || (list.name.contains('\'') && list.name.contains('"')) {
                faults.of_list(&list.name, 0, "a list needs a name without quotation marks".to_owned());
            }
            if by_name.insert(list.name.clone(), u32::try_from(at).unwrap_or(u32::MAX)).is_some() {
                faults.of_list(&list.name, 0, format!("two lists are called {}: rename one", list.name));
            }
            check(form, list, faults);
            let columns = 2 + list.columns.len().min(limits::COLUMNS);
            indexes.push((0..columns).map(|_| OnceLock::new()).collect());
        }
        Self { by_name, indexes }
    }

    pub(in crate::form::filling) fn find(&self, name: &str) -> Option<u32> {
        self.by_name.get(name).copied()
    }

    /// Finds the rows whose cell of a column has a text, in their order.
    pub(in crate::form::filling) fn rows(&self, list: &ChoiceList, at: u32, column: Column, text: &str) -> Vec<u32> {
        let Some(index) = self.indexes.get(at as usize).and_then(|columns| columns.get(column as usize)) else {
            return Vec::new();
        };
        let index = index.get_or_init(|| build(list, column));
        let wanted = hash(text);
        let from = index.partition_point(|(hash, _)| *hash < wanted);
        index[from..]
            .iter()
            .take_while(|(hash, _)| *hash == wanted)
            .map(|(_, row)| *row)
            .filter(|row| cell(list, *row, column) == text)
            .collect()
    }
}

fn build(list: &ChoiceList, column: Column) -> Index {
    let rows = u32::try_from(list.choices.len()).unwrap_or(u32::MAX);
    let mut index: Index = (0..rows).map(|row| (hash(cell(list, row, column)), row)).collect();
    index.sort_unstable();
    index
}

fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// Finds a column of a list by name.
pub(in crate::form::filling) fn column(list: &ChoiceList, name: &str) -> Option<Column> {
    // A further column wins: an attached file may have its own `label`.
    if let Some(at) = list.columns.iter().position(|column| column == name) {
        return u32::try_from(at + 2).ok();
    }
    match name {
        "name" => Some(0),
        "label" => Some(1),
        _ => None,
    }
}

/// Returns a cell of a list; empty when there is none.
pub(in crate::form::filling) fn cell(list: &ChoiceList, row: u32, column: Column) -> &str {
    let Some(choice) = list.choices.get(row as usize) else { return "" };
    match column {
        0 => &choice.name,
        1 => {
            let first = choice.label.0.values().next().map_or("", String::as_str);
            choice.label.get(&Language::default()).unwrap_or(first)
        }
        n => choice.cells.get(n as usize - 2).map_or("", String::as_str),
    }
}

fn check(form: &Form, list: &ChoiceList, faults: &mut Faults) {
    if list.columns.len() > limits::COLUMNS {
        let why = format!("the list has more than {} columns: leave some out", limits::COLUMNS);
        faults.of_list(&list.name, 0, why);
    }
    let mut names = HashSet::new();
    // The rows of an attached file may take value and label from other columns.
    let free = list.file.is_some();
    for choice in &list.choices {
        if choice.name.is_empty() && !free {
            faults.of_list(&list.name, choice.row, "the choice has no name: fill the column name".to_owned());
        } else if !names.insert(choice.name.as_str()) && !free && !form.settings.allow_choice_duplicates {
            let why = format!(
                "the choice {} is there twice: rename one, or allow duplicates with the setting \
                 allow_choice_duplicates",
                choice.name
            );
            faults.of_list(&list.name, choice.row, why);
        }
        if choice.cells.len() > list.columns.len() {
            faults.of_list(&list.name, choice.row, "the choice has more cells than the list has columns".to_owned());
        }
    }
}
