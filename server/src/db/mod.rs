//! Everything that is SQL: the door, then one file for each thing that is stored.

pub mod accounts;
pub mod attachments;
pub mod audit;
pub mod callers;
pub mod counter;
pub mod devices;
pub mod door;
mod error;
pub mod evidence;
pub mod export_jobs;
pub mod facts;
pub mod feed;
pub mod files;
pub mod forms;
pub mod many;
pub mod papers;
mod places;
pub mod policy;
pub mod projections;
pub mod read;
pub mod receipts;
pub mod roster;
pub mod sessions;
pub mod states;
pub mod students;
pub mod uploads;

pub use door::{Bind, Columns, Db, Query, Row, Tx};
pub use error::Error;
