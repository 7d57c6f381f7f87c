//! `GET` and `POST /v1/moves`: a class, school or region goes from one worker to another, and where it has not yet left
//! a phone.

use super::board::names_of_owners;
use super::extract::{Format, Input, Parameters};
use super::{parameters, queue};
use crate::app::App;
use crate::auth::caller::{Caller, Held};
use crate::db::audit::{self, Event};
use crate::db::devices::{self, Device};
use crate::db::feed::Reach;
use crate::db::read::leaving::{self, Keeper};
use crate::db::read::names;
use crate::db::roster::moves::{self, Move};
use crate::db::roster::workers::Account;
use crate::db::roster::{assignments, workers};
use crate::db::{Tx, callers, counter};
use crate::problem::Problem;
use crate::scopes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use doorstep_schema::access::{Action, Resource};
use doorstep_schema::id::{ClassId, SchoolId, WorkerId};
use doorstep_schema::moment::Moment;
use doorstep_schema::problem::{Violation, Violations};
use doorstep_schema::region::{Level, RegionCode};
use doorstep_schema::state::Owner;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// The longest reason, in characters.
const LONGEST: usize = 500;

/// What is to be moved: exactly one of class, school, village and owner.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Asked {
    /// Whether it is only told what would be moved.
    #[serde(default)]
    dry_run: bool,
    class: Option<ClassId>,
    school: Option<SchoolId>,
    village: Option<RegionCode>,
    /// Any owner, such as `township:533325001`.
    owner: Option<Owner>,
    /// Who holds it.
    from: WorkerId,
    /// Who shall hold it.
    to: WorkerId,
    /// Why.
    #[serde(default)]
    reason: String,
}

/// A worker in short.
#[derive(Clone, Debug, Serialize)]
struct Named {
    id: WorkerId,
    name: Option<String>,
}

/// What is moved, or would be.
#[derive(Clone, Debug, Serialize)]
struct Answer {
    /// The move; nothing while it is only asked about.
    id: Option<Uuid>,
    dry_run: bool,
    at: Moment,
    owner: Owner,
    owner_name: Option<String>,
    from: Named,
    to: Named,
    reason: String,
    /// How many students go along.
    students: i64,
    /// How many open follow-ups go along.
    follow_ups: i64,
    /// The phones that lose the students.
    phones: Vec<Phone>,
}

/// A phone that loses students.
#[derive(Clone, Debug, Serialize)]
struct Phone {
    device: Uuid,
    name: String,
    worker: WorkerId,
    worker_name: Option<String>,
    last_seen_at: Moment,
    students: i64,
}

/// A page of moves.
#[derive(Clone, Debug, Serialize)]
struct Page {
    moves: Vec<Shown>,
    /// What to give as `after` for the next page; nothing on the last.
    next: Option<String>,
}

/// A move that was made.
#[derive(Clone, Debug, Serialize)]
struct Shown {
    id: Uuid,
    at: Moment,
    by: Named,
    owner: String,
    owner_name: Option<String>,
    from: Named,
    to: Named,
    reason: String,
    students: i64,
    follow_ups: i64,
    /// The phones that have not confirmed that all of it is gone.
    still_on: Vec<Still>,
}

/// A phone on which students still are, as far as is known.
#[derive(Clone, Debug, Serialize)]
struct Still {
    #[serde(flatten)]
    phone: Phone,
    /// Since when they should be gone.
    since: Moment,
}

/// What can be asked of the list.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Paging {
    /// Where the last page ended.
    after: Option<String>,
    /// The most moves, 1 to 200.
    limit: Option<String>,
}

/// Moves, or tells what would be moved: the same numbers from the same statements.
pub(super) async fn add(
    State(app): State<App>,
    caller: Caller,
    format: Format,
    Input(asked): Input<Asked>,
) -> Result<Response, Problem> {
    caller.demand(Action::ManageWorkers, &Resource::Region(&caller.county))?;
    let dry_run = asked.dry_run;
    let mut tx = if dry_run { app.db.read().await? } else { app.db.write().await? };
    if !dry_run {
        counter::take(&mut tx, caller.county, 0).await?;
    }
    let plan = Plan::of(&mut tx, &caller, asked).await?;
    let now = app.now();
    let mut answer = plan.answer(&mut tx, &caller, now).await?;
    if dry_run {
        return Ok(format.answer(&answer));
    }
    answer.id = Some(plan.carry_out(&mut tx, &caller, &answer).await?);
    answer.dry_run = false;
    tx.commit().await?;
    Ok((StatusCode::CREATED, format.answer(&answer)).into_response())
}

