//! A small school for tests: one county, two villages, a class, and a phone that has signed in.

use crate::photos::{Picture, Prepared};
use crate::project::{freshen, head, todos};
use crate::store::Store;
use crate::{Entry, enrol};
use doorstep_schema::calendar::{Calendar, Term};
use doorstep_schema::digest::Digest;
use doorstep_schema::fact::{AbsenceReport, Look, Met, PromiseMade, Visit};
use doorstep_schema::form::{
    self, Audience, Bound, Choice, ChoiceList, Choices, Expression, Form, Item, Kind, Publication,
    Question, Repeat, Rules, Text,
};
use doorstep_schema::id::{AssignmentId, ClassId, GuardianId, SchoolId, StudentId, WorkerId};
use doorstep_schema::moment::{Clock, Moment};
use doorstep_schema::people::{
    Assignment, Class, Group, Guardian, Relation, Role, School, Scope, Sex, Status, Student, Worker,
};
use doorstep_schema::policy::Policy;
use doorstep_schema::region::{Region, RegionCode};
use doorstep_schema::state::evaluate;
use doorstep_schema::wire::v1;
use jiff::civil::{Date, Time, date};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use uuid::Uuid;

pub(crate) const CLASS: ClassId = ClassId(Uuid::from_u128(2));
pub(crate) const SCHOOL: SchoolId = SchoolId(Uuid::from_u128(1));
pub(crate) const TEACHER: WorkerId = WorkerId(Uuid::from_u128(40));
pub(crate) const COLLEAGUE: WorkerId = WorkerId(Uuid::from_u128(41));

/// A moment of November 2026; the 23rd is a Monday.
pub(crate) fn at(day: i8, hour: i8, minute: i8) -> Moment {
    Clock::CHINA.at(date(2026, 11, day), Time::constant(hour, minute, 0, 0))
}

/// A fresh entry at a time; `n` makes it distinct.
pub(crate) fn entry(now: Moment, n: u64) -> Entry {
    let mut entropy = [0; 16];
    entropy[..8].copy_from_slice(&n.wrapping_mul(0x9E37_79B9_7F4A_7C15).to_be_bytes());
    entropy[8..].copy_from_slice(&n.to_be_bytes());
    Entry { now, entropy }
}

pub(crate) fn county() -> RegionCode {
    RegionCode::parse("533325").unwrap()
}

pub(crate) fn village(n: u128) -> RegionCode {
    RegionCode::parse(if n.is_multiple_of(2) { "533325002206" } else { "533325002207" }).unwrap()
}

pub(crate) fn student_id(n: u128) -> StudentId {
    StudentId(Uuid::from_u128(0x0199_0000_0000_7000_8000_0000_0000_0000 | (n * 0x9E37_79B9)))
}

const NAMES: [&str; 8] =
    ["和玉梅", "李晓光", "余阿花", "杨志强", "普春燕", "张单单", "祝福生", "熊小妹"];

pub(crate) fn student(n: u128) -> Student {
    let place = usize::try_from(n).unwrap();
    Student {
        id: student_id(n),
        county: county(),
        name: NAMES[place % NAMES.len()].to_owned(),
        sex: if n.is_multiple_of(2) { Sex::Female } else { Sex::Male },
        birth_date: date(2013, i8::try_from(n % 12 + 1).unwrap(), 1),
        identity_masked: "533325********0021".to_owned(),
        student_number: format!("G53332520{n:08}"),
        school: SCHOOL,
        class: CLASS,
        grade: 7,
        village: village(n),
        address: format!("第{}小组{}号", n % 9 + 1, n),
        home: None,
        groups: if n.is_multiple_of(3) {
            BTreeSet::from([Group::LeftBehind])
        } else {
            BTreeSet::new()
        },
        boarding: n.is_multiple_of(5),
        status: Status::Enrolled,
        known_since: date(2026, 9, 1),
        guardians: vec![Guardian {
            id: GuardianId(Uuid::from_u128(0x77_0000 + n)),
            name: "和大山".to_owned(),
            relation: Relation::Father,
            phone: format!("139{n:08}"),
            away: if n.is_multiple_of(3) { "浙江".to_owned() } else { String::new() },
            channel: None,
            consent: Some(true),
        }],
    }
}

pub(crate) fn calendar() -> Calendar {
    Calendar {
        terms: vec![Term { first: date(2026, 9, 1), last: date(2027, 1, 15) }],
        holidays: (1..=7).map(|d| date(2026, 10, d)).collect(),
        made_up: [].into(),
    }
}

pub(crate) fn scope(scope: Scope) -> Vec<Assignment> {
    vec![Assignment { id: AssignmentId(Uuid::from_u128(9)), scope }]
}

