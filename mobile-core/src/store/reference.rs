//! Reference data: policy, calendar, regions, schools, classes, colleagues.

use super::{Error, Store};
use doorstep_schema::calendar::Calendar;
use doorstep_schema::id::{ClassId, SchoolId, WorkerId};
use doorstep_schema::people::{Class, School, Worker};
use doorstep_schema::policy::Policy;
use doorstep_schema::region::{Region, RegionCode};
use doorstep_schema::state::Rules;
use rusqlite::OptionalExtension as _;
use serde::{Serialize, de::DeserializeOwned};
use std::sync::Arc;

const POLICY: i64 = 0;
const CALENDAR: i64 = 1;
const REGION: i64 = 2;
const SCHOOL: i64 = 3;
const CLASS: i64 = 4;
const WORKER: i64 = 5;

/// The rules that hold on this phone.
#[derive(Debug)]
pub(crate) struct OwnRules {
    pub(crate) policy: Policy,
    pub(crate) calendar: Calendar,
}

impl OwnRules {
    pub(crate) fn rules(&self) -> Rules<'_> {
        Rules { policy: &self.policy, calendar: &self.calendar }
    }
}

impl Store {
    fn reference<T: DeserializeOwned>(&self, kind: i64, id: &str) -> Result<Option<T>, Error> {
        let mut query =
            self.db.prepare_cached("SELECT body FROM reference WHERE kind = ?1 AND id = ?2")?;
        let body: Option<Vec<u8>> = query.query_row((kind, id), |row| row.get(0)).optional()?;
        body.map(|b| self.codec.read(&b).map_err(|e| Error::row("reference", "body", id, e)))
            .transpose()
    }

    fn put_reference<T: Serialize>(&self, kind: i64, id: &str, value: &T) -> Result<(), Error> {
        self.db
            .prepare_cached(
                "INSERT OR REPLACE INTO reference (kind, id, body) VALUES (?1, ?2, ?3)",
            )?
            .execute((kind, id, self.codec.write(value)))?;
        Ok(())
    }

    /// Returns the rules; before the first pull, the shipped policy and a calendar without terms.
    pub(crate) fn rules(&self) -> Result<Arc<OwnRules>, Error> {
        if let Some(rules) = self.rules.borrow().as_ref() {
            return Ok(Arc::clone(rules));
        }
        let none = || Calendar { terms: Vec::new(), holidays: [].into(), made_up: [].into() };
        let rules = Arc::new(OwnRules {
            policy: self.reference(POLICY, "")?.unwrap_or_else(Policy::shipped),
            calendar: self.reference(CALENDAR, "")?.unwrap_or_else(none),
        });
        self.rules.replace(Some(Arc::clone(&rules)));
        Ok(rules)
    }

    pub(crate) fn put_policy(&self, policy: &Policy) -> Result<(), Error> {
        self.rules.replace(None);
        // The clock of open fillings is the policy's.
        self.at_hand.borrow_mut().close();
        self.put_reference(POLICY, "", policy)
    }

    pub(crate) fn put_calendar(&self, calendar: &Calendar) -> Result<(), Error> {
        self.rules.replace(None);
        self.put_reference(CALENDAR, "", calendar)
    }

    pub(crate) fn put_region(&self, region: &Region) -> Result<(), Error> {
        self.put_reference(REGION, region.code.as_str(), region)
    }

    pub(crate) fn put_school(&self, school: &School) -> Result<(), Error> {
        self.put_reference(SCHOOL, &school.id.to_string(), school)
    }

    pub(crate) fn put_class(&self, class: &Class) -> Result<(), Error> {
        self.put_reference(CLASS, &class.id.to_string(), class)
    }

    pub(crate) fn put_worker(&self, worker: &Worker) -> Result<(), Error> {
        self.put_reference(WORKER, &worker.id.to_string(), worker)
    }

    pub(crate) fn region(&self, code: RegionCode) -> Result<Option<Region>, Error> {
        self.reference(REGION, code.as_str())
    }

    fn references<T: DeserializeOwned>(&self, kind: i64) -> Result<Vec<T>, Error> {
        let mut query =
            self.db.prepare_cached("SELECT id, body FROM reference WHERE kind = ?1 ORDER BY id")?;
        let rows = query.query_map([kind], |row| Ok((row.get(0)?, row.get(1)?)))?;
        rows.map(|row| {
            let (id, body): (String, Vec<u8>) = row?;
            self.codec.read(&body).map_err(|e| Error::row("reference", "body", id, e))
        })
        .collect()
    }

    pub(crate) fn regions(&self) -> Result<Vec<Region>, Error> {
        self.references(REGION)
    }

    pub(crate) fn schools(&self) -> Result<Vec<School>, Error> {
        self.references(SCHOOL)
    }

    pub(crate) fn classes(&self) -> Result<Vec<Class>, Error> {
        self.references(CLASS)
    }

    pub(crate) fn school(&self, id: SchoolId) -> Result<Option<School>, Error> {
        self.reference(SCHOOL, &id.to_string())
    }

    pub(crate) fn class(&self, id: ClassId) -> Result<Option<Class>, Error> {
        self.reference(CLASS, &id.to_string())
    }

    pub(crate) fn worker(&self, id: WorkerId) -> Result<Option<Worker>, Error> {
        self.reference(WORKER, &id.to_string())
    }
}
