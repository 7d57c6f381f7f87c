//! Schemas of what the rules derive about a student: cases, promises, referrals, reminders and the rest.

use super::roster::{channel, department, status};
use super::{Named, closed, day, flag, id, list, maybe, moment, number, text, to, word};
use doorstep_schema::access::Work;
use doorstep_schema::people::Concern;
use doorstep_schema::policy::Proof;
use doorstep_schema::state::{
    FollowUpState, PromiseState, Reason, ReferralState, ReminderState, StatusRequestState,
};
use serde_json::{Value, json};

pub(super) fn all() -> Vec<Named> {
    let none = json!({});
    let part = closed(&json!({ "key": text(), "points": number() }), &none);
    let state = json!({
        "status": to("StatusView"), "cases": list(&to("Case")), "promises": list(&to("Promise")),
        "referrals": list(&to("Referral")), "reminders": list(&to("Reminder")),
        "profile": { "type": "object", "additionalProperties": to("FieldState") },
        "visit_due": maybe(&to("VisitDue")), "last_visit_at": maybe(&moment()),
        "last_contact_at": maybe(&moment()), "next_change_at": maybe(&moment()),
    });
    let visit_due = json!({ "opens": day(), "due": day(), "due_at": moment() });
    vec![
        ("Risk", closed(&json!({ "total": number(), "parts": list(&part) }), &none)),
        ("Case", case()),
        ("CaseFollowUp", follow_up()),
        ("Promise", promise()),
        ("Referral", referral()),
        ("Reminder", reminder()),
        ("FieldState", field()),
        ("StatusView", status_view()),
        ("VisitDue", closed(&visit_due, &none)),
        ("StudentState", closed(&state, &none)),
    ]
}

/// Why a follow-up exists.
pub(super) fn reason() -> Value {
    word(Reason::ALL.iter().map(|reason| reason.as_str()))
}

/// The state of a follow-up.
pub(super) fn follow_up_state() -> Value {
    word(FollowUpState::ALL.iter().map(|state| state.as_str()))
}

/// What may be done with a follow-up.
pub(super) fn work() -> Value {
    list(&word(Work::ALL.iter().map(|work| work.as_str())))
}

/// What proves that a follow-up is done; any one is enough.
pub(super) fn proofs() -> Value {
    let words = json!([
        Proof::AbsenceReport,
        Proof::VisitMetAdult,
        Proof::TwoTries,
        Proof::JointVisit,
        Proof::ContactReached,
        Proof::DropoutReport,
        Proof::PromiseKept,
        Proof::OrderServed,
        Proof::PenaltyServed,
        Proof::LitigationFiled,
        Proof::AnyVisit,
        Proof::Word,
    ]);
    list(&json!({ "type": "string", "enum": words }))
}

fn concern() -> Value {
    word(Concern::ALL.iter().map(|concern| concern.as_str()))
}

fn case() -> Value {
    let always = json!({
        "id": id(), "student": id(), "opened_at": moment(), "opened_by": text(),
        "closed_at": maybe(&moment()), "step": maybe(&number()), "absent_since": maybe(&day()),
        "watched_until": maybe(&day()), "concerns": list(&concern()),
        "follow_ups": list(&to("CaseFollowUp")), "risk": to("Risk"),
    });
    closed(&always, &json!({}))
}

fn follow_up() -> Value {
    let always = json!({
        "id": id(), "case": id(), "student": id(), "reason": reason(), "step": maybe(&number()),
        "owner": text(), "opened_at": moment(), "due_at": moment(), "state": follow_up_state(),
        "required": proofs(), "accepted_by": maybe(&id()), "closed_at": maybe(&moment()),
        "proof": maybe(&id()), "sent_back": maybe(&text()),
    });
    closed(&always, &json!({}))
}

fn promise() -> Value {
    let always = json!({
        "id": id(), "text": text(), "by": day(), "returns": flag(), "made_at": moment(),
        "state": word(PromiseState::ALL.iter().map(|state| state.as_str())),
        "settled_at": maybe(&moment()),
    });
    closed(&always, &json!({}))
}

fn referral() -> Value {
    let always = json!({
        "id": id(), "department": department(), "concern": maybe(&concern()), "sent_by": id(),
        "reason": text(), "sent_at": moment(), "due_at": moment(),
        "state": word(ReferralState::ALL.iter().map(|state| state.as_str())),
        "answered_at": maybe(&moment()), "note": text(),
    });
    closed(&always, &json!({}))
}

fn reminder() -> Value {
    let always = json!({
        "id": id(), "author": id(), "guardian": maybe(&id()), "text": text(),
        "channel": maybe(&channel()), "opens": moment(), "due": moment(), "late": moment(),
        "state": word(ReminderState::ALL.iter().map(|state| state.as_str())),
        "done_at": maybe(&moment()), "returned_after": flag(),
    });
    closed(&always, &json!({}))
}

/// A field of the profile: what is shown, and what contradicts it. Values are of any kind.
fn field() -> Value {
    let none = json!({});
    let edit = closed(&json!({ "fact": id(), "value": {}, "by": id(), "at": moment() }), &none);
    closed(&json!({ "shown": edit, "conflicts": list(&edit) }), &none)
}

fn status_view() -> Value {
    let none = json!({});
    let change = json!({
        "request": id(), "by": id(), "at": moment(), "to": status(), "from": day(),
        "reason": text(), "state": word(StatusRequestState::ALL.iter().map(|state| state.as_str())),
        "approved_at": maybe(&moment()),
    });
    closed(&json!({ "now": status(), "changes": list(&closed(&change, &none)) }), &none)
}
