//! What the server does besides answering: writing in groups, the clock's changes, looking after files, verifying.

pub mod commit;
pub mod due;
pub mod files;
pub mod retention;
pub mod roll_over;
pub mod verify;
pub mod writer;
