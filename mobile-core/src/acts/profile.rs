//! A field of the profile is corrected from the field.

use super::record;
use crate::store::SyncState;
use crate::{Code, Entry, Problem, Store};
use doorstep_schema::fact::{Act, ProfileEdit, ProfileField};
use doorstep_schema::id::{FactId, StudentId};
use doorstep_schema::state::{Resolved, resolve};
use serde_json::Value;

/// Edits a field; every edit of it that this phone shows is named as replaced, so conflicts are settled.
///
/// # Errors
/// As [`record()`] says.
pub fn edit(
    store: &mut Store,
    entry: &Entry,
    student: StudentId,
    field: ProfileField,
    value: Value,
) -> Result<FactId, Problem> {
    let key = store.find_student_key(student)?.ok_or_else(|| Problem::new(Code::UnknownStudent))?;
    let rows = store.facts_of(key)?;
    let counting: Vec<_> = rows
        .into_iter()
        .filter(|r| matches!(r.state, SyncState::Waiting | SyncState::Sent | SyncState::Accepted))
        .map(|r| r.fact)
        .collect();
    let based_on = heads(&resolve(&counting), field);
    let edit = ProfileEdit { field: field.as_str().to_owned(), value, based_on };
    record(store, entry, Some(student), entry.now, Act::ProfileEdit(edit))
}

/// The edits of a field that no other edit replaced.
fn heads(resolved: &Resolved, field: ProfileField) -> Vec<FactId> {
    let edits: Vec<(FactId, &ProfileEdit)> = resolved
        .told
        .iter()
        .filter_map(|told| match &told.act {
            Act::ProfileEdit(edit) if edit.field == field.as_str() => Some((told.id, edit)),
            _ => None,
        })
        .collect();
    let replaced = |id: FactId| edits.iter().any(|(_, edit)| edit.based_on.contains(&id));
    edits.iter().map(|(id, _)| *id).filter(|id| !replaced(*id)).collect()
}
