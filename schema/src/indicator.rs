//! Indicators (指标): what each is called, what it counts, in which unit, and when its target is met. One table.

use crate::people::{Group, words};
use crate::policy::Policy;
use jiff::civil::Date;

words! {
    /// An indicator.
    Key {
        /// Graduates of a cohort, of those who entered nine years before 巩固率.
        ConsolidationRate = "consolidation_rate",
        /// Children on a roll, of those who ought to be.
        RetentionRate = "retention_rate",
        /// Children who dropped out.
        DropoutRate = "dropout_rate",
        /// Children who came back.
        ReturnRate = "return_rate",
        /// The median of the days until a child came back.
        DaysToReturnMedian = "days_to_return_median",
        /// Children who were visited as the policy asks.
        VisitsDone = "visits_done",
        /// Follow-ups that fell due earlier today.
        FollowUpsOverdue0 = "follow_ups_overdue_0",
        /// Follow-ups overdue for 1 to 3 days.
        FollowUpsOverdue1To3 = "follow_ups_overdue_1_3",
        /// Follow-ups overdue for 4 to 7 days.
        FollowUpsOverdue4To7 = "follow_ups_overdue_4_7",
        /// Follow-ups overdue for 8 to 30 days.
        FollowUpsOverdue8To30 = "follow_ups_overdue_8_30",
        /// Follow-ups overdue for more than 30 days.
        FollowUpsOverdueOver30 = "follow_ups_overdue_over_30",
        /// Promises that were kept.
        PromisesKept = "promises_kept",
        /// Referrals answered in time.
        ReferralsInTime = "referrals_in_time",
        /// Absence reports and dropout reports on time.
        ReportsOnTime = "reports_on_time",
    }
}

words! {
    /// The unit of a value.
    Unit {
        /// The numerator in percent of the denominator.
        Percent = "percent",
        /// Days.
        Days = "days",
    }
}

words! {
    /// The direction in which an indicator is better.
    Wants {
        /// The more the better: a target is the least value that will do.
        Most = "most",
        /// The less the better: a target is the greatest value that will do.
        Least = "least",
    }
}

words! {
    /// What an indicator counts.
    Counts {
        /// Students.
        Students = "students",
        /// Follow-ups.
        FollowUps = "follow_ups",
        /// Promises of guardians.
        Promises = "promises",
        /// Referrals to departments.
        Referrals = "referrals",
        /// Returns to class.
        Returns = "returns",
        /// Children of cohorts, whose figures are on file without names.
        Cohorts = "cohorts",
    }
}

words! {
    /// A part of an indicator, which opens to what is counted in it.
    Part {
        /// What fits.
        Numerator = "numerator",
        /// What it is compared with.
        Denominator = "denominator",
        /// What is of the denominator and does not fit.
        Missing = "missing",
    }
}

/// A text in both languages.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Words {
    /// Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

impl Words {
    /// Returns the text in a language: `zh` and its kin, otherwise English.
    #[must_use]
    pub fn tell(&self, language: &str) -> &'static str {
        if language.starts_with("zh") { self.zh } else { self.en }
    }
}

pub(crate) const fn both(zh: &'static str, en: &'static str) -> Words {
    Words { zh, en }
}

/// What an indicator is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Definition {
    /// The key.
    pub key: Key,
    /// The unit of its value.
    pub unit: Unit,
    /// The direction in which it is better.
    pub wants: Option<Wants>,
    /// What it counts.
    pub counts: Counts,
    /// What people call it.
    pub name: Words,
    /// What fits.
    pub numerator: Words,
    /// What it is compared with.
    pub denominator: Words,
    /// What else is to be known about it.
    pub note: Words,
}

impl Definition {
    /// Says what it counts, for people.
    #[must_use]
    pub fn tell(&self, language: &str) -> String {
        let (numerator, denominator) =
            (self.numerator.tell(language), self.denominator.tell(language));
        let (note, chinese) = (self.note.tell(language), language.starts_with("zh"));
        match (chinese, note.is_empty()) {
            (true, _) => format!("分子：{numerator}。分母：{denominator}。{note}"),
            (false, true) => format!("{numerator}; compared with: {denominator}."),
            (false, false) => format!("{numerator}; compared with: {denominator}. {note}"),
        }
    }

