//! Ledgers (台账): which children each holds, and the columns that a line of one can show. Two tables.

pub mod words;

use crate::indicator::{Words, both};
use crate::people::{Status, words};
use jiff::civil::{Date, date};

words! {
    /// A ledger.
    Key {
        /// Children of compulsory-school age 适龄儿童台账.
        SchoolAge = "school_age",
        /// Suspected dropouts 疑似辍学台账.
        SuspectedDropouts = "suspected_dropouts",
        /// Dropouts 辍学台账.
        Dropouts = "dropouts",
    }
}

/// What a ledger is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Definition {
    /// The key.
    pub key: Key,
    /// What people call it.
    pub name: Words,
    /// Which children it holds.
    pub holds: Words,
    /// Where that comes from.
    pub source: Words,
    /// The statuses of the children it holds.
    pub statuses: &'static [Status],
    /// Whether it holds children of school age only.
    pub of_age: bool,
}

/// The full years that a child has on 31 August before a school year in which it is of school age: schooling begins at
/// six, where conditions are lacking at seven, and lasts nine years (义务教育法 articles 2 and 11).
pub const AGES: (i16, i16) = (6, 15);

const IN_CARE: &[Status] = &[
    Status::NotEnrolled,
    Status::Enrolled,
    Status::Suspended,
    Status::Deferred,
    Status::Exempt,
    Status::HomeTuition,
    Status::SuspectedDropout,
    Status::DroppedOut,
    Status::Returned,
];

impl Key {
    /// Returns what the ledger is.
    #[must_use]
    pub const fn definition(self) -> Definition {
        match self {
            Self::SchoolAge => Definition {
                key: self,
                name: both("适龄儿童台账", "Children of school age"),
                holds: both(
                    "本学年 8 月 31 日满 6 周岁、不满 16 周岁，且未转出、未毕业、未死亡的儿童少年",
                    "Children aged 6 to 15 on 31 August before this school year, unless transferred, graduated or deceased",
                ),
                source: both(
                    "《义务教育法》第二条、第十一条",
                    "Compulsory Education Law, articles 2 and 11",
                ),
                statuses: IN_CARE,
                of_age: true,
            },
            Self::SuspectedDropouts => Definition {
                key: self,
                name: both("疑似辍学台账", "Suspected dropouts"),
                holds: both(
                    "学籍状态为疑似辍学的学生，返校或核准后销号",
                    "Students whose status is suspected dropout, until they are back or the county has decided",
                ),
                source: both("县控辍保学阶梯第四步", "Step 4 of the county's ladder"),
                statuses: &[Status::SuspectedDropout],
                of_age: false,
            },
            Self::Dropouts => Definition {
                key: self,
                name: both("辍学台账", "Dropouts"),
                holds: both(
                    "县里核准为辍学的学生，复学后销号",
                    "Students whom the county holds to have dropped out, until they return",
                ),
                source: both("学籍状态变更程序", "The procedure of status changes"),
                statuses: &[Status::DroppedOut],
                of_age: false,
            },
        }
    }
}

/// Returns the first and the last birthday of the children who are of school age on a day.
#[must_use]
pub fn birthdays(today: Date) -> (Date, Date) {
    let (least, most) = AGES;
    let year = today.year() - i16::from(today.month() < 9);
    // Who turns 16 on 31 August is no longer 15 on that day.
    (date(year - most - 1, 9, 1), date(year - least, 8, 31))
}

words! {
    /// What a line of a ledger can show.
    Column {
        /// The name.
        Name = "name",
        /// The sex.
        Sex = "sex",
        /// The birth date.
        Born = "born",
        /// The identity number.
        Identity = "identity",
        /// The student number.
        StudentNumber = "student_number",
        /// The school.
        School = "school",
        /// The class.
        Class = "class",
        /// The township of the household.
        Township = "township",
        /// The village of the household.
        Village = "village",
        /// The guardian who cares for the child.
        Guardian = "guardian",
        /// The guardian's telephone.
        Phone = "phone",
        /// The groups.
        Groups = "groups",
        /// The status.
        Status = "status",
        /// Since when the status holds.
        Since = "since",
        /// The last visit.
        LastVisit = "last_visit",
        /// The last contact with a guardian.
        LastContact = "last_contact",
        /// The open step of the ladder.
        Step = "step",
        /// School days absent.
        DaysAbsent = "days_absent",
        /// The day that a guardian promised.
        Promise = "promise",
    }
}

