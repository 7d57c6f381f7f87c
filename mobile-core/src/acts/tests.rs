//! Acts as stories, then: the head that the store keeps is what the facts say, whatever was done.

use super::*;
use crate::store::Store;
use crate::testing::*;
use crate::{Code, Entry, attention, views};
use doorstep_schema::fact::*;
use doorstep_schema::id::{FactId, StudentId};
use doorstep_schema::people::{Concern, Department, Role, Scope};
use doorstep_schema::state::Owner;
use jiff::civil::date;
use proptest::prelude::*;
use serde_json::json;

fn class_phone() -> Store {
    phone(Store::in_memory().unwrap(), 3, at(23, 7, 0))
}

#[test]
fn an_absence_puts_a_visit_on_today_and_the_visit_takes_it_off() {
    let mut store = class_phone();
    let child = student_id(1);
    absence::report(
        &mut store,
        &entry(at(23, 8, 40), 1),
        child,
        absence(date(2026, 11, 23), at(23, 8, 40)),
    )
    .unwrap();
    let today = views::today(&store, None, at(23, 9, 0)).unwrap();
    assert_eq!(today.due.len(), 1);
    assert_eq!(
        (today.due[0].name.as_str(), today.due[0].work[0].next.as_str()),
        ("俄科罗村", "visit")
    );
    let late = views::today(&store, None, at(23, 19, 0)).unwrap();
    assert_eq!(late.late[0].work[0].step, Some(2));
    let visit = Visit::met(Met::Guardian);
    visit::record(&mut store, &entry(at(23, 16, 0), 2), child, at(23, 15, 30), visit).unwrap();
    assert_eq!(views::today(&store, None, at(23, 17, 0)).unwrap().due, []);
}

#[test]
fn the_same_entry_again_changes_nothing() {
    let mut store = class_phone();
    let once = entry(at(23, 9, 0), 7);
    let call = || GuardianContact::call(true);
    let first = contact::log(&mut store, &once, student_id(0), at(23, 9, 0), call()).unwrap();
    let again = contact::log(&mut store, &once, student_id(0), at(23, 9, 0), call()).unwrap();
    assert_eq!(first, again);
    assert_eq!(views::sync_status(&store, at(23, 9, 0)).unwrap().waiting, 1);
}

#[test]
fn what_is_not_allowed_or_out_of_range_is_refused_with_its_place() {
    let mut store = class_phone();
    let now = entry(at(23, 9, 0), 1);
    let report = DropoutReport { account: "三天未到校".to_owned() };
    let refused = dropout::report(&mut store, &now, student_id(0), report).unwrap_err();
    assert_eq!(refused.code, Code::NotPermitted);
    let none = AbsenceReport { days: vec![], ..absence(date(2026, 11, 23), at(23, 9, 0)) };
    let refused = absence::report(&mut store, &now, student_id(0), none).unwrap_err();
    assert_eq!(
        (refused.key.as_str(), refused.field.as_deref()),
        ("problem.invalid.out_of_range", Some("payload.days"))
    );
    let unknown =
        attendance::came_back(&mut store, &now, student_id(99), date(2026, 11, 23)).unwrap_err();
    assert_eq!(unknown.code, Code::UnknownStudent);
    let ahead =
        visit::record(&mut store, &now, student_id(0), at(26, 9, 0), Visit::met(Met::Child));
    assert_eq!(ahead.unwrap_err().field.as_deref(), Some("happened_at"));
    let promises = |by| GuardianContact {
        promise: Some(PromiseMade { text: "送孩子回校".to_owned(), by, returns: true }),
        ..GuardianContact::call(true)
    };
    let early = promises(date(2026, 11, 22));
    let refused =
        contact::log(&mut store, &now, student_id(0), now.now, early.clone()).unwrap_err();
    let wrong = ("problem.invalid.before_contact", Some("payload.promise.by"));
    assert_eq!((refused.key.as_str(), refused.field.as_deref()), wrong);
    let good = promises(date(2026, 11, 23));
    let made = contact::log(&mut store, &now, student_id(0), now.now, good).unwrap();
    let serde_json::Value::Object(payload) = json!(early) else { unreachable!() };
    let worse = Amendment { of: made, payload, happened_at: None, reason: String::new() };
    let refused = correction::amend(&mut store, &entry(at(23, 10, 0), 2), worse).unwrap_err();
    assert_eq!((refused.key.as_str(), refused.field.as_deref()), wrong);
    let mut nobody = Store::in_memory().unwrap();
    let refused =
        contact::log(&mut nobody, &now, student_id(0), now.now, GuardianContact::call(true));
    assert_eq!(refused.unwrap_err().code, Code::NotSignedIn);
}

