//! What the server does besides answering: writing in groups, the clock's changes, verifying.

pub mod commit;
pub mod due;
pub mod retention;
pub mod verify;
pub mod writer;
