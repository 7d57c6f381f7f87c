//! Replies that are lost, garbled, refused or not meant for the phone.

use super::super::{Reply, Step, Sync};
use super::fake::{Fake, Logged, got, problem, run};
use super::{calls, signed_in_phone};
use crate::store::{Key, Store};
use crate::testing::*;
use crate::views::{self, Why};
use doorstep_schema::moment::Moment;
use doorstep_schema::wire::{cbor, v1};

fn next(sync: &mut Sync, store: &mut Store, now: Moment) -> super::super::Call {
    match sync.next(store, now).unwrap() {
        Step::Send(call) => call,
        other => panic!("{other:?}"),
    }
}

#[test]
fn garbage_is_as_good_as_lost() {
    let (mut store, mut fake) = (signed_in_phone(), Fake::with(3));
    let now = at(23, 7, 1);
    run(&mut store, &mut fake, now);
    calls(&mut store, 1);
    fake.log.push(Logged::Student(Box::new(student(9))));
    let device = store.session().unwrap().unwrap().device;
    let html = |status| Reply::Got {
        status,
        retry_after: None,
        content_type: Some("text/html".to_owned()),
        encoding: None,
        location: None,
        upload_offset: None,
        body: b"<html>sign in to the hotel's network</html>".to_vec(),
    };
    let bomb = zstd::bulk::compress(&vec![0; 40 << 20], 3).unwrap();
    let packed = |body: Vec<u8>, encoding: &str| Reply::Got {
        status: 200,
        retry_after: None,
        content_type: Some(cbor::MEDIA_TYPE.to_owned()),
        encoding: Some(encoding.to_owned()),
        location: None,
        upload_offset: None,
        body,
    };
    let other = v1::PushAnswer { receipts: vec![], now };
    let garbage = [
        Reply::Lost,
        html(200),
        html(302),
        html(401),
        html(404),
        html(502),
        got(200, vec![]),
        got(200, vec![0xa2, 0x00]),
        got(200, cbor::encode(&"hello")),
        got(200, cbor::encode(&other)),
        got(201, vec![0xff; 99]),
        packed(vec![1, 2, 3], "zstd"),
        packed(bomb, "zstd"),
        packed(cbor::encode(&other), "br"),
        problem(404, "not_found"),
    ];
    let state = |store: &Store| {
        let cursor: Option<v1::Cursor> = store.meta(Key::Cursor).unwrap();
        (cursor, store.session().unwrap(), views::sync_status(store, now).unwrap().refused)
    };
    let mut clock = now;
    for (n, reply) in garbage.into_iter().enumerate() {
        let before = state(&store);
        let mut sync = Sync::begin(&mut store, clock).unwrap();
        let call = next(&mut sync, &mut store, clock);
        assert!(
            call.path.starts_with("/v1/push") || call.path == "/v1/refresh",
            "{n}: {}",
            call.path
        );
        if call.path == "/v1/refresh" {
            let renewed = fake.handle(&call, clock, device);
            sync.answer(&mut store, renewed, clock).unwrap();
            assert_eq!(next(&mut sync, &mut store, clock).path, "/v1/push");
        }
        let before = (before.0, store.session().unwrap(), before.2);
        sync.answer(&mut store, reply, clock).unwrap();
        // Answered once; a second copy finds no call.
        sync.answer(&mut store, got(200, vec![1]), clock).unwrap();
        assert_eq!(state(&store), before, "{n}");
        let Step::Wait { until } = sync.next(&mut store, clock).unwrap() else { panic!("{n}") };
        assert!(until > clock);
        clock = until;
    }
    assert!(matches!(views::sync_status(&store, clock).unwrap().why, Why::Problem { .. }));
    let report = run(&mut store, &mut fake, clock);
    assert_eq!((report.accepted, report.students), (1, 1));
}

#[test]
fn a_page_that_lost_a_field_on_its_way_is_asked_for_again() {
    let (mut store, mut fake) = (signed_in_phone(), Fake::with(3));
    let now = at(23, 7, 1);
    run(&mut store, &mut fake, now);
    let cursor: v1::Cursor = store.meta(Key::Cursor).unwrap().unwrap();
    let page = v1::Page {
        students: vec![student(9)],
        cursor: v1::Cursor { seq: cursor.seq + 1, ..cursor },
        entries: Some(1),
        now,
        ..v1::Page::default()
    };
    // A field that is not known is passed over, as it may be of a later version.
    let mut damaged = cbor::encode(&page);
    let place = damaged.windows(8).position(|part| part == b"students").unwrap();
    damaged[place] ^= 1;
    assert!(cbor::decode::<v1::Page>(&damaged).unwrap().students.is_empty());
    let mut sync = Sync::begin(&mut store, now).unwrap();
    let call = next(&mut sync, &mut store, now);
    assert!(call.path.starts_with("/v1/pull"), "{}", call.path);
    sync.answer(&mut store, got(200, damaged), now).unwrap();
    assert_eq!(store.meta::<v1::Cursor>(Key::Cursor).unwrap(), Some(cursor), "nothing is skipped");
    fake.log.push(Logged::Student(Box::new(student(9))));
    let report = run(&mut store, &mut fake, now.plus_minutes(30));
    assert_eq!(report.students, 1);
}

