//! Forms on their way.

use super::{Json, Moment};
use crate::Violation;
use serde::Deserialize;

/// A form being filled, as a list shows it.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, uniffi::Record)]
pub struct Draft {
    /// The draft.
    pub id: String,
    /// The student; none for a venue report.
    pub student: Option<String>,
    /// The student's name, empty when there is none.
    pub name: String,
    /// The form.
    pub form: String,
    /// Its edition.
    pub edition: u32,
    /// The follow-up that it works on.
    pub follow_up: Option<String>,
    /// The guardian who is contacted.
    pub guardian: Option<String>,
    /// The reminder that it carries out.
    pub reminder: Option<String>,
    /// The colleagues who came along.
    pub companions: Vec<String>,
    /// The language in which it was last shown.
    pub language: String,
    /// The path of the question that was last shown.
    pub question: String,
    /// When it was begun.
    pub begun_at: Moment,
    /// When it was last changed.
    pub changed_at: Moment,
}

/// Everything that is shown of a draft.
#[derive(Clone, PartialEq, Debug, Deserialize, uniffi::Record)]
pub struct DraftView {
    /// The draft.
    pub draft: Draft,
    /// The record's own name, when the form gives it one.
    pub name: Option<String>,
    /// Every node with its answer, label, whether it is relevant, required, wrong; a list in its wire form.
    pub nodes: Json,
    /// The repeats; a list in its wire form.
    pub repeats: Json,
    /// What keeps it from being finished.
    pub problems: Vec<Violation>,
    /// Answers without a place in this edition; a list in its wire form.
    pub left_over: Json,
    /// How far it is.
    pub progress: Progress,
    /// The screens in their order.
    pub screens: Vec<DraftScreen>,
    /// The screen that is shown, counted from 0.
    pub at: Option<u32>,
    /// The one before.
    pub previous: Option<u32>,
    /// The one after.
    pub next: Option<u32>,
}

/// How far a draft is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, uniffi::Record)]
pub struct Progress {
    /// Questions that are answered.
    pub answered: u32,
    /// Questions that are asked.
    pub total: u32,
}

/// A screen of a draft.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, uniffi::Record)]
pub struct DraftScreen {
    /// Its path.
    pub path: String,
    /// Its kind.
    pub kind: String,
    /// The paths of its questions.
    pub questions: Vec<String>,
}

/// A step that was taken.
#[derive(Clone, PartialEq, Debug, Deserialize, uniffi::Record)]
pub struct Stepped {
    /// What it changed: `{"nodes": [paths]}`.
    pub changed: Json,
    /// Everything that is shown afterwards, when a language was named.
    pub view: Option<DraftView>,
}

/// What finishing a draft will do.
#[derive(Clone, PartialEq, Debug, Deserialize, uniffi::Record)]
pub struct Preview {
    /// What keeps it from being finished yet.
    pub problems: Vec<Violation>,
    /// When it happened.
    pub happened_at: Moment,
    /// The kinds of record that it makes.
    pub facts: Vec<String>,
    /// How many photos go with it.
    pub photos: u32,
    /// How many photos are left out.
    pub photos_left_out: u32,
    /// The follow-ups that it opens; a list in its wire form.
    pub opens: Json,
    /// The follow-ups that it settles.
    pub settles: Json,
    /// The referrals that it makes.
    pub refers: Json,
    /// The promises that it records.
    pub promises: Json,
}

/// What a draft is begun for.
#[derive(Clone, PartialEq, Eq, Debug, Default, serde::Serialize, uniffi::Record)]
pub struct DraftOf {
    /// The form.
    pub form: String,
    /// The student; none for a venue report.
    #[uniffi(default = None)]
    pub student: Option<String>,
    /// The follow-up that a visit or a contact works on.
    #[uniffi(default = None)]
    pub follow_up: Option<String>,
    /// The guardian who is contacted.
    #[uniffi(default = None)]
    pub guardian: Option<String>,
    /// The reminder that a contact carries out.
    #[uniffi(default = None)]
    pub reminder: Option<String>,
    /// The colleagues who come along on a visit.
    #[uniffi(default = None)]
    pub companions: Option<Vec<String>>,
    /// The language in which the form is shown; none for its own.
    #[uniffi(default = None)]
    pub language: Option<String>,
}
