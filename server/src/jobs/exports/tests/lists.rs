//! Files of the lists of students, of the children behind an indicator, and of chosen columns of follow-ups.

use super::{ask, children, county, file, logged, supervisor};
use crate::jobs::exports::make_next;
use crate::testing::each_db;
use axum::http::StatusCode;
use doorstep_schema::people::{Role, Scope};
use doorstep_schema::region::RegionCode;
use serde_json::{Value, json};

#[tokio::test]
async fn a_file_of_students_holds_who_the_list_holds_with_numbers_masked() {
    each_db(|db| async move {
        let world = county(&db).await;
        children(&world).await;
        let supervisor = supervisor(&world).await;
        let head = world.person("head", Role::Principal, &[Scope::School(world.school)]).await;
        let (village, township) = (world.villages[1], world.villages[1].parent().unwrap());
        let class = world.classes[0];
        let school = world.school;
        for (person, list, wish) in [
            (&supervisor, String::new(), json!({})),
            (&supervisor, "search=杨".to_owned(), json!({ "text": "杨" })),
            (&supervisor, format!("village={village}"), json!({ "region": village })),
            (&supervisor, format!("class={class}"), json!({ "class": class })),
            (
                &supervisor,
                format!("school={school}&village={township}"),
                json!({ "school": school, "region": township }),
            ),
            // What is out of sight narrows the list, as on the screen, and tells nothing.
            (&head, "village=110101".to_owned(), json!({ "region": "110101" })),
            (&head, format!("village={township}"), json!({ "region": township })),
        ] {
            let (status, page) = person.get_json(&format!("/v1/students?{list}")).await;
            assert_eq!(status, StatusCode::OK, "{page}");
            let listed = page["items"].as_array().unwrap().iter();
            let listed: Vec<String> =
                listed.map(|item| item["name"].as_str().unwrap().replace('=', "'=")).collect();
            let mut asked = json!({ "what": "students", "format": "csv", "lang": "en",
                "columns": ["name", "identity"] });
            asked.as_object_mut().unwrap().extend(wish.as_object().unwrap().clone());
            let job = ask(person, &asked).await;
            assert_eq!(job["total"], json!(listed.len()), "{asked}");
            while make_next(&world.app).await.unwrap() {}
            let text = file(person, &job).await;
            let lines: Vec<&str> = text.lines().skip(1).collect();
            let expected: Vec<String> =
                listed.iter().map(|name| format!("{name},533325********001X")).collect();
            assert_eq!(lines, expected, "{asked}");
        }
        let log = logged(&world).await;
        let details: Vec<&str> = log
            .iter()
            .filter(|(action, ..)| action == "export")
            .map(|(_, _, detail)| detail.as_str())
            .collect();
        assert_eq!(details[0], "students csv, 6 rows; columns name identity");
        assert_eq!(details[1], "students csv, 1 rows; searched, columns name identity");
        assert_eq!(log[4].1, format!("region:{village}"));
    })
    .await;
}

#[tokio::test]
async fn a_file_of_the_children_behind_a_number_has_as_many_rows_as_they_are_seen() {
    each_db(|db| async move {
        let world = county(&db).await;
        let crowd = world.crowd(11, 30).await;
        let supervisor = supervisor(&world).await;
        let township = Scope::Region(RegionCode::parse("533325002").unwrap());
        let officer = world.person("officer", Role::Township, &[township]).await;
        for (person, area) in [
            (&supervisor, json!({})),
            // The township's school teaches children of other townships, whom its officer may not see.
            (&officer, json!({ "school": crowd.school })),
        ] {
            for (key, part) in [("dropout_rate", "numerator"), ("promises_kept", "missing")] {
                let school = area["school"].as_str().map(|id| format!("&school={id}"));
                let path = format!(
                    "/v1/indicators/{key}/children?part={part}&limit=200{}",
                    school.unwrap_or_default()
                );
                let (_, page) = person.get_json(&path).await;
                let seen = page["rows"].as_array().unwrap();
                let mut wish = json!({ "what": "indicator", "indicator": key, "part": part,
                    "format": "csv", "lang": "zh", "columns": ["name", "risk"] });
                wish.as_object_mut().unwrap().extend(area.as_object().unwrap().clone());
                let job = ask(person, &wish).await;
                assert_eq!(job["total"], json!(seen.len()), "{wish}");
                while make_next(&world.app).await.unwrap() {}
                let text = file(person, &job).await;
                let rows: Vec<String> = seen
                    .iter()
                    .map(|row| {
                        format!("{},{}", row["student"]["name"].as_str().unwrap(), row["risk"])
                    })
                    .collect();
                assert_eq!(text.lines().skip(1).collect::<Vec<_>>(), rows, "{wish}");
            }
        }
        let county = Scope::Region(world.county);
        let admin = world.person("admin", Role::Administrator, &[county]).await;
        let shapes = json!({ "type": "FeatureCollection", "features": [{ "type": "Feature",
            "properties": { "code": world.villages[0] },
            "geometry": { "type": "Point", "coordinates": [99.25, 26.5] } }] });
        let (status, report) = admin.send_json("POST", "/v1/imports/shapes", &shapes).await;
        assert_eq!((status, &report["applied"]), (StatusCode::OK, &json!(true)), "{report}");
        let map = json!({ "what": "indicator", "indicator": "dropout_rate", "part": "denominator",
            "format": "geojson" });
        let map = ask(&supervisor, &map).await;
        while make_next(&world.app).await.unwrap() {}
        let map: Value = serde_json::from_str(&file(&supervisor, &map).await).unwrap();
        let features = map["features"].as_array().unwrap();
        let first = json!({ "type": "Point", "coordinates": [99.25, 26.5] });
        for feature in features.iter().filter(|f| f["properties"]["village"] == "533325001201") {
            assert_eq!(feature["geometry"], first, "{map}");
        }
        assert!(features.iter().any(|feature| feature["geometry"] == first), "{map}");
        let log = logged(&world).await;
        let detail = "dropout_rate csv, ";
        let made = log.iter().find(|(act, _, told)| act == "export" && told.starts_with(detail));
        assert!(made.unwrap().2.ends_with("rows; part=numerator, columns name risk"), "{log:?}");
    })
    .await;
}