/// A move that may be made.
struct Plan {
    owner: Owner,
    from: Account,
    to: Account,
    reason: String,
    /// What ends: the scope, once or more.
    ending: Vec<Held>,
    /// What still shows students to who held it.
    shown: Vec<Reach>,
    /// Whether the new worker holds it already.
    held_by_both: bool,
}

impl Plan {
    /// Finds out whether what is asked can be done.
    async fn of(tx: &mut Tx, caller: &Caller, asked: Asked) -> Result<Self, Problem> {
        let county = caller.county;
        let owner = owner(&asked)?;
        let known = queue::county_of(tx, &owner).await?;
        known.filter(|known| *known == county).ok_or_else(Problem::not_found)?;
        let from = workers::find(tx, county, asked.from).await?.ok_or_else(Problem::not_found)?;
        let to = workers::find(tx, county, asked.to).await?;
        let to = taker(to, &asked, &owner)?;
        let scope = owner.scope();
        let held = callers::held(tx, from.id).await?;
        let now = held.into_iter().filter(|held| held.until.is_none());
        let (ending, staying): (Vec<Held>, Vec<Held>) = now.partition(|held| held.scope == scope);
        if ending.is_empty() {
            return Err(Problem::conflict(
                "not_held",
                "who it is to be taken from does not hold it",
            ));
        }
        let others = callers::held(tx, to.id).await?;
        let held_by_both = others.iter().any(|h| h.until.is_none() && h.scope == scope);
        let shown = leaving::shown(&staying);
        let reason = asked.reason.trim().to_owned();
        Ok(Self { owner, from, to, reason, ending, shown, held_by_both })
    }

    /// Says what it is about.
    async fn answer(&self, tx: &mut Tx, caller: &Caller, at: Moment) -> Result<Answer, Problem> {
        let county = caller.county;
        let (mut students, mut lost) = (0, 0);
        if let Some(reach) = Reach::of(&self.owner.scope()) {
            students = moves::students(tx, county, &reach, &[]).await?;
            lost = moves::students(tx, county, &reach, &self.shown).await?;
        }
        let in_short =
            |account: &Account| Named { id: account.id, name: Some(account.name.clone()) };
        let phones = devices::phones_of(tx, self.from.id).await?;
        let owners = names_of_owners(tx, &[self.owner]).await?;
        Ok(Answer {
            id: None,
            dry_run: true,
            at,
            owner: self.owner,
            owner_name: owners.get(&self.owner.to_string()).cloned(),
            from: in_short(&self.from),
            to: in_short(&self.to),
            reason: self.reason.clone(),
            students,
            follow_ups: moves::follow_ups(tx, county, &self.owner).await?,
            phones: phones.iter().map(|p| phone(p, Some(self.from.name.clone()), lost)).collect(),
        })
    }

    /// Ends one assignment, begins the other, and notes both in the log; returns the move's id.
    async fn carry_out(
        &self,
        tx: &mut Tx,
        caller: &Caller,
        answer: &Answer,
    ) -> Result<Uuid, Problem> {
        let (county, at) = (caller.county, answer.at);
        for held in &self.ending {
            assignments::end(tx, county, self.from.id, held.id, at).await?;
        }
        let ended = self.ending.last().map(|held| held.id).ok_or_else(Problem::internal)?;
        if !self.held_by_both {
            assignments::add(tx, county, self.to.id, &self.owner.scope(), at).await?;
        }
        let new = moves::New {
            ended,
            at,
            by: caller.worker,
            owner: self.owner,
            from: self.from.id,
            to: self.to.id,
            reason: self.reason.clone(),
            students: answer.students,
            follow_ups: answer.follow_ups,
        };
        moves::add(tx, county, &new).await?;
        let event = Event {
            county,
            at,
            worker: Some(caller.worker),
            device: Some(caller.device),
            action: "move",
            resource: self.owner.to_string(),
            detail: format!("from worker:{} to worker:{}", self.from.id, self.to.id),
        };
        audit::append(tx, &event).await?;
        Ok(ended.0)
    }
}

/// Reads what is to be moved.
fn owner(asked: &Asked) -> Result<Owner, Problem> {
    let wrong = |field: &str, code: &str, message: &str| {
        Problem::invalid(vec![Violation::new(field, code, message)])
    };
    let village = match asked.village {
        Some(code) if code.level() != Level::Village => {
            return Err(wrong("village", "out_of_range", "a village's code has 12 digits"));
        }
        village => village.map(Owner::Village),
    };
    let (class, school) = (asked.class.map(Owner::Class), asked.school.map(Owner::School));
    let mut given = [class, school, village, asked.owner].into_iter().flatten();
    match (given.next(), given.next()) {
        (Some(owner), None) => Ok(owner),
        (None, _) => Err(wrong("owner", "missing", "name a class, school, village or owner")),
        _ => Err(wrong("owner", "too_many", "name one class, school, village or owner")),
    }
}

