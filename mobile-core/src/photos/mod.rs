//! Evidence photos 影像证据: taken into a draft or added to a record, sealed when recorded, shown with their receipts.
//!
//! A picture comes prepared ([`Prepared`]): upright, small, without EXIF. Preparing needs no store, so a worker that is
//! thrown away afterwards can do it; taking in is a transaction on the store.

mod attach;
mod finish;
mod list;
mod prepared;
mod sealing;
mod take;
mod when;

pub use attach::attach;
pub use doorstep_photo::{Made, Size};
pub use list::{Photo, PhotoReceipt, in_draft, list, photo, thumb};
pub use prepared::{Picture, Prepared, Taken, prepare, prepare_apart};
pub use take::{Sighting, take};
pub use when::{Network, PhotosWhen, set_when, when};

pub(crate) use finish::{Kept, keep, sort_out};
pub(crate) use list::of_student;
pub(crate) use sealing::seal;

#[cfg(test)]
mod tests;
