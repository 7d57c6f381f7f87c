//! The protocol against a small server: runs, faults, garbage, kills between any two steps.

mod days;
mod fake;
mod faults;
mod tus;
mod uploads;

use super::*;
use crate::acts::{contact, visit};
use crate::testing::*;
use crate::views::{self, Receipt, Why};
use crate::{attention, drafts};
use doorstep_schema::fact::{GuardianContact, Met, Visit};
use doorstep_schema::form::Audience;
use doorstep_schema::people::{Role, Scope};
use fake::{Fake, Logged, run};

fn signed_in_phone() -> Store {
    let mut store = Store::in_memory().unwrap();
    sign_in(&mut store, Role::Teacher, Scope::Class(CLASS), at(23, 7, 0));
    store
}

fn calls(store: &mut Store, n: u64) -> FactId {
    let e = entry(at(23, 9, 0), n);
    contact::log(store, &e, student_id(0), e.now, GuardianContact::call(true)).unwrap()
}

#[test]
fn a_first_run_brings_the_class_and_a_second_takes_one_round_trip() {
    let (mut store, mut fake) = (signed_in_phone(), Fake::with(30));
    let report = run(&mut store, &mut fake, at(23, 7, 1));
    assert_eq!((report.students, report.accepted), (30, 0));
    assert_eq!(views::search(&store, "", 100, at(23, 7, 1)).unwrap().len(), 30);
    fake.calls.clear();
    run(&mut store, &mut fake, at(23, 7, 2));
    assert_eq!(fake.calls, ["GET /v1/pull?after=31.2.0"]);
}

#[test]
fn what_was_done_goes_out_in_batches_and_comes_back_as_receipts() {
    let (mut store, mut fake) = (signed_in_phone(), Fake::with(62));
    run(&mut store, &mut fake, at(23, 7, 1));
    for n in 0..620 {
        let e = entry(at(23, 9, 0), n);
        let child = student_id(u128::from(n % 62));
        contact::log(&mut store, &e, child, e.now, GuardianContact::call(true)).unwrap();
    }
    let status = views::sync_status(&store, at(23, 9, 0)).unwrap();
    assert_eq!((status.waiting, status.why), (620, Why::NotTried));
    fake.calls.clear();
    let report = run(&mut store, &mut fake, at(23, 9, 1));
    assert_eq!((report.accepted, fake.facts.len()), (620, 620));
    assert!(report.facts == 0 && fake.calls.iter().filter(|c| c.contains("push")).count() == 2);
    assert_eq!(views::sync_status(&store, at(23, 9, 2)).unwrap().why, Why::Nothing);
    let screen = views::student(&store, student_id(0), at(23, 9, 2)).unwrap();
    assert!(screen.timeline.iter().all(|t| t.receipt == Receipt::Accepted));
}

#[test]
fn an_expired_token_is_renewed_once_and_an_unknown_one_asks_to_sign_in() {
    let (mut store, mut fake) = (signed_in_phone(), Fake::with(1));
    run(&mut store, &mut fake, at(23, 9, 0));
    assert_eq!(fake.calls[0], "POST /v1/refresh");
    // Refused though it has not expired: renewed as well.
    fake.tokens += 1;
    fake.calls.clear();
    run(&mut store, &mut fake, at(23, 9, 1));
    assert_eq!(
        fake.calls.iter().map(|c| &c[..9]).collect::<Vec<_>>(),
        ["GET /v1/p", "POST /v1/", "GET /v1/p"]
    );
    fake.tokens += 1;
    fake.knows_refresh = false;
    let kept = calls(&mut store, 1);
    assert!(run(&mut store, &mut fake, at(23, 9, 2)).sign_in_needed);
    assert_eq!(views::sync_status(&store, at(23, 9, 3)).unwrap().why, Why::SignInNeeded);
    // Work goes on without a session, and is sent after the next sign-in.
    calls(&mut store, 2);
    fake.tokens = 0;
    sign_in(&mut store, Role::Teacher, Scope::Class(CLASS), at(23, 10, 0));
    assert_eq!(run(&mut store, &mut fake, at(23, 10, 1)).accepted, 2);
    assert!(fake.facts.contains_key(&kept));
}

