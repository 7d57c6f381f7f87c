//! `GET /v1/board/trend`: what was open and overdue week by week, up to now.

use super::board::{self, board};
use super::extract::{Format, Parameters};
use super::parameters;
use crate::app::App;
use crate::auth::caller::Caller;
use crate::db::read::area::Area;
use crate::db::read::trend::{self, Stood};
use crate::db::{Error, Tx};
use crate::problem::Problem;
use axum::extract::State;
use axum::response::Response;
use doorstep_schema::access::Action;
use doorstep_schema::moment::{Clock, Moment};
use doorstep_schema::region::Level;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What can be asked for.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Asked {
    /// The region; the caller's own when region and school are left out.
    region: Option<String>,
    /// The school.
    school: Option<String>,
    /// How many points, 1 to 53; 12 when left out.
    weeks: Option<String>,
}

/// The answer.
#[derive(Clone, Debug, Serialize)]
struct Answer {
    /// One point a week, the oldest first; the last is now.
    points: Vec<Point>,
    /// When the last point was counted.
    as_of: Moment,
}

/// What stood open at a moment.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Point {
    /// The day on the region's clock.
    day: Date,
    /// The moment.
    at: Moment,
    /// Opened and not closed yet.
    open: i64,
    /// Of these, past their due time.
    overdue: i64,
}

/// The points when nothing else is asked for.
const WEEKS: i64 = 12;
/// The most points: a year and a week.
const MOST: i64 = 53;

/// Answers the points.
pub(super) async fn handle(
    State(app): State<App>,
    caller: Caller,
    format: Format,
    Parameters(asked): Parameters<Asked>,
) -> Result<Response, Problem> {
    let weeks = parameters::read("weeks", asked.weeks.as_deref(), |text| {
        let number = text.parse::<i64>().ok().filter(|n| (1..=MOST).contains(n));
        number.ok_or_else(|| format!("weeks is a number from 1 to {MOST}"))
    })?;
    let weeks = weeks.unwrap_or(WEEKS);
    let mut tx = app.db.read().await?;
    let now = board::Asked { region: asked.region, school: asked.school, by: None };
    let (area, now) = board(&app, &mut tx, &caller, &now, &[Action::ReadBoard]).await?;
    let county = area.county().unwrap_or(caller.county);
    let clock = app.rules.of(&mut tx, county).await?.policy.clock;
    let as_of = now.as_of;
    let past = past(&mut tx, area, weeks, as_of, clock);
    let is_large = matches!(area, Area::Region(code) if code.level() <= Level::County);
    let mut points =
        if is_large { app.trends.get((area, weeks), as_of, past).await? } else { past.await? };
    let (open, overdue) = (now.totals.open, now.totals.overdue);
    points.push(Point { day: clock.day(as_of), at: as_of, open, overdue });
    Ok(format.answer(&Answer { points, as_of }))
}

/// Counts what stood open at the same time of the day in the weeks before.
async fn past(
    tx: &mut Tx,
    area: Area,
    weeks: i64,
    now: Moment,
    clock: Clock,
) -> Result<Vec<Point>, Error> {
    let moments: Vec<Moment> = (1..weeks).rev().map(|week| now.plus_days(-7 * week)).collect();
    let in_ms: Vec<i64> = moments.iter().map(|at| at.ms()).collect();
    let mut sums = vec![Stood::default(); moments.len()];
    for part in area.parts(tx).await? {
        for (sum, stood) in sums.iter_mut().zip(trend::stood(tx, part, &in_ms).await?) {
            sum.open += stood.open;
            sum.overdue += stood.overdue;
        }
    }
    let point = |(at, sum): (Moment, Stood)| Point {
        day: clock.day(at),
        at,
        open: sum.open,
        overdue: sum.overdue,
    };
    Ok(moments.into_iter().zip(sums).map(point).collect())
}

#[cfg(test)]
mod tests;