#[test]
fn a_committee_works_its_own_queue_and_no_other() {
    let mut store = Store::in_memory().unwrap();
    let now = at(23, 8, 0);
    sign_in(&mut store, Role::Committee, Scope::Region(village(1)), now);
    fill(&store, 2, now);
    let told = at(23, 8, 40);
    for n in 0..2 {
        // The teacher's report came by a pull.
        let fact = Fact {
            id: entry(told, n).id(),
            author: COLLEAGUE,
            device: doorstep_schema::id::DeviceId(uuid::Uuid::from_u128(5)),
            county: county(),
            student: Some(student_id(u128::from(n))),
            happened_at: told,
            entered_at: told,
            hlc: doorstep_schema::hlc::Hlc::at(told),
            act: Act::AbsenceReport(absence(date(2026, 11, 23), told)),
        };
        let wire = doorstep_schema::wire::v1::Fact::from(&fact);
        store.add_fact(&wire, false, crate::store::SyncState::Accepted).unwrap();
        let key = store.student_key(student_id(u128::from(n))).unwrap();
        crate::project::reevaluate(&store, key, told).unwrap();
    }
    let tuesday = at(24, 9, 0);
    let queue = views::queue(&store, None, tuesday).unwrap();
    assert_eq!(
        queue.iter().map(|w| (w.student, w.step)).collect::<Vec<_>>(),
        [(student_id(1), Some(3))]
    );
    let id = doorstep_schema::id::FollowUpId(queue[0].subject.unwrap());
    follow_up::accept(&mut store, &entry(tuesday, 9), student_id(1), id).unwrap();
    assert_eq!(views::queue(&store, None, tuesday).unwrap()[0].state, "accepted");
    let other = views::student(&store, student_id(0), tuesday).unwrap();
    let theirs = other.state.cases[0].follow_ups.iter().find(|f| f.state.is_open()).unwrap().id;
    let refused =
        follow_up::accept(&mut store, &entry(tuesday, 10), student_id(0), theirs).unwrap_err();
    assert_eq!(refused.code, Code::NotPermitted);
    assert_eq!(views::queue(&store, Some(&Owner::Village(village(0))), tuesday).unwrap(), []);
}

#[test]
fn only_an_own_fact_is_amended_or_withdrawn_and_the_record_keeps_it() {
    let mut store = class_phone();
    let child = student_id(0);
    let visit =
        visit::record(&mut store, &entry(at(23, 9, 0), 1), child, at(23, 8, 0), full_visit(5))
            .unwrap();
    let amendment = Amendment {
        of: visit,
        payload: Act::Visit(Visit::met(Met::Guardian)).payload(),
        happened_at: None,
        reason: "误点".to_owned(),
    };
    let amended =
        correction::amend(&mut store, &entry(at(23, 9, 5), 2), amendment.clone()).unwrap();
    let screen = views::student(&store, child, at(23, 9, 6)).unwrap();
    assert_eq!(screen.timeline[0].amended_by, Some(amended));
    let misfit = Amendment { payload: serde_json::Map::new(), ..amendment };
    let refused = correction::amend(&mut store, &entry(at(23, 9, 6), 3), misfit).unwrap_err();
    assert_eq!(refused.code, Code::Invalid);
    correction::retract(&mut store, &entry(at(23, 9, 7), 4), visit, "误填").unwrap();
    let screen = views::student(&store, child, at(23, 9, 8)).unwrap();
    assert!(screen.timeline[0].retracted_by.is_some());
    assert_eq!((screen.timeline.len(), screen.state.last_visit_at), (3, None));
    let again = correction::retract(&mut store, &entry(at(23, 9, 9), 5), amended, "").unwrap_err();
    assert_eq!(again.code, Code::WrongState);
}

#[test]
fn edits_know_what_they_replace() {
    let mut store = class_phone();
    let (child, field) = (student_id(0), ProfileField::Address);
    for (n, text) in (1..).zip(["一组", "二组", "三组"]) {
        profile::edit(&mut store, &entry(at(23, 9, 0), n), child, field, json!(text)).unwrap();
    }
    let screen = views::student(&store, child, at(23, 9, 0)).unwrap();
    assert_eq!(screen.state.profile["address"].shown.value, json!("三组"));
    assert_eq!(screen.state.profile["address"].conflicts, []);
}

#[test]
fn a_reminder_is_planned_carried_out_and_gone() {
    let mut store = class_phone();
    let child = student_id(0);
    let set = ReminderSet {
        guardian: None,
        text: "再打一次电话".to_owned(),
        channel: None,
        opens: at(24, 9, 0),
        due: at(24, 12, 0),
        late: at(24, 18, 0),
    };
    let id = reminder::set(&mut store, &entry(at(23, 9, 0), 1), child, set).unwrap();
    let plan = views::reminder_plan(&store, at(23, 10, 0)).unwrap();
    let mine = plan.iter().find(|n| n.text == "再打一次电话").unwrap();
    assert_eq!((mine.at, mine.title_key.as_str()), (at(24, 9, 0), "notify.reminder.open"));
    assert!(
        views::today(&store, None, at(24, 19, 0))
            .unwrap()
            .late
            .iter()
            .any(|g| g.work[0].text == "再打一次电话")
    );
    let done = ReminderDone { reminder: id, carried_out: true, note: String::new() };
    reminder::answer(&mut store, &entry(at(24, 10, 0), 2), child, done).unwrap();
    assert!(views::reminder_plan(&store, at(24, 10, 0)).unwrap().iter().all(|n| n.text.is_empty()));
}

