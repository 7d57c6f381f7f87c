//! The one error that leaves the core.

use crate::PortError;
use doorstep_core::Code;

/// A question of a form that is not answered, or not rightly.
#[derive(Clone, PartialEq, Eq, Debug, serde::Deserialize, uniffi::Record)]
pub struct Violation {
    /// The question's path.
    pub path: String,
    /// Whether the answer is missing; otherwise it is wrong.
    pub missing: bool,
    /// What is wrong, in the draft's language.
    pub message: String,
}

/// Why something was not done; nothing was changed then.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error, uniffi::Error)]
pub enum Problem {
    /// The core refused.
    #[error("{key}{}", field.as_deref().map(|field| format!(" at {field}")).unwrap_or_default())]
    Refused {
        /// What kind of problem it is: `not_permitted`, `invalid`, `unfinished`, `storage_full`, …
        code: String,
        /// The key of the message: `problem.not_permitted`, `problem.invalid.too_long`.
        key: String,
        /// The place of the input, when it is one.
        field: Option<String>,
        /// Whether the same call can succeed later.
        retryable: bool,
        /// The questions of a form that it is about.
        violations: Vec<Violation>,
    },
}

/// A problem as the face writes it.
#[derive(serde::Deserialize)]
pub(crate) struct Told {
    code: String,
    key: String,
    field: Option<String>,
    retryable: bool,
    #[serde(default)]
    questions: Vec<Violation>,
}

impl From<Told> for Problem {
    fn from(told: Told) -> Self {
        let Told { code, key, field, retryable, questions } = told;
        Self::Refused { code, key, field, retryable, violations: questions }
    }
}

impl From<doorstep_core::Problem> for Problem {
    fn from(problem: doorstep_core::Problem) -> Self {
        Self::Refused {
            code: problem.code.as_str().to_owned(),
            key: problem.key,
            field: problem.field,
            retryable: problem.retryable,
            violations: Vec::new(),
        }
    }
}

impl From<PortError> for Problem {
    /// What a platform does not give: it may give it later.
    fn from(error: PortError) -> Self {
        let PortError::Failed { reason } = error;
        Self::Refused {
            code: "platform".to_owned(),
            key: "problem.platform".to_owned(),
            field: Some(reason),
            retryable: true,
            violations: Vec::new(),
        }
    }
}

impl Problem {
    /// Makes a problem of the core's own kinds.
    pub(crate) fn new(code: Code) -> Self {
        doorstep_core::Problem::new(code).into()
    }

    /// Makes a problem of the way to the server, or of the platform.
    pub(crate) fn told(code: &str, retryable: bool) -> Self {
        Self::Refused {
            code: code.to_owned(),
            key: format!("problem.{code}"),
            field: None,
            retryable,
            violations: Vec::new(),
        }
    }

    /// Makes the problem of what another does just now.
    pub(crate) fn busy() -> Self {
        let mut busy = Self::new(Code::WrongState);
        let Self::Refused { retryable, .. } = &mut busy;
        *retryable = true;
        busy
    }

    /// Tells whether it is of a kind.
    pub(crate) fn is(&self, kind: Code) -> bool {
        let Self::Refused { code, .. } = self;
        code == kind.as_str()
    }

    /// Makes a problem of an input.
    pub(crate) fn at(field: &str) -> Self {
        doorstep_core::Problem::at(Code::Invalid, field).into()
    }
}
