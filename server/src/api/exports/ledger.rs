//! The lines of a ledger as rows of a file.

use super::time;
use crate::acts::ledger::{Child, complete};
use crate::acts::whereabouts::{Points, points};
use crate::api::ledgers::Wanted;
use crate::app::App;
use crate::db::Tx;
use crate::db::read::ledger::{count, list};
use crate::db::read::regions;
use crate::exports::Cell;
use crate::exports::sink::{Head, Row};
use crate::problem::Problem;
use doorstep_schema::ledger::{Column, words};
use doorstep_schema::moment::Moment;
use doorstep_schema::people::{Group, Status};
use doorstep_schema::region::{Level, RegionCode};
use jiff::civil::Date;
use uuid::Uuid;

/// Where reading a ledger stands.
pub(super) struct Lines {
    pub(super) wanted: Wanted,
    unmasked: bool,
    language: &'static str,
    after: Option<(String, Uuid)>,
    /// The points of villages by county, as they are come to.
    villages: Vec<(RegionCode, Points)>,
}

/// Lists the columns of ledgers.
pub(super) fn heads(language: &str) -> Vec<(Head, bool)> {
    let head = |column: &Column| {
        let heading = column.heading();
        (Head { key: column.as_str(), name: heading.name.tell(language) }, heading.shown)
    };
    Column::ALL.iter().map(head).collect()
}

impl Lines {
    pub(super) const fn new(wanted: Wanted, unmasked: bool, language: &'static str) -> Self {
        Self { wanted, unmasked, language, after: None, villages: Vec::new() }
    }

    pub(super) async fn count(&self, tx: &mut Tx) -> Result<i64, Problem> {
        Ok(count(tx, &self.wanted.ask()).await?)
    }

    pub(super) async fn next(
        &mut self,
        app: &App,
        tx: &mut Tx,
        heads: &[Head],
        limit: i64,
        places: bool,
    ) -> Result<Vec<Row>, Problem> {
        let after = self.after.as_ref().map(|(initials, id)| (initials.as_str(), *id));
        let found = list(tx, &self.wanted.ask(), after, limit).await?;
        if let Some(last) = found.last() {
            self.after = Some((last.initials.clone(), last.id));
        }
        let children = complete(tx, &app.rules, found, app.now()).await?;
        let columns: Vec<Column> =
            heads.iter().filter_map(|head| Column::parse(head.key)).collect();
        let mut rows = Vec::with_capacity(children.len());
        for child in children {
            let place = if places { self.place(app, tx, &child).await? } else { None };
            let cells = columns.iter().map(|column| self.cell(*column, &child)).collect();
            rows.push(Row { cells, place });
        }
        Ok(rows)
    }

    /// Returns the household's place, else the village's.
    async fn place(
        &mut self,
        app: &App,
        tx: &mut Tx,
        child: &Child,
    ) -> Result<Option<(f64, f64)>, Problem> {
        if let Some(home) = child.home {
            return Ok(Some((home.lat, home.lon)));
        }
        let (county, village) = (child.student.county, child.student.village);
        village_point(app, tx, &mut self.villages, county, village.as_str()).await
    }

    fn cell(&self, column: Column, child: &Child) -> Cell {
        let Child { line, student, guardian, .. } = child;
        let clock = self.wanted.clock;
        let text = |text: &str| {
            if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
        };
        let at = |ms: Option<i64>| ms.map_or(Cell::Empty, |ms| time(Moment::from_ms(ms), clock));
        let day = |day: Option<Date>| day.map_or(Cell::Empty, |day| Cell::Text(day.to_string()));
        match column {
            Column::Name => text(&student.name),
            Column::Sex => text(words::sex(student.sex).tell(self.language)),
            Column::Born => day(Some(student.birth_date)),
            Column::Identity if self.unmasked => text(&line.identity),
            Column::Identity => text(&student.identity_masked),
            Column::StudentNumber => text(&student.student_number),
            Column::School => line.school_name.clone().into(),
            Column::Class => class(line.grade, line.number, self.language),
            Column::Township => named(&line.township, line.township_name.as_ref()),
            Column::Village => named(student.village.as_str(), line.village_name.as_ref()),
            Column::Guardian => guardian.as_ref().map_or(Cell::Empty, |one| text(&one.name)),
            Column::Phone => guardian.as_ref().map_or(Cell::Empty, |one| text(&one.phone)),
            Column::Groups => {
                let groups: Vec<&str> = student
                    .groups
                    .iter()
                    .map(|group| words::group(*group).tell(self.language))
                    .collect();
                text(&groups.join(if self.language == "zh" { "、" } else { ", " }))
            }
            Column::Status => {
                let word = Status::parse(&line.status).map(words::status);
                text(word.map_or(line.status.as_str(), |word| word.tell(self.language)))
            }
            Column::Since => day(child.since),
            Column::LastVisit => at(line.last_visit_at),
            Column::LastContact => at(line.last_contact_at),
            Column::Step => step(line.step, self.language),
            Column::DaysAbsent => child.days_absent.map_or(Cell::Empty, Cell::Number),
            Column::Promise => day(child.promised),
        }
    }
}

/// Finds the point of a village; a county's are read once.
pub(super) async fn village_point(
    app: &App,
    tx: &mut Tx,
    known: &mut Vec<(RegionCode, Points)>,
    county: RegionCode,
    village: &str,
) -> Result<Option<(f64, f64)>, Problem> {
    if !known.iter().any(|(code, _)| *code == county) {
        let villages = regions::within(tx, county, Some(Level::Village)).await?;
        known.push((county, points(app, tx, county, &villages).await?));
    }
    let points = known.iter().find(|(code, _)| *code == county).map(|(_, points)| points);
    Ok(points.and_then(|points| points.get(village)).copied())
}

/// Says a class: its grade and its number.
pub(super) fn class(grade: Option<i64>, number: Option<i64>, language: &str) -> Cell {
    let (Some(grade), Some(number)) = (grade, number) else { return Cell::Empty };
    Cell::Text(if language == "zh" {
        format!("{grade}年级{number}班")
    } else {
        format!("Grade {grade}, class {number}")
    })
}

/// Says groups, which are given space-separated.
pub(super) fn groups(given: &str, language: &str) -> Cell {
    let groups = given.split_whitespace().filter_map(Group::parse);
    let groups: Vec<&str> = groups.map(|group| words::group(group).tell(language)).collect();
    Cell::Text(groups.join(if language == "zh" { "、" } else { ", " }))
}

/// Says a region by its name, else by its code.
pub(super) fn named(code: &str, name: Option<&String>) -> Cell {
    Cell::Text(name.map_or(code, String::as_str).to_owned())
}

/// Says a step of the ladder with its number.
pub(super) fn step(step: Option<i64>, language: &str) -> Cell {
    let Some(number) = step else { return Cell::Empty };
    let name = words::step(number).map(|words| format!(" {}", words.tell(language)));
    Cell::Text(format!("{number}{}", name.unwrap_or_default()))
}
