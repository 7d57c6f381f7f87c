//! The children behind an indicator as rows of a file.

use super::columns::{Written, heads_of};
use super::ledger::{class, groups, named, step, village_point};
use super::time;
use crate::acts::whereabouts::Points;
use crate::api::indicators::ChildrenWanted;
use crate::app::App;
use crate::db::Tx;
use crate::db::read::indicators::{Child, children, count};
use crate::exports::Cell;
use crate::exports::sink::{Head, Row};
use crate::problem::Problem;
use doorstep_schema::ledger::words;
use doorstep_schema::moment::Moment;
use doorstep_schema::people::Status;
use doorstep_schema::region::{Level, RegionCode};
use uuid::Uuid;

/// The columns.
const COLUMNS: &[Written] = &[
    ("name", "学生", "Student", true),
    ("groups", "群体类别", "Groups", true),
    ("school", "学校", "School", true),
    ("class", "年级班级", "Class", true),
    ("village", "村（社区）", "Village", true),
    ("status", "学籍状态", "Status", true),
    ("began", "开始时间", "Began", true),
    ("due", "截止时间", "Due", true),
    ("done", "完成时间", "Done", true),
    ("step", "当前步骤", "Open step", true),
    ("risk", "风险", "Risk", true),
];

/// Lists the columns of the children behind an indicator.
pub(super) fn heads(language: &str) -> Vec<(Head, bool)> {
    heads_of(COLUMNS, language)
}

/// Where reading the children stands.
pub(super) struct Lines {
    pub(super) wanted: ChildrenWanted,
    language: &'static str,
    after: Option<(i64, Uuid, Uuid)>,
    villages: Vec<(RegionCode, Points)>,
}

impl Lines {
    pub(super) const fn new(wanted: ChildrenWanted, language: &'static str) -> Self {
        Self { wanted, language, after: None, villages: Vec::new() }
    }

    pub(super) async fn count(&self, tx: &mut Tx) -> Result<i64, Problem> {
        Ok(count(tx, &self.wanted.ask(), Some(&self.wanted.scopes)).await?)
    }

    pub(super) async fn next(
        &mut self,
        app: &App,
        tx: &mut Tx,
        heads: &[Head],
        limit: i64,
        places: bool,
    ) -> Result<Vec<Row>, Problem> {
        let wanted = &self.wanted;
        let found = children(tx, &wanted.ask(), &wanted.scopes, self.after, limit).await?;
        if let Some(last) = found.last() {
            self.after = Some((last.risk, last.student, last.thing));
        }
        let mut rows = Vec::with_capacity(found.len());
        for child in found {
            let village = RegionCode::parse(&child.village).ok().filter(|_| places);
            let place = match village.and_then(|village| village.at(Level::County)) {
                Some(county) => {
                    village_point(app, tx, &mut self.villages, county, &child.village).await?
                }
                None => None,
            };
            let cells = heads.iter().map(|head| self.cell(head.key, &child)).collect();
            rows.push(Row { cells, place });
        }
        Ok(rows)
    }

    fn cell(&self, key: &str, child: &Child) -> Cell {
        let (clock, language) = (self.wanted.clock(), self.language);
        let at = |ms: Option<i64>| ms.map_or(Cell::Empty, |ms| time(Moment::from_ms(ms), clock));
        match key {
            "name" => Cell::Text(child.name.clone()),
            "groups" => groups(&child.groups, language),
            "school" => child.school_name.clone().into(),
            "class" => class(child.grade, child.number, language),
            "village" => named(&child.village, child.village_name.as_ref()),
            "status" => {
                let word = Status::parse(&child.status).map(words::status);
                Cell::Text(
                    word.map_or(child.status.as_str(), |word| word.tell(language)).to_owned(),
                )
            }
            "began" => at(child.began_at),
            "due" => at(child.due_at),
            "done" => at(child.ended_at),
            "step" => step(child.step, language),
            _ => Cell::Number(child.risk),
        }
    }
}
