//! `GET /v1/board`: open and overdue follow-ups counted by village, township, school, owner or county.

use super::extract::{Format, Parameters};
use super::parameters;
use crate::app::App;
use crate::auth::caller::Caller;
use crate::db::Tx;
use crate::db::read::area::{Area, counties_of};
use crate::db::read::board::{self, Ages, At, By};
use crate::db::read::names;
use crate::problem::Problem;
use axum::extract::State;
use axum::response::Response;
use doorstep_schema::access::Action;
use doorstep_schema::id::{ClassId, SchoolId};
use doorstep_schema::moment::Moment;
use doorstep_schema::region::Level;
use doorstep_schema::state::Owner;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// What can be asked for.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Asked {
    /// The region; the caller's own when region and school are left out.
    pub(super) region: Option<String>,
    /// The school.
    pub(super) school: Option<String>,
    /// What the rows are; above counties only `county`, otherwise `village` when left out.
    pub(super) by: Option<String>,
}

/// The answer.
#[derive(Clone, Debug, Serialize)]
pub struct Answer {
    /// One row for each group that has open follow-ups, by key.
    pub(super) rows: Vec<Row>,
    /// The sums of all rows.
    pub(super) totals: Counts,
    /// The moment that decided what is overdue.
    pub(super) as_of: Moment,
}

/// The row of one group.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Row {
    /// The region's code, the school's id or the owner's text.
    pub(super) key: String,
    /// What people call it; nothing when it is not on file.
    pub(super) name: Option<String>,
    /// The counts.
    #[serde(flatten)]
    pub(super) counts: Counts,
}

/// Open follow-ups by age in calendar days on the region's clock.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Counts {
    /// All that are open.
    pub(super) open: i64,
    /// Those whose due time has passed: the sum of the ages.
    pub(super) overdue: i64,
    /// Due earlier today.
    pub(super) age_0: i64,
    /// Due 1 to 3 days ago.
    pub(super) age_1_3: i64,
    /// Due 4 to 7 days ago.
    pub(super) age_4_7: i64,
    /// Due 8 to 30 days ago.
    pub(super) age_8_30: i64,
    /// Due more than 30 days ago.
    pub(super) age_over_30: i64,
    /// When the oldest of the overdue was due.
    pub(super) oldest_due_at: Option<Moment>,
}

impl From<Ages> for Counts {
    fn from(ages: Ages) -> Self {
        Self {
            open: ages.open,
            overdue: ages.overdue(),
            age_0: ages.age_0,
            age_1_3: ages.age_1_3,
            age_4_7: ages.age_4_7,
            age_8_30: ages.age_8_30,
            age_over_30: ages.age_over_30,
            oldest_due_at: ages.oldest_due_at.map(Moment::from_ms),
        }
    }
}

/// Answers the board.
pub(super) async fn handle(
    State(app): State<App>,
    caller: Caller,
    format: Format,
    Parameters(asked): Parameters<Asked>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read().await?;
    let (_, answer) = board(&app, &mut tx, &caller, &asked, &[Action::ReadBoard]).await?;
    Ok(format.answer(&answer))
}

/// Counts the board that is asked for, after demanding every action to its area.
pub(super) async fn board(
    app: &App,
    tx: &mut Tx,
    caller: &Caller,
    asked: &Asked,
    actions: &[Action],
) -> Result<(Area, Answer), Problem> {
    let by = parameters::read("by", asked.by.as_deref(), |text| {
        By::parse(text).ok_or("by is village, township, school, owner or county".to_owned())
    })?;
    let (region, school) = (asked.region.as_deref(), asked.school.as_deref());
    let area = parameters::area(tx, caller, actions, region, school).await?;
    let as_of = app.now();
    let county = area.county().unwrap_or(caller.county);
    let clock = app.rules.of(tx, county).await?.policy.clock;
    let at = At::new(as_of, clock);
    let answer = match area {
        Area::Region(code) if code.level() < Level::County => {
            if by.is_some_and(|by| by != By::County) {
                return Err(Problem::parameter("by", "above a county the rows are counties"));
            }
            let count = async {
                let counties = counties_of(tx, code).await?;
                let ages = board::counties(tx, &counties, at).await?;
                named(tx, By::County, ages, as_of).await
            };
            app.boards.get((code, clock.offset_minutes), as_of, count).await?
        }
        _ => {
            let by = by.unwrap_or(By::Village);
            let ages = board::groups(tx, area, by, at).await?;
            named(tx, by, ages, as_of).await?
        }
    };
    Ok((area, answer))
}

/// Puts names to the groups and sums them up.
async fn named(
    tx: &mut Tx,
    by: By,
    ages: BTreeMap<String, Ages>,
    as_of: Moment,
) -> Result<Answer, Problem> {
    let mut totals = Ages::default();
    for group in ages.values() {
        totals.add(group);
    }
    let mut names = names_of(tx, by, ages.keys().cloned().collect()).await?;
    let row = |(key, ages): (String, Ages)| {
        let name = names.remove(&key);
        Row { key, name, counts: ages.into() }
    };
    let rows = ages.into_iter().map(row).collect();
    Ok(Answer { rows, totals: totals.into(), as_of })
}

/// Finds what people call the groups.
async fn names_of(
    tx: &mut Tx,
    by: By,
    keys: Vec<String>,
) -> Result<HashMap<String, String>, Problem> {
    match by {
        By::County | By::Township | By::Village => Ok(names::regions(tx, &keys).await?),
        By::School => {
            let ids: Vec<SchoolId> = keys.iter().filter_map(|k| SchoolId::parse(k).ok()).collect();
            let named = names::schools(tx, &ids).await?;
            Ok(named.into_iter().map(|(id, name)| (id.to_string(), name)).collect())
        }
        By::Owner => {
            let owners: Vec<Owner> = keys.iter().filter_map(|k| Owner::parse(k).ok()).collect();
            names_of_owners(tx, &owners).await
        }
    }
}

/// Finds what people call owners, by their texts; a department is called by its word.
pub(super) async fn names_of_owners(
    tx: &mut Tx,
    owners: &[Owner],
) -> Result<HashMap<String, String>, Problem> {
    let (mut schools, mut classes, mut regions) = (Vec::new(), Vec::new(), Vec::new());
    for owner in owners {
        match owner {
            Owner::School(id) => schools.push(*id),
            Owner::Class(id) => classes.push(*id),
            Owner::Village(code) | Owner::Township(code) | Owner::County(code) => {
                regions.push(code.to_string());
            }
            Owner::Department(..) => {}
        }
    }
    let schools: HashMap<SchoolId, String> = names::schools(tx, &schools).await?;
    let classes: HashMap<ClassId, String> = names::classes(tx, &classes).await?;
    let regions = names::regions(tx, &regions).await?;
    let name = |owner: &Owner| match owner {
        Owner::School(id) => schools.get(id).cloned(),
        Owner::Class(id) => classes.get(id).cloned(),
        Owner::Village(code) | Owner::Township(code) | Owner::County(code) => {
            regions.get(code.as_str()).cloned()
        }
        Owner::Department(_, department) => Some(department.to_string()),
    };
    Ok(owners.iter().filter_map(|o| Some((o.to_string(), name(o)?))).collect())
}