/// Demands a reason, and a worker who can take it over.
fn taker(to: Option<Account>, asked: &Asked, owner: &Owner) -> Result<Account, Problem> {
    let mut found = Violations::default();
    let length = asked.reason.trim().chars().count();
    let said = (1..=LONGEST).contains(&length) && !asked.reason.contains('\0');
    found.require(said, "reason", "missing", "say in 1 to 500 characters why it is moved");
    found.require(asked.to != asked.from, "to", "same", "it is to go to someone else");
    let Some(to) = to else {
        found.require(false, "to", "unknown", "the county has no such worker");
        return Err(Problem::invalid(found.0));
    };
    found.require(!to.disabled, "to", "disabled", "the worker's account is barred");
    let fits = scopes::fits(to.role, &owner.scope());
    found.require(fits, "to", "unfit", "the worker's role cannot hold this");
    if found.0.is_empty() { Ok(to) } else { Err(Problem::invalid(found.0)) }
}

fn phone(device: &Device, worker_name: Option<String>, students: i64) -> Phone {
    Phone {
        device: device.id.0,
        name: device.name.clone(),
        worker: device.worker,
        worker_name,
        last_seen_at: device.last_seen_at,
        students,
    }
}

/// Answers a page of moves, the last first.
pub(super) async fn list(
    State(app): State<App>,
    caller: Caller,
    format: Format,
    Parameters(asked): Parameters<Paging>,
) -> Result<Response, Problem> {
    caller.demand(Action::ManageWorkers, &Resource::Region(&caller.county))?;
    let limit = parameters::limit(asked.limit.as_deref())?;
    let before = parameters::read("after", asked.after.as_deref(), |text| {
        text.parse::<i64>().map_err(|_| "it is what the last page gave as next".to_owned())
    })?;
    let mut tx = app.db.read().await?;
    let before = before.unwrap_or(i64::MAX);
    let mut found = moves::list(&mut tx, caller.county, before, limit + 1).await?;
    let more = parameters::cut(&mut found, limit);
    let next = found.last().filter(|_| more).map(|last| last.seq.to_string());
    let people: BTreeSet<WorkerId> =
        found.iter().flat_map(|m| [m.moved_by, m.from_worker, m.to_worker]).map(WorkerId).collect();
    let people: Vec<WorkerId> = people.into_iter().collect();
    let people = names::workers(&mut tx, &people).await?;
    let people = people.into_iter().map(|(id, worker)| (id, worker.name)).collect();
    let owners: Vec<Owner> = found.iter().filter_map(|m| Owner::parse(&m.owner).ok()).collect();
    let owners = names_of_owners(&mut tx, &owners).await?;
    let mut page = Page { moves: Vec::with_capacity(found.len()), next };
    for row in found {
        let still_on = still_on(&mut tx, caller.county, &row, &people).await?;
        page.moves.push(shown(row, &people, &owners, still_on));
    }
    Ok(format.answer(&page))
}

fn shown(
    row: Move,
    people: &HashMap<WorkerId, String>,
    owners: &HashMap<String, String>,
    still_on: Vec<Still>,
) -> Shown {
    let named = |id: Uuid| Named { id: WorkerId(id), name: people.get(&WorkerId(id)).cloned() };
    Shown {
        id: row.id,
        at: Moment::from_ms(row.at),
        by: named(row.moved_by),
        owner_name: owners.get(&row.owner).cloned(),
        owner: row.owner,
        from: named(row.from_worker),
        to: named(row.to_worker),
        reason: row.reason,
        students: row.students,
        follow_ups: row.follow_ups,
        still_on,
    }
}

/// Finds the phones of who held it that have not confirmed the removal of every student.
async fn still_on(
    tx: &mut Tx,
    county: RegionCode,
    row: &Move,
    people: &HashMap<WorkerId, String>,
) -> Result<Vec<Still>, Problem> {
    let from = WorkerId(row.from_worker);
    let held = callers::held(tx, from).await?;
    let shown = leaving::shown(&held);
    let mut found = Vec::new();
    let Some(ended) = held.iter().find(|held| held.id.0 == row.id) else { return Ok(found) };
    for device in devices::phones_of(tx, from).await? {
        let Device { id, enrolled_at, .. } = device;
        let keeper = Keeper { county, device: id, enrolled_at, shown: &shown };
        let left = leaving::unconfirmed(tx, keeper, ended).await?;
        let left: BTreeSet<_> = left.into_iter().collect();
        if !left.is_empty() {
            let students = i64::try_from(left.len()).unwrap_or(i64::MAX);
            let phone = phone(&device, people.get(&from).cloned(), students);
            found.push(Still { phone, since: Moment::from_ms(row.at) });
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests;
