//! The payload of every kind of fact, wire version 1.

use super::Filled;
use crate::id::{FactId, FollowUpId, GuardianId, ReferralId, WorkerId};
use crate::moment::Moment;
use crate::people::{Channel, Concern, Department, Status, words};
use crate::place::Place;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

words! {
    /// Who was met at the door.
    Met {
        /// A guardian.
        Guardian = "guardian",
        /// Another adult of the household.
        OtherAdult = "other_adult",
        /// Only the child.
        Child = "child",
        /// Nobody.
        Nobody = "nobody",
    }
}

words! {
    /// Help that a family asked for.
    Help {
        /// Money.
        Money = "money",
        /// Legal aid.
        Legal = "legal",
        /// Medical help.
        Medical = "medical",
        /// Transport.
        Transport = "transport",
        /// Special education.
        SpecialEducation = "special_education",
    }
}

/// What a guardian agreed to, by which day.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PromiseMade {
    /// What was promised, in words.
    pub text: String,
    /// The last day on which it can be kept.
    #[cfg_attr(feature = "ts", ts(as = "crate::ts::Day"))]
    pub by: Date,
    /// Whether the promise is that the child comes back to class.
    #[serde(default)]
    pub returns: bool,
}

/// A home visit 家访.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Visit {
    /// The form that was filled.
    pub form: String,
    /// The edition of it.
    pub form_version: u32,
    /// The answers that are no part below, nested as the form is.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub answers: Map<String, Value>,
    /// Who was met.
    pub met: Met,
    /// Who came along; a committee member among them makes it a joint visit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accompanied_by: Vec<WorkerId>,
    /// Whether a village committee member took part.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub with_committee: bool,
    /// Whether a guardian was reached by telephone from the door.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub reached_by_phone: bool,
    /// Where the visit took place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// Whether the child attends school, when it was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attends: Option<bool>,
    /// The concerns that the answers raise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub concerns: Vec<Concern>,
    /// The help that was asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub help: Vec<Help>,
    /// What was promised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promise: Option<PromiseMade>,
    /// When the next visit is planned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "ts", ts(as = "Option<crate::ts::Day>"))]
    pub next_visit: Option<Date>,
    /// The follow-up that this visit works on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follow_up: Option<FollowUpId>,
    /// A free note.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl Visit {
    /// Makes a visit with the shipped form, naming only who was met.
    #[must_use]
    pub fn met(met: Met) -> Self {
        Self {
            form: "home_visit".to_owned(),
            form_version: 1,
            answers: Map::new(),
            met,
            accompanied_by: Vec::new(),
            with_committee: false,
            reached_by_phone: false,
            place: None,
            attends: None,
            concerns: Vec::new(),
            help: Vec::new(),
            promise: None,
            next_visit: None,
            follow_up: None,
            note: String::new(),
        }
    }
}

/// A contact with a guardian 监护人联系.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct GuardianContact {
    /// How.
    pub channel: Channel,
    /// Whether the guardian was reached.
    pub reached: bool,
    /// Which guardian.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guardian: Option<GuardianId>,
    /// What was said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub said: String,
    /// What was promised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promise: Option<PromiseMade>,
    /// The follow-up that this contact works on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follow_up: Option<FollowUpId>,
    /// The reminder that this contact carries out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reminder: Option<FactId>,
    /// The form that was filled, when one was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filled: Option<Filled>,
}

impl GuardianContact {
    /// Makes a telephone call, reached or not.
    #[must_use]
    pub const fn call(reached: bool) -> Self {
        Self {
            channel: Channel::Call,
            reached,
            guardian: None,
            said: String::new(),
            promise: None,
            follow_up: None,
            reminder: None,
            filled: None,
        }
    }
}

/// An absence report 缺勤报告.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct AbsenceReport {
    /// The school days on which the student was not in class.
    #[cfg_attr(feature = "ts", ts(as = "Vec<crate::ts::Day>"))]
    pub days: Vec<Date>,
    /// When the school was told: the clock that the ladder runs on.
    pub told_at: Moment,
    /// The reason, when known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// Whether the absence is excused; an excused absence opens nothing.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub excused: bool,
    /// The form that was filled, when one was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filled: Option<Filled>,
}

/// The student is back in class 返校.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ReturnToClass {
    /// The first day back.
    #[cfg_attr(feature = "ts", ts(as = "crate::ts::Day"))]
    pub day: Date,
}

/// A promise was kept or broken.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PromiseSettled {
    /// The visit or contact in which it was made.
    pub promise: FactId,
    /// Whether it was kept.
    pub kept: bool,
}

