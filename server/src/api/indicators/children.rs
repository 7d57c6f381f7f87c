//! `GET /v1/indicators/{key}/children`: the named children behind an indicator; each look is logged.

use super::{Setting, group};
use crate::api::extract::{Format, Parameters};
use crate::api::parameters;
use crate::api::queue::{ClassName, RegionName, SchoolName, StudentName};
use crate::app::App;
use crate::auth::caller::Caller;
use crate::db::Tx;
use crate::db::audit::{self, Event};
use crate::db::read::area::Area;
use crate::db::read::indicators::{self as read, Ask, Child, Of};
use crate::problem::Problem;
use axum::extract::{Path, State};
use axum::response::Response;
use doorstep_schema::access::{Action, roles};
use doorstep_schema::id::{CaseId, ClassId, SchoolId, StudentId};
use doorstep_schema::indicator::{Counts, Key, Part};
use doorstep_schema::moment::{Clock, Moment};
use doorstep_schema::people::{Group, Scope};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What can be asked for.
#[derive(Clone, Default, Debug, Deserialize)]
pub(in crate::api) struct Asked {
    /// The region; the caller's own when region and school are left out.
    pub(in crate::api) region: Option<String>,
    /// The school.
    pub(in crate::api) school: Option<String>,
    /// `all`, or a group's word.
    pub(in crate::api) group: Option<String>,
    /// `numerator`, `denominator` or `missing`; what is not as it should be when left out.
    pub(in crate::api) part: Option<String>,
    /// Where the last page ended.
    pub(in crate::api) after: Option<String>,
    /// The most rows, 1 to 200.
    pub(in crate::api) limit: Option<String>,
}

/// The answer.
#[derive(Clone, Debug, Serialize)]
struct Answer {
    /// The page: one row for each thing that is counted.
    rows: Vec<Row>,
    /// What to give as `after` for the next page; nothing on the last.
    next: Option<String>,
    /// The number that the indicator shows for the part.
    total: i64,
    /// How many of them the caller may not see by name.
    hidden: i64,
    /// Whether the indicator opens to names at all.
    named: bool,
    /// When it was counted.
    as_of: Moment,
}

/// A child, with what is counted about it.
#[derive(Clone, Debug, Serialize)]
struct Row {
    student: StudentName,
    school: SchoolName,
    class: ClassName,
    village: RegionName,
    status: String,
    groups: Vec<String>,
    open_case: Option<CaseId>,
    step: Option<i64>,
    risk: i64,
    /// What is counted; nothing where students are.
    about: Option<About>,
}

/// A follow-up, a promise, a referral or a return.
#[derive(Clone, Debug, Serialize)]
struct About {
    kind: &'static str,
    id: Uuid,
    /// When it opened, was made or sent; of a return, when the absence began.
    at: Option<Moment>,
    due_at: Option<Moment>,
    /// When it was closed, settled or answered; of a return, when the child was back.
    done_at: Option<Moment>,
}

/// Which children are asked for and may be read by name; list and export read them alike.
pub(in crate::api) struct Wanted {
    key: Key,
    group: Option<Group>,
    part: Part,
    setting: Setting,
    /// Only children of these are told; none where the role may not read students.
    pub(in crate::api) scopes: Vec<Scope>,
}

impl Wanted {
    /// Finds it out, after demanding every action to the area.
    pub(in crate::api) async fn of(
        app: &App,
        tx: &mut Tx,
        caller: &Caller,
        key: Key,
        asked: &Asked,
        actions: &[Action],
    ) -> Result<Self, Problem> {
        let group = parameters::read("group", asked.group.as_deref(), group)?.flatten();
        let part = parameters::read("part", asked.part.as_deref(), |text| {
            let part = Part::parse(text);
            part.ok_or_else(|| "a part is numerator, denominator or missing".to_owned())
        })?;
        let part = part.unwrap_or_else(|| key.definition().first_part());
        let area = (asked.region.as_deref(), asked.school.as_deref());
        let setting = Setting::of(app, tx, caller, area, actions).await?;
        // Whose role may not read students sees the number and nobody.
        let may = roles(Action::ReadStudent).contains(&caller.role);
        let scopes = if may { caller.scopes.clone() } else { Vec::new() };
        Ok(Self { key, group, part, setting, scopes })
    }

