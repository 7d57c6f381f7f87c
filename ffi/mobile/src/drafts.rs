//! Forms on their way: every answer is kept when its call comes back.

use crate::acts::Recorded;
use crate::{Core, Draft, DraftOf, DraftView, Json, Preview, Problem, Stepped};
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
struct Begun {
    draft: String,
}

#[uniffi::export]
impl Core {
    /// Begins a draft; returns its id.
    ///
    /// # Errors
    /// `unknown_form`, `unknown_student`, `not_permitted`, `app_too_old`.
    pub fn draft_begin(&self, of: DraftOf) -> Result<String, Problem> {
        self.ask("draft_begin", json!(of)).map(|Begun { draft }| draft)
    }

    /// A draft as it was left.
    ///
    /// # Errors
    /// `unknown_draft`.
    pub fn draft(&self, draft: &str) -> Result<Draft, Problem> {
        self.ask("draft", json!({ "draft": draft }))
    }

    /// Everything that is shown of a draft; the language is kept with it.
    ///
    /// # Errors
    /// `unknown_draft`.
    pub fn draft_view(&self, draft: &str, language: &str) -> Result<DraftView, Problem> {
        self.ask("draft_view", json!({ "draft": draft, "language": language }))
    }

    /// The choices that a question offers now; a list in its wire form.
    ///
    /// # Errors
    /// `unknown_draft`, `bad_answer`.
    pub fn draft_choices(&self, draft: &str, path: &str, language: &str) -> Result<Json, Problem> {
        self.ask("draft_choices", json!({ "draft": draft, "path": path, "language": language }))
    }

    /// Saves one answer in its wire form; `null` takes it back. With a language everything that is shown afterwards comes
    /// with it.
    ///
    /// # Errors
    /// `unknown_draft`, `bad_answer`; the draft stays as it was.
    #[uniffi::method(default(language = None))]
    pub fn draft_answer(
        &self,
        draft: &str,
        path: &str,
        value: &Json,
        language: Option<String>,
    ) -> Result<Stepped, Problem> {
        let value = value.read("value")?;
        let ask = json!({ "draft": draft, "path": path, "value": value, "language": language });
        self.ask("draft_answer", ask)
    }

    /// Adds an instance at the end of a repeat.
    ///
    /// # Errors
    /// As [`Core::draft_answer`].
    #[uniffi::method(default(language = None))]
    pub fn draft_add(
        &self,
        draft: &str,
        path: &str,
        language: Option<String>,
    ) -> Result<Stepped, Problem> {
        self.ask("draft_add", json!({ "draft": draft, "path": path, "language": language }))
    }

    /// Removes an instance of a repeat, counted from 1.
    ///
    /// # Errors
    /// As [`Core::draft_answer`].
    #[uniffi::method(default(language = None))]
    pub fn draft_remove(
        &self,
        draft: &str,
        path: &str,
        index: u32,
        language: Option<String>,
    ) -> Result<Stepped, Problem> {
        let ask = json!({ "draft": draft, "path": path, "index": index, "language": language });
        self.ask("draft_remove", ask)
    }

    /// Notes which question or screen is shown.
    ///
    /// # Errors
    /// `unknown_draft`, `bad_answer`.
    pub fn draft_go_to(&self, draft: &str, path: &str) -> Result<(), Problem> {
        self.ask("draft_go_to", json!({ "draft": draft, "path": path }))
    }

    /// Says who came along on a visit.
    ///
    /// # Errors
    /// `unknown_draft`, `invalid`.
    pub fn draft_accompany(&self, draft: &str, companions: Vec<String>) -> Result<(), Problem> {
        self.ask("draft_accompany", json!({ "draft": draft, "companions": companions }))
    }

    /// What finishing the draft will do.
    ///
    /// # Errors
    /// `unknown_draft`.
    pub fn draft_preview(&self, draft: &str) -> Result<Preview, Problem> {
        self.ask("draft_preview", json!({ "draft": draft }))
    }

    /// Finishes a draft as a record; returns the record's id.
    ///
    /// # Errors
    /// `unfinished` with the questions; the draft stays as it was.
    pub fn draft_finish(&self, draft: &str) -> Result<String, Problem> {
        self.ask("draft_finish", json!({ "draft": draft })).map(|Recorded { id }| id)
    }

    /// Discards a draft; that it was, and why, stays in the record.
    ///
    /// # Errors
    /// `unknown_draft`, `invalid` when the reason is too long.
    pub fn draft_discard(&self, draft: &str, reason: &str) -> Result<String, Problem> {
        self.ask("draft_discard", json!({ "draft": draft, "reason": reason }))
            .map(|Recorded { id }| id)
    }
}
