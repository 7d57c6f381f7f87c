//! What files can be made of, and where reading one stands.

use super::plan::{as_field, violation};
use super::wish::Wish;
use super::{board, follow_ups, indicator, ledger};
use crate::api::indicators::{ChildrenAsked, ChildrenWanted};
use crate::api::{follow_ups as lists, ledgers, students};
use crate::app::App;
use crate::auth::caller::Caller;
use crate::db::Tx;
use crate::db::read::area::Area;
use crate::exports::sink::{Head, Row};
use crate::problem::Problem;
use doorstep_schema::access::Action;
use doorstep_schema::indicator::Key as Indicator;
use doorstep_schema::ledger::Key as Ledger;
use doorstep_schema::moment::{Clock, Moment};

/// What a file can be of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::api) enum What {
    Ledger,
    Students,
    Indicator,
    FollowUps,
    Board,
}

impl What {
    /// Every one.
    pub(in crate::api) const ALL: [Self; 5] =
        [Self::Ledger, Self::Students, Self::Indicator, Self::FollowUps, Self::Board];

    /// Returns the word.
    pub(in crate::api) const fn as_str(self) -> &'static str {
        match self {
            Self::Ledger => "ledger",
            Self::Students => "students",
            Self::Indicator => "indicator",
            Self::FollowUps => "follow_ups",
            Self::Board => "board",
        }
    }

    /// Reads the word.
    pub(super) fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|what| what.as_str() == text)
    }

    /// Says which words there are.
    pub(super) fn words() -> String {
        format!("what is one of {}", Self::ALL.map(Self::as_str).join(", "))
    }

    /// Tells whether its rows lie somewhere.
    pub(super) const fn has_places(self) -> bool {
        !matches!(self, Self::Board)
    }

    /// Tells whether it has a column of identity numbers.
    pub(super) const fn has_identity(self) -> bool {
        matches!(self, Self::Ledger | Self::Students)
    }

    /// Lists the columns that there are, each with whether it is shown unasked.
    pub(super) fn heads(self, language: &str) -> Vec<(Head, bool)> {
        match self {
            Self::Ledger | Self::Students => ledger::heads(language),
            Self::Indicator => indicator::heads(language),
            Self::FollowUps => follow_ups::heads(language),
            Self::Board => board::heads(language),
        }
    }
}

/// What a file is made from.
pub(super) enum Source {
    Lines(ledger::Lines),
    Children(indicator::Lines),
    FollowUps(follow_ups::Lines),
    Board(board::Lines),
}

