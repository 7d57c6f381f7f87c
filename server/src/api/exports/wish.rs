//! What a file is to hold, as it is asked for and kept, and the plan that it becomes once it is permitted.

use super::{board, follow_ups, ledger};
use crate::api::ledgers;
use crate::api::{follow_ups as lists, parameters};
use crate::app::App;
use crate::auth::caller::Caller;
use crate::db::Tx;
use crate::db::read::area::Area;
use crate::exports::sink::{Format, Head, Row};
use crate::problem::Problem;
use doorstep_schema::access::{Action, roles};
use doorstep_schema::ledger::Key;
use doorstep_schema::moment::{Clock, Moment};
use doorstep_schema::problem::{Violation, Violations};
use doorstep_schema::region::RegionCode;
use serde::{Deserialize, Serialize};

/// What a file is to hold; beside `what` only the filters that it has count.
#[derive(Clone, Default, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Wish {
    /// `ledger`, `follow_ups` or `board`.
    pub what: String,
    /// Of `ledger`: which one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ledger: Option<String>,
    /// The region.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// The school.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub school: Option<String>,
    /// A text that children are searched for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Of `ledger`: a group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// Of `follow_ups`: an owner.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Of `follow_ups`: a state.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// Of `follow_ups`: a step of the ladder.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step: Option<String>,
    /// Of `follow_ups`: a reason.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Of `follow_ups`: how many days late.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub age: Option<String>,
    /// Of `follow_ups`: the order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort: Option<String>,
    /// Of `board`: what its rows are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// The columns in their order; those that are shown unasked when there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<String>,
    /// `csv`, `xlsx` or `geojson`.
    pub format: String,
    /// The language of headings and words: `zh`, otherwise English.
    pub lang: String,
    /// Asks for identity numbers in the clear.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unmask: Option<Unmask>,
}

/// Asks for identity numbers in the clear.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unmask {
    /// Why.
    pub reason: String,
}

/// What a file is made from.
enum Source {
    Ledger(ledger::Lines),
    FollowUps(follow_ups::Lines),
    Board(board::Lines),
}

/// A file that may be made.
pub struct Plan {
    source: Source,
    /// The kind of the file.
    pub format: Format,
    /// The columns.
    pub heads: Vec<Head>,
    /// The county in whose log it is.
    pub county: RegionCode,
    /// What the log says that it is about.
    pub resource: String,
    /// Why identity numbers are in the clear in it.
    pub reason: Option<String>,
    /// What it is called, without day and ending.
    pub stem: String,
    /// The clock of its days.
    pub clock: Clock,
    detail: String,
}

fn violation(field: &str, code: &str, message: impl Into<String>) -> Problem {
    Problem::invalid(vec![Violation::new(field, code, message)])
}

/// Names the field of the body in place of a parameter.
fn as_field(problem: Problem) -> Problem {
    if problem.code == "bad_parameter" { Problem::invalid(problem.violations) } else { problem }
}

