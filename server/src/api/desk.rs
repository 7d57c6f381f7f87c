//! Acts from a desk: facts of the caller on the session's device, as if they were pushed.

use crate::acts::push::{Verdict, examine};
use crate::app::App;
use crate::auth::caller::Caller;
use crate::db::facts;
use crate::jobs::commit::Batch;
use crate::problem::Problem;
use doorstep_schema::fact::{self, Act};
use doorstep_schema::hlc::Hlc;
use doorstep_schema::id::{FactId, StudentId};
use doorstep_schema::moment::Moment;
use doorstep_schema::region::RegionCode;
use doorstep_schema::wire::v1;
use std::collections::{BTreeSet, HashMap};

/// An act that is to be recorded; the caller has been found to be allowed to.
#[derive(Clone, Debug)]
pub(super) struct Entered {
    /// The county.
    pub(super) county: RegionCode,
    /// Whom it is about.
    pub(super) student: Option<StudentId>,
    /// When it was done.
    pub(super) happened_at: Moment,
    /// What was done.
    pub(super) act: Act,
}

/// Records an act that is done now as a fact, once it is durable; the caller has been found to be allowed to.
///
/// # Errors
/// `not_found` when the rules of a push do not permit it, `invalid` when they refuse it.
pub(super) async fn record(
    app: &App,
    caller: Caller,
    county: RegionCode,
    student: Option<StudentId>,
    act: Act,
    now: Moment,
) -> Result<FactId, Problem> {
    let entered = Entered { county, student, happened_at: now, act };
    let recorded = record_all(app, caller, vec![entered], now).await?;
    recorded.into_iter().next().unwrap_or_else(|| Err(Problem::internal()))
}

/// Records acts as facts in one transaction; each that the rules refuse is told so and spoils no other.
///
/// # Errors
/// When nothing could be recorded at all.
pub(super) async fn record_all(
    app: &App,
    caller: Caller,
    entered: Vec<Entered>,
    now: Moment,
) -> Result<Vec<Result<FactId, Problem>>, Problem> {
    let mut clocks = clocks(app, &entered, now).await?;
    let (mut answers, mut facts) = (Vec::with_capacity(entered.len()), Vec::new());
    for Entered { county, student, happened_at, act } in entered {
        let clock = clocks.entry(student).or_default();
        *clock = clock.tick(now);
        let fact = v1::Fact::from(&fact::Fact {
            id: FactId::mint(now, app.chance()?),
            author: caller.worker,
            device: caller.device,
            county,
            student,
            happened_at,
            entered_at: now,
            hlc: *clock,
            act,
        });
        let id = fact.id;
        answers.push(match examine(&caller, fact, now) {
            Ok(sound) => {
                facts.push(sound);
                Ok(id)
            }
            Err(refusal) => Err(refused(refusal)),
        });
    }
    if facts.is_empty() {
        return Ok(answers);
    }
    let mut verdicts = app.writer.write(Batch { caller, facts, now }).await?.into_iter();
    for answer in answers.iter_mut().filter(|answer| answer.is_ok()) {
        match verdicts.next() {
            Some(Verdict::Accepted | Verdict::Duplicate) => {}
            Some(refusal) => *answer = Err(refused(refusal)),
            None => *answer = Err(Problem::internal()),
        }
    }
    Ok(answers)
}

/// What is entered here knows everything that is stored about a student, so it orders after it.
async fn clocks(
    app: &App,
    entered: &[Entered],
    now: Moment,
) -> Result<HashMap<Option<StudentId>, Hlc>, Problem> {
    let students: BTreeSet<StudentId> = entered.iter().filter_map(|one| one.student).collect();
    let students: Vec<StudentId> = students.into_iter().collect();
    let mut clocks = HashMap::with_capacity(students.len());
    let mut tx = app.db.read().await?;
    for some in students.chunks(AT_ONCE) {
        for (student, stored) in facts::of_students(&mut tx, some).await? {
            let seen = stored.iter().fold(Hlc::default(), |hlc, fact| hlc.witness(fact.hlc, now));
            clocks.insert(Some(student), seen);
        }
    }
    Ok(clocks)
}

/// The students whose histories are held in memory at once.
const AT_ONCE: usize = 64;

fn refused(verdict: Verdict) -> Problem {
    match verdict {
        Verdict::Refused(violation) if violation.code == "not_permitted" => Problem::not_found(),
        Verdict::Refused(violation) => Problem::invalid(vec![violation]),
        Verdict::Accepted | Verdict::Duplicate => Problem::internal(),
    }
}
