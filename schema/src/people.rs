//! The people, schools and classes of DOMAIN.md, and the closed word lists that describe them.

use crate::id::{AssignmentId, ClassId, GuardianId, SchoolId, StudentId, WorkerId};
use crate::place::Place;
use crate::region::RegionCode;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Declares a closed list of words that travel as `snake_case` text.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "ts", derive(ts_rs::TS))]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $text)] $variant),+ }

        impl $name {
            /// Every word of the list, in its order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Returns the word as it travels.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// Finds the word for a text.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|w| w.as_str() == text)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.as_str()) }
        }
    };
}
pub(crate) use words;

words! {
    /// Sex as the household register has it.
    Sex {
        /// Female.
        Female = "female",
        /// Male.
        Male = "male",
    }
}

words! {
    /// A group that a student belongs to; a student can be in several.
    Group {
        /// Registered poor household 建档立卡/脱贫户.
        PoorHousehold = "poor_household",
        /// Left-behind child 留守儿童.
        LeftBehind = "left_behind",
        /// Child in difficulty 困境儿童.
        InDifficulty = "in_difficulty",
        /// Orphan 孤儿.
        Orphan = "orphan",
        /// De facto unattended child 事实无人抚养儿童.
        Unattended = "unattended",
        /// Disabled child 残疾儿童.
        Disability = "disability",
        /// Child of a migrant worker 随迁子女.
        Migrant = "migrant",
        /// Child of a single parent 单亲.
        SingleParent = "single_parent",
        /// Minor involved in a case 涉案未成年人.
        InvolvedInCase = "involved_in_case",
    }
}

words! {
    /// Enrolment status 学籍状态.
    Status {
        /// Of school age but on no roll.
        NotEnrolled = "not_enrolled",
        /// On the roll and expected in class.
        Enrolled = "enrolled",
        /// Suspended 休学.
        Suspended = "suspended",
        /// Deferred entry 缓学.
        Deferred = "deferred",
        /// Exempt from schooling 免学.
        Exempt = "exempt",
        /// Taught at home for a severe disability 送教上门.
        HomeTuition = "home_tuition",
        /// Suspected dropout 疑似辍学.
        SuspectedDropout = "suspected_dropout",
        /// Dropped out 辍学.
        DroppedOut = "dropped_out",
        /// Returned to class 复学.
        Returned = "returned",
        /// Transferred to another school.
        Transferred = "transferred",
        /// Finished grade 9.
        Graduated = "graduated",
        /// Deceased.
        Deceased = "deceased",
    }
}

impl Status {
    /// Tells whether a student of this status is expected in class.
    #[must_use]
    pub const fn expected_in_class(self) -> bool {
        matches!(self, Self::Enrolled | Self::Returned | Self::SuspectedDropout | Self::DroppedOut)
    }
}

words! {
    /// Why a child is watched 预警.
    Concern {
        /// Truancy 旷课.
        Truancy = "truancy",
        /// Absence nobody explained.
        UnexplainedAbsence = "unexplained_absence",
        /// No effective guardian 监护缺失.
        NoEffectiveGuardian = "no_effective_guardian",
        /// Bad behaviour 不良行为.
        BadBehaviour = "bad_behaviour",
        /// Aversion to school 厌学.
        SchoolAversion = "school_aversion",
        /// Financial hardship.
        Hardship = "hardship",
        /// Child labour 童工.
        ChildLabour = "child_labour",
        /// Early marriage 早婚.
        EarlyMarriage = "early_marriage",
        /// Illness or disability.
        IllnessOrDisability = "illness_or_disability",
        /// Frequents an unsuitable venue.
        UnsuitableVenue = "unsuitable_venue",
        /// The guardian refuses schooling.
        GuardianRefuses = "guardian_refuses",
        /// No visit within the policy's period.
        NotVisited = "not_visited",
        /// A promise was broken.
        BrokenPromise = "broken_promise",
        /// Anything else.
        Other = "other",
    }
}

words! {
    /// A department of the joint control 联控联保.
    Department {
        /// Education.
        Education = "education",
        /// Civil affairs 民政.
        CivilAffairs = "civil_affairs",
        /// Justice 司法.
        Justice = "justice",
        /// Human resources and social security 人社.
        HumanResources = "human_resources",
        /// Market regulation 市场监管.
        MarketRegulation = "market_regulation",
        /// Public security 公安.
        PublicSecurity = "public_security",
        /// Culture, press and broadcasting 文化广电新闻出版.
        Culture = "culture",
        /// Comprehensive management committee 综治.
        ComprehensiveManagement = "comprehensive_management",
        /// Communist Youth League 团委.
        YouthLeague = "youth_league",
        /// Women's Federation 妇联.
        WomensFederation = "womens_federation",
        /// Disabled Persons' Federation 残联.
        DisabledFederation = "disabled_federation",
        /// The community 社区.
        Community = "community",
    }
}

words! {
    /// What a worker is.
    Role {
        /// Teacher 教师.
        Teacher = "teacher",
        /// Principal 校长.
        Principal = "principal",
        /// Village committee member 村(居)委会委员.
        Committee = "committee",
        /// Township officer 乡镇(街道).
        Township = "township",
        /// Department officer 部门.
        Department = "department",
        /// Supervisor 督导 of an education authority.
        Supervisor = "supervisor",
        /// Administrator.
        Administrator = "administrator",
    }
}

