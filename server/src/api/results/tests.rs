//! Results of forms over HTTP, on both databases.

use crate::testing::{Person, World, each_db};
use axum::http::{HeaderValue, StatusCode, header};
use doorstep_forms::xlsform::{Attachments, read_texts, write};
use doorstep_schema::fact::{Act, Amendment, Met, Retraction, Visit};
use doorstep_schema::id::FactId;
use doorstep_schema::people::{Concern, Role, Scope, Student};
use doorstep_schema::place::Place;
use serde_json::{Map, Value, json};

const SURVEY: &str = "type,name,label::English (en),label::中文 (zh),bind::doorstep:field
select_one met,met,Who was met?,见到谁,met
geopoint,where,Where?,在哪里,place
select_multiple concerns,worries,Concerns,困难,concerns
integer,rooms,Rooms,房间数,
begin_repeat,child,Child,孩子,
text,name,Name,姓名,
end_repeat,,,,
";
const CHOICES: &str = "list_name,name,label::English (en),label::中文 (zh)
met,guardian,A guardian,监护人
met,nobody,Nobody,没有人
concerns,hardship,Hardship,经济困难
concerns,truancy,Truancy,逃学
";
const SETTINGS: &str = "form_id,form_title,doorstep:fact\nhome,Home,visit\n";

async fn call(person: &Person, method: &str, path: &str, body: Vec<u8>) -> (StatusCode, Vec<u8>) {
    let mut request = person.request(method, path, body);
    let json = HeaderValue::from_static("application/json");
    request.headers_mut().insert(header::CONTENT_TYPE, json);
    request.headers_mut().remove(header::ACCEPT);
    person.world.call(request).await
}

fn visit(rooms: i64) -> Visit {
    let answers = json!({ "rooms": rooms, "child": [{ "name": "花" }, { "name": "=山" }] });
    Visit {
        form: "home".to_owned(),
        form_version: 1,
        answers: answers.as_object().cloned().unwrap_or_default(),
        place: Some(Place { lat: 26.5, lon: 99.25, accuracy: 5.0 }),
        concerns: vec![Concern::Hardship, Concern::Truancy],
        ..Visit::met(Met::Guardian)
    }
}

struct Set {
    teacher: Person,
    principal: Person,
    student: Student,
    facts: Vec<FactId>,
}

/// A form of its own, filled three times: corrected, withdrawn, as it was; and one visit with another form.
async fn set(world: &World) -> Set {
    let admin = world.person("admin", Role::Administrator, &[Scope::Region(world.county)]).await;
    let texts = [("survey", SURVEY), ("choices", CHOICES), ("settings", SETTINGS)];
    let texts = texts.map(|(sheet, text)| (sheet.to_owned(), text.to_owned())).into();
    let form = read_texts(&texts, "home", &Attachments::new()).unwrap().form;
    let (status, report) = call(&admin, "POST", "/v1/forms", write(&form).unwrap().workbook).await;
    let report: Value = serde_json::from_slice(&report).unwrap();
    assert_eq!((status, &report["applied"]), (StatusCode::OK, &json!(true)), "{report}");
    let student = world.class_of(0, 1).await.remove(0);
    let teacher = world.person("teacher", Role::Teacher, &[Scope::Class(student.class)]).await;
    let principal =
        world.person("principal", Role::Principal, &[Scope::School(student.school)]).await;
    let about = Some(student.id);
    let mut facts: Vec<_> =
        [1, 2, 3].map(|rooms| teacher.enters(about, Act::Visit(visit(rooms)))).into();
    facts.push(teacher.enters(about, Act::Visit(Visit::met(Met::Nobody))));
    let payload = match serde_json::to_value(visit(7)).unwrap() {
        Value::Object(payload) => payload,
        _ => Map::new(),
    };
    let ids: Vec<FactId> = facts.iter().map(|fact| fact.id).collect();
    let amendment =
        Amendment { of: ids[0], payload, happened_at: None, reason: "miscounted".to_owned() };
    facts.push(teacher.enters(about, Act::Amendment(amendment)));
    let retraction = Retraction { of: ids[1], reason: "wrong child".to_owned() };
    facts.push(teacher.enters(about, Act::Retraction(retraction)));
    assert_eq!(teacher.outcomes(&facts).await, ["accepted"; 6]);
    Set { teacher, principal, student, facts: ids }
}

async fn text(person: &Person, path: &str) -> String {
    let (status, body) = call(person, "GET", path, vec![]).await;
    let body = String::from_utf8(body).unwrap_or_default();
    assert_eq!(status, StatusCode::OK, "{path}: {body}");
    body
}

