//! `GET /v1/ledgers` and `/v1/ledgers/{ledger}`: which ledgers there are, and the children that each holds, page by page.

use super::extract::{Format, Parameters};
use super::queue::{ClassName, RegionName, SchoolName, StudentName};
use super::{parameters, students};
use crate::acts::ledger::{Child, complete};
use crate::app::App;
use crate::auth::caller::Caller;
use crate::db::Tx;
use crate::db::read::area::{self, Area};
use crate::db::read::ledger::{self, Ask};
use crate::db::read::students::Within;
use crate::problem::Problem;
use axum::extract::{Path, State};
use axum::response::Response;
use doorstep_schema::access::{Action, Resource, roles};
use doorstep_schema::id::{CaseId, StudentId};
use doorstep_schema::ledger::{Column, Key};
use doorstep_schema::moment::Moment;
use doorstep_schema::people::{Group, Relation, Scope, Sex};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What can be asked for.
#[derive(Clone, Default, Debug, Deserialize)]
pub(super) struct Asked {
    /// The region; all that the caller may read when left out.
    pub(super) region: Option<String>,
    /// The school.
    pub(super) school: Option<String>,
    /// Part of the name, its initials, or the beginning of the student number.
    pub(super) text: Option<String>,
    /// Only of this group.
    pub(super) group: Option<String>,
    /// The language of names: `zh`, otherwise English.
    pub(super) lang: Option<String>,
    /// Where the last page ended.
    pub(super) after: Option<String>,
    /// The most children, 1 to 200.
    pub(super) limit: Option<String>,
    /// Whether all of them are counted.
    pub(super) total: Option<String>,
}

/// The ledgers that there are.
#[derive(Clone, Debug, Serialize)]
struct All {
    ledgers: Vec<Ledger>,
    columns: Vec<Heading>,
    /// Whether the caller's role may take ledgers out as files.
    may_export: bool,
    /// Whether the caller's role may see identity numbers in full, for a reason.
    may_unmask: bool,
    /// The fewest letters of such a reason.
    reason_letters: usize,
    as_of: Moment,
}

/// A ledger, with how many children it holds of the area.
#[derive(Clone, Debug, Serialize)]
struct Ledger {
    key: &'static str,
    name: &'static str,
    holds: &'static str,
    source: &'static str,
    total: i64,
}

/// A column.
#[derive(Clone, Debug, Serialize)]
struct Heading {
    key: &'static str,
    name: &'static str,
    holds: &'static str,
    masked: bool,
    shown: bool,
}

/// The answer.
#[derive(Clone, Debug, Serialize)]
struct Answer {
    rows: Vec<Row>,
    /// What to give as `after` for the next page; nothing on the last.
    next: Option<String>,
    /// How many there are on all pages, when that was asked.
    total: Option<i64>,
    as_of: Moment,
}

/// A line; the identity number is masked.
#[derive(Clone, Debug, Serialize)]
struct Row {
    student: StudentName,
    sex: Sex,
    born: Date,
    identity: String,
    student_number: String,
    school: SchoolName,
    class: ClassName,
    township: RegionName,
    village: RegionName,
    guardian: Option<String>,
    relation: Option<Relation>,
    phone: Option<String>,
    groups: Vec<Group>,
    status: String,
    /// Since which day the status holds; nothing while it is the roster's.
    since: Option<Date>,
    last_visit_at: Option<Moment>,
    last_contact_at: Option<Moment>,
    open_case: Option<CaseId>,
    step: Option<i64>,
    /// School days of the present absence.
    days_absent: Option<i64>,
    /// The day by which the guardian promised.
    promise: Option<Date>,
}