#[test]
fn a_busy_server_is_left_alone_as_long_as_it_asks() {
    let mut store = signed_in_phone();
    let now = at(23, 7, 1);
    let mut sync = Sync::begin(&mut store, now).unwrap();
    next(&mut sync, &mut store, now);
    let busy = Reply::Got {
        status: 429,
        retry_after: Some(120),
        content_type: None,
        encoding: None,
        location: None,
        upload_offset: None,
        body: vec![],
    };
    sync.answer(&mut store, busy, now).unwrap();
    let Step::Wait { until } = sync.next(&mut store, now).unwrap() else { panic!() };
    assert!(until >= now.plus_minutes(2) && until <= now.plus_minutes(3));
    let status = views::sync_status(&store, now).unwrap();
    assert_eq!((status.why, status.next_try_at), (Why::ServerBusy, Some(until)));
    // A phone that is killed still waits.
    let mut again = Sync::begin(&mut store, now).unwrap();
    assert_eq!(again.next(&mut store, now).unwrap(), Step::Wait { until });
}

#[test]
fn waits_grow_to_a_quarter_of_an_hour() {
    let mut store = signed_in_phone();
    let mut now = at(23, 7, 1);
    let mut waits = Vec::new();
    for _ in 0..12 {
        let mut sync = Sync::begin(&mut store, now).unwrap();
        next(&mut sync, &mut store, now);
        sync.answer(&mut store, Reply::Lost, now).unwrap();
        let Step::Wait { until } = sync.next(&mut store, now).unwrap() else { panic!() };
        waits.push(until.ms() - now.ms());
        now = until;
    }
    assert!(
        waits.is_sorted() && waits[0] < 7_000 && waits[11] >= 900_000 && waits[11] <= 1_125_000
    );
}

#[test]
fn a_person_who_asks_waits_for_no_network_that_was_missing_but_for_a_server_that_said_so() {
    let mut store = signed_in_phone();
    let now = at(23, 7, 1);
    let busy = Reply::Got {
        status: 503,
        retry_after: Some(600),
        content_type: None,
        encoding: None,
        location: None,
        upload_offset: None,
        body: vec![],
    };
    for (reply, goes) in [(Reply::Lost, true), (busy, false)] {
        let mut sync = Sync::begin(&mut store, now).unwrap();
        next(&mut sync, &mut store, now);
        sync.answer(&mut store, reply, now).unwrap();
        let waits = Sync::begin(&mut store, now).unwrap().next(&mut store, now).unwrap();
        assert!(matches!(waits, Step::Wait { .. }));
        let mut asked = Sync::begin(&mut store, now).unwrap().anew(&store).unwrap();
        let step = asked.next(&mut store, now).unwrap();
        assert_eq!(matches!(step, Step::Send(_)), goes, "{step:?}");
    }
}

#[test]
fn one_bad_fact_does_not_hold_up_the_others() {
    let (mut store, mut fake) = (signed_in_phone(), Fake::with(1));
    run(&mut store, &mut fake, at(23, 7, 1));
    let ids: Vec<_> = (0..9).map(|n| calls(&mut store, n)).collect();
    let device = store.session().unwrap().unwrap().device;
    let mut now = at(23, 9, 0);
    for _ in 0..60 {
        let mut sync = Sync::begin(&mut store, now).unwrap();
        match sync.next(&mut store, now).unwrap() {
            Step::Send(call) if call.path == "/v1/push" => {
                let push: v1::Push =
                    cbor::decode(&zstd::stream::decode_all(&call.body[..]).unwrap()).unwrap();
                // The server cannot read one of the facts, and with it the whole push.
                let bad = push.facts.iter().any(|f| f.id == ids[4]);
                let reply = if bad {
                    problem(400, "unreadable_body")
                } else {
                    fake.handle(&call, now, device)
                };
                sync.answer(&mut store, reply, now).unwrap();
            }
            Step::Send(call) => {
                let reply = fake.handle(&call, now, device);
                sync.answer(&mut store, reply, now).unwrap();
            }
            Step::Wait { until } => now = until,
            Step::Done(_) => break,
        }
    }
    assert_eq!(fake.facts.len(), 8);
    let shown = views::attention(&store).unwrap();
    assert_eq!(
        (shown.len(), shown[0].fact.id, shown[0].code.as_str()),
        (1, ids[4], "unreadable_body")
    );
}
