//! What is really answered has the fields that the TypeScript declares.

use super::interface::Prepared;
use super::kit::*;
use doorstep_photo::made::with_exif;
use doorstep_photo::{Limits, ShotPlace, Taken, Target, admit};
use jiff::civil::date;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

const FACE: &str = include_str!("../../../../web/shared/src/face.ts");

/// The fields that a type declares: those that are always there, and those that may be.
fn declared(name: &str) -> (BTreeSet<String>, BTreeSet<String>) {
    let start = format!("export type {name} = {{\n");
    let from = FACE.find(&start).unwrap_or_else(|| panic!("{name} is not declared")) + start.len();
    let body = &FACE[from..from + FACE[from..].find("\n}").unwrap()];
    let (mut always, mut maybe) = (BTreeSet::new(), BTreeSet::new());
    for line in body.lines() {
        let Some(field) =
            line.strip_prefix("  ").filter(|field| !field.starts_with([' ', '/', '}']))
        else {
            continue;
        };
        let (name, _) = field.split_once(':').unwrap();
        match name.strip_suffix('?') {
            Some(name) => maybe.insert(name.to_owned()),
            None => always.insert(name.to_owned()),
        };
    }
    (always, maybe)
}

/// Asserts that a value has the fields of a type.
fn is(value: &Value, name: &str) {
    let (always, maybe) = declared(name);
    let object: &Map<String, Value> =
        value.as_object().unwrap_or_else(|| panic!("{name} is {value}"));
    let keys: BTreeSet<String> = object.keys().cloned().collect();
    let missing: Vec<_> = always.difference(&keys).collect();
    let unknown: Vec<_> =
        keys.iter().filter(|k| !always.contains(*k) && !maybe.contains(*k)).collect();
    assert!(
        missing.is_empty() && unknown.is_empty(),
        "{name}: missing {missing:?}, unknown {unknown:?}"
    );
}

fn each<'a>(values: &'a Value, name: &str) -> &'a Value {
    let items = values.as_array().unwrap();
    assert!(!items.is_empty(), "no {name} to look at");
    for item in items {
        is(item, name);
    }
    &items[0]
}

#[test]
fn answers_have_the_fields_that_are_declared() {
    let mut phone = Phone::fresh();
    is(&phone.ask(&json!({ "do": "who" })), "Who");
    let sign_in = json!({
        "do": "enrol_begin", "username": "gao", "password": "x", "device_name": "y",
    });
    let sign_in = phone.ask(&sign_in);
    is(&sign_in, "SignIn");
    is(&sign_in["device"], "DeviceEnrolment");
    phone.enrol();
    phone.sync();
    each(&phone.ask(&json!({ "do": "who" }))["scope_names"], "ScopeName");
    phone.ask(&json!({
        "do": "absences", "class": CLASS, "day": "2026-11-23", "missing": [{ "student": student_id(1) }],
    }));
    let window = ["2026-11-23T01:00:00Z", "2026-11-23T02:00:00Z", "2026-11-23T03:00:00Z"];
    phone.ask(&json!({ "do": "act", "student": student_id(1), "kind": "reminder_set", "payload": {
        "text": "提醒", "opens": window[0], "due": window[1], "late": window[2],
    } }));
    phone.ask(
        &json!({ "do": "act", "student": student_id(1), "kind": "guardian_contact", "payload": {
        "channel": "call", "reached": true,
        "promise": { "text": "返校", "by": "2026-11-23", "returns": true },
    } }),
    );
    phone.ask(&json!({ "do": "act", "kind": "venue_report", "payload": {
        "kind": "game_hall", "name": "游戏厅", "place": { "lat": 26.41, "lon": 99.41, "accuracy": 5.0 },
    } }));
    screens(&mut phone);
    forms(&mut phone);
}

