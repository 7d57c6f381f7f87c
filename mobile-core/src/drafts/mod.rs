//! Forms being filled: saved at every answer, resumed at the same question, finished as one fact.

mod home_visit;

use crate::acts::{record_leaving, signed_in};
use crate::store::{DraftRow, Store};
use crate::{Code, Entry, Problem};
use doorstep_schema::fact::{Act, DraftDiscarded};
use doorstep_schema::id::{FactId, FollowUpId, StudentId};
use doorstep_schema::moment::Moment;
use serde::Serialize;
use serde_json::{Map, Value};

/// The shipped home-visit form.
pub const HOME_VISIT: &str = "home_visit";
const HOME_VISIT_VERSION: u32 = 1;
/// The longest name of a question, in bytes.
const MAX_QUESTION: usize = 64;

/// A form being filled.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Draft {
    /// The draft's own id.
    pub id: FactId,
    /// The student.
    pub student: StudentId,
    /// The form.
    pub form: String,
    /// Its version.
    pub version: u32,
    /// The follow-up that the visit works on.
    pub follow_up: Option<FollowUpId>,
    /// The question that was answered last; filling goes on after it.
    pub question: String,
    /// The answers by question name.
    pub answers: Map<String, Value>,
    /// When it was begun: the visit's time unless an answer `visited_at` says otherwise.
    pub begun_at: Moment,
    /// When it was last touched.
    pub changed_at: Moment,
}

impl From<DraftRow> for Draft {
    fn from(row: DraftRow) -> Self {
        Self {
            id: row.id,
            student: row.student,
            form: row.form,
            version: row.version,
            follow_up: row.follow_up,
            question: row.question,
            answers: row.answers,
            begun_at: row.begun_at,
            changed_at: row.changed_at,
        }
    }
}

/// Begins a home visit's draft; the same entry again gives the same draft.
///
/// # Errors
/// `not_signed_in`, `unknown_student`, or `not_permitted` when the student is leaving the scope.
pub fn begin(
    store: &mut Store,
    entry: &Entry,
    student: StudentId,
    follow_up: Option<FollowUpId>,
) -> Result<FactId, Problem> {
    store.write(|store| {
        signed_in(store)?;
        let key =
            store.find_student_key(student)?.ok_or_else(|| Problem::new(Code::UnknownStudent))?;
        if store.student(key)?.is_none() {
            return Err(Problem::new(Code::UnknownStudent));
        }
        if store.is_leaving(key)? {
            return Err(Problem::new(Code::NotPermitted));
        }
        let id = entry.id();
        if store.find_draft(id)?.is_none() {
            store.put_draft(&DraftRow {
                id,
                student,
                form: HOME_VISIT.to_owned(),
                version: HOME_VISIT_VERSION,
                follow_up,
                question: String::new(),
                answers: Map::new(),
                begun_at: entry.now,
                changed_at: entry.now,
            })?;
        }
        Ok(id)
    })
}

/// Saves one answer; [`Value::Null`] takes an answer back.
///
/// # Errors
/// `unknown_draft`; `bad_answer` when the question has no name or a very long one.
pub fn answer(
    store: &mut Store,
    draft: FactId,
    question: &str,
    value: Value,
    now: Moment,
) -> Result<(), Problem> {
    if question.is_empty() || question.len() > MAX_QUESTION {
        return Err(Problem::at(Code::BadAnswer, question));
    }
    store.write(|store| {
        let mut row = find(store, draft)?;
        if value.is_null() {
            row.answers.remove(question);
        } else {
            row.answers.insert(question.to_owned(), value);
        }
        question.clone_into(&mut row.question);
        row.changed_at = now;
        Ok(store.put_draft(&row)?)
    })
}

/// Returns a draft as it was left.
///
/// # Errors
/// `unknown_draft`.
pub fn resume(store: &Store, draft: FactId) -> Result<Draft, Problem> {
    Ok(find(store, draft)?.into())
}

/// Lists the drafts, the last touched first.
///
/// # Errors
/// When the store cannot be read.
pub fn list(store: &Store) -> Result<Vec<Draft>, Problem> {
    Ok(store.drafts()?.into_iter().map(Draft::from).collect())
}

/// Finishes a draft: it becomes a visit.
///
/// # Errors
/// `unknown_draft`; `bad_answer` with the question; else as [`crate::acts::record()`] says.
pub fn finish(store: &mut Store, entry: &Entry, draft: FactId) -> Result<FactId, Problem> {
    store.write(|store| {
        if store.has_fact(entry.id())? {
            return Ok(entry.id());
        }
        let row = find(store, draft)?;
        let (at, visit) = home_visit::visit(&row)?;
        let id = record_leaving(store, entry, Some(row.student), at, Act::Visit(visit))?;
        store.delete_draft(draft)?;
        Ok(id)
    })
}

/// Discards a draft; that it was discarded, and why, stays in the record.
///
/// # Errors
/// `unknown_draft`; else as [`crate::acts::record()`] says.
pub fn discard(
    store: &mut Store,
    entry: &Entry,
    draft: FactId,
    reason: &str,
) -> Result<FactId, Problem> {
    store.write(|store| {
        if store.has_fact(entry.id())? {
            return Ok(entry.id());
        }
        let row = find(store, draft)?;
        let act = Act::DraftDiscarded(DraftDiscarded { form: row.form, reason: reason.to_owned() });
        let id = record_leaving(store, entry, Some(row.student), entry.now, act)?;
        store.delete_draft(draft)?;
        Ok(id)
    })
}

fn find(store: &Store, draft: FactId) -> Result<DraftRow, Problem> {
    store.find_draft(draft)?.ok_or_else(|| Problem::new(Code::UnknownDraft))
}
