//! `GET /v1/indicators`: numerators and denominators of a region or school, each with what it counts.

use super::extract::{Format, Parameters};
use super::parameters;
use crate::acts::rules::Held;
use crate::app::App;
use crate::auth::caller::Caller;
use crate::db::Tx;
use crate::db::read::indicators::{self as counts, At, Late, Of, Part, Students};
use crate::db::students::day_number;
use crate::problem::Problem;
use axum::extract::State;
use axum::response::Response;
use doorstep_schema::access::Action;
use doorstep_schema::moment::{Moment, plus_days};
use doorstep_schema::people::Group;
use doorstep_schema::policy::Policy;
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

/// What can be asked for.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Asked {
    /// The region; the caller's own when region and school are left out.
    region: Option<String>,
    /// The school.
    school: Option<String>,
}

/// One indicator of one group.
#[derive(Clone, Debug, Serialize)]
struct Indicator {
    /// The key.
    #[serde(rename = "indicator")]
    key: &'static str,
    /// `all`, or the group's word.
    group: &'static str,
    /// What fits.
    numerator: i64,
    /// What it is compared with.
    denominator: i64,
    /// In `unit`; nothing when the denominator is 0.
    value: Option<f64>,
    /// `percent` or `days`.
    unit: &'static str,
    /// The least value that the policy wants.
    target: Option<f64>,
    /// The days that are counted.
    period: Period,
    /// When it was counted.
    as_of: Moment,
    /// What the numbers count.
    definition: &'static str,
}

/// The days that are counted: the present term up to today.
#[derive(Clone, Copy, Debug, Serialize)]
struct Period {
    from: Date,
    to: Date,
}

/// The days that are counted when no term has begun.
const NO_TERM_DAYS: i64 = -180;

/// Everything that is counted of one group.
#[derive(Default)]
struct Counted {
    students: Students,
    late: Late,
    reports: Part,
    promises: Part,
    referrals: Part,
    returns: Vec<i64>,
}

/// Answers the indicators.
pub(super) async fn handle(
    State(app): State<App>,
    caller: Caller,
    format: Format,
    Parameters(asked): Parameters<Asked>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read().await?;
    let (region, school) = (asked.region.as_deref(), asked.school.as_deref());
    let area =
        parameters::area(&mut tx, &caller, &[Action::ReadIndicators], region, school).await?;
    let as_of = app.now();
    let county = area.county().unwrap_or(caller.county);
    let held = app.rules.of(&mut tx, county).await?;
    let period = period(&held, as_of);
    let clock = held.policy.clock;
    let since = clock.at(period.from, Time::midnight()).ms();
    let at = At { now: as_of.ms(), since, today: day_number(period.to) };
    let mut answer = Vec::new();
    let parts = area.parts(&mut tx).await?;
    for group in [None, Some(Group::PoorHousehold)] {
        let mut counted = Counted::default();
        for part in &parts {
            counted.add(&mut tx, Of { area: *part, group }, &held.policy, at).await?;
        }
        answer.extend(counted.indicators(group, &held.policy, period, as_of));
    }
    Ok(format.answer(&answer))
}

fn period(held: &Held, now: Moment) -> Period {
    let today = held.policy.clock.day(now);
    let terms = held.calendar.terms.iter().map(|term| term.first);
    let from = terms.filter(|first| *first <= today).max();
    Period { from: from.unwrap_or_else(|| plus_days(today, NO_TERM_DAYS)), to: today }
}

impl Counted {
    /// Adds what is counted in an area of one county.
    async fn add(&mut self, tx: &mut Tx, of: Of, policy: &Policy, at: At) -> Result<(), Problem> {
        let students = counts::students(tx, of, &visited_groups(policy), at).await?;
        self.students.expected += students.expected;
        self.students.retained += students.retained;
        self.students.dropped += students.dropped;
        self.students.returned += students.returned;
        self.students.endangered += students.endangered;
        self.students.to_visit += students.to_visit;
        self.students.visited += students.visited;
        let late = counts::late(tx, of, at).await?;
        self.late.open += late.open;
        self.late.late_0 += late.late_0;
        self.late.late_1_3 += late.late_1_3;
        self.late.late_4_7 += late.late_4_7;
        self.late.late_8_30 += late.late_8_30;
        self.late.late_over_30 += late.late_over_30;
        for (sum, part) in [
            (&mut self.reports, counts::reports(tx, of, at).await?),
            (&mut self.promises, counts::promises(tx, of, at).await?),
            (&mut self.referrals, counts::referrals(tx, of, at).await?),
        ] {
            sum.numerator += part.numerator;
            sum.denominator += part.denominator;
        }
        self.returns.extend(counts::returns(tx, of, at).await?);
        Ok(())
    }

