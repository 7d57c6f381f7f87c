//! What the screens show, a whole screen a call.

use crate::{
    Attention, ClassDay, ClassRow, Core, Draft, FollowUpScreen, Found, GuardianMessage,
    OfferedForm, OwnerCount, Place, PlannedNotification, Problem, QueueWork, Records, ReminderRow,
    StudentScreen, Today, Who, Work,
};
use serde_json::json;

#[uniffi::export]
impl Core {
    /// Who is in on this phone, and until when it may work without contact.
    ///
    /// # Errors
    /// `wrong_state` when the core is closed.
    pub fn who(&self) -> Result<Who, Problem> {
        self.ask("who", json!({}))
    }

    /// The day's work, by village, in the order of a walk that begins at `from`, else at the worker's school.
    ///
    /// # Errors
    /// `not_signed_in`, `lapsed`, `device_revoked`.
    #[uniffi::method(default(from = None))]
    pub fn today(&self, from: Option<Place>) -> Result<Today, Problem> {
        self.ask("today", json!({ "from": from }))
    }

    /// The open follow-ups of one owner, as in `village:533325104203`, or of all whom the worker serves.
    ///
    /// # Errors
    /// As [`Core::today`]; `invalid` at `owner`.
    #[uniffi::method(default(owner = None))]
    pub fn queue(&self, owner: Option<String>) -> Result<Vec<QueueWork>, Problem> {
        self.ask("queue", json!({ "owner": owner }))
    }

    /// How much there is to do in each queue that the worker serves.
    ///
    /// # Errors
    /// As [`Core::today`].
    pub fn queue_counts(&self) -> Result<Vec<OwnerCount>, Problem> {
        self.ask("queue_counts", json!({}))
    }

    /// One follow-up with what proves it and what the worker may do with it.
    ///
    /// # Errors
    /// `unknown_student`, `unknown_follow_up`; as [`Core::today`].
    pub fn follow_up(&self, student: &str, follow_up: &str) -> Result<FollowUpScreen, Problem> {
        self.ask("follow_up", json!({ "student": student, "follow_up": follow_up }))
    }

    /// The classes that the worker answers for.
    ///
    /// # Errors
    /// As [`Core::today`].
    pub fn classes(&self) -> Result<Vec<ClassRow>, Problem> {
        self.ask("classes", json!({}))
    }

    /// A class on a day: who is missing since when, who reported it, and who was told.
    ///
    /// # Errors
    /// `invalid` at `class` or `day`; as [`Core::today`].
    pub fn class_day(&self, class: &str, day: &str) -> Result<ClassDay, Problem> {
        self.ask("class_day", json!({ "class": class, "day": day }))
    }

    /// Students by name, pinyin initials, student number or village, at most `limit`; `only` is `mine`, `at_risk` or
    /// `absent`.
    ///
    /// # Errors
    /// `invalid` at `only`; as [`Core::today`].
    #[uniffi::method(default(only = None))]
    pub fn search(
        &self,
        text: &str,
        limit: u32,
        only: Option<String>,
    ) -> Result<Vec<Found>, Problem> {
        self.ask("search", json!({ "text": text, "limit": limit, "only": only }))
    }

    /// One student's screen.
    ///
    /// # Errors
    /// `unknown_student`; as [`Core::today`].
    pub fn student(&self, id: &str) -> Result<StudentScreen, Problem> {
        self.ask("student", json!({ "id": id }))
    }

    /// The worker's reminders and those for guardians, with what followed.
    ///
    /// # Errors
    /// As [`Core::today`].
    pub fn reminders(&self) -> Result<Vec<ReminderRow>, Problem> {
        self.ask("reminders", json!({}))
    }

    /// The notifications that the device's own clock is to show, the first first.
    ///
    /// # Errors
    /// As [`Core::today`].
    pub fn reminder_plan(&self) -> Result<Vec<PlannedNotification>, Problem> {
        self.ask("reminder_plan", json!({}))
    }

    /// The promises that are due by tonight and not settled.
    ///
    /// # Errors
    /// As [`Core::today`].
    pub fn promises(&self) -> Result<Vec<Work>, Problem> {
        self.ask("promises", json!({}))
    }

    /// A message to a student's guardian in a language such as `zh-Hans`, for a purpose such as `absence`, or in a
    /// reminder's own words.
    ///
    /// # Errors
    /// `unknown_student`, `invalid`; as [`Core::today`].
    #[uniffi::method(default(purpose = None, reminder = None))]
    pub fn guardian_message(
        &self,
        student: &str,
        language: &str,
        purpose: Option<String>,
        reminder: Option<String>,
    ) -> Result<GuardianMessage, Problem> {
        let ask = json!({ "student": student, "purpose": purpose, "reminder": reminder, "language": language });
        self.ask("guardian_message", ask)
    }

    /// The forms that the worker may begin, with their titles in a language.
    ///
    /// # Errors
    /// As [`Core::today`].
    pub fn forms(&self, language: &str) -> Result<Vec<OfferedForm>, Problem> {
        self.ask("forms", json!({ "language": language }))
    }

    /// The drafts, the last touched first.
    ///
    /// # Errors
    /// As [`Core::today`].
    pub fn drafts(&self) -> Result<Vec<Draft>, Problem> {
        self.ask("drafts", json!({}))
    }

    /// What was recorded on this phone, the newest first: a page of at most `limit`, `before` the `next` of the page
    /// before.
    ///
    /// # Errors
    /// As [`Core::today`].
    #[uniffi::method(default(before = None))]
    pub fn records(&self, limit: u32, before: Option<i64>) -> Result<Records, Problem> {
        self.ask("records", json!({ "before": before, "limit": limit }))
    }

    /// What the server did not take, with what its author can do.
    ///
    /// # Errors
    /// As [`Core::today`].
    pub fn attention(&self) -> Result<Vec<Attention>, Problem> {
        self.ask("attention", json!({}))
    }
}
