//! What an indicator counts, as conditions: the only place where they are written, for numbers and names alike.

use super::{At, Of};
use crate::db::read::filter::Filter;
use doorstep_schema::indicator::{Key, Part};
use doorstep_schema::people::Group;

/// The rows that some indicators count; each is about a student, aliased `s`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Source {
    /// Students, with what is derived about them.
    Students,
    /// Open follow-ups.
    Open,
    /// Absence reports and dropout reports.
    Reports,
    /// Promises of guardians.
    Promises,
    /// Referrals.
    Referrals,
    /// Returns to class.
    Returns,
}

impl Source {
    /// Every source.
    pub(super) const ALL: [Self; 6] =
        [Self::Students, Self::Open, Self::Reports, Self::Promises, Self::Referrals, Self::Returns];

    /// Returns the source of an indicator; figures of cohorts have none.
    pub(super) const fn of(key: Key) -> Option<Self> {
        Some(match key {
            Key::ConsolidationRate => return None,
            Key::RetentionRate | Key::DropoutRate | Key::ReturnRate | Key::VisitsDone => {
                Self::Students
            }
            Key::FollowUpsOverdue0
            | Key::FollowUpsOverdue1To3
            | Key::FollowUpsOverdue4To7
            | Key::FollowUpsOverdue8To30
            | Key::FollowUpsOverdueOver30 => Self::Open,
            Key::ReportsOnTime => Self::Reports,
            Key::PromisesKept => Self::Promises,
            Key::ReferralsInTime => Self::Referrals,
            Key::DaysToReturnMedian => Self::Returns,
        })
    }

    /// Returns the indicators that count its rows.
    pub(super) fn keys(self) -> impl Iterator<Item = Key> {
        Key::ALL.iter().copied().filter(move |key| Self::of(*key) == Some(self))
    }

    /// Writes the tables; what is not a student is aliased `p`.
    pub(super) fn tables(self) -> &'static str {
        match self {
            Self::Students => "student s LEFT JOIN student_state st ON st.student = s.id",
            Self::Open | Self::Reports | Self::Returns => {
                "follow_up p JOIN student s ON s.id = p.student"
            }
            Self::Promises => "student s JOIN promise p ON p.student = s.id",
            Self::Referrals => "student s JOIN referral p ON p.student = s.id",
        }
    }

    /// Narrows to the rows of the area, and to those that any indicator of the source could count.
    pub(super) fn narrow(self, filter: &mut Filter, of: Of, at: At) {
        // Open follow-ups have an index of their own by place.
        of.area.narrow(filter, if self == Self::Open { "p" } else { "s" });
        if let Some(group) = of.group {
            let condition = in_group(filter, group);
            filter.and(condition);
        }
        let condition = match self {
            Self::Students => return,
            Self::Open => "p.is_open".to_owned(),
            Self::Reports => format!(
                "p.reason = 'ladder' AND p.step IN (1, 4) AND p.opened_at >= {}",
                filter.number(at.since)
            ),
            Self::Promises => format!("p.made_at >= {}", filter.number(at.since)),
            Self::Referrals => format!("p.sent_at >= {}", filter.number(at.since)),
            Self::Returns => {
                format!("p.reason = 'watch' AND p.opened_at >= {}", filter.number(at.since))
            }
        };
        filter.and(condition);
    }
}

/// Writes that the student is in a group.
pub(super) fn in_group(filter: &mut Filter, group: Group) -> String {
    let place = filter.text(format!("% {group} %"));
    format!("(' ' || s.groups || ' ') LIKE {place}")
}

/// The conditions of an indicator over the rows of its source.
pub(super) struct Terms {
    denominator: String,
    numerator: String,
}

impl Terms {
    /// Writes the conditions that belong to a part.
    pub(super) fn of(&self, part: Part) -> String {
        let Self { denominator, numerator } = self;
        match part {
            Part::Denominator => format!("({denominator})"),
            Part::Numerator => format!("({denominator}) AND ({numerator})"),
            // What is not known fits no more than what is not so.
            Part::Missing => {
                format!("({denominator}) AND CASE WHEN {numerator} THEN 1 ELSE 0 END = 0")
            }
        }
    }
}

/// The status that holds: a student who was put on the roster a moment ago has no state yet.
const STATUS: &str = "(CASE WHEN st.evaluated_at > 0 THEN st.status ELSE s.status END)";

/// Writes the conditions of an indicator; `visited` are the groups that are visited every term, all when empty.
pub(super) fn terms(key: Key, filter: &mut Filter, at: At, visited: &[Group]) -> Option<Terms> {
    let expected = || {
        format!("{STATUS} NOT IN ('transferred', 'graduated', 'deceased', 'deferred', 'exempt')")
    };
    let late = |filter: &mut Filter, least: i64, most: i64| {
        let (now, today) = (filter.number(at.now), filter.number(at.today));
        let days = format!("{today} - p.due_day BETWEEN {least} AND {most}");
        ("1 = 1".to_owned(), format!("p.due_at < {now} AND {days}"))
    };
    let (denominator, numerator) = match key {
        Key::ConsolidationRate => return None,
        Key::RetentionRate => {
            (expected(), format!("{STATUS} NOT IN ('dropped_out', 'not_enrolled')"))
        }
        Key::DropoutRate => (expected(), format!("{STATUS} = 'dropped_out'")),
        Key::ReturnRate => (
            format!("{STATUS} IN ('returned', 'suspected_dropout', 'dropped_out')"),
            format!("{STATUS} = 'returned'"),
        ),
        Key::VisitsDone => {
            let groups: Vec<String> =
                visited.iter().map(|group| in_group(filter, *group)).collect();
            let groups = if groups.is_empty() { "1 = 1".to_owned() } else { groups.join(" OR ") };
            let in_class = "'enrolled', 'returned', 'suspected_dropout', 'dropped_out'";
            (
                format!("{STATUS} IN ({in_class}) AND ({groups})"),
                format!("st.last_visit_at >= {}", filter.number(at.since)),
            )
        }
        Key::FollowUpsOverdue0 => late(filter, 0, 0),
        Key::FollowUpsOverdue1To3 => late(filter, 1, 3),
        Key::FollowUpsOverdue4To7 => late(filter, 4, 7),
        Key::FollowUpsOverdue8To30 => late(filter, 8, 30),
        Key::FollowUpsOverdueOver30 => late(filter, 31, 1_000_000),
        Key::ReportsOnTime => {
            let now = filter.number(at.now);
            (
                format!("p.state = 'done' OR (p.is_open AND p.due_at < {now})"),
                "p.state = 'done' AND p.closed_at <= p.due_at".to_owned(),
            )
        }
        Key::PromisesKept => {
            ("p.state IN ('kept', 'broken')".to_owned(), "p.state = 'kept'".to_owned())
        }
        Key::ReferralsInTime => {
            let now = filter.number(at.now);
            (
                format!("p.answered_at IS NOT NULL OR p.due_at < {now}"),
                "p.answered_at <= p.due_at".to_owned(),
            )
        }
        Key::DaysToReturnMedian => ("1 = 1".to_owned(), "1 = 1".to_owned()),
    };
    Some(Terms { denominator, numerator })
}

/// When the absence began that a return ended: with the first step of the ladder in its case.
pub(super) const AWAY_SINCE: &str = "COALESCE((SELECT MIN(l.opened_at) FROM follow_up l
    WHERE l.student = p.student AND l.case_id = p.case_id AND l.reason = 'ladder'), p.opened_at)";
