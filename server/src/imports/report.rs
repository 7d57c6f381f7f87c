//! What became of a file, row by row.

use super::Kind;
use crate::db::students::Put;
use serde::Serialize;
use std::collections::BTreeSet;

/// The most errors that a report lists; all are counted.
const MOST: usize = 1_000;

/// One thing wrong at one place of a file.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct RowError {
    /// The row as a spreadsheet numbers it, with the headings as row 1.
    pub row: usize,
    /// The column's heading; in JSON the place.
    pub column: String,
    /// A stable code, for programs.
    pub code: String,
    /// What is wrong and how to mend it, for people.
    pub message: String,
}

/// One thing that a row makes or changes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Change {
    /// The row as a spreadsheet numbers it.
    pub row: usize,
    /// `create` or `change`.
    pub what: &'static str,
    /// Who or what, as people say it.
    pub label: String,
    /// The columns that come to hold something else; none for what is new.
    pub columns: Vec<Altered>,
}

/// A column that comes to hold something else, in the words of the file.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Altered {
    /// The column's key.
    pub column: String,
    /// What it held; nothing where that is not shown, as of a password.
    pub from: Option<String>,
    /// What it will hold; nothing where that is not shown.
    pub to: Option<String>,
}

/// Children on file in the file's classes whom the file does not name. They stay.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize)]
pub struct Absent {
    /// How many.
    pub count: usize,
    /// The first thousand.
    pub listed: Vec<Unnamed>,
}

/// A child on file whom the file does not name.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
pub struct Unnamed {
    /// What the class is called.
    pub class: String,
    /// The name.
    pub name: String,
}

/// A password that was made for a worker who had none; it is told once.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Generated {
    /// The sign-in name.
    pub username: String,
    /// The password.
    pub password: String,
}

/// What became of a file.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Report {
    /// What the file holds.
    pub kind: &'static str,
    /// Whether it was only tried.
    pub dry_run: bool,
    /// Whether anything was written: with a bad row nothing is, unless good rows were asked for.
    pub applied: bool,
    /// Rows in the file, without headings and empty rows.
    pub rows: usize,
    /// Rows without an error.
    pub good: usize,
    /// Rows with an error.
    pub bad: usize,
    /// Good rows that are new.
    pub created: usize,
    /// Good rows that change something.
    pub changed: usize,
    /// Good rows that are stored as they are.
    pub unchanged: usize,
    /// The errors, at most a thousand.
    pub errors: Vec<RowError>,
    /// What the good rows make and change, at most a thousand; all are counted.
    pub changes: Vec<Change>,
    /// Children on file whom a file of students does not name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub absent: Option<Absent>,
    /// The version of the policy or calendar that was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<i64>,
    /// Passwords that were made.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub generated: Vec<Generated>,
    #[serde(skip)]
    bad_rows: BTreeSet<usize>,
    /// The rows of what is put, in its order.
    #[serde(skip)]
    pub(super) taken: Vec<usize>,
}

impl Report {
    pub(super) const fn new(kind: Kind, dry_run: bool) -> Self {
        Self {
            kind: kind.as_str(),
            dry_run,
            applied: false,
            rows: 0,
            good: 0,
            bad: 0,
            created: 0,
            changed: 0,
            unchanged: 0,
            errors: Vec::new(),
            changes: Vec::new(),
            absent: None,
            version: None,
            generated: Vec::new(),
            bad_rows: BTreeSet::new(),
            taken: Vec::new(),
        }
    }

    /// Notes what is wrong at a place.
    pub(super) fn wrong(
        &mut self,
        row: usize,
        column: impl Into<String>,
        code: &str,
        message: impl Into<String>,
    ) {
        self.bad_rows.insert(row);
        if self.errors.len() < MOST {
            let error = RowError {
                row,
                column: column.into(),
                code: code.to_owned(),
                message: message.into(),
            };
            self.errors.push(error);
        }
    }

    /// Notes what a row makes or changes.
    pub(super) fn tells(&mut self, change: Change) {
        if self.changes.len() < MOST {
            self.changes.push(change);
        }
    }

    /// Notes the children whom the file does not name.
    pub(super) fn does_not_name(&mut self, mut children: Vec<Unnamed>) {
        children.sort();
        let count = children.len();
        children.truncate(MOST);
        self.absent = Some(Absent { count, listed: children });
    }

    /// Tells whether the row is without an error so far.
    pub(super) fn is_good(&self, row: usize) -> bool {
        !self.bad_rows.contains(&row)
    }

    /// Counts good and bad rows once all were read.
    pub(super) fn settle(&mut self) {
        self.bad = self.bad_rows.len();
        self.good = self.rows.saturating_sub(self.bad);
        self.errors.sort_by_key(|e| e.row);
    }

    /// Says in one line what became of the file; it names nobody.
    #[must_use]
    pub fn summary(&self) -> String {
        let done = match (self.applied, self.dry_run) {
            (true, _) => "imported",
            (false, true) => "tried only",
            (false, false) => "nothing was changed",
        };
        format!(
            "{}: {done}; {} rows, {} good, {} bad; {} created, {} changed, {} unchanged",
            self.kind, self.rows, self.good, self.bad, self.created, self.changed, self.unchanged
        )
    }

    /// Takes over what putting the good rows does.
    pub(super) const fn count(&mut self, put: Put) {
        self.created = put.created;
        self.changed = put.changed;
        self.unchanged = put.unchanged;
    }
}
