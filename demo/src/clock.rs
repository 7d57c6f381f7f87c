//! The machine's clock, read only here.

use doorstep_schema::moment::Moment;

/// Returns the time now.
#[expect(
    clippy::disallowed_methods,
    reason = "the one place where the demonstration reads the time"
)]
#[must_use]
pub fn now() -> Moment {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    Moment::from_ms(since.map_or(0, |d| i64::try_from(d.as_millis()).unwrap_or(i64::MAX)))
}
