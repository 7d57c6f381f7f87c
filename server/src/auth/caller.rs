//! The caller of a request: a worker on a device, with what they may do.

use doorstep_schema::access::{self, Action, Actor, Resource};
use doorstep_schema::id::{AssignmentId, DeviceId, WorkerId};
use doorstep_schema::moment::Moment;
use doorstep_schema::people::{Assignment, Role, Scope, Worker};
use doorstep_schema::region::RegionCode;

use crate::problem::Problem;

/// An assignment with the time that it holds or held.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Held {
    /// The id.
    pub id: AssignmentId,
    /// What is assigned.
    pub scope: Scope,
    /// The county's sequence number from which it holds.
    pub since_seq: i64,
    /// When that was.
    pub since_at: Moment,
    /// The county's sequence number and time at which it ended.
    pub until: Option<(i64, Moment)>,
}

/// Who calls.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Caller {
    /// The worker.
    pub worker: WorkerId,
    /// The worker's name.
    pub name: String,
    /// The device.
    pub device: DeviceId,
    /// The county that keeps the worker's account.
    pub county: RegionCode,
    /// What the worker is.
    pub role: Role,
    /// What is assigned to the worker now.
    pub scopes: Vec<Scope>,
    /// Everything that is and was assigned.
    pub held: Vec<Held>,
}

impl Caller {
    /// Returns the caller as the rules of access see it.
    #[must_use]
    pub fn actor(&self) -> Actor<'_> {
        Actor { role: self.role, scopes: &self.scopes }
    }

    /// Tells whether the caller may do the action to the resource.
    #[must_use]
    pub fn may(&self, action: Action, resource: &Resource<'_>) -> bool {
        access::permits(&self.actor(), action, resource)
    }

    /// Demands that the caller may do the action to the resource.
    ///
    /// # Errors
    /// `not_found`: what may not be seen is not there.
    pub fn demand(&self, action: Action, resource: &Resource<'_>) -> Result<(), Problem> {
        if self.may(action, resource) { Ok(()) } else { Err(Problem::not_found()) }
    }

    /// Demands that the caller's role may do the action somewhere.
    ///
    /// # Errors
    /// `not_permitted` with status 403: the endpoint's existence is no secret.
    pub fn demand_role(&self, action: Action) -> Result<(), Problem> {
        if access::roles(action).contains(&self.role) { Ok(()) } else { Err(Problem::forbidden()) }
    }

    /// Returns the worker as colleagues see them.
    #[must_use]
    pub fn as_worker(&self) -> Worker {
        Worker { id: self.worker, name: self.name.clone(), role: self.role }
    }

    /// Returns the assignments that hold now, as they travel.
    #[must_use]
    pub fn assignments(&self) -> Vec<Assignment> {
        let now = self.held.iter().filter(|held| held.until.is_none());
        now.map(|held| Assignment { id: held.id, scope: held.scope }).collect()
    }
}