pub(crate) fn worker(role: Role) -> Worker {
    Worker { id: TEACHER, name: "高老师".to_owned(), role }
}

/// Everything that a first pull brings, but students and facts.
pub(crate) fn reference() -> v1::Page {
    let region =
        |code: RegionCode, name: &str| Region { code, name: name.to_owned(), retired: false };
    v1::Page {
        policy: Some(Policy::shipped()),
        calendar: Some(calendar()),
        regions: vec![region(village(0), "双纳村"), region(village(1), "俄科罗村")],
        schools: vec![School {
            id: SCHOOL,
            county: county(),
            code: "0101".to_owned(),
            name: "兔峨中学".to_owned(),
            region: village(0),
            place: None,
        }],
        classes: vec![Class { id: CLASS, school: SCHOOL, year: 2026, grade: 7, number: 1 }],
        workers: vec![
            worker(Role::Teacher),
            Worker { id: COLLEAGUE, name: "杨委员".to_owned(), role: Role::Committee },
        ],
        ..v1::Page::default()
    }
}

/// Signs a worker in without a server.
pub(crate) fn sign_in(store: &mut Store, role: Role, what: Scope, now: Moment) {
    let request = enrol::begin(store, "gao", "secret", "phone", now, [7; 32]).unwrap();
    let session = v1::Session {
        access_token: "access-0".to_owned(),
        expires_at: now.plus_minutes(15),
        refresh_token: "refresh-0".to_owned(),
        worker: worker(role),
        subject: TEACHER,
        device: request.device.unwrap().id,
        county: county(),
        scope: scope(what),
        now,
    };
    enrol::finish(store, &session, now).unwrap();
}

/// A teacher's phone with a class of `students`, as a first pull left it.
pub(crate) fn phone(mut store: Store, students: u128, now: Moment) -> Store {
    sign_in(&mut store, Role::Teacher, Scope::Class(CLASS), now);
    fill(&store, students, now);
    store
}

/// Puts reference data and students as a pull would.
pub(crate) fn fill(store: &Store, students: u128, now: Moment) {
    let page = reference();
    store
        .write(|store| {
            store.put_policy(page.policy.as_ref().unwrap())?;
            store.put_calendar(page.calendar.as_ref().unwrap())?;
            page.regions.iter().try_for_each(|r| store.put_region(r))?;
            page.schools.iter().try_for_each(|s| store.put_school(s))?;
            page.classes.iter().try_for_each(|c| store.put_class(c))?;
            page.workers.iter().try_for_each(|w| store.put_worker(w))?;
            for n in 0..students {
                let key = store.put_student(&student(n))?;
                crate::project::reevaluate(store, key, now)?;
            }
            Ok::<_, crate::store::Error>(())
        })
        .unwrap();
}

/// Puts an edition of a form as a pull would, open to everyone in the county.
pub(crate) fn publish(store: &Store, form: &Form, edition: u32) {
    let everyone = Audience { region: county(), roles: Vec::new(), from: None, until: None };
    store.put_form(&publication(form, edition, vec![everyone])).unwrap();
}

pub(crate) fn publication(form: &Form, edition: u32, audience: Vec<Audience>) -> Publication {
    let body = serde_json::to_string(form).unwrap();
    Publication { form: form.id.clone(), edition, audience, body }
}

/// A teacher's phone with the shipped forms.
pub(crate) fn phone_with_forms(store: Store, students: u128, now: Moment) -> Store {
    let store = phone(store, students, now);
    for form in doorstep_forms::shipped::all().unwrap() {
        publish(&store, &form, 1);
    }
    store
}

pub(crate) fn absence(day: Date, told_at: Moment) -> AbsenceReport {
    AbsenceReport { days: vec![day], told_at, reason: String::new(), excused: false, filled: None }
}