#[tokio::test]
async fn answers_come_as_tables_corrected_and_with_repeats_linked() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let set = set(&world).await;
        let main = text(&set.principal, "/v1/forms/home/results.csv").await;
        let lines: Vec<&str> = main.trim_start_matches('\u{feff}').lines().collect();
        assert_eq!(lines.len(), 3, "withdrawn and foreign ones are left out: {main}");
        assert!(lines[0].ends_with("author,edition,met,where,worries,rooms"), "{}", lines[0]);
        assert!(lines[1].contains(",guardian,26.5 99.25 0 5,hardship truancy,7"), "{main}");
        assert!(lines[2].ends_with(",3"), "{main}");
        let zh = text(&set.principal, "/v1/forms/home/results.csv?labels=true&lang=zh").await;
        assert!(zh.contains("见到谁,在哪里,困难,房间数"), "{zh}");
        assert!(zh.contains("监护人,26.5 99.25 0 5,经济困难; 逃学,7"), "{zh}");
        let child = text(&set.principal, "/v1/forms/home/results.csv?table=child").await;
        let first = set.facts[0];
        assert!(child.contains(&format!("{first},child[1],花")), "{child}");
        assert!(child.contains(&format!("{first},child[2],'=山")), "no formula: {child}");
        let (status, _) =
            call(&set.principal, "GET", "/v1/forms/home/results.csv?table=x", vec![]).await;
        assert_eq!(status, StatusCode::BAD_REQUEST);
        let none = text(&set.principal, "/v1/forms/home/results.csv?until=2020-01-01").await;
        assert_eq!(none.lines().count(), 1, "{none}");
    })
    .await;
}

#[tokio::test]
async fn answers_come_as_a_workbook_and_as_places_on_a_map() {
    each_db(|db| async move {
        use calamine::{Reader as _, Xlsx};
        let world = World::new(&db).await;
        let set = set(&world).await;
        let (status, bytes) =
            call(&set.principal, "GET", "/v1/forms/home/results.xlsx", vec![]).await;
        assert_eq!(status, StatusCode::OK);
        let mut book: Xlsx<_> =
            calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).unwrap();
        assert_eq!(book.sheet_names(), ["home", "child"]);
        assert_eq!(book.worksheet_range("child").unwrap().height(), 5);
        let map = text(&set.principal, "/v1/forms/home/results.geojson").await;
        let map: Value = serde_json::from_str(&map).unwrap();
        let feature = &map["features"][0];
        assert_eq!(feature["geometry"], json!({ "type": "Point", "coordinates": [99.25, 26.5] }));
        assert_eq!(feature["properties"]["answers"]["rooms"], 7, "{feature}");
        assert_eq!(feature["properties"]["answers"]["child"][0]["name"], "花");
    })
    .await;
}

#[tokio::test]
async fn one_filled_form_reads_back_with_labels() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let set = set(&world).await;
        let path = format!("/v1/students/{}/answers/{}", set.student.id, set.facts[0]);
        let zh: Value =
            serde_json::from_str(&text(&set.teacher, &format!("{path}?lang=zh")).await).unwrap();
        assert_eq!((&zh["form"], &zh["language"]), (&json!("home"), &json!("中文 (zh)")));
        let node = |name: &str| {
            let nodes = zh["nodes"].as_array().unwrap();
            nodes.iter().find(|node| node["path"] == format!("/data/{name}")).cloned().unwrap()
        };
        assert_eq!(node("met")["label"], "见到谁", "{zh}");
        assert_eq!(node("worries")["text"], "经济困难; 逃学");
        assert_eq!(node("rooms")["value"], 7);
        assert_eq!(node("child[1]/name")["text"], "花");
        let gone = format!("/v1/students/{}/answers/{}", set.student.id, set.facts[1]);
        assert_eq!(call(&set.teacher, "GET", &gone, vec![]).await.0, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn results_stay_within_the_scope_and_are_logged() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let set = set(&world).await;
        let school = doorstep_schema::id::SchoolId(uuid::Uuid::from_u128(77));
        let elsewhere = world.person("other", Role::Principal, &[Scope::School(school)]).await;
        let path = "/v1/forms/home/results.csv";
        let asked = format!("{path}?school={}", set.student.school);
        let (refused, _) = call(&set.teacher, "GET", path, vec![]).await;
        assert_eq!(refused, StatusCode::NOT_FOUND, "not for teachers");
        let (refused, _) = call(&elsewhere, "GET", &asked, vec![]).await;
        assert_eq!(refused, StatusCode::NOT_FOUND, "not another school's");
        text(&set.principal, &asked).await;
        let county = [Scope::Region(world.county)];
        let admin = world.person("admin2", Role::Administrator, &county).await;
        let log = text(&admin, "/v1/audit").await;
        assert!(log.contains("results.csv, 2 filled forms"), "{log}");
    })
    .await;
}
