//! `GET /v1/follow-ups`: the follow-ups of an area, filtered and in any order, page by page.

use crate::api::board;
use crate::api::extract::{Format, Parameters};
use crate::api::parameters;
use crate::api::queue::{self, Item};
use crate::app::App;
use crate::auth::caller::Caller;
use crate::db::Tx;
use crate::db::read::area::{Area, counties_of};
use crate::db::read::follow_ups::{self, Ask, Listed, Order, Page, Place, Sort, Work};
use crate::problem::Problem;
use axum::extract::State;
use axum::response::Response;
use doorstep_schema::access::{self, Action, Queues};
use doorstep_schema::id::{ClassId, SchoolId};
use doorstep_schema::moment::{Clock, Moment, plus_days};
use doorstep_schema::people::{Scope, Standing};
use doorstep_schema::region::{Level, RegionCode};
use doorstep_schema::state::{FollowUpState, Owner, Reason};
use jiff::civil::Time;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What can be asked for.
#[derive(Clone, Default, Debug, Deserialize)]
pub(in crate::api) struct Asked {
    /// The region.
    pub(in crate::api) region: Option<String>,
    /// The school.
    pub(in crate::api) school: Option<String>,
    /// The owner, such as `village:533325001201`.
    pub(in crate::api) owner: Option<String>,
    /// `open`, `accepted`, `overdue` or `closed`; all that is to be done when left out.
    pub(in crate::api) state: Option<String>,
    /// The step of the ladder, 1 to 8.
    pub(in crate::api) step: Option<String>,
    /// The reason's word.
    pub(in crate::api) reason: Option<String>,
    /// How many days late: `0`, `1-3`, `4-7`, `8-30` or `over_30`.
    pub(in crate::api) age: Option<String>,
    /// Part of the student's name, its initials, or the beginning of the student number.
    pub(in crate::api) text: Option<String>,
    /// `priority`, `due`, `risk`, `opened` or `student`; with a hyphen before it, from the end.
    pub(in crate::api) sort: Option<String>,
    /// Where the last page ended.
    pub(in crate::api) after: Option<String>,
    /// The most follow-ups, 1 to 200.
    pub(in crate::api) limit: Option<String>,
    /// Whether all of them are counted.
    pub(in crate::api) total: Option<String>,
}

/// The answer.
#[derive(Clone, Debug, Serialize)]
struct Answer {
    /// The page.
    rows: Vec<Row>,
    /// What to give as `after` for the next page; nothing on the last.
    next: Option<String>,
    /// The moment that decided what is overdue, the same for all pages.
    as_of: Moment,
    /// How many there are on all pages, when that was asked.
    total: Option<i64>,
}

/// A follow-up as in queues, with what a desk shows beside it.
#[derive(Clone, Debug, Serialize)]
struct Row {
    #[serde(flatten)]
    item: Item,
    /// What people call the owner; nothing when it is not on file.
    owner_name: Option<String>,
    /// The village's name.
    village_name: Option<String>,
    /// The school's name.
    school_name: Option<String>,
    /// The township's name.
    township_name: Option<String>,
    /// The words of the student's groups.
    groups: Vec<String>,
    /// The name of who accepted it.
    accepted_by_name: Option<String>,
    /// When it was done or cancelled.
    closed_at: Option<Moment>,
    /// What the caller may do with it.
    may: Vec<access::Work>,
}

/// The filters, read.
struct Filters {
    order: Order,
    work: Work,
    late: bool,
    step: Option<i64>,
    reason: Option<Reason>,
    age: Option<(i64, Option<i64>)>,
    text: Option<String>,
}

/// What of all follow-ups is asked for and may be read; list and export read it alike.
pub(in crate::api) struct Wanted {
    filters: Filters,
    sight: Sight,
    /// The clock of the first county.
    pub(in crate::api) clock: Clock,
}

impl Wanted {
    /// Finds it out, after demanding every action to it.
    pub(in crate::api) async fn of(
        app: &App,
        tx: &mut Tx,
        caller: &Caller,
        asked: &Asked,
        actions: &[Action],
    ) -> Result<Self, Problem> {
        let filters = filters(asked)?;
        let sight = Sight::of(tx, caller, asked, actions).await?;
        let county = sight.counties.first().copied().unwrap_or(caller.county);
        let clock = app.rules.of(tx, county).await?.policy.clock;
        Ok(Self { filters, sight, clock })
    }

