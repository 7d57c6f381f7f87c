//! One enum over all kinds of acts, and how a kind's name and payload become one.

use super::evidence::{EvidenceExplained, EvidencePhoto};
use super::follow_up::{FollowUpAccepted, FollowUpDone, FollowUpReassigned, FollowUpSentBack};
use super::kinds::{
    AbsenceReport, Amendment, DraftDiscarded, DropoutReport, GuardianContact, NoticeServed,
    ProfileEdit, ProfileField, PromiseSettled, ReferralAnswered, ReferralSent, ReminderDone,
    ReminderSet, Retraction, ReturnToClass, StatusAnswer, StatusRequest, VenueReport, Visit,
};
use crate::id::FollowUpId;
use crate::problem::{Violation, Violations};
use jiff::civil::Date;
use serde_json::{Map, Value};

/// Why a payload is not the act that its kind says.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("a payload of kind \"{kind}\" does not fit: {reason}")]
pub struct NotAnAct {
    /// The kind.
    pub kind: String,
    /// What did not fit, with the field's name.
    pub reason: String,
}

/// Declares the kinds: variant, wire name, payload type.
macro_rules! acts {
    ($($(#[$doc:meta])* $variant:ident($payload:ty) = $name:literal),+ $(,)?) => {
        /// What was done.
        #[derive(Clone, PartialEq, Debug)]
        pub enum Act {
            $($(#[$doc])* $variant($payload),)+
            /// A kind that this build does not know; it is kept and passed on untouched.
            Unknown,
        }

        /// The payloads by the kind's name.
        #[cfg(feature = "ts")]
        #[derive(Clone, PartialEq, Debug, ts_rs::TS)]
        #[expect(non_snake_case, reason = "the list of kinds names them as its variants")]
        pub struct Payloads { $($(#[$doc])* #[ts(rename = $name)] pub $variant: $payload),+ }

        impl Act {
            /// The wire names of every kind that this build knows.
            pub const KINDS: &'static [&'static str] = &[$($name),+];

            /// Returns the wire name of the kind.
            #[must_use]
            pub const fn kind(&self) -> &'static str {
                match self { $(Self::$variant(_) => $name,)+ Self::Unknown => "unknown" }
            }

            /// Reads the payload of a kind; an unknown kind gives [`Act::Unknown`].
            ///
            /// # Errors
            /// When the kind is known and the payload does not fit it.
            pub fn read(kind: &str, payload: &Map<String, Value>) -> Result<Self, NotAnAct> {
                let misfit = |e: serde_json::Error| {
                    NotAnAct { kind: kind.to_owned(), reason: e.to_string() }
                };
                Self::read_from(kind, payload).map_err(misfit)
            }

            /// Reads the payload of a kind from a deserializer of one's own, such as one that knows where it stands.
            ///
            /// # Errors
            /// When the kind is known and the payload does not fit it.
            pub fn read_from<'de, D>(kind: &str, payload: D) -> Result<Self, D::Error>
            where
                D: serde::Deserializer<'de>,
            {
                use serde::Deserialize as _;
                match kind {
                    $($name => <$payload>::deserialize(payload).map(Self::$variant),)+
                    _ => Ok(Self::Unknown),
                }
            }

            /// Writes the payload.
            #[must_use]
            pub fn payload(&self) -> Map<String, Value> {
                let value = match self {
                    $(Self::$variant(p) => serde_json::to_value(p),)+
                    Self::Unknown => Ok(Value::Null),
                };
                match value { Ok(Value::Object(map)) => map, _ => Map::new() }
            }
        }
    };
}

acts! {
    /// A home visit.
    Visit(Visit) = "visit",
    /// A contact with a guardian.
    GuardianContact(GuardianContact) = "guardian_contact",
    /// A report that the student was not in class.
    AbsenceReport(AbsenceReport) = "absence_report",
    /// The student is back in class.
    ReturnToClass(ReturnToClass) = "return_to_class",
    /// A promise was kept or broken.
    PromiseSettled(PromiseSettled) = "promise_settled",
    /// One field of the profile was edited.
    ProfileEdit(ProfileEdit) = "profile_edit",
    /// A change of status was requested.
    StatusRequest(StatusRequest) = "status_request",
    /// The school checked a requested change of status.
    StatusCheck(StatusAnswer) = "status_check",
    /// The county approved or refused a requested change of status.
    StatusApproval(StatusAnswer) = "status_approval",
    /// The principal's written dropout report (ladder step 4).
    DropoutReport(DropoutReport) = "dropout_report",
    /// A follow-up was accepted.
    FollowUpAccepted(FollowUpAccepted) = "follow_up_accepted",
    /// A follow-up was done.
    FollowUpDone(FollowUpDone) = "follow_up_done",
    /// A follow-up was sent back.
    FollowUpSentBack(FollowUpSentBack) = "follow_up_sent_back",
    /// A follow-up was handed to another owner.
    FollowUpReassigned(FollowUpReassigned) = "follow_up_reassigned",
    /// A case, or part of it, was referred to a department.
    ReferralSent(ReferralSent) = "referral_sent",
    /// A department answered a referral.
    ReferralAnswered(ReferralAnswered) = "referral_answered",
    /// A reminder was set.
    ReminderSet(ReminderSet) = "reminder_set",
    /// A reminder was answered.
    ReminderDone(ReminderDone) = "reminder_done",
    /// A harmful venue or employer near a school was reported.
    VenueReport(VenueReport) = "venue_report",
    /// An evidence photo was taken.
    EvidencePhoto(EvidencePhoto) = "evidence_photo",
    /// A supervisor explained what is doubtful about a photo.
    EvidenceExplained(EvidenceExplained) = "evidence_explained",
    /// A notice or decision was served on the guardian.
    NoticeServed(NoticeServed) = "notice_served",
    /// An earlier fact's payload was corrected.
    Amendment(Amendment) = "amendment",
    /// An earlier fact was withdrawn.
    Retraction(Retraction) = "retraction",
    /// A form's draft was discarded.
    DraftDiscarded(DraftDiscarded) = "draft_discarded",
}

/// The longest free text of a fact, in characters.
pub const MAX_TEXT: usize = 4_000;

impl Act {
    /// Returns the follow-up that it accepts, completes, sends back or hands on.
    #[must_use]
    pub const fn works_on(&self) -> Option<FollowUpId> {
        match self {
            Self::FollowUpAccepted(accepted) => Some(accepted.follow_up),
            Self::FollowUpDone(done) => Some(done.follow_up),
            Self::FollowUpSentBack(sent) => Some(sent.follow_up),
            Self::FollowUpReassigned(reassigned) => Some(reassigned.follow_up),
            _ => None,
        }
    }

    /// Checks what the types cannot: ranges and lengths. Paths start at `payload`.
    #[must_use]
    pub fn check(&self) -> Vec<Violation> {
        let mut found = Violations::default();
        check_texts(&Value::Object(self.payload()), "payload", 0, &mut found);
        let place = match self {
            Self::Visit(v) => v.place,
            Self::VenueReport(v) => Some(v.place),
            _ => None,
        };
        found.require(
            place.is_none_or(|p| p.is_valid()),
            "payload.place",
            "out_of_range",
            "latitude is -90 to 90, longitude -180 to 180, accuracy 0 m or more",
        );
        match self {
            Self::AbsenceReport(report) => {
                found.require(
                    (1..=31).contains(&report.days.len()),
                    "payload.days",
                    "out_of_range",
                    "an absence report names 1 to 31 days",
                );
            }
            Self::ReminderSet(set) => found.require(
                set.opens <= set.due && set.due <= set.late,
                "payload.due",
                "out_of_order",
                "a reminder opens, is due and is late in this order",
            ),
            Self::EvidencePhoto(photo) => crate::evidence::check(photo, &mut found),
            Self::EvidenceExplained(explained) => found.require(
                !explained.note.trim().is_empty(),
                "payload.note",
                "missing",
                "an explanation says something",
            ),
            Self::ProfileEdit(edit) => found.require(
                ProfileField::parse(&edit.field).is_some(),
                "payload.field",
                "unknown",
                format!("\"{}\" is not a field of the profile", edit.field),
            ),
            _ => {}
        }
        found.0
    }

    /// Checks as [`Self::check`] does, and what depends on the day on which it happened. It is for what is recorded now:
    /// what was stored before holds as it is.
    #[must_use]
    pub fn check_on(&self, day: Date) -> Vec<Violation> {
        let mut found = self.check();
        found.extend(self.untimely(day));
        found
    }

    /// Returns what can't have been so on the day on which it happened.
    #[must_use]
    pub fn untimely(&self, day: Date) -> Option<Violation> {
        let Self::GuardianContact(GuardianContact { promise: Some(promise), .. }) = self else {
            return None;
        };
        let message = "nobody promises for a day before the contact";
        let violation = || Violation::new("payload.promise.by", "before_contact", message);
        (promise.by < day).then(violation)
    }
}

fn check_texts(value: &Value, path: &str, depth: usize, found: &mut Violations) {
    match value {
        Value::String(text) => found.require(
            text.chars().count() <= MAX_TEXT,
            path,
            "too_long",
            format!("a text has at most {MAX_TEXT} characters"),
        ),
        Value::Array(items) if depth < 16 => {
            for (i, item) in items.iter().enumerate() {
                check_texts(item, &format!("{path}[{i}]"), depth + 1, found);
            }
        }
        Value::Object(map) if depth < 16 => {
            for (key, item) in map {
                check_texts(item, &format!("{path}.{key}"), depth + 1, found);
            }
        }
        Value::Array(_) | Value::Object(_) => {
            found.require(false, path, "too_deep", "answers nest at most 16 levels deep");
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::PromiseMade;
    use jiff::civil::date;

    #[test]
    fn a_payload_reads_back_and_a_misfit_names_its_field() {
        let payload = serde_json::json!({"days": ["2026-11-23"], "told_at": "2026-11-23T00:40:00Z", "from_the_future": 1});
        let Value::Object(map) = payload else { unreachable!() };
        let act = Act::read("absence_report", &map).unwrap();
        assert_eq!(act.kind(), "absence_report");
        assert_eq!(Act::read("absence_report", &act.payload()).unwrap(), act);
        let error = Act::read("absence_report", &Map::new()).unwrap_err();
        assert!(error.to_string().contains("days"), "{error}");
        assert_eq!(Act::read("next_year", &map).unwrap(), Act::Unknown);
    }

    #[test]
    fn a_contact_brings_no_promise_for_a_day_before_it() {
        let promises = |by| {
            let text = "back in class".to_owned();
            let promise = Some(PromiseMade { text, by, returns: true });
            Act::GuardianContact(GuardianContact { promise, ..GuardianContact::call(true) })
        };
        let day = date(2026, 11, 23);
        assert_eq!(promises(day).check_on(day), []);
        let found = promises(date(2026, 11, 22)).check_on(day);
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].field.as_str(), found[0].code.as_str()),
            ("payload.promise.by", "before_contact")
        );
        assert_eq!(promises(date(2020, 1, 1)).check(), [], "what is stored holds as it is");
        let none = Act::GuardianContact(GuardianContact::call(true));
        assert_eq!(none.check_on(day), []);
    }

    #[test]
    fn ranges_and_lengths_are_checked() {
        let long =
            GuardianContact { said: "说".repeat(MAX_TEXT + 1), ..GuardianContact::call(false) };
        let found = Act::GuardianContact(long).check();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].field, "payload.said");
        let none = Act::AbsenceReport(AbsenceReport {
            days: vec![],
            told_at: crate::moment::Moment::from_ms(0),
            reason: String::new(),
            excused: false,
            filled: None,
        });
        assert_eq!(none.check()[0].field, "payload.days");
    }
}
