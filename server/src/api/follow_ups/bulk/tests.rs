//! Many follow-ups at once: each judged on its own, one bad one spoils no other, and phones see what was done.

use crate::jobs::due::reevaluate;
use crate::testing::{Person, START, World, each_db};
use axum::http::StatusCode;
use doorstep_schema::fact::{AbsenceReport, Act};
use doorstep_schema::moment::Clock;
use doorstep_schema::people::{Role, Scope, Student};
use doorstep_schema::wire::v1::Cursor;
use serde_json::{Value, json};
use uuid::Uuid;

const BULK: &str = "/v1/follow-ups/bulk";

/// Students of both villages who are absent since Monday; it is Wednesday evening.
async fn absences(world: &World, teacher: &Person) -> Vec<Student> {
    let roster: Vec<Student> = [0, 0, 1].map(|village| world.student(0, village)).into();
    world.put(&roster).await;
    let report = |student: &Student| {
        let now = world.app.now();
        let report = AbsenceReport {
            days: vec![Clock::CHINA.day(now)],
            told_at: now,
            reason: String::new(),
            excused: false,
            filled: None,
        };
        teacher.enters(Some(student.id), Act::AbsenceReport(report))
    };
    let facts: Vec<_> = roster.iter().map(report).collect();
    teacher.pushes(&facts).await;
    for hour in [24, 48, 59] {
        world.clock.set(START.plus_minutes(hour * 60));
        reevaluate(&world.app.db, &world.app.rules, world.app.now()).await.unwrap();
    }
    roster
}

async fn ids(person: &Person, query: &str) -> Vec<String> {
    let (status, page) = person.get_json(&format!("/v1/follow-ups?limit=200&{query}")).await;
    assert_eq!(status, StatusCode::OK, "{page}");
    let rows = page["rows"].as_array().unwrap().iter();
    rows.map(|row| row["id"].as_str().unwrap().to_owned()).collect()
}

async fn results(person: &Person, body: &Value) -> Vec<Value> {
    let (status, answer) = person.send_json("POST", BULK, body).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    answer["results"].as_array().unwrap().clone()
}

#[tokio::test]
async fn each_is_judged_on_its_own_and_the_good_ones_are_done() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let [near, far] = world.villages;
        let class = Scope::Class(world.classes[0]);
        let teacher = world.person("teacher", Role::Teacher, &[class]).await;
        let committee = world.person("v1", Role::Committee, &[Scope::Region(near)]).await;
        let county = Scope::Region(world.county);
        let supervisor = world.person("supervisor", Role::Supervisor, &[county]).await;
        absences(&world, &teacher).await;
        let (_, cursor) = teacher.pulls(Cursor::default(), 1_000).await;
        let own = ids(&supervisor, &format!("owner=village:{near}")).await;
        let other = ids(&supervisor, &format!("owner=village:{far}")).await;
        assert!(own.len() >= 2 && !other.is_empty());
        let nobody = Uuid::from_u128(7).to_string();
        let asked: Vec<&String> =
            [&nobody, &other[0]].into_iter().chain(&own).chain([&own[0]]).collect();
        let answers = results(&committee, &json!({ "act": "accept", "ids": asked })).await;
        let order: Vec<&Value> = answers.iter().map(|answer| &answer["id"]).collect();
        assert_eq!(json!(order), json!(asked), "in the order that was asked");
        assert_eq!(answers[0]["problem"], answers[1]["problem"], "out of sight is as unknown");
        assert_eq!(answers[0]["problem"]["code"], "not_found");
        assert!(answers[2..].iter().all(|answer| answer["fact"].is_string()), "{answers:?}");
        assert_eq!(answers[2], answers[answers.len() - 1], "twice named, once done");
        assert_eq!(ids(&supervisor, "state=accepted").await.len(), own.len());
        let (pages, _) = teacher.pulls(cursor, 1_000).await;
        let heard = pages.iter().flat_map(|page| &page.facts);
        let heard = heard.filter(|fact| fact.kind == "follow_up_accepted").count();
        assert_eq!(heard, own.len(), "phones hear of it");
        // What was done by mistake is undone fact by fact.
        let undo = format!("/v1/facts/{}/retract", answers[2]["fact"].as_str().unwrap());
        let why = json!({ "reason": "点错了" });
        assert_eq!(supervisor.send_json("POST", &undo, &why).await.0, StatusCode::NOT_FOUND);
        assert_eq!(committee.send_json("POST", &undo, &why).await.0, StatusCode::CREATED);
        assert_eq!(ids(&supervisor, "state=accepted").await.len(), own.len() - 1);
        let away = json!({ "act": "send_back", "ids": own, "reason": "全家外出" });
        assert!(results(&committee, &away).await.iter().all(|answer| answer["fact"].is_string()));
        let again = results(&committee, &away).await;
        assert!(
            again.iter().all(|answer| answer["problem"]["status"] == 404),
            "it is not theirs now"
        );
    })
    .await;
}

