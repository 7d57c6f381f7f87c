//! Which tables and columns the answers to a form fill, over all its editions.

use doorstep_schema::form::{Form, Item, Kind, Text};
use std::collections::HashMap;

/// A column: the answers to one question.
#[derive(Clone, PartialEq, Debug)]
pub struct Column {
    /// The question's path within its table, such as `home/rooms`.
    pub path: String,
    /// What is asked, in the newest edition that asks it.
    pub label: Text,
    /// What it asks for.
    pub kind: Kind,
}

/// A table: the form itself, or one of its repeats.
#[derive(Clone, PartialEq, Debug)]
pub struct Sheet {
    /// The repeat's path, such as `household/children`; empty for the form.
    pub path: String,
    /// The columns, in the order of the newest edition; those of older ones follow.
    pub columns: Vec<Column>,
    places: HashMap<String, usize>,
}

impl Sheet {
    fn new(path: &str) -> Self {
        Self { path: path.to_owned(), columns: Vec::new(), places: HashMap::new() }
    }

    /// Finds a column by its question's path within the table.
    #[must_use]
    pub fn place(&self, path: &str) -> Option<usize> {
        self.places.get(path).copied()
    }

    fn add(&mut self, column: Column) {
        if !self.places.contains_key(&column.path) {
            self.places.insert(column.path.clone(), self.columns.len());
            self.columns.push(column);
        }
    }
}

/// The tables that the answers to a form fill.
#[derive(Clone, PartialEq, Debug)]
pub struct Layout {
    /// The form's own table, then one for each repeat, in the order of the form.
    pub sheets: Vec<Sheet>,
    places: HashMap<String, usize>,
}

impl Layout {
    /// Lays the tables out for the editions of a form, the newest first.
    #[must_use]
    pub fn of<'a>(editions: impl IntoIterator<Item = &'a Form>) -> Self {
        let mut layout = Self { sheets: Vec::new(), places: HashMap::new() };
        layout.sheet("");
        for form in editions {
            layout.items(&form.items, "", "");
        }
        layout
    }

    /// Finds a table by its repeat's path.
    #[must_use]
    pub fn place(&self, path: &str) -> Option<usize> {
        self.places.get(path).copied()
    }

    fn sheet(&mut self, path: &str) -> usize {
        if let Some(place) = self.place(path) {
            return place;
        }
        self.places.insert(path.to_owned(), self.sheets.len());
        self.sheets.push(Sheet::new(path));
        self.sheets.len() - 1
    }

    fn items(&mut self, items: &[Item], sheet: &str, within: &str) {
        for item in items {
            match item {
                Item::Question(question) if question.kind == Kind::Note => {}
                Item::Question(question) => {
                    let place = self.sheet(sheet);
                    self.sheets[place].add(Column {
                        path: join(within, &question.name),
                        label: question.label.clone(),
                        kind: question.kind.clone(),
                    });
                }
                Item::Group(group) => {
                    self.items(&group.items, sheet, &join(within, &group.name));
                }
                Item::Repeat(repeat) => {
                    let path = join(&join(sheet, within), &repeat.group.name);
                    self.sheet(&path);
                    self.items(&repeat.group.items, &path, "");
                }
            }
        }
    }
}

/// Joins two paths, either of which may be empty.
pub(super) fn join(above: &str, name: &str) -> String {
    match (above.is_empty(), name.is_empty()) {
        (true, _) => name.to_owned(),
        (_, true) => above.to_owned(),
        _ => format!("{above}/{name}"),
    }
}