    /// Asks for it as of a moment.
    pub(in crate::api) fn ask(&self, as_of: Moment) -> Ask<'_> {
        let Self { filters, sight, clock } = self;
        Ask {
            counties: &sight.counties,
            queues: sight.queues.as_deref(),
            area: sight.area,
            owner: sight.owner,
            village: None,
            work: filters.work,
            late: filters.late,
            step: filters.step,
            reason: filters.reason,
            due: filters.age.map(|age| due(*clock, as_of, age)),
            text: filters.text.as_deref(),
        }
    }

    /// Returns the order.
    pub(in crate::api) const fn order(&self) -> Order {
        self.filters.order
    }

    /// Returns the area, where one is asked for.
    pub(in crate::api) const fn area(&self) -> Option<Area> {
        self.sight.area
    }
}

/// Answers a page.
pub(in crate::api) async fn handle(
    State(app): State<App>,
    caller: Caller,
    format: Format,
    Parameters(asked): Parameters<Asked>,
) -> Result<Response, Problem> {
    let limit = parameters::limit(asked.limit.as_deref())?;
    let order = filters(&asked)?.order;
    let after = queue::place(asked.after.as_deref(), order)?;
    let counted = parameters::flag("total", asked.total.as_deref())?;
    let as_of = after.as_ref().map_or_else(|| app.now(), |after| after.as_of);
    let mut tx = app.db.read().await?;
    let wanted = Wanted::of(&app, &mut tx, &caller, &asked, &[Action::ReadQueue]).await?;
    let (ask, clock) = (wanted.ask(as_of), wanted.clock);
    let page = Page { as_of, order, after, limit: limit + 1 };
    let mut found = follow_ups::list(&mut tx, &ask, &page).await?;
    let more = parameters::cut(&mut found, limit);
    let next = found.last().filter(|_| more).map(|last| Place::of(last, order, as_of).to_string());
    let total = if counted { Some(follow_ups::count(&mut tx, &ask, as_of).await?.0) } else { None };
    let rows = rows(&mut tx, &caller, found, as_of, clock).await?;
    Ok(format.answer(&Answer { rows, next, as_of, total }))
}

/// Returns from when to when was due what is so many days late.
fn due(clock: Clock, as_of: Moment, (least, most): (i64, Option<i64>)) -> (Moment, Moment) {
    let midnight = |ago: i64| clock.at(plus_days(clock.day(as_of), -ago), Time::midnight());
    let from = most.map_or(Moment::from_ms(i64::MIN), midnight);
    (from, midnight(least - 1))
}

fn filters(asked: &Asked) -> Result<Filters, Problem> {
    let (work, late) = parameters::read("state", asked.state.as_deref(), |text| match text {
        "open" => Ok((Work::Untaken, false)),
        "accepted" => Ok((Work::In(FollowUpState::Accepted), false)),
        "overdue" => Ok((Work::ToDo, true)),
        "closed" => Ok((Work::Closed, false)),
        _ => Err("a state is open, accepted, overdue or closed".to_owned()),
    })?
    .unwrap_or_default();
    let order = parameters::read("sort", asked.sort.as_deref(), |text| {
        Order::parse(text).ok_or("sort is priority, due, risk, opened or student".to_owned())
    })?
    .unwrap_or(Order::PRIORITY);
    // What is closed is no longer urgent: the last closed comes first.
    let order = match (order.sort, work) {
        (Sort::Priority, Work::Closed) => Order { sort: Sort::Closed, ..order },
        _ => order,
    };
    let step = parameters::read("step", asked.step.as_deref(), |text| {
        let step = text.parse().ok().filter(|step| (1..=8).contains(step));
        step.ok_or("a step is a number from 1 to 8".to_owned())
    })?;
    let reason = parameters::read("reason", asked.reason.as_deref(), |text| {
        Reason::parse(text).ok_or("there is no such reason".to_owned())
    })?;
    let age = parameters::read("age", asked.age.as_deref(), |text| match text {
        _ if work == Work::Closed => Err("what is closed is not overdue".to_owned()),
        "0" => Ok((0, Some(0))),
        "1-3" => Ok((1, Some(3))),
        "4-7" => Ok((4, Some(7))),
        "8-30" => Ok((8, Some(30))),
        "over_30" => Ok((31, None)),
        _ => Err("an age is 0, 1-3, 4-7, 8-30 or over_30".to_owned()),
    })?;
    let text = parameters::search("text", asked.text.as_deref())?.map(str::to_owned);
    Ok(Filters { order, work, late: late || age.is_some(), step, reason, age, text })
}

