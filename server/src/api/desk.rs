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

/// Records an act as a fact, once it is durable; the caller has been found to be allowed to.
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
    // What is entered here knows everything that is stored about the student, so it orders after it.
    let mut seen = Hlc::default();
    if let Some(student) = student {
        let mut tx = app.db.read().await?;
        let stored = facts::of_students(&mut tx, &[student]).await?;
        let stored = stored.into_values().flatten();
        seen = stored.fold(seen, |hlc, fact| hlc.witness(fact.hlc, now));
    }
    let fact = v1::Fact::from(&fact::Fact {
        id: FactId::mint(now, app.chance()?),
        author: caller.worker,
        device: caller.device,
        county,
        student,
        happened_at: now,
        entered_at: now,
        hlc: seen.tick(now),
        act,
    });
    let id = fact.id;
    let sound = examine(&caller, fact, now).map_err(refused)?;
    let verdicts = app.writer.write(Batch { caller, facts: vec![sound], now }).await?;
    match verdicts.into_iter().next() {
        Some(Verdict::Accepted | Verdict::Duplicate) => Ok(id),
        Some(refusal) => Err(refused(refusal)),
        None => Err(Problem::internal()),
    }
}

fn refused(verdict: Verdict) -> Problem {
    match verdict {
        Verdict::Refused(violation) if violation.code == "not_permitted" => Problem::not_found(),
        Verdict::Refused(violation) => Problem::invalid(vec![violation]),
        Verdict::Accepted | Verdict::Duplicate => Problem::internal(),
    }
}
