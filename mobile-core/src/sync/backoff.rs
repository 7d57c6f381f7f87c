//! When to try again after a failure: twice as late each time, and never all phones at once.

use super::reply::Answer;
use crate::Problem;
use crate::store::{Backoff, Key, Store};
use doorstep_schema::moment::Moment;

/// The first wait: 5 seconds.
const FIRST_MS: i64 = 5_000;
/// The longest wait: 15 minutes, also when the server asks for more than a day.
const LONGEST_MS: i64 = 15 * 60_000;
const LONGEST_ASKED_MS: i64 = 86_400_000;
/// Why a phone waits that reached nobody.
const NO_NETWORK: &str = "no_network";

/// Returns until when to hold; a clock that went back does not hold for long.
pub(super) fn hold(backoff: &Backoff, now: Moment) -> Option<Moment> {
    let left = backoff.until.ms() - now.ms();
    (left > 0 && left <= LONGEST_ASKED_MS).then_some(backoff.until)
}

/// Notes a failure and sets the next try of everything, or of photos alone.
pub(super) fn grow(store: &Store, key: Key, answer: &Answer, now: Moment) -> Result<(), Problem> {
    let before = store.meta::<Backoff>(key)?;
    let failures = before.map_or(0, |b| b.failures).saturating_add(1);
    let doubled = FIRST_MS << (failures - 1).min(12);
    let (why, asked) = match answer {
        Answer::Busy { retry_after } => ("server_busy", *retry_after),
        Answer::Problem { code, retry_after, .. } => (code.as_str(), *retry_after),
        _ => (NO_NETWORK, None),
    };
    let wait = match asked.and_then(|s| i64::try_from(s).ok()) {
        Some(seconds) => seconds.saturating_mul(1000).min(LONGEST_ASKED_MS),
        None => doubled.min(LONGEST_MS),
    };
    let until = Moment::from_ms(now.ms() + wait + spread(store, wait)?);
    Ok(store.set_meta(key, &Backoff { failures, until, why: why.to_owned() })?)
}

/// Forgets the failures of a network that was missing; what a server asked for holds.
pub(super) fn forget_network(store: &Store) -> Result<(), Problem> {
    for key in [Key::Backoff, Key::UploadBackoff] {
        if store.meta::<Backoff>(key)?.is_some_and(|backoff| backoff.why == NO_NETWORK) {
            store.clear_meta(key)?;
        }
    }
    Ok(())
}

/// Up to a quarter of the wait, by the device's id, so that phones of one village do not come together.
fn spread(store: &Store, wait: i64) -> Result<i64, Problem> {
    let device = store.session()?.map(|s| s.device);
    let share = device.and_then(|d| d.0.as_bytes().last().copied()).unwrap_or(0);
    Ok(wait / 4 * i64::from(share) / 255)
}
