//! The plan that a wish becomes once it is permitted.

use super::columns::IDENTITY;
use super::source::{Source, What};
use super::wish::{Unmask, Wish};
use crate::api::parameters;
use crate::app::App;
use crate::auth::caller::Caller;
use crate::db::Tx;
use crate::db::read::area::Area;
use crate::exports::sink::{Format, Head, Row};
use crate::problem::Problem;
use doorstep_schema::access::{Action, roles};
use doorstep_schema::moment::{Clock, Moment};
use doorstep_schema::problem::{Violation, Violations};
use doorstep_schema::region::RegionCode;

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

/// Tells what is wrong with a field of the wish.
pub(super) fn violation(field: &str, code: &str, message: impl Into<String>) -> Problem {
    Problem::invalid(vec![Violation::new(field, code, message)])
}

/// Names the field of the body in place of a parameter.
pub(super) fn as_field(problem: Problem) -> Problem {
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
        let what =
            What::parse(&wish.what).ok_or_else(|| violation("what", "unknown", What::words()))?;
        let told = (reason.is_some(), language, now);
        let (source, stem) = Source::of(app, tx, caller, (what, wish), told).await?;
        if reason.is_some() && !what.has_identity() {
            let message = "only ledgers and students have identity numbers";
            return Err(violation("unmask", "not_here", message));
        }
        if format == Format::GeoJson && !what.has_places() {
            let message = "a board has no places; take csv or xlsx";
            return Err(violation("format", "no_places", message));
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
        plan.choose(&wish.columns, what.heads(language))?;
        plan.detail = plan.told(wish);
        Ok(plan)
    }

    /// Chooses the columns.
    fn choose(&mut self, columns: &[String], known: Vec<(Head, bool)>) -> Result<(), Problem> {
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
        if self.reason.is_some() && !self.heads.iter().any(|head| head.key == IDENTITY) {
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
            ("part", &wish.part),
            ("group", &wish.group),
            ("class", &wish.class),
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
        self.source.count(tx).await
    }

    /// Reads the next rows behind those that were read; none when there are no more.
    ///
    /// # Errors
    /// When the database refuses or a row does not read.
    pub async fn next(&mut self, app: &App, tx: &mut Tx, limit: i64) -> Result<Vec<Row>, Problem> {
        let places = self.format == Format::GeoJson;
        self.source.next(app, tx, &self.heads, limit, places).await
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
