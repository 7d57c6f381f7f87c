//! What a message to a guardian can be for, in the policy's words.

use super::message::{MessageAsk, guardian_message};
use crate::Problem;
use crate::store::Store;
use doorstep_schema::id::{GuardianId, StudentId};
use doorstep_schema::message::Purpose;
use doorstep_schema::moment::Moment;
use serde::Serialize;

/// Something that a message can be for.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct MessagePurpose {
    /// The purpose.
    pub purpose: Purpose,
    /// The message about the student, as it would be sent today.
    pub text: String,
}

/// Lists what a message about a student can be for.
///
/// # Errors
/// As [`guardian_message`] says.
pub fn message_purposes(
    store: &Store,
    student: StudentId,
    guardian: Option<GuardianId>,
    language: &str,
    now: Moment,
) -> Result<Vec<MessagePurpose>, Problem> {
    let of = |purpose: &Purpose| {
        let ask = MessageAsk {
            student,
            purpose: Some(*purpose),
            reminder: None,
            guardian,
            day: None,
            language: language.to_owned(),
        };
        let text = guardian_message(store, &ask, now)?.text;
        Ok(MessagePurpose { purpose: *purpose, text })
    };
    Purpose::ALL.iter().map(of).collect()
}
