//! Lists: the day's work, queues, searches, reminders.

use super::{Json, Moment, Place};
use serde::Deserialize;

/// The day's work.
#[derive(Clone, PartialEq, Debug, Deserialize, uniffi::Record)]
pub struct Today {
    /// The day on the region's clock.
    pub day: String,
    /// Where the way begins.
    pub from: Beginning,
    /// What is late, by village: in walking order, else the village with the longest late first.
    pub late: Vec<VillageGroup>,
    /// What is due, by village: in walking order, else the village with the first due first.
    pub due: Vec<VillageGroup>,
    /// The length of the way past every home, in metres as the crow flies; none while no home is known.
    pub total_m: Option<u32>,
    /// When the first of what comes after today is due.
    pub next_at: Option<Moment>,
}

/// Where a way begins.
#[derive(Clone, PartialEq, Debug, Deserialize, uniffi::Record)]
pub struct Beginning {
    /// What it is: `here`, `school` or `nowhere`.
    pub is: String,
    /// Its name, empty when it has none.
    pub name: String,
    /// The place.
    pub place: Option<Place>,
}

/// The work in one village.
#[derive(Clone, PartialEq, Debug, Deserialize, uniffi::Record)]
pub struct VillageGroup {
    /// The village's code.
    pub village: Option<String>,
    /// Its name, empty when it is not known.
    pub name: String,
    /// The work: homes in walking order, else the first due first, then the higher risk.
    pub work: Vec<Work>,
}

/// One thing to do.
#[derive(Clone, PartialEq, Debug, Deserialize, uniffi::Record)]
pub struct Work {
    /// The student.
    pub student: String,
    /// The student's name.
    pub name: String,
    /// The code of the household's village.
    pub village: Option<String>,
    /// What kind of thing it is: `follow_up`, `visit`, `reminder` or `promise`.
    pub kind: String,
    /// The follow-up, reminder or promise; none for a periodic or planned visit.
    pub subject: Option<String>,
    /// Whose queue it is in; none for one's own reminder.
    pub owner: Option<String>,
    /// Why: `ladder`, `retry_visit`, `periodic_visit`, `promise_due`, `reminder`, …
    pub reason: String,
    /// The step of the ladder, 1 to 8.
    pub step: Option<u8>,
    /// The state: `open`, `accepted`, `sent_back`, or a reminder's.
    pub state: String,
    /// The act that does it: `visit`, `joint_visit`, `contact`, `report_absence`, `settle_promise`, …
    pub next: String,
    /// From when it can be done.
    pub opens_at: Moment,
    /// By when it is due.
    pub due_at: Moment,
    /// Whether that has passed.
    pub late: bool,
    /// The case's risk in points.
    pub risk: i32,
    /// A promise's or reminder's words, or why the follow-up was sent back.
    pub text: String,
    /// The grade, 1 to 9; 0 when the roster has not brought the student.
    pub grade: u8,
    /// The number of the class in its grade.
    pub class_number: Option<u8>,
    /// The village's name, empty when it is not known.
    pub village_name: String,
    /// Where the home is, once known.
    pub home: Option<Place>,
    /// How far the home is from where the way begins, in metres as the crow flies.
    pub distance_m: Option<u32>,
    /// The telephone of the guardian who cares for the child, empty when it is not known.
    pub phone: String,
}

/// A follow-up as the queue shows it.
#[derive(Clone, PartialEq, Debug, Deserialize, uniffi::Record)]
pub struct QueueWork {
    /// The work.
    #[serde(flatten)]
    pub work: Work,
    /// Why the child is watched.
    pub concerns: Vec<String>,
    /// When it is due: `late`, `today` or `later`.
    pub when: String,
}

/// How much there is to do in one queue.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, uniffi::Record)]
pub struct OwnerCount {
    /// Whose queue it is, as in `village:533325104203`.
    pub owner: String,
    /// What is open.
    pub open: u32,
    /// What of it is late.
    pub late: u32,
    /// What of it is due by tonight.
    pub today: u32,
}

/// A student that was found.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, uniffi::Record)]
pub struct Found {
    /// The student.
    pub student: String,
    /// The name.
    pub name: String,
    /// The student number, empty when there is none.
    pub student_number: String,
    /// The village's code.
    pub village: String,
    /// The village's name, empty when it is not known.
    pub village_name: String,
    /// The grade, 1 to 9.
    pub grade: u8,
    /// The number of the class in its grade.
    pub class_number: Option<u8>,
    /// The status: `enrolled`, `suspected_dropout`, …
    pub status: String,
    /// The highest step of the ladder that is open.
    pub step: Option<u8>,
    /// The case's risk in points.
    pub risk: i32,
    /// Whether the student is the worker's own.
    pub mine: bool,
    /// Whether a case is open.
    pub at_risk: bool,
    /// Whether the student is missing from class.
    pub absent: bool,
}

/// A reminder with whom it is about.
#[derive(Clone, PartialEq, Debug, Deserialize, uniffi::Record)]
pub struct ReminderRow {
    /// The student.
    pub student: String,
    /// The student's name.
    pub name: String,
    /// The reminder: times, words, channel, state and what followed, in its wire form.
    pub reminder: Json,
    /// Whether the worker set it.
    pub mine: bool,
    /// The guardian's telephone, empty when it is not known.
    pub phone: String,
}

/// A notification that the device's own clock is to show.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, uniffi::Record)]
pub struct PlannedNotification {
    /// When to show it.
    pub at: Moment,
    /// The key of its title.
    pub title_key: String,
    /// Its words.
    pub text: String,
    /// The student to open when it is touched.
    pub student: String,
    /// The student's name; not for a locked screen.
    pub name: String,
}

/// A form that the worker may begin.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, uniffi::Record)]
pub struct OfferedForm {
    /// The form's id.
    pub form: String,
    /// The edition.
    pub edition: u32,
    /// What its author calls the edition.
    pub version: String,
    /// Its title.
    pub title: String,
    /// The kind of record that it makes.
    pub fact: String,
}

/// A message to a guardian, ready to be sent.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, uniffi::Record)]
pub struct GuardianMessage {
    /// The words.
    pub text: String,
    /// The guardian.
    pub guardian: Option<String>,
    /// The guardian's name.
    pub guardian_name: String,
    /// The telephone, empty when it is not known.
    pub phone: String,
    /// The channel: `phone`, `sms`, …
    pub channel: String,
}
