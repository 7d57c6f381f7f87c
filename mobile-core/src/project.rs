//! From a student's state to the head and the things to do that the store keeps for the views.

use crate::store::{Error, HeadRow, Store, StudentKey, Todo, TodoKind};
use doorstep_schema::fact::Act;
use doorstep_schema::moment::Moment;
use doorstep_schema::people::Student;
use doorstep_schema::policy::{OwnerKind, Proof};
use doorstep_schema::state::{
    FollowUp, FollowUpState, Owner, PromiseState, Reason, ReminderState, Rules, StudentState,
    evaluate, guardian_phone, home, resolve,
};
use doorstep_schema::wire::v1;
use jiff::civil::{Date, Time};

/// Evaluates a student anew and keeps the result; without a roster student there is none.
pub(crate) fn reevaluate(store: &Store, key: StudentKey, now: Moment) -> Result<(), Error> {
    let Some(student) = store.student(key)? else { return store.delete_head(key) };
    let facts = store.counting_facts(key)?;
    let own = store.rules()?;
    let rules = own.rules();
    let state = evaluate(&student, &facts, &rules, now);
    store.put_head(key, &head(&student, &state), now)?;
    store.put_todos(key, &todos(&student, &state, &facts, &rules))
}

/// Evaluates those students anew whose head does not hold at `now`.
pub(crate) fn freshen(store: &Store, now: Moment) -> Result<(), Error> {
    let stale = store.stale_heads(now)?;
    if stale.is_empty() {
        return Ok(());
    }
    store.write(|store| stale.iter().try_for_each(|key| reevaluate(store, *key, now)))
}

/// Returns the head of a state.
pub(crate) fn head(student: &Student, state: &StudentState) -> HeadRow {
    let case = state.open_case();
    HeadRow {
        status: state.status.now.as_str().to_owned(),
        open_case: case.map(|c| c.id),
        step: case.and_then(|c| c.step),
        risk: case.map_or(0, |c| c.risk.total),
        last_visit_at: state.last_visit_at,
        next_change_at: state.next_change_at,
        home: home(student, &state.profile),
        phone: guardian_phone(student, &state.profile),
        concerns: case.map(|c| c.concerns.iter().copied().collect()).unwrap_or_default(),
        reminders: u32::try_from(state.reminders.len()).unwrap_or(u32::MAX),
    }
}

/// Returns what is to be done about a student.
pub(crate) fn todos(
    student: &Student,
    state: &StudentState,
    facts: &[v1::Fact],
    rules: &Rules<'_>,
) -> Vec<Todo> {
    let mut found = Vec::new();
    for case in &state.cases {
        let open = case.follow_ups.iter().filter(|f| f.state.is_open());
        found.extend(open.map(|f| follow_up(f, case.risk.total)));
    }
    let risk = state.open_case().map_or(0, |case| case.risk.total);
    let class = Owner::of(OwnerKind::Class, &student.standing());
    let clock = rules.policy.clock;
    let on = |reason: &str, opens: Date, due: Date| Todo {
        kind: TodoKind::Visit,
        subject: None,
        owner: Some(class),
        author: None,
        reason: reason.to_owned(),
        step: None,
        state: "open".to_owned(),
        next: "visit".to_owned(),
        opens_at: clock.at(opens, Time::midnight()),
        due_at: clock.at(due, rules.policy.day_end),
        late_at: clock.at(due, rules.policy.day_end),
        risk,
        text: String::new(),
    };
    // A visit that a follow-up of the same owner asks for anyway is not asked for twice.
    let asked = found.iter().any(|t: &Todo| t.next == "visit" && t.owner == Some(class));
    if !asked {
        let periodic = state.visit_due.map(|v| on("periodic_visit", v.opens, v.due));
        let planned = planned_visit(state, facts).map(|day| on("planned_visit", day, day));
        found.extend([periodic, planned].into_iter().flatten().min_by_key(|t| t.due_at));
    }
    for promise in state.promises.iter().filter(|p| p.state == PromiseState::Pending) {
        found.push(Todo {
            kind: TodoKind::Promise,
            subject: Some(promise.id.0),
            next: "settle_promise".to_owned(),
            text: promise.text.clone(),
            ..on("promise_due", promise.by, promise.by)
        });
    }
    let answered = [ReminderState::Done, ReminderState::Dropped];
    for reminder in state.reminders.iter().filter(|r| !answered.contains(&r.state)) {
        found.push(Todo {
            kind: TodoKind::Reminder,
            subject: Some(reminder.id.0),
            owner: reminder.guardian.map(|_| class),
            author: Some(reminder.author),
            reason: "reminder".to_owned(),
            step: None,
            state: reminder.state.as_str().to_owned(),
            next: if reminder.guardian.is_some() { "contact" } else { "answer_reminder" }
                .to_owned(),
            opens_at: reminder.opens,
            due_at: reminder.due,
            late_at: reminder.late,
            risk,
            text: reminder.text.clone(),
        });
    }
    found
}

fn follow_up(follow_up: &FollowUp, risk: i32) -> Todo {
    Todo {
        kind: TodoKind::FollowUp,
        subject: Some(follow_up.id.0),
        owner: Some(follow_up.owner),
        author: None,
        reason: follow_up.reason.as_str().to_owned(),
        step: follow_up.step,
        state: follow_up.state.as_str().to_owned(),
        next: next(follow_up).to_owned(),
        opens_at: follow_up.opened_at,
        due_at: follow_up.due_at,
        late_at: follow_up.due_at,
        risk,
        text: follow_up.sent_back.clone().unwrap_or_default(),
    }
}

/// The act that does a piece of work.
fn next(follow_up: &FollowUp) -> &'static str {
    if follow_up.state == FollowUpState::SentBack {
        return "hand_on";
    }
    match follow_up.required.first() {
        _ if follow_up.reason == Reason::Watch => "watch",
        Some(Proof::AbsenceReport) => "report_absence",
        Some(Proof::VisitMetAdult | Proof::TwoTries | Proof::AnyVisit) => "visit",
        Some(Proof::JointVisit) => "joint_visit",
        Some(Proof::ContactReached) => "contact",
        Some(Proof::DropoutReport) => "report_dropout",
        Some(Proof::PromiseKept) => "persuade",
        Some(Proof::OrderServed | Proof::PenaltyServed | Proof::LitigationFiled) => "serve_notice",
        Some(Proof::Word) | None => "complete",
    }
}

/// The day that the last visit planned for the next one.
fn planned_visit(state: &StudentState, facts: &[v1::Fact]) -> Option<Date> {
    let last = state.last_visit_at?;
    let planned = |f: &v1::Fact| f.payload.contains_key("next_visit") || f.kind == "amendment";
    if !facts.iter().any(planned) {
        return None;
    }
    resolve(facts).told.iter().rev().filter(|told| told.at == last).find_map(|told| {
        match &told.act {
            Act::Visit(visit) => visit.next_visit,
            _ => None,
        }
    })
}
