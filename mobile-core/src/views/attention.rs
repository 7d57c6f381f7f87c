//! What needs attention: facts and photos that the server did not take, with the field and how to mend it.

use super::names::{NamedOwner, named};
use crate::Problem;
use crate::acts::signed_in;
use crate::store::{FactRow, Store};
use doorstep_schema::fact::Act;
use doorstep_schema::id::StudentId;
use doorstep_schema::moment::Moment;
use doorstep_schema::people::Role;
use doorstep_schema::policy::OwnerKind;
use doorstep_schema::state::Owner;
use doorstep_schema::wire::v1;
use serde::Serialize;

/// A fact that was refused, or a photo of which a file was.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Attention {
    /// The fact as it was entered.
    pub fact: v1::Fact,
    /// The student.
    pub student: Option<StudentId>,
    /// The student's name, empty when the student is no longer on this phone.
    pub name: String,
    /// The server's code: `not_permitted`, `out_of_range`, …
    pub code: String,
    /// The field, empty when it is the whole fact; `file` when its record was taken and the photo was not.
    pub field: String,
    /// What is wrong, in the server's words.
    pub message: String,
    /// What its author can do: `mend`, `resend` or `hand_over`.
    pub mend: &'static str,
    /// Who can do it instead, for `hand_over` and a student whom the phone knows.
    pub handed_to: Option<NamedOwner>,
}

/// Lists the refused facts, then the refused photos, oldest first.
///
/// # Errors
/// `not_signed_in`, `device_revoked`, or when the store cannot be read.
pub fn attention(store: &Store) -> Result<Vec<Attention>, Problem> {
    let session = signed_in(store)?;
    let mut found = Vec::new();
    for (row, refusal) in store.refused()? {
        let name = row.student.map(|key| store.student_name(key)).transpose()?.unwrap_or_default();
        let mend = how(&row.fact.kind, &refusal.code);
        let other = (mend == "hand_over").then(|| other(store, session.worker.role, &row));
        found.push(Attention {
            student: row.fact.student,
            mend,
            handed_to: other.transpose()?.flatten(),
            fact: row.fact,
            name,
            code: refusal.code,
            field: refusal.field,
            message: refusal.message,
        });
    }
    for (id, code) in store.photos_not_taken()? {
        let Some(row) = store.find_fact(id)? else { continue };
        let name = row.student.map(|key| store.student_name(key)).transpose()?.unwrap_or_default();
        found.push(Attention {
            student: row.fact.student,
            fact: row.fact,
            name,
            mend: "resend",
            handed_to: None,
            code,
            field: "file".to_owned(),
            message: String::new(),
        });
    }
    Ok(found)
}

fn how(kind: &str, code: &str) -> &'static str {
    match code {
        "not_permitted" | "wrong_author" => "hand_over",
        "unknown_student" => "resend",
        // A seal is never amended.
        _ if kind == "evidence_photo" => "resend",
        _ => "mend",
    }
}

/// Names who can record it instead: the owner of the follow-up that it works on, else the class's teacher, or the
/// school for a teacher.
fn other(store: &Store, role: Role, row: &FactRow) -> Result<Option<NamedOwner>, Problem> {
    let student = row.student.map(|key| store.student(key)).transpose()?.flatten();
    let Some(student) = student else { return Ok(None) };
    let act = Act::read(&row.fact.kind, &row.fact.payload).unwrap_or(Act::Unknown);
    let work = match act.works_on() {
        None => None,
        Some(id) => {
            let mut todos = store.todos_until(Moment::from_ms(i64::MAX))?.into_iter();
            todos.find(|of| of.todo.subject == Some(id.0)).and_then(|of| of.todo.owner)
        }
    };
    let kind = if role == Role::Teacher { OwnerKind::School } else { OwnerKind::Class };
    Ok(Some(named(store, work.unwrap_or_else(|| Owner::of(kind, &student.standing())))?))
}
