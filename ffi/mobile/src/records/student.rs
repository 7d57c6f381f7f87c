//! One student.

use super::{Draft, Json, Moment};
use serde::Deserialize;

/// A student's screen.
#[derive(Clone, PartialEq, Debug, Deserialize, uniffi::Record)]
pub struct StudentScreen {
    /// The student as the roster has them.
    pub student: Student,
    /// The age in whole years.
    pub age: i32,
    /// Those who care for the child.
    pub guardians: Vec<Guardian>,
    /// The village's name, empty when it is not known.
    pub village_name: String,
    /// What follows from all records: status, cases, promises, referrals, reminders, profile; in its wire form.
    pub state: Json,
    /// The ladder.
    pub ladder: Vec<Rung>,
    /// The follow-ups that are late.
    pub overdue: Vec<String>,
    /// Whether a guardian refuses photos.
    pub photos_refused: bool,
    /// The kinds of act that the worker may do here.
    pub may: Vec<String>,
    /// The records, the newest first.
    pub timeline: Vec<TimelineEntry>,
    /// The drafts about the student.
    pub drafts: Vec<Draft>,
    /// Whether the student is to leave this phone once everything is sent.
    pub leaving: bool,
}

/// A student as the roster has them.
#[derive(Clone, PartialEq, Debug, Deserialize, uniffi::Record)]
pub struct Student {
    /// The student.
    pub id: String,
    /// The name.
    pub name: String,
    /// The sex: `female` or `male`.
    pub sex: String,
    /// The day of birth.
    pub birth_date: String,
    /// The identity number without its middle, empty when it is not known.
    #[serde(default)]
    pub identity_masked: String,
    /// The student number, empty when there is none.
    #[serde(default)]
    pub student_number: String,
    /// The school.
    pub school: String,
    /// The class.
    pub class: String,
    /// The grade, 1 to 9.
    pub grade: u8,
    /// The code of the household's village.
    pub village: String,
    /// The address, empty when it is not known.
    #[serde(default)]
    pub address: String,
    /// The groups: `left_behind`, `poor_household`, …
    #[serde(default)]
    pub groups: Vec<String>,
    /// Whether the student boards at the school.
    #[serde(default)]
    pub boarding: bool,
    /// The status: `enrolled`, `suspected_dropout`, …
    pub status: String,
}

/// One who cares for a child.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, uniffi::Record)]
pub struct Guardian {
    /// The guardian.
    pub id: String,
    /// The name.
    pub name: String,
    /// The relation: `father`, `grandmother`, …
    pub relation: String,
    /// The telephone, empty when it is not known.
    #[serde(default)]
    pub phone: String,
    /// Where the guardian is when away, else empty.
    #[serde(default)]
    pub away: String,
    /// Whether photos are agreed to; none when nobody asked.
    #[serde(default)]
    pub consent: Option<bool>,
}

/// A rung of the ladder.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, uniffi::Record)]
pub struct Rung {
    /// The step, 1 to 8.
    pub step: u8,
    /// Its state.
    pub state: String,
    /// Whose it is.
    pub owner: String,
    /// By when it is due.
    pub due_at: Option<Moment>,
    /// When it was done.
    pub closed_at: Option<Moment>,
}

/// A record of the timeline.
#[derive(Clone, PartialEq, Debug, Deserialize, uniffi::Record)]
pub struct TimelineEntry {
    /// The record as it was entered.
    pub fact: Fact,
    /// The author's name, empty when it is not known.
    pub author: String,
    /// Whether it was entered on this phone.
    pub own: bool,
    /// Where it stands: `{"is": "on_this_phone"}`, `sent`, `accepted`, or `refused` with why.
    pub receipt: Json,
    /// The record that withdrew it.
    pub retracted_by: Option<String>,
    /// The record that corrected it.
    pub amended_by: Option<String>,
    /// Whether this version of the app can read it.
    pub readable: bool,
    /// Whether the worker may correct it.
    pub may_correct: bool,
    /// The photos that belong to it.
    #[serde(default)]
    pub photos: Vec<Photo>,
}

/// A record as it was entered.
#[derive(Clone, PartialEq, Debug, Deserialize, uniffi::Record)]
pub struct Fact {
    /// The record.
    pub id: String,
    /// The kind.
    pub kind: String,
    /// The author.
    pub author: String,
    /// The student; none for a venue report.
    #[serde(default)]
    pub student: Option<String>,
    /// When it happened.
    pub happened_at: Moment,
    /// When it was entered.
    pub entered_at: Moment,
    /// The payload of its kind.
    pub payload: Json,
}

/// A recorded photo.
#[derive(Clone, PartialEq, Debug, Deserialize, uniffi::Record)]
pub struct Photo {
    /// Its record.
    pub id: String,
    /// The record that it belongs to.
    pub of: String,
    /// The SHA-256 of the photo in hexadecimal.
    pub sha256: String,
    /// The photo's size in bytes.
    pub bytes: u64,
    /// Whether the thumbnail is on this phone.
    pub thumb_here: bool,
    /// Whether the photo is.
    pub photo_here: bool,
    /// Where it stands: `{"is": "complete"}`, …
    pub receipt: Json,
}
