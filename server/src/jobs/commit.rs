//! One group commit: many pushes judged against what is stored, written in few statements, durable together.

use crate::acts::push::{self, Sound, Verdict, Whereabouts, refuse};
use crate::acts::rules::{Held, RuleBook};
use crate::auth::caller::Caller;
use crate::db::{Db, Error, Tx, counter, devices, evidence, facts, projections, students};
use doorstep_schema::access::Resource;
use doorstep_schema::fact::Act;
use doorstep_schema::id::{DeviceId, FactId, FollowUpId, StudentId, WorkerId};
use doorstep_schema::moment::{Clock, Moment};
use doorstep_schema::people::{Role, Student};
use doorstep_schema::region::RegionCode;
use doorstep_schema::state::{Owner, evaluate};
use doorstep_schema::wire::v1;
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// The students whose histories are held in memory at once.
const AT_ONCE: usize = 64;

/// A push whose facts are right by themselves.
#[derive(Clone, Debug)]
pub struct Batch {
    /// Who sent it.
    pub caller: Caller,
    /// The facts, in their order.
    pub facts: Vec<Sound>,
    /// When the server received it.
    pub now: Moment,
}

/// Writes the batches in one transaction; answers a verdict for each fact of each batch.
///
/// # Errors
/// When the database refuses; then nothing was written.
pub async fn commit(
    db: &Db,
    rules: &RuleBook,
    batches: &[Batch],
) -> Result<Vec<Vec<Verdict>>, Error> {
    let mut tx = db.write().await?;
    let mut next = take_numbers(&mut tx, batches).await?;
    let stored = Stored::load(&mut tx, rules, batches).await?;
    let mut judge = Judge { stored: &stored, fresh: HashMap::new() };
    let mut entries = Vec::new();
    let mut verdicts = Vec::with_capacity(batches.len());
    for batch in batches {
        let mut answer = Vec::with_capacity(batch.facts.len());
        for sound in &batch.facts {
            let verdict = judge.judge(batch, sound);
            if verdict == Verdict::Accepted {
                judge.fresh.insert(sound.fact.id, sound);
                let seq = next.get_mut(&sound.fact.county).map_or(0, |next| {
                    *next += 1;
                    *next - 1
                });
                entries.push(facts::Entry { sound, seq, received_at: batch.now });
            }
            answer.push(verdict);
        }
        verdicts.push(answer);
    }
    let now = batches.iter().map(|b| b.now).max().unwrap_or_default();
    let touched: BTreeSet<StudentId> =
        entries.iter().filter_map(|e| e.sound.fact.student).collect();
    let touched: Vec<StudentId> = touched.into_iter().collect();
    facts::add(&mut tx, &entries).await?;
    evidence::add(&mut tx, &entries).await?;
    let from: BTreeSet<DeviceId> = batches.iter().map(|batch| batch.caller.device).collect();
    devices::pushed(&mut tx, &from, now).await?;
    for some in touched.chunks(AT_ONCE) {
        let known = facts::of_students(&mut tx, some).await?;
        project(&mut tx, rules, some, &stored.students, &known, now).await?;
    }
    tx.commit().await?;
    Ok(verdicts)
}

/// Takes as many numbers of each county as it has facts here; counties in one order, so that two
/// writers never wait for each other in a ring.
async fn take_numbers(tx: &mut Tx, batches: &[Batch]) -> Result<BTreeMap<RegionCode, i64>, Error> {
    let mut next: BTreeMap<RegionCode, i64> = BTreeMap::new();
    for sound in batches.iter().flat_map(|b| &b.facts) {
        *next.entry(sound.fact.county).or_default() += 1;
    }
    for (county, value) in &mut next {
        *value = counter::take(tx, *county, *value).await?;
    }
    Ok(next)
}

/// Derives the rows of the touched students anew and stores them.
///
/// # Errors
/// When the database refuses or a stored row does not read.
pub(super) async fn project(
    tx: &mut Tx,
    rules: &RuleBook,
    touched: &[StudentId],
    roster: &HashMap<StudentId, Student>,
    facts: &HashMap<StudentId, Vec<v1::Fact>>,
    now: Moment,
) -> Result<(), Error> {
    let before = projections::load(tx, touched).await?;
    let mut after = projections::Rows::default();
    let mut books: HashMap<RegionCode, Held> = HashMap::new();
    for id in touched {
        let Some(student) = roster.get(id) else { continue };
        let held = match books.entry(student.county) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => place.insert(rules.of(tx, student.county).await?),
        };
        let facts = facts.get(id).map_or(&[][..], Vec::as_slice);
        let state = evaluate(student, facts, &held.rules(), now);
        projections::derive(student, &state, held.policy.clock, now, &mut after);
    }
    projections::save(tx, &before, &after).await
}

/// What is stored and matters to the verdicts.
struct Stored {
    facts: HashMap<FactId, (WorkerId, Vec<u8>)>,
    students: HashMap<StudentId, Student>,
    whereabouts: HashMap<StudentId, Whereabouts>,
    owners: HashMap<FollowUpId, Owner>,
    /// The clocks of the counties of guardian contacts, whose promises are for a day.
    clocks: HashMap<RegionCode, Clock>,
}

