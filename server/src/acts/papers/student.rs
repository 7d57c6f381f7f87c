//! What documents about one student say: the child, the guardians, the case, what was tried, one visit.

use super::entry::{Entry, minute};
use doorstep_schema::fact::{Act, Visit};
use doorstep_schema::id::{FactId, WorkerId};
use doorstep_schema::moment::{Clock, Moment};
use doorstep_schema::people::{Guardian, Relation, Student, Worker};
use doorstep_schema::policy::Policy;
use doorstep_schema::state::{Owner, PromiseState, StudentState, Told, guardians, ladder};
use jiff::civil::Date;
use serde_json::{Value, json};
use std::collections::HashMap;

/// What people call a student's places; empty where one is not on file.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// The county.
    pub county: String,
    /// The township.
    pub township: String,
    /// The village.
    pub village: String,
    /// The school.
    pub school: String,
    /// The class, as 八年级（2）班.
    pub class: String,
}

/// A student of whom a document is drawn up.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The record.
    pub student: &'a Student,
    /// The state now.
    pub state: &'a StudentState,
    /// The facts that count.
    pub told: &'a [Told],
    /// The places' names.
    pub places: &'a Places,
    /// Everybody who recorded something.
    pub workers: &'a HashMap<WorkerId, Worker>,
    /// What people call owners, by their texts.
    pub owners: &'a HashMap<String, String>,
    /// The policy.
    pub policy: &'a Policy,
    /// Now.
    pub now: Moment,
}

impl Subject<'_> {
    fn clock(&self) -> Clock {
        self.policy.clock
    }

    /// Returns the child as documents name them.
    #[must_use]
    pub fn student(&self) -> Value {
        let (student, places) = (self.student, self.places);
        let home = format!("{}{}{}", places.township, places.village, student.address);
        json!({
            "name": student.name,
            "sex": student.sex.as_str(),
            "birth_date": student.birth_date,
            "age": student.age_on(self.clock().day(self.now)),
            "identity_masked": student.identity_masked,
            "student_number": student.student_number,
            "school": places.school,
            "class": places.class,
            "grade": student.grade,
            "county": places.county,
            "township": places.township,
            "village": places.village,
            "address": student.address,
            "home": home,
            "groups": student.groups,
            "boarding": student.boarding,
            "status": self.state.status.now.as_str(),
        })
    }

    /// Returns the guardian who is addressed: a parent, whose duty the law names first, else the first on file.
    #[must_use]
    pub fn guardian(&self) -> Value {
        let all = guardians(self.student, &self.state.profile);
        let parent = |one: &&Guardian| matches!(one.relation, Relation::Father | Relation::Mother);
        all.iter().find(parent).or(all.first()).map_or(Value::Null, guardian)
    }

    /// Returns every guardian.
    #[must_use]
    pub fn guardians(&self) -> Value {
        guardians(self.student, &self.state.profile).iter().map(guardian).collect()
    }

    /// Returns the open case with its ladder; nothing without one.
    #[must_use]
    pub fn case(&self) -> Value {
        let Some(case) = self.state.open_case() else { return Value::Null };
        let rungs = ladder(self.student, self.state, self.policy, self.now);
        let rungs = rungs.iter().map(|rung| {
            let step = self.policy.ladder.iter().find(|step| step.step == rung.step);
            json!({
                "step": rung.step,
                "state": rung.state.as_str(),
                "owner": self.owner(&rung.owner),
                "due_at": rung.due_at.map(|at| minute(self.clock(), at)),
                "closed_at": rung.closed_at.map(|at| minute(self.clock(), at)),
                "proofs": step.map(|step| step.proof.clone()).unwrap_or_default(),
            })
        });
        json!({
            "opened_on": self.clock().day(case.opened_at),
            "absent_since": case.absent_since,
            "step": case.step,
            "concerns": case.concerns,
            "ladder": rungs.collect::<Value>(),
        })
    }

    /// Returns an owner by kind and name.
    fn owner(&self, owner: &Owner) -> Value {
        owner_named(owner, self.owners)
    }

    /// Returns what was tried since the present absence began: visits, contacts, promises that were broken.
    #[must_use]
    pub fn facts(&self) -> Value {
        let since = self.state.open_case().and_then(|case| case.absent_since);
        let within = |day: Date| since.is_none_or(|since| day >= since);
        let recent = self.told.iter().filter(|told| within(self.clock().day(told.at)));
        let (mut visits, mut contacts) = (0, 0);
        for told in recent {
            match told.act {
                Act::Visit(_) => visits += 1,
                Act::GuardianContact(_) => contacts += 1,
                _ => {}
            }
        }
        let broken = self.state.promises.iter().filter(|promise| {
            promise.state == PromiseState::Broken && within(self.clock().day(promise.made_at))
        });
        json!({ "visits": visits, "contacts": contacts, "broken_promises": broken.count() })
    }

    /// Returns the status with its changes.
    #[must_use]
    pub fn status(&self) -> Value {
        let changes = self.state.status.changes.iter().map(|change| {
            json!({
                "from": change.from,
                "to": change.to.as_str(),
                "state": change.state.as_str(),
                "reason": change.reason,
            })
        });
        json!({ "now": self.state.status.now.as_str(), "changes": changes.collect::<Value>() })
    }

    /// Returns the promises.
    #[must_use]
    pub fn promises(&self) -> Value {
        let promises = self.state.promises.iter().map(|promise| {
            json!({
                "at": minute(self.clock(), promise.made_at),
                "text": promise.text,
                "by": promise.by,
                "state": promise.state.as_str(),
            })
        });
        promises.collect()
    }

    /// Returns the record as documents tell it, oldest first.
    #[must_use]
    pub fn timeline(&self) -> Vec<Entry> {
        let entries = self.told.iter();
        entries.filter_map(|told| Entry::of(told, self.clock(), self.workers)).collect()
    }

    /// Returns a visit, its answers as the form asked them.
    #[must_use]
    pub fn visit(&self, id: FactId, answers: &Value, photos: i64) -> Option<Value> {
        let told = self.told.iter().find(|told| told.id == id)?;
        let Act::Visit(visit) = &told.act else { return None };
        let name = |id: &WorkerId| self.workers.get(id).map(|worker| worker.name.clone());
        let Visit { promise, place, .. } = visit;
        let with: Vec<String> = visit.accompanied_by.iter().filter_map(name).collect();
        Some(json!({
            "at": minute(self.clock(), told.at),
            "by": name(&told.author),
            "accompanied_by": with,
            "with_committee": visit.with_committee,
            "met": visit.met.as_str(),
            "reached_by_phone": visit.reached_by_phone,
            "place": place,
            "answers": answers,
            "photos": photos,
            "promise": promise,
            "concerns": visit.concerns,
            "help": visit.help,
            "next_visit": visit.next_visit,
            "note": visit.note,
        }))
    }
}

fn guardian(guardian: &Guardian) -> Value {
    json!({
        "name": guardian.name,
        "relation": guardian.relation.as_str(),
        "phone": guardian.phone,
        "away": guardian.away,
    })
}

/// Returns an owner by kind and name.
pub(super) fn owner_named(owner: &Owner, names: &HashMap<String, String>) -> Value {
    let text = owner.to_string();
    let kind = text.split(':').next().unwrap_or_default();
    json!({ "kind": kind, "name": names.get(&text) })
}
