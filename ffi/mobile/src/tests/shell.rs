//! What a page can ask of the native side, and what it gets for what is no question.

use super::kit::*;
use crate::{Cancel, Shell};
use serde_json::{Value, json};
use std::sync::Arc;

struct App {
    phone: Arc<Phone>,
    folder: tempfile::TempDir,
    shell: Arc<Shell>,
}

impl App {
    fn new() -> Self {
        let phone = Arc::<Phone>::default();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("phone.db").to_string_lossy().into_owned();
        let shell = Shell::new(path, phone.platform(), Some(phone.gate()));
        Self { phone, folder, shell }
    }

    /// Asks; returns what was answered without the id, which must be the one asked with.
    fn ask(&self, mut message: Value) -> Value {
        message["id"] = json!("7");
        let mut answer: Value =
            serde_json::from_str(&self.shell.takes(&message.to_string())).unwrap();
        assert_eq!(answer.as_object_mut().unwrap().remove("id"), Some(json!("7")));
        answer
    }

    /// Makes a request of the core.
    fn call(&self, ask: &Value) -> Value {
        let answer = self.ask(json!({
            "do": "call", "now": NOW, "entropy": "0a".repeat(32), "ask": ask.to_string(),
        }));
        serde_json::from_str(answer["ok"]["json"].as_str().unwrap()).unwrap()
    }

    /// Signs in as a page does.
    fn enrol(&self) {
        assert_eq!(self.ask(json!({ "do": "open" })), json!({ "ok": null }));
        let begun = self.call(&json!({
            "do": "enrol_begin", "username": "gao", "password": "secret", "device_name": "phone",
        }));
        let body = base64(begun["ok"].to_string().as_bytes());
        let came = self.ask(json!({
            "do": "carry", "method": "POST", "path": "/v1/sign-in",
            "headers": [["Content-Type", "application/json"]], "part": body,
        }));
        assert_eq!((&came["ok"]["status"], &came["ok"]["headers"]), (&json!(200), &json!([])));
        let session: Value = serde_json::from_slice(&bytes(&came["ok"]["part"])).unwrap();
        let done = self.call(&json!({ "do": "enrol_finish", "session": session }));
        assert_eq!(done, json!({ "ok": null }));
    }
}

fn base64(bytes: &[u8]) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

fn bytes(text: &Value) -> Vec<u8> {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.decode(text.as_str().unwrap()).unwrap()
}

fn code(answer: &Value) -> (&str, Option<&str>) {
    let problem = &answer["problem"];
    (problem["code"].as_str().unwrap(), problem["field"].as_str())
}

#[test]
fn a_page_opens_works_closes_and_erases() {
    let app = App::new();
    assert_eq!(app.ask(json!({ "do": "exists" })), json!({ "ok": false }));
    app.enrol();
    assert_eq!(app.ask(json!({ "do": "exists" })), json!({ "ok": true }));
    assert_eq!(app.call(&json!({ "do": "who" }))["ok"]["phase"], "in");
    let step = app.ask(json!({
        "do": "call", "now": NOW, "entropy": "0b".repeat(32),
        "ask": json!({ "do": "sync_next", "network": "unmetered" }).to_string(),
    }));
    assert_eq!(step["ok"]["parts"].as_array().unwrap().len(), 1, "the call's body");
    app.ask(json!({ "do": "close" }));
    let closed = app.ask(
        json!({ "do": "call", "now": NOW, "entropy": "0a".repeat(32), "ask": "{\"do\":\"who\"}" }),
    );
    assert_eq!(code(&closed).0, "wrong_state");
    app.ask(json!({ "do": "open" }));
    assert_eq!(app.call(&json!({ "do": "who" }))["ok"]["phase"], "in", "it was kept");
    assert_eq!(app.ask(json!({ "do": "erase" })), json!({ "ok": null }));
    assert_eq!(*app.phone.forgotten.lock().unwrap(), 1);
    assert_eq!(app.phone.plans.lock().unwrap().last(), Some(&0), "no notification is left");
    assert_eq!(std::fs::read_dir(app.folder.path()).unwrap().count(), 0);
    app.ask(json!({ "do": "open" }));
    assert_eq!(app.call(&json!({ "do": "who" }))["ok"]["phase"], "new");
}

#[test]
fn the_same_request_with_the_same_chance_is_the_same_act() {
    let app = App::new();
    app.enrol();
    let report = json!({ "do": "set_photos_when", "when": "unmetered" });
    let call =
        json!({ "do": "call", "now": NOW, "entropy": "0c".repeat(32), "ask": report.to_string() });
    assert_eq!(app.ask(call.clone())["ok"]["json"], app.ask(call)["ok"]["json"]);
}

