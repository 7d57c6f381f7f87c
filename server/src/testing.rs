//! Databases and small worlds for tests of this crate and others.

mod camera;
mod cluster;
mod crowd;
mod databases;
mod forms;
mod people;
mod phone;
mod photos;
mod world;

pub use camera::{Camera, Picture};
pub use crowd::Crowd;
pub use databases::{TestDb, each_db, fresh_postgres, fresh_sqlite};
pub use people::Person;
pub use phone::Phone;
pub use photos::photo;
pub use world::{ManualClock, START, SeededEntropy, World};