impl Source {
    /// Finds out what is asked for, after demanding that the caller may read and export it; also what the file is called.
    pub(super) async fn of(
        app: &App,
        tx: &mut Tx,
        caller: &Caller,
        (what, wish): (What, &Wish),
        (unmasked, language, now): (bool, &'static str, Moment),
    ) -> Result<(Self, &'static str), Problem> {
        match what {
            What::Ledger => {
                let key = wish.ledger.as_deref().and_then(Ledger::parse).ok_or_else(|| {
                    let message = "a ledger is school_age, suspected_dropouts or dropouts";
                    violation("ledger", "unknown", message)
                })?;
                let asked = ledgers::Asked {
                    region: wish.region.clone(),
                    school: wish.school.clone(),
                    text: wish.text.clone(),
                    group: wish.group.clone(),
                    ..ledgers::Asked::default()
                };
                let actions = [Action::ReadStudent, Action::Export];
                let wanted = ledgers::Wanted::of(app, tx, caller, key, &asked, &actions).await;
                let lines = ledger::Lines::new(wanted.map_err(as_field)?, unmasked, language);
                Ok((Self::Lines(lines), key.as_str()))
            }
            What::Students => {
                let asked = students::Asked {
                    search: wish.text.clone(),
                    village: wish.region.clone(),
                    school: wish.school.clone(),
                    class: wish.class.clone(),
                    ..students::Asked::default()
                };
                let actions = [Action::ReadStudent, Action::Export];
                let wanted = ledgers::Wanted::of_roster(app, tx, caller, &asked, &actions).await;
                let wanted = wanted.map_err(as_field).map_err(as_asked)?;
                let lines = ledger::Lines::new(wanted, unmasked, language);
                Ok((Self::Lines(lines), "students"))
            }
            What::Indicator => {
                let key = wish.indicator.as_deref().and_then(Indicator::parse);
                let key = key.filter(|key| key.definition().is_named()).ok_or_else(|| {
                    let message = "there is no such indicator that opens to children";
                    violation("indicator", "unknown", message)
                })?;
                let asked = ChildrenAsked {
                    region: wish.region.clone(),
                    school: wish.school.clone(),
                    group: wish.group.clone(),
                    part: wish.part.clone(),
                    ..ChildrenAsked::default()
                };
                let actions = [Action::ReadIndicators, Action::Export];
                let wanted = ChildrenWanted::of(app, tx, caller, key, &asked, &actions).await;
                let lines = indicator::Lines::new(wanted.map_err(as_field)?, language);
                Ok((Self::Children(lines), key.as_str()))
            }
            What::FollowUps => {
                let asked = lists::Asked {
                    region: wish.region.clone(),
                    school: wish.school.clone(),
                    owner: wish.owner.clone(),
                    state: wish.state.clone(),
                    step: wish.step.clone(),
                    reason: wish.reason.clone(),
                    age: wish.age.clone(),
                    text: wish.text.clone(),
                    sort: wish.sort.clone(),
                    ..lists::Asked::default()
                };
                let actions = [Action::ReadQueue, Action::Export];
                let wanted = lists::Wanted::of(app, tx, caller, &asked, &actions).await;
                let lines = follow_ups::Lines::new(wanted.map_err(as_field)?, now, language);
                Ok((Self::FollowUps(lines), "follow-ups"))
            }
            What::Board => {
                let lines = board::Lines::of(app, tx, caller, wish).await.map_err(as_field)?;
                Ok((Self::Board(lines), "board"))
            }
        }
    }

    /// Returns the area, where one is asked for.
    pub(super) fn area(&self) -> Option<Area> {
        match self {
            Self::Lines(lines) => lines.wanted.area(),
            Self::Children(lines) => Some(lines.wanted.area()),
            Self::FollowUps(lines) => lines.wanted.area(),
            Self::Board(lines) => Some(lines.area),
        }
    }

    /// Returns the clock of its days.
    pub(super) fn clock(&self) -> Clock {
        match self {
            Self::Lines(lines) => lines.wanted.clock,
            Self::Children(lines) => lines.wanted.clock(),
            Self::FollowUps(lines) => lines.wanted.clock,
            Self::Board(lines) => lines.clock,
        }
    }

    /// Counts the rows that there are.
    pub(super) async fn count(&self, tx: &mut Tx) -> Result<i64, Problem> {
        match self {
            Self::Lines(lines) => lines.count(tx).await,
            Self::Children(lines) => lines.count(tx).await,
            Self::FollowUps(lines) => lines.count(tx).await,
            Self::Board(lines) => Ok(lines.count()),
        }
    }

    /// Reads the next rows, with their places where they are wanted.
    pub(super) async fn next(
        &mut self,
        app: &App,
        tx: &mut Tx,
        heads: &[Head],
        limit: i64,
        places: bool,
    ) -> Result<Vec<Row>, Problem> {
        match self {
            Self::Lines(lines) => lines.next(app, tx, heads, limit, places).await,
            Self::Children(lines) => lines.next(app, tx, heads, limit, places).await,
            Self::FollowUps(lines) => lines.next(app, tx, heads, limit, places).await,
            Self::Board(lines) => Ok(lines.next(heads)),
        }
    }
}

/// Names the fields of a wish in place of those of the list of students.
fn as_asked(mut problem: Problem) -> Problem {
    for violation in &mut problem.violations {
        match violation.field.as_str() {
            "search" => "text".clone_into(&mut violation.field),
            "village" => "region".clone_into(&mut violation.field),
            _ => {}
        }
    }
    problem
}
