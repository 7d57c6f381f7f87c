//! Regions and schools: whose, and where each lies by what is on file.

use crate::db::roster::schools;
use crate::testing::{Person, World, each_db};
use axum::http::{HeaderValue, StatusCode, header};
use doorstep_schema::people::{Department, Role, School, Scope, Student};
use doorstep_schema::place::Place;
use serde_json::{Value, json};

/// Sends a GeoJSON file and returns the report.
async fn shapes(admin: &Person, features: &[Value], query: &str) -> Value {
    let file = json!({ "type": "FeatureCollection", "features": features });
    let path = format!("/v1/imports/shapes{query}");
    let mut request = admin.request("POST", &path, file.to_string().into_bytes());
    request.headers_mut().insert(header::ACCEPT, HeaderValue::from_static("application/json"));
    let (status, report) = admin.world.call(request).await;
    assert_eq!(status, StatusCode::OK, "{}", String::from_utf8_lossy(&report));
    serde_json::from_slice(&report).unwrap()
}

fn point(code: &str, lat: f64, lon: f64) -> Value {
    json!({ "type": "Feature", "properties": { "code": code },
        "geometry": { "type": "Point", "coordinates": [lon, lat] } })
}

fn square(code: &str, lat: f64, lon: f64) -> Value {
    let ring =
        json!([[lon, lat], [lon + 0.2, lat], [lon + 0.2, lat + 0.2], [lon, lat + 0.2], [lon, lat]]);
    json!({ "type": "Feature", "properties": { "code": code },
        "geometry": { "type": "Polygon", "coordinates": [ring] } })
}

/// Returns where each region of a level is shown.
async fn places(person: &Person, level: &str) -> Vec<(String, Value, Value)> {
    let (status, found) = person.get_json(&format!("/v1/regions?level={level}")).await;
    assert_eq!(status, StatusCode::OK, "{found}");
    let place = |region: &Value| {
        assert_eq!(region["level"], level);
        (region["code"].as_str().unwrap().to_owned(), region["lat"].clone(), region["lon"].clone())
    };
    found.as_array().unwrap().iter().map(place).collect()
}

fn at(code: &str, place: Option<(f64, f64)>) -> (String, Value, Value) {
    let (lat, lon) = place.unzip();
    (code.to_owned(), json!(lat), json!(lon))
}

#[tokio::test]
async fn a_region_lies_where_it_was_imported_else_amid_its_households_else_by_its_schools() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let crowd = world.crowd(1, 0).await;
        let county = Scope::Region(world.county);
        let admin = world.person("admin", Role::Administrator, &[county]).await;
        let (one, two, three) = ("533325001201", "533325001202", crowd.village.to_string());
        assert_eq!(
            places(&admin, "village").await,
            [at(one, None), at(two, None), at(&three, None)]
        );
        let home = |village, lat| Student {
            home: Some(Place { lat, lon: 99.0 + lat / 100.0, accuracy: 5.0 }),
            ..world.student(0, village)
        };
        // Two households would tell where a family lives; three have a middle, told to 100 m.
        let homes =
            [home(0, 26.1), home(0, 26.2), home(1, 26.3), home(1, 26.512_345), home(1, 26.9)];
        world.put(&homes).await;
        let second = School {
            id: crowd.school,
            county: world.county,
            code: "S2".to_owned(),
            name: "School 2".to_owned(),
            region: crowd.village,
            place: Some(Place { lat: 27.5, lon: 99.5, accuracy: 0.0 }),
        };
        let mut tx = db.write().await.unwrap();
        schools::put(&mut tx, world.county, &[second]).await.unwrap();
        tx.commit().await.unwrap();
        let found = places(&admin, "village").await;
        let amid = at(two, Some((26.512, 99.265)));
        assert_eq!(found, [at(one, None), amid.clone(), at(&three, Some((27.5, 99.5)))]);
        let townships = places(&admin, "township").await;
        let expected = [at("533325001", Some((26.3, 99.263))), at("533325002", Some((27.5, 99.5)))];
        assert_eq!(townships, expected);
        let report =
            shapes(&admin, &[point(one, 26.05, 99.05), square("533325002", 28.0, 99.0)], "").await;
        assert_eq!((&report["applied"], &report["created"]), (&json!(true), &json!(2)), "{report}");
        let found = places(&admin, "village").await;
        assert_eq!(found, [at(one, Some((26.05, 99.05))), amid, at(&three, Some((27.5, 99.5)))]);
        let (_, drawn) = admin.get_json("/v1/regions.geojson?level=township").await;
        assert_eq!(drawn["type"], "FeatureCollection");
        let (first, second) = (&drawn["features"][0], &drawn["features"][1]);
        assert_eq!(first["geometry"], json!({ "type": "Point", "coordinates": [99.05, 26.05] }));
        assert_eq!(second["geometry"]["type"], "Polygon");
        assert_eq!(
            (&second["id"], &second["properties"]["code"]),
            (&json!("533325002"), &json!("533325002"))
        );
        let (lat, lon) = (&second["properties"]["lat"], &second["properties"]["lon"]);
        assert!(
            (lat.as_f64().unwrap() - 28.1).abs() < 1e-6
                && (lon.as_f64().unwrap() - 99.1).abs() < 1e-6
        );
        let (_, villages) = admin.get_json("/v1/regions.geojson?level=village").await;
        assert_eq!(villages["features"].as_array().unwrap().len(), 3);
    })
    .await;
}

