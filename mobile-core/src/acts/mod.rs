//! What people do, one act a file: each is checked, written as one fact and told in one transaction.

pub mod absence;
pub mod attendance;
pub mod contact;
pub mod correction;
pub mod dropout;
mod enter;
pub mod follow_up;
pub mod notice;
pub mod profile;
pub mod promise;
mod record;
pub mod referral;
pub mod reminder;
pub mod status;
pub mod venue;
pub mod visit;

pub use enter::{enter, read};
pub use record::record;
pub(crate) use record::{draw_up, find_student, record_leaving, record_within, signed_in};

#[cfg(test)]
mod tests;