    /// Names every number and says what it counts.
    fn indicators(
        mut self,
        group: Option<Group>,
        policy: &Policy,
        period: Period,
        as_of: Moment,
    ) -> Vec<Indicator> {
        let (students, late) = (self.students, self.late);
        let of = |part: Part| (part.numerator, part.denominator);
        let rates = [
            ("retention_rate", (students.retained, students.expected), RETENTION),
            ("dropout_rate", (students.dropped, students.expected), DROPOUT),
            ("return_rate", (students.returned, students.endangered), RETURN),
            ("visits_done", (students.visited, students.to_visit), VISITS),
            ("follow_ups_overdue_0", (late.late_0, late.open), OVERDUE),
            ("follow_ups_overdue_1_3", (late.late_1_3, late.open), OVERDUE),
            ("follow_ups_overdue_4_7", (late.late_4_7, late.open), OVERDUE),
            ("follow_ups_overdue_8_30", (late.late_8_30, late.open), OVERDUE),
            ("follow_ups_overdue_over_30", (late.late_over_30, late.open), OVERDUE),
            ("promises_kept", of(self.promises), PROMISES),
            ("referrals_in_time", of(self.referrals), REFERRALS),
            ("reports_on_time", of(self.reports), REPORTS),
        ];
        let target = |key: &str| {
            let mut targets = policy.targets.iter();
            targets.find(|t| t.indicator == key && t.group == group).map(|t| t.at_least)
        };
        let indicator = |key, (numerator, denominator), value, unit, definition| Indicator {
            key,
            group: group.map_or("all", Group::as_str),
            numerator,
            denominator,
            value,
            unit,
            target: target(key),
            period,
            as_of,
            definition,
        };
        let mut found: Vec<Indicator> = rates
            .into_iter()
            .map(|(key, counts, text)| indicator(key, counts, per_cent(counts), "percent", text))
            .collect();
        let away: i64 = self.returns.iter().map(|ms| ms / DAY_MS).sum();
        let returns = i64::try_from(self.returns.len()).unwrap_or(i64::MAX);
        let median = median_days(&mut self.returns);
        found.push(indicator("days_to_return_median", (away, returns), median, "days", DAYS));
        found
    }
}

/// The groups that the policy has visited every term though nothing is wrong; empty means every student.
fn visited_groups(policy: &Policy) -> Vec<Group> {
    let periods = || policy.visit_periods.iter().filter(|p| !p.at_risk && !p.boarding);
    if periods().any(|p| p.groups.is_empty()) {
        return Vec::new();
    }
    periods().flat_map(|p| p.groups.iter().copied()).collect()
}

const DAY_MS: i64 = 86_400_000;

#[expect(clippy::cast_precision_loss, reason = "counts of people are far below 2^52")]
fn per_cent((numerator, denominator): (i64, i64)) -> Option<f64> {
    (denominator > 0).then(|| numerator as f64 * 100.0 / denominator as f64)
}

#[expect(clippy::cast_precision_loss, reason = "milliseconds of a term are far below 2^52")]
fn median_days(ms: &mut [i64]) -> Option<f64> {
    ms.sort_unstable();
    let upper = ms.get(ms.len() / 2)?;
    let lower = ms.get((ms.len() - 1) / 2)?;
    Some((lower + upper) as f64 / 2.0 / DAY_MS as f64)
}

const RETENTION: &str = "Students on file now whose status is neither dropped out nor not enrolled, of all \
    students on file except those transferred, graduated, deceased, deferred or exempt. It compares the roster \
    of today with itself: the roll at the year's start is not kept as a snapshot.";
const DROPOUT: &str = "Students whose status is dropped out, of all students on file except those transferred, \
    graduated, deceased, deferred or exempt.";
const RETURN: &str =
    "Students whose status is returned, of those returned, suspected or dropped out now.";
const VISITS: &str = "Students visited at least once since the period began, of the students expected in class \
    whose groups the policy has visited when nothing is wrong.";
const OVERDUE: &str = "Open follow-ups whose due time has passed by so many calendar days on the region's clock \
    (0: due earlier today), of all open follow-ups.";
const PROMISES: &str =
    "Promises made in the period and kept, of those made in the period and kept or broken.";
const REFERRALS: &str = "Referrals sent in the period and answered by their due time, of those sent in the \
    period that are answered or due.";
const REPORTS: &str = "Follow-ups of steps 1 and 4 opened in the period and done by their due time, of those \
    opened in the period that are done or overdue. Cancelled ones are not counted.";
const DAYS: &str = "The median of the days from the first step of a case's ladder to the child's return, of the \
    returns in the period; the numerator is the sum of whole days, the denominator the number of returns.";

#[cfg(test)]
mod tests;
