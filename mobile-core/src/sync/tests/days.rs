//! Whole days on bad networks, with phones that die between any two steps.

use super::super::{Reply, Step, Sync};
use super::calls;
use super::fake::{Fake, Logged, got, run};
use crate::acts::{contact, visit};
use crate::store::Store;
use crate::testing::*;
use crate::views;
use doorstep_schema::fact::GuardianContact;
use doorstep_schema::moment::Moment;
use doorstep_schema::people::{Role, Scope};

/// A generator of a test's chances (Knuth's MMIX multiplier).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

/// A day on a bad network with a phone that is killed between any two steps.
fn bad_day(seed: u64) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("phone.db");
    let mut dice = Dice(seed);
    let mut now = at(2, 7, 0);
    let mut store = Store::open(&path).unwrap();
    sign_in(&mut store, Role::Teacher, Scope::Class(CLASS), now);
    let device = store.session().unwrap().unwrap().device;
    let mut fake = Fake::with(6);
    let mut done = Vec::new();
    let mut late: Option<Reply> = None;
    let mut sync = Sync::begin(&mut store, now).unwrap();
    for n in 0..250u64 {
        now = now.plus_minutes(i64::try_from(dice.roll(4)).unwrap());
        if dice.roll(3) == 0 {
            store = Store::open(&path).unwrap();
            sync = Sync::begin(&mut store, now).unwrap();
        }
        let child = student_id(u128::from(dice.roll(6)));
        let e = entry(now, n);
        let did = match dice.roll(8) {
            0 => visit::record(&mut store, &e, child, now, full_visit(u128::from(n))),
            1 => contact::log(&mut store, &e, child, now, GuardianContact::call(true)),
            2 => {
                let mut colleague = store_of_colleague(now);
                let fact =
                    contact::log(&mut colleague, &e, child, now, GuardianContact::call(false))
                        .unwrap();
                let fact = colleague.find_fact(fact).unwrap().unwrap().fact;
                fake.facts.insert(fact.id, fact.clone());
                fake.log.push(Logged::Fact(fact));
                continue;
            }
            _ => Err(crate::Problem::new(crate::Code::WrongState)),
        };
        done.extend(did.ok());
        match sync.next(&mut store, now).unwrap() {
            Step::Wait { until } if dice.roll(2) == 0 => now = until,
            Step::Wait { .. } => {}
            Step::Done(_) => sync = Sync::begin(&mut store, now).unwrap(),
            Step::Send(call) => {
                let reply = match dice.roll(9) {
                    0 => Reply::Lost,
                    1 => {
                        // It arrived, the answer did not; it comes late, as another call's.
                        late = Some(fake.handle(&call, now, device));
                        if call.path == "/v1/refresh" {
                            fake.tokens -= 1;
                        }
                        Reply::Lost
                    }
                    2 => late.take().unwrap_or(Reply::Lost),
                    3 => got(200, vec![u8::try_from(dice.roll(256)).unwrap(); 40]),
                    _ => fake.handle(&call, now, device),
                };
                if dice.roll(10) == 0 {
                    continue;
                }
                sync.answer(&mut store, reply, now).unwrap();
            }
        }
    }
    drop(store);
    let mut store = Store::open(&path).unwrap();
    run(&mut store, &mut fake, now.plus_days(1));
    let end = run(&mut store, &mut fake, now.plus_days(2));
    assert!(!end.sign_in_needed, "seed {seed}");
    for id in &done {
        assert!(fake.facts.contains_key(id), "seed {seed}: {id} is not on the server");
    }
    for fact in fake.facts.values() {
        let here = store.find_fact(fact.id).unwrap();
        assert_eq!(here.map(|row| row.fact).as_ref(), Some(fact), "seed {seed}");
    }
    let later = now.plus_days(3);
    let status = views::sync_status(&store, later).unwrap();
    assert_eq!((status.waiting, status.sent, status.refused), (0, 0, 0), "seed {seed}");
    heads_hold(&store, 6, later);
    store.check().unwrap();
}

fn store_of_colleague(now: Moment) -> Store {
    phone(Store::in_memory().unwrap(), 6, now)
}

#[test]
fn nothing_is_lost_or_doubled_on_bad_days() {
    for seed in 0..12 {
        bad_day(seed);
    }
}

/// Runs with one kill: before the `at`-th step's call left, after the server took it, or after the answer.
fn killed_at(kill: usize) -> bool {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("phone.db");
    let now = at(23, 9, 0);
    let mut store = phone(Store::open(&path).unwrap(), 0, at(23, 7, 0));
    let mut fake = Fake::with(5);
    run(&mut store, &mut fake, at(23, 7, 1));
    let done: Vec<_> = (0..3).map(|n| calls(&mut store, n)).collect();
    fake.log.push(Logged::Removed(student_id(1)));
    fake.log.push(Logged::Student(Box::new(student(8))));
    let device = store.session().unwrap().unwrap().device;
    let mut sync = Sync::begin(&mut store, now).unwrap();
    let mut step = 0;
    let mut killed = false;
    loop {
        let mut die = |store: &mut Store, sync: &mut Sync| {
            step += 1;
            if step != kill {
                return false;
            }
            *store = Store::in_memory().unwrap();
            *store = Store::open(&path).unwrap();
            *sync = Sync::begin(store, now).unwrap();
            killed = true;
            true
        };
        match sync.next(&mut store, now).unwrap() {
            Step::Wait { .. } => panic!("nothing failed"),
            Step::Done(_) => break,
            Step::Send(call) => {
                if die(&mut store, &mut sync) {
                    continue;
                }
                let reply = fake.handle(&call, now, device);
                // A refresh whose answer is lost is the server's to forgive.
                if call.path != "/v1/refresh" && die(&mut store, &mut sync) {
                    continue;
                }
                sync.answer(&mut store, reply, now).unwrap();
                die(&mut store, &mut sync);
            }
        }
    }
    assert_eq!(fake.facts.len(), 3, "killed at {kill}");
    assert!(done.iter().all(|id| fake.facts.contains_key(id)));
    assert!(fake.gone.contains(&student_id(1)));
    let found = views::search(&store, "", 50, None, now).unwrap();
    assert_eq!(found.len(), 5, "killed at {kill}");
    let status = views::sync_status(&store, now).unwrap();
    assert_eq!((status.waiting, status.sent, status.leaving), (0, 0, 0), "killed at {kill}");
    killed
}

#[test]
fn a_kill_at_any_step_loses_nothing() {
    let points = (1..50).take_while(|kill| killed_at(*kill)).count();
    assert_eq!(points, 11, "refresh, push, pull and removal, around each call");
}
