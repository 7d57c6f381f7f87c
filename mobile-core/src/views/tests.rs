//! The screens of the field app, as stories.

use super::*;
use crate::acts::absence::{ClassReport, Missing, report_class};
use crate::acts::{attendance, enter, profile, reminder, venue, visit};
use crate::leave::{Leaving, leave};
use crate::store::Store;
use crate::testing::*;
use crate::{Code, acts};
use doorstep_schema::fact::*;
use doorstep_schema::id::GuardianId;
use doorstep_schema::message::Purpose;
use doorstep_schema::people::{Channel, Role, School, Scope};
use doorstep_schema::place::Place;
use doorstep_schema::state::{Presence, ReminderState};
use jiff::civil::date;
use proptest::prelude::*;
use serde_json::json;
use uuid::Uuid;

const MONDAY: jiff::civil::Date = date(2026, 11, 23);

fn class_phone(students: u128) -> Store {
    phone(Store::in_memory().unwrap(), students, at(23, 7, 0))
}

fn place(north: f64, east: f64) -> Place {
    Place { lat: 26.4 + north * 1e-3, lon: 99.4 + east * 1e-3, accuracy: 8.0 }
}

/// Puts a home into the profile, as a teacher at the door does.
fn lives(store: &mut Store, n: u128, at_place: Place) {
    let value = json!({ "lat": at_place.lat, "lon": at_place.lon, "accuracy": at_place.accuracy });
    let e = entry(at(23, 7, 30), 900 + u64::try_from(n).unwrap());
    profile::edit(store, &e, student_id(n), ProfileField::Home, value).unwrap();
}

fn missing(n: u128) -> Missing {
    Missing { student: student_id(n), reason: String::new(), excused: false }
}

fn report(of: Vec<Missing>) -> ClassReport {
    ClassReport { class: CLASS, day: MONDAY, told_at: at(23, 8, 30), missing: of }
}

#[test]
fn who_is_in_and_until_when_the_phone_may_work_alone() {
    assert_eq!(who(&Store::in_memory().unwrap(), at(23, 7, 0)).unwrap(), Who::default());
    let store = class_phone(2);
    let now = who(&store, at(23, 9, 0)).unwrap();
    assert_eq!((now.phase, now.username.as_deref(), now.lapsed), (Phase::In, Some("gao"), false));
    let class = &now.scope_names[0];
    assert_eq!((&*class.name, class.grade, class.number), ("兔峨中学", Some(7), Some(1)));
    assert_eq!(now.lease_until, Some(at(23, 7, 0).plus_days(30)));
    let until = now.lease_until.unwrap();
    assert!(!lapsed(&store, until).unwrap());
    assert!(who(&store, until.plus_minutes(1)).unwrap().lapsed);
}

#[test]
fn signing_out_waits_for_what_is_unsent_and_then_leaves_nothing() {
    let mut store = class_phone(2);
    let e = entry(at(23, 9, 0), 1);
    visit::record(&mut store, &e, student_id(0), at(23, 8, 0), full_visit(1)).unwrap();
    let Leaving::Unsent(unsent) = leave(&mut store).unwrap() else { panic!("it left") };
    assert_eq!((unsent.waiting, unsent.drafts, unsent.photos, unsent.refused), (1, 0, 0, 0));
    assert_eq!(super::student(&store, student_id(0), at(23, 9, 0)).unwrap().timeline.len(), 1);
    store.accept_all();
    let Leaving::Left(Some(authorization)) = leave(&mut store).unwrap() else { panic!("it stays") };
    assert!(authorization.starts_with("Bearer "), "the server can be told");
    assert_eq!(who(&store, at(23, 9, 0)).unwrap(), Who::default());
    assert_eq!(search(&store, "", 9, None, at(23, 9, 0)).unwrap_err().code, Code::NotSignedIn);
}

