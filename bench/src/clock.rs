//! The edge where a benchmark reads the time of day.

use doorstep_schema::moment::Moment;
use std::time::{SystemTime, UNIX_EPOCH};

/// Returns the time of day.
#[expect(clippy::disallowed_methods, reason = "this is the edge that reads the time")]
pub(crate) fn now() -> Moment {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Moment::from_ms(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}