fn screens(phone: &mut Phone) {
    let status = phone.ask(&json!({ "do": "sync_status" }));
    is(&status, "SyncStatus");
    is(&status["photos"], "PhotosStatus");
    let today = phone.ask(&json!({ "do": "today" }));
    is(&today, "Today");
    each(&each(&today["due"], "VillageGroup")["work"], "Work");
    let map = phone.ask(&json!({ "do": "homes" }));
    is(&map, "SketchMap");
    is(&each(&map["homes"], "Home")["at"], "Point");
    each(&map["villages"], "MapVillage");
    each(&map["schools"], "MapSchool");
    each(&phone.ask(&json!({ "do": "queue" })), "QueueWork");
    each(&phone.ask(&json!({ "do": "queue_counts" })), "OwnerCount");
    each(&phone.ask(&json!({ "do": "promises" })), "Work");
    each(&phone.ask(&json!({ "do": "search", "text": "", "limit": 9 })), "Found");
    is(&each(&phone.ask(&json!({ "do": "classes" })), "ClassRow")["class"], "Class");
    let day = phone.ask(&json!({ "do": "class_day", "class": CLASS, "day": "2026-11-23" }));
    is(&day, "ClassDay");
    each(&day["students"], "ClassStudent");
    let gone = day["students"].as_array().unwrap().iter();
    let gone = gone.clone().find(|s| s["attendance"]["presence"] == "missing").unwrap();
    is(&gone["attendance"], "Attendance");
    is(&gone["attendance"]["report"], "ReportedAbsence");
    each(&gone["told"], "TellOf");
    is(&each(&phone.ask(&json!({ "do": "reminders" })), "ReminderRow")["reminder"], "Reminder");
    each(&phone.ask(&json!({ "do": "reminder_plan" })), "PlannedNotification");
    let records = phone.ask(&json!({ "do": "records", "limit": 9 }));
    is(&records, "Records");
    is(&each(&records["records"], "OwnRecord")["entry"], "TimelineEntry");
    let patrol = phone.ask(&json!({ "do": "patrol" }));
    is(&patrol, "Patrol");
    is(&each(&patrol["places"], "PatrolPlace")["report"], "VenueReport");
    is(&patrol["places"][0]["school"], "School");
    let screen = phone.ask(&json!({ "do": "student", "id": student_id(1) }));
    is(&screen, "StudentScreen");
    is(&screen["student"], "Student");
    each(&screen["student"]["guardians"], "Guardian");
    is(&screen["state"], "StudentState");
    is(&screen["state"]["status"], "StatusView");
    let case = each(&screen["state"]["cases"], "Case");
    each(&case["follow_ups"], "FollowUp");
    is(&case["risk"], "Risk");
    each(&screen["state"]["promises"], "GuardianPromise");
    is(&each(&screen["timeline"], "TimelineEntry")["fact"], "Fact");
    let message = json!({
        "do": "guardian_message", "student": student_id(1), "purpose": "absence", "language": "en",
    });
    is(&phone.ask(&message), "GuardianMessage");
    let said = phone.say(&json!({ "do": "student", "id": student_id(9) }), Vec::new());
    let problem: Value = serde_json::from_str(&said.json).unwrap();
    is(&problem["problem"], "Problem");
}

#[test]
fn what_preparing_tells_is_declared_as_it_is() {
    let taken = Taken { civil: date(2026, 11, 23).at(9, 5, 7, 0), offset_minutes: Some(480) };
    let place = ShotPlace { lat: 26.5, lon: 99.25, accuracy: None };
    for (taken, place) in [(None, None), (Some(taken), Some(place))] {
        let file = with_exif(&doorstep_photo::made::picture(5, 640, 480), 6, taken, place);
        let admitted = admit(&file, &Limits::default(), &Target::default()).unwrap();
        let made = serde_json::to_value(admitted.apart().0).unwrap();
        let declared: Prepared = serde_json::from_value(made.clone()).unwrap();
        assert_eq!(serde_json::to_value(declared).unwrap(), made);
    }
}

fn forms(phone: &mut Phone) {
    each(&phone.ask(&json!({ "do": "forms", "language": "zh-Hans" })), "OfferedForm");
    let begin = json!({ "do": "draft_begin", "form": "home_visit", "student": student_id(1) });
    let answer = phone.ask(&begin);
    is(&answer, "Begun");
    each(&phone.ask(&json!({ "do": "drafts" })), "Draft");
    let draft = &answer["draft"];
    let view = phone.ask(&json!({ "do": "draft_view", "draft": draft, "language": "en" }));
    is(&view, "DraftView");
    is(&each(&view["nodes"], "NodeState")["layout"], "Layout");
    is(&view["progress"], "Progress");
    each(&view["screens"], "DraftScreen");
    each(&view["problems"], "QuestionProblem");
    let label = view["nodes"].as_array().unwrap().iter();
    let label = label.clone().find(|n| n["path"] == "/data/where/purpose").unwrap();
    assert_eq!(label["label"], "Why is the visit made?", "a tag finds the form's language");
    let at = json!({
        "do": "draft_choices", "draft": draft, "path": "where/purpose", "language": "zh-Hans",
    });
    each(&phone.ask(&at), "Offered");
    let say = json!({
        "do": "draft_answer", "draft": draft, "path": "where/purpose", "value": ["absence"],
    });
    is(&phone.ask(&say), "Stepped");
    let (made, bytes) = picture();
    let nodes = view["nodes"].as_array().unwrap();
    let path = &nodes.iter().find(|node| node["kind"] == "photo").unwrap()["path"];
    let take = json!({ "do": "photo_take", "draft": draft, "path": path, "made": made });
    let said = phone.say(&take, bytes);
    let said: Value = serde_json::from_str(&said.json).unwrap();
    // It may not be asked yet; then the problem names its question.
    assert!(said.get("ok").is_some() || said["problem"]["field"] == *path, "{said}");
}
