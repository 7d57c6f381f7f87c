//! Facts: everything that a person does, immutable, about one student at one time.

mod act;
mod evidence;
mod filled;
mod follow_up;
mod kinds;

#[cfg(feature = "ts")]
pub use act::Payloads;
pub use act::{Act, MAX_TEXT, NotAnAct};
pub use evidence::*;
pub use filled::Filled;
pub use follow_up::*;
pub use kinds::*;

use crate::hlc::Hlc;
use crate::id::{DeviceId, FactId, StudentId, WorkerId};
use crate::moment::Moment;
use crate::region::RegionCode;

/// A fact as the rules read it. Its wire form is [`crate::wire::v1::Fact`].
#[derive(Clone, PartialEq, Debug)]
pub struct Fact {
    /// The id, minted on the device.
    pub id: FactId,
    /// Who did it.
    pub author: WorkerId,
    /// On which device it was entered.
    pub device: DeviceId,
    /// The county that keeps the record.
    pub county: RegionCode,
    /// The student it is about; `None` for a venue report.
    pub student: Option<StudentId>,
    /// When it happened, as the author claims.
    pub happened_at: Moment,
    /// When it was entered, by the device's clock.
    pub entered_at: Moment,
    /// The hybrid logical clock at entry.
    pub hlc: Hlc,
    /// What was done.
    pub act: Act,
}

impl Fact {
    /// Returns the order in which facts are told: when it happened, then clock, then id.
    #[must_use]
    pub fn order(&self) -> (Moment, Hlc, FactId) {
        (self.happened_at, self.hlc, self.id)
    }
}
