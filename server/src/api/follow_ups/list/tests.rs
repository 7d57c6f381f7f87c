//! Lists of follow-ups over random worlds: each row once at any page size, just those that are asked for and permitted.

use crate::testing::{Person, World, each_db};
use axum::http::StatusCode;
use doorstep_schema::access::{Action, queues};
use doorstep_schema::moment::{Clock, days_between};
use doorstep_schema::people::{Department, Role, Scope, Standing};
use doorstep_schema::region::RegionCode;
use doorstep_schema::state::{FollowUpState, Owner, Reason};
use serde_json::Value;
use std::cmp::Reverse;
use uuid::Uuid;

const DAY_MS: i64 = 86_400_000;

/// A row as it was put, beside the database.
#[derive(Clone, Debug)]
struct Put {
    id: Uuid,
    student: Uuid,
    initials: &'static str,
    standing: Standing,
    owner: Owner,
    reason: Reason,
    step: Option<i64>,
    opened_at: i64,
    due_at: i64,
    state: FollowUpState,
    closed_at: Option<i64>,
    risk: i64,
}

/// Numbers from the world's chance.
struct Dice(World);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        let bytes: [u8; 8] = self.0.app.chance().unwrap();
        usize::try_from(u64::from_le_bytes(bytes) % u64::try_from(n).unwrap()).unwrap()
    }

    fn of<T: Clone>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())].clone()
    }

    fn id(&mut self) -> Uuid {
        Uuid::from_bytes(self.0.app.chance().unwrap())
    }
}

