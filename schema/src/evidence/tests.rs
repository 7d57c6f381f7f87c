//! Seals that hold, seals that don't, and what the verdict says of both.

use super::*;
use crate::digest::Digest;
use crate::fact::{Capture, EvidencePhoto, Look, PlaceSource, Thumb};
use crate::id::{DeviceId, FactId, StudentId, WorkerId};
use crate::moment::Moment;
use crate::place::Place;
use crate::region::RegionCode;
use ed25519_dalek::{Signer as _, SigningKey};
use proptest::prelude::*;
use uuid::Uuid;

fn key() -> SigningKey {
    SigningKey::from_bytes(&[7; 32])
}

fn at(minutes: i64) -> Moment {
    Moment::parse("2026-11-23T10:00:00+08:00").unwrap().plus_minutes(minutes)
}

fn home() -> Place {
    Place { lat: 26.453_2, lon: 99.418_7, accuracy: 8.0 }
}

fn record(n: u128) -> Record {
    Record {
        id: FactId(Uuid::from_u128(n)),
        student: Some(StudentId(Uuid::from_u128(500))),
        county: RegionCode::parse("533325").unwrap(),
        author: WorkerId(Uuid::from_u128(40)),
        device: DeviceId(Uuid::from_u128(90)),
        photo: EvidencePhoto {
            of: FactId(Uuid::from_u128(600)),
            sha256: Digest::of(&n.to_be_bytes()),
            bytes: 240_000,
            width: 1_200,
            height: 1_600,
            thumb: Some(Thumb { sha256: Digest::of(b"thumb"), bytes: 12_000 }),
            look: Some(Look(0x0f0f_1234_5678_9abc)),
            capture: Some(Capture {
                captured_at: Some(at(2)),
                received_at: at(2),
                clock_offset_ms: Some(1_500),
                place: Some(Place { lat: 26.453_212_345_67, lon: 99.418_7, accuracy: 12.345 }),
                place_source: Some(PlaceSource::Device),
                mock: false,
            }),
            seal: None,
        },
    }
}

fn sealed(n: u128, last: Option<(u64, Digest)>) -> (Record, (u64, Digest)) {
    let mut record = record(n);
    let next = seal(&mut record, last, &|text| key().sign(text).to_bytes());
    (record, next)
}

fn known() -> Known {
    Known {
        key: Some(key().verifying_key().to_bytes()),
        file: FileState::Whole,
        before: Before::First,
        twin: None,
        around: Some(Around {
            happened_at: at(0),
            entered_at: at(20),
            device: DeviceId(Uuid::from_u128(90)),
        }),
        home: Some(home()),
        village: Vec::new(),
        arrived_at: at(60),
        alike: Vec::new(),
    }
}

fn found(record: &Record, known: &Known) -> Vec<(Finding, String)> {
    let verdict = judge(record, known, &EvidencePolicy::default());
    verdict.points.into_iter().map(|point| (point.finding, point.code)).collect()
}

fn says(record: &Record, known: &Known, topic: Topic) -> (Finding, String) {
    found(record, known).swap_remove(topic as usize)
}

#[test]
fn the_texts_that_are_hashed_and_signed_are_these() {
    let (record, (number, hash)) = sealed(1, None);
    let body = format!(
        "doorstep-evidence-1\n\
         id 00000000-0000-0000-0000-000000000001\n\
         of 00000000-0000-0000-0000-000000000258\n\
         student 00000000-0000-0000-0000-0000000001f4\n\
         county 533325\n\
         author 00000000-0000-0000-0000-000000000028\n\
         photo {}\n\
         bytes 240000\n\
         size 1200x1600\n\
         thumb {}\n\
         thumb_bytes 12000\n\
         look 0f0f123456789abc\n\
         captured 1795399320000\n\
         received 1795399320000\n\
         clock_offset 1500\n\
         place 264532123 994187000 1235\n\
         place_source device\n\
         mock no\n",
        Digest::of(&1u128.to_be_bytes()),
        Digest::of(b"thumb")
    );
    assert_eq!(record.body(), body);
    let link = Link::of(&record).unwrap();
    assert_eq!(
        link.text(),
        format!(
            "doorstep-link-1\ndevice 00000000-0000-0000-0000-00000000005a\nnumber 1\nprevious -\nbody {}\n",
            record.body_hash()
        )
    );
    assert_eq!((number, hash), (1, link.hash()));
}

#[test]
fn a_photo_as_it_should_be_passes_on_every_point() {
    let (first, last) = sealed(1, None);
    assert!(found(&first, &known()).iter().all(|(finding, _)| *finding == Finding::Passed));
    let (second, _) = sealed(2, Some(last));
    let before = Before::Known(Link::of(&first).unwrap().hash());
    let points = found(&second, &Known { before, ..known() });
    assert!(points.iter().all(|(finding, _)| *finding == Finding::Passed), "{points:?}");
}

#[test]
fn whatever_is_changed_after_the_seal_breaks_it() {
    let changes: [fn(&mut Record); 9] = [
        |r| r.photo.of = FactId(Uuid::from_u128(601)),
        |r| r.photo.sha256 = Digest::of(b"another"),
        |r| r.photo.thumb = None,
        |r| r.photo.look = Some(Look(1)),
        |r| r.student = None,
        |r| r.author = WorkerId(Uuid::from_u128(41)),
        |r| r.device = DeviceId(Uuid::from_u128(91)),
        |r| r.photo.capture.as_mut().unwrap().received_at = at(3),
        |r| r.photo.capture.as_mut().unwrap().place.as_mut().unwrap().lat += 0.000_001,
    ];
    for (n, change) in changes.into_iter().enumerate() {
        let (mut record, _) = sealed(1, None);
        change(&mut record);
        let seal = says(&record, &known(), Topic::Seal);
        assert_eq!(seal, (Finding::Doubtful, "signature_wrong".to_owned()), "change {n}");
    }
}

