//! The one error that leaves the core: a stable code, a message key, a field, retryable or not.

use crate::store::Error;
use doorstep_schema::form::filling;
use doorstep_schema::problem::Violation;
use serde::Serialize;

/// Declares the codes with their text.
macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $text:literal),+ $(,)?) => {
        /// What kind of problem it is.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
        #[cfg_attr(feature = "ts", derive(ts_rs::TS))]
        pub enum Code { $($(#[$doc])* #[serde(rename = $text)] $variant),+ }

        impl Code {
            /// Returns the stable text of the code.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }
    };
}

codes! {
    /// Nobody has signed in on this phone.
    NotSignedIn = "not_signed_in",
    /// The device was revoked and its data erased.
    Revoked = "device_revoked",
    /// The worker's role or scope does not allow it.
    NotPermitted = "not_permitted",
    /// The phone has no such student.
    UnknownStudent = "unknown_student",
    /// The phone has no such fact.
    UnknownFact = "unknown_fact",
    /// The student has no such follow-up.
    UnknownFollowUp = "unknown_follow_up",
    /// The phone has no such draft.
    UnknownDraft = "unknown_draft",
    /// No edition of the form is open to the worker, or the phone does not have it.
    UnknownForm = "unknown_form",
    /// The form needs a newer app.
    AppTooOld = "app_too_old",
    /// Questions of the form are not answered, or not rightly.
    Unfinished = "unfinished",
    /// The form has no such question, or the answer does not fit it.
    BadAnswer = "bad_answer",
    /// A picture cannot be used as evidence; the key says why.
    BadPhoto = "bad_photo",
    /// A guardian of the student refuses photos.
    PhotosRefused = "photo_refused",
    /// An input is out of its range.
    Invalid = "invalid",
    /// It cannot be done in the present state.
    WrongState = "wrong_state",
    /// Another worker's unsent work is on this phone.
    UnsentWork = "unsent_work",
    /// The session does not fit this device.
    WrongSession = "wrong_session",
    /// The phone was too long without contact to the server: its data is locked until it has been in touch.
    Lapsed = "lapsed",
    /// The program made a mistake; nothing was changed.
    Fault = "fault",
    /// The database file is damaged or is not ours; nothing was changed.
    Damaged = "damaged_database",
    /// The database was written by a newer version of the app; nothing was changed.
    NewerDatabase = "newer_database",
    /// The device's storage is full.
    Full = "storage_full",
    /// The database is in use or could not be read or written.
    Storage = "storage",
}

/// A problem as an app shows it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, thiserror::Error)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[error("{key}{}", field.as_deref().map(|f| format!(" at {f}")).unwrap_or_default())]
pub struct Problem {
    /// What kind of problem it is.
    pub code: Code,
    /// The key of the message: `problem.not_permitted`, `problem.invalid.too_long`.
    pub key: String,
    /// The place of the input, when it is one.
    pub field: Option<String>,
    /// Whether the same call can succeed later.
    pub retryable: bool,
    /// The questions of a form that it is about, with what is wrong in words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "ts", ts(optional = nullable))]
    pub questions: Vec<filling::Problem>,
}

impl Problem {
    /// Makes a problem without a place.
    #[must_use]
    pub fn new(code: Code) -> Self {
        Self {
            code,
            key: format!("problem.{}", code.as_str()),
            field: None,
            retryable: false,
            questions: Vec::new(),
        }
    }

    /// Makes a problem at a place of the input.
    #[must_use]
    pub fn at(code: Code, field: &str) -> Self {
        Self { field: Some(field.to_owned()), ..Self::new(code) }
    }

    /// Makes a problem of an input that does not read: `at` is its place, `reason` what serde said of it.
    #[must_use]
    pub fn misfit(at: &str, reason: &str) -> Self {
        let why = if reason.starts_with("missing field") {
            "missing"
        } else if reason.starts_with("unknown field") {
            "unknown"
        } else {
            "unreadable"
        };
        // Serde names a field that is missing in its words, and then `at` is what is around it.
        let name = reason.split('`').nth(1).filter(|_| why == "missing");
        let path = [at, name.unwrap_or_default()].into_iter().filter(|part| !part.is_empty());
        let path = path.collect::<Vec<_>>().join(".");
        let field = if path.is_empty() { "ask" } else { &path };
        Self { key: format!("problem.invalid.{why}"), ..Self::at(Code::Invalid, field) }
    }

    /// Makes a problem of what is wrong with an input.
    #[must_use]
    pub fn violation(violation: &Violation) -> Self {
        Self {
            key: format!("problem.invalid.{}", violation.code),
            ..Self::at(Code::Invalid, &violation.field)
        }
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::Newer { .. } => Self::new(Code::NewerDatabase),
            Error::Row { .. } | Error::NotOurs => Self::new(Code::Damaged),
            Error::NoCipher => Self::new(Code::Storage),
            Error::Sqlite(source) => match source.sqlite_error_code() {
                Some(rusqlite::ErrorCode::DatabaseCorrupt | rusqlite::ErrorCode::NotADatabase) => {
                    Self::new(Code::Damaged)
                }
                Some(rusqlite::ErrorCode::DiskFull) => {
                    Self { retryable: true, ..Self::new(Code::Full) }
                }
                _ => Self { retryable: true, ..Self::new(Code::Storage) },
            },
        }
    }
}