    /// Tells whether its parts open to named children.
    #[must_use]
    pub fn is_named(&self) -> bool {
        self.counts != Counts::Cohorts
    }

    /// Returns the target of the policy for all students or a group.
    #[must_use]
    pub fn target(&self, policy: &Policy, group: Option<Group>) -> Option<f64> {
        let mut targets = policy.targets.iter();
        let target = targets.find(|t| t.indicator == self.key.as_str() && t.group == group)?;
        match self.wants? {
            Wants::Most => Some(target.at_least),
            Wants::Least => target.at_most,
        }
    }

    /// Tells whether a value meets a target; nothing without either.
    #[must_use]
    pub fn is_met(&self, value: Option<f64>, target: Option<f64>) -> Option<bool> {
        let (value, target) = (value?, target?);
        Some(match self.wants? {
            Wants::Most => value >= target,
            Wants::Least => value <= target,
        })
    }

    /// Returns the part that is looked at first: what is not as it should be.
    #[must_use]
    pub fn first_part(&self) -> Part {
        if self.wants == Some(Wants::Most) { Part::Missing } else { Part::Numerator }
    }
}

const NONE: Words = both("", "");
const EXPECTED: Words = both(
    "在册学生，不含转出、毕业、死亡、缓学、免学的学生",
    "all students on file except those transferred, graduated, deceased, deferred or exempt",
);
const OPEN: Words = both("全部未办结的跟进", "all open follow-ups");
const OVERDUE: Words = both(
    "天数按当地日历计，0天指当天已过期限。",
    "Days are calendar days on the region's clock; 0 is due earlier today.",
);

const fn overdue(key: Key, name: Words, numerator: Words) -> Definition {
    Definition {
        key,
        unit: Unit::Percent,
        wants: Some(Wants::Least),
        counts: Counts::FollowUps,
        name,
        numerator,
        denominator: OPEN,
        note: OVERDUE,
    }
}

