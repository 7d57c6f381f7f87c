//! Which follow-ups a list holds.

use super::order::{Order, Sort};
use crate::db::read::area::Area;
use crate::db::read::filter::Filter;
use doorstep_schema::access::Queues;
use doorstep_schema::moment::Moment;
use doorstep_schema::region::{Level, RegionCode};
use doorstep_schema::state::{FollowUpState, Owner, Reason};

/// Which stage of their life follow-ups are in.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Work {
    /// Still to be done.
    #[default]
    ToDo,
    /// Still to be done, and nobody has accepted it.
    Untaken,
    /// Of a state in which they are still to be done.
    In(FollowUpState),
    /// Done or cancelled.
    Closed,
}

/// Which follow-ups to list; everything must hold.
#[derive(Clone, Copy, Default, Debug)]
pub struct Ask<'a> {
    /// Of these counties.
    pub counties: &'a [RegionCode],
    /// In any of these queues; of all when left out.
    pub queues: Option<&'a [Queues]>,
    /// About the students of this area.
    pub area: Option<Area>,
    /// Only of this owner.
    pub owner: Option<Owner>,
    /// Only about the students of this village or township.
    pub village: Option<RegionCode>,
    /// The stage of their life.
    pub work: Work,
    /// Only those past their due time.
    pub late: bool,
    /// Only of this step of the ladder.
    pub step: Option<i64>,
    /// Only those that exist for this reason.
    pub reason: Option<Reason>,
    /// Only those due from this moment on and before that.
    pub due: Option<(Moment, Moment)>,
    /// Part of the student's name, its initials, or the student number's beginning.
    pub text: Option<&'a str>,
}

/// In which order tables are walked.
enum Walk {
    /// The follow-ups alone.
    FollowUps,
    /// The students, and the follow-ups of each.
    StudentsFirst,
    /// The follow-ups, and the student of each.
    StudentsBehind,
}

/// The due time in conditions. With a sign before it, the index by due time is left to lists in that order; SQLite would
/// take it and sort all that is overdue.
const fn due(order: Order) -> &'static str {
    if matches!(order.sort, Sort::Due) { "f.due_at" } else { "+f.due_at" }
}