#[test]
fn today_is_walked_from_where_one_is_and_late_villages_stay_first() {
    let mut store = class_phone(6);
    // Villages alternate: 0, 2, 4 in one, 1, 3, 5 in the other.
    for (n, north, east) in
        [(0, 0.0, 3.0), (2, 0.0, 1.0), (4, 0.0, 2.0), (1, 9.0, 0.0), (3, 9.0, 1.0)]
    {
        lives(&mut store, n, place(north, east));
    }
    let all = report((0..6).map(missing).collect());
    report_class(&mut store, &entry(at(23, 8, 40), 1), &all).unwrap();
    let names = |today: &Today| -> Vec<Vec<_>> {
        let groups = today.due.iter().chain(&today.late);
        groups.map(|group| group.work.iter().map(|work| work.student).collect()).collect()
    };
    let from = |north, east| today(&store, Some(place(north, east)), at(23, 9, 0)).unwrap();
    let s = |n: [u128; 3]| n.map(student_id).to_vec();
    assert_eq!(names(&from(0.0, 0.0)), [s([2, 4, 0]), s([3, 1, 5])]);
    assert_eq!(names(&from(9.0, -1.0)), [s([1, 3, 5]), s([2, 4, 0])]);
    let work = &from(0.0, 0.0).due[0].work[0];
    assert_eq!((work.grade, work.class_number, &*work.phone), (7, Some(1), "13900000002"));
    assert_eq!(work.home, Some(place(0.0, 1.0)));
    // In the evening one village is late; a report of the other is of the next morning.
    let map = homes(&store, Some(place(0.0, 0.0)), at(23, 9, 0)).unwrap();
    let turns: Vec<_> = map.homes.iter().map(|home| (home.work.student, home.turn)).collect();
    let s = student_id;
    assert_eq!(turns[..3], [(s(2), Some(1)), (s(4), Some(2)), (s(0), Some(3))]);
    assert_eq!(turns[5], (s(5), None));
    let (a, b) = (map.homes[0].at.unwrap(), map.homes[1].at.unwrap());
    assert!((b.x - a.x - 99.6).abs() < 1.0 && (b.y - a.y).abs() < 0.2, "{a:?} {b:?}");
    assert_eq!(map.villages.len(), 2);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn wherever_one_is_today_has_the_same_work(
        homes in proptest::collection::vec(proptest::option::of((0.0..20.0, 0.0..20.0)), 6),
        from in proptest::option::of((0.0..20.0, 0.0..20.0)),
    ) {
        let mut store = class_phone(6);
        for (n, home) in (0..).zip(&homes) {
            if let Some((north, east)) = home {
                lives(&mut store, n, place(*north, *east));
            }
        }
        let all = report((0..6).map(missing).collect());
        report_class(&mut store, &entry(at(23, 8, 40), 1), &all).unwrap();
        let seen = |from: Option<Place>| {
            let today = today(&store, from, at(23, 20, 0)).unwrap();
            let work = |groups: &[VillageGroup]| {
                let mut all: Vec<_> = groups
                    .iter()
                    .flat_map(|g| g.work.iter().map(|w| (g.village, w.student, w.subject)))
                    .collect();
                all.sort();
                all
            };
            (work(&today.late), work(&today.due))
        };
        let from = from.map(|(north, east)| place(north, east));
        prop_assert_eq!(seen(from), seen(None));
        let again = today(&store, from, at(23, 20, 0)).unwrap();
        prop_assert_eq!(today(&store, from, at(23, 20, 0)).unwrap(), again);
    }
}