impl Stored {
    async fn load(tx: &mut Tx, rules: &RuleBook, batches: &[Batch]) -> Result<Self, Error> {
        let every = || batches.iter().flat_map(|b| b.facts.iter().map(move |f| (b, f)));
        let ids: BTreeSet<FactId> =
            every().flat_map(|(_, s)| [Some(s.fact.id), s.of]).flatten().collect();
        let facts = facts::find(tx, &ids.into_iter().collect::<Vec<_>>()).await?;
        let ids: BTreeSet<StudentId> = every().filter_map(|(_, s)| s.fact.student).collect();
        let students = students::find(tx, &ids.into_iter().collect::<Vec<_>>()).await?;
        let about = |student: &Student| Whereabouts {
            now: student.standing(),
            referred: Vec::new(),
            left: Vec::new(),
        };
        let mut whereabouts: HashMap<StudentId, Whereabouts> =
            students.iter().map(|(id, student)| (*id, about(student))).collect();
        // Referrals and earlier standings are asked for only where they can matter.
        let (mut referred, mut left) = (HashSet::new(), HashSet::new());
        for (batch, sound) in every() {
            let known = sound.fact.student.and_then(|id| whereabouts.get(&id).map(|w| (id, w)));
            let Some((id, known)) = known else { continue };
            if batch.caller.role == Role::Department {
                referred.insert(id);
            } else if !push::permitted(&batch.caller, sound.action, known) {
                left.insert(id);
            }
        }
        for (id, departments) in
            students::referred(tx, &referred.into_iter().collect::<Vec<_>>()).await?
        {
            if let Some(known) = whereabouts.get_mut(&id) {
                known.referred = departments;
            }
        }
        for (id, standings) in students::left(tx, &left.into_iter().collect::<Vec<_>>()).await? {
            if let Some(known) = whereabouts.get_mut(&id) {
                known.left = standings;
            }
        }
        let work: BTreeSet<FollowUpId> = every().filter_map(|(_, s)| s.work).collect();
        let owners = projections::owners(tx, &work.into_iter().collect::<Vec<_>>()).await?;
        let mut clocks = HashMap::new();
        let contacts = every().filter(|(_, s)| matches!(s.act, Act::GuardianContact(_)));
        for county in contacts.map(|(_, s)| s.fact.county).collect::<BTreeSet<_>>() {
            clocks.insert(county, rules.of(tx, county).await?.policy.clock);
        }
        Ok(Self { facts, students, whereabouts, owners, clocks })
    }
}

/// Judges facts in turn; facts accepted a moment ago count as stored.
struct Judge<'a> {
    stored: &'a Stored,
    fresh: HashMap<FactId, &'a Sound>,
}

impl Judge<'_> {
    /// Returns author and stored form of a fact.
    fn find(&self, id: FactId) -> Option<(WorkerId, &[u8])> {
        let fresh = self.fresh.get(&id).map(|s| (s.fact.author, s.body.as_slice()));
        fresh
            .or_else(|| self.stored.facts.get(&id).map(|(author, body)| (*author, body.as_slice())))
    }

    fn judge(&self, batch: &Batch, sound: &Sound) -> Verdict {
        let (caller, fact) = (&batch.caller, &sound.fact);
        if let Some((_, body)) = self.find(fact.id) {
            return if body == sound.body {
                Verdict::Duplicate
            } else {
                refuse("id", "id_taken", "another fact has this id; enter it anew")
            };
        }
        if let Some((author, _)) = sound.of.and_then(|of| self.find(of))
            && author != caller.worker
        {
            return refuse(
                "payload.of",
                "not_permitted",
                "only its author corrects or withdraws a fact",
            );
        }
        let Some(id) = fact.student else {
            let permitted = push::permitted_without_student(caller, sound.action, fact.county);
            return if permitted { Verdict::Accepted } else { push::not_permitted() };
        };
        let known =
            self.stored.whereabouts.get(&id).filter(|known| known.now.county == fact.county);
        let Some(known) = known else {
            return refuse("student", "unknown_student", "the county has no such student");
        };
        let now = push::permitted(caller, sound.action, known);
        let then = || push::was_permitted(caller, sound.action, known, fact.entered_at, batch.now);
        let permitted = match sound.work.and_then(|id| self.stored.owners.get(&id)) {
            // Work is its owner's: seeing the student is not enough. Work handed over meanwhile still counts.
            Some(owner) => {
                caller.may(sound.action, &Resource::Queue(owner, &known.now)) || (!now && then())
            }
            None => now || then(),
        };
        if !permitted {
            return push::not_permitted();
        }
        let clock = self.stored.clocks.get(&fact.county);
        let untimely = clock.and_then(|clock| sound.act.untimely(clock.day(fact.happened_at)));
        untimely
            .map_or(Verdict::Accepted, |wrong| refuse(&wrong.field, "out_of_range", wrong.message))
    }
}