#[tokio::test]
async fn work_is_handed_on_together_and_closed_work_stays() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let class = Scope::Class(world.classes[0]);
        let teacher = world.person("teacher", Role::Teacher, &[class]).await;
        let county = Scope::Region(world.county);
        let supervisor = world.person("supervisor", Role::Supervisor, &[county]).await;
        absences(&world, &teacher).await;
        let all = ids(&supervisor, "").await;
        let [near, _] = world.villages;
        let to = format!("village:{near}");
        let mut tx = world.app.db.write().await.unwrap();
        let sql = "UPDATE follow_up SET is_open = $1, state = 'done' WHERE id = $2";
        let closed = Uuid::parse_str(&all[0]).unwrap();
        tx.query(sql).bind(false).bind(closed).execute().await.unwrap();
        tx.commit().await.unwrap();
        let hand = json!({ "act": "reassign", "ids": all, "to": to, "reason": "离得近" });
        let answers = results(&supervisor, &hand).await;
        assert_eq!(answers[0]["problem"]["code"], "closed", "{answers:?}");
        assert!(answers[1..].iter().all(|answer| answer["fact"].is_string()), "{answers:?}");
        assert!(ids(&supervisor, &format!("owner={to}")).await.len() >= all.len() - 1);
        let committee = world.person("v1", Role::Committee, &[Scope::Region(near)]).await;
        let refused = results(&committee, &hand).await;
        assert!(refused.iter().all(|answer| answer["problem"]["status"] == 404));
    })
    .await;
}

#[tokio::test]
async fn a_call_that_cannot_be_meant_is_refused_as_a_whole() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let county = Scope::Region(world.county);
        let supervisor = world.person("supervisor", Role::Supervisor, &[county]).await;
        let many: Vec<Uuid> = (0..501).map(Uuid::from_u128).collect();
        for (body, field, code) in [
            (json!({ "act": "accept", "ids": many }), "ids", "too_many"),
            (json!({ "act": "send_back", "ids": [], "reason": " " }), "reason", "missing"),
            (json!({ "act": "reassign", "ids": [] }), "to", "missing"),
            (
                json!({ "act": "reassign", "ids": [], "to": "village:533325999999" }),
                "to",
                "unknown",
            ),
        ] {
            let (status, problem) = supervisor.send_json("POST", BULK, &body).await;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{body}");
            let violation = &problem["violations"][0];
            assert_eq!((&violation["field"], &violation["code"]), (&json!(field), &json!(code)));
        }
        let (status, _) =
            supervisor.send_json("POST", BULK, &json!({ "act": "eat", "ids": [] })).await;
        assert_eq!(status, StatusCode::BAD_REQUEST);
        assert_eq!(
            results(&supervisor, &json!({ "act": "accept", "ids": [] })).await,
            Vec::<Value>::new()
        );
    })
    .await;
}