#[test]
fn a_class_is_reported_at_once_or_not_at_all() {
    let mut store = class_phone(4);
    let once = entry(at(23, 8, 40), 1);
    let wrong = report(vec![missing(0), missing(1), missing(0)]);
    let problem = report_class(&mut store, &once, &wrong).unwrap_err();
    assert_eq!(problem.field.as_deref(), Some("missing[2].student"));
    assert_eq!(sync_status(&store, at(23, 9, 0)).unwrap().waiting, 0, "nothing is kept");
    let ill = Missing { reason: "发烧".to_owned(), excused: true, ..missing(1) };
    let both = report(vec![missing(0), ill]);
    let ids = report_class(&mut store, &once, &both).unwrap();
    assert_eq!(report_class(&mut store, &once, &both).unwrap(), ids);
    assert_eq!(sync_status(&store, at(23, 9, 0)).unwrap().waiting, 2);
    let rows = classes(&store, at(23, 9, 0)).unwrap();
    assert_eq!((rows.len(), rows[0].students, rows[0].absent), (1, 4, 1));
    let day = class_day(&store, CLASS, MONDAY, at(23, 9, 0)).unwrap();
    assert!(day.school_day && day.students.len() == 4);
    let of = |n: u128| day.students.iter().find(|s| s.student == student_id(n)).unwrap();
    let gone = of(0);
    assert_eq!(gone.attendance.presence, Presence::Missing);
    assert_eq!(gone.attendance.missing_since, Some(MONDAY));
    let said = gone.attendance.report.as_ref().unwrap();
    assert_eq!((said.fact, said.told_at), (ids[0], at(23, 8, 30)));
    assert_eq!((&*gone.reported_by, &gone.receipt), ("高老师", &Some(Receipt::OnThisPhone)));
    assert_eq!(gone.told.iter().map(|t| t.step).collect::<Vec<_>>(), [Some(1), Some(2)]);
    assert!(gone.told[0].done && !gone.told[1].done);
    assert_eq!(of(1).attendance.presence, Presence::Excused);
    assert_eq!(of(2).attendance.presence, Presence::Present);
    // The next day nobody said that the child is back, so it is not.
    let tuesday = date(2026, 11, 24);
    let seen = |store: &Store, day| {
        let day = class_day(store, CLASS, day, at(24, 12, 0)).unwrap();
        day.students.into_iter().find(|s| s.student == student_id(0)).unwrap().attendance
    };
    assert_eq!(seen(&store, tuesday).presence, Presence::Missing);
    assert_eq!(seen(&store, tuesday).report, None);
    attendance::came_back(&mut store, &entry(at(24, 10, 0), 2), student_id(0), tuesday).unwrap();
    assert_eq!(seen(&store, tuesday).presence, Presence::Present);
    assert_eq!(seen(&store, MONDAY).presence, Presence::Missing, "what was stays");
}

#[test]
fn records_come_page_by_page_the_newest_first() {
    let mut store = class_phone(3);
    let mut ids = Vec::new();
    for n in 0..5_u8 {
        let e = entry(at(23, 9, 0).plus_minutes(i64::from(n)), u64::from(n));
        let child = student_id(u128::from(n % 3));
        ids.push(visit::record(&mut store, &e, child, e.now, full_visit(1)).unwrap());
    }
    acts::correction::retract(&mut store, &entry(at(23, 10, 0), 9), ids[0], "记错了").unwrap();
    let first = records(&store, None, 4).unwrap();
    let second = records(&store, first.next, 4).unwrap();
    let all: Vec<_> = first.records.iter().chain(&second.records).collect();
    let seen: Vec<_> = all.iter().skip(1).map(|record| record.entry.fact.id).collect();
    assert_eq!(seen, ids.iter().rev().copied().collect::<Vec<_>>());
    assert_eq!((all[0].entry.fact.kind.as_str(), second.next), ("retraction", None));
    assert!(all[5].entry.retracted_by.is_some());
    assert!(all.iter().all(|r| r.entry.receipt == Receipt::OnThisPhone && !r.name.is_empty()));
}

