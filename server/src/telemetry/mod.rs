//! Logs and metrics. They carry ids, codes, counts and times; never names, notes or places.

pub mod log;
pub mod metrics;
