//! Listed follow-ups as rows of a file.

use super::columns::{Written, heads_of};
use super::ledger::{class, groups, named, step, village_point};
use super::time;
use crate::acts::whereabouts::Points;
use crate::api::board::names_of_owners;
use crate::api::follow_ups::Wanted;
use crate::app::App;
use crate::db::Tx;
use crate::db::read::follow_ups::{Listed, Page, Place, count, list};
use crate::exports::Cell;
use crate::exports::sink::{Head, Row};
use crate::problem::Problem;
use doorstep_schema::ledger::words;
use doorstep_schema::moment::{Moment, days_between};
use doorstep_schema::region::RegionCode;
use doorstep_schema::state::{FollowUpState, Owner, Reason};
use std::collections::HashMap;

/// The columns.
const COLUMNS: &[Written] = &[
    ("name", "学生", "Student", true),
    ("groups", "群体类别", "Groups", true),
    ("school", "学校", "School", true),
    ("class", "年级班级", "Class", true),
    ("township", "乡镇（街道）", "Township", false),
    ("village", "村（社区）", "Village", true),
    ("reason", "事由", "Reason", true),
    ("step", "步骤", "Step", true),
    ("state", "状态", "State", true),
    ("owner", "责任方", "Owner", true),
    ("accepted_by", "接受人", "Accepted by", false),
    ("opened", "开始时间", "Opened", true),
    ("due", "截止时间", "Due", true),
    ("days_late", "逾期天数", "Days late", true),
    ("risk", "风险", "Risk", true),
    ("required", "所需凭证", "Proof required", false),
    ("sent_back", "退回原因", "Sent back because", false),
    ("closed", "办结时间", "Closed", false),
];

/// Lists the columns of follow-ups.
pub(super) fn heads(language: &str) -> Vec<(Head, bool)> {
    heads_of(COLUMNS, language)
}

/// Where reading follow-ups stands.
pub(super) struct Lines {
    pub(super) wanted: Wanted,
    as_of: Moment,
    language: &'static str,
    after: Option<Place>,
    villages: Vec<(RegionCode, Points)>,
}

impl Lines {
    pub(super) const fn new(wanted: Wanted, as_of: Moment, language: &'static str) -> Self {
        Self { wanted, as_of, language, after: None, villages: Vec::new() }
    }

    pub(super) async fn count(&self, tx: &mut Tx) -> Result<i64, Problem> {
        Ok(count(tx, &self.wanted.ask(self.as_of), self.as_of).await?.0)
    }

    pub(super) async fn next(
        &mut self,
        app: &App,
        tx: &mut Tx,
        heads: &[Head],
        limit: i64,
        places: bool,
    ) -> Result<Vec<Row>, Problem> {
        let (as_of, order) = (self.as_of, self.wanted.order());
        let page = Page { as_of, order, after: self.after.clone(), limit };
        let found = list(tx, &self.wanted.ask(as_of), &page).await?;
        if let Some(last) = found.last() {
            self.after = Some(Place::of(last, order, as_of));
        }
        let mut owners: Vec<Owner> =
            found.iter().filter_map(|row| Owner::parse(&row.owner).ok()).collect();
        owners.sort_unstable();
        owners.dedup();
        let owners = names_of_owners(tx, &owners).await?;
        let mut rows = Vec::with_capacity(found.len());
        for listed in found {
            let county = RegionCode::parse(&listed.county).ok().filter(|_| places);
            let place = match county {
                Some(county) => {
                    village_point(app, tx, &mut self.villages, county, &listed.village).await?
                }
                None => None,
            };
            let cells = heads.iter().map(|head| self.cell(head.key, &listed, &owners)).collect();
            rows.push(Row { cells, place });
        }
        Ok(rows)
    }

    fn cell(&self, key: &str, row: &Listed, owners: &HashMap<String, String>) -> Cell {
        let (clock, language) = (self.wanted.clock, self.language);
        let at = |ms: i64| time(Moment::from_ms(ms), clock);
        let due = Moment::from_ms(row.due_at);
        match key {
            "name" => Cell::Text(row.name.clone()),
            "groups" => groups(&row.groups, language),
            "school" => row.school_name.clone().into(),
            "class" => class(row.grade, row.number, language),
            "township" => row.township_name.clone().into(),
            "village" => named(&row.village, row.village_name.as_ref()),
            "reason" => {
                let word = Reason::parse(&row.reason).map(words::reason);
                Cell::Text(word.map_or(row.reason.as_str(), |word| word.tell(language)).to_owned())
            }
            "step" => step(row.step, language),
            "state" => {
                let word = FollowUpState::parse(&row.state).map(words::follow_up_state);
                Cell::Text(word.map_or(row.state.as_str(), |word| word.tell(language)).to_owned())
            }
            "owner" => named(&row.owner, owners.get(&row.owner)),
            "accepted_by" => row.accepted_by_name.clone().into(),
            "opened" => at(row.opened_at),
            "due" => at(row.due_at),
            "days_late" => {
                let late = row.is_open && due < self.as_of;
                let days = || days_between(clock.day(due), clock.day(self.as_of));
                Cell::Number(if late { days() } else { 0 })
            }
            "risk" => Cell::Number(row.risk),
            "required" => Cell::Text(row.required.clone()),
            "sent_back" => row.sent_back.clone().into(),
            _ => row.closed_at.map_or(Cell::Empty, at),
        }
    }
}
