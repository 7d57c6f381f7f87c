//! What people do, but for forms and photos.

use crate::{Core, Json, Missing, Moment, Problem};
use serde::Deserialize;
use serde_json::json;

/// What was recorded.
#[derive(Deserialize)]
pub(crate) struct Recorded {
    pub(crate) id: String,
}

#[derive(Deserialize)]
struct RecordedAll {
    ids: Vec<String>,
}

#[uniffi::export]
impl Core {
    /// Records an act of any kind but a photo or the end of a draft, with its payload in its wire form; returns its id.
    ///
    /// # Errors
    /// `invalid` with the field, `not_permitted`, `unknown_student`; nothing is recorded then.
    #[uniffi::method(default(happened_at = None))]
    pub fn act(
        &self,
        student: Option<String>,
        kind: &str,
        payload: &Json,
        happened_at: Option<Moment>,
    ) -> Result<String, Problem> {
        let payload = payload.read("payload")?;
        let ask = json!({ "student": student, "kind": kind, "payload": payload, "happened_at": happened_at });
        self.ask("act", ask).map(|Recorded { id }| id)
    }

    /// Reports all who are missing from a class on a day, or none of them; returns the ids in the same order.
    ///
    /// # Errors
    /// As [`Core::act`].
    #[uniffi::method(default(told_at = None))]
    pub fn absences(
        &self,
        class: &str,
        day: &str,
        missing: Vec<Missing>,
        told_at: Option<Moment>,
    ) -> Result<Vec<String>, Problem> {
        let ask = json!({ "class": class, "day": day, "told_at": told_at, "missing": missing });
        self.ask("absences", ask).map(|RecordedAll { ids }| ids)
    }

    /// Corrects a field of a student's profile; the value is JSON.
    ///
    /// # Errors
    /// As [`Core::act`].
    pub fn profile_edit(
        &self,
        student: &str,
        field: &str,
        value: &Json,
    ) -> Result<String, Problem> {
        let value = value.read("value")?;
        let ask = json!({ "student": student, "field": field, "value": value });
        self.ask("profile_edit", ask).map(|Recorded { id }| id)
    }

    /// Corrects an own record with the whole corrected payload.
    ///
    /// # Errors
    /// As [`Core::act`]; `unknown_fact`.
    #[uniffi::method(default(happened_at = None, reason = None))]
    pub fn amend(
        &self,
        of: &str,
        payload: &Json,
        happened_at: Option<Moment>,
        reason: Option<String>,
    ) -> Result<String, Problem> {
        let payload = payload.read("payload")?;
        let ask =
            json!({ "of": of, "payload": payload, "happened_at": happened_at, "reason": reason });
        self.ask("amend", ask).map(|Recorded { id }| id)
    }

    /// Withdraws an own record, with why.
    ///
    /// # Errors
    /// As [`Core::amend`].
    pub fn retract(&self, of: &str, reason: &str) -> Result<String, Problem> {
        self.ask("retract", json!({ "of": of, "reason": reason })).map(|Recorded { id }| id)
    }

    /// Records a mended act in place of one that the server refused.
    ///
    /// # Errors
    /// As [`Core::amend`].
    pub fn mend(&self, of: &str, kind: &str, payload: &Json) -> Result<String, Problem> {
        let payload = payload.read("payload")?;
        self.ask("mend", json!({ "of": of, "kind": kind, "payload": payload }))
            .map(|Recorded { id }| id)
    }

    /// Sends a refused record or photo again as it is.
    ///
    /// # Errors
    /// `unknown_fact`, `wrong_state`.
    pub fn resend(&self, of: &str) -> Result<(), Problem> {
        self.ask("resend", json!({ "of": of }))
    }

    /// Sets a refused record or photo aside.
    ///
    /// # Errors
    /// As [`Core::resend`].
    pub fn set_aside(&self, of: &str) -> Result<(), Problem> {
        self.ask("set_aside", json!({ "of": of }))
    }
}
