//! What the committee's screens are told.

use super::{MessageAsk, guardian_message, reminder_window, reminders, student as screen};
use super::{QueueWhen, follow_up, message_purposes, queue_list, reminder_times};
use crate::Code;
use crate::acts::{self, contact, reminder};
use crate::drafts::{self, Beginning};
use crate::store::{Store, SyncState};
use crate::testing::{
    COLLEAGUE, absence, at, county, entry, fill, publish, sign_in, student_id, village,
};
use doorstep_schema::fact::{Act, Fact, GuardianContact, ProfileField, ReminderSet};
use doorstep_schema::hlc::Hlc;
use doorstep_schema::id::{DeviceId, FollowUpId};
use doorstep_schema::message::Purpose;
use doorstep_schema::moment::Moment;
use doorstep_schema::people::{Role, Scope};
use doorstep_schema::policy::Proof;
use doorstep_schema::reminding::ReminderTimeKey;
use jiff::civil::{date, time};
use serde_json::json;
use uuid::Uuid;

/// A committee's phone whose village has a child that was absent on Monday.
fn committee() -> Store {
    let mut store = Store::in_memory().unwrap();
    let now = at(23, 8, 0);
    sign_in(&mut store, Role::Committee, Scope::Region(village(1)), now);
    fill(&store, 2, now);
    let told = at(23, 8, 40);
    let fact = Fact {
        id: entry(told, 1).id(),
        author: COLLEAGUE,
        device: DeviceId(Uuid::from_u128(5)),
        county: county(),
        student: Some(student_id(1)),
        happened_at: told,
        entered_at: told,
        hlc: Hlc::at(told),
        act: Act::AbsenceReport(absence(date(2026, 11, 23), told)),
    };
    store.add_fact(&(&fact).into(), false, SyncState::Accepted).unwrap();
    let key = store.student_key(student_id(1)).unwrap();
    crate::project::reevaluate(&store, key, told).unwrap();
    store
}

fn first(store: &Store, now: Moment) -> FollowUpId {
    FollowUpId(queue_list(store, None, now).unwrap()[0].work.subject.unwrap())
}

#[test]
fn the_queue_says_when_and_why() {
    let store = committee();
    let tuesday = queue_list(&store, None, at(24, 9, 0)).unwrap();
    assert_eq!(tuesday[0].when, QueueWhen::Today);
    assert_eq!(tuesday[0].work.village_name, "俄科罗村");
    let wednesday = queue_list(&store, None, at(25, 7, 0)).unwrap();
    assert_eq!(wednesday[0].when, QueueWhen::Late);
    let case = screen(&store, student_id(1), at(25, 7, 0)).unwrap().state;
    let concerns: Vec<_> = case.open_case().unwrap().concerns.iter().copied().collect();
    assert_eq!(wednesday[0].concerns, concerns);
}

#[test]
fn a_follow_up_offers_the_contact_that_proves_it() {
    let mut store = committee();
    let now = at(24, 9, 0);
    let id = first(&store, now);
    let before = follow_up(&store, student_id(1), id, now).unwrap();
    assert!(before.required.contains(&Proof::ContactReached) && !before.word_is_enough);
    assert!(before.proofs.iter().all(|proof| !proof.proves));
    assert!(before.may.accept && before.may.complete && before.may.send_back);
    assert!(!before.may.hand_on && before.hand_on_to.is_empty());
    assert_eq!(before.goes_back_to.kind, "township");
    let unreached = GuardianContact { said: "关机".to_owned(), ..GuardianContact::call(false) };
    let logged = contact::log(&mut store, &entry(now, 5), student_id(1), now, unreached).unwrap();
    let after = follow_up(&store, student_id(1), id, now).unwrap();
    assert_eq!((after.proofs[0].fact, after.proofs[0].own), (logged, true));
    assert_eq!((after.proofs[0].words.as_str(), after.proofs[0].proves), ("关机", false));
    let none = FollowUpId(Uuid::from_u128(1));
    let unknown = follow_up(&store, student_id(1), none, now).unwrap_err();
    assert_eq!(unknown.code, Code::UnknownFollowUp);
}

