//! What the server decides over what was sent and what is stored, and how files are received.

pub mod evidence;
pub mod ledger;
pub mod live;
pub mod openrosa;
pub mod page;
pub mod papers;
pub mod push;
pub mod recent;
pub mod rules;
pub mod trial;
pub mod uploads;
pub mod whereabouts;
