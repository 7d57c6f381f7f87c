//! Queues and boards over a province: ten million follow-ups on both databases.

use crate::figure::Figure;
use crate::{Effort, Failure};

/// Measures village queues and overdue boards.
pub(crate) fn measure(_: Effort) -> Result<Vec<Figure>, Failure> {
    Err("not yet".into())
}
