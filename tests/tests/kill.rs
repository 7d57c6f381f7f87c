//! The real server and a real phone are killed at random moments under load: what was acknowledged is
//! there afterwards, once.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "what is not there fails the test")]

use doorstep_core::{Store, enrol, views};
use doorstep_schema::fact::{Act, GuardianContact, Met, Visit};
use doorstep_schema::hlc::Hlc;
use doorstep_schema::id::{DeviceId, FactId, StudentId, WorkerId};
use doorstep_schema::moment::Moment;
use doorstep_schema::people::{Assignment, Role, Scope, Worker};
use doorstep_schema::wire::{cbor, v1};
use doorstep_server::clock::{Clock as _, SystemClock};
use doorstep_server::db::Db;
use doorstep_server::jobs::verify::verify;
use doorstep_server::testing::{START, TestDb, World, fresh_postgres, fresh_sqlite};
use doorstep_tests::served::Served;
use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use uuid::Uuid;

/// How often each process is killed; `DOORSTEP_KILLS` sets it for a longer run.
fn kills() -> u64 {
    std::env::var("DOORSTEP_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(12)
}

/// Milliseconds that differ from round to round.
fn random_ms(round: u64, from: u64, to: u64) -> u64 {
    from + round.wrapping_mul(6_364_136_223_846_793_005).rotate_left(17) % (to - from)
}

fn agent() -> ureq::Agent {
    let config = ureq::Agent::config_builder();
    config.timeout_global(Some(Duration::from_secs(5))).http_status_as_error(false).build().into()
}

fn sign_in(address: &str, username: &str) -> Option<v1::Session> {
    let ask = serde_json::json!({"username": username, "password": "password"});
    let mut answer = agent()
        .post(format!("{address}/v1/sign-in"))
        .header("accept", cbor::MEDIA_TYPE)
        .header("content-type", "application/json")
        .send(&serde_json::to_vec(&ask).unwrap())
        .ok()?;
    cbor::decode(&answer.body_mut().read_to_vec().ok()?).ok()
}

fn fact(session: &v1::Session, student: StudentId, at: Moment, n: u64) -> v1::Fact {
    let mut entropy = [0; 10];
    entropy[2..].copy_from_slice(&n.to_be_bytes());
    let visit = n.is_multiple_of(2);
    let act = if visit {
        Act::Visit(Visit::met(Met::Nobody))
    } else {
        Act::GuardianContact(GuardianContact::call(true))
    };
    v1::Fact::from(&doorstep_schema::fact::Fact {
        id: FactId::mint(at, entropy),
        author: session.subject,
        device: session.device,
        county: session.county,
        student: Some(student),
        happened_at: at,
        entered_at: at,
        hlc: Hlc::at(at),
        act,
    })
}

/// What the clients know: what they sent and what was acknowledged.
#[derive(Default)]
struct Known {
    sent: BTreeSet<FactId>,
    acknowledged: BTreeSet<FactId>,
}

/// Pushes until told to stop or until the server is gone.
fn push(
    address: &str,
    students: &[StudentId],
    known: &Mutex<Known>,
    next: &AtomicU64,
    stop: &AtomicBool,
) {
    let Some(session) = sign_in(address, "teacher") else { return };
    let agent = agent();
    while !stop.load(Ordering::SeqCst) {
        let at = SystemClock.now();
        let facts: Vec<v1::Fact> = (0..5)
            .map(|_| {
                let n = next.fetch_add(1, Ordering::SeqCst);
                fact(&session, students[usize::try_from(n).unwrap() % students.len()], at, n)
            })
            .collect();
        known.lock().unwrap().sent.extend(facts.iter().map(|f| f.id));
        let answer = agent
            .post(format!("{address}/v1/push"))
            .header("authorization", format!("Bearer {}", session.access_token))
            .header("content-type", cbor::MEDIA_TYPE)
            .header("accept", cbor::MEDIA_TYPE)
            .send(&cbor::encode(&v1::Push { facts }));
        let Ok(mut answer) = answer else { return };
        let Ok(body) = answer.body_mut().read_to_vec() else { return };
        let read: v1::PushAnswer = cbor::decode(&body).expect("a whole answer reads");
        for receipt in read.receipts {
            assert_ne!(receipt.outcome, v1::Outcome::Refused, "{:?}", receipt.problem);
            known.lock().unwrap().acknowledged.insert(receipt.id);
        }
    }
}

async fn stored(db: &Db) -> Vec<FactId> {
    let mut tx = db.read().await.unwrap();
    let rows: Vec<(Uuid,)> = tx.query("SELECT id FROM fact").all().await.unwrap();
    rows.into_iter().map(|(id,)| FactId(id)).collect()
}

async fn a_killed_server_loses_nothing_acknowledged(fresh: TestDb) {
    let folder = tempfile::tempdir().unwrap();
    let world = World::new(&fresh.db).await;
    let students: Vec<StudentId> = world.class_of(0, 20).await.iter().map(|s| s.id).collect();
    world.person("teacher", Role::Teacher, &[Scope::Class(world.classes[0])]).await;
    let known = Arc::new(Mutex::new(Known::default()));
    let next = Arc::new(AtomicU64::new(1));
    for round in 0..kills() {
        let mut server =
            Served::start(env!("CARGO_BIN_EXE_serve"), &fresh.url, folder.path(), &[]).unwrap();
        let stop = Arc::new(AtomicBool::new(false));
        let clients: Vec<_> = (0..4)
            .map(|_| {
                let (address, students) = (server.address.clone(), students.clone());
                let (known, next, stop) = (known.clone(), next.clone(), stop.clone());
                std::thread::spawn(move || push(&address, &students, &known, &next, &stop))
            })
            .collect();
        std::thread::sleep(Duration::from_millis(random_ms(round, 250, 900)));
        // SIGKILL: nothing is flushed, nothing is said.
        server.kill().unwrap();
        stop.store(true, Ordering::SeqCst);
        for client in clients {
            client.join().unwrap();
        }
    }
    let there = stored(&fresh.db).await;
    let once: BTreeSet<FactId> = there.iter().copied().collect();
    let Known { sent, acknowledged } = std::mem::take(&mut *known.lock().unwrap());
    assert_eq!(once.len(), there.len(), "nothing is doubled");
    assert!(acknowledged.len() > 100, "there was load: {}", acknowledged.len());
    let lost: Vec<_> = acknowledged.difference(&once).collect();
    assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");
    assert!(once.is_subset(&sent), "the server has what nobody sent");
    let report = verify(&fresh.db, &world.app.rules, START).await.unwrap();
    assert!(report.changes.is_empty(), "projections follow the facts: {:?}", report.changes);
    fresh.remove().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_server_on_sqlite_loses_nothing_acknowledged() {
    a_killed_server_loses_nothing_acknowledged(fresh_sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_server_on_postgres_loses_nothing_acknowledged() {
    a_killed_server_loses_nothing_acknowledged(fresh_postgres().await).await;
}

#[tokio::test]
async fn a_killed_phone_keeps_every_record_that_it_confirmed() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("phone.db");
    let fresh = fresh_sqlite().await;
    let world = World::new(&fresh.db).await;
    let page = v1::Page {
        students: world.class_of(0, 5).await,
        cursor: v1::Cursor { seq: 1, rank: 2, own: 1 },
        ..v1::Page::default()
    };
    fill(&file, &world, &page);
    let mut confirmed = BTreeSet::new();
    for round in 0..kills() {
        let mut phone = Command::new(env!("CARGO_BIN_EXE_phone"))
            .arg(&file)
            .arg((round + 1).to_string())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(phone.stdout.take().unwrap()).lines();
        let killer = std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(random_ms(round, 30, 200)));
            phone.kill().unwrap();
            phone.wait().unwrap();
        });
        // A line that the kill cut short was not confirmed.
        confirmed.extend(lines.map_while(Result::ok).filter_map(|line| FactId::parse(&line).ok()));
        killer.join().unwrap();
    }
    assert!(confirmed.len() > 20, "there was load: {}", confirmed.len());
    let store = Store::open(&file).unwrap();
    store.check().unwrap();
    let status = views::sync_status(&store, START).unwrap();
    assert!(status.waiting >= i64::try_from(confirmed.len()).unwrap());
    let mut there = Vec::new();
    for found in views::search(&store, "", 100, None, START).unwrap() {
        let screen = views::student(&store, found.student, START).unwrap();
        there.extend(screen.timeline.into_iter().map(|t| t.fact.id));
    }
    let once: BTreeSet<FactId> = there.iter().copied().collect();
    assert_eq!(once.len(), there.len(), "nothing is doubled");
    let lost: Vec<_> = confirmed.difference(&once).collect();
    assert!(lost.is_empty(), "confirmed and lost: {lost:?}");
    fresh.remove().await;
}