impl From<Child> for Row {
    fn from(child: Child) -> Self {
        let Child { line, student, guardian, since, days_absent, promised, .. } = child;
        let moment = |ms: Option<i64>| ms.map(Moment::from_ms);
        let guardian = guardian.map(|guardian| (guardian.name, guardian.relation, guardian.phone));
        Self {
            student: StudentName { id: StudentId(line.id), name: student.name },
            sex: student.sex,
            born: student.birth_date,
            identity: student.identity_masked,
            student_number: student.student_number,
            school: SchoolName { id: student.school, name: line.school_name },
            class: ClassName { id: student.class, grade: line.grade, number: line.number },
            township: RegionName { code: line.township, name: line.township_name },
            village: RegionName { code: student.village.to_string(), name: line.village_name },
            relation: guardian.as_ref().map(|(_, relation, _)| *relation),
            phone: guardian.as_ref().map(|(_, _, phone)| phone.clone()).filter(|p| !p.is_empty()),
            guardian: guardian.map(|(name, ..)| name),
            groups: student.groups.into_iter().collect(),
            status: line.status,
            since,
            last_visit_at: moment(line.last_visit_at),
            last_contact_at: moment(line.last_contact_at),
            open_case: line.open_case.map(CaseId),
            step: line.step,
            days_absent,
            promise: promised,
        }
    }
}

/// What of a ledger is asked for and may be read; list and export read it alike.
pub(super) struct Wanted {
    /// Of the whole roster when there is none.
    key: Option<Key>,
    scopes: Vec<Scope>,
    area: Option<Area>,
    within: Within,
    text: Option<String>,
    group: Option<Group>,
    today: Date,
    /// The clock of the area.
    pub(super) clock: doorstep_schema::moment::Clock,
}

impl Wanted {
    /// Finds it out, after demanding every action to the area: nothing is told of one that is not in the caller's sight.
    pub(super) async fn of(
        app: &App,
        tx: &mut Tx,
        caller: &Caller,
        key: Key,
        asked: &Asked,
        actions: &[Action],
    ) -> Result<Self, Problem> {
        let text = parameters::search("text", asked.text.as_deref())?.map(str::to_owned);
        let group = parameters::read("group", asked.group.as_deref(), |text| {
            Group::parse(text).ok_or_else(|| "there is no such group".to_owned())
        })?;
        if !actions.iter().all(|action| roles(*action).contains(&caller.role)) {
            return Err(Problem::not_found());
        }
        let given = |text: &Option<String>| text.as_deref().is_some_and(|text| !text.is_empty());
        let area = if given(&asked.region) || given(&asked.school) {
            let (region, school) = (asked.region.as_deref(), asked.school.as_deref());
            Some(parameters::area(tx, caller, actions, region, school).await?)
        } else {
            None
        };
        let county = area.and_then(|area| area.county()).unwrap_or(caller.county);
        let clock = app.rules.of(tx, county).await?.policy.clock;
        let today = clock.day(app.now());
        let (key, scopes, within) = (Some(key), caller.scopes.clone(), Within::default());
        Ok(Self { key, scopes, area, within, text, group, today, clock })
    }

    /// Finds out the same of the list of students, which each scope and filter narrows and nothing else.
    pub(super) async fn of_roster(
        app: &App,
        tx: &mut Tx,
        caller: &Caller,
        asked: &students::Asked,
        actions: &[Action],
    ) -> Result<Self, Problem> {
        let text = asked.search()?.map(str::to_owned);
        let within = asked.within()?;
        if !actions.iter().all(|action| roles(*action).contains(&caller.role)) {
            return Err(Problem::not_found());
        }
        let may = |resource: &Resource<'_>| actions.iter().all(|act| caller.may(*act, resource));
        // The log of an area tells it only where all of the area is in sight.
        let area = match (within.school, within.region) {
            (Some(id), _) => area::school(tx, id)
                .await?
                .filter(|(_, region)| may(&Resource::School(id, region)))
                .map(|(county, _)| Area::School(id, county)),
            (None, Some(code)) => {
                Some(Area::Region(code)).filter(|_| may(&Resource::Region(&code)))
            }
            (None, None) => None,
        };
        let county = area.and_then(|area| area.county()).unwrap_or(caller.county);
        let clock = app.rules.of(tx, county).await?.policy.clock;
        let (today, scopes) = (clock.day(app.now()), caller.scopes.clone());
        Ok(Self { key: None, scopes, area, within, text, group: None, today, clock })
    }

