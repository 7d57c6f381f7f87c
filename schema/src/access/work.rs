//! What somebody may do with a follow-up as it stands.

use super::{Action, Actor, Resource, permits};
use crate::people::{Standing, words};
use crate::state::{FollowUpState, Owner};

words! {
    /// Something that is done with a follow-up.
    Work {
        /// Take it up.
        Accept = "accept",
        /// Say that it is done.
        Complete = "complete",
        /// Send it back to the next one up.
        SendBack = "send_back",
        /// Hand it to another owner.
        Reassign = "reassign",
    }
}

impl Work {
    const fn action(self) -> Action {
        match self {
            Self::Accept | Self::Complete | Self::SendBack => Action::WorkFollowUp,
            Self::Reassign => Action::ReassignFollowUp,
        }
    }

    /// Tells whether it would change a follow-up of that state.
    const fn changes(self, state: FollowUpState) -> bool {
        match self {
            Self::Accept => matches!(state, FollowUpState::Open | FollowUpState::SentBack),
            Self::SendBack => matches!(state, FollowUpState::Open | FollowUpState::Accepted),
            Self::Complete | Self::Reassign => state.is_open(),
        }
    }
}

/// Lists what the actor may do with a follow-up of an owner and a state about a student of that standing.
#[must_use]
pub fn work(
    actor: &Actor<'_>,
    owner: &Owner,
    standing: &Standing,
    state: FollowUpState,
) -> Vec<Work> {
    let may = |work: &Work| {
        work.changes(state) && permits(actor, work.action(), &Resource::Queue(owner, standing))
    };
    Work::ALL.iter().copied().filter(may).collect()
}
