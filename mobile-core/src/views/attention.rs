//! What needs attention: facts that the server did not take, with the field and how to mend it.

use crate::Problem;
use crate::acts::signed_in;
use crate::store::Store;
use doorstep_schema::id::StudentId;
use doorstep_schema::wire::v1;
use serde::Serialize;

/// A fact that was refused.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Attention {
    /// The fact as it was entered.
    pub fact: v1::Fact,
    /// The student.
    pub student: Option<StudentId>,
    /// The student's name, empty when the student is no longer on this phone.
    pub name: String,
    /// The server's code: `not_permitted`, `out_of_range`, …
    pub code: String,
    /// The field, empty when it is the whole fact.
    pub field: String,
    /// What is wrong, in the server's words.
    pub message: String,
    /// What its author can do: `mend`, `resend` or `hand_over`.
    pub mend: &'static str,
}

/// Lists the refused facts, oldest first.
///
/// # Errors
/// `not_signed_in`, `device_revoked`, or when the store cannot be read.
pub fn attention(store: &Store) -> Result<Vec<Attention>, Problem> {
    signed_in(store)?;
    let mut found = Vec::new();
    for (row, refusal) in store.refused()? {
        let name = row.student.map(|key| store.student_name(key)).transpose()?.unwrap_or_default();
        found.push(Attention {
            student: row.fact.student,
            fact: row.fact,
            name,
            mend: how(&refusal.code),
            code: refusal.code,
            field: refusal.field,
            message: refusal.message,
        });
    }
    Ok(found)
}

fn how(code: &str) -> &'static str {
    match code {
        "not_permitted" | "wrong_author" => "hand_over",
        "unknown_student" => "resend",
        _ => "mend",
    }
}