/// Every indicator, in the order in which they are shown.
pub const DEFINITIONS: [Definition; 14] = [
    Definition {
        key: Key::ConsolidationRate,
        unit: Unit::Percent,
        wants: Some(Wants::Most),
        counts: Counts::Cohorts,
        name: both("九年义务教育巩固率", "Consolidation rate"),
        numerator: both("九年级毕业生数", "Graduates of grade 9"),
        denominator: both(
            "九年前一年级入学人数，加转入，减转出，减死亡",
            "entrants of grade 1 nine years before, with transfers in, without transfers out and deaths",
        ),
        note: both(
            "数字来自导入的各届学生情况表，计最近一届已毕业的学生；没有导入时没有数值。",
            "The figures are those of the imported cohort file, for the last cohort that has left; while none are on file there is no value.",
        ),
    },
    Definition {
        key: Key::RetentionRate,
        unit: Unit::Percent,
        wants: Some(Wants::Most),
        counts: Counts::Students,
        name: both("在校率", "Retention"),
        numerator: both(
            "现状态不是辍学、也不是未入学的学生",
            "Students whose status now is neither dropped out nor not enrolled",
        ),
        denominator: EXPECTED,
        note: both(
            "以今天的名册计，年初在校人数未另存。",
            "It compares the roster of today with itself: the roll at the year's start is not kept as a snapshot.",
        ),
    },
    Definition {
        key: Key::DropoutRate,
        unit: Unit::Percent,
        wants: Some(Wants::Least),
        counts: Counts::Students,
        name: both("辍学率", "Dropout rate"),
        numerator: both("现状态为辍学的学生", "Students whose status now is dropped out"),
        denominator: EXPECTED,
        note: NONE,
    },
    Definition {
        key: Key::ReturnRate,
        unit: Unit::Percent,
        wants: Some(Wants::Most),
        counts: Counts::Students,
        name: both("复学率", "Return rate"),
        numerator: both("现状态为复学的学生", "Students whose status now is returned"),
        denominator: both(
            "现状态为复学、疑似辍学或辍学的学生",
            "students who are returned, suspected or dropped out now",
        ),
        note: NONE,
    },
    Definition {
        key: Key::DaysToReturnMedian,
        unit: Unit::Days,
        wants: Some(Wants::Least),
        counts: Counts::Returns,
        name: both("返校所用天数（中位数）", "Days until the return, median"),
        numerator: both("本期内的返校", "Returns to class in the period"),
        denominator: both("本期内的返校", "the same returns"),
        note: both(
            "数值是从个案第一步到返校的天数的中位数。",
            "The value is the median of the days from the first step of the case's ladder to the child's return.",
        ),
    },
    Definition {
        key: Key::VisitsDone,
        unit: Unit::Percent,
        wants: Some(Wants::Most),
        counts: Counts::Students,
        name: both("家访完成率", "Visits done"),
        numerator: both(
            "本期内至少家访过一次的学生",
            "Students visited at least once in the period",
        ),
        denominator: both(
            "应在校、且属于政策规定要家访的群体的学生",
            "students expected in class whose groups the policy has visited when nothing is wrong",
        ),
        note: NONE,
    },
    overdue(
        Key::FollowUpsOverdue0,
        both("今天逾期的跟进", "Follow-ups overdue since today"),
        both("今天已过期限、未办结的跟进", "Open follow-ups that fell due earlier today"),
    ),
    overdue(
        Key::FollowUpsOverdue1To3,
        both("逾期1至3天的跟进", "Follow-ups overdue 1 to 3 days"),
        both("逾期1至3天、未办结的跟进", "Open follow-ups overdue for 1 to 3 days"),
    ),
    overdue(
        Key::FollowUpsOverdue4To7,
        both("逾期4至7天的跟进", "Follow-ups overdue 4 to 7 days"),
        both("逾期4至7天、未办结的跟进", "Open follow-ups overdue for 4 to 7 days"),
    ),
    overdue(
        Key::FollowUpsOverdue8To30,
        both("逾期8至30天的跟进", "Follow-ups overdue 8 to 30 days"),
        both("逾期8至30天、未办结的跟进", "Open follow-ups overdue for 8 to 30 days"),
    ),
    overdue(
        Key::FollowUpsOverdueOver30,
        both("逾期30天以上的跟进", "Follow-ups overdue over 30 days"),
        both("逾期30天以上、未办结的跟进", "Open follow-ups overdue for more than 30 days"),
    ),
    Definition {
        key: Key::PromisesKept,
        unit: Unit::Percent,
        wants: Some(Wants::Most),
        counts: Counts::Promises,
        name: both("承诺兑现率", "Promises kept"),
        numerator: both("本期内作出并已兑现的承诺", "Promises made in the period and kept"),
        denominator: both(
            "本期内作出、已兑现或已食言的承诺",
            "promises made in the period and kept or broken",
        ),
        note: NONE,
    },
    Definition {
        key: Key::ReferralsInTime,
        unit: Unit::Percent,
        wants: Some(Wants::Most),
        counts: Counts::Referrals,
        name: both("转介按时答复率", "Referrals answered in time"),
        numerator: both(
            "本期内发出、在期限内答复的转介",
            "Referrals sent in the period and answered by their due time",
        ),
        denominator: both(
            "本期内发出、已答复或已到期的转介",
            "referrals sent in the period that are answered or due",
        ),
        note: NONE,
    },
    Definition {
        key: Key::ReportsOnTime,
        unit: Unit::Percent,
        wants: Some(Wants::Most),
        counts: Counts::FollowUps,
        name: both("按时报告率", "Reports on time"),
        numerator: both(
            "本期内开启、按时完成的第1步和第4步",
            "Follow-ups of steps 1 and 4 opened in the period and done by their due time",
        ),
        denominator: both(
            "本期内开启、已完成或已逾期的第1步和第4步",
            "those opened in the period that are done or overdue",
        ),
        note: both("已取消的不计。", "Cancelled ones are not counted."),
    },
];

impl Key {
    /// Returns what the indicator is.
    #[must_use]
    pub const fn definition(self) -> &'static Definition {
        // The table has the keys' order; a test holds it to that.
        &DEFINITIONS[self as usize]
    }
}

/// Returns the groups that the policy has visited every term though nothing is wrong; empty means every student.
#[must_use]
pub fn visited_groups(policy: &Policy) -> Vec<Group> {
    let periods = || policy.visit_periods.iter().filter(|p| !p.at_risk && !p.boarding);
    if periods().any(|p| p.groups.is_empty()) {
        return Vec::new();
    }
    periods().flat_map(|p| p.groups.iter().copied()).collect()
}

