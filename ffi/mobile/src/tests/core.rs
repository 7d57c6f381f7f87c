//! Opening and closing, and what becomes of a platform that fails.

use super::kit::*;
use crate::{Core, Json, Listener, PortError, Problem, SignedOut};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// The code, the field and whether it is retryable.
pub(super) fn of(problem: Problem) -> (String, Option<String>, bool) {
    let Problem::Refused { code, field, retryable, .. } = problem;
    (code, field, retryable)
}

fn opened(phone: &Arc<Phone>) -> (tempfile::TempDir, Arc<Core>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("phone.db").to_string_lossy().into_owned();
    let core = Core::open(path, phone.platform()).unwrap();
    (folder, core)
}

#[derive(Default)]
struct Heard(AtomicU32);

impl Listener for Heard {
    fn changed(&self) -> Result<(), PortError> {
        self.0.fetch_add(1, Ordering::Relaxed);
        Err(PortError::Failed { reason: "a listener that fails".to_owned() })
    }
}

#[test]
fn a_change_is_told_until_the_listening_ends_whatever_a_listener_throws() {
    let phone = Arc::<Phone>::default();
    let (_folder, core) = opened(&phone);
    let heard = Arc::<Heard>::default();
    let listening = core.clone().listen(heard.clone());
    core.sign_in("gao", "secret", "phone").unwrap();
    let told = heard.0.load(Ordering::Relaxed);
    assert!(told > 0);
    core.who().unwrap();
    assert_eq!(heard.0.load(Ordering::Relaxed), told, "nothing changed");
    listening.end();
    core.set_photos_unmetered_only(true).unwrap();
    assert_eq!(heard.0.load(Ordering::Relaxed), told);
}

#[test]
fn whoever_signs_out_leaves_no_notification_and_hears_what_is_unsent() {
    let phone = Arc::<Phone>::default();
    let (_folder, core) = opened(&phone);
    core.sign_in("gao", "secret", "phone").unwrap();
    phone.plans.lock().unwrap().clear();
    assert_eq!(core.sign_out().unwrap(), SignedOut::Out);
    assert_eq!(*phone.plans.lock().unwrap(), [0]);
    assert_eq!(phone.asked.lock().unwrap().last().unwrap(), "/v1/sign-out");
    assert_eq!(core.who().unwrap().phase, "new");
}

#[test]
fn what_a_port_does_not_give_is_a_problem_that_may_pass_and_changes_nothing() {
    let phone = Arc::<Phone>::default();
    let (_folder, core) = opened(&phone);
    for port in ["clock", "entropy"] {
        phone.breaks(port);
        let problem = of(core.who().unwrap_err());
        assert_eq!(problem, ("platform".to_owned(), Some(port.to_owned()), true));
        phone.mends(port);
    }
    phone.breaks("transport");
    let problem = core.sign_in("gao", "secret", "phone").unwrap_err();
    assert_eq!(of(problem), ("no_network".to_owned(), None, true));
    assert_eq!(core.who().unwrap().phase, "new");
    phone.mends("transport");
    // Notifications that fail take nothing back.
    phone.breaks("notifications");
    core.sign_in("gao", "secret", "phone").unwrap();
    assert_eq!(core.who().unwrap().worker.unwrap().name, "高老师");
}

#[test]
fn a_closed_core_says_so_and_a_second_one_finds_what_the_first_kept() {
    let phone = Arc::<Phone>::default();
    let (folder, core) = opened(&phone);
    core.sign_in("gao", "secret", "phone").unwrap();
    core.close();
    core.close();
    assert_eq!(of(core.who().unwrap_err()).0, "wrong_state");
    let path = folder.path().join("phone.db").to_string_lossy().into_owned();
    let again = Core::open(path, phone.platform()).unwrap();
    assert_eq!(again.who().unwrap().username.as_deref(), Some("gao"));
}

#[test]
fn a_key_is_used_or_refused_but_never_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("phone.db");
    let open = |phone: &Arc<Phone>| {
        Core::open(path.to_string_lossy().into_owned(), phone.platform()).map(|_| ())
    };
    let phone = Arc::<Phone>::default();
    *phone.key.lock().unwrap() = Some(vec![7; 31]);
    assert_eq!(
        of(open(&phone).unwrap_err()),
        ("invalid".to_owned(), Some("key".to_owned()), false)
    );
    // This build's SQLite has no cipher: nothing is written in the clear instead.
    *phone.key.lock().unwrap() = Some(vec![7; 32]);
    assert_eq!(of(open(&phone).unwrap_err()), ("storage".to_owned(), None, false));
    assert_eq!(std::fs::metadata(&path).map_or(0, |file| file.len()), 0);
    phone.breaks("keystore");
    assert_eq!(of(open(&phone).unwrap_err()).0, "platform");
}

#[test]
fn json_that_is_none_is_refused_at_its_field() {
    let phone = Arc::<Phone>::default();
    let (_folder, core) = opened(&phone);
    core.sign_in("gao", "secret", "phone").unwrap();
    let wrong = Json("{".to_owned());
    let problem = core.act(None, "venue_report", &wrong, None).unwrap_err();
    assert_eq!(of(problem), ("invalid".to_owned(), Some("payload".to_owned()), false));
    let problem = core.draft_answer("no-draft", "/data/x", &wrong, None).unwrap_err();
    assert_eq!(of(problem).1.as_deref(), Some("value"));
    let problem = core.photo_take("no-draft", "/data/x", b"no picture").unwrap_err();
    assert_eq!(of(problem).0, "bad_photo");
}
