//! `GET /v1/queue`: the open follow-ups of the caller's queues, most urgent first.

use super::extract::{Format, Parameters};
use super::parameters;
use crate::app::App;
use crate::auth::caller::Caller;
use crate::db::Tx;
use crate::db::read::follow_ups::{self, Ask, Listed, Order, Page, Place, Work};
use crate::db::read::{area, class, names};
use crate::problem::Problem;
use axum::extract::State;
use axum::response::Response;
use doorstep_schema::access::{Action, Queues, Resource, roles};
use doorstep_schema::id::{CaseId, ClassId, FollowUpId, SchoolId, StudentId, WorkerId};
use doorstep_schema::moment::{Clock, Moment, days_between};
use doorstep_schema::people::Standing;
use doorstep_schema::region::{Level, RegionCode};
use doorstep_schema::state::{FollowUpState, Owner};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use uuid::Uuid;

/// What can be asked for.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Asked {
    /// The owner, such as `village:533325001201`; all queues of the caller's scopes when left out.
    pub(super) owner: Option<String>,
    /// Only follow-ups of this state: `open`, `accepted` or `sent_back`.
    pub(super) state: Option<String>,
    /// Where the last page ended.
    pub(super) after: Option<String>,
    /// The most follow-ups, 1 to 200.
    pub(super) limit: Option<String>,
}

/// The answer.
#[derive(Clone, Debug, Serialize)]
struct Answer {
    /// The page.
    items: Vec<Item>,
    /// What to give as `after` for the next page; nothing on the last.
    next: Option<String>,
    /// The moment that decided what is overdue, the same for all pages.
    as_of: Moment,
    /// How many are open in these queues.
    open: i64,
    /// How many of these are overdue.
    overdue: i64,
}

/// A student in short.
#[derive(Clone, Debug, Serialize)]
pub(super) struct StudentName {
    /// The id.
    pub(super) id: StudentId,
    /// The name.
    pub(super) name: String,
}

/// A region in short.
#[derive(Clone, Debug, Serialize)]
pub(super) struct RegionName {
    /// The code.
    pub(super) code: String,
    /// The name; nothing when the region is not on file.
    pub(super) name: Option<String>,
}

/// A school in short.
#[derive(Clone, Debug, Serialize)]
pub(super) struct SchoolName {
    /// The id.
    pub(super) id: SchoolId,
    /// The name.
    pub(super) name: Option<String>,
}

/// A class in short.
#[derive(Clone, Debug, Serialize)]
pub(super) struct ClassName {
    /// The id.
    pub(super) id: ClassId,
    /// The grade.
    pub(super) grade: Option<i64>,
    /// The number in the grade.
    pub(super) number: Option<i64>,
}

/// A follow-up with what its worker needs to know.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Item {
    /// The id.
    pub(super) id: FollowUpId,
    /// The case.
    pub(super) case: CaseId,
    /// The student.
    pub(super) student: StudentName,
    /// The household's village.
    pub(super) village: RegionName,
    /// The student's school.
    pub(super) school: SchoolName,
    /// The student's class.
    pub(super) class: ClassName,
    /// Why it exists.
    pub(super) reason: String,
    /// The step of the ladder.
    pub(super) step: Option<i64>,
    /// The state.
    pub(super) state: String,
    /// Whose it is.
    pub(super) owner: String,
    /// When it opened.
    pub(super) opened_at: Moment,
    /// When it is due.
    pub(super) due_at: Moment,
    /// Whether the due time has passed.
    pub(super) overdue: bool,
    /// Calendar days since the day on which it was due, on the region's clock; 0 while it is in time.
    pub(super) days_late: i64,
    /// The case's risk.
    pub(super) risk: i64,
    /// What proves it; any one is enough.
    pub(super) required: Vec<String>,
    /// Who accepted it.
    pub(super) accepted_by: Option<WorkerId>,
    /// Why it was sent back, while it is.
    pub(super) sent_back: Option<String>,
}

impl Item {
    /// Makes the item as it stands at a moment, on a region's clock.
    pub(super) fn new(row: Listed, as_of: Moment, clock: Clock) -> Self {
        let due_at = Moment::from_ms(row.due_at);
        let overdue = row.is_open && due_at < as_of;
        Self {
            id: FollowUpId(row.id),
            case: CaseId(row.case_id),
            student: StudentName { id: StudentId(row.student), name: row.name },
            village: RegionName { code: row.village, name: row.village_name },
            school: SchoolName { id: SchoolId(row.school), name: row.school_name },
            class: ClassName { id: ClassId(row.class), grade: row.grade, number: row.number },
            reason: row.reason,
            step: row.step,
            state: row.state,
            owner: row.owner,
            opened_at: Moment::from_ms(row.opened_at),
            due_at,
            overdue,
            days_late: if overdue { days_between(clock.day(due_at), clock.day(as_of)) } else { 0 },
            risk: row.risk,
            required: row
                .required
                .split(' ')
                .filter(|w| !w.is_empty())
                .map(str::to_owned)
                .collect(),
            accepted_by: row.accepted_by.map(WorkerId),
            sent_back: row.sent_back,
        }
    }
}