/// Returns the year in which the cohort entered grade 1 that has left grade 9 last: nine school years are over at the
/// end of June.
#[must_use]
pub fn last_cohort(today: Date) -> i16 {
    today.year() - if today.month() >= 7 { 9 } else { 10 }
}

/// Returns the numerator in percent of the denominator; nothing when there is nothing to compare with.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "counts of people are far below 2^52")]
pub fn per_cent(numerator: i64, denominator: i64) -> Option<f64> {
    (denominator > 0).then(|| numerator as f64 * 100.0 / denominator as f64)
}

/// The milliseconds of a day.
const DAY_MS: f64 = 86_400_000.0;

/// Returns the median of some times in milliseconds, in days.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "milliseconds of a term are far below 2^52")]
pub fn median_days(ms: &mut [i64]) -> Option<f64> {
    ms.sort_unstable();
    let upper = ms.get(ms.len() / 2)?;
    let lower = ms.get((ms.len() - 1) / 2)?;
    Some((lower + upper) as f64 / 2.0 / DAY_MS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Target;

    #[test]
    fn every_key_has_its_definition_in_both_languages() {
        assert_eq!(DEFINITIONS.len(), Key::ALL.len());
        for key in Key::ALL {
            let definition = key.definition();
            assert_eq!(definition.key, *key);
            for words in [definition.name, definition.numerator, definition.denominator] {
                assert!(!words.zh.is_empty() && words.zh != words.en, "{key}");
                assert!(words.en.is_ascii() && !words.en.is_empty(), "{key}");
            }
            assert_ne!(definition.tell("zh-Hans"), definition.tell("en"));
            assert!(definition.tell("en").ends_with('.'), "{}", definition.tell("en"));
        }
    }

    #[test]
    fn a_target_is_met_in_the_direction_that_the_indicator_wants() {
        let mut policy = Policy::shipped();
        let target = |indicator: &str, group, at_least, at_most| Target {
            indicator: indicator.to_owned(),
            group,
            at_least,
            at_most,
        };
        policy.targets.push(target("dropout_rate", None, 0.0, Some(2.0)));
        assert_eq!(policy.check(), []);
        let (retention, dropout) = (Key::RetentionRate.definition(), Key::DropoutRate.definition());
        assert_eq!(retention.target(&policy, None), Some(96.0));
        assert_eq!(retention.target(&policy, Some(Group::PoorHousehold)), Some(100.0));
        assert_eq!(retention.target(&policy, Some(Group::Orphan)), None);
        assert_eq!(dropout.target(&policy, None), Some(2.0));
        assert_eq!(retention.is_met(Some(96.0), Some(96.0)), Some(true));
        assert_eq!(retention.is_met(Some(95.9), Some(96.0)), Some(false));
        assert_eq!(dropout.is_met(Some(2.1), Some(2.0)), Some(false));
        assert_eq!(dropout.is_met(None, Some(2.0)), None);
        assert_eq!(dropout.is_met(Some(1.0), None), None);
        assert_eq!(
            (retention.first_part(), dropout.first_part()),
            (Part::Missing, Part::Numerator)
        );
        policy.targets.push(target("dropout_rate", Some(Group::Orphan), 0.0, None));
        policy.targets.push(target("dropouts", None, 1.0, None));
        let fields: Vec<String> = policy.check().into_iter().map(|v| v.field).collect();
        assert_eq!(fields, ["targets[5].at_most", "targets[6].indicator"]);
    }

    #[test]
    fn a_cohort_has_left_when_its_ninth_school_year_is_over() {
        use jiff::civil::date;
        assert_eq!(last_cohort(date(2026, 6, 30)), 2016);
        assert_eq!(last_cohort(date(2026, 7, 1)), 2017);
        assert_eq!(last_cohort(date(2026, 11, 26)), 2017);
    }

    #[test]
    fn a_rate_of_nothing_has_no_value_and_a_median_lies_in_the_middle() {
        assert_eq!(per_cent(0, 0), None);
        assert_eq!(per_cent(1, 4), Some(25.0));
        let day = 86_400_000;
        assert_eq!(median_days(&mut []), None);
        assert_eq!(median_days(&mut [5 * day, day, 2 * day]), Some(2.0));
        assert_eq!(median_days(&mut [4 * day, day]), Some(2.5));
    }
}
