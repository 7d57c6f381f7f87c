//! A notice or decision is served on the guardian.

use super::record;
use crate::{Entry, Problem, Store};
use doorstep_schema::fact::{Act, NoticeServed};
use doorstep_schema::id::{FactId, StudentId};
use doorstep_schema::moment::Moment;

/// Records that a notice was served at `at`.
///
/// # Errors
/// As [`record()`] says.
pub fn serve(
    store: &mut Store,
    entry: &Entry,
    student: StudentId,
    at: Moment,
    notice: NoticeServed,
) -> Result<FactId, Problem> {
    record(store, entry, Some(student), at, Act::NoticeServed(notice))
}
