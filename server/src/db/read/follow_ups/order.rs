//! The orders of lists of follow-ups, and where a page of each goes on.

use super::Listed;
use crate::db::read::filter::{Filter, Value};
use doorstep_schema::moment::Moment;
use std::cmp::Ordering;
use uuid::Uuid;

/// What a list is ordered by; the id comes last, so that no two rows stand at one place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sort {
    /// Overdue first, then the highest risk, then the earliest due.
    Priority,
    /// The earliest due first.
    Due,
    /// The highest risk first, then the earliest due.
    Risk,
    /// The earliest opened first.
    Opened,
    /// The initials of the student's name.
    Student,
    /// The last closed first.
    Closed,
}

/// An order, or the same one from its end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Order {
    /// What it is by.
    pub sort: Sort,
    /// Whether it runs from the end.
    pub reversed: bool,
}

/// Where a page ended; all pages of a list are ordered as of one moment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Place {
    /// The moment that decides what is overdue on every page.
    pub as_of: Moment,
    /// The last row's first number: its risk, or the time that it is ordered by.
    first: i64,
    /// Its due time.
    due_at: i64,
    /// Its id.
    id: Uuid,
    /// Its student with initials, where those order.
    student: Option<(Uuid, String)>,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}.{}.{}", self.as_of.ms(), self.first, self.due_at, self.id)?;
        match &self.student {
            Some((id, initials)) => write!(f, ".{id}.{initials}"),
            None => Ok(()),
        }
    }
}

impl Place {
    /// Reads the text form of a place in an order.
    #[must_use]
    pub fn parse(text: &str, order: Order) -> Option<Self> {
        let mut parts = text.splitn(6, '.');
        // Far from the edges, so that a made-up cursor overflows nothing.
        let sound = |number: &i64| Moment::from_ms(*number).ms() == *number;
        let mut number = || parts.next()?.parse::<i64>().ok().filter(sound);
        let (as_of, first, due_at) = (Moment::from_ms(number()?), number()?, number()?);
        let id = Uuid::parse_str(parts.next()?).ok()?;
        let student = match (order.sort, parts.next(), parts.next()) {
            (Sort::Student, Some(id), Some(initials)) if !initials.contains('\0') => {
                Some((Uuid::parse_str(id).ok()?, initials.to_owned()))
            }
            (Sort::Student, ..) | (_, Some(_), _) => return None,
            (_, None, _) => None,
        };
        Some(Self { as_of, first, due_at, id, student })
    }

    /// Returns the place of a listed follow-up in an order.
    #[must_use]
    pub fn of(listed: &Listed, order: Order, as_of: Moment) -> Self {
        let first = match order.sort {
            Sort::Priority | Sort::Risk => listed.risk,
            Sort::Due | Sort::Student => listed.due_at,
            Sort::Opened => listed.opened_at,
            Sort::Closed => listed.closed_at.unwrap_or(0),
        };
        let student =
            (order.sort == Sort::Student).then(|| (listed.student, listed.initials.clone()));
        Self { as_of, first, due_at: listed.due_at, id: listed.id, student }
    }
}

/// The columns of an order: those in which many rows are alike, then those that tell them apart, each with whether they
/// run downwards.
struct Columns {
    alike: &'static [&'static str],
    alike_down: bool,
    apart: &'static [&'static str],
    apart_down: bool,
}

/// A stretch of a list whose order is that of an index.
pub(super) struct Range(Vec<Condition>);

/// A condition with a value for each of its columns.
struct Condition {
    columns: &'static [&'static str],
    comparison: &'static str,
    values: Vec<Value>,
}

impl Range {
    /// Adds the conditions.
    pub(super) fn narrow(self, filter: &mut Filter) {
        for Condition { columns, comparison, values } in self.0 {
            let places: Vec<String> = values.into_iter().map(|v| filter.place(v)).collect();
            filter.and(match (columns, places.as_slice()) {
                ([column], [place]) => format!("{column} {comparison} {place}"),
                _ => format!("({}) {comparison} ({})", columns.join(", "), places.join(", ")),
            });
        }
    }
}

impl Order {
    /// The order of a queue.
    pub const PRIORITY: Self = Self { sort: Sort::Priority, reversed: false };
    /// The order of overdue lists.
    pub const DUE: Self = Self { sort: Sort::Due, reversed: false };

