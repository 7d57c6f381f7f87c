//! `GET /v1/overdue`: the overdue follow-ups of a region or school, oldest first.

use super::extract::{Format, Parameters};
use super::parameters;
use super::queue::{Item, place};
use crate::app::App;
use crate::auth::caller::Caller;
use crate::db::read::area::Area;
use crate::db::read::follow_ups::{self, Ask, Order, Page, Place};
use crate::problem::Problem;
use axum::extract::State;
use axum::response::Response;
use doorstep_schema::access::Action;
use doorstep_schema::moment::Moment;
use doorstep_schema::region::RegionCode;
use doorstep_schema::state::Owner;
use serde::{Deserialize, Serialize};

/// What can be asked for.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Asked {
    /// The region; the caller's own when region and school are left out.
    region: Option<String>,
    /// The school.
    school: Option<String>,
    /// Only of this owner.
    owner: Option<String>,
    /// Only about the students of this village or township.
    village: Option<String>,
    /// Where the last page ended.
    after: Option<String>,
    /// The most follow-ups, 1 to 200.
    limit: Option<String>,
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
}

/// Answers a page.
pub(super) async fn handle(
    State(app): State<App>,
    caller: Caller,
    format: Format,
    Parameters(asked): Parameters<Asked>,
) -> Result<Response, Problem> {
    let limit = parameters::limit(asked.limit.as_deref())?;
    let order = Order::DUE;
    let after = place(asked.after.as_deref(), order)?;
    let owner = parameters::read("owner", asked.owner.as_deref(), |text| {
        Owner::parse(text).map_err(|e| e.to_string())
    })?;
    let village = parameters::region("village", asked.village.as_deref())?;
    let as_of = after.as_ref().map_or_else(|| app.now(), |after| after.as_of);
    let mut tx = app.db.read().await?;
    let (region, school) = (asked.region.as_deref(), asked.school.as_deref());
    let area = parameters::area(&mut tx, &caller, &[Action::ReadBoard], region, school).await?;
    let county = area.county().unwrap_or(caller.county);
    let clock = app.rules.of(&mut tx, county).await?.policy.clock;
    let parts = area.parts(&mut tx).await?;
    let counties: Vec<RegionCode> = parts.iter().filter_map(Area::county).collect();
    let (counties, area) = (counties.as_slice(), Some(area));
    let ask = Ask { counties, area, owner, village, late: true, ..Ask::default() };
    let page = Page { as_of, order, after, limit: limit + 1 };
    let mut found = follow_ups::list(&mut tx, &ask, &page).await?;
    let more = parameters::cut(&mut found, limit);
    let next = found.last().filter(|_| more).map(|last| Place::of(last, order, as_of).to_string());
    let items = found.into_iter().map(|row| Item::new(row, as_of, clock)).collect();
    Ok(format.answer(&Answer { items, next, as_of }))
}