/// Does one act of many kinds; some are refused, and that is fine.
fn act(
    store: &mut Store,
    kind: u8,
    child: StudentId,
    e: &Entry,
    facts: &[FactId],
) -> Option<FactId> {
    let day = doorstep_schema::moment::Clock::CHINA.day(e.now);
    let some = facts.get(usize::from(kind) % facts.len().max(1)).copied();
    let referral = ReferralSent {
        department: Department::CivilAffairs,
        reason: "困难".to_owned(),
        concern: Some(Concern::Hardship),
        serious: false,
    };
    match kind % 12 {
        0 | 1 => absence::report(store, e, child, absence(day, e.now)),
        2 => attendance::came_back(store, e, child, day),
        3 | 4 => visit::record(store, e, child, e.now, full_visit(u128::from(kind))),
        5 => contact::log(store, e, child, e.now, GuardianContact::call(kind.is_multiple_of(2))),
        6 => promise::settle(store, e, child, some?, kind.is_multiple_of(2)),
        7 => profile::edit(store, e, child, ProfileField::Carer, json!(kind)),
        8 => referral::send(store, e, child, referral),
        9 => correction::retract(store, e, some?, "误填"),
        10 => reminder::set(
            store,
            e,
            child,
            ReminderSet {
                guardian: None,
                text: String::new(),
                channel: None,
                opens: e.now,
                due: e.now.plus_minutes(i64::from(kind) * 10),
                late: e.now.plus_minutes(i64::from(kind) * 20),
            },
        ),
        _ => {
            let id = views::queue(store, None, e.now).unwrap().first().and_then(|w| w.subject)?;
            follow_up::accept(store, e, child, doorstep_schema::id::FollowUpId(id))
        }
    }
    .ok()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn heads_are_what_the_facts_say(steps in prop::collection::vec((any::<u8>(), 0u128..3, 0i64..2_000), 1..25)) {
        let mut store = class_phone();
        let mut now = at(2, 8, 0);
        let mut facts = Vec::new();
        for (n, (kind, child, minutes)) in (0u64..).zip(steps) {
            now = now.plus_minutes(minutes);
            facts.extend(act(&mut store, kind, student_id(child), &entry(now, n), &facts));
            heads_hold(&store, 3, now);
        }
        heads_hold(&store, 3, now.plus_days(3));
        // A clock that was set back: heads of the future do not stay.
        heads_hold(&store, 3, now.plus_days(-1));
    }
}

#[test]
fn a_refused_fact_does_not_count_until_it_is_mended() {
    use crate::store::{Refusal, SyncState};
    let mut store = class_phone();
    let child = student_id(0);
    let made = contact::log(
        &mut store,
        &entry(at(23, 9, 0), 1),
        child,
        at(23, 9, 0),
        GuardianContact::call(true),
    )
    .unwrap();
    let row = store.find_fact(made).unwrap().unwrap();
    let refusal = Refusal {
        code: "out_of_range".to_owned(),
        field: "payload.said".to_owned(),
        message: "x".to_owned(),
    };
    store.set_fact_state(row.key, SyncState::Refused, Some(&refusal)).unwrap();
    let shown = views::attention(&store).unwrap();
    assert_eq!(
        (shown[0].field.as_str(), shown[0].mend, shown[0].name.as_str()),
        ("payload.said", "mend", "和玉梅")
    );
    assert_eq!(views::student(&store, child, at(23, 9, 1)).unwrap().state.last_contact_at, None);
    let mended = attention::mend(
        &mut store,
        &entry(at(23, 9, 2), 2),
        made,
        Act::GuardianContact(GuardianContact::call(true)),
    )
    .unwrap();
    let screen = views::student(&store, child, at(23, 9, 3)).unwrap();
    assert_eq!(screen.state.last_contact_at, Some(at(23, 9, 0)));
    assert_eq!(
        screen.timeline.iter().map(|t| &t.receipt).collect::<Vec<_>>(),
        [&views::Receipt::Replaced, &views::Receipt::OnThisPhone]
    );
    assert_eq!(views::attention(&store).unwrap(), []);
    assert_eq!(attention::set_aside(&mut store, mended).unwrap_err().code, Code::WrongState);
}