impl Ask<'_> {
    /// Splits the counties into those that one statement goes through. Each has its own stretch of every index; names
    /// alone are put into one order by the database only.
    pub(super) fn groups(&self, order: Order) -> Vec<&[RegionCode]> {
        match order.sort {
            Sort::Student if !self.counties.is_empty() => vec![self.counties],
            _ => self.counties.chunks(1).collect(),
        }
    }

    /// Returns the tables in the order in which SQLite shall walk them.
    pub(super) fn tables(&self, order: Order) -> &'static str {
        match self.walk(order) {
            Walk::FollowUps => "follow_up f",
            Walk::StudentsFirst => "student s CROSS JOIN follow_up f",
            Walk::StudentsBehind => "follow_up f CROSS JOIN student s",
        }
    }

    fn walk(&self, order: Order) -> Walk {
        match order.sort {
            _ if self.text.is_some() => Walk::StudentsFirst,
            Sort::Student if self.is_wide() => Walk::StudentsFirst,
            Sort::Student => Walk::StudentsBehind,
            _ => Walk::FollowUps,
        }
    }

    /// Tells whether an index gives the order with few rows in between that are not of the list. Otherwise the rows of
    /// a narrow list are found by what narrows it, and sorted.
    pub(super) fn is_ordered(&self, order: Order) -> bool {
        let of_owners = self
            .queues
            .is_some_and(|queues| queues.iter().all(|queues| matches!(queues, Queues::Of(_))));
        if self.owner.is_some() || of_owners {
            return false;
        }
        // A township is large enough for its rows to be met often along the county's index.
        let is_township =
            |area| matches!(area, Area::Region(code) if code.level() == Level::Township);
        let area = self.area.filter(|area| !is_township(*area));
        let of_area = !Ask { queues: None, area, ..*self }.is_wide();
        match order.sort {
            Sort::Priority | Sort::Risk => self.village.is_none(),
            Sort::Due => !of_area,
            Sort::Opened | Sort::Student | Sort::Closed => !of_area && self.due.is_none(),
        }
    }

    /// Tells whether it goes through whole counties.
    fn is_wide(&self) -> bool {
        let whole = |code: &RegionCode| code.level() <= Level::County;
        let area = match &self.area {
            None => true,
            Some(Area::Region(code)) => whole(code),
            Some(Area::School(..)) => false,
        };
        let queues = self.queues.is_none_or(|queues| {
            queues.iter().any(|q| matches!(q, Queues::AboutStudentsOf(code) if whole(code)))
        });
        area && queues && self.owner.is_none() && self.village.is_none()
    }

    /// Writes the conditions for some of the counties.
    pub(super) fn filter(&self, counties: &[RegionCode], order: Order, as_of: Moment) -> Filter {
        let mut filter = Filter::default();
        let places: Vec<String> = counties.iter().map(|c| filter.text(c.to_string())).collect();
        let places = places.join(", ");
        // The county of one side only, so that the other is found by its student or by nothing else.
        filter.and(match self.walk(order) {
            Walk::FollowUps => format!("f.county IN ({places})"),
            Walk::StudentsFirst => format!("s.county IN ({places}) AND f.student = s.id"),
            Walk::StudentsBehind => format!("f.county IN ({places}) AND s.id = f.student"),
        });
        if let Some(text) = self.text {
            filter.search("s", text);
        }
        self.of_area(&mut filter);
        if let Some(queues) = self.queues {
            // With a county of its own, SQLite would go through all of it for each student.
            let first = matches!(self.walk(order), Walk::StudentsFirst);
            filter.queues("f", if first { "s" } else { "f" }, queues);
        }
        if let Some(owner) = self.owner {
            let place = filter.text(owner.to_string());
            filter.and(format!("f.owner = {place}"));
        }
        if let Some(village) = self.village {
            let condition = filter.student_in("f", village);
            filter.and(condition);
        }
        self.of_work(&mut filter, order, as_of);
        if let Some(step) = self.step {
            let place = filter.number(step);
            filter.and(format!("f.step = {place}"));
        }
        if let Some(reason) = self.reason {
            let place = filter.text(reason.as_str());
            filter.and(format!("f.reason = {place}"));
        }
        if let Some((from, to)) = self.due {
            let (from, to) = (filter.number(from.ms()), filter.number(to.ms()));
            let due = if self.is_ordered(order) { due(order) } else { "f.due_at" };
            filter.and(format!("{due} >= {from} AND {due} < {to}"));
        }
        filter
    }

    fn of_area(&self, filter: &mut Filter) {
        match self.area {
            Some(Area::Region(code)) if code.level() > Level::County => {
                let condition = filter.student_in("f", code);
                filter.and(condition);
            }
            Some(Area::School(id, _)) => {
                let place = filter.id(id.0);
                filter.and(format!("f.school = {place}"));
            }
            Some(Area::Region(_)) | None => {}
        }
    }

    fn of_work(&self, filter: &mut Filter, order: Order, as_of: Moment) {
        // Written as the indexes say it.
        filter.and(if self.work == Work::Closed { "NOT f.is_open" } else { "f.is_open" });
        match self.work {
            Work::ToDo | Work::Closed => {}
            Work::Untaken => {
                let place = filter.text(FollowUpState::Accepted.as_str());
                filter.and(format!("f.state <> {place}"));
            }
            Work::In(state) => {
                let place = filter.text(state.as_str());
                filter.and(format!("f.state = {place}"));
            }
        }
        if self.late {
            let place = filter.number(as_of.ms());
            filter.and(format!("{} < {place}", due(order)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_students_come_first_their_follow_ups_are_found_by_nothing_but_the_student() {
        let county = RegionCode::parse("533325").unwrap();
        let province = RegionCode::parse("53").unwrap();
        let by_name = Order { sort: Sort::Student, reversed: false };
        for code in [county, province] {
            let queues = [Queues::AboutStudentsOf(code)];
            let (counties, area) = ([county], Some(Area::Region(code)));
            let wide = Ask { counties: &counties, queues: Some(&queues), area, ..Ask::default() };
            let asks = [
                (Ask { text: Some("hx"), ..wide }, Order::PRIORITY),
                (Ask { text: Some("hx"), late: true, ..wide }, Order::DUE),
                (wide, by_name),
                (Ask { due: Some((Moment::default(), Moment::default())), ..wide }, by_name),
            ];
            for (ask, order) in asks {
                assert_eq!(ask.tables(order), "student s CROSS JOIN follow_up f");
                let sql = ask.filter(&counties, order, Moment::default()).sql();
                // Every other index of follow-ups begins with the county.
                assert!(!sql.contains("f.county"), "{sql}");
            }
        }
    }
}