words! {
    /// A field of the profile that can be corrected from the field.
    ProfileField {
        /// The household's address.
        Address = "address",
        /// The household's place, as an object of lat, lon and accuracy.
        Home = "home",
        /// The household's village code.
        Village = "village",
        /// Whether the student boards.
        Boarding = "boarding",
        /// The groups, as a list.
        Groups = "groups",
        /// Who cares for the child.
        Carer = "carer",
        /// The first guardian's telephone.
        GuardianPhone = "guardian_phone",
        /// Where the first guardian works.
        GuardianAway = "guardian_away",
        /// Whether there is an effective guardian.
        EffectiveGuardian = "effective_guardian",
        /// Whether a guardian consented to what is collected.
        Consent = "consent",
        /// Whether a guardian allows photos.
        PhotoConsent = "photo_consent",
        /// A free remark.
        Remark = "remark",
    }
}

/// One field of the profile was edited.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ProfileEdit {
    /// The field's name, see [`ProfileField`].
    pub field: String,
    /// The new value.
    pub value: Value,
    /// The edits that the author saw and replaces; empty when it was the roster's value.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub based_on: Vec<FactId>,
}

/// A change of status was requested.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct StatusRequest {
    /// The status asked for.
    pub to: Status,
    /// Why.
    pub reason: String,
    /// From which day.
    #[cfg_attr(feature = "ts", ts(as = "crate::ts::Day"))]
    pub from: Date,
    /// Photos or documents that show it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<FactId>,
}

/// The school's check or the county's approval of a requested change.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct StatusAnswer {
    /// The request.
    pub request: FactId,
    /// Whether it is granted.
    pub granted: bool,
    /// Why not, or a remark.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// The principal's written dropout report.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct DropoutReport {
    /// What the school knows and did.
    pub account: String,
}

/// A referral to a department 转介.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ReferralSent {
    /// The department.
    pub department: Department,
    /// Why, with the minimum that it needs.
    pub reason: String,
    /// The concern, when it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub concern: Option<Concern>,
    /// Whether it is serious; serious labour cases notify two more departments.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub serious: bool,
}

words! {
    /// A department's answer to a referral.
    ReferralReply {
        /// It takes the case.
        Accepted = "accepted",
        /// It refuses, with a reason.
        Rejected = "rejected",
        /// It is working.
        InProgress = "in_progress",
        /// It is done, with a result.
        Done = "done",
        /// It hands the case back to the sender.
        Returned = "returned",
    }
}

/// A department answered a referral.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ReferralAnswered {
    /// The referral.
    pub referral: ReferralId,
    /// The answer.
    pub reply: ReferralReply,
    /// Reason or result.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// A reminder was set 提醒.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ReminderSet {
    /// The guardian to remind; `None` reminds the author.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guardian: Option<GuardianId>,
    /// What of, in words.
    pub text: String,
    /// The channel for a guardian's reminder.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
    /// From when it can be carried out.
    pub opens: Moment,
    /// When it is due.
    pub due: Moment,
    /// From when it counts as late.
    pub late: Moment,
}

/// A reminder was answered.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ReminderDone {
    /// The fact that set it.
    pub reminder: FactId,
    /// Whether it was carried out; otherwise it was dropped.
    pub carried_out: bool,
    /// What came of it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

words! {
    /// The kind of a venue.
    VenueKind {
        /// Internet cafe 网吧.
        InternetCafe = "internet_cafe",
        /// Song and dance hall 歌舞厅.
        DanceHall = "dance_hall",
        /// Game hall 游戏厅.
        GameHall = "game_hall",
        /// Employer of a minor.
        Employer = "employer",
        /// Anything else.
        Other = "other",
    }
}

/// A venue report 校园周边.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct VenueReport {
    /// The kind.
    pub kind: VenueKind,
    /// Its name.
    pub name: String,
    /// Where it is.
    pub place: Place,
    /// What was seen.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The form that was filled, when one was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filled: Option<Filled>,
}

words! {
    /// What was served on the guardian.
    Notice {
        /// Order to rectify 责令改正.
        OrderToRectify = "order_to_rectify",
        /// Administrative penalty 行政处罚.
        Penalty = "penalty",
        /// Litigation 提起诉讼.
        Litigation = "litigation",
    }
}

/// A notice or decision was served.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct NoticeServed {
    /// What.
    pub notice: Notice,
    /// The document's or the court case's number.
    pub number: String,
    /// How it was received: signature, photo, refusal with witness.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub receipt: String,
}

/// An earlier fact's payload was corrected; the latest amendment holds.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Amendment {
    /// The fact.
    pub of: FactId,
    /// The whole corrected payload, of the same kind.
    pub payload: Map<String, Value>,
    /// The corrected time, when that was wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub happened_at: Option<Moment>,
    /// Why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// An earlier fact was withdrawn; it stays in the record and counts no more.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Retraction {
    /// The fact.
    pub of: FactId,
    /// Why.
    pub reason: String,
}

/// A form's draft was discarded.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct DraftDiscarded {
    /// The form.
    pub form: String,
    /// Why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}