/// What of all follow-ups the caller asks for and may read.
struct Sight {
    counties: Vec<RegionCode>,
    queues: Option<Vec<Queues>>,
    area: Option<Area>,
    owner: Option<Owner>,
}

impl Sight {
    /// Finds it out: nothing is told of an area or owner that is not in the caller's sight.
    async fn of(
        tx: &mut Tx,
        caller: &Caller,
        asked: &Asked,
        actions: &[Action],
    ) -> Result<Self, Problem> {
        if !actions.iter().all(|action| access::roles(*action).contains(&caller.role)) {
            return Err(Problem::not_found());
        }
        let given = |text: &Option<String>| text.as_deref().is_some_and(|text| !text.is_empty());
        let area = if given(&asked.region) || given(&asked.school) {
            let (region, school) = (asked.region.as_deref(), asked.school.as_deref());
            Some(parameters::area(tx, caller, actions, region, school).await?)
        } else {
            None
        };
        if given(&asked.owner) {
            let owners = queue::owners(tx, caller, asked.owner.as_deref(), actions).await?;
            let counties = owners.iter().map(|(county, _)| *county).collect();
            let owner = owners.first().map(|(_, owner)| *owner);
            return Ok(Self { counties, queues: None, area, owner });
        }
        let counties = match area {
            Some(area) => area.parts(tx).await?.iter().filter_map(Area::county).collect(),
            None => counties(tx, caller).await?,
        };
        let queues = Some(access::queues(&caller.actor(), Action::ReadQueue));
        Ok(Self { counties, queues, area, owner: None })
    }
}

/// Lists the counties that the caller's scopes lie in or are made of.
async fn counties(tx: &mut Tx, caller: &Caller) -> Result<Vec<RegionCode>, Problem> {
    let mut found = BTreeSet::new();
    for scope in &caller.scopes {
        match scope {
            Scope::Region(code) if code.level() < Level::County => {
                found.extend(counties_of(tx, *code).await?);
            }
            Scope::Region(code) => found.extend(code.at(Level::County)),
            Scope::Department(county, _) => {
                found.insert(*county);
            }
            // Classes and schools are of the county that keeps the account.
            Scope::Class(_) | Scope::School(_) => {
                found.insert(caller.county);
            }
        }
    }
    Ok(found.into_iter().collect())
}

async fn rows(
    tx: &mut Tx,
    caller: &Caller,
    found: Vec<Listed>,
    as_of: Moment,
    clock: Clock,
) -> Result<Vec<Row>, Problem> {
    let owners: BTreeSet<Owner> =
        found.iter().filter_map(|row| Owner::parse(&row.owner).ok()).collect();
    let owners: Vec<Owner> = owners.into_iter().collect();
    let names = board::names_of_owners(tx, &owners).await?;
    let row = |mut row: Listed| Row {
        owner_name: names.get(&row.owner).cloned(),
        village_name: row.village_name.clone(),
        school_name: row.school_name.clone(),
        township_name: row.township_name.take(),
        groups: row.groups.split_whitespace().map(str::to_owned).collect(),
        accepted_by_name: row.accepted_by_name.take(),
        closed_at: row.closed_at.map(Moment::from_ms),
        may: work(caller, &row),
        item: Item::new(row, as_of, clock),
    };
    Ok(found.into_iter().map(row).collect())
}

/// Lists what the caller may do with a follow-up; nothing where the row does not read.
fn work(caller: &Caller, row: &Listed) -> Vec<access::Work> {
    let read = || {
        let standing = Standing {
            county: RegionCode::parse(&row.county).ok()?,
            school: SchoolId(row.school),
            class: ClassId(row.class),
            village: RegionCode::parse(&row.village).ok()?,
        };
        Some((Owner::parse(&row.owner).ok()?, standing, FollowUpState::parse(&row.state)?))
    };
    read().map_or_else(Vec::new, |(owner, standing, state)| {
        access::work(&caller.actor(), &owner, &standing, state)
    })
}

#[cfg(test)]
mod tests;
