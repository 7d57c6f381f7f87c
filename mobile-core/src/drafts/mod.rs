//! Forms being filled: saved at every step, resumed at the same question, finished as facts.
//!
//! The rows are the truth; the filling that stays open in memory between two steps is what its rows say, and is made
//! from them again whenever it is gone.

mod begin;
mod finish;
mod lift;
mod migrate;
mod open;
mod pictures;
mod screens;
mod steps;
mod view;

pub use begin::{Beginning, begin};
pub use doorstep_schema::form::filling::{Changed, LeftOver};
pub use finish::{Preview, discard, finish, preview};
pub use migrate::{let_go, migrate, newer};
pub use screens::{Screen, ScreenKind};
pub use steps::{accompany, add, answer, go_to, remove};
pub use view::{Progress, View, choices, left_over, state, view};

pub(crate) use pictures::answer_with_picture;

use crate::Problem;
use crate::store::{DraftRow, Store};
use doorstep_schema::form::Language;
use doorstep_schema::id::{FactId, FollowUpId, GuardianId, StudentId, WorkerId};
use doorstep_schema::moment::Moment;
use serde::Serialize;

/// A form being filled, as a list shows it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Draft {
    /// The draft's own id.
    pub id: FactId,
    /// The student; none for a venue report.
    pub student: Option<StudentId>,
    /// The student's name, empty without one.
    pub name: String,
    /// The form.
    pub form: String,
    /// The edition that it is filled on.
    pub edition: u32,
    /// The follow-up that it works on.
    pub follow_up: Option<FollowUpId>,
    /// The guardian who is contacted.
    pub guardian: Option<GuardianId>,
    /// The reminder that the contact carries out.
    pub reminder: Option<FactId>,
    /// The colleagues who came along.
    pub companions: Vec<WorkerId>,
    /// The language in which it was shown last; empty for the form's own.
    pub language: Language,
    /// Where it was left: the path of the question that was answered or shown last; filling goes on there.
    pub question: String,
    /// When it was begun: the time of the fact unless the form asks for it.
    pub begun_at: Moment,
    /// When the last step was taken, which is what `now()` shows in the form.
    pub changed_at: Moment,
}

impl Draft {
    pub(crate) fn of(store: &Store, row: DraftRow) -> Result<Self, Problem> {
        let key = row.student.map(|student| store.find_student_key(student)).transpose()?;
        let name = key.flatten().map(|key| store.student_name(key)).transpose()?;
        Ok(Self {
            id: row.id,
            student: row.student,
            name: name.unwrap_or_default(),
            form: row.form,
            edition: row.edition,
            follow_up: row.follow_up,
            guardian: row.guardian,
            reminder: row.reminder,
            companions: row.companions,
            language: Language(row.language),
            question: row.question,
            begun_at: row.begun_at,
            changed_at: row.changed_at,
        })
    }
}

/// Returns a draft as it was left.
///
/// # Errors
/// `unknown_draft`.
pub fn resume(store: &Store, draft: FactId) -> Result<Draft, Problem> {
    Draft::of(store, open::row(store, draft)?)
}

/// Lists the drafts, the last touched first.
///
/// # Errors
/// When the store cannot be read.
pub fn list(store: &Store) -> Result<Vec<Draft>, Problem> {
    store.drafts()?.into_iter().map(|row| Draft::of(store, row)).collect()
}

#[cfg(test)]
mod tests;
