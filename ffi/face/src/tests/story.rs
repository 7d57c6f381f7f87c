//! A teacher's first day through the face, and what is said to requests that are not any.

use super::kit::*;
use serde_json::{Value, json};

/// Answers every question that a form requires, as it asks for them.
fn fill(phone: &mut Phone, draft: &str) {
    let answers = json!({
        "purpose": ["absence"], "household_found": "yes", "met": "guardian", "met_name": "和大山",
        "met_relation": "father", "carer": "parents", "effective_guardian": "yes", "parents_away": "none",
        "hardship": "no", "debts_work": "no", "health": "none", "attends": "yes", "works": "no",
        "venue": "no", "marriage": "no", "told_duty": "yes", "guardian_refuses": "no",
        "promised": "no", "help": ["none"], "photo_consent": "yes",
    });
    let view = phone.ask(&json!({ "do": "draft_view", "draft": draft, "language": "zh-Hans" }));
    assert_eq!(view["problems"][0]["path"], "/data/where/purpose");
    let paths: Vec<String> = view["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|node| node["path"].as_str().unwrap().to_owned())
        .collect();
    for (name, value) in answers.as_object().unwrap() {
        let path = paths.iter().find(|path| path.ends_with(&format!("/{name}"))).unwrap();
        phone.ask(&json!({ "do": "draft_answer", "draft": draft, "path": path, "value": value }));
    }
}

#[test]
fn a_teacher_s_first_day() {
    let mut phone = Phone::fresh();
    assert_eq!(phone.ask(&json!({ "do": "who" }))["phase"], "new");
    phone.enrol();
    assert_eq!(phone.sync()[0], "/v1/pull?after=0.0.0");
    let who = phone.ask(&json!({ "do": "who" }));
    assert_eq!((&who["worker"]["name"], &who["county_name"]), (&json!("高老师"), &json!("兰坪县")));

    let told = json!({ "do": "absences", "class": CLASS, "day": "2026-11-23", "missing": [
        { "student": student_id(1) }, { "student": student_id(2), "excused": true, "reason": "发烧" },
    ] });
    assert_eq!(phone.ask(&told)["ids"].as_array().unwrap().len(), 2);
    let here = json!({ "lat": 26.4, "lon": 99.4, "accuracy": 10.0 });
    let today = phone.ask(&json!({ "do": "today", "from": here }));
    let child = &today["due"][0]["work"][0];
    assert_eq!((&child["student"], &child["next"]), (&json!(student_id(1)), &json!("visit")));

    let begin = json!({
        "do": "draft_begin", "form": "home_visit", "student": student_id(1),
        "follow_up": child["subject"], "language": "zh-Hans",
    });
    let draft = phone.ask(&begin)["draft"].as_str().unwrap().to_owned();
    phone.now += 60_000;
    fill(&mut phone, &draft);
    let (made, bytes) = picture();
    let view = phone.ask(&json!({ "do": "draft_view", "draft": draft, "language": "zh-Hans" }));
    let photo = view["nodes"].as_array().unwrap().iter().find(|node| node["kind"] == "photo");
    let take = json!({
        "do": "photo_take", "draft": draft, "path": photo.unwrap()["path"], "made": made,
        "sighting": { "place": here },
    });
    let said = phone.say(&take, bytes.clone());
    assert!(said.wrote, "{}", said.json);
    let preview = phone.ask(&json!({ "do": "draft_preview", "draft": draft }));
    assert_eq!((&preview["problems"], &preview["photos"]), (&json!([]), &json!(1)));
    let id = phone.ask(&json!({ "do": "draft_finish", "draft": draft }))["id"].clone();

    let photos = phone.ask(&json!({ "do": "photos_of", "of": id }));
    let said = phone.say(&json!({ "do": "thumb", "sha256": photos[0]["sha256"] }), Vec::new());
    assert_eq!((said.json.as_str(), said.wrote), ("{\"ok\":true}", false));
    assert_eq!(said.bytes, [bytes[1].clone()]);
    let left = phone.ask(&json!({ "do": "leave" }));
    assert_eq!((&left["waiting"], &left["drafts"]), (&json!(4), &json!(0)));
    assert_eq!(phone.refused(&json!({ "do": "leave", "force": true })).0, "unsent_work");

    let calls = phone.sync();
    assert_eq!(calls[0], "/v1/push");
    assert_eq!(phone.ask(&json!({ "do": "sync_status" }))["waiting"], 0);
    let records = phone.ask(&json!({ "do": "records", "limit": 10 }));
    let newest = &records["records"][0]["entry"];
    assert_eq!((&newest["fact"]["id"], &newest["receipt"]["is"]), (&id, &json!("accepted")));
    assert_eq!(newest["photos"][0]["receipt"]["is"], "record_sent");
}

#[test]
fn whatever_is_asked_an_answer_comes() {
    let mut phone = Phone::enrolled();
    let field = |phone: &mut Phone, ask: Value| {
        let (code, field) = phone.refused(&ask);
        assert_eq!(code, "invalid", "{ask}");
        field.unwrap()
    };
    for (ask, at) in [
        (json!([]), "ask"),
        (json!({}), "do"),
        (json!({ "do": 5 }), "do"),
        (json!({ "do": "dance" }), "do"),
        (json!({ "do": "who", "when": 1 }), "when"),
        (json!({ "do": "student" }), "id"),
        (json!({ "do": "student", "id": "me" }), "id"),
        (json!({ "do": "search", "text": "", "limit": -1 }), "limit"),
        (json!({ "do": "today", "from": { "lat": 1.0, "lon": "x", "accuracy": 1.0 } }), "from"),
        (json!({ "do": "today", "from": { "lat": 1.0, "lon": 1.0 } }), "from.accuracy"),
        (json!({ "do": "act", "kind": "visit", "payload": {} }), "payload.form"),
        (json!({ "do": "act", "kind": "no", "payload": {} }), "kind"),
        (json!({ "do": "sync_answer" }), "status"),
    ] {
        assert_eq!(field(&mut phone, ask), at);
    }
    for text in ["", "{", "null", "\u{0}", "{\"do\":\"who\"", &"[".repeat(100_000)] {
        let said = phone.face.call(i64::MAX, [0; 32], text, vec![vec![1]]);
        assert!(said.json.starts_with("{\"problem\":{\"code\":\"invalid\""), "{}", said.json);
    }
    let (made, _) = picture();
    let take = json!({ "do": "photo_take", "draft": student_id(1), "path": "p", "made": made });
    assert_eq!(field(&mut phone, take), "bytes");
}

#[test]
fn the_same_request_again_is_the_same_act_and_only_writing_is_told_as_writing() {
    let mut phone = Phone::enrolled();
    let call = json!({
        "do": "act", "student": student_id(0), "kind": "guardian_contact",
        "payload": { "channel": "call", "reached": true },
    })
    .to_string();
    let now = phone.now;
    let first = phone.face.call(now, [3; 32], &call, Vec::new());
    let again = phone.face.call(now, [3; 32], &call, Vec::new());
    assert_eq!((first.json == again.json, first.wrote, again.wrote), (true, true, false));
    assert_eq!(phone.ask(&json!({ "do": "sync_status" }))["waiting"], 1);
    let seen = phone.say(&json!({ "do": "student", "id": student_id(0) }), Vec::new());
    assert!(!seen.wrote);
}

#[test]
fn a_phone_without_contact_for_too_long_shows_nothing_until_it_is_in_touch() {
    let mut phone = Phone::enrolled();
    phone.now += 31 * 86_400_000;
    assert_eq!(phone.ask(&json!({ "do": "who" }))["lapsed"], true);
    assert_eq!(phone.refused(&json!({ "do": "today" })).0, "lapsed");
    phone.sync();
    assert!(phone.ask(&json!({ "do": "today" }))["day"].is_string());
}
