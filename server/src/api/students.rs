//! `GET /v1/students`: the roster of the caller's scopes, by name, initials, student number or place.

use super::extract::{Format, Parameters};
use super::parameters;
use super::queue::{ClassName, RegionName, SchoolName};
use crate::app::App;
use crate::auth::caller::Caller;
use crate::db::read::students::{self, Ask, Listed, Within};
use crate::problem::Problem;
use axum::extract::State;
use axum::response::Response;
use doorstep_schema::access::{Action, roles};
use doorstep_schema::id::{CaseId, ClassId, SchoolId, StudentId};
use doorstep_schema::moment::Moment;
use doorstep_schema::people::Status;
use doorstep_schema::waiting::{Stands, Waiting, waiting};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What can be asked for.
#[derive(Clone, Default, Debug, Deserialize)]
pub(super) struct Asked {
    /// Part of the name, the beginning of its initials or of the student number.
    pub(super) search: Option<String>,
    /// Only of this village, or a larger region.
    pub(super) village: Option<String>,
    /// Only of this school.
    pub(super) school: Option<String>,
    /// Only of this class.
    pub(super) class: Option<String>,
    /// Where the last page ended.
    pub(super) after: Option<String>,
    /// The most students, 1 to 200.
    pub(super) limit: Option<String>,
}

impl Asked {
    /// Reads the text that is searched for.
    pub(super) fn search(&self) -> Result<Option<&str>, Problem> {
        parameters::search("search", self.search.as_deref())
    }

    /// Reads where the students are to stand.
    pub(super) fn within(&self) -> Result<Within, Problem> {
        Ok(Within {
            region: parameters::region("village", self.village.as_deref())?,
            school: parameters::id("school", self.school.as_deref())?.map(SchoolId),
            class: parameters::id("class", self.class.as_deref())?.map(ClassId),
        })
    }
}

/// The answer.
#[derive(Clone, Debug, Serialize)]
struct Answer {
    /// The page.
    items: Vec<Item>,
    /// What to give as `after` for the next page; nothing on the last.
    next: Option<String>,
}

/// A student of the list.
#[derive(Clone, Debug, Serialize)]
struct Item {
    id: StudentId,
    name: String,
    student_number: String,
    school: SchoolName,
    class: ClassName,
    village: RegionName,
    status: String,
    groups: Vec<String>,
    open_case: Option<CaseId>,
    step: Option<i64>,
    risk: i64,
    last_visit_at: Option<Moment>,
    visit_due_at: Option<Moment>,
    /// What the student waits for beside the follow-ups of a case.
    waiting: Option<Waiting>,
}

impl From<Listed> for Item {
    fn from(row: Listed) -> Self {
        let waits = |status| {
            waiting(Stands {
                status,
                grade: row.grade,
                gone_on: row.gone_on != 0,
                unanswered: row.unanswered != 0,
            })
        };
        Self {
            waiting: Status::parse(&row.status).and_then(waits),
            id: StudentId(row.id),
            name: row.name,
            student_number: row.student_number,
            school: SchoolName { id: SchoolId(row.school), name: row.school_name },
            class: ClassName { id: ClassId(row.class), grade: row.grade, number: row.number },
            village: RegionName { code: row.village, name: row.village_name },
            status: row.status,
            groups: row.groups.split(' ').filter(|g| !g.is_empty()).map(str::to_owned).collect(),
            open_case: row.open_case.map(CaseId),
            step: row.step,
            risk: row.risk.unwrap_or(0),
            last_visit_at: row.last_visit_at.map(Moment::from_ms),
            visit_due_at: row.visit_due_at.map(Moment::from_ms),
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
    let (search, within) = (asked.search()?, asked.within()?);
    let after = parameters::read("after", asked.after.as_deref(), |text| {
        read_place(text).ok_or("it is what the last page gave as next".to_owned())
    })?;
    if !roles(Action::ReadStudent).contains(&caller.role) {
        return Err(Problem::not_found());
    }
    let ask = Ask { scopes: &caller.scopes, search, within, after, limit: limit + 1 };
    let mut tx = app.db.read().await?;
    let mut found = students::list(&mut tx, &ask).await?;
    let more = parameters::cut(&mut found, limit);
    let next = found.last().filter(|_| more).map(|last| format!("{}.{}", last.id, last.initials));
    Ok(format.answer(&Answer { items: found.into_iter().map(Item::from).collect(), next }))
}

fn read_place(text: &str) -> Option<(&str, Uuid)> {
    let (id, initials) = text.split_once('.').filter(|(_, initials)| !initials.contains('\0'))?;
    Some((initials, Uuid::parse_str(id).ok()?))
}

#[cfg(test)]
mod tests;
