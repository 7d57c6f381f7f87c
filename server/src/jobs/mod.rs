//! What the server does besides answering: writing in groups, the clock's changes, looking after files, making files to take along, verifying.

pub mod commit;
pub mod due;
pub mod exports;
pub mod files;
pub mod retention;
pub mod roll_over;
pub mod verify;
pub mod writer;
