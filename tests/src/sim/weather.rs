//! What the network does to requests and answers: loses, doubles, delays, reorders, cuts and damages them.

use super::chance::Chance;

/// How bad the network is, in percent of calls.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Weather {
    /// There is no network at all.
    pub(super) offline: u32,
    /// The request never reaches the server.
    pub(super) request_lost: u32,
    /// The server acts, and its answer never reaches the phone.
    pub(super) answer_lost: u32,
    /// The request reaches the server twice.
    pub(super) doubled: u32,
    /// A copy of the request reaches the server much later, after newer ones.
    pub(super) late_copy: u32,
    /// The request is cut off on its way.
    pub(super) request_cut: u32,
    /// The answer is cut off on its way.
    pub(super) answer_cut: u32,
    /// The answer's bytes are damaged.
    pub(super) answer_damaged: u32,
    /// A middlebox answers instead of the server.
    pub(super) middlebox: u32,
}

impl Weather {
    /// Nothing goes wrong.
    pub(super) const FAIR: Self = Self {
        offline: 0,
        request_lost: 0,
        answer_lost: 0,
        doubled: 0,
        late_copy: 0,
        request_cut: 0,
        answer_cut: 0,
        answer_damaged: 0,
        middlebox: 0,
    };

    /// Draws how bad the network of a world is.
    #[must_use]
    pub(super) fn draw(chance: &mut Chance) -> Self {
        let mut up_to = |most: usize| u32::try_from(chance.below(most)).unwrap_or(0);
        Self {
            offline: up_to(50),
            request_lost: up_to(25),
            answer_lost: up_to(35),
            doubled: up_to(25),
            late_copy: up_to(25),
            request_cut: up_to(10),
            answer_cut: up_to(15),
            answer_damaged: up_to(10),
            middlebox: up_to(10),
        }
    }
}

/// Damages a few bytes.
pub(super) fn damage(bytes: &mut [u8], chance: &mut Chance) {
    if bytes.is_empty() {
        return;
    }
    for _ in 0..3 {
        let place = chance.below(bytes.len());
        bytes[place] ^= 1 << chance.below(8);
    }
}