#[test]
fn a_refused_fact_stays_until_its_author_settles_it() {
    let (mut store, mut fake) = (signed_in_phone(), Fake::with(1));
    run(&mut store, &mut fake, at(23, 7, 1));
    fake.refuse.insert("guardian_contact");
    let (first, second) = (calls(&mut store, 1), calls(&mut store, 2));
    let report = run(&mut store, &mut fake, at(23, 9, 1));
    assert_eq!((report.refused, fake.facts.len()), (2, 0));
    let shown = views::attention(&store).unwrap();
    assert_eq!(
        (shown.len(), shown[0].code.as_str(), shown[0].message.as_str()),
        (2, "out_of_range", "too much")
    );
    assert_eq!(run(&mut store, &mut fake, at(23, 9, 2)).refused, 0);
    fake.refuse.clear();
    attention::resend(&mut store, first, at(23, 9, 3)).unwrap();
    attention::set_aside(&mut store, second).unwrap();
    assert_eq!(run(&mut store, &mut fake, at(23, 9, 4)).accepted, 1);
    assert_eq!(fake.facts.keys().collect::<Vec<_>>(), [&first]);
}

#[test]
fn a_student_who_left_is_removed_only_after_the_unsent_work() {
    let (mut store, mut fake) = (signed_in_phone(), Fake::with(2));
    let everyone = Audience { region: county(), roles: Vec::new(), from: None, until: None };
    let forms = doorstep_forms::shipped::all().unwrap();
    let forms = forms.iter().map(|form| publication(form, 1, vec![everyone.clone()])).collect();
    let page = v1::Page { forms, ..reference() };
    fake.log[0] = Logged::Reference(Box::new(page));
    run(&mut store, &mut fake, at(23, 7, 1));
    let mut contact = drafts::Beginning::about("guardian_contact", student_id(0));
    contact.guardian = Some(student(0).guardians[0].id);
    let draft = drafts::begin(&mut store, &entry(at(23, 8, 0), 1), &contact).unwrap();
    for (n, path, value) in
        [(11, "channel", "call"), (12, "reached", "no"), (13, "not_reached_why", "no_answer")]
    {
        let e = entry(at(23, 8, 1), n);
        drafts::answer(&mut store, &e, draft, path, &value.into()).unwrap();
    }
    let fact = calls(&mut store, 2);
    fake.log.push(Logged::Removed(student_id(0)));
    fake.log.push(Logged::Removed(student_id(77)));
    let report = run(&mut store, &mut fake, at(23, 9, 0));
    // The draft keeps the data here; a student never seen is confirmed at once.
    assert_eq!((report.removed, fake.gone.clone()), (0, vec![student_id(77)]));
    assert!(fake.facts.contains_key(&fact));
    assert_eq!(views::search(&store, "", 9, at(23, 9, 0)).unwrap().len(), 1);
    let e = entry(at(23, 9, 1), 3);
    let visit = visit::record(&mut store, &e, student_id(0), e.now, Visit::met(Met::Child));
    assert_eq!(visit.unwrap_err().code, Code::NotPermitted);
    let contact = drafts::finish(&mut store, &entry(at(23, 9, 2), 4), draft).unwrap();
    let report = run(&mut store, &mut fake, at(23, 9, 3));
    assert_eq!((report.removed, fake.gone.last()), (1, Some(&student_id(0))));
    assert!(fake.facts.contains_key(&contact));
    let gone = views::student(&store, student_id(0), at(23, 9, 4)).unwrap_err();
    assert_eq!(gone.code, Code::UnknownStudent);
    // And the student comes back, with the whole history.
    let history: Vec<_> = fake.facts.values().cloned().map(Logged::Fact).collect();
    fake.log.push(Logged::Student(Box::new(student(0))));
    fake.log.extend(history);
    run(&mut store, &mut fake, at(23, 9, 5));
    assert_eq!(views::student(&store, student_id(0), at(23, 9, 6)).unwrap().timeline.len(), 2);
}