async fn save(world: &World, rows: &[Put]) {
    let mut tx = world.app.db.write().await.unwrap();
    for row in rows {
        let sql = "INSERT INTO follow_up (id, county, student, case_id, owner, school, class, village, township,
                reason, step, opened_at, due_at, due_day, state, is_open, closed_at, required, risk)
            VALUES ($1, $2, $3, $1, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, '', $17)";
        let at = &row.standing;
        let day = (row.due_at + 8 * 3_600_000).div_euclid(DAY_MS);
        let query = tx.query(sql).bind(row.id).bind(at.county.to_string()).bind(row.student);
        let query = query.bind(row.owner.to_string()).bind(at.school.0).bind(at.class.0);
        let query =
            query.bind(at.village.to_string()).bind(at.village.parent().unwrap().to_string());
        let query = query.bind(row.reason.as_str()).bind(row.step).bind(row.opened_at);
        let query = query.bind(row.due_at).bind(day).bind(row.state.as_str());
        let query = query.bind(row.state.is_open()).bind(row.closed_at).bind(row.risk);
        query.execute().await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// Puts students and follow-ups of every kind, many of them alike in what orders them.
async fn random(world: &World, n: usize) -> Vec<Put> {
    let mut dice = Dice(world.clone());
    let now = world.app.now().ms();
    let mut students = Vec::new();
    let mut tx = world.app.db.write().await.unwrap();
    for initials in ["ab", "ab", "hxm", "hxm yxm", "zz", "zz"] {
        let student = world.student(dice.below(2), dice.below(2));
        let record = crate::db::students::Record {
            student: student.clone(),
            identity: String::new(),
            initials: initials.to_owned(),
        };
        let put = crate::db::students::put;
        put(&mut tx, world.county, &[record], world.app.now()).await.unwrap();
        students.push((student, initials));
    }
    tx.commit().await.unwrap();
    let township = world.villages[0].parent().unwrap();
    let owners = [
        Owner::Class(world.classes[0]),
        Owner::Class(world.classes[1]),
        Owner::School(world.school),
        Owner::Village(world.villages[0]),
        Owner::Village(world.villages[1]),
        Owner::Township(township),
        Owner::County(world.county),
        Owner::Department(world.county, Department::Justice),
    ];
    let mut rows = Vec::new();
    for _ in 0..n {
        let (student, initials) = dice.of(&students);
        let state = dice.of(FollowUpState::ALL);
        let day = |dice: &mut Dice, most: usize| i64::try_from(dice.below(most)).unwrap() * DAY_MS;
        let due_at = now + 3 * DAY_MS - day(&mut dice, 45);
        let reason = dice.of(Reason::ALL);
        rows.push(Put {
            id: dice.id(),
            student: student.id.0,
            initials,
            standing: student.standing(),
            owner: dice.of(&owners),
            reason,
            step: (reason == Reason::Ladder).then_some(i64::try_from(dice.below(8) + 1).unwrap()),
            opened_at: due_at - day(&mut dice, 4),
            due_at,
            state,
            closed_at: (!state.is_open()).then(|| now - day(&mut dice, 5)),
            risk: i64::try_from(dice.below(4)).unwrap() * 10,
        });
    }
    save(world, &rows).await;
    rows
}

/// Gets every page of a list; returns the ids with the last page's total.
async fn pages(person: &Person, query: &str, limit: usize) -> (Vec<String>, Value) {
    let (mut ids, mut after) = (Vec::new(), String::new());
    loop {
        let path = format!("/v1/follow-ups?{query}&limit={limit}&total=true&after={after}");
        let (status, page) = person.get_json(&path).await;
        assert_eq!(status, StatusCode::OK, "{path} {page}");
        let rows = page["rows"].as_array().unwrap();
        assert!(rows.len() <= limit);
        ids.extend(rows.iter().map(|row| row["id"].as_str().unwrap().to_owned()));
        match page["next"].as_str() {
            Some(next) => after = next.replace(' ', "%20"),
            None => return (ids, page["total"].clone()),
        }
    }
}

/// What a person asks for: the query, and whether a row is meant.
type Filter = (String, Box<dyn Fn(&Put) -> bool>);

fn filters(world: &World, dice: &mut Dice) -> Vec<Filter> {
    let now = world.app.now();
    let village = dice.of(&world.villages);
    let (school, reason) = (world.school, dice.of(Reason::ALL));
    let step = i64::try_from(dice.below(8) + 1).unwrap();
    let (age, least, most) = dice.of(&[
        ("0", 0, 0),
        ("1-3", 1, 3),
        ("4-7", 4, 7),
        ("8-30", 8, 30),
        ("over_30", 31, 999),
    ]);
    let late = move |row: &Put| row.state.is_open() && row.due_at < now.ms();
    let days = move |row: &Put| {
        let day = |ms| Clock::CHINA.day(doorstep_schema::moment::Moment::from_ms(ms));
        days_between(day(row.due_at), day(now.ms()))
    };
    let township = village.parent().unwrap();
    vec![
        (String::new(), Box::new(|row| row.state.is_open())),
        (
            "state=open".to_owned(),
            Box::new(|r| matches!(r.state, FollowUpState::Open | FollowUpState::SentBack)),
        ),
        ("state=accepted".to_owned(), Box::new(|r| r.state == FollowUpState::Accepted)),
        ("state=overdue".to_owned(), Box::new(late)),
        ("state=closed".to_owned(), Box::new(|row| !row.state.is_open())),
        (format!("step={step}"), Box::new(move |r| r.state.is_open() && r.step == Some(step))),
        (
            format!("reason={reason}&state=closed"),
            Box::new(move |r| !r.state.is_open() && r.reason == reason),
        ),
        (format!("age={age}"), Box::new(move |r| late(r) && (least..=most).contains(&days(r)))),
        ("text=hxm".to_owned(), Box::new(|r| r.state.is_open() && r.initials.starts_with("hxm"))),
        (
            "text=yxm&state=overdue".to_owned(),
            Box::new(move |r| late(r) && r.initials.ends_with("yxm")),
        ),
        (
            format!("region={village}"),
            Box::new(move |r| r.state.is_open() && r.standing.village == village),
        ),
        (format!("region={township}&state=overdue"), Box::new(late)),
        (format!("school={school}"), Box::new(|row| row.state.is_open())),
    ]
}

fn sorted(rows: &mut [Put], sort: &str, closed: bool, now: i64) {
    match sort.trim_start_matches('-') {
        "priority" if closed => {
            rows.sort_by_key(|row| Reverse((row.closed_at, row.id)));
        }
        "priority" => rows.sort_by_key(|r| (r.due_at >= now, Reverse(r.risk), r.due_at, r.id)),
        "due" => rows.sort_by_key(|row| (row.due_at, row.id)),
        "risk" => rows.sort_by_key(|row| (Reverse(row.risk), row.due_at, row.id)),
        "opened" => rows.sort_by_key(|row| (row.opened_at, row.id)),
        _ => rows.sort_by_key(|row| (row.initials, row.student, row.id)),
    }
    if sort.starts_with('-') {
        rows.reverse();
    }
}

#[tokio::test]
async fn each_row_comes_once_and_just_those_that_are_asked_for_and_permitted() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        world.clock.forward_minutes(7 * 60 + 13);
        let rows = random(&world, 120).await;
        let mut dice = Dice(world.clone());
        let township = world.villages[0].parent().unwrap();
        let province = RegionCode::parse("53").unwrap();
        let people = [
            (Role::Supervisor, Scope::Region(world.county)),
            (Role::Supervisor, Scope::Region(province)),
            (Role::Township, Scope::Region(township)),
            (Role::Principal, Scope::School(world.school)),
            (Role::Committee, Scope::Region(world.villages[1])),
            (Role::Teacher, Scope::Class(world.classes[0])),
            (Role::Department, Scope::Department(world.county, Department::Justice)),
        ];
        let sorts = [
            "priority", "due", "-due", "risk", "-risk", "opened", "-opened", "student", "-student",
        ];
        for (n, (role, scope)) in people.into_iter().enumerate() {
            let person = world.person(&format!("p{n}"), role, &[scope]).await;
            let actor = doorstep_schema::access::Actor { role, scopes: &[scope] };
            let lists = queues(&actor, Action::ReadQueue);
            for (query, meant) in filters(&world, &mut dice) {
                if query.contains("region=") || query.contains("school=") {
                    let sort = person.get_json(&format!("/v1/follow-ups?{query}")).await;
                    if sort.0 == StatusCode::NOT_FOUND {
                        assert!(role != Role::Supervisor, "{role} {query}");
                        continue;
                    }
                }
                let permitted =
                    |row: &&Put| lists.iter().any(|queues| queues.hold(&row.owner, &row.standing));
                let mut expected: Vec<Put> =
                    rows.iter().filter(permitted).filter(|row| meant(row)).cloned().collect();
                let sort = dice.of(&sorts);
                sorted(&mut expected, sort, query.contains("closed"), world.app.now().ms());
                let expected: Vec<String> = expected.iter().map(|row| row.id.to_string()).collect();
                let query = format!("{query}&sort={sort}");
                for limit in [200, 1 + dice.below(9)] {
                    let (ids, total) = pages(&person, &query, limit).await;
                    assert_eq!(ids, expected, "{role} {query} by {limit}");
                    assert_eq!(total, expected.len(), "{role} {query}");
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_row_says_what_people_call_things() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let student = world.class_of(0, 1).await.remove(0);
        let row = Put {
            id: Uuid::from_u128(1),
            student: student.id.0,
            initials: "hxm",
            standing: student.standing(),
            owner: Owner::Class(world.classes[0]),
            reason: Reason::Ladder,
            step: Some(2),
            opened_at: world.app.now().ms() - 3 * DAY_MS,
            due_at: world.app.now().ms() - 2 * DAY_MS,
            state: FollowUpState::Open,
            closed_at: None,
            risk: 30,
        };
        save(&world, &[row]).await;
        let head = world.person("head", Role::Principal, &[Scope::School(world.school)]).await;
        let (status, page) = head.get_json("/v1/follow-ups").await;
        assert_eq!(status, StatusCode::OK, "{page}");
        assert_eq!((&page["next"], &page["total"]), (&Value::Null, &Value::Null));
        let row = &page["rows"][0];
        for (key, expected) in [
            ("owner_name", "School 1 7.1"),
            ("village_name", "533325001201"),
            ("school_name", "School 1"),
            ("township_name", "533325001"),
            ("reason", "ladder"),
        ] {
            assert_eq!(row[key], expected, "{key}");
        }
        assert_eq!(
            (&row["days_late"], &row["risk"], &row["overdue"]),
            (&2.into(), &30.into(), &true.into())
        );
        assert_eq!(row["may"], serde_json::json!(["accept", "complete", "send_back"]));
        let county = Scope::Region(world.county);
        let supervisor = world.person("supervisor", Role::Supervisor, &[county]).await;
        let (_, page) = supervisor.get_json("/v1/follow-ups").await;
        let may = serde_json::json!(["accept", "complete", "send_back", "reassign"]);
        assert_eq!(page["rows"][0]["may"], may, "each reader is told what they may do");
    })
    .await;
}

#[tokio::test]
async fn what_does_not_read_is_named_and_what_is_out_of_sight_is_not_there() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let county = Scope::Region(world.county);
        let supervisor = world.person("supervisor", Role::Supervisor, &[county]).await;
        for (query, field) in [
            ("state=done", "state"),
            ("step=9", "step"),
            ("reason=x", "reason"),
            ("age=2", "age"),
            ("age=1-3&state=closed", "age"),
            ("sort=name", "sort"),
            ("sort=-priority", "sort"),
            ("after=x", "after"),
            ("after=1.2.3.x", "after"),
            ("sort=student&after=1.2.3.018f0000-0000-7000-8000-000000000000", "after"),
            ("limit=201", "limit"),
            ("total=1", "total"),
            ("region=5", "region"),
            ("owner=x", "owner"),
        ] {
            let (status, problem) = supervisor.get_json(&format!("/v1/follow-ups?{query}")).await;
            assert_eq!(status, StatusCode::BAD_REQUEST, "{query}");
            assert_eq!(problem["violations"][0]["field"], field, "{query}");
        }
        let class = Scope::Class(world.classes[0]);
        let teacher = world.person("teacher", Role::Teacher, &[class]).await;
        let admin = world.person("admin", Role::Administrator, &[county]).await;
        let village = world.villages[0];
        for query in [
            format!("region={village}"),
            format!("owner=village:{village}"),
            format!("school={}", world.school),
            format!("school={}", Uuid::from_u128(9)),
        ] {
            let path = format!("/v1/follow-ups?{query}");
            assert_eq!(teacher.get_json(&path).await.0, StatusCode::NOT_FOUND, "{query}");
        }
        assert_eq!(teacher.get_json("/v1/follow-ups").await.0, StatusCode::OK);
        assert_eq!(admin.get_json("/v1/follow-ups").await.0, StatusCode::NOT_FOUND);
    })
    .await;
}
