//! The status procedure: requested › checked by the school › approved by the county; history is never rewritten.

use super::Told;
use crate::fact::Act;
use crate::id::{FactId, WorkerId};
use crate::moment::Moment;
use crate::people::{Status, words};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

words! {
    /// Where a requested change of status stands.
    StatusRequestState {
        /// Waits for the school's check.
        Requested = "requested",
        /// The school granted it; waits for the county.
        Checked = "checked",
        /// The county approved it.
        Approved = "approved",
        /// The school or the county refused it.
        Refused = "refused",
    }
}

/// A requested change of status.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct StatusChange {
    /// The request.
    pub request: FactId,
    /// Who asked.
    pub by: WorkerId,
    /// When it was asked for.
    pub at: Moment,
    /// The status asked for.
    pub to: Status,
    /// From which day.
    #[cfg_attr(feature = "ts", ts(as = "crate::ts::Day"))]
    pub from: Date,
    /// Why.
    pub reason: String,
    /// Where it stands.
    pub state: StatusRequestState,
    /// When the county approved it.
    pub approved_at: Option<Moment>,
}

/// The status now and how it came about.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct StatusView {
    /// The status that holds.
    pub now: Status,
    /// Since when it holds; nothing while it is the roster's. It does not travel.
    #[serde(skip)]
    #[cfg_attr(feature = "ts", ts(skip))]
    pub since: Option<Moment>,
    /// The requested changes, oldest first.
    pub changes: Vec<StatusChange>,
}

/// Folds the procedure. `marks` are the changes that the ladder itself makes: suspected, then returned.
pub(super) fn status(told: &[Told], roster: Status, marks: &[(Moment, Status)]) -> StatusView {
    let mut changes: Vec<StatusChange> = Vec::new();
    for fact in told {
        if let Act::StatusRequest(request) = &fact.act {
            changes.push(StatusChange {
                request: fact.id,
                by: fact.author,
                at: fact.at,
                to: request.to,
                from: request.from,
                reason: request.reason.clone(),
                state: StatusRequestState::Requested,
                approved_at: None,
            });
        }
    }
    // Checks before approvals, whatever a phone's clock said.
    for approving in [false, true] {
        for fact in told {
            let ((Act::StatusCheck(answer), false) | (Act::StatusApproval(answer), true)) =
                (&fact.act, approving)
            else {
                continue;
            };
            let Some(change) = changes.iter_mut().find(|c| c.request == answer.request) else {
                continue;
            };
            change.state = match (change.state, approving, answer.granted) {
                (StatusRequestState::Requested, false, true) => StatusRequestState::Checked,
                (StatusRequestState::Requested, false, false)
                | (StatusRequestState::Checked, true, false) => StatusRequestState::Refused,
                (StatusRequestState::Checked, true, true) => {
                    change.approved_at = Some(fact.at);
                    StatusRequestState::Approved
                }
                (state, _, _) => state,
            };
        }
    }
    let approved = changes.iter().filter_map(|c| c.approved_at.map(|at| (at, c.to)));
    let mut timeline: Vec<(Moment, Status)> = approved.chain(marks.iter().copied()).collect();
    timeline.sort_by_key(|(at, _)| *at);
    let last = timeline.last().copied();
    // What was granted again has held since it was granted first.
    let since = last.and_then(|(_, now)| {
        timeline.iter().rev().take_while(|(_, status)| *status == now).last().map(|(at, _)| *at)
    });
    StatusView { now: last.map_or(roster, |(_, status)| status), since, changes }
}