#[test]
fn a_refused_fact_about_a_removed_student_stays_with_its_author() {
    let (mut store, mut fake) = (signed_in_phone(), Fake::with(1));
    run(&mut store, &mut fake, at(23, 7, 1));
    fake.refuse.insert("guardian_contact");
    let fact = calls(&mut store, 1);
    fake.log.push(Logged::Removed(student_id(0)));
    assert_eq!(run(&mut store, &mut fake, at(23, 9, 0)).removed, 1);
    let shown = views::attention(&store).unwrap();
    assert_eq!((shown[0].fact.id, shown[0].name.as_str()), (fact, ""));
    attention::set_aside(&mut store, fact).unwrap();
    assert!(!store.has_fact(fact).unwrap());
}

#[test]
fn a_revoked_device_keeps_nothing_and_another_sign_in_starts_anew() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("phone.db");
    let mut store = Store::open(&path).unwrap();
    sign_in(&mut store, Role::Teacher, Scope::Class(CLASS), at(23, 7, 0));
    let mut fake = Fake::with(40);
    run(&mut store, &mut fake, at(23, 7, 1));
    calls(&mut store, 1);
    fake.revoked = true;
    assert!(run(&mut store, &mut fake, at(23, 9, 0)).revoked);
    assert_eq!(views::sync_status(&store, at(23, 9, 1)).unwrap().why, Why::Revoked);
    assert_eq!(views::today(&store, None, at(23, 9, 1)).unwrap_err().code, Code::Revoked);
    assert!(run(&mut store, &mut fake, at(23, 9, 2)).revoked);
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        for secret in ["和玉梅", "access-", "G533325", "双纳"] {
            assert!(!bytes.windows(secret.len()).any(|w| w == secret.as_bytes()), "{secret}");
        }
    }
    sign_in(&mut store, Role::Teacher, Scope::Class(CLASS), at(23, 10, 0));
    assert!(views::today(&store, None, at(23, 10, 0)).is_ok());
}

#[test]
fn another_worker_starts_anew_but_only_when_nothing_is_unsent() {
    let (mut store, mut fake) = (signed_in_phone(), Fake::with(2));
    run(&mut store, &mut fake, at(23, 7, 1));
    calls(&mut store, 1);
    let begin = |store: &mut Store| {
        crate::enrol::begin(store, "yang", "secret", "phone", at(23, 9, 1), [8; 32])
    };
    assert_eq!(begin(&mut store).unwrap_err().code, Code::UnsentWork);
    run(&mut store, &mut fake, at(23, 9, 0));
    let before = store.session().unwrap().unwrap().device;
    let device = begin(&mut store).unwrap().device.unwrap().id;
    assert_ne!(device, before);
    assert_eq!(begin(&mut store).unwrap().device.unwrap().id, device);
    let session = v1::Session {
        access_token: "access-1".to_owned(),
        expires_at: at(23, 10, 0),
        refresh_token: String::new(),
        worker: doorstep_schema::people::Worker { id: COLLEAGUE, ..worker(Role::Committee) },
        subject: COLLEAGUE,
        device: doorstep_schema::id::DeviceId(uuid::Uuid::nil()),
        county: county(),
        scope: scope(Scope::Region(village(0))),
        now: at(23, 9, 0),
    };
    let refused = crate::enrol::finish(&mut store, &session, at(23, 9, 0)).unwrap_err();
    assert_eq!(refused.code, Code::WrongSession);
    // Until the other worker is in, the first one goes on.
    assert_eq!(views::search(&store, "", 9, at(23, 9, 1)).unwrap().len(), 2);
    let session = v1::Session { device, ..session };
    crate::enrol::finish(&mut store, &session, at(23, 9, 2)).unwrap();
    assert_eq!(views::search(&store, "", 9, at(23, 9, 3)).unwrap(), []);
    assert_eq!(store.session().unwrap().unwrap().subject, COLLEAGUE);
}
