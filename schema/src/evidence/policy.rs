//! The figures of the verdict, as data.

use serde::{Deserialize, Serialize};

/// What counts as passed on a photo, and how long files stay where.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct EvidencePolicy {
    /// Minutes before the visit's own time at which a photo still belongs to it.
    pub before_minutes: u16,
    /// Minutes after the visit was entered at which a photo still belongs to it.
    pub after_minutes: u16,
    /// Minutes that a phone's clock may differ from the server's.
    pub clock_minutes: u16,
    /// Metres from the known home, beside both accuracies, that still count as at home.
    pub home_m: u32,
    /// Metres from a known home or school of the village that still count as in the village.
    pub village_m: u32,
    /// The most bits by which two looks differ that count as nearly the same picture, 0 to 7.
    pub alike_bits: u8,
    /// Days that a phone keeps a photo after the server has it, so that it can be asked for again.
    pub phone_days: u16,
    /// Days that a photo which a guardian refused is held back before it is deleted.
    pub held_back_days: u16,
}

impl Default for EvidencePolicy {
    fn default() -> Self {
        Self {
            before_minutes: 30,
            after_minutes: 60,
            clock_minutes: 10,
            home_m: 150,
            village_m: 2_000,
            alike_bits: 6,
            phone_days: 30,
            held_back_days: 30,
        }
    }
}
