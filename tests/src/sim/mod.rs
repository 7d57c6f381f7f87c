//! Simulated worlds: phones with wrong clocks, a network that fails, a server, and all of it from one seed.
//!
//! A world runs for some simulated weeks, then the weather clears, everybody syncs, and the invariant is
//! checked: nothing that a person entered is lost or doubled, nothing is stuck, every photo is whole on the server, and
//! every phone shows what the server derives from the same facts.

mod carry;
mod chance;
mod check;
mod day;
mod files;
mod paper;
mod phone;
mod photo;
mod roster;
mod weather;
mod world;

pub(crate) use carry::deliver;
pub use world::{Backend, Outcome, run};
