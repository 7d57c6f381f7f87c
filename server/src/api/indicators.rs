//! `GET /v1/indicators`: numerators and denominators of a region or school, with what they count and their targets.

mod children;

use super::extract::{Format, Parameters};
use super::parameters;
use crate::acts::rules::Held;
use crate::app::App;
use crate::auth::caller::Caller;
use crate::db::Tx;
use crate::db::read::area::Area;
use crate::db::read::indicators::{self as read, At, Counted, Figures, Of};
use crate::db::students::day_number;
use crate::problem::Problem;
use axum::extract::State;
use axum::response::Response;
pub(super) use children::handle as children;
pub(super) use children::{Asked as ChildrenAsked, Wanted as ChildrenWanted};
use doorstep_schema::access::Action;
use doorstep_schema::indicator::{
    Counts, Key, Unit, Wants, last_cohort, median_days, per_cent, visited_groups,
};
use doorstep_schema::moment::{Moment, plus_days};
use doorstep_schema::people::Group;
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// What can be asked for.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Asked {
    /// The region; the caller's own when region and school are left out.
    region: Option<String>,
    /// The school.
    school: Option<String>,
    /// `all` and words of groups, with commas; `all,poor_household` when left out.
    groups: Option<String>,
    /// The language of names and definitions: `zh`, otherwise English.
    lang: Option<String>,
}

/// One indicator of one group.
#[derive(Clone, Debug, Serialize)]
struct Indicator {
    /// The key.
    #[serde(rename = "indicator")]
    key: Key,
    /// `all`, or the group's word.
    group: &'static str,
    /// What people call it.
    name: &'static str,
    /// What fits.
    numerator: i64,
    /// What it is compared with.
    denominator: i64,
    /// What is of the denominator and does not fit.
    missing: i64,
    /// In `unit`; nothing when there is nothing to compare with.
    value: Option<f64>,
    /// The unit.
    unit: Unit,
    /// The direction in which it is better.
    wants: Option<Wants>,
    /// The value that the policy wants at least or at most.
    target: Option<f64>,
    /// Whether the target is met.
    met: Option<bool>,
    /// Whether it opens to named children.
    named: bool,
    /// What is counted.
    counts: Counts,
    /// What the numerator counts.
    numerator_words: &'static str,
    /// What the denominator counts.
    denominator_words: &'static str,
    /// What it counts, in a sentence or two.
    definition: String,
    /// The year in which the cohort entered whose figures these are.
    cohort: Option<i64>,
    /// The days that are counted.
    period: Period,
    /// When it was counted.
    as_of: Moment,
}

/// The days that are counted: the present term up to today.
#[derive(Clone, Copy, Debug, Serialize)]
struct Period {
    from: Date,
    to: Date,
}

/// The days that are counted when no term has begun.
const NO_TERM_DAYS: i64 = -180;

/// The area that is asked about, and what its numbers depend on.
struct Setting {
    area: Area,
    held: Held,
    period: Period,
    visited: Vec<Group>,
    at: At,
    as_of: Moment,
}

impl Setting {
    /// Demands every action to the region or school that is asked for, otherwise to the caller's own.
    async fn of(
        app: &App,
        tx: &mut Tx,
        caller: &Caller,
        (region, school): (Option<&str>, Option<&str>),
        actions: &[Action],
    ) -> Result<Self, Problem> {
        let area = parameters::area(tx, caller, actions, region, school).await?;
        let as_of = app.now();
        let held = app.rules.of(tx, area.county().unwrap_or(caller.county)).await?;
        let period = period(&held, as_of);
        let since = held.policy.clock.at(period.from, Time::midnight()).ms();
        let at = At { now: as_of.ms(), since, today: day_number(period.to) };
        let visited = visited_groups(&held.policy);
        Ok(Self { area, held, period, visited, at, as_of })
    }
}

