//! Pushing: once or many times, by whom, about whom.

use crate::testing::{Person, START, World, each_db};
use axum::http::StatusCode;
use doorstep_schema::fact::{
    AbsenceReport, Act, Amendment, FollowUpDone, GuardianContact, Met, PromiseMade, Retraction,
    VenueKind, VenueReport, Visit,
};
use doorstep_schema::id::FollowUpId;
use doorstep_schema::people::{Concern, Department, Role, Scope};
use doorstep_schema::place::Place;
use doorstep_schema::wire::cbor;
use doorstep_schema::wire::v1::{Cursor, Fact};
use jiff::civil::date;
use serde_json::Value;
use std::io::Read as _;

async fn teacher(world: &World) -> Person {
    world.person("teacher", Role::Teacher, &[Scope::Class(world.classes[0])]).await
}

#[tokio::test]
async fn a_push_is_idempotent_and_a_taken_id_is_refused() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let teacher = teacher(&world).await;
        let students = world.class_of(0, 3).await;
        let facts: Vec<Fact> = students.iter().map(|s| teacher.visits(s)).collect();
        assert_eq!(teacher.outcomes(&facts).await, ["accepted"; 3]);
        assert_eq!(teacher.outcomes(&facts).await, ["duplicate"; 3]);
        let mut other = facts[0].clone();
        other.payload.insert("note".to_owned(), "another".into());
        let again = [facts[1].clone(), other, teacher.calls(&students[2])];
        assert_eq!(teacher.outcomes(&again).await, ["duplicate", "id_taken", "accepted"]);
        let twice = teacher.calls(&students[0]);
        let mut twisted = twice.clone();
        twisted.version = 9;
        let thrice = [twice.clone(), twice, twisted];
        assert_eq!(teacher.outcomes(&thrice).await, ["accepted", "duplicate", "id_taken"]);
        let (pages, _) = teacher.pulls(Cursor::default(), 1_000).await;
        assert_eq!(pages.iter().map(|p| p.facts.len()).sum::<usize>(), 5);
    })
    .await;
}

#[tokio::test]
async fn each_refusal_has_its_code_and_spoils_no_other() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let teacher = teacher(&world).await;
        let mine = world.class_of(0, 1).await.remove(0);
        let other = world.class_of(1, 1).await.remove(0);
        let absent = |days| {
            let told_at = world.app.now();
            Act::AbsenceReport(AbsenceReport {
                days,
                told_at,
                reason: String::new(),
                excused: false,
                filled: None,
            })
        };
        let change = |change: fn(&mut Fact)| {
            let mut fact = teacher.visits(&mine);
            change(&mut fact);
            fact
        };
        let facts = [
            teacher.visits(&mine),
            teacher.visits(&other),
            change(|f| f.author = doorstep_schema::id::WorkerId(uuid::Uuid::nil())),
            change(|f| f.device = doorstep_schema::id::DeviceId(uuid::Uuid::nil())),
            change(|f| {
                f.payload.remove("met");
            }),
            teacher.enters(Some(mine.id), absent(Vec::new())),
            change(|f| f.student = Some(doorstep_schema::id::StudentId(uuid::Uuid::nil()))),
            change(|f| f.student = None),
            change(|f| f.entered_at = f.entered_at.plus_days(3)),
            change(|f| f.county = doorstep_schema::region::RegionCode::parse("110101").unwrap()),
            change(|f| f.kind = "drone_flight".to_owned()),
            change(|f| f.kind = "drone\0flight".to_owned()),
            change(|f| {
                f.payload.insert("note".to_owned(), "a\0b".into());
            }),
            change(|f| {
                f.kind = "drone_flight".to_owned();
                let deep =
                    (0..40).fold(serde_json::json!(1), |inner, _| serde_json::json!([inner]));
                f.extra.insert("deep".to_owned(), deep);
            }),
            change(|f| {
                f.kind = "drone_flight".to_owned();
                f.payload.insert("blob".to_owned(), "x".repeat(200_000).into());
            }),
            teacher.calls(&mine),
        ];
        let expected = [
            "accepted",
            "not_permitted",
            "wrong_author",
            "wrong_author",
            "unreadable",
            "out_of_range",
            "unknown_student",
            "unknown_student",
            "from_the_future",
            "not_permitted",
            "accepted",
            "out_of_range",
            "out_of_range",
            "out_of_range",
            "out_of_range",
            "accepted",
        ];
        assert_eq!(teacher.outcomes(&facts).await, expected);
    })
    .await;
}