/// Signs a phone in and gives it a page of students, as a first sync does.
fn fill(file: &std::path::Path, world: &World, page: &v1::Page) {
    let mut store = Store::open(file).unwrap();
    let ask = enrol::begin(&mut store, "teacher", "password", "phone", START, [7; 32]).unwrap();
    let id = WorkerId(Uuid::from_u128(1));
    let device: DeviceId = ask.device.unwrap().id;
    let scope = Scope::Class(world.classes[0]);
    let assignment = doorstep_schema::id::AssignmentId(Uuid::from_u128(2));
    let session = v1::Session {
        access_token: "token".to_owned(),
        expires_at: START.plus_days(1),
        refresh_token: "refresh".to_owned(),
        worker: Worker { id, name: "老师".to_owned(), role: Role::Teacher },
        subject: id,
        device,
        county: world.county,
        scope: vec![Assignment { id: assignment, scope }],
        now: START,
    };
    enrol::finish(&mut store, &session, START).unwrap();
    let mut sync = doorstep_core::sync::Sync::begin(&mut store, START).unwrap();
    while let doorstep_core::sync::Step::Send(call) = sync.next(&mut store, START).unwrap() {
        let empty = call.path.contains("after=1.2.1");
        let body = if empty { Vec::new() } else { cbor::encode(page) };
        let reply = doorstep_core::sync::Reply::Got {
            status: if empty { 204 } else { 200 },
            retry_after: None,
            content_type: Some(cbor::MEDIA_TYPE.to_owned()),
            encoding: None,
            location: None,
            upload_offset: None,
            body,
        };
        sync.answer(&mut store, reply, START).unwrap();
    }
}
