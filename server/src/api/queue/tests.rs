//! Queues: their order, their pages, and who sees which.

use crate::jobs::due::reevaluate;
use crate::testing::{Person, START, World, each_db};
use axum::http::StatusCode;
use doorstep_schema::fact::{AbsenceReport, Act};
use doorstep_schema::moment::Clock;
use doorstep_schema::people::{Department, Group, Role, Scope, Student};
use doorstep_schema::region::RegionCode;
use doorstep_schema::wire::v1::Fact;
use serde_json::Value;

fn absent(person: &Person, student: &Student) -> Fact {
    let now = person.world.app.now();
    let report = AbsenceReport {
        days: vec![Clock::CHINA.day(now)],
        told_at: now,
        reason: String::new(),
        excused: false,
        filled: None,
    };
    person.enters(Some(student.id), Act::AbsenceReport(report))
}

/// A world in which four students of two villages are absent since Monday; it is Wednesday evening.
struct Absences {
    world: World,
    teacher: Person,
    roster: Vec<Student>,
}

async fn absences(world: World) -> Absences {
    let class = Scope::Class(world.classes[0]);
    let teacher = world.person("teacher", Role::Teacher, &[class]).await;
    let mut roster: Vec<Student> =
        [0, 0, 1, 1].into_iter().map(|village| world.student(0, village)).collect();
    roster[1].groups = [Group::PoorHousehold].into();
    world.put(&roster).await;
    let facts: Vec<Fact> = roster.iter().map(|student| absent(&teacher, student)).collect();
    assert!(teacher.outcomes(&facts).await.iter().all(|outcome| outcome == "accepted"));
    for hour in [24, 48, 59] {
        world.clock.set(START.plus_minutes(hour * 60));
        reevaluate(&world.app.db, &world.app.rules, world.app.now()).await.unwrap();
    }
    Absences { world, teacher, roster }
}

/// Gets every page of a list and returns all items.
async fn pages(person: &Person, path: &str, limit: usize) -> Vec<Value> {
    let (mut items, mut after) = (Vec::new(), String::new());
    loop {
        let (status, page) = person.get_json(&format!("{path}&limit={limit}&after={after}")).await;
        assert_eq!(status, StatusCode::OK, "{page}");
        let found = page["items"].as_array().unwrap();
        assert!(found.len() <= limit);
        items.extend(found.iter().cloned());
        match page["next"].as_str() {
            Some(next) => after = next.to_owned(),
            None => return items,
        }
    }
}

fn urgency(item: &Value) -> (bool, i64, String, String) {
    let text = |key: &str| item[key].as_str().unwrap().to_owned();
    (
        !item["overdue"].as_bool().unwrap(),
        -item["risk"].as_i64().unwrap(),
        text("due_at"),
        text("id"),
    )
}

#[tokio::test]
async fn a_queue_is_ordered_by_urgency_and_whole_at_any_page_size() {
    each_db(|db| async move {
        let Absences { world, teacher, roster } = absences(World::new(&db).await).await;
        let owner = format!("/v1/queue?owner=class:{}", world.classes[0]);
        let whole = pages(&teacher, &owner, 200).await;
        assert!(whole.len() >= 4, "every absent student is to be visited: {whole:?}");
        let order: Vec<_> = whole.iter().map(urgency).collect();
        assert!(order.is_sorted(), "{order:?}");
        assert_eq!(whole[0]["student"]["id"], roster[1].id.to_string(), "the riskiest comes first");
        assert_eq!(whole[0]["overdue"], true);
        assert_eq!(whole[0]["days_late"], 2);
        assert_eq!(whole[0]["village"]["name"], "533325001201");
        assert_eq!(whole[0]["school"]["name"], "School 1");
        assert_eq!(whole[0]["class"]["grade"], 7);
        for limit in [1, 2, 3] {
            assert_eq!(pages(&teacher, &owner, limit).await, whole);
        }
        let (_, own) = teacher.get_json("/v1/queue").await;
        assert_eq!(
            own["items"].as_array().unwrap(),
            &whole,
            "the class is the teacher's own queue"
        );
        assert_eq!(own["open"], whole.len());
        let overdue = whole.iter().filter(|item| item["overdue"] == true).count();
        assert_eq!(own["overdue"], overdue);
        let (_, open) = teacher.get_json("/v1/queue?state=accepted").await;
        assert_eq!(open["items"].as_array().unwrap().len(), 0);
    })
    .await;
}

