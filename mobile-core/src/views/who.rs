//! Who is in on this phone, what they answer for, and until when the phone may work without contact.

use super::names::{class_name, region_name, school_name};
use crate::Problem;
use crate::enrol::username;
use crate::store::{Key, Store};
use doorstep_schema::moment::Moment;
use doorstep_schema::people::{Scope, Worker};
use doorstep_schema::region::RegionCode;
use serde::Serialize;

/// Whether somebody is in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Nobody has signed in.
    #[default]
    New,
    /// A worker is in.
    In,
    /// The device was revoked and its data erased.
    Revoked,
}

/// A part of the organisation with its name.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ScopeName {
    /// What is assigned.
    pub scope: Scope,
    /// The name of the region, the school or the class's school; empty when it is not known.
    pub name: String,
    /// The grade of a class.
    pub grade: Option<u8>,
    /// The number of a class in its grade.
    pub number: Option<u8>,
}

/// Who is in.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Who {
    /// Whether somebody is in.
    pub phase: Phase,
    /// The worker.
    pub worker: Option<Worker>,
    /// What the worker answers for.
    pub scope_names: Vec<ScopeName>,
    /// The county that keeps the worker's account.
    pub county: Option<RegionCode>,
    /// The county's name, empty when it is not known.
    pub county_name: String,
    /// The sign-in name.
    pub username: Option<String>,
    /// The region's clock in minutes east of UTC; none while nobody is in.
    pub offset_minutes: Option<i32>,
    /// Until when the phone may work without contact to the server.
    pub lease_until: Option<Moment>,
    /// Whether that has passed: the data is locked until the phone has been in touch.
    pub lapsed: bool,
}

/// Returns who is in.
///
/// # Errors
/// When the store cannot be read.
pub fn who(store: &Store, now: Moment) -> Result<Who, Problem> {
    if store.meta::<Moment>(Key::Revoked)?.is_some() {
        return Ok(Who { phase: Phase::Revoked, ..Who::default() });
    }
    let Some(session) = store.session()? else { return Ok(Who::default()) };
    let names = session.scope.iter().map(|assignment| named(store, assignment.scope));
    let lease_until = lease_until(store)?;
    Ok(Who {
        phase: Phase::In,
        scope_names: names.collect::<Result<_, _>>()?,
        county: Some(session.county),
        county_name: region_name(store, session.county)?,
        username: username(store)?,
        offset_minutes: Some(store.rules()?.policy.clock.offset_minutes),
        lease_until,
        lapsed: lease_until.is_some_and(|until| now > until),
        worker: Some(session.worker),
    })
}

/// Tells whether a worker is in and the phone was too long without contact.
///
/// # Errors
/// When the store cannot be read.
pub fn lapsed(store: &Store, now: Moment) -> Result<bool, Problem> {
    let lapsed = lease_until(store)?.is_some_and(|until| now > until);
    Ok(lapsed && store.session()?.is_some())
}

/// Returns until when the phone may work without contact, by the policy's days since the last one.
pub(super) fn lease_until(store: &Store) -> Result<Option<Moment>, Problem> {
    let days = i64::from(store.rules()?.policy.lease_days);
    let contact_at: Option<Moment> = store.meta(Key::ContactAt)?;
    Ok(contact_at.map(|at| at.plus_days(days)))
}

fn named(store: &Store, scope: Scope) -> Result<ScopeName, Problem> {
    let (class, name) = match scope {
        Scope::Region(code) | Scope::Department(code, _) => (None, region_name(store, code)?),
        Scope::School(school) => (None, school_name(store, school)?),
        Scope::Class(class) => class_name(store, class)?,
    };
    let grade = class.as_ref().map(|class| class.grade);
    Ok(ScopeName { scope, name, grade, number: class.map(|class| class.number) })
}