/// Answers the indicators.
pub(super) async fn handle(
    State(app): State<App>,
    caller: Caller,
    format: Format,
    Parameters(asked): Parameters<Asked>,
) -> Result<Response, Problem> {
    let groups = parameters::read("groups", asked.groups.as_deref(), groups)?
        .unwrap_or_else(|| vec![None, Some(Group::PoorHousehold)]);
    let language = asked.lang.as_deref().unwrap_or_default();
    let mut tx = app.db.read().await?;
    let area = (asked.region.as_deref(), asked.school.as_deref());
    let setting = Setting::of(&app, &mut tx, &caller, area, &[Action::ReadIndicators]).await?;
    let counted = counted(&mut tx, &setting, &groups).await?;
    let mut answer = Vec::new();
    for group in groups {
        let of = Of { area: setting.area, group };
        let last_year = i64::from(last_cohort(setting.period.to));
        let cohort = read::cohort(&mut tx, of, last_year).await?;
        let mut returns = read::returns(&mut tx, of, setting.at).await?;
        let median = median_days(&mut returns);
        answer.extend(Key::ALL.iter().map(|key| {
            let counted = counted.get(&(*key, group)).copied().unwrap_or_default();
            setting.indicator(*key, group, counted, cohort, median, language)
        }));
    }
    Ok(format.answer(&answer))
}

type Numbers = HashMap<(Key, Option<Group>), Counted>;

/// Counts county by county, as every index has the county first.
async fn counted(
    tx: &mut Tx,
    setting: &Setting,
    groups: &[Option<Group>],
) -> Result<Numbers, Problem> {
    let mut sums = Numbers::new();
    for part in setting.area.parts(tx).await? {
        let counts = read::counts(tx, part, groups, &setting.visited, setting.at).await?;
        for (key, counted) in counts {
            let sum = sums.entry(key).or_default();
            sum.numerator += counted.numerator;
            sum.denominator += counted.denominator;
        }
    }
    Ok(sums)
}

impl Setting {
    /// Puts words and target to the numbers of an indicator.
    fn indicator(
        &self,
        key: Key,
        group: Option<Group>,
        counted: Counted,
        cohort: Option<Figures>,
        median: Option<f64>,
        language: &str,
    ) -> Indicator {
        let definition = key.definition();
        let cohort = cohort.filter(|_| definition.counts == Counts::Cohorts);
        let counted = cohort.map_or(counted, |figures| Counted {
            numerator: figures.graduates,
            denominator: figures.expected,
        });
        let value = match definition.unit {
            Unit::Percent => per_cent(counted.numerator, counted.denominator),
            Unit::Days => median,
        };
        let target = definition.target(&self.held.policy, group);
        Indicator {
            key,
            group: group.map_or("all", Group::as_str),
            name: definition.name.tell(language),
            numerator: counted.numerator,
            denominator: counted.denominator,
            missing: counted.denominator - counted.numerator,
            value,
            unit: definition.unit,
            wants: definition.wants,
            target,
            met: definition.is_met(value, target),
            named: definition.is_named(),
            counts: definition.counts,
            numerator_words: definition.numerator.tell(language),
            denominator_words: definition.denominator.tell(language),
            definition: definition.tell(language),
            cohort: cohort.map(|figures| figures.entry_year),
            period: self.period,
            as_of: self.as_of,
        }
    }
}

/// Reads a list of groups; each once.
fn groups(text: &str) -> Result<Vec<Option<Group>>, String> {
    let mut found = Vec::new();
    for word in text.split(',').map(str::trim) {
        let group = group(word)?;
        if !found.contains(&group) {
            found.push(group);
        }
    }
    Ok(found)
}

/// Reads `all` or a group's word.
fn group(word: &str) -> Result<Option<Group>, String> {
    match Group::parse(word) {
        None if word == "all" => Ok(None),
        None => {
            let known: Vec<&str> = Group::ALL.iter().map(|group| group.as_str()).collect();
            Err(format!("a group is all, {}", known.join(", ")))
        }
        found => Ok(found),
    }
}

fn period(held: &Held, now: Moment) -> Period {
    let today = held.policy.clock.day(now);
    let terms = held.calendar.terms.iter().map(|term| term.first);
    let from = terms.filter(|first| *first <= today).max();
    Period { from: from.unwrap_or_else(|| plus_days(today, NO_TERM_DAYS)), to: today }
}

#[cfg(test)]
mod tests;
