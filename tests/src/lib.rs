//! The whole system in one process: phones, server, database and a network that fails.

#[expect(clippy::unwrap_used, clippy::panic, reason = "a story that cannot go on is a failed test")]
pub mod handset;
pub mod served;
pub mod sim;