impl Plan {
    /// Finds out what is to be made, after demanding that the caller may read and export it; it is asked again when the
    /// file is made.
    ///
    /// # Errors
    /// `invalid` with the field, or `not_found` for what may not be seen.
    pub async fn of(
        app: &App,
        tx: &mut Tx,
        caller: &Caller,
        wish: &Wish,
        now: Moment,
    ) -> Result<Self, Problem> {
        let format = Format::parse(&wish.format)
            .ok_or_else(|| violation("format", "unknown", "a format is csv, xlsx or geojson"))?;
        let language = if wish.lang.starts_with("zh") { "zh" } else { "en" };
        let reason = reason(caller, wish)?;
        let (source, stem) = match wish.what.as_str() {
            "ledger" => {
                let key = wish.ledger.as_deref().and_then(Key::parse).ok_or_else(|| {
                    violation(
                        "ledger",
                        "unknown",
                        "a ledger is school_age, suspected_dropouts or dropouts",
                    )
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
                let lines =
                    ledger::Lines::new(wanted.map_err(as_field)?, reason.is_some(), language);
                (Source::Ledger(lines), key.as_str())
            }
            "follow_ups" => {
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
                (Source::FollowUps(lines), "follow-ups")
            }
            "board" => {
                let lines = board::Lines::of(app, tx, caller, wish).await.map_err(as_field)?;
                (Source::Board(lines), "board")
            }
            _ => {
                return Err(violation("what", "unknown", "what is ledger, follow_ups or board"));
            }
        };
        if reason.is_some() && !matches!(source, Source::Ledger(_)) {
            return Err(violation("unmask", "not_here", "only ledgers have identity numbers"));
        }
        if format == Format::GeoJson && matches!(source, Source::Board(_)) {
            return Err(violation(
                "format",
                "no_places",
                "a board has no places; take csv or xlsx",
            ));
        }
        let mut plan = Self {
            clock: source.clock(),
            county: source.area().and_then(|area| area.county()).unwrap_or(caller.county),
            resource: resource(source.area(), caller),
            heads: Vec::new(),
            source,
            format,
            reason,
            stem: stem.to_owned(),
            detail: String::new(),
        };
        plan.choose(&wish.columns, language)?;
        plan.detail = plan.told(wish);
        Ok(plan)
    }

    /// Chooses the columns.
    fn choose(&mut self, columns: &[String], language: &str) -> Result<(), Problem> {
        let known = self.source.heads(language);
        let mut wrong = Violations::default();
        for (i, key) in columns.iter().enumerate() {
            let field = format!("columns[{i}]");
            let there = known.iter().any(|(head, _)| head.key == key);
            wrong.require(
                there,
                field.clone(),
                "unknown",
                format!("there is no column {}", cut(key)),
            );
            wrong.require(!columns[..i].contains(key), field, "twice", "it is named before");
        }
        if !wrong.0.is_empty() {
            return Err(Problem::invalid(wrong.0));
        }
        self.heads = if columns.is_empty() {
            known.into_iter().filter(|(_, shown)| *shown).map(|(head, _)| head).collect()
        } else {
            let find = |key: &String| known.iter().find(|(head, _)| head.key == key);
            columns.iter().filter_map(find).map(|(head, _)| *head).collect()
        };
        if self.reason.is_some() && !self.heads.iter().any(|head| head.key == "identity") {
            return Err(violation(
                "unmask",
                "not_chosen",
                "choose the column identity, or give no reason",
            ));
        }
        Ok(())
    }

    /// Says for the log what is asked for; what children are searched for may be a name and is left out.
    fn told(&self, wish: &Wish) -> String {
        let filters = [
            ("group", &wish.group),
            ("owner", &wish.owner),
            ("state", &wish.state),
            ("step", &wish.step),
            ("reason", &wish.reason),
            ("age", &wish.age),
            ("by", &wish.by),
        ];
        let given = |text: &&Option<String>| text.as_ref().is_some_and(|text| !text.is_empty());
        let mut told = String::new();
        for (name, value) in filters.iter().filter(|(_, value)| given(value)) {
            told.extend([name, "=", &cut(value.as_deref().unwrap_or_default()), ", "]);
        }
        if given(&&wish.text) {
            told.push_str("searched, ");
        }
        let columns: Vec<&str> = self.heads.iter().map(|head| head.key).collect();
        told.extend(["columns ", &columns.join(" ")]);
        told
    }

    /// Says for the log what was made, the weightiest first.
    #[must_use]
    pub fn detail(&self, rows: i64) -> String {
        let why = self.reason.as_ref().map(|why| format!(", identity numbers in the clear: {why}"));
        let format = self.format.as_str();
        format!("{} {format}, {rows} rows{}; {}", self.stem, why.unwrap_or_default(), self.detail)
    }

    /// Counts the rows that there are.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn count(&self, tx: &mut Tx) -> Result<i64, Problem> {
        match &self.source {
            Source::Ledger(lines) => lines.count(tx).await,
            Source::FollowUps(lines) => lines.count(tx).await,
            Source::Board(lines) => Ok(lines.count()),
        }
    }

    /// Reads the next rows behind those that were read; none when there are no more.
    ///
    /// # Errors
    /// When the database refuses or a row does not read.
    pub async fn next(&mut self, app: &App, tx: &mut Tx, limit: i64) -> Result<Vec<Row>, Problem> {
        let places = self.format == Format::GeoJson;
        match &mut self.source {
            Source::Ledger(lines) => lines.next(app, tx, &self.heads, limit, places).await,
            Source::FollowUps(lines) => lines.next(app, tx, &self.heads, limit, places).await,
            Source::Board(lines) => Ok(lines.next(&self.heads)),
        }
    }
}

impl Source {
    fn area(&self) -> Option<Area> {
        match self {
            Self::Ledger(lines) => lines.wanted.area(),
            Self::FollowUps(lines) => lines.wanted.area(),
            Self::Board(lines) => Some(lines.area),
        }
    }

    const fn clock(&self) -> Clock {
        match self {
            Self::Ledger(lines) => lines.wanted.clock,
            Self::FollowUps(lines) => lines.wanted.clock,
            Self::Board(lines) => lines.clock,
        }
    }

    /// Lists the columns that there are, each with whether it is shown unasked.
    fn heads(&self, language: &str) -> Vec<(Head, bool)> {
        match self {
            Self::Ledger(_) => ledger::heads(language),
            Self::FollowUps(_) => follow_ups::heads(language),
            Self::Board(_) => board::heads(language),
        }
    }
}

/// Returns why identity numbers are to be in the clear, where that is asked for and permitted.
fn reason(caller: &Caller, wish: &Wish) -> Result<Option<String>, Problem> {
    let Some(Unmask { reason }) = &wish.unmask else { return Ok(None) };
    if !roles(Action::UnmaskIdentity).contains(&caller.role) {
        return Err(Problem::forbidden());
    }
    match parameters::wrong_reason(reason) {
        Some(wrong) => Err(violation("unmask.reason", "too_short", wrong)),
        None => Ok(Some(reason.trim().to_owned())),
    }
}

fn resource(area: Option<Area>, caller: &Caller) -> String {
    match area {
        Some(Area::Region(code)) => format!("region:{code}"),
        Some(Area::School(id, _)) => format!("school:{id}"),
        None => format!("worker:{}", caller.worker),
    }
}

fn cut(text: &str) -> String {
    text.chars().take(60).collect()
}
