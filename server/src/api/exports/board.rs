//! The rows of a board as rows of a file.

use super::wish::Wish;
use super::{BOARD, time};
use crate::api::board::{self, Row as Counted};
use crate::app::App;
use crate::auth::caller::Caller;
use crate::db::Tx;
use crate::db::read::area::Area;
use crate::exports::Cell;
use crate::exports::sink::{Head, Row};
use crate::problem::Problem;
use doorstep_schema::access::Action;
use doorstep_schema::moment::Clock;

/// The names of the columns for programs, as the headings follow each other.
const KEYS: [&str; 10] = [
    "key",
    "name",
    "open",
    "overdue",
    "age_0",
    "age_1_3",
    "age_4_7",
    "age_8_30",
    "age_over_30",
    "oldest_due",
];

/// Lists the columns of boards.
pub(super) fn heads(language: &str) -> Vec<(Head, bool)> {
    let head = |(key, (en, zh)): (&&'static str, &(&'static str, &'static str))| {
        (Head { key, name: if language == "zh" { zh } else { en } }, true)
    };
    KEYS.iter().zip(BOARD).map(head).collect()
}

/// A board that was counted; it is short.
pub(super) struct Lines {
    pub(super) area: Area,
    pub(super) clock: Clock,
    rows: Vec<Counted>,
    count: i64,
}

impl Lines {
    pub(super) async fn of(
        app: &App,
        tx: &mut Tx,
        caller: &Caller,
        wish: &Wish,
    ) -> Result<Self, Problem> {
        let asked = board::Asked {
            region: wish.region.clone(),
            school: wish.school.clone(),
            by: wish.by.clone(),
        };
        let actions = [Action::ReadBoard, Action::Export];
        let (area, answer) = board::board(app, tx, caller, &asked, &actions).await?;
        let county = area.county().unwrap_or(caller.county);
        let clock = app.rules.of(tx, county).await?.policy.clock;
        let count = i64::try_from(answer.rows.len()).unwrap_or(i64::MAX);
        Ok(Self { area, clock, rows: answer.rows, count })
    }

    pub(super) const fn count(&self) -> i64 {
        self.count
    }

    pub(super) fn next(&mut self, heads: &[Head]) -> Vec<Row> {
        let rows = std::mem::take(&mut self.rows);
        let row = |row: &Counted| Row {
            cells: heads.iter().map(|head| cell(head.key, row, self.clock)).collect(),
            place: None,
        };
        rows.iter().map(row).collect()
    }
}

fn cell(key: &str, row: &Counted, clock: Clock) -> Cell {
    let counts = &row.counts;
    match key {
        "key" => Cell::Text(row.key.clone()),
        "name" => row.name.clone().into(),
        "open" => Cell::Number(counts.open),
        "overdue" => Cell::Number(counts.overdue),
        "age_0" => Cell::Number(counts.age_0),
        "age_1_3" => Cell::Number(counts.age_1_3),
        "age_4_7" => Cell::Number(counts.age_4_7),
        "age_8_30" => Cell::Number(counts.age_8_30),
        "age_over_30" => Cell::Number(counts.age_over_30),
        _ => counts.oldest_due_at.map_or(Cell::Empty, |at| time(at, clock)),
    }
}
