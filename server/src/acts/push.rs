//! Judging pushed facts: first each by itself, then against what is stored.

use crate::auth::caller::Caller;
use doorstep_schema::access::{self, Action, Actor, Resource};
use doorstep_schema::fact::Act;
use doorstep_schema::id::{FactId, FollowUpId};
use doorstep_schema::moment::Moment;
use doorstep_schema::people::{Department, Scope, Standing};
use doorstep_schema::problem::Violation;
use doorstep_schema::region::{Level, RegionCode};
use doorstep_schema::wire::{cbor, v1};
use serde_json::Value;

/// How far ahead of the server's clock a fact may have been entered, in days.
const AHEAD_DAYS: i64 = 2;
/// How long after a hand-over unsent work is still taken, in days.
const HAND_OVER_DAYS: i64 = 30;

/// The longest name of a kind, in bytes.
const MAX_KIND: usize = 64;
/// The largest stored fact, in bytes.
const MAX_BYTES: usize = 128 << 10;
/// How deep the values of a fact may nest.
const MAX_DEPTH: usize = 32;

/// A fact that is right by itself.
#[derive(Clone, Debug)]
pub struct Sound {
    /// The fact as it came.
    pub fact: v1::Fact,
    /// The action that recording it is.
    pub action: Action,
    /// The earlier fact that it amends or retracts.
    pub of: Option<FactId>,
    /// The follow-up that it works on.
    pub work: Option<FollowUpId>,
    /// What was done.
    pub act: Act,
    /// Its stored form.
    pub body: Vec<u8>,
}

/// What became of a fact.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// It is durable now.
    Accepted,
    /// It was durable before.
    Duplicate,
    /// It was not taken.
    Refused(Violation),
}

impl Verdict {
    /// Makes the receipt.
    #[must_use]
    pub fn receipt(self, id: FactId) -> v1::Receipt {
        let (outcome, problem) = match self {
            Self::Accepted => (v1::Outcome::Accepted, None),
            Self::Duplicate => (v1::Outcome::Duplicate, None),
            Self::Refused(violation) => (v1::Outcome::Refused, Some(violation)),
        };
        v1::Receipt { id, outcome, problem }
    }
}

/// Makes a refusal.
#[must_use]
pub fn refuse(field: &str, code: &str, message: impl Into<String>) -> Verdict {
    Verdict::Refused(Violation::new(field, code, message))
}

/// Refuses what the caller may not do.
#[must_use]
pub fn not_permitted() -> Verdict {
    refuse(
        "student",
        "not_permitted",
        "the student is outside your scope, or your role may not record this",
    )
}

/// Examines a fact by itself: author, time, form and ranges.
///
/// # Errors
/// The refusal.
pub fn examine(caller: &Caller, fact: v1::Fact, now: Moment) -> Result<Sound, Verdict> {
    if fact.author != caller.worker {
        return Err(refuse(
            "author",
            "wrong_author",
            "a fact is sent by the worker who entered it",
        ));
    }
    if fact.device != caller.device {
        return Err(refuse(
            "device",
            "wrong_author",
            "a fact is sent from the device on which it was entered",
        ));
    }
    if fact.entered_at > now.plus_days(AHEAD_DAYS) {
        let message =
            format!("entered more than {AHEAD_DAYS} days after now; check the phone's clock");
        return Err(refuse("entered_at", "from_the_future", message));
    }
    let reaches =
        |scope: &Scope| matches!(scope, Scope::Region(code) if code.contains(&fact.county));
    let own = fact.county == caller.county || caller.scopes.iter().any(reaches);
    if fact.county.level() != Level::County || !own {
        return Err(refuse("county", "not_permitted", "the county is not one of yours"));
    }
    let is_letter = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
    if !(1..=MAX_KIND).contains(&fact.kind.len()) || !fact.kind.bytes().all(is_letter) {
        return Err(refuse("kind", "out_of_range", "a kind is a word of a-z, 0-9 and _"));
    }
    let mut values = fact.payload.iter().chain(&fact.extra);
    if !values.all(|(key, value)| !key.contains('\0') && is_storable(value, 1)) {
        let message = "values nest at most 32 levels deep, and texts have no zero character";
        return Err(refuse("payload", "out_of_range", message));
    }
    let act = match doorstep_schema::fact::Fact::try_from(&fact) {
        Ok(read) => read.act,
        Err(error) => return Err(refuse("payload", "unreadable", error.to_string())),
    };
    if let Some(first) = act.check().into_iter().next() {
        return Err(refuse(&first.field, "out_of_range", first.message));
    }
    if fact.student.is_none() && needs_student(&act) {
        return Err(refuse("student", "unknown_student", "a fact of this kind is about a student"));
    }
    let of = match &act {
        Act::Amendment(amendment) => Some(amendment.of),
        Act::Retraction(retraction) => Some(retraction.of),
        _ => None,
    };
    let work = act.works_on();
    // What a later version means is not known here; it asks for the least that any record asks for.
    let action = access::action_of(&act).unwrap_or(Action::CorrectRecord);
    let body = cbor::encode(&fact);
    if body.len() > MAX_BYTES {
        let message = format!("a fact has at most {MAX_BYTES} bytes");
        return Err(refuse("payload", "out_of_range", message));
    }
    Ok(Sound { fact, action, of, work, act, body })
}

