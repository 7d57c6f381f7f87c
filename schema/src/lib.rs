//! The words that both ends of Doorstep share: facts, policy, calendar, case state, access and wire.
//!
//! This crate is pure. It never reads the time, chance, files or a network: `now`, `today` and
//! fresh ids are arguments. Phone and server call the same functions, so they decide alike.

pub mod access;
pub mod calendar;
pub mod digest;
pub mod evidence;
pub mod fact;
pub mod form;
pub mod hlc;
pub mod id;
pub mod identity;
pub mod indicator;
pub mod initials;
pub mod ledger;
pub mod message;
pub mod moment;
pub mod people;
pub mod place;
pub mod policy;
pub mod problem;
pub mod region;
pub mod reminding;
pub mod roll_over;
pub mod state;
#[cfg(feature = "ts")]
pub mod ts;
pub mod waiting;
pub mod walk;
pub mod wire;
