//! A contact with a guardian 监护人联系.

use super::record;
use crate::{Entry, Problem, Store};
use doorstep_schema::fact::{Act, GuardianContact};
use doorstep_schema::id::{FactId, StudentId};
use doorstep_schema::moment::Moment;

/// Logs a contact that took place at `at`.
///
/// # Errors
/// As [`record()`] says.
pub fn log(
    store: &mut Store,
    entry: &Entry,
    student: StudentId,
    at: Moment,
    contact: GuardianContact,
) -> Result<FactId, Problem> {
    record(store, entry, Some(student), at, Act::GuardianContact(contact))
}