/// Tells whether both databases keep the value and it reads back: its depth is bounded, and PostgreSQL's
/// texts hold no zero character.
fn is_storable(value: &Value, depth: usize) -> bool {
    depth <= MAX_DEPTH
        && match value {
            Value::String(text) => !text.contains('\0'),
            Value::Array(items) => items.iter().all(|item| is_storable(item, depth + 1)),
            Value::Object(map) => {
                map.iter().all(|(key, item)| !key.contains('\0') && is_storable(item, depth + 1))
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => true,
        }
}

const fn needs_student(act: &Act) -> bool {
    !matches!(
        act,
        Act::VenueReport(_)
            | Act::EvidencePhoto(_)
            | Act::EvidenceExplained(_)
            | Act::Amendment(_)
            | Act::Retraction(_)
            | Act::DraftDiscarded(_)
            | Act::Unknown
    )
}

/// Where a student stands and stood.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Whereabouts {
    /// The standing now.
    pub now: Standing,
    /// The departments that hold a referral.
    pub referred: Vec<Department>,
    /// Earlier standings with the time at which each was left, oldest first.
    pub left: Vec<(Moment, Standing)>,
}

/// Tells whether the caller may do the action to the student now.
#[must_use]
pub fn permitted(caller: &Caller, action: Action, student: &Whereabouts) -> bool {
    caller.may(action, &Resource::Student(&student.now, &student.referred))
}

/// Tells whether the caller might have done the action to the student when the fact was entered, and
/// was cut off no longer ago than a hand-over may take.
#[must_use]
pub fn was_permitted(
    caller: &Caller,
    action: Action,
    student: &Whereabouts,
    entered_at: Moment,
    now: Moment,
) -> bool {
    let oldest = now.plus_days(-HAND_OVER_DAYS);
    let then = student.left.iter().find(|(left_at, _)| *left_at > entered_at);
    if then.is_some_and(|(left_at, _)| *left_at < oldest) {
        return false;
    }
    let standing = then.map_or(student.now, |(_, standing)| *standing);
    let scopes: Vec<Scope> = caller
        .held
        .iter()
        .filter(|held| {
            let ended = held.until.is_some_and(|(_, at)| at <= entered_at || at < oldest);
            !ended && held.since_at <= entered_at
        })
        .map(|held| held.scope)
        .collect();
    let actor = Actor { role: caller.role, scopes: &scopes };
    access::permits(&actor, action, &Resource::Student(&standing, &student.referred))
}

/// Tells whether the caller may record something that is about no student in the county.
#[must_use]
pub fn permitted_without_student(caller: &Caller, action: Action, county: RegionCode) -> bool {
    access::roles(action).contains(&caller.role)
        && !caller.scopes.is_empty()
        && county == caller.county
}

#[cfg(test)]
mod tests;
