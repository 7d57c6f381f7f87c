//! What a message to a guardian can be for, in the policy's words.

use crate::Problem;
use crate::acts::{find_student, signed_in};
use crate::store::Store;
use doorstep_schema::id::StudentId;
use doorstep_schema::message::{About, Purpose, message};
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
/// `unknown_student`, `not_signed_in`, `device_revoked`, or when the store cannot be read.
pub fn message_purposes(
    store: &Store,
    student: StudentId,
    language: &str,
    now: Moment,
) -> Result<Vec<MessagePurpose>, Problem> {
    let session = signed_in(store)?;
    let (_, student) = find_student(store, student)?;
    let school = store.school(student.school)?.map(|school| school.name).unwrap_or_default();
    let rules = store.rules()?;
    let about = About {
        student: &student.name,
        school: &school,
        worker: &session.worker.name,
        day: rules.policy.clock.day(now),
    };
    let of = |purpose: &Purpose| MessagePurpose {
        purpose: *purpose,
        text: message(&rules.policy, *purpose, language, &about),
    };
    Ok(Purpose::ALL.iter().map(of).collect())
}
