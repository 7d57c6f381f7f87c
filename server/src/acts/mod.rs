//! What the server decides before it writes: pure functions over what was sent and what is stored.

pub mod evidence;
pub mod openrosa;
pub mod page;
pub mod push;
pub mod recent;
pub mod rules;