#[tokio::test]
async fn unsent_work_is_taken_within_thirty_days_of_a_hand_over() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let teacher = world.person("teacher", Role::Teacher, &[]).await;
        let assignment = world.assign(teacher.worker, Scope::Class(world.classes[0])).await;
        let stays = world.class_of(0, 1).await.remove(0);
        let mut moves = world.class_of(0, 1).await.remove(0);
        world.clock.forward_minutes(60);
        let before = [teacher.visits(&moves), teacher.visits(&moves), teacher.visits(&stays)];
        world.clock.forward_minutes(60);
        moves.class = world.classes[1];
        world.put(std::slice::from_ref(&moves)).await;
        world.clock.forward_minutes(60);
        let after = teacher.visits(&moves);
        assert_eq!(
            teacher.outcomes(&[before[0].clone(), after]).await,
            ["accepted", "not_permitted"]
        );
        world.unassign(assignment).await;
        let late = teacher.visits(&stays);
        world.clock.forward_minutes(29 * 1_440);
        assert_eq!(
            teacher.outcomes(&[before[1].clone(), late]).await,
            ["accepted", "not_permitted"]
        );
        world.clock.forward_minutes(2 * 1_440);
        assert_eq!(teacher.outcomes(&[before[2].clone()]).await, ["not_permitted"]);
        assert_eq!(teacher.outcomes(&[before[0].clone()]).await, ["duplicate"]);
    })
    .await;
}

#[tokio::test]
async fn only_its_author_corrects_a_fact() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let (ann, ben) = (
            world.person("ann", Role::Teacher, &[Scope::Class(world.classes[0])]).await,
            world.person("ben", Role::Principal, &[Scope::School(world.school)]).await,
        );
        let student = world.class_of(0, 1).await.remove(0);
        let visit = ann.visits(&student);
        assert_eq!(ann.outcomes(std::slice::from_ref(&visit)).await, ["accepted"]);
        let retraction = Act::Retraction(Retraction { of: visit.id, reason: "typo".to_owned() });
        let amendment = Act::Amendment(Amendment {
            of: visit.id,
            payload: visit.payload.clone(),
            happened_at: None,
            reason: String::new(),
        });
        let foreign = [
            ben.enters(Some(student.id), retraction.clone()),
            ben.enters(Some(student.id), amendment.clone()),
        ];
        assert_eq!(ben.outcomes(&foreign).await, ["not_permitted"; 2]);
        let own =
            [ann.enters(Some(student.id), amendment), ann.enters(Some(student.id), retraction)];
        assert_eq!(ann.outcomes(&own).await, ["accepted"; 2]);
    })
    .await;
}

#[tokio::test]
async fn roles_record_what_the_table_lets_them() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let student = world.class_of(0, 1).await.remove(0);
        let committee = Scope::Region(world.villages[0]);
        let committee = world.person("committee", Role::Committee, &[committee]).await;
        let neighbour = Scope::Region(world.villages[1]);
        let neighbour = world.person("neighbour", Role::Committee, &[neighbour]).await;
        let admin =
            world.person("admin", Role::Administrator, &[Scope::Region(world.county)]).await;
        let department = Scope::Department(world.county, Department::Justice);
        let department = world.person("justice", Role::Department, &[department]).await;
        let absence = Act::AbsenceReport(AbsenceReport {
            days: vec![jiff::civil::date(2026, 11, 23)],
            told_at: world.app.now(),
            reason: String::new(),
            excused: false,
            filled: None,
        });
        let venue = Act::VenueReport(VenueReport {
            kind: VenueKind::InternetCafe,
            name: "Net".to_owned(),
            place: Place { lat: 26.0, lon: 99.0, accuracy: 5.0 },
            note: String::new(),
            filled: None,
        });
        let call = Act::GuardianContact(GuardianContact::call(true));
        for (person, expected) in [
            (&committee, ["accepted", "not_permitted", "accepted"]),
            (&neighbour, ["not_permitted", "not_permitted", "accepted"]),
            (&admin, ["not_permitted", "not_permitted", "not_permitted"]),
            (&department, ["not_permitted", "not_permitted", "accepted"]),
        ] {
            let facts = [
                person.enters(Some(student.id), call.clone()),
                person.enters(Some(student.id), absence.clone()),
                person.enters(None, venue.clone()),
            ];
            assert_eq!(person.outcomes(&facts).await, expected);
        }
    })
    .await;
}

#[tokio::test]
async fn concurrent_pushes_share_commits_and_lose_nothing() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let teacher = teacher(&world).await;
        let students = world.class_of(0, 20).await;
        let mut tasks = tokio::task::JoinSet::new();
        for i in 0..30 {
            let (teacher, student) = (teacher.clone(), students[i % 20].clone());
            tasks.spawn(async move {
                let facts = [teacher.visits(&student), teacher.calls(&student)];
                assert_eq!(teacher.outcomes(&facts).await, ["accepted"; 2]);
            });
        }
        while let Some(done) = tasks.join_next().await {
            done.unwrap();
        }
        let (pages, _) = teacher.pulls(Cursor::default(), 50).await;
        assert_eq!(pages.iter().map(|p| p.facts.len()).sum::<usize>(), 60);
    })
    .await;
}

