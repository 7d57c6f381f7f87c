//! What people do on their phones: any act of their role, about any student they see.

use super::phone::Phone;
use super::{paper, photo};
use doorstep_core::acts::{
    absence, attendance, contact, correction, dropout, follow_up, profile, promise, referral,
    reminder, status, visit,
};
use doorstep_core::views::{self, StudentScreen, TodoKind, Work};
use doorstep_core::{Entry, Problem};
use doorstep_schema::fact::{
    AbsenceReport, DropoutReport, FollowUpDone, GuardianContact, Met, ProfileField, PromiseMade,
    ReferralSent, ReminderDone, ReminderSet, StatusAnswer, StatusRequest, Visit,
};
use doorstep_schema::id::{FactId, FollowUpId, StudentId};
use doorstep_schema::moment::{Clock, Moment, plus_days};
use doorstep_schema::people::{Concern, Department, Role, Status};

/// Does one thing on a phone and notes the fact, if one was entered.
pub(super) fn act(phone: &mut Phone, role: Role, now: Moment) -> Result<(), Problem> {
    let seen = views::search(&phone.store, "", 100, None, now)?;
    let Some(student) = phone.chance.pick(&seen).map(|s| s.student) else { return Ok(()) };
    let entry = phone.chance.entry(now);
    let done = match role {
        Role::Teacher => teach(phone, &entry, student),
        Role::Committee => serve(phone, &entry, student),
        _ => lead(phone, &entry, student),
    };
    match done {
        Ok(Some(fact)) => phone.entered.push(fact),
        Err(problem) if problem.retryable => return Err(problem),
        // What cannot be done here and now is told to the person, who does something else.
        Ok(None) | Err(_) => {}
    }
    Ok(())
}

pub(super) type Done = Result<Option<FactId>, Problem>;

fn teach(phone: &mut Phone, entry: &Entry, student: StudentId) -> Done {
    let today = Clock::CHINA.day(entry.now);
    let store = &mut phone.store;
    match phone.chance.below(22) {
        0..=2 => {
            let excused = phone.chance.in_100(15);
            let days = vec![plus_days(today, -phone.chance.between(0, 2))];
            let report = AbsenceReport {
                days,
                told_at: entry.now,
                reason: String::new(),
                excused,
                filled: None,
            };
            absence::report(store, entry, student, report).map(Some)
        }
        3 => attendance::came_back(store, entry, student, today).map(Some),
        4 | 9 => paper::fill(phone, entry, student),
        10..=15 => photo::attach(phone, entry, student),
        5 | 6 => {
            let met = *phone.chance.pick(Met::ALL).unwrap_or(&Met::Nobody);
            let visit = a_visit(phone, entry, met);
            visit::record(&mut phone.store, entry, student, entry.now, visit).map(Some)
        }
        7 => set_reminder(phone, entry, student),
        8 => {
            let (department, concern) = (Department::HumanResources, Some(Concern::ChildLabour));
            let serious = phone.chance.in_100(50);
            let sent = ReferralSent { department, reason: "童工".to_owned(), concern, serious };
            referral::send(store, entry, student, sent).map(Some)
        }
        _ => common(phone, entry, student),
    }
}

fn serve(phone: &mut Phone, entry: &Entry, student: StudentId) -> Done {
    match phone.chance.below(8) {
        6 | 7 => photo::attach(phone, entry, student),
        0 => {
            let visit = Visit { with_committee: true, ..a_visit(phone, entry, Met::Guardian) };
            visit::record(&mut phone.store, entry, student, entry.now, visit).map(Some)
        }
        1 | 2 => work(phone, entry),
        3 => paper::fill(phone, entry, student),
        _ => common(phone, entry, student),
    }
}

fn lead(phone: &mut Phone, entry: &Entry, student: StudentId) -> Done {
    let screen = views::student(&phone.store, student, entry.now)?;
    match phone.chance.below(6) {
        0 => {
            let report = DropoutReport { account: "多次家访".to_owned() };
            dropout::report(&mut phone.store, entry, student, report).map(Some)
        }
        1 => {
            let to = *phone.chance.pick(Status::ALL).unwrap_or(&Status::Suspended);
            let from = Clock::CHINA.day(entry.now);
            let request =
                StatusRequest { to, reason: "申请".to_owned(), from, evidence: Vec::new() };
            status::request(&mut phone.store, entry, student, request).map(Some)
        }
        2 => {
            let changes = &screen.state.status.changes;
            let Some(request) = phone.chance.pick(changes).map(|c| c.request) else {
                return Ok(None);
            };
            let granted = phone.chance.in_100(70);
            let answer = StatusAnswer { request, granted, note: String::new() };
            status::check(&mut phone.store, entry, student, answer).map(Some)
        }
        3 => work(phone, entry),
        _ => common(phone, entry, student),
    }
}

