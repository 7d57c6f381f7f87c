//! Reminders 提醒 with their due windows and their effect.

use super::Told;
use crate::fact::{Act, ReminderSet};
use crate::id::{FactId, GuardianId, WorkerId};
use crate::moment::Moment;
use crate::people::{Channel, words};
use serde::{Deserialize, Serialize};

words! {
    /// The state of a reminder.
    ReminderState {
        /// Its window has not opened.
        Planned = "planned",
        /// It can be carried out.
        Open = "open",
        /// It is due.
        Due = "due",
        /// It is late, and still doable.
        Late = "late",
        /// It was carried out.
        Done = "done",
        /// It was dropped.
        Dropped = "dropped",
    }
}

/// A reminder for a worker or a guardian.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Reminder {
    /// The fact that set it.
    pub id: FactId,
    /// Who set it; without a guardian, who is reminded.
    pub author: WorkerId,
    /// The guardian to remind.
    pub guardian: Option<GuardianId>,
    /// What of.
    pub text: String,
    /// The channel for a guardian's reminder.
    pub channel: Option<Channel>,
    /// From when it can be carried out.
    pub opens: Moment,
    /// When it is due.
    pub due: Moment,
    /// From when it is late.
    pub late: Moment,
    /// Its state now.
    pub state: ReminderState,
    /// When it was answered.
    pub done_at: Option<Moment>,
    /// Whether the child came back to class after it was carried out.
    pub returned_after: bool,
}

impl Reminder {
    fn state_at(set: &ReminderSet, now: Moment) -> ReminderState {
        if now >= set.late {
            ReminderState::Late
        } else if now >= set.due {
            ReminderState::Due
        } else if now >= set.opens {
            ReminderState::Open
        } else {
            ReminderState::Planned
        }
    }

    /// Returns when the state changes next by the clock alone.
    pub(super) fn next_change(&self, now: Moment) -> Option<Moment> {
        if matches!(self.state, ReminderState::Done | ReminderState::Dropped) {
            return None;
        }
        [self.opens, self.due, self.late].into_iter().filter(|t| *t > now).min()
    }
}

/// Folds the reminders of a student; `returns` are the days on which the child came back.
pub(super) fn reminders(told: &[Told], returns: &[Moment], now: Moment) -> Vec<Reminder> {
    let mut found: Vec<Reminder> = told
        .iter()
        .filter_map(|fact| match &fact.act {
            Act::ReminderSet(set) => Some(Reminder {
                id: fact.id,
                author: fact.author,
                guardian: set.guardian,
                text: set.text.clone(),
                channel: set.channel,
                opens: set.opens,
                due: set.due,
                late: set.late,
                state: Reminder::state_at(set, now),
                done_at: None,
                returned_after: false,
            }),
            _ => None,
        })
        .collect();
    for fact in told {
        let answered = match &fact.act {
            Act::ReminderDone(done) => Some((done.reminder, done.carried_out)),
            Act::GuardianContact(contact) => contact.reminder.map(|r| (r, true)),
            _ => None,
        };
        let Some((id, carried_out)) = answered else { continue };
        if let Some(reminder) = found.iter_mut().find(|r| r.id == id && r.done_at.is_none()) {
            reminder.state = if carried_out { ReminderState::Done } else { ReminderState::Dropped };
            reminder.done_at = Some(fact.at);
            reminder.returned_after = carried_out && returns.iter().any(|r| *r >= fact.at);
        }
    }
    found
}