#[tokio::test]
async fn bad_bodies_are_told_apart_and_never_break_the_server() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let teacher = teacher(&world).await;
        let student = world.class_of(0, 1).await.remove(0);
        let (status, _) = teacher.call("POST", "/v1/push", b"\xff\xff".to_vec()).await;
        assert_eq!(status, StatusCode::BAD_REQUEST);
        let facts = vec![teacher.visits(&student); 501];
        let body = doorstep_schema::wire::cbor::encode(&doorstep_schema::wire::v1::Push { facts });
        let (status, _) = teacher.call("POST", "/v1/push", body).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        for (kind, encoding, expected) in [
            ("text/plain", None, StatusCode::UNSUPPORTED_MEDIA_TYPE),
            ("application/json", Some("br"), StatusCode::UNSUPPORTED_MEDIA_TYPE),
            ("application/json", Some("zstd"), StatusCode::BAD_REQUEST),
            ("application/json", None, StatusCode::OK),
        ] {
            let mut request = teacher.request("POST", "/v1/push", b"{\"facts\":[]}".to_vec());
            request.headers_mut().insert("content-type", kind.parse().unwrap());
            if let Some(encoding) = encoding {
                request.headers_mut().insert("content-encoding", encoding.parse().unwrap());
            }
            let (status, body) = world.call(request).await;
            assert_eq!(status, expected, "{kind} {encoding:?} {}", String::from_utf8_lossy(&body));
        }
        // A bomb: 64 MiB of zeros in a few kilobytes.
        let bomb = zstd::encode_all(std::io::repeat(0).take(64 << 20), 3).unwrap();
        let mut request = teacher.request("POST", "/v1/push", bomb);
        request.headers_mut().insert("content-encoding", "zstd".parse().unwrap());
        assert_eq!(world.call(request).await.0, StatusCode::PAYLOAD_TOO_LARGE);
    })
    .await;
}

#[tokio::test]
async fn work_is_its_owner_s_though_others_see_the_student() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let teacher = world.person("ann", Role::Teacher, &[Scope::Class(world.classes[0])]).await;
        let village = Scope::Region(world.villages[0]);
        let committee = world.person("ben", Role::Committee, &[village]).await;
        let student = world.class_of(0, 1).await.remove(0);
        let concerns = vec![Concern::BadBehaviour];
        let visit = Visit { concerns, ..Visit::met(Met::Guardian) };
        let visit = teacher.enters(Some(student.id), Act::Visit(visit));
        assert_eq!(teacher.outcomes(&[visit]).await, ["accepted"]);
        let mut tx = world.app.db.read().await.unwrap();
        let sql = "SELECT id FROM follow_up WHERE reason = 'concern_raised'";
        let (id,): (uuid::Uuid,) = tx.query(sql).one().await.unwrap();
        drop(tx);
        let done = FollowUpDone { follow_up: FollowUpId(id), proof: None, note: String::new() };
        let act = Act::FollowUpDone(done);
        let by_teacher = teacher.enters(Some(student.id), act.clone());
        assert_eq!(teacher.outcomes(&[by_teacher]).await, ["not_permitted"]);
        let by_committee = committee.enters(Some(student.id), act);
        assert_eq!(committee.outcomes(&[by_committee]).await, ["accepted"]);
    })
    .await;
}

#[tokio::test]
async fn a_promise_for_a_day_before_its_contact_is_refused_and_one_that_is_stored_holds() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let teacher = teacher(&world).await;
        let student = world.class_of(0, 1).await.remove(0);
        let promises = |by| {
            let text = "back in class".to_owned();
            let promise = Some(PromiseMade { text, by, returns: true });
            let contact = GuardianContact { promise, ..GuardianContact::call(true) };
            teacher.enters(Some(student.id), Act::GuardianContact(contact))
        };
        // The day is the county's: in China it is the 23rd since 16:00 of the 22nd in Greenwich.
        let mut night = promises(date(2026, 11, 22));
        night.happened_at = START.plus_minutes(-8 * 60 + 1);
        let mut eve = promises(date(2026, 11, 22));
        eve.happened_at = START.plus_minutes(-8 * 60 - 1);
        let facts = [promises(date(2026, 11, 22)), promises(date(2026, 11, 23)), night, eve];
        let answer = teacher.pushes(&facts).await;
        let outcomes = teacher.outcomes(&facts).await;
        assert_eq!(outcomes, ["out_of_range", "duplicate", "out_of_range", "duplicate"]);
        let refused = answer.receipts[0].problem.as_ref().unwrap();
        assert_eq!(refused.field, "payload.promise.by", "it can be mended at its place");
        // One that an earlier version took still reads, and is answered as what is there.
        let stored = promises(date(2026, 1, 1));
        let sql = "UPDATE fact SET body = $2 WHERE id = $1";
        let mut tx = world.app.db.write().await.unwrap();
        let body = cbor::encode(&Fact { id: facts[1].id, ..stored.clone() });
        tx.query(sql).bind(facts[1].id.0).bind(body).execute().await.unwrap();
        tx.commit().await.unwrap();
        let again = [Fact { id: facts[1].id, ..stored }];
        assert_eq!(teacher.outcomes(&again).await, ["duplicate"]);
        let (status, seen) = teacher.get_json(&format!("/v1/students/{}", student.id)).await;
        assert_eq!(status, StatusCode::OK);
        let days: Vec<&Value> = seen["state"]["promises"]
            .as_array()
            .unwrap()
            .iter()
            .map(|promise| &promise["by"])
            .collect();
        assert!(days.contains(&&Value::from("2026-01-01")), "{seen}");
    })
    .await;
}
