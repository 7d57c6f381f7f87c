//! Who may record what about whom, now and within a hand-over; and pages written by hand.

use super::*;
use crate::acts::page;
use crate::auth::caller::Held;
use crate::db::feed::{Entry, Item, NewEntries};
use doorstep_schema::id::{AssignmentId, ClassId, DeviceId, SchoolId, StudentId, WorkerId};
use doorstep_schema::people::Role;
use uuid::Uuid;

const NOW: Moment = Moment::from_ms(1_795_392_000_000);

fn id(n: u8) -> Uuid {
    Uuid::from_bytes([n; 16])
}

fn region(code: &str) -> RegionCode {
    RegionCode::parse(code).unwrap()
}

fn standing(class: u8) -> Standing {
    Standing {
        county: region("533325"),
        school: SchoolId(id(1)),
        class: ClassId(id(class)),
        village: region("533325001201"),
    }
}

/// A teacher who held class 2 from day -60 until `until` days from now, if it ended.
fn teacher(until: Option<i64>) -> Caller {
    let scope = Scope::Class(ClassId(id(2)));
    let held = Held {
        id: AssignmentId(id(7)),
        scope,
        since_seq: 1,
        since_at: NOW.plus_days(-60),
        until: until.map(|days| (9, NOW.plus_days(days))),
    };
    Caller {
        worker: WorkerId(id(5)),
        name: String::new(),
        device: DeviceId(id(6)),
        county: region("533325"),
        role: Role::Teacher,
        scopes: if until.is_none() { vec![scope] } else { Vec::new() },
        held: vec![held],
    }
}

#[test]
fn a_hand_over_loses_nothing_for_thirty_days_and_opens_nothing_else() {
    let here = |left| Whereabouts { now: standing(2), referred: Vec::new(), left };
    let moved = |days: i64| Whereabouts {
        now: standing(3),
        referred: Vec::new(),
        left: vec![(NOW.plus_days(days), standing(2))],
    };
    let came = Whereabouts { left: vec![(NOW.plus_days(-5), standing(3))], ..here(Vec::new()) };
    for (caller, student, entered, now, then) in [
        (teacher(None), here(Vec::new()), -1, true, true),
        (teacher(Some(-10)), here(Vec::new()), -11, false, true),
        (teacher(Some(-10)), here(Vec::new()), -9, false, false),
        (teacher(Some(-31)), here(Vec::new()), -32, false, false),
        (teacher(Some(-10)), here(Vec::new()), -61, false, false),
        (teacher(None), moved(-10), -11, false, true),
        (teacher(None), moved(-10), -9, false, false),
        (teacher(None), moved(-31), -32, false, false),
        (teacher(None), came, -6, true, false),
    ] {
        let action = Action::RecordVisit;
        assert_eq!(permitted(&caller, action, &student), now, "{entered} {student:?}");
        let entered_at = NOW.plus_days(entered);
        assert_eq!(
            was_permitted(&caller, action, &student, entered_at, NOW),
            then,
            "{entered} {student:?}"
        );
        assert!(!was_permitted(&caller, Action::ApproveStatus, &student, entered_at, NOW));
    }
}

#[test]
fn a_page_written_by_hand_reads_as_the_page_that_it_is() {
    let fact: v1::Fact =
        serde_json::from_str(include_str!("../../../../schema/fixtures/v1/visit.json")).unwrap();
    for count in [0usize, 1, 23, 24, 300] {
        let entry = |item| Entry { at: v1::Cursor::default(), item };
        let mut entries: Vec<Entry> =
            (0..count).map(|_| entry(Item::Fact(cbor::encode(&fact)))).collect();
        entries.push(entry(Item::Removed(StudentId(id(1)))));
        entries.push(entry(Item::Scope(Vec::new())));
        let cursor = v1::Cursor { seq: 9, rank: 2, own: 8 };
        let new = NewEntries { entries, cursor, more: count > 1 };
        let written = page::write_cbor(new.clone(), NOW).unwrap();
        assert_eq!(cbor::decode::<v1::Page>(&written).unwrap(), page::read(new, NOW).unwrap());
    }
}