#[test]
fn reminders_show_their_windows_and_what_followed() {
    let mut store = class_phone(2);
    let child = student_id(0);
    let guardian = GuardianId(Uuid::from_u128(0x77_0000));
    let set = |guardian| ReminderSet {
        guardian,
        text: "提醒返校".to_owned(),
        channel: Some(Channel::Wechat),
        opens: at(23, 9, 0),
        due: at(23, 12, 0),
        late: at(23, 18, 0),
    };
    let mine = reminder::set(&mut store, &entry(at(23, 8, 0), 1), child, set(None)).unwrap();
    let theirs = set(Some(guardian));
    let theirs = reminder::set(&mut store, &entry(at(23, 8, 1), 2), child, theirs).unwrap();
    let rows = reminders(&store, at(23, 13, 0)).unwrap();
    assert!(rows.iter().all(|row| row.reminder.state == ReminderState::Due && row.mine));
    let ask = MessageAsk {
        student: child,
        purpose: None,
        reminder: Some(theirs),
        guardian: None,
        day: None,
        language: "zh-Hans".to_owned(),
    };
    let message = guardian_message(&store, &ask, at(23, 13, 0)).unwrap();
    assert_eq!((&*message.text, message.channel), ("提醒返校", Channel::Wechat));
    assert_eq!((&*message.phone, message.guardian), ("13900000000", Some(guardian)));
    let ask = MessageAsk { purpose: Some(Purpose::ReturnToClass), ..ask };
    let text = guardian_message(&store, &ask, at(23, 13, 0)).unwrap().text;
    assert!(text.contains("11月24日") && text.contains("和玉梅"), "{text}");
    let done =
        ReminderDone { reminder: theirs, carried_out: true, note: "答应明天来".to_owned() };
    reminder::answer(&mut store, &entry(at(23, 13, 5), 3), child, done).unwrap();
    attendance::came_back(&mut store, &entry(at(24, 8, 0), 4), child, date(2026, 11, 24)).unwrap();
    let rows = reminders(&store, at(24, 9, 0)).unwrap();
    assert_eq!((rows[0].reminder.id, rows[1].reminder.id), (mine, theirs));
    assert_eq!(rows[1].reminder.state, ReminderState::Done);
}

#[test]
fn a_patrol_tells_what_is_too_near_to_a_school() {
    let mut store = Store::in_memory().unwrap();
    sign_in(&mut store, Role::Committee, Scope::Region(village(0)), at(23, 7, 0));
    fill(&store, 1, at(23, 7, 0));
    let school = reference().schools.remove(0);
    store.put_school(&School { place: Some(place(0.0, 0.0)), ..school }).unwrap();
    let seen = |north: f64| VenueReport {
        kind: VenueKind::InternetCafe,
        name: "网吧".to_owned(),
        place: place(north, 0.0),
        note: String::new(),
        filled: None,
    };
    assert_eq!(patrol(&store, at(23, 8, 0)).unwrap().schools[0].last_at, None);
    venue::report(&mut store, &entry(at(23, 9, 0), 1), seen(1.0)).unwrap();
    venue::report(&mut store, &entry(at(23, 10, 0), 2), seen(5.0)).unwrap();
    let found = patrol(&store, at(23, 11, 0)).unwrap();
    let near: Vec<_> = found.places.iter().map(|p| (p.metres, p.breach)).collect();
    assert_eq!(near, [(Some(556), false), (Some(111), true)]);
    assert_eq!(found.schools[0].last_at, Some(at(23, 10, 0)));
}

#[test]
fn an_act_of_any_kind_goes_the_way_of_its_kind() {
    let mut store = class_phone(2);
    let child = Some(student_id(0));
    let read =
        |kind: &str, payload: serde_json::Value| acts::read(kind, payload.as_object().unwrap());
    let field = |kind: &str, payload| read(kind, payload).unwrap_err().field.unwrap();
    assert_eq!(field("visits", json!({})), "kind");
    assert_eq!(field("promise_settled", json!({ "kept": true })), "payload.promise");
    let edit = json!({ "field": "remark", "value": "新" });
    let first = read("profile_edit", edit.clone()).unwrap();
    let second = read("profile_edit", edit).unwrap();
    let first = enter(&mut store, &entry(at(23, 9, 0), 1), child, None, first).unwrap();
    enter(&mut store, &entry(at(23, 9, 1), 2), child, None, second).unwrap();
    let screen = super::student(&store, student_id(0), at(23, 9, 2)).unwrap();
    assert_eq!(screen.timeline[1].fact.payload["based_on"], json!([first]));
    let nobody = read("return_to_class", json!({ "day": "2026-11-23" })).unwrap();
    let problem = enter(&mut store, &entry(at(23, 9, 3), 3), None, None, nobody).unwrap_err();
    assert_eq!((problem.code, problem.field.as_deref()), (Code::Invalid, Some("student")));
    let settled = json!({ "promise": student_id(7), "kept": true });
    let settled = read("promise_settled", settled).unwrap();
    let problem = enter(&mut store, &entry(at(23, 9, 4), 4), child, None, settled).unwrap_err();
    assert_eq!(problem.code, Code::UnknownFact);
}