words! {
    /// What the cells of a column hold.
    Holds {
        /// A text.
        Text = "text",
        /// A whole number.
        Number = "number",
        /// A day.
        Day = "day",
        /// A moment.
        Moment = "moment",
    }
}

/// A column's heading and what lies below it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Heading {
    /// The column.
    pub column: Column,
    /// What people call it.
    pub name: Words,
    /// What its cells hold.
    pub holds: Holds,
    /// Whether its cells are masked for whoever may not see them or gives no reason.
    pub masked: bool,
    /// Whether it is shown unless other columns are chosen.
    pub shown: bool,
}

impl Column {
    /// Returns the heading.
    #[must_use]
    pub const fn heading(self) -> Heading {
        let (name, holds, shown) = match self {
            Self::Name => (both("姓名", "Name"), Holds::Text, true),
            Self::Sex => (both("性别", "Gender"), Holds::Text, true),
            Self::Born => (both("出生日期", "Born"), Holds::Day, true),
            Self::Identity => (both("身份证号", "Identity number"), Holds::Text, false),
            Self::StudentNumber => (both("学籍号", "Student number"), Holds::Text, false),
            Self::School => (both("学校", "School"), Holds::Text, true),
            Self::Class => (both("年级班级", "Class"), Holds::Text, true),
            Self::Township => (both("乡镇（街道）", "Township"), Holds::Text, false),
            Self::Village => (both("村（社区）", "Village"), Holds::Text, true),
            Self::Guardian => (both("监护人", "Guardian"), Holds::Text, false),
            Self::Phone => (both("监护人电话", "Guardian's phone"), Holds::Text, false),
            Self::Groups => (both("群体类别", "Groups"), Holds::Text, true),
            Self::Status => (both("学籍状态", "Status"), Holds::Text, true),
            Self::Since => (both("状态起始", "Status since"), Holds::Day, false),
            Self::LastVisit => (both("最近家访", "Last visit"), Holds::Moment, true),
            Self::LastContact => (both("最近联系监护人", "Last contact"), Holds::Moment, false),
            Self::Step => (both("当前步骤", "Open step"), Holds::Text, true),
            Self::DaysAbsent => (both("缺课天数", "School days absent"), Holds::Number, true),
            Self::Promise => (both("承诺返校日", "Promised by"), Holds::Day, false),
        };
        Heading { column: self, name, holds, masked: matches!(self, Self::Identity), shown }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::IdentityNumber;

    #[test]
    fn school_age_is_six_to_fifteen_on_the_eve_of_the_school_year() {
        assert_eq!(birthdays(date(2026, 11, 26)), (date(2010, 9, 1), date(2020, 8, 31)));
        assert_eq!(birthdays(date(2026, 8, 31)), (date(2009, 9, 1), date(2019, 8, 31)));
        assert_eq!(birthdays(date(2026, 9, 1)).1, date(2020, 8, 31));
    }

    #[test]
    fn every_ledger_says_in_both_languages_what_it_holds() {
        for key in Key::ALL {
            let definition = key.definition();
            assert_eq!(definition.key, *key);
            for words in [definition.name, definition.holds, definition.source] {
                assert!(!words.zh.is_empty() && words.en.is_ascii() && !words.en.is_empty());
            }
            assert!(!definition.statuses.is_empty());
        }
        let of_age = Key::SchoolAge.definition().statuses;
        for key in [Key::SuspectedDropouts, Key::Dropouts] {
            assert!(key.definition().statuses.iter().all(|status| of_age.contains(status)));
        }
        for gone in [Status::Transferred, Status::Graduated, Status::Deceased] {
            assert!(!of_age.contains(&gone), "{gone}");
        }
    }

    #[test]
    fn every_column_has_a_heading_of_its_own_and_identity_alone_is_masked_and_not_shown_unasked() {
        let headings: Vec<Heading> = Column::ALL.iter().map(|column| column.heading()).collect();
        for (i, heading) in headings.iter().enumerate() {
            assert_eq!(heading.column, Column::ALL[i]);
            let twin = |other: &Heading| {
                other.name.zh == heading.name.zh || other.name.en == heading.name.en
            };
            assert_eq!(headings.iter().filter(|other| twin(other)).count(), 1);
        }
        let masked: Vec<_> = headings.iter().filter(|heading| heading.masked).collect();
        assert_eq!(masked.iter().map(|h| h.column).collect::<Vec<_>>(), [Column::Identity]);
        assert!(!masked[0].shown);
        assert!(
            !IdentityNumber::parse("11010519491231002X").unwrap().masked().contains("19491231")
        );
    }
}
