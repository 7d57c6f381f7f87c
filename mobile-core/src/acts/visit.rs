//! A home visit 家访.

use super::record as write;
use crate::{Entry, Problem, Store};
use doorstep_schema::fact::{Act, Visit};
use doorstep_schema::id::{FactId, StudentId};
use doorstep_schema::moment::Moment;

/// Records a visit that took place at `at`.
///
/// # Errors
/// As [`crate::acts::record()`] says.
pub fn record(
    store: &mut Store,
    entry: &Entry,
    student: StudentId,
    at: Moment,
    visit: Visit,
) -> Result<FactId, Problem> {
    write(store, entry, Some(student), at, Act::Visit(visit))
}