fn a_promise(phone: &mut Phone, entry: &Entry) -> Option<PromiseMade> {
    phone.chance.in_100(50).then(|| PromiseMade {
        text: "下周返校".to_owned(),
        by: plus_days(Clock::CHINA.day(entry.now), phone.chance.between(0, 7)),
        returns: phone.chance.in_100(70),
    })
}

fn a_visit(phone: &mut Phone, entry: &Entry, met: Met) -> Visit {
    let concerns = Concern::ALL.iter().copied().filter(|_| phone.chance.in_100(8)).collect();
    let attends = phone.chance.in_100(40).then(|| phone.chance.in_100(50));
    Visit { concerns, attends, promise: a_promise(phone, entry), ..Visit::met(met) }
}

fn set_reminder(phone: &mut Phone, entry: &Entry, student: StudentId) -> Done {
    let opens = entry.now.plus_minutes(phone.chance.between(0, 600));
    let due = opens.plus_minutes(600);
    let text = "提醒家长".to_owned();
    let set = ReminderSet { guardian: None, text, channel: None, opens, due, late: due };
    reminder::set(&mut phone.store, entry, student, set).map(Some)
}

/// What everybody does.
fn common(phone: &mut Phone, entry: &Entry, student: StudentId) -> Done {
    let screen = views::student(&phone.store, student, entry.now)?;
    match phone.chance.below(8) {
        0 | 1 => {
            let promise = a_promise(phone, entry);
            let contact =
                GuardianContact { promise, ..GuardianContact::call(phone.chance.in_100(60)) };
            contact::log(&mut phone.store, entry, student, entry.now, contact).map(Some)
        }
        2 => {
            let Some(promise) = phone.chance.pick(&screen.state.promises).map(|p| p.id) else {
                return Ok(None);
            };
            let kept = phone.chance.in_100(50);
            promise::settle(&mut phone.store, entry, student, promise, kept).map(Some)
        }
        3 => edit(phone, entry, student),
        4 => correct(phone, entry, &screen),
        5 => {
            let Some(reminder) = phone.chance.pick(&screen.state.reminders).map(|r| r.id) else {
                return Ok(None);
            };
            let carried_out = phone.chance.in_100(70);
            let answer = ReminderDone { reminder, carried_out, note: String::new() };
            reminder::answer(&mut phone.store, entry, student, answer).map(Some)
        }
        _ => work(phone, entry),
    }
}

fn edit(phone: &mut Phone, entry: &Entry, student: StudentId) -> Done {
    let (field, value) = match phone.chance.below(4) {
        0 => {
            (ProfileField::GuardianPhone, format!("1380000{:04}", phone.chance.below(9999)).into())
        }
        1 => (ProfileField::EffectiveGuardian, phone.chance.in_100(50).into()),
        2 => (ProfileField::PhotoConsent, phone.chance.in_100(70).into()),
        _ => (ProfileField::Remark, "住校".into()),
    };
    profile::edit(&mut phone.store, entry, student, field, value).map(Some)
}

/// Amends or retracts something of one's own.
fn correct(phone: &mut Phone, entry: &Entry, screen: &StudentScreen) -> Done {
    let own: Vec<_> = screen.timeline.iter().filter(|t| t.own).collect();
    let Some(fact) = phone.chance.pick(&own).map(|t| t.fact.clone()) else { return Ok(None) };
    if phone.chance.in_100(50) {
        return correction::retract(&mut phone.store, entry, fact.id, "误记").map(Some);
    }
    let amendment = doorstep_schema::fact::Amendment {
        of: fact.id,
        payload: fact.payload,
        happened_at: Some(fact.happened_at.plus_minutes(-phone.chance.between(0, 2_000))),
        reason: "时间有误".to_owned(),
    };
    correction::amend(&mut phone.store, entry, amendment).map(Some)
}

/// Works on one's own queue.
fn work(phone: &mut Phone, entry: &Entry) -> Done {
    let queue: Vec<Work> = views::queue(&phone.store, None, entry.now)?;
    let follow_ups: Vec<&Work> = queue.iter().filter(|w| w.kind == TodoKind::FollowUp).collect();
    let Some(work) = phone.chance.pick(&follow_ups) else { return Ok(None) };
    let Some(id) = work.subject.map(FollowUpId) else { return Ok(None) };
    let store = &mut phone.store;
    match phone.chance.below(3) {
        0 => follow_up::accept(store, entry, work.student, id).map(Some),
        1 => follow_up::send_back(store, entry, work.student, id, "不在本村").map(Some),
        _ => {
            let done = FollowUpDone { follow_up: id, proof: None, note: String::new() };
            follow_up::complete(store, entry, work.student, done).map(Some)
        }
    }
}
