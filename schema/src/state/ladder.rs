//! The ladder of the present absence: which steps are proved, due or late, and which comes next.

use super::{Case, FollowUp, FollowUpState, Owner, Reason, StudentState};
use crate::moment::Moment;
use crate::people::{Student, words};
use crate::policy::{Policy, Step};
use serde::{Deserialize, Serialize};

words! {
    /// How a step of the ladder stands.
    RungState {
        /// It is proved.
        Proved = "proved",
        /// It is to be done.
        Due = "due",
        /// It is to be done, and its due time has passed.
        Late = "late",
        /// It opens next unless the child is back.
        Ahead = "ahead",
    }
}

/// A step of the ladder in the present absence.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Rung {
    /// The step.
    pub step: u8,
    /// How it stands.
    pub state: RungState,
    /// Whose it is.
    pub owner: Owner,
    /// By when it is due; none for the step ahead.
    pub due_at: Option<Moment>,
    /// When it was proved.
    pub closed_at: Option<Moment>,
}

/// Returns the steps of the present absence that have opened, and the one after them; none without an open case that
/// is on the ladder.
#[must_use]
pub fn ladder(student: &Student, state: &StudentState, policy: &Policy, now: Moment) -> Vec<Rung> {
    let Some(case) = state.open_case() else { return Vec::new() };
    let Some(highest) = case.step else { return Vec::new() };
    let mut rungs: Vec<Rung> =
        on_the_ladder(case, policy).filter_map(|follow_up| rung(follow_up, now)).collect();
    rungs.sort_by_key(|rung| rung.step);
    let next: Option<&Step> =
        policy.ladder.iter().filter(|step| step.step > highest).min_by_key(|step| step.step);
    rungs.extend(next.and_then(|next| {
        let owner = Owner::of(*next.owners.first()?, &student.standing());
        let state = RungState::Ahead;
        Some(Rung { step: next.step, state, owner, due_at: None, closed_at: None })
    }));
    rungs
}

/// Returns the follow-ups of the ladder that opened since the present absence began.
pub fn on_the_ladder<'a>(case: &'a Case, policy: &Policy) -> impl Iterator<Item = &'a FollowUp> {
    let (since, clock) = (case.absent_since, policy.clock);
    case.follow_ups.iter().filter(move |follow_up| {
        let opened = clock.day(follow_up.opened_at);
        follow_up.reason == Reason::Ladder && since.is_none_or(|day| opened >= day)
    })
}

fn rung(follow_up: &FollowUp, now: Moment) -> Option<Rung> {
    let state = match follow_up.state {
        FollowUpState::Done => RungState::Proved,
        FollowUpState::Cancelled => return None,
        _ if follow_up.is_overdue(now) => RungState::Late,
        _ => RungState::Due,
    };
    let FollowUp { owner, due_at, closed_at, .. } = *follow_up;
    Some(Rung { step: follow_up.step?, state, owner, due_at: Some(due_at), closed_at })
}