#[tokio::test]
async fn everyone_sees_the_queues_that_are_theirs_and_no_others() {
    each_db(|db| async move {
        let Absences { world, teacher, .. } = absences(World::new(&db).await).await;
        let [first, second] = world.villages;
        let township = first.parent().unwrap();
        let person = async |name: &str, role, scope| world.person(name, role, &[scope]).await;
        let committee = person("committee", Role::Committee, Scope::Region(first)).await;
        let officer = person("officer", Role::Township, Scope::Region(township)).await;
        let head = person("head", Role::Principal, Scope::School(world.school)).await;
        let supervisor = person("supervisor", Role::Supervisor, Scope::Region(world.county)).await;
        let province = Scope::Region(RegionCode::parse("53").unwrap());
        let province = person("province", Role::Supervisor, province).await;
        let elsewhere = Scope::Region(RegionCode::parse("533323").unwrap());
        let elsewhere = person("elsewhere", Role::Supervisor, elsewhere).await;
        let admin = person("admin", Role::Administrator, Scope::Region(world.county)).await;
        let justice = Scope::Department(world.county, Department::Justice);
        let justice = person("justice", Role::Department, justice).await;
        let class = format!("class:{}", world.classes[0]);
        let other = format!("class:{}", world.classes[1]);
        let school = format!("school:{}", world.school);
        let (first, second) = (format!("village:{first}"), format!("village:{second}"));
        let (town, county) = (format!("township:{township}"), format!("county:{}", world.county));
        let law = format!("department:{}/justice", world.county);
        let owners = [&class, &other, &school, &first, &second, &town, &county, &law];
        for (person, expected) in [
            (&teacher, [1, 0, 0, 0, 0, 0, 0, 0]),
            (&committee, [0, 0, 0, 1, 0, 0, 0, 0]),
            (&officer, [0, 0, 0, 1, 1, 1, 0, 0]),
            (&head, [1, 1, 1, 0, 0, 0, 0, 0]),
            (&supervisor, [1, 1, 1, 1, 1, 1, 1, 1]),
            (&province, [1, 1, 1, 1, 1, 1, 1, 1]),
            (&elsewhere, [0; 8]),
            (&admin, [0; 8]),
            (&justice, [0, 0, 0, 0, 0, 0, 0, 1]),
        ] {
            for (owner, expected) in owners.iter().zip(expected) {
                let (status, body) = person.get_json(&format!("/v1/queue?owner={owner}")).await;
                let status = (status == StatusCode::OK, status == StatusCode::NOT_FOUND);
                assert_eq!(status, (expected == 1, expected == 0), "{owner}: {body}");
            }
        }
        let (status, queue) = committee.get_json("/v1/queue").await;
        assert_eq!(status, StatusCode::OK);
        let items = queue["items"].as_array().unwrap();
        assert!(!items.is_empty());
        assert!(items.iter().all(|item| item["owner"] == first.as_str()));
        assert_eq!(admin.get_json("/v1/queue").await.0, StatusCode::NOT_FOUND);
        let nobody = format!("/v1/queue?owner=class:{}", uuid::Uuid::nil());
        assert_eq!(supervisor.get_json(&nobody).await.0, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn a_parameter_that_does_not_read_is_named() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let scope = Scope::Region(world.county);
        let supervisor = world.person("supervisor", Role::Supervisor, &[scope]).await;
        for (path, field) in [
            ("/v1/queue?owner=village:5", "owner"),
            ("/v1/queue?limit=0", "limit"),
            ("/v1/queue?limit=201", "limit"),
            ("/v1/queue?limit=many", "limit"),
            ("/v1/queue?after=yesterday", "after"),
            ("/v1/queue?after=1.2.9223372036854775807.0", "after"),
            ("/v1/queue?state=done", "state"),
            ("/v1/overdue?region=5", "region"),
            ("/v1/overdue?school=s", "school"),
            ("/v1/overdue?village=x", "village"),
            ("/v1/overdue?owner=x", "owner"),
            ("/v1/board?by=province", "by"),
            ("/v1/board?region=53&by=village", "region"),
        ] {
            let (status, problem) = supervisor.get_json(path).await;
            if field == "region" && path.starts_with("/v1/board") {
                assert_eq!(
                    status,
                    StatusCode::NOT_FOUND,
                    "the province is not the county's to see"
                );
                continue;
            }
            assert_eq!(status, StatusCode::BAD_REQUEST, "{path}");
            assert_eq!(problem["violations"][0]["field"], field, "{path}");
        }
    })
    .await;
}

fn number(value: &Value, key: &str) -> i64 {
    value[key].as_i64().unwrap()
}

#[tokio::test]
async fn every_board_adds_up_to_the_overdue_list() {
    each_db(|db| async move {
        let Absences { world, .. } = absences(World::new(&db).await).await;
        let scope = Scope::Region(world.county);
        let supervisor = world.person("supervisor", Role::Supervisor, &[scope]).await;
        let province = Scope::Region(RegionCode::parse("53").unwrap());
        let province = world.person("province", Role::Supervisor, &[province]).await;
        let township = world.villages[0].parent().unwrap();
        let areas = [
            (&supervisor, format!("region={}", world.county)),
            (&supervisor, format!("region={township}")),
            (&supervisor, format!("region={}", world.villages[0])),
            (&supervisor, format!("school={}", world.school)),
            (&province, "region=53".to_owned()),
            (&province, "region=5333".to_owned()),
        ];
        for (person, area) in areas {
            let list = pages(person, &format!("/v1/overdue?{area}"), 3).await;
            assert!(!list.is_empty());
            let due: Vec<_> = list
                .iter()
                .map(|i| (i["due_at"].as_str().unwrap().to_owned(), i["id"].clone()))
                .collect();
            assert!(due.is_sorted_by_key(|(due, _)| due.clone()), "the oldest first");
            let kinds: &[&str] = if area.len() < 12 {
                &["county"]
            } else {
                &["county", "township", "village", "school", "owner"]
            };
            for by in kinds {
                let (status, board) = person.get_json(&format!("/v1/board?{area}&by={by}")).await;
                assert_eq!(status, StatusCode::OK, "{board}");
                let totals = &board["totals"];
                assert_eq!(
                    number(totals, "overdue"),
                    i64::try_from(list.len()).unwrap(),
                    "{area} {by}"
                );
                assert_eq!(totals["oldest_due_at"], list[0]["due_at"], "{area} {by}");
                for (key, least, most) in
                    [("age_0", 0, 0), ("age_1_3", 1, 3), ("age_4_7", 4, 7), ("age_8_30", 8, 30)]
                {
                    let in_list =
                        |item: &&Value| (least..=most).contains(&number(item, "days_late"));
                    let expected = list.iter().filter(in_list).count();
                    assert_eq!(
                        number(totals, key),
                        i64::try_from(expected).unwrap(),
                        "{area} {by} {key}"
                    );
                }
                let rows = board["rows"].as_array().unwrap();
                for key in
                    ["open", "overdue", "age_0", "age_1_3", "age_4_7", "age_8_30", "age_over_30"]
                {
                    let sum: i64 = rows.iter().map(|row| number(row, key)).sum();
                    assert_eq!(sum, number(totals, key), "{area} {by} {key}");
                }
                assert!(rows.iter().all(|row| row["name"].is_string()), "{rows:?}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn ages_change_at_midnight_on_the_regions_clock() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let class = Scope::Class(world.classes[0]);
        let teacher = world.person("teacher", Role::Teacher, &[class]).await;
        let head = world.person("head", Role::Principal, &[Scope::School(world.school)]).await;
        let roster = world.class_of(0, 1).await;
        teacher.pushes(&[absent(&teacher, &roster[0])]).await;
        let ages = async || {
            let (_, board) = head.get_json("/v1/board?by=school").await;
            let totals = &board["totals"];
            (number(totals, "age_0"), number(totals, "age_1_3"), number(totals, "overdue"))
        };
        // The visit is due on Monday at 18:00; the clock of the county is UTC+8.
        world.clock.set(START.plus_minutes(10 * 60));
        assert_eq!(ages().await, (0, 0, 0), "due is not yet late");
        world.clock.set(START.plus_minutes(10 * 60 + 1));
        assert_eq!(ages().await, (1, 0, 1));
        world.clock.set(START.plus_minutes(16 * 60 - 1));
        assert_eq!(ages().await, (1, 0, 1), "23:59");
        world.clock.set(START.plus_minutes(16 * 60));
        assert_eq!(ages().await, (0, 1, 1), "midnight");
        let (_, list) = head.get_json("/v1/overdue").await;
        assert_eq!(list["items"][0]["days_late"], 1);
    })
    .await;
}
