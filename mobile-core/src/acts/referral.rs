//! Referrals to departments 转介.

use super::record;
use crate::{Entry, Problem, Store};
use doorstep_schema::fact::{Act, ReferralAnswered, ReferralSent};
use doorstep_schema::id::{FactId, StudentId};

/// Sends a referral.
///
/// # Errors
/// As [`record()`] says.
pub fn send(
    store: &mut Store,
    entry: &Entry,
    student: StudentId,
    referral: ReferralSent,
) -> Result<FactId, Problem> {
    record(store, entry, Some(student), entry.now, Act::ReferralSent(referral))
}

/// Answers a referral for the department.
///
/// # Errors
/// As [`record()`] says.
pub fn answer(
    store: &mut Store,
    entry: &Entry,
    student: StudentId,
    answer: ReferralAnswered,
) -> Result<FactId, Problem> {
    record(store, entry, Some(student), entry.now, Act::ReferralAnswered(answer))
}