    /// Asks for it.
    pub(super) fn ask(&self) -> Ask<'_> {
        Ask {
            ledger: self.key.map(Key::definition),
            today: self.today,
            scopes: &self.scopes,
            area: self.area.filter(|_| self.key.is_some()),
            within: self.within,
            text: self.text.as_deref(),
            group: self.group,
        }
    }

    /// Returns the area, where one is asked for.
    pub(super) const fn area(&self) -> Option<Area> {
        self.area
    }
}

/// Answers the ledgers with how many children of the area each holds.
pub(super) async fn all(
    State(app): State<App>,
    caller: Caller,
    format: Format,
    Parameters(asked): Parameters<Asked>,
) -> Result<Response, Problem> {
    let lang = asked.lang.as_deref().unwrap_or_default();
    let mut tx = app.db.read().await?;
    let mut ledgers = Vec::with_capacity(Key::ALL.len());
    for key in Key::ALL {
        let actions = [Action::ReadStudent];
        let wanted = Wanted::of(&app, &mut tx, &caller, *key, &asked, &actions).await?;
        let definition = key.definition();
        ledgers.push(Ledger {
            key: key.as_str(),
            name: definition.name.tell(lang),
            holds: definition.holds.tell(lang),
            source: definition.source.tell(lang),
            total: ledger::count(&mut tx, &wanted.ask()).await?,
        });
    }
    let heading = |column: &Column| {
        let heading = column.heading();
        Heading {
            key: column.as_str(),
            name: heading.name.tell(lang),
            holds: heading.holds.as_str(),
            masked: heading.masked,
            shown: heading.shown,
        }
    };
    Ok(format.answer(&All {
        ledgers,
        columns: Column::ALL.iter().map(heading).collect(),
        may_export: roles(Action::Export).contains(&caller.role),
        may_unmask: roles(Action::UnmaskIdentity).contains(&caller.role),
        reason_letters: parameters::REASON.0,
        as_of: app.now(),
    }))
}

/// Answers a page of a ledger.
pub(super) async fn one(
    State(app): State<App>,
    caller: Caller,
    Path(key): Path<String>,
    format: Format,
    Parameters(asked): Parameters<Asked>,
) -> Result<Response, Problem> {
    let key = Key::parse(&key).ok_or_else(Problem::not_found)?;
    let limit = parameters::limit(asked.limit.as_deref())?;
    let counted = parameters::flag("total", asked.total.as_deref())?;
    let after = parameters::read("after", asked.after.as_deref(), |text| {
        read_place(text).ok_or("it is what the last page gave as next".to_owned())
    })?;
    let as_of = app.now();
    let mut tx = app.db.read().await?;
    let actions = [Action::ReadStudent];
    let wanted = Wanted::of(&app, &mut tx, &caller, key, &asked, &actions).await?;
    let mut found = ledger::list(&mut tx, &wanted.ask(), after, limit + 1).await?;
    let more = parameters::cut(&mut found, limit);
    let next = found.last().filter(|_| more).map(|last| format!("{}.{}", last.id, last.initials));
    let total = if counted { Some(ledger::count(&mut tx, &wanted.ask()).await?) } else { None };
    let children = complete(&mut tx, &app.rules, found, as_of).await?;
    let rows = children.into_iter().map(Row::from).collect();
    Ok(format.answer(&Answer { rows, next, total, as_of }))
}

fn read_place(text: &str) -> Option<(&str, Uuid)> {
    let (id, initials) = text.split_once('.').filter(|(_, initials)| !initials.contains('\0'))?;
    Some((initials, Uuid::parse_str(id).ok()?))
}

#[cfg(test)]
pub(super) mod tests;