#[tokio::test]
async fn shapes_are_taken_whole_or_not_at_all_and_told_by_feature() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let county = Scope::Region(world.county);
        let admin = world.person("admin", Role::Administrator, &[county]).await;
        let good = [square("533325001", 26.0, 99.0), point("533325001", 26.1, 99.1)];
        let tried = shapes(&admin, &good, "?dry_run=true").await;
        assert_eq!((&tried["applied"], &tried["created"]), (&json!(false), &json!(1)));
        for (expected, key) in [(1, "created"), (1, "unchanged")] {
            let report = shapes(&admin, &good, "").await;
            assert_eq!((&report[key], &report["rows"]), (&json!(expected), &json!(2)), "{report}");
        }
        let found = places(&admin, "township").await;
        assert_eq!(found[0], at("533325001", Some((26.1, 99.1))), "the point that was given");
        let bad = [
            square("533325001", 26.5, 99.5),
            square("533325001", 26.6, 99.6),
            point("533325009", 26.0, 99.0),
            point("53332", 26.0, 99.0),
            point("533325001201", 99.0, 126.0),
        ];
        let report = shapes(&admin, &bad, "").await;
        let errors: Vec<(u64, &str, &str)> = report["errors"]
            .as_array()
            .unwrap()
            .iter()
            .map(|e| {
                (
                    e["row"].as_u64().unwrap(),
                    e["column"].as_str().unwrap(),
                    e["code"].as_str().unwrap(),
                )
            })
            .collect();
        let expected = [
            (2, "code", "duplicate"),
            (3, "code", "unknown"),
            (4, "code", "not_a_region"),
            (5, "geometry", "out_of_range"),
        ];
        assert_eq!(errors, expected);
        assert_eq!((&report["applied"], &report["bad"]), (&json!(false), &json!(4)));
        let (status, _) =
            admin.call("POST", "/v1/imports/shapes", b"code,lat\n1,2\n".to_vec()).await;
        assert_eq!(status, StatusCode::BAD_REQUEST);
        let supervisor = world.person("supervisor", Role::Supervisor, &[county]).await;
        let (status, _) = supervisor.call("POST", "/v1/imports/shapes", b"{}".to_vec()).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn everybody_sees_the_regions_of_their_own_scopes_and_no_others() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let crowd = world.crowd(1, 0).await;
        let village = world.villages[0];
        let justice = Scope::Department(world.county, Department::Justice);
        let people = [
            ("teacher", Role::Teacher, Scope::Class(world.classes[0]), "533325001", 3),
            ("head", Role::Principal, Scope::School(world.school), "533325001", 3),
            ("committee", Role::Committee, Scope::Region(village), "533325001201", 1),
            ("officer", Role::Township, Scope::Region(village.parent().unwrap()), "533325001", 3),
            ("justice", Role::Department, justice, "533325", 6),
            ("supervisor", Role::Supervisor, Scope::Region(world.county), "533325", 6),
            ("admin", Role::Administrator, Scope::Region(world.county), "533325", 6),
        ];
        for (name, role, scope, own, count) in people {
            let person = world.person(name, role, &[scope]).await;
            let (status, found) = person.get_json("/v1/regions").await;
            assert_eq!(status, StatusCode::OK, "{name} {found}");
            let found = found.as_array().unwrap();
            assert_eq!((found.len(), &found[0]["code"]), (count, &json!(own)), "{name}");
            for path in
                ["regions?within=53", "regions.geojson?within=5333", "schools?within=110101"]
            {
                let (status, _) = person.get_json(&format!("/v1/{path}")).await;
                assert_eq!(status, StatusCode::NOT_FOUND, "{name} {path}");
            }
            let (status, _) = person.get_json("/v1/regions?level=street").await;
            assert_eq!(status, StatusCode::BAD_REQUEST);
        }
        let head = world.person("h2", Role::Principal, &[Scope::School(crowd.school)]).await;
        let (_, schools) = head.get_json("/v1/schools").await;
        assert_eq!(schools.as_array().unwrap().len(), 1);
        assert_eq!(schools[0]["id"], json!(crowd.school));
        let above = world.person("s2", Role::Supervisor, &[Scope::Region(world.county)]).await;
        let (_, schools) = above.get_json("/v1/schools").await;
        let codes: Vec<&Value> = schools.as_array().unwrap().iter().map(|s| &s["code"]).collect();
        assert_eq!(codes, ["S1", "S2"]);
        let nobody = world.person("nobody", Role::Teacher, &[]).await;
        assert_eq!(nobody.get_json("/v1/regions").await.0, StatusCode::NOT_FOUND);
    })
    .await;
}