    /// Asks for them.
    pub(in crate::api) fn ask(&self) -> Ask<'_> {
        Ask {
            key: self.key,
            of: Of { area: self.setting.area, group: self.group },
            part: self.part,
            visited: &self.setting.visited,
            at: self.setting.at,
        }
    }

    /// Returns the area.
    pub(in crate::api) const fn area(&self) -> Area {
        self.setting.area
    }

    /// Returns the area's clock.
    pub(in crate::api) fn clock(&self) -> Clock {
        self.setting.held.policy.clock
    }
}

/// Answers a page, once the look is in the log.
pub(in crate::api) async fn handle(
    State(app): State<App>,
    caller: Caller,
    Path(key): Path<String>,
    format: Format,
    Parameters(asked): Parameters<Asked>,
) -> Result<Response, Problem> {
    let key = Key::parse(&key).ok_or_else(Problem::not_found)?;
    let definition = key.definition();
    let limit = parameters::limit(asked.limit.as_deref())?;
    let after = parameters::read("after", asked.after.as_deref(), |text| {
        place(text).ok_or_else(|| "it is what the last page gave as next".to_owned())
    })?;
    let mut tx = app.db.read().await?;
    let actions = [Action::ReadIndicators];
    let wanted = Wanted::of(&app, &mut tx, &caller, key, &asked, &actions).await?;
    let (ask, scopes) = (wanted.ask(), wanted.scopes.as_slice());
    let total = read::count(&mut tx, &ask, None).await?;
    let seen = read::count(&mut tx, &ask, Some(scopes)).await?;
    let mut found = read::children(&mut tx, &ask, scopes, after, limit + 1).await?;
    drop(tx);
    let more = parameters::cut(&mut found, limit);
    let last = found.last().filter(|_| more);
    let next = last.map(|row| format!("{}.{}.{}", row.risk, row.student, row.thing));
    log(&app, &caller, &wanted, found.len()).await?;
    Ok(format.answer(&Answer {
        rows: found.into_iter().map(|child| row(child, definition.counts)).collect(),
        next,
        total,
        hidden: total - seen,
        named: definition.is_named(),
        as_of: wanted.setting.as_of,
    }))
}

/// Writes into the log who looked at how many children behind which number.
async fn log(
    app: &App,
    caller: &Caller,
    Wanted { key, group, part, setting, .. }: &Wanted,
    rows: usize,
) -> Result<(), Problem> {
    let area = match setting.area {
        Area::Region(code) => format!("region:{code}"),
        Area::School(id, _) => format!("school:{id}"),
    };
    let event = Event {
        county: setting.area.county().unwrap_or(caller.county),
        at: setting.as_of,
        worker: Some(caller.worker),
        device: Some(caller.device),
        action: Action::ReadIndicators.as_str(),
        resource: area,
        detail: format!("{key} {} {part}, {rows} rows", group.map_or("all", Group::as_str)),
    };
    let mut tx = app.db.write().await?;
    audit::append(&mut tx, &event).await?;
    Ok(tx.commit().await?)
}

fn row(child: Child, counts: Counts) -> Row {
    let kind = match counts {
        Counts::Students | Counts::Cohorts => None,
        Counts::FollowUps => Some("follow_up"),
        Counts::Promises => Some("promise"),
        Counts::Referrals => Some("referral"),
        Counts::Returns => Some("return"),
    };
    let about = kind.map(|kind| About {
        kind,
        id: child.thing,
        at: child.began_at.map(Moment::from_ms),
        due_at: child.due_at.map(Moment::from_ms),
        done_at: child.ended_at.map(Moment::from_ms),
    });
    Row {
        student: StudentName { id: StudentId(child.student), name: child.name },
        school: SchoolName { id: SchoolId(child.school), name: child.school_name },
        class: ClassName { id: ClassId(child.class), grade: child.grade, number: child.number },
        village: RegionName { code: child.village, name: child.village_name },
        status: child.status,
        groups: child.groups.split(' ').filter(|g| !g.is_empty()).map(str::to_owned).collect(),
        open_case: child.open_case.map(CaseId),
        step: child.step,
        risk: child.risk,
        about,
    }
}

fn place(text: &str) -> Option<(i64, Uuid, Uuid)> {
    let mut parts = text.splitn(3, '.');
    let risk = parts.next()?.parse::<i64>().ok().filter(|risk| risk.abs() < 1_000_000_000)?;
    let mut id = || Uuid::parse_str(parts.next()?).ok();
    Some((risk, id()?, id()?))
}

#[cfg(test)]
mod tests;