    /// Reads the name of an order, with a hyphen before it when it runs from the end.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (reversed, name) = text.strip_prefix('-').map_or((false, text), |name| (true, name));
        let sort = match name {
            "priority" if !reversed => Sort::Priority,
            "due" => Sort::Due,
            "risk" => Sort::Risk,
            "opened" => Sort::Opened,
            "student" => Sort::Student,
            _ => return None,
        };
        Some(Self { sort, reversed })
    }

    const fn columns(self) -> Columns {
        let (alike, alike_down, apart, apart_down): (&[_], _, &[_], _) = match self.sort {
            Sort::Priority | Sort::Risk => (&["f.risk"], true, &["f.due_at", "f.id"], false),
            Sort::Due => (&[], false, &["f.due_at", "f.id"], false),
            Sort::Opened => (&[], false, &["f.opened_at", "f.id"], false),
            Sort::Closed => (&[], false, &["f.closed_at", "f.id"], true),
            Sort::Student => (&["s.initials", "s.id"], false, &["f.id"], false),
        };
        Columns {
            alike,
            alike_down: alike_down != self.reversed,
            apart,
            apart_down: apart_down != self.reversed,
        }
    }

    /// Writes the order within a range; `from_index` says that an index is to give it. Otherwise a sign before the first
    /// column keeps SQLite from walking all of an index in that order.
    pub(super) fn sql(self, from_index: bool) -> String {
        let Columns { alike, alike_down, apart, apart_down } = self.columns();
        let direction = |down: bool| if down { " DESC" } else { "" };
        let columns = alike.iter().map(|column| (column, alike_down));
        let columns = columns.chain(apart.iter().map(|column| (column, apart_down)));
        let columns: Vec<String> =
            columns.map(|(column, down)| format!("{column}{}", direction(down))).collect();
        let sign = if from_index || self.sort == Sort::Student { "" } else { "+" };
        format!("ORDER BY {sign}{}", columns.join(", "))
    }

    /// Splits what comes behind a place, or the whole list, into ranges; one after the other they are in order.
    /// `all_late` says that the list holds overdue work only.
    pub(super) fn ranges(self, after: Option<&Place>, all_late: bool, as_of: Moment) -> Vec<Range> {
        let due = |comparison| Condition {
            // With a sign before it, SQLite does not leave the index by risk for the one by due time.
            columns: &["+f.due_at"],
            comparison,
            values: vec![Value::Number(as_of.ms())],
        };
        if self.sort != Sort::Priority || all_late {
            return self.behind(after, &mut Vec::new);
        }
        let late = || vec![due("<")];
        let on_time = || vec![due(">=")];
        match after {
            Some(place) if place.due_at >= as_of.ms() => self.behind(after, &mut { on_time }),
            _ => {
                let mut ranges = self.behind(after, &mut { late });
                ranges.push(Range(on_time()));
                ranges
            }
        }
    }

    /// Splits what comes behind a place within one part of the list.
    fn behind(self, after: Option<&Place>, part: &mut dyn FnMut() -> Vec<Condition>) -> Vec<Range> {
        let Some(place) = after else { return vec![Range(part())] };
        let Columns { alike, alike_down, apart, apart_down } = self.columns();
        let beyond = |down: bool| if down { "<" } else { ">" };
        let (same, id) = match self.sort {
            Sort::Priority | Sort::Risk => {
                (vec![Value::Number(place.first)], vec![Value::Number(place.due_at)])
            }
            Sort::Due | Sort::Opened | Sort::Closed => (vec![], vec![Value::Number(place.first)]),
            Sort::Student => {
                let (student, initials) = place.student.clone().unwrap_or_default();
                (vec![Value::Text(initials), Value::Id(student)], vec![])
            }
        };
        let mut ranges = Vec::with_capacity(2);
        let mut rest = part();
        if !alike.is_empty() {
            rest.push(Condition { columns: alike, comparison: "=", values: same.clone() });
        }
        let values = id.into_iter().chain([Value::Id(place.id)]).collect();
        rest.push(Condition { columns: apart, comparison: beyond(apart_down), values });
        ranges.push(Range(rest));
        if !alike.is_empty() {
            let mut further = part();
            further.push(Condition {
                columns: alike,
                comparison: beyond(alike_down),
                values: same,
            });
            ranges.push(Range(further));
        }
        ranges
    }

    /// Compares two rows that came from different counties.
    pub(super) fn compare(self, a: &Listed, b: &Listed, as_of: Moment) -> Ordering {
        let late = |row: &Listed| row.due_at >= as_of.ms();
        let urgency = |row: &Listed| (-row.risk, row.due_at);
        let order = match self.sort {
            Sort::Priority => late(a).cmp(&late(b)).then(urgency(a).cmp(&urgency(b))),
            Sort::Risk => urgency(a).cmp(&urgency(b)),
            Sort::Due => a.due_at.cmp(&b.due_at),
            Sort::Opened => a.opened_at.cmp(&b.opened_at),
            Sort::Closed => b.closed_at.cmp(&a.closed_at),
            Sort::Student => (&a.initials, a.student).cmp(&(&b.initials, b.student)),
        };
        let ids = if self.sort == Sort::Closed { b.id.cmp(&a.id) } else { a.id.cmp(&b.id) };
        let order = order.then(ids);
        if self.reversed { order.reverse() } else { order }
    }
}