/// A visit as teachers fill it: about twenty answers, a place, a promise, a note.
pub(crate) fn full_visit(n: u128) -> Visit {
    let pick = |words: &[&str]| words[usize::try_from(n).unwrap() % words.len()].to_owned();
    let answers: Value = json!({
        "purpose": pick(&["absence", "periodic", "promise"]),
        "household_found": "yes",
        "carer": pick(&["grandparents", "parents", "relatives", "alone"]),
        "parents_away": pick(&["both", "father", "none"]),
        "parents_away_where": pick(&["浙江义乌", "广东东莞", "福建泉州"]),
        "parents_away_since": format!("20{}-0{}", 15 + n % 10, n % 9 + 1),
        "hardship": pick(&["none", "some", "severe"]),
        "debts": n.is_multiple_of(4),
        "other_children_out_of_school": n % 3,
        "illness": pick(&["none", "parent", "child"]),
        "absent_since": format!("2026-11-{:02}", n % 28 + 1),
        "reason": pick(&["work", "aversion", "illness", "distance"]),
        "wants_to_return": pick(&["yes", "no", "unsure"]),
        "employer": pick(&["", "镇上餐馆", "建筑工地"]),
        "behaviour": pick(&["calm", "withdrawn", "aggressive"]),
        "phone_hours": n % 12,
        "sleep_hours": 6 + n % 5,
        "told_of_duty": true,
        "boarding_wanted": n.is_multiple_of(2),
    });
    let Value::Object(answers): Value = answers else { return Visit::met(Met::Guardian) };
    #[expect(clippy::cast_precision_loss, reason = "small numbers make places that differ")]
    let place = doorstep_schema::place::Place {
        lat: 26.4 + (n % 1000) as f64 * 0.000_137,
        lon: 99.4 + (n % 777) as f64 * 0.000_211,
        accuracy: 5.0 + (n % 20) as f64,
    };
    Visit {
        answers: Map::from_iter(answers),
        attends: Some(!n.is_multiple_of(3)),
        place: Some(place),
        with_committee: n.is_multiple_of(4),
        promise: n.is_multiple_of(2).then(|| PromiseMade {
            text: "下周一送孩子返校".to_owned(),
            by: date(2026, 11, i8::try_from(n % 28 + 1).unwrap()),
            returns: true,
        }),
        note: format!(
            "第{n}次走访，{}在家，{}。",
            pick(&["祖母", "父亲", "母亲"]),
            pick(&["愿意配合", "态度犹豫", "需要资助", "路途较远"])
        ),
        ..Visit::met(if n.is_multiple_of(5) { Met::Nobody } else { Met::Guardian })
    }
}

/// Asserts that every head and thing to do is what the facts say.
pub(crate) fn heads_hold(store: &Store, students: u128, now: Moment) {
    freshen(store, now).unwrap();
    let own = store.rules().unwrap();
    for n in 0..students {
        let key = store.find_student_key(student_id(n)).unwrap().unwrap();
        let facts = store.counting_facts(key).unwrap();
        let state = evaluate(&student(n), &facts, &own.rules(), now);
        let kept = store.head(key).unwrap().unwrap();
        let fresh = head(&student(n), &state);
        // The clock alone may move the next change on; before it nothing else differs.
        assert_eq!(
            (&kept.status, kept.open_case, kept.step, kept.risk),
            (&fresh.status, fresh.open_case, fresh.step, fresh.risk)
        );
        let until = Moment::from_ms(i64::MAX);
        let mut kept: Vec<_> = store
            .todos_until(until)
            .unwrap()
            .into_iter()
            .filter(|t| t.student == student_id(n))
            .map(|t| t.todo)
            .collect();
        let mut fresh = todos(&student(n), &state, &facts, &own.rules());
        let order = |t: &crate::store::Todo| (t.kind, t.subject, t.reason.clone());
        kept.sort_by_key(order);
        fresh.sort_by_key(order);
        assert_eq!(kept, fresh);
    }
}

/// A prepared picture of a size in bytes, with a thumbnail of an eighth.
pub(crate) fn picture(seed: u64, size: usize) -> Prepared {
    let make = |seed, size| {
        let bytes = doorstep_photo::made::bare(seed, size);
        Picture { sha256: Digest::of(&bytes), bytes, width: 1600, height: 1200 }
    };
    Prepared {
        photo: make(seed, size),
        thumb: make(!seed, (size / 8).clamp(100, 100_000)),
        look: Look(seed),
        taken: None,
        place: None,
    }
}

/// A form about a visit: whom was met, a photo, and as many more as were taken.
pub(crate) fn form_with_photos() -> Form {
    let ask = |name: &str, kind| Question {
        name: name.into(),
        kind,
        label: Text::plain(name),
        ..Question::default()
    };
    let one = Kind::SelectOne { choices: Choices::List("met".to_owned()), other: false };
    let met = Question { bound: Some(Bound::Met), ..ask("met", one) };
    let relevant = Some(Expression("${met} != 'nobody'".to_owned()));
    let house =
        Question { rules: Rules { relevant, ..Rules::default() }, ..ask("house", Kind::Photo) };
    let items = vec![Item::Question(ask("p", Kind::Photo))];
    let group = form::Group { name: "more".into(), items, ..form::Group::default() };
    let choice = |name: &str| Choice {
        name: name.to_owned(),
        label: Text::plain(name),
        ..Choice::default()
    };
    let choices = ["guardian", "child", "nobody"].map(choice).to_vec();
    let items = vec![
        Item::Question(met),
        Item::Question(house),
        Item::Repeat(Repeat { group, count: None }),
    ];
    let list = ChoiceList { name: "met".to_owned(), choices, ..ChoiceList::default() };
    Form { id: "photos".to_owned(), items, lists: vec![list], ..Form::default() }
}
