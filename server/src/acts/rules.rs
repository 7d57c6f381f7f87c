//! The policy and the calendar that hold in a county, read once and kept until they change.

use crate::db::{Error, Tx, policy};
use doorstep_schema::calendar::Calendar;
use doorstep_schema::policy::Policy;
use doorstep_schema::region::RegionCode;
use doorstep_schema::state::Rules;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// The rules of a county as of a version.
#[derive(Clone, Debug)]
pub struct Held {
    /// The sequence numbers at which policy and calendar were last changed; 0 for the shipped ones.
    pub version: (i64, i64),
    /// The policy.
    pub policy: Arc<Policy>,
    /// The calendar.
    pub calendar: Arc<Calendar>,
}

impl Held {
    /// Returns the rules as `evaluate` takes them.
    #[must_use]
    pub fn rules(&self) -> Rules<'_> {
        Rules { policy: &self.policy, calendar: &self.calendar }
    }
}

/// The rules of every county that was asked for.
#[derive(Debug, Default)]
pub struct RuleBook(Mutex<HashMap<RegionCode, Held>>);

impl RuleBook {
    /// Returns the rules that hold in the county as the transaction sees them.
    ///
    /// # Errors
    /// When the database refuses or a stored policy does not read.
    pub async fn of(&self, tx: &mut Tx, county: RegionCode) -> Result<Held, Error> {
        let version = policy::version(tx, county).await?;
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&county).cloned();
        if let Some(held) = known.filter(|held| held.version == version) {
            return Ok(held);
        }
        let held = Held {
            version,
            policy: Arc::new(policy::policy(tx, county).await?.unwrap_or_else(Policy::shipped)),
            calendar: Arc::new(
                policy::calendar(tx, county).await?.unwrap_or_else(policy::no_calendar),
            ),
        };
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(county, held.clone());
        Ok(held)
    }
}
