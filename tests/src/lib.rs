//! The whole system in one process: phones, server, database and a network that fails.

pub mod handset;
pub mod sim;