words! {
    /// How a guardian is reached.
    Channel {
        /// Telephone call.
        Call = "call",
        /// Text message.
        Sms = "sms",
        /// WeChat 微信.
        Wechat = "wechat",
        /// In person.
        InPerson = "in_person",
        /// Written notice.
        WrittenNotice = "written_notice",
    }
}

words! {
    /// What a guardian is to the child.
    Relation {
        /// Father.
        Father = "father",
        /// Mother.
        Mother = "mother",
        /// Grandparent.
        Grandparent = "grandparent",
        /// Sibling of age.
        Sibling = "sibling",
        /// Other relative.
        Relative = "relative",
        /// Village committee or institution acting as guardian.
        Institution = "institution",
        /// Anyone else.
        Other = "other",
    }
}

/// A guardian as the roster has them.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Guardian {
    /// The id.
    pub id: GuardianId,
    /// The name.
    pub name: String,
    /// What they are to the child.
    pub relation: Relation,
    /// Telephone number as dialled, empty when unknown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub phone: String,
    /// Where they work when away from home; empty when at home.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub away: String,
    /// The channel they prefer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
    /// Whether they consented to what is collected; `None` when not asked yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent: Option<bool>,
}

/// A student as the roster has them; corrections are facts on top (`profile_edit`).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Student {
    /// The id.
    pub id: StudentId,
    /// The county whose education authority keeps the record.
    pub county: RegionCode,
    /// The name.
    pub name: String,
    /// The sex.
    pub sex: Sex,
    /// The birth date.
    #[cfg_attr(feature = "ts", ts(as = "crate::ts::Day"))]
    pub birth_date: Date,
    /// The identity number, masked; the full number never leaves the server unasked.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub identity_masked: String,
    /// Student number 学籍号.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub student_number: String,
    /// The school.
    pub school: SchoolId,
    /// The class.
    pub class: ClassId,
    /// The grade, 1 to 9.
    pub grade: u8,
    /// The household's village.
    pub village: RegionCode,
    /// The household's address below the village.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub address: String,
    /// The household's place, once known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub home: Option<Place>,
    /// The groups.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub groups: BTreeSet<Group>,
    /// Whether the student boards at school.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub boarding: bool,
    /// The status that the roster was imported with.
    pub status: Status,
    /// The first day on which this roster knew the student; visits are due from then on.
    #[cfg_attr(feature = "ts", ts(as = "crate::ts::Day"))]
    pub known_since: Date,
    /// The guardians, first the one who cares for the child.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub guardians: Vec<Guardian>,
}

impl Student {
    /// Returns where the student stands in the organisation.
    #[must_use]
    pub fn standing(&self) -> Standing {
        Standing {
            county: self.county,
            school: self.school,
            class: self.class,
            village: self.village,
        }
    }

    /// Returns the age in full years on a day.
    #[must_use]
    pub fn age_on(&self, day: Date) -> i16 {
        let birthday_passed =
            (day.month(), day.day()) >= (self.birth_date.month(), self.birth_date.day());
        day.year() - self.birth_date.year() - i16::from(!birthday_passed)
    }
}

/// Where a student stands: what scopes are compared with.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Standing {
    /// The county that keeps the record.
    pub county: RegionCode,
    /// The school.
    pub school: SchoolId,
    /// The class.
    pub class: ClassId,
    /// The household's village.
    pub village: RegionCode,
}

/// A school.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct School {
    /// The id.
    pub id: SchoolId,
    /// The county.
    pub county: RegionCode,
    /// The school's own code, unique in the county.
    pub code: String,
    /// The name.
    pub name: String,
    /// The township or village it lies in.
    pub region: RegionCode,
    /// Where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
}

/// A class of one school year.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Class {
    /// The id.
    pub id: ClassId,
    /// The school.
    pub school: SchoolId,
    /// The year in which the school year starts.
    pub year: i16,
    /// The grade, 1 to 9.
    pub grade: u8,
    /// The class number in its grade, from 1.
    pub number: u8,
}

/// A worker as colleagues see them.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Worker {
    /// The id.
    pub id: WorkerId,
    /// The name.
    pub name: String,
    /// What they are.
    pub role: Role,
}

/// The part of the organisation that a worker is responsible for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// One class.
    Class(ClassId),
    /// One school.
    School(SchoolId),
    /// A village, township, county, prefecture or province.
    Region(RegionCode),
    /// A department of a county; it reaches students through referrals.
    Department(RegionCode, Department),
}

impl Scope {
    /// Tells whether a student of that standing lies in the scope by organisation.
    #[must_use]
    pub fn covers(&self, standing: &Standing) -> bool {
        match self {
            Self::Class(class) => standing.class == *class,
            Self::School(school) => standing.school == *school,
            Self::Region(code) => {
                if code.level() >= crate::region::Level::Township {
                    code.contains(&standing.village)
                } else {
                    code.contains(&standing.county)
                }
            }
            Self::Department(..) => false,
        }
    }
}

/// A worker's standing assignment to a scope.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Assignment {
    /// The id.
    pub id: AssignmentId,
    /// What is assigned.
    pub scope: Scope,
}
