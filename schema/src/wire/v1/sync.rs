//! Push and pull between a phone and the server, and the tokens that let them talk.

use super::Fact;
use crate::calendar::Calendar;
use crate::digest::Digest;
use crate::form::Publication;
use crate::id::{DeviceId, FactId, StudentId, WorkerId};
use crate::moment::Moment;
use crate::people::{Assignment, Class, School, Student, Worker};
use crate::policy::Policy;
use crate::problem::Violation;
use crate::region::{Region, RegionCode};
use serde::{Deserialize, Serialize};

/// The most facts that one push may carry.
pub const MAX_PUSH: usize = 500;

/// What a phone sends: facts that the server has not acknowledged yet.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Push {
    /// At most [`MAX_PUSH`] facts, oldest first.
    pub facts: Vec<Fact>,
}

/// What became of one pushed fact.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It is durable on the server.
    Accepted,
    /// It was already durable on the server.
    Duplicate,
    /// It was not taken; the phone keeps it under "needs attention".
    Refused,
}

/// The server's answer for one fact.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Receipt {
    /// The fact.
    pub id: FactId,
    /// What became of it.
    pub outcome: Outcome,
    /// For a refused fact: code, field and message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<Violation>,
}

/// The server's answer to a push, in the order of the push.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PushAnswer {
    /// One receipt for each fact.
    pub receipts: Vec<Receipt>,
    /// The server's clock.
    pub now: Moment,
}

/// How far a phone has read its county's log: a place in the order in which the server serves it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize, Deserialize)]
pub struct Cursor {
    /// The county's sequence number at which the entry became visible to the phone.
    pub seq: i64,
    /// The entry's kind: 0 reference, 1 student, 2 fact.
    pub rank: u8,
    /// The entry's own sequence number.
    pub own: i64,
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}.{}", self.seq, self.rank, self.own)
    }
}

impl Cursor {
    /// Reads the text form `seq.rank.own`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        let cursor = Self {
            seq: parts.next()?.parse().ok()?,
            rank: parts.next()?.parse().ok()?,
            own: parts.next()?.parse().ok()?,
        };
        parts.next().is_none().then_some(cursor)
    }
}

/// A page of what is new for a phone since its cursor. `204 No Content` means: nothing.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Page {
    /// The worker's assignments, when they changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<Vec<Assignment>>,
    /// The policy, when it changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy: Option<Policy>,
    /// The school calendar, when it changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<Calendar>,
    /// Regions of the county that are new or changed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub regions: Vec<Region>,
    /// Schools that are new or changed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub schools: Vec<School>,
    /// Classes that are new or changed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub classes: Vec<Class>,
    /// Colleagues that are new or changed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub workers: Vec<Worker>,
    /// Editions of forms that are new or whose audience changed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub forms: Vec<Publication>,
    /// Students that are new in scope or changed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub students: Vec<Student>,
    /// Facts about students in scope.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<Fact>,
    /// Students that left the scope: the phone sends what it has for them, removes them, and confirms.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub removed: Vec<StudentId>,
    /// Files of this device that the server asks for again, or that are to be deleted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<FileNote>,
    /// Where the next pull goes on.
    pub cursor: Cursor,
    /// Whether more is waiting.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub more: bool,
    /// The server's clock.
    pub now: Moment,
    /// How many entries the page has in all: what reads fewer was damaged on its way, as a field that is not known is
    /// passed over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entries: Option<usize>,
}

impl Page {
    /// Tells whether the page reads as many entries as it says.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        let single = [self.scope.is_some(), self.policy.is_some(), self.calendar.is_some()];
        let lists = [
            self.regions.len(),
            self.schools.len(),
            self.classes.len(),
            self.workers.len(),
            self.forms.len(),
            self.students.len(),
            self.facts.len(),
            self.removed.len(),
            self.files.len(),
        ];
        let count = single.into_iter().map(usize::from).chain(lists).sum::<usize>();
        self.entries.is_none_or(|entries| entries == count)
    }
}

/// What a phone does with a file that it recorded.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileAsk {
    /// Send it again, if it is still here: the server's copy is missing or damaged.
    Wanted,
    /// Delete it: it was deleted on the server for good.
    Deleted,
}

/// What the server asks about one file of the phone.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FileNote {
    /// The file.
    pub sha256: Digest,
    /// What to do.
    pub ask: FileAsk,
}

/// A phone's receipt for removed students.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Removal {
    /// The students whose data is gone from the phone.
    pub students: Vec<StudentId>,
}

/// A request to sign in.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct SignIn {
    /// The worker's sign-in name.
    pub username: String,
    /// The password.
    pub password: String,
    /// The device that enrols; a desk browser leaves it out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<DeviceEnrolment>,
}

/// A device that enrols with its own Ed25519 key.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct DeviceEnrolment {
    /// The device's id, minted on the device.
    pub id: DeviceId,
    /// A name that its owner recognises.
    pub name: String,
    /// The Ed25519 public key, 32 bytes in base64url without padding.
    pub public_key: String,
    /// The device's clock.
    pub at: Moment,
    /// Signature over `doorstep-enrol\n{username}\n{id}\n{at in ms}`, base64url without padding.
    pub signature: String,
}

/// A request to rotate the refresh token.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Refresh {
    /// The refresh token; it can be used once.
    pub refresh_token: String,
    /// For an enrolled device: signature over `doorstep-refresh\n{refresh_token}`, base64url without padding.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<String>,
}

/// What a successful sign-in or refresh gives.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Session {
    /// The access token (JWT, `EdDSA`), for `Authorization: Bearer`.
    pub access_token: String,
    /// When the access token ends.
    pub expires_at: Moment,
    /// The next refresh token.
    pub refresh_token: String,
    /// The worker.
    pub worker: Worker,
    /// The worker's id again, as the token's subject.
    pub subject: WorkerId,
    /// The device that the tokens are bound to.
    pub device: DeviceId,
    /// The county that keeps the worker's account.
    pub county: RegionCode,
    /// The worker's assignments.
    pub scope: Vec<Assignment>,
    /// The server's clock.
    pub now: Moment,
}

/// The message that an enrolling device signs.
#[must_use]
pub fn enrolment_message(username: &str, device: DeviceId, at: Moment) -> String {
    format!("doorstep-enrol\n{username}\n{device}\n{}", at.ms())
}

/// The message that a refreshing device signs.
#[must_use]
pub fn refresh_message(refresh_token: &str) -> String {
    format!("doorstep-refresh\n{refresh_token}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cursors_read_back_and_order_by_place() {
        let cursor = Cursor { seq: 12, rank: 2, own: 7 };
        assert_eq!(Cursor::parse(&cursor.to_string()), Some(cursor));
        assert!(cursor < Cursor { seq: 12, rank: 2, own: 8 });
        for bad in ["", "1", "1.2", "1.2.3.4", "a.b.c", "1.999.3"] {
            assert_eq!(Cursor::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_page_that_lost_a_field_on_its_way_is_not_whole() {
        let page = Page {
            removed: vec![StudentId(uuid::Uuid::nil())],
            entries: Some(1),
            ..Page::default()
        };
        assert!(page.is_whole());
        let mut bytes = crate::wire::cbor::encode(&page);
        let place = bytes.windows(7).position(|part| part == b"removed").unwrap();
        bytes[place] = b'x';
        let read: Page = crate::wire::cbor::decode(&bytes).unwrap();
        assert!(read.removed.is_empty() && !read.is_whole());
    }

    #[test]
    fn an_empty_page_is_small() {
        assert!(crate::wire::cbor::encode(&Page::default()).len() < 40);
    }
}
