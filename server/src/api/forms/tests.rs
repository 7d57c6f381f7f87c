//! Forms over HTTP, on both databases.

use crate::testing::{Person, World, each_db};
use axum::http::{HeaderValue, StatusCode, header};
use doorstep_forms::shipped;
use doorstep_schema::people::{Role, Scope};
use serde_json::{Value, json};

async fn call(
    person: &Person,
    method: &str,
    path: &str,
    kind: &str,
    body: Vec<u8>,
) -> (StatusCode, Value) {
    let mut request = person.request(method, path, body);
    request.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_str(kind).unwrap());
    request.headers_mut().remove(header::ACCEPT);
    let (status, body) = person.world.call(request).await;
    (status, serde_json::from_slice(&body).unwrap_or(Value::Null))
}

async fn import(person: &Person, body: &[u8]) -> Value {
    let (status, report) =
        call(person, "POST", "/v1/forms", "application/xml", body.to_vec()).await;
    assert_eq!(status, StatusCode::OK, "{report}");
    report
}

fn workbook(id: &str) -> &'static [u8] {
    shipped::workbooks().iter().find(|(name, _)| *name == id).unwrap().1
}

async fn admin(world: &World) -> Person {
    world.person("admin", Role::Administrator, &[Scope::Region(world.county)]).await
}

#[tokio::test]
async fn the_same_file_again_is_no_new_edition_and_another_one_is() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let admin = admin(&world).await;
        let first = import(&admin, workbook("home_visit")).await;
        assert_eq!((&first["edition"], &first["created"]), (&json!(1), &json!(true)), "{first}");
        let again = import(&admin, workbook("home_visit")).await;
        assert_eq!((&again["edition"], &again["created"]), (&json!(1), &json!(false)));
        let mut form = shipped::home_visit().unwrap();
        form.version = "next".to_owned();
        let xml = doorstep_forms::xforms::write(&form).unwrap();
        let (_, tried) =
            call(&admin, "POST", "/v1/forms?dry_run=true", "text/xml", xml.clone().into()).await;
        assert_eq!((&tried["edition"], &tried["applied"]), (&json!(2), &json!(false)));
        let next = import(&admin, xml.as_bytes()).await;
        assert_eq!((&next["edition"], &next["version"]), (&json!(2), &json!("next")), "{next}");
        let (_, forms) = call(&admin, "GET", "/v1/forms", "", vec![]).await;
        assert_eq!(forms["forms"].as_array().unwrap().len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_form_with_faults_is_told_them_by_sheet_row_and_column_and_changes_nothing() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let admin = admin(&world).await;
        let mut form = shipped::venue_report().unwrap();
        form.settings.instance_name =
            Some(doorstep_schema::form::Expression("concat(${nobody}, 'x')".to_owned()));
        let book = doorstep_forms::xlsform::write(&form).unwrap().workbook;
        let report = import(&admin, &book).await;
        assert_eq!(report["applied"], json!(false));
        let fault = &report["findings"][0];
        assert_eq!(fault["sheet"], "settings", "{report}");
        assert!(fault["message"].as_str().unwrap().contains("nobody"), "{report}");
        let (_, forms) = call(&admin, "GET", "/v1/forms", "", vec![]).await;
        assert_eq!(forms["forms"], json!([]));
    })
    .await;
}

#[tokio::test]
async fn attached_lists_come_in_parts_and_a_missing_one_is_named() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let admin = admin(&world).await;
        let texts = [
            ("survey", "type,name,label\nselect_one_from_file villages.csv,village,Village\n"),
            ("settings", "form_id,version\nvillages,1\n"),
        ];
        let texts = texts.map(|(sheet, text)| (sheet.to_owned(), text.to_owned())).into();
        let list = b"name,label\na,Alpha\nb,Beta\n".to_vec();
        let attached = [("villages.csv".to_owned(), list.clone())].into();
        let read = doorstep_forms::xlsform::read_texts(&texts, "villages", &attached).unwrap();
        let book = doorstep_forms::xlsform::write(&read.form).unwrap().workbook;
        let alone = import(&admin, &book).await;
        assert!(
            alone["findings"][0]["message"].as_str().unwrap().contains("villages.csv"),
            "{alone}"
        );
        let mut body = Vec::new();
        for (name, bytes) in [("form.xlsx", &book), ("villages.csv", &list)] {
            let head = format!(
                "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n"
            );
            body.extend(head.into_bytes());
            body.extend(bytes);
            body.extend(b"\r\n");
        }
        body.extend(b"--B--\r\n");
        let kind = "multipart/form-data; boundary=B";
        let (status, report) = call(&admin, "POST", "/v1/forms", kind, body.clone()).await;
        assert_eq!((status, &report["applied"]), (StatusCode::OK, &json!(true)), "{report}");
        body.truncate(body.len() / 2);
        let (status, problem) = call(&admin, "POST", "/v1/forms", kind, body).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{problem}");
        let (status, problem) =
            call(&admin, "POST", "/v1/forms", kind, b"--B--\r\n".to_vec()).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{problem}");
    })
    .await;
}

#[tokio::test]
async fn an_edition_travels_once_it_is_published_and_again_when_its_audience_changes() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let admin = admin(&world).await;
        let class = world.class_of(1, 1).await[0].class;
        let teacher = world.person("t1", Role::Teacher, &[Scope::Class(class)]).await;
        import(&admin, workbook("home_visit")).await;
        let pull = async |after: &str| {
            call(&teacher, "GET", &format!("/v1/pull?after={after}"), "", vec![]).await.1
        };
        let page = pull("").await;
        assert_eq!(page["forms"], Value::Null, "nobody's yet: {page}");
        let cursor = |page: &Value| {
            let at = &page["cursor"];
            format!("{}.{}.{}", at["seq"], at["rank"], at["own"])
        };
        let path = "/v1/forms/home_visit/1/audience";
        let open = json!({ "audience": [{ "region": "533325", "roles": ["teacher"] }] });
        let json = "application/json";
        let (status, _) = call(&teacher, "PUT", path, json, open.to_string().into()).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "a teacher opens nothing");
        let (status, entry) = call(&admin, "PUT", path, json, open.to_string().into()).await;
        assert_eq!((status, &entry["is_published"]), (StatusCode::OK, &json!(true)));
        let next = pull(&cursor(&page)).await;
        let form = &next["forms"][0];
        assert_eq!((&form["form"], &form["edition"]), (&json!("home_visit"), &json!(1)), "{next}");
        let read: doorstep_schema::form::Form =
            serde_json::from_str(form["body"].as_str().unwrap()).unwrap();
        assert_eq!(read.id, "home_visit");
        let none = json!({ "audience": [] }).to_string();
        let (status, _) = call(&admin, "PUT", path, json, none.into()).await;
        assert_eq!(status, StatusCode::OK);
        let last = pull(&cursor(&next)).await;
        assert_eq!(last["forms"][0]["audience"], Value::Null, "withdrawn: {last}");
        let (status, _) = call(&teacher, "POST", "/v1/forms", json, vec![]).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "a teacher brings nothing in");
        let missing = "/v1/forms/home_visit/9/audience";
        let (status, _) = call(&admin, "PUT", missing, json, open.to_string().into()).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
    })
    .await;
}
