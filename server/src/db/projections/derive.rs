//! From a student's evaluated state to rows.

use super::rows::{CaseRow, FollowUpRow, PromiseRow, ReferralRow, Rows, StateRow};
use crate::db::students::day_number;
use doorstep_schema::moment::{Clock, Moment};
use doorstep_schema::people::Student;
use doorstep_schema::policy::Proof;
use doorstep_schema::region::Level;
use doorstep_schema::state::{Case, FollowUp, StudentState};

/// Appends the rows of one student, evaluated at `now`.
pub fn derive(student: &Student, state: &StudentState, clock: Clock, now: Moment, rows: &mut Rows) {
    let county = student.county.to_string();
    let open = state.open_case();
    rows.states.push(StateRow {
        student: student.id.0,
        county: county.clone(),
        status: state.status.now.as_str().to_owned(),
        open_case: open.map(|c| c.id.0),
        step: open.and_then(|c| c.step).map(i64::from),
        risk: open.map_or(0, |c| i64::from(c.risk.total)),
        next_change_at: state.next_change_at.map(Moment::ms),
        last_visit_at: state.last_visit_at.map(Moment::ms),
        last_contact_at: state.last_contact_at.map(Moment::ms),
        visit_due_at: state.visit_due.map(|v| v.due_at.ms()),
        evaluated_at: now.ms(),
    });
    for case in &state.cases {
        rows.cases.push(case_row(student, case));
        for follow_up in &case.follow_ups {
            rows.follow_ups.push(follow_up_row(student, case, follow_up, clock));
        }
    }
    rows.referrals.extend(state.referrals.iter().map(|referral| ReferralRow {
        id: referral.id.0,
        county: county.clone(),
        student: student.id.0,
        department: referral.department.as_str().to_owned(),
        concern: referral.concern.map(|c| c.as_str().to_owned()),
        state: referral.state.as_str().to_owned(),
        is_open: referral.state.is_open(),
        sent_at: referral.sent_at.ms(),
        due_at: referral.due_at.ms(),
        answered_at: referral.answered_at.map(Moment::ms),
    }));
    rows.promises.extend(state.promises.iter().map(|promise| PromiseRow {
        id: promise.id.0,
        county: county.clone(),
        student: student.id.0,
        by_day: day_number(promise.by),
        returns: promise.returns,
        state: promise.state.as_str().to_owned(),
        made_at: promise.made_at.ms(),
        settled_at: promise.settled_at.map(Moment::ms),
    }));
}

fn township(student: &Student) -> String {
    student.village.at(Level::Township).unwrap_or(student.village).to_string()
}

fn case_row(student: &Student, case: &Case) -> CaseRow {
    CaseRow {
        id: case.id.0,
        county: student.county.to_string(),
        student: student.id.0,
        school: student.school.0,
        class: student.class.0,
        village: student.village.to_string(),
        township: township(student),
        opened_at: case.opened_at.ms(),
        closed_at: case.closed_at.map(Moment::ms),
        step: case.step.map(i64::from),
        absent_since: case.absent_since.map(day_number),
        risk: i64::from(case.risk.total),
    }
}

fn follow_up_row(
    student: &Student,
    case: &Case,
    follow_up: &FollowUp,
    clock: Clock,
) -> FollowUpRow {
    FollowUpRow {
        id: follow_up.id.0,
        county: student.county.to_string(),
        student: student.id.0,
        case_id: case.id.0,
        owner: follow_up.owner.to_string(),
        school: student.school.0,
        class: student.class.0,
        village: student.village.to_string(),
        township: township(student),
        reason: follow_up.reason.as_str().to_owned(),
        step: follow_up.step.map(i64::from),
        opened_at: follow_up.opened_at.ms(),
        due_at: follow_up.due_at.ms(),
        due_day: day_number(clock.day(follow_up.due_at)),
        state: follow_up.state.as_str().to_owned(),
        is_open: follow_up.state.is_open(),
        accepted_by: follow_up.accepted_by.map(|w| w.0),
        closed_at: follow_up.closed_at.map(Moment::ms),
        proof: follow_up.proof.map(|f| f.0),
        required: required(&follow_up.required),
        sent_back: follow_up.sent_back.clone(),
        risk: i64::from(case.risk.total),
    }
}

/// Writes proofs as their words, space-separated.
fn required(proofs: &[Proof]) -> String {
    let words = proofs.iter().filter_map(|proof| match serde_json::to_value(proof) {
        Ok(serde_json::Value::String(word)) => Some(word),
        _ => None,
    });
    words.collect::<Vec<_>>().join(" ")
}