#[tokio::test]
async fn columns_are_told_by_what_a_file_is_of_and_those_that_are_chosen_are_in_it() {
    each_db(|db| async move {
        let world = county(&db).await;
        let supervisor = supervisor(&world).await;
        for what in ["ledger", "students", "indicator", "follow_ups", "board"] {
            let path = format!("/v1/exports/columns?what={what}&lang=zh");
            let (status, told) = supervisor.get_json(&path).await;
            assert_eq!(status, StatusCode::OK, "{told}");
            let keys: Vec<&Value> =
                told["columns"].as_array().unwrap().iter().map(|column| &column["key"]).collect();
            let of = json!({ "what": what, "ledger": "dropouts", "indicator": "dropout_rate",
                "by": "village", "format": "csv", "lang": "zh", "columns": keys });
            let job = ask(&supervisor, &of).await;
            while make_next(&world.app).await.unwrap() {}
            let names: Vec<&str> = told["columns"]
                .as_array()
                .unwrap()
                .iter()
                .map(|column| column["name"].as_str().unwrap())
                .collect();
            let text = file(&supervisor, &job).await;
            assert_eq!(text.lines().next().unwrap(), format!("\u{feff}{}", names.join(",")));
            assert_eq!(told["has_places"], json!(what != "board"));
            assert_eq!(told["may_unmask"], json!(what == "ledger" || what == "students"));
        }
        for (wish, field) in [
            (json!({ "what": "indicator", "format": "csv" }), "indicator"),
            (
                json!({ "what": "indicator", "indicator": "consolidation_rate", "format": "csv" }),
                "indicator",
            ),
            (
                json!({ "what": "indicator", "indicator": "dropout_rate", "part": "x",
                    "format": "csv" }),
                "part",
            ),
            (json!({ "what": "students", "region": "5", "format": "csv" }), "region"),
            (json!({ "what": "students", "class": "5", "format": "csv" }), "class"),
            (
                json!({ "what": "indicator", "indicator": "dropout_rate", "format": "csv",
                    "unmask": { "reason": "核对户籍信息" } }),
                "unmask",
            ),
        ] {
            let (status, problem) = supervisor.send_json("POST", "/v1/exports", &wish).await;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{wish} {problem}");
            assert_eq!(problem["violations"][0]["field"], field, "{wish}");
        }
        let class = Scope::Class(world.classes[0]);
        let teacher = world.person("teacher", Role::Teacher, &[class]).await;
        let (status, _) = teacher.get_json("/v1/exports/columns?what=students").await;
        assert_eq!(status, StatusCode::NOT_FOUND);
        for wish in [
            json!({ "what": "students", "format": "csv" }),
            json!({ "what": "indicator", "indicator": "dropout_rate", "format": "csv" }),
        ] {
            let (status, _) = teacher.send_json("POST", "/v1/exports", &wish).await;
            assert_eq!(status, StatusCode::NOT_FOUND);
        }
    })
    .await;
}

#[tokio::test]
async fn a_stored_wish_that_does_not_read_is_told_as_none_and_its_job_fails() {
    each_db(|db| async move {
        let world = county(&db).await;
        let supervisor = supervisor(&world).await;
        ask(&supervisor, &json!({ "what": "students", "format": "csv" })).await;
        let mut tx = world.app.db.write().await.unwrap();
        let sql = r#"UPDATE export_job SET asked = '{"what":"students","of_later":1}'"#;
        tx.query(sql).execute().await.unwrap();
        tx.commit().await.unwrap();
        while make_next(&world.app).await.unwrap() {}
        let (_, page) = supervisor.get_json("/v1/exports").await;
        let job = &page["exports"][0];
        assert_eq!((&job["asked"], &job["state"]), (&Value::Null, &json!("failed")), "{page}");
    })
    .await;
}