#[test]
fn a_gap_a_break_and_a_twin_in_the_chain_are_told_apart() {
    let (_, last) = sealed(1, None);
    let (second, _) = sealed(2, Some(last));
    let chain = |known: &Known| says(&second, known, Topic::Chain).1;
    assert_eq!(chain(&Known { before: Before::Unknown, ..known() }), "before_awaited");
    let other = Before::Known(Digest::of(b"other"));
    assert_eq!(chain(&Known { before: other, ..known() }), "broken");
    assert_eq!(chain(&known()), "broken");
    let twin = Some(FactId(Uuid::from_u128(3)));
    assert_eq!(chain(&Known { twin, ..known() }), "number_used_twice");
}

#[test]
fn time_place_and_clock_are_doubted_for_what_they_are() {
    let check = |change: fn(&mut Record, &mut Known), topic: Topic| {
        let (mut record, mut known) = (record(1), known());
        change(&mut record, &mut known);
        says(&record, &known, topic)
    };
    let doubt = |code: &str| (Finding::Doubtful, code.to_owned());
    assert_eq!(
        check(|r, _| r.photo.capture.as_mut().unwrap().captured_at = Some(at(-31)), Topic::Time),
        doubt("before_the_visit")
    );
    assert_eq!(
        check(|r, _| r.photo.capture.as_mut().unwrap().captured_at = Some(at(81)), Topic::Time),
        doubt("after_the_visit")
    );
    assert_eq!(check(|_, k| k.around = None, Topic::Time).0, Finding::Open);
    assert_eq!(
        check(
            |r, _| r.photo.capture.as_mut().unwrap().place.as_mut().unwrap().lat = 26.6,
            Topic::Place
        ),
        doubt("elsewhere")
    );
    let village = check(
        |r, k| {
            r.photo.capture.as_mut().unwrap().place.as_mut().unwrap().lat = 26.6;
            k.village = vec![Place { lat: 26.601, lon: 99.418, accuracy: 0.0 }];
        },
        Topic::Place,
    );
    assert_eq!(village, (Finding::Passed, "in_the_village".to_owned()));
    assert_eq!(check(|_, k| k.home = None, Topic::Place).1, "home_unknown");
    assert_eq!(
        check(|r, _| r.photo.capture.as_mut().unwrap().mock = true, Topic::Place),
        doubt("invented_position")
    );
    assert_eq!(
        check(
            |r, _| r.photo.capture.as_mut().unwrap().clock_offset_ms = Some(-3_600_000),
            Topic::Clock
        ),
        doubt("clock_wrong")
    );
    assert_eq!(check(|_, k| k.arrived_at = at(-30), Topic::Clock), doubt("after_its_arrival"));
    assert_eq!(
        check(|r, _| r.photo.capture.as_mut().unwrap().captured_at = Some(at(-60)), Topic::Clock),
        doubt("picture_tells_another_time")
    );
}

#[test]
fn a_picture_that_was_used_before_is_found_the_nearest_first() {
    let (record, _) = sealed(1, None);
    let look = record.photo.look.unwrap();
    let alike = |id: u128, same: bool, bits: u64| Alike {
        id: FactId(Uuid::from_u128(id)),
        same,
        look: Some(Look(look.0 ^ bits)),
    };
    let with = |alike: Vec<Alike>| {
        let verdict = judge(&record, &Known { alike, ..known() }, &EvidencePolicy::default());
        verdict.points[Topic::Original as usize].clone()
    };
    let near = with(vec![alike(2, false, 0b111), alike(3, false, 0b1), alike(4, false, 0xffff)]);
    assert_eq!(near.code, "nearly_used_before");
    assert_eq!(near.with["other"], serde_json::json!(FactId(Uuid::from_u128(3))));
    assert_eq!(with(vec![alike(4, false, 0xff)]).code, "not_used_before");
    assert_eq!(with(vec![alike(2, true, 0)]).code, "used_before");
}

#[test]
fn every_point_has_a_sentence_in_both_languages() {
    let source = include_str!("verdict.rs");
    let (first, rest) = source.split_once("fn file(").unwrap();
    assert!(first.contains("fn judge"));
    let written =
        rest.split('"').skip(1).step_by(2).filter(|text| {
            !["number", "other", "minutes", "seconds", "metres", "bits"].contains(text)
        });
    let states = FileState::ALL.iter().map(|state| state.as_str());
    let codes: Vec<&str> = written.chain(states).collect();
    assert!(codes.len() > 30, "{codes:?}");
    for code in codes {
        let point = Point {
            topic: Topic::File,
            finding: Finding::Open,
            code: code.to_owned(),
            with: serde_json::Map::new(),
        };
        for language in ["zh-Hans", "en"] {
            assert_ne!(sentence(&point, language), code, "{code} in {language}");
        }
    }
}

proptest! {
    #[test]
    fn places_are_rounded_once_and_stay(lat in -90.0..=90.0, lon in -180.0..=180.0, accuracy in 0.0..=1e7) {
        let once = Place { lat, lon, accuracy }.sealed();
        prop_assert_eq!(once.sealed(), once);
        let json = serde_json::to_string(&once).unwrap();
        prop_assert_eq!(serde_json::from_str::<Place>(&json).unwrap(), once);
    }
}