#[test]
fn a_corrected_telephone_is_dialled_from_every_screen() {
    let mut store = committee();
    let now = at(24, 9, 0);
    let id = first(&store, now);
    let said = json!("13800002222");
    acts::profile::edit(
        &mut store,
        &entry(now, 6),
        student_id(1),
        ProfileField::GuardianPhone,
        said,
    )
    .unwrap();
    let sheet = follow_up(&store, student_id(1), id, now).unwrap();
    assert_eq!(sheet.guardians[0].phone, "13800002222");
    assert_eq!(sheet.work.phone, "13800002222");
    assert_eq!(screen(&store, student_id(1), now).unwrap().guardians, sheet.guardians);
    let ask = MessageAsk {
        student: student_id(1),
        purpose: Some(Purpose::Absence),
        reminder: None,
        guardian: Some(sheet.guardians[0].id),
        day: None,
        language: "zh-Hans".to_owned(),
    };
    assert_eq!(guardian_message(&store, &ask, now).unwrap().phone, "13800002222");
}

#[test]
fn near_times_have_windows_in_order_and_none_has_passed() {
    let store = committee();
    for (day, hour) in [(23, 7), (23, 13), (27, 20), (29, 23)] {
        let now = at(day, hour, 0);
        let times = reminder_times(&store, now).unwrap();
        assert_eq!(times[0].key, ReminderTimeKey::Now);
        for time in &times {
            let window = time.window;
            assert!(now <= window.opens && window.opens < window.due && window.due <= window.late);
            let same = times.iter().filter(|other| other.window.opens == window.opens);
            assert_eq!(same.count(), 1, "{time:?}");
        }
    }
    let sunday = reminder_times(&store, at(29, 21, 0)).unwrap();
    assert!(sunday.iter().all(|time| time.key != ReminderTimeKey::ThisEvening));
    let window = reminder_window(&store, date(2026, 11, 24), time(18, 30, 0, 0), at(23, 9, 0));
    assert_eq!(window.unwrap().due, at(24, 20, 30));
    let past = reminder_window(&store, date(2026, 11, 22), time(18, 30, 0, 0), at(23, 9, 0));
    assert_eq!(past.unwrap_err().field.as_deref(), Some("day"));
}

#[test]
fn a_message_can_be_for_every_purpose() {
    let store = committee();
    let purposes = message_purposes(&store, student_id(1), "zh-Hans", at(24, 9, 0)).unwrap();
    assert!(purposes.len() >= 5);
    assert!(purposes.iter().all(|purpose| purpose.text.contains("李晓光")), "{purposes:?}");
}

#[test]
fn a_contact_that_is_filled_carries_its_reminder_out() {
    let mut store = committee();
    for form in doorstep_forms::shipped::all().unwrap() {
        publish(&store, &form, 1);
    }
    let now = at(24, 9, 0);
    let child = student_id(1);
    let guardian = screen(&store, child, now).unwrap().student.guardians[0].id;
    let set = ReminderSet {
        guardian: Some(guardian),
        text: "请送孩子返校".to_owned(),
        channel: None,
        opens: now,
        due: at(24, 12, 0),
        late: at(24, 18, 0),
    };
    let set = reminder::set(&mut store, &entry(now, 10), child, set).unwrap();
    let beginning =
        Beginning { reminder: Some(set), ..Beginning::about("guardian_contact", child) };
    let other = Beginning { student: Some(student_id(0)), ..beginning.clone() };
    assert!(drafts::begin(&mut store, &entry(now, 11), &other).is_err());
    let misfit = Beginning { form: "home_visit".to_owned(), ..beginning.clone() };
    assert!(drafts::begin(&mut store, &entry(now, 12), &misfit).is_err());
    let draft = drafts::begin(&mut store, &entry(now, 13), &beginning).unwrap();
    assert_eq!(drafts::resume(&store, draft).unwrap().reminder, Some(set));
    for (n, (path, value)) in (20..).zip([
        ("channel", json!("call")),
        ("reached", json!("no")),
        ("not_reached_why", json!("off")),
    ]) {
        drafts::answer(&mut store, &entry(now, n), draft, path, &value).unwrap();
    }
    drafts::finish(&mut store, &entry(now, 30), draft).unwrap();
    let rows = reminders(&store, at(24, 10, 0)).unwrap();
    assert_eq!(rows[0].reminder.done_at, Some(now));
}
