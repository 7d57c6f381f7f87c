//! Evidence photos: the seal that makes a record tamper-evident, and the verdict on what is known about a photo.
//!
//! A record is two texts. The *body* says what was taken, of what, when and where; the *link* says which record of the
//! device this is, which one came before, and the hash of the body. The device signs the link. A chain of links can so be
//! shown to anyone without showing the other children's bodies. `docs/evidence.md` tells how to check both with common
//! tools.

mod near;
mod policy;
mod record;
mod seal;
mod verdict;
mod words;

pub use near::{NearBy, near};
pub use policy::EvidencePolicy;
pub use record::{Record, check};
pub use seal::{Link, NotSealed, Signer, seal};
pub use verdict::{Alike, Around, Before, FileState, Finding, Known, Point, Topic, Verdict, judge};
pub use words::sentence;

#[cfg(test)]
mod tests;
