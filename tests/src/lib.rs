//! The whole system in one process: phones, server, database and a network that fails.

pub mod cutting;
pub mod garage;
#[expect(clippy::unwrap_used, clippy::panic, reason = "a story that cannot go on is a failed test")]
pub mod handset;
#[expect(clippy::unwrap_used, clippy::panic, reason = "a story that cannot go on is a failed test")]
pub mod sender;
pub mod served;
pub mod sim;
