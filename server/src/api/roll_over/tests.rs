//! Whatever the county: after a roll-over every child of before is in a class, graduated or waiting, and twice is once.

use crate::clock::Entropy as _;
use crate::db::roster::{classes, schools};
use crate::db::{counter, students};
use crate::jobs::due::reevaluate;
use crate::jobs::verify;
use crate::testing::{Person, SeededEntropy, World, each_db};
use doorstep_schema::fact::{AbsenceReport, Act};
use doorstep_schema::id::{ClassId, SchoolId, StudentId};
use doorstep_schema::people::{Class, Role, School, Scope, Status, Student};
use doorstep_schema::region::RegionCode;
use doorstep_schema::roll_over::{Fate, fate, onward};
use doorstep_schema::wire::v1::Cursor;
use jiff::civil::date;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use uuid::Uuid;

async fn admin(world: &World) -> Person {
    world.person("admin", Role::Administrator, &[Scope::Region(world.county)]).await
}

async fn roll(admin: &Person, dry_run: bool) -> Value {
    let asked = json!({ "year": 2027, "dry_run": dry_run });
    let (status, answer) = admin.send_json("POST", "/v1/roll-over", &asked).await;
    assert_eq!(status, 200, "{answer}");
    answer
}

/// Every child with class, grade and the status that holds.
async fn everyone(world: &World) -> BTreeMap<StudentId, (Student, String)> {
    let mut tx = world.app.db.read().await.unwrap();
    let sql = "SELECT s.id, CASE WHEN st.evaluated_at > 0 THEN st.status ELSE s.status END
        FROM student s LEFT JOIN student_state st ON st.student = s.id";
    let rows: Vec<(Uuid, String)> = tx.query(sql).all().await.unwrap();
    let ids: Vec<StudentId> = rows.iter().map(|(id, _)| StudentId(*id)).collect();
    let mut found = students::find(&mut tx, &ids).await.unwrap();
    let one = |(id, status): (Uuid, String)| {
        let id = StudentId(id);
        (id, (found.remove(&id).unwrap(), status))
    };
    rows.into_iter().map(one).collect()
}

async fn last(world: &World) -> i64 {
    let mut tx = world.app.db.read().await.unwrap();
    counter::last(&mut tx, world.county).await.unwrap()
}

async fn class(world: &World, school: SchoolId, (year, grade, number): (i16, u8, u8)) -> ClassId {
    let id = ClassId::derive(school.0, &format!("{year}/{grade}/{number}"));
    let class = Class { id, school, year, grade, number };
    let mut tx = world.app.db.write().await.unwrap();
    classes::put(&mut tx, world.county, &[class]).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn school(world: &World, n: usize) -> SchoolId {
    let id = SchoolId(Uuid::from_u128(0x5100 + n as u128));
    let region = RegionCode::parse("533325001").unwrap();
    let (code, name) = (format!("X{n}"), format!("学校{n}"));
    let school = School { id, county: world.county, code, name, region, place: None };
    let mut tx = world.app.db.write().await.unwrap();
    schools::put(&mut tx, world.county, &[school]).await.unwrap();
    tx.commit().await.unwrap();
    id
}

#[tokio::test]
async fn a_class_goes_on_with_its_teacher_and_the_phone_keeps_every_child() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let admin = admin(&world).await;
        let held = Scope::Class(world.classes[0]);
        let teacher = world.person("teacher", Role::Teacher, &[held]).await;
        let children = world.class_of(0, 3).await;
        let (_, cursor) = teacher.pulls(Cursor::default(), 1_000).await;
        let told = roll(&admin, true).await;
        assert_eq!(told["totals"]["moved"], 3, "{told}");
        assert_eq!(
            (&told["totals"]["classes"], &told["totals"]["teachers"]),
            (&json!(1), &json!(1))
        );
        let done = roll(&admin, false).await;
        assert_eq!(done["totals"], told["totals"]);
        let (pages, _) = teacher.pulls(cursor, 1_000).await;
        assert!(pages.iter().all(|page| page.removed.is_empty()), "nobody is removed");
        let got: BTreeMap<StudentId, u8> =
            pages.iter().flat_map(|p| &p.students).map(|s| (s.id, s.grade)).collect();
        assert_eq!(got, children.iter().map(|child| (child.id, 8)).collect());
        let scope = pages.iter().find_map(|page| page.scope.clone()).unwrap();
        let next = ClassId::derive(world.school.0, "2027/8/1");
        assert_eq!(scope.iter().map(|a| a.scope).collect::<Vec<_>>(), [Scope::Class(next)]);
        let fact = teacher.visits(&children[0]);
        assert_eq!(teacher.outcomes(&[fact]).await, ["accepted"]);
    })
    .await;
}

#[tokio::test]
async fn a_class_that_others_stand_in_stands_in_the_way() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let admin = admin(&world).await;
        world.class_of(0, 2).await;
        let taken = class(&world, world.school, (2027, 8, 1)).await;
        let other = Student { class: taken, grade: 8, ..world.student(0, 0) };
        world.put(&[other]).await;
        let before = (everyone(&world).await, last(&world).await);
        for dry_run in [true, false] {
            let told = roll(&admin, dry_run).await;
            assert_eq!(told["schools"][0]["state"], "blocked", "{told}");
            assert_eq!(
                told["schools"][0]["taken"],
                json!([{ "grade": 8, "number": 1, "children": 1 }])
            );
        }
        assert_eq!((everyone(&world).await, last(&world).await), before);
        for (year, refused) in [(2024, 422), (2029, 409)] {
            let asked = json!({ "year": year, "dry_run": true });
            assert_eq!(admin.send_json("POST", "/v1/roll-over", &asked).await.0, refused);
        }
    })
    .await;
}

