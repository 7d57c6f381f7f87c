//! Exports: what is in the file, who may have it, and what the log says.

use crate::db::audit;
use crate::testing::{Person, START, World, each_db};
use axum::http::{StatusCode, header};
use doorstep_schema::fact::{AbsenceReport, Act};
use doorstep_schema::moment::Clock;
use doorstep_schema::people::{Role, Scope, Student};

async fn late(world: &World) -> Person {
    let class = Scope::Class(world.classes[0]);
    let teacher = world.person("teacher", Role::Teacher, &[class]).await;
    let roster = [Student { name: "=1+1".to_owned(), ..world.student(0, 0) }];
    world.put(&roster).await;
    let now = world.app.now();
    let days = vec![Clock::CHINA.day(now)];
    let report =
        AbsenceReport { days, told_at: now, reason: String::new(), excused: false, filled: None };
    let fact = teacher.enters(Some(roster[0].id), Act::AbsenceReport(report));
    assert_eq!(teacher.outcomes(&[fact]).await, ["accepted"]);
    world.clock.set(START.plus_minutes(12 * 60));
    teacher
}

#[tokio::test]
async fn an_export_is_a_harmless_file_and_is_logged() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let teacher = late(&world).await;
        let head = world.person("head", Role::Principal, &[Scope::School(world.school)]).await;
        let queue = format!("/v1/exports/queue.csv?owner=class:{}", world.classes[0]);
        let response = world.answer(head.request("GET", &queue, Vec::new())).await;
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(response.headers()[header::CONTENT_TYPE], "text/csv; charset=utf-8");
        let expected = "attachment; filename=\"queue-2026-11-23.csv\"";
        assert_eq!(response.headers()[header::CONTENT_DISPOSITION], expected);
        let (_, body) = head.call("GET", &queue, Vec::new()).await;
        let text = String::from_utf8(body).unwrap();
        assert!(text.starts_with("\u{feff}student,"), "{text}");
        assert!(
            text.contains("\r\n'=1+1,533325001201,School 1,7,1,ladder,2,open,class:"),
            "{text}"
        );
        assert!(text.contains(",2026-11-23 18:00,0,"), "due on the region's clock: {text}");
        let (status, body) =
            head.call("GET", "/v1/exports/board.csv?by=school&lang=zh", Vec::new()).await;
        assert_eq!(status, StatusCode::OK);
        let text = String::from_utf8(body).unwrap();
        assert!(text.starts_with("\u{feff}代码,名称,"), "{text}");
        assert!(
            text.contains(&format!("{},School 1,1,1,1,0,0,0,0,2026-11-23 18:00", world.school)),
            "{text}"
        );
        for file in ["queue.xlsx", "board.xlsx"] {
            let (status, body) = head.call("GET", &format!("/v1/exports/{file}"), Vec::new()).await;
            assert_eq!(status, StatusCode::OK);
            assert!(body.starts_with(b"PK"), "{file}");
        }
        let admin =
            world.person("admin", Role::Administrator, &[Scope::Region(world.county)]).await;
        for person in [&teacher, &admin] {
            for file in ["queue.csv", "board.csv"] {
                let path = format!("/v1/exports/{file}");
                assert_eq!(person.get_json(&path).await.0, StatusCode::NOT_FOUND);
            }
        }
        for file in ["queue.pdf", "queue", "students.csv"] {
            let path = format!("/v1/exports/{file}");
            assert_eq!(head.get_json(&path).await.0, StatusCode::NOT_FOUND);
        }
        let mut tx = world.app.db.read().await.unwrap();
        let entries = audit::list(&mut tx, world.county, 0, 100).await.unwrap();
        let logged: Vec<_> = entries
            .iter()
            .map(|e| (e.action.as_str(), e.resource.clone(), e.detail.as_str()))
            .collect();
        let (class, school) =
            (format!("queue:class:{}", world.classes[0]), format!("school:{}", world.school));
        assert_eq!(
            logged,
            [
                ("export", class.clone(), "queue.csv, 1 rows"),
                ("export", class, "queue.csv, 1 rows"),
                ("export", school.clone(), "board.csv, 1 rows"),
                ("export", format!("queue:school:{}", world.school), "queue.xlsx, 0 rows"),
                ("export", school, "board.xlsx, 1 rows"),
            ]
        );
    })
    .await;
}
