//! A follow-up and what the server did not take.

use super::{Fact, Json, Work};
use serde::Deserialize;

/// One follow-up with what proves it and what the worker may do with it.
#[derive(Clone, PartialEq, Debug, Deserialize, uniffi::Record)]
pub struct FollowUpScreen {
    /// The follow-up as a list shows it.
    pub work: Work,
    /// Everything else of it, in its wire form.
    #[serde(flatten)]
    pub more: Json,
}

/// A record that was refused, or a photo of which a file was.
#[derive(Clone, PartialEq, Debug, Deserialize, uniffi::Record)]
pub struct Attention {
    /// The record as it was entered.
    pub fact: Fact,
    /// The student.
    pub student: Option<String>,
    /// The student's name, empty when the student is no longer on this phone.
    pub name: String,
    /// The server's code: `not_permitted`, `out_of_range`, …
    pub code: String,
    /// The field, empty when it is the whole record; `file` when the record was taken and the photo was not.
    pub field: String,
    /// What is wrong, in the server's words.
    pub message: String,
    /// What its author can do: `mend`, `resend` or `hand_over`.
    pub mend: String,
}