/// Chance for a county, in small numbers.
struct Dice(SeededEntropy);

impl Dice {
    fn below(&self, n: u64) -> u64 {
        let mut bytes = [0; 8];
        self.0.fill(&mut bytes).unwrap();
        u64::from_le_bytes(bytes) % n
    }
}

/// A county of some schools with classes of any grades, and children of any status, some of whom are absent.
async fn people(world: &World, dice: &Dice) {
    let head = world.person("head", Role::Principal, &[]).await;
    for n in 0..3 {
        let school = school(world, n).await;
        world.assign(head.worker, Scope::School(school)).await;
        let first = u8::try_from(1 + dice.below(7)).unwrap();
        let last = first + u8::try_from(dice.below(u64::from(10 - first))).unwrap();
        for grade in first..=last {
            let class = class(world, school, (2026, grade, 1)).await;
            for _ in 0..dice.below(5) {
                let some = usize::try_from(dice.below(40)).unwrap();
                let status = Status::ALL.get(some).copied().unwrap_or(Status::Enrolled);
                let child = Student { school, class, grade, status, ..world.student(0, 0) };
                world.put(std::slice::from_ref(&child)).await;
                if dice.below(4) == 0 {
                    let now = world.app.now();
                    let absent = AbsenceReport {
                        days: vec![date(2026, 11, 23)],
                        told_at: now,
                        reason: String::new(),
                        excused: false,
                        filled: None,
                    };
                    head.pushes(&[head.enters(Some(child.id), Act::AbsenceReport(absent))]).await;
                }
            }
        }
    }
    // Absences go up the ladder: some are suspected dropouts by then.
    world.clock.forward_minutes(60 * 24 * 5);
    reevaluate(&world.app.db, &world.app.rules, world.app.now()).await.unwrap();
}

#[tokio::test]
async fn no_child_is_lost_and_twice_is_once() {
    for seed in 1..=4u64 {
        each_db(|db| async move {
            let world = World::new(&db).await;
            let admin = admin(&world).await;
            people(&world, &Dice(SeededEntropy::new(seed))).await;
            let before = everyone(&world).await;
            let told = roll(&admin, true).await;
            assert_eq!(everyone(&world).await, before, "a dry run changes nothing");
            let done = roll(&admin, false).await;
            assert_eq!(told["totals"], done["totals"]);
            let after = everyone(&world).await;
            let (status, page) = admin.get_json("/v1/roll-over/waiting?limit=200").await;
            assert_eq!(status, 200, "{page}");
            let rows = page["rows"].as_array().unwrap();
            let listed: BTreeSet<&str> =
                rows.iter().filter_map(|r| r["student"].as_str()).collect();
            check(&before, &after, &listed);
            let seq = last(&world).await;
            let again = roll(&admin, false).await;
            let ended: BTreeSet<&str> = again["schools"]
                .as_array()
                .unwrap()
                .iter()
                .filter_map(|s| s["state"].as_str())
                .collect();
            assert!(ended.iter().all(|s| ["done_before", "no_classes"].contains(s)), "{ended:?}");
            assert_eq!((everyone(&world).await, last(&world).await), (after, seq), "twice is once");
            let found = verify::verify(&world.app.db, &world.app.rules, world.app.now()).await;
            assert_eq!(found.unwrap().changes, []);
        })
        .await;
    }
}

/// Demands of every child what the rule says of them.
fn check(
    before: &BTreeMap<StudentId, (Student, String)>,
    after: &BTreeMap<StudentId, (Student, String)>,
    listed: &BTreeSet<&str>,
) {
    let mut last: HashMap<SchoolId, u8> = HashMap::new();
    for (child, _) in before.values() {
        let grade = last.entry(child.school).or_default();
        *grade = child.grade.max(*grade);
    }
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    for (id, (child, status)) in before {
        let (now, status_now) = &after[id];
        let waits = listed.contains(id.to_string().as_str());
        let moved =
            now.class == ClassId::derive(child.school.0, &format!("2027/{}/1", child.grade + 1));
        let is_up = moved && now.grade == child.grade + 1;
        let stays = now.class == child.class && now.grade == child.grade;
        let has_left = ["graduated", "transferred", "deceased"].contains(&status.as_str());
        let graduated = stays && status_now == "graduated";
        if has_left {
            assert!(stays && status == status_now && !waits);
            continue;
        }
        assert_eq!([is_up, graduated, stays && waits].into_iter().filter(|yes| *yes).count(), 1);
        let status = Status::parse(status).unwrap();
        if graduated {
            assert!(child.grade == 9 && matches!(status, Status::Enrolled | Status::Returned));
        }
        if matches!(status, Status::SuspectedDropout | Status::DroppedOut) {
            assert!(is_up || waits, "who dropped out is never done with silently");
        }
        // What the rule says without the ladder, for those who are not on it.
        let said = fate(onward(child.grade, last[&child.school]), status, false);
        match said {
            Fate::MovesUp => assert!(is_up || waits, "{child:?}"),
            Fate::Waits | Fate::StaysOpen => assert!(waits || is_up),
            Fate::Graduates => assert!(graduated || waits),
            Fate::HasLeft => {}
        }
    }
}