#[test]
fn the_key_that_is_not_forgotten_keeps_the_files() {
    let app = App::new();
    app.enrol();
    app.phone.breaks("keystore");
    assert_eq!(code(&app.ask(json!({ "do": "erase" }))).0, "platform");
    assert_eq!(app.ask(json!({ "do": "exists" })), json!({ "ok": true }));
}

#[test]
fn the_owner_proves_themself_or_not() {
    let app = App::new();
    assert_eq!(code(&app.ask(json!({ "do": "pass" }))), ("not_recognised", None));
    *app.phone.recognised.lock().unwrap() = true;
    assert_eq!(app.ask(json!({ "do": "pass" })), json!({ "ok": null }));
    app.phone.breaks("gate");
    assert_eq!(code(&app.ask(json!({ "do": "pass" }))), ("platform", Some("gate")));
}

#[test]
fn place_and_network_are_the_platform_s() {
    let app = App::new();
    let here = app.ask(json!({ "do": "here" }));
    assert_eq!(here["ok"]["mock"], true);
    assert_eq!(here["ok"]["place"]["lat"], 26.4);
    app.phone.breaks("transport");
    let lost = app.ask(json!({ "do": "carry", "method": "GET", "path": "/v1/me" }));
    assert_eq!((code(&lost).0, &lost["problem"]["retryable"]), ("no_network", &json!(true)));
}

#[test]
fn whatever_comes_an_answer_goes_out_that_says_where() {
    let app = App::new();
    for message in ["", "x", "[]", "7", "{", "\u{0}"] {
        let answer: Value = serde_json::from_str(&app.shell.takes(message)).unwrap();
        assert_eq!(answer["id"], Value::Null);
        assert_eq!(code(&answer), ("invalid", Some("message")), "{message:?}");
    }
    let no_id: Value = serde_json::from_str(&app.shell.takes("{\"do\":\"open\"}")).unwrap();
    assert_eq!(code(&no_id), ("invalid", Some("id")));
    let call = |entropy: &str, parts: Value| json!({ "do": "call", "now": NOW, "entropy": entropy, "ask": "{}", "parts": parts });
    app.ask(json!({ "do": "open" }));
    for (message, field) in [
        (json!({}), "do"),
        (json!({ "do": 7 }), "do"),
        (json!({ "do": "fly" }), "do"),
        (json!({ "do": "call" }), "message"),
        (json!({ "do": "carry", "method": "GET" }), "message"),
        (call("0a", json!([])), "entropy"),
        (call(&"zz".repeat(32), json!([])), "entropy"),
        (call(&"é".repeat(32), json!([])), "entropy"),
        (call(&"0a".repeat(32), json!(["%"])), "message"),
    ] {
        assert_eq!(code(&app.ask(message.clone())), ("invalid", Some(field)), "{message}");
    }
    // What the core itself refuses is in what it said.
    assert_eq!(app.call(&json!({ "do": "fly" }))["problem"]["field"], "do");
}

#[test]
fn the_background_leaves_the_sync_to_a_page_that_has_a_call_on_its_way() {
    let app = App::new();
    let background = || app.shell.sync(false, Cancel::new()).unwrap();
    assert_eq!(background(), None, "there is no database");
    app.enrol();
    let next = json!({ "do": "sync_next", "network": "unmetered" });
    assert_eq!(app.call(&next)["ok"]["step"], "send");
    assert_eq!(background(), None, "a page waits for an answer");
    app.call(&json!({ "do": "sync_answer", "lost": true }));
    assert!(background().is_some());
    app.ask(json!({ "do": "close" }));
    assert!(background().is_some(), "no page is open");
    assert!(app.shell.core().is_none(), "what was opened for it is closed again");
}

#[test]
fn a_page_does_not_sync_into_a_run_of_the_background() {
    let app = Arc::new(App::new());
    app.enrol();
    let (tried, page) = (Arc::new(std::sync::Mutex::new(Vec::new())), app.clone());
    let told = tried.clone();
    *app.phone.meanwhile.lock().unwrap() = Some(Box::new(move |_| {
        let ask = json!({ "do": "sync_next", "network": "unmetered" }).to_string();
        let call = json!({ "do": "call", "now": NOW, "entropy": "0a".repeat(32), "ask": ask });
        told.lock().unwrap().push(page.ask(call));
    }));
    assert!(app.shell.sync(false, Cancel::new()).unwrap().is_some());
    *app.phone.meanwhile.lock().unwrap() = None;
    let tried = tried.lock().unwrap();
    assert!(!tried.is_empty());
    for answer in tried.iter() {
        assert_eq!(
            (code(answer).0, &answer["problem"]["retryable"]),
            ("wrong_state", &json!(true))
        );
    }
    assert_eq!(
        app.call(&json!({ "do": "sync_next", "network": "unmetered" }))["ok"]["step"],
        "send"
    );
}
