//! Asking the same kind of question many times, at a rate or one after another, and how long answers take.

use crate::Failure;
use crate::client::Client;
use hdrhistogram::Histogram;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Clients that ask at once.
const CLIENTS: usize = 4;
/// Questions a second.
pub(crate) const RATE: u32 = 200;

/// How long answers took.
pub(crate) struct Times(Histogram<u64>);

impl Times {
    /// Makes one without answers.
    pub(crate) fn new() -> Result<Self, Failure> {
        Ok(Self(Histogram::new(3)?))
    }

    /// Adds an answer.
    pub(crate) fn add(&mut self, took: Duration) {
        // It grows with what it's given, up to days.
        let _ = self.0.record(u64::try_from(took.as_micros()).unwrap_or(u64::MAX));
    }

    /// Returns how many answers there were.
    pub(crate) fn count(&self) -> usize {
        usize::try_from(self.0.len()).unwrap_or(usize::MAX)
    }

    /// Returns the time within which so many per cent of the answers came, in ms.
    #[expect(clippy::cast_precision_loss, reason = "microseconds of seconds are far below 2^52")]
    pub(crate) fn within(&self, per_cent: f64) -> f64 {
        self.0.value_at_percentile(per_cent) as f64 / 1_000.0
    }
}

/// Asks every address in turn at the rate, whether or not earlier answers came: a late start counts
/// as part of the answer's time, so that a server which stalls can't hide it.
pub(crate) fn at_rate(port: u16, username: &str, paths: &[String]) -> Result<Times, Failure> {
    let clients =
        (0..CLIENTS).map(|_| Client::sign_in(port, username)).collect::<Result<Vec<_>, _>>()?;
    for client in &clients {
        client.get(&paths[0])?;
    }
    let (next, start) = (AtomicUsize::new(0), Instant::now());
    let (next, start) = (&next, &start);
    let parts: Vec<Result<Vec<Duration>, Failure>> = std::thread::scope(|scope| {
        let asking: Vec<_> = clients
            .iter()
            .map(|client| {
                scope.spawn(move || {
                    let mut times = Vec::new();
                    loop {
                        let number = next.fetch_add(1, Ordering::Relaxed);
                        let Some(path) = paths.get(number) else { return Ok(times) };
                        let due = *start + Duration::from_secs(1) * u32::try_from(number)? / RATE;
                        std::thread::sleep(due.saturating_duration_since(Instant::now()));
                        client.get(path)?;
                        times.push(due.elapsed());
                    }
                })
            })
            .collect();
        let ended = |t: std::thread::ScopedJoinHandle<'_, _>| {
            t.join().unwrap_or_else(|_| Err("a client's thread broke".into()))
        };
        asking.into_iter().map(ended).collect()
    });
    let mut times = Times::new()?;
    for part in parts {
        part?.into_iter().for_each(|took| times.add(took));
    }
    Ok(times)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_in_milliseconds() {
        let mut times = Times::new().unwrap();
        (1..=100).for_each(|ms| times.add(Duration::from_millis(ms)));
        assert!((times.within(50.0) - 50.0).abs() < 0.5);
        assert!((times.within(99.0) - 99.0).abs() < 0.5);
    }
}