/// Answers a page.
pub(super) async fn handle(
    State(app): State<App>,
    caller: Caller,
    format: Format,
    Parameters(asked): Parameters<Asked>,
) -> Result<Response, Problem> {
    let limit = parameters::limit(asked.limit.as_deref())?;
    let order = Order::PRIORITY;
    let after = place(asked.after.as_deref(), order)?;
    let work = state(asked.state.as_deref())?;
    let as_of = after.as_ref().map_or_else(|| app.now(), |after| after.as_of);
    let mut tx = app.db.read().await?;
    let owners = owners(&mut tx, &caller, asked.owner.as_deref(), &[Action::ReadQueue]).await?;
    let clock = clock(&app, &mut tx, &caller, &owners).await?;
    let wanted = Wanted::new(&owners, work);
    let (open, overdue) = follow_ups::count(&mut tx, &wanted.ask(), as_of).await?;
    let page = Page { as_of, order, after, limit: limit + 1 };
    let mut found = follow_ups::list(&mut tx, &wanted.ask(), &page).await?;
    let more = parameters::cut(&mut found, limit);
    let next = found.last().filter(|_| more).map(|last| Place::of(last, order, as_of).to_string());
    let items = found.into_iter().map(|row| Item::new(row, as_of, clock)).collect();
    Ok(format.answer(&Answer { items, next, as_of, open, overdue }))
}

/// The queues of some owners.
pub(super) struct Wanted {
    counties: Vec<RegionCode>,
    queues: Vec<Queues>,
    work: Work,
}

impl Wanted {
    /// Wants the queues of owners with their counties.
    pub(super) fn new(owners: &[(RegionCode, Owner)], work: Work) -> Self {
        let counties: BTreeSet<RegionCode> = owners.iter().map(|(county, _)| *county).collect();
        let queues = owners.iter().map(|(_, owner)| Queues::Of(*owner)).collect();
        Self { counties: counties.into_iter().collect(), queues, work }
    }

    /// Asks for them.
    pub(super) fn ask(&self) -> Ask<'_> {
        let Self { counties, queues, work } = self;
        Ask { counties, queues: Some(queues), work: *work, ..Ask::default() }
    }
}

/// Reads `after`.
pub(super) fn place(text: Option<&str>, order: Order) -> Result<Option<Place>, Problem> {
    let parse = |text: &str| {
        Place::parse(text, order).ok_or("it is what the last page gave as next".to_owned())
    };
    parameters::read("after", text, parse)
}

/// Reads `state`.
pub(super) fn state(text: Option<&str>) -> Result<Work, Problem> {
    let parse = |text: &str| {
        let state = FollowUpState::parse(text).filter(|state| state.is_open());
        state.map(Work::In).ok_or("a state is open, accepted or sent_back".to_owned())
    };
    Ok(parameters::read("state", text, parse)?.unwrap_or_default())
}

/// Returns the clock that the queues' days are counted on.
pub(super) async fn clock(
    app: &App,
    tx: &mut Tx,
    caller: &Caller,
    owners: &[(RegionCode, Owner)],
) -> Result<Clock, Problem> {
    let county = owners.first().map_or(caller.county, |(county, _)| *county);
    Ok(app.rules.of(tx, county).await?.policy.clock)
}

/// Finds the queue that is asked for, otherwise those of the caller's own scopes, and demands every action to
/// them.
pub(super) async fn owners(
    tx: &mut Tx,
    caller: &Caller,
    asked: Option<&str>,
    actions: &[Action],
) -> Result<Vec<(RegionCode, Owner)>, Problem> {
    let asked =
        parameters::read("owner", asked, |text| Owner::parse(text).map_err(|e| e.to_string()))?;
    if !actions.iter().all(|action| roles(*action).contains(&caller.role)) {
        return Err(Problem::not_found());
    }
    let own = || caller.scopes.iter().filter_map(Owner::served_by).collect();
    let wanted: Vec<Owner> = asked.map_or_else(own, |owner| vec![owner]);
    let mut found = Vec::with_capacity(wanted.len());
    for owner in wanted {
        let Some(standing) = standing(tx, &owner).await? else {
            if asked.is_some() {
                return Err(Problem::not_found());
            }
            continue;
        };
        for action in actions {
            caller.demand(*action, &Resource::Queue(&owner, &standing))?;
        }
        found.push((standing.county, owner));
    }
    Ok(found)
}

/// Returns the county of an owner that is on file; `None` when there is no such owner.
pub(super) async fn county_of(tx: &mut Tx, owner: &Owner) -> Result<Option<RegionCode>, Problem> {
    let region = match owner {
        Owner::Class(_) | Owner::School(_) => None,
        Owner::Village(code)
        | Owner::Township(code)
        | Owner::County(code)
        | Owner::Department(code, _) => Some(code.to_string()),
    };
    if let Some(code) = region
        && names::regions(tx, &[code]).await?.is_empty()
    {
        return Ok(None);
    }
    Ok(standing(tx, owner).await?.map(|standing| standing.county))
}

/// Returns where an owner stands: what scopes are compared with; `None` when there is no such owner.
async fn standing(tx: &mut Tx, owner: &Owner) -> Result<Option<Standing>, Problem> {
    let (no_school, no_class) = (SchoolId(Uuid::nil()), ClassId(Uuid::nil()));
    Ok(match owner {
        Owner::Class(id) => class(tx, *id).await?.map(|(school, county, region)| Standing {
            county,
            school,
            class: *id,
            village: region,
        }),
        Owner::School(id) => area::school(tx, *id).await?.map(|(county, region)| Standing {
            county,
            school: *id,
            class: no_class,
            village: region,
        }),
        Owner::Village(code)
        | Owner::Township(code)
        | Owner::County(code)
        | Owner::Department(code, _) => code.at(Level::County).map(|county| Standing {
            county,
            school: no_school,
            class: no_class,
            village: *code,
        }),
    })
}

#[cfg(test)]
mod tests;
