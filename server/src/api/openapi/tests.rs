//! The document is the checked-in one, names every route, and every route keeps strangers out.

use super::{OPERATIONS, document, in_path};
use crate::testing::{World, each_db};
use axum::body::Body;
use axum::http::Request;
use doorstep_schema::people::{Role, Scope};
use std::collections::BTreeSet;

/// Reads the routes out of the router's source, as the router itself cannot be asked.
fn routes() -> BTreeSet<(String, String)> {
    let mut found = BTreeSet::new();
    for part in
        concat!(include_str!("../mod.rs"), include_str!("../files/mod.rs")).split(".route(").skip(1)
    {
        let mut texts = part.split('"');
        let path = texts.nth(1).unwrap().to_owned();
        let handlers = part.split(".route(").next().unwrap().split_once(',').unwrap().1;
        let handlers = handlers.split("\n        .merge").next().unwrap();
        let handlers = handlers.split(".layer(").next().unwrap();
        for method in ["get", "head", "options", "post", "put", "patch", "delete"] {
            if handlers.contains(&format!(" {method}("))
                || handlers.contains(&format!(".{method}("))
            {
                found.insert((method.to_owned(), path.clone()));
            }
        }
    }
    found
}

#[test]
fn the_checked_in_document_is_this_one() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/openapi.json");
    if std::env::var_os("DOORSTEP_WRITE_OPENAPI").is_some() {
        let text = serde_json::to_string_pretty(&document()).unwrap();
        std::fs::write(path, format!("{text}\n")).unwrap();
    }
    let stored: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    assert_eq!(
        stored,
        document(),
        "run: cargo run -p doorstep-server -- openapi > server/openapi.json, or this test with DOORSTEP_WRITE_OPENAPI=1"
    );
}

#[test]
fn every_route_is_documented_and_every_documented_route_exists() {
    let documented: BTreeSet<(String, String)> =
        OPERATIONS.iter().map(|o| (o.method.to_owned(), o.path.to_owned())).collect();
    assert_eq!(documented.len(), OPERATIONS.len());
    let routed = routes();
    let missing: Vec<_> = routed.difference(&documented).collect();
    assert!(missing.is_empty(), "not documented: {missing:?}");
    let gone: Vec<_> = documented.difference(&routed).collect();
    assert!(gone.is_empty(), "documented and not routed: {gone:?}");
}

#[test]
fn every_reference_of_the_document_leads_somewhere() {
    let document = document();
    let text = document.to_string();
    for part in text.split("\"$ref\":\"#").skip(1) {
        let pointer = part.split('"').next().unwrap();
        assert!(document.pointer(pointer).is_some(), "{pointer}");
    }
}

/// Fills an address with ids that nobody has.
fn address(path: &str) -> String {
    let stranger = "018f0000-0000-7000-8000-000000000000";
    in_path(path).fold(path.to_owned(), |path, name| {
        let value = match name {
            "kind" => "regions",
            "key" => "retention_rate",
            "ledger" => "dropouts",
            "paper" => "order",
            _ => stranger,
        };
        path.replace(&format!("{{{name}}}"), value)
    })
}

/// A body that reads, so that only the caller can be what is wrong.
fn body(path: &str) -> &'static str {
    match path {
        "/v1/workers" => {
            r#"{"username":"x","name":"x","role":"teacher","scope":[],"password":"long enough"}"#
        }
        "/v1/workers/{id}/assignments" => r#"{"scope":"region:533325"}"#,
        "/v1/schools" => r#"{"code":"S9","name":"x","region":"533325001"}"#,
        "/v1/schools/{id}/classes" => r#"{"year":2026,"grade":7,"number":3}"#,
        "/v1/roll-over" => r#"{"year":2027,"dry_run":true}"#,
        "/v1/follow-ups/{id}/reassign" => r#"{"to":"village:533325001201"}"#,
        "/v1/papers/{id}/cancel"
        | "/v1/follow-ups/{id}/send-back"
        | "/v1/students/{id}/erase-photos"
        | "/v1/facts/{id}/retract" => r#"{"reason":"x"}"#,
        "/v1/follow-ups/bulk" => {
            r#"{"act":"accept","ids":["018f0000-0000-7000-8000-000000000000"]}"#
        }
        "/v1/students/{id}/facts" => {
            r#"{"kind":"guardian_contact","payload":{"channel":"call","reached":true}}"#
        }
        "/v1/moves" => {
            r#"{"village":"533325001201","reason":"x","from":"018f0000-0000-7000-8000-000000000000",
                "to":"018f0000-0000-7000-8000-000000000001"}"#
        }
        "/v1/forms/{form}/{edition}/audience" => r#"{"audience":[]}"#,
        "/v1/exports" => r#"{"what":"board","format":"csv","region":"533325"}"#,
        "/v1/papers" => r#"{"kind":"order","student":"018f0000-0000-7000-8000-000000000000"}"#,
        "/v1/paper-templates/{paper}/try" => r#"{"body":""}"#,
        "/v1/push" => r#"{"facts":[]}"#,
        "/v1/evidence/{id}/explanation" => r#"{"note":"x"}"#,
        "/v1/removals" => r#"{"students":[]}"#,
        _ => "{}",
    }
}

#[tokio::test]
async fn nobody_gets_anywhere_without_signing_in() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        for operation in OPERATIONS.iter().filter(|o| !o.public) {
            let request = Request::builder()
                .method(operation.method.to_uppercase().as_str())
                .uri(address(operation.path))
                .header("content-type", "application/json")
                .body(Body::from(body(operation.path)))
                .unwrap();
            let (status, answer) = world.call(request).await;
            let answer = String::from_utf8_lossy(&answer).into_owned();
            assert_eq!(status, 401, "{} {} {answer}", operation.method, operation.path);
            // An answer to HEAD has no body.
            let told = answer.contains("\"code\":\"unauthenticated\"");
            assert!(told || operation.method == "head", "{answer}");
        }
    })
    .await;
}

/// What everybody may call who is signed in: their own scopes decide what comes.
const OWN: &[&str] = &[
    "/v1/sign-out",
    "/v1/me",
    "/v1/push",
    "/v1/pull",
    "/v1/removals",
    "/v1/files",
    "/v1/queue",
    // Only own files are listed and found.
    "/v1/exports",
    // Columns are the same everywhere.
    "/v1/exports/columns",
    "/v1/students",
    "/v1/forms",
    // Each follow-up is answered on its own; `follow_ups/bulk/tests.rs` has those out of sight.
    "/v1/follow-ups/bulk",
    "/v1/live",
];

/// What is asked about a region or school: here about one of another county.
const OF_AN_AREA: &[&str] = &[
    "/v1/board",
    "/v1/board/trend",
    "/v1/overdue",
    "/v1/follow-ups",
    "/v1/indicators",
    "/v1/indicators/{key}/children",
    "/v1/evidence",
    "/v1/ledgers",
    "/v1/ledgers/{ledger}",
    "/v1/papers",
    "/v1/regions",
    "/v1/regions.geojson",
    "/v1/schools",
];

#[tokio::test]
async fn nobody_gets_what_lies_outside_their_scope() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let elsewhere = doorstep_schema::region::RegionCode::parse("533323").unwrap();
        for (n, role) in Role::ALL.iter().enumerate() {
            for (m, scopes) in [&[][..], &[Scope::Region(elsewhere)][..]].into_iter().enumerate() {
                let person = world.person(&format!("p{n}{m}"), *role, scopes).await;
                for operation in OPERATIONS.iter().filter(|o| !o.public && !OWN.contains(&o.path)) {
                    let mut path = address(operation.path);
                    if OF_AN_AREA.contains(&operation.path)
                        || operation.path.contains("exports/board")
                    {
                        let of_regions =
                            operation.query.iter().any(|(name, _, _)| *name == "within");
                        path.push_str(if of_regions { "?within=533325" } else { "?region=533325" });
                    } else if operation.path.contains("exports/queue") {
                        path.push_str("?owner=village:533325001201");
                    }
                    let mut request = person.request(
                        operation.method.to_uppercase().as_str(),
                        &path,
                        body(operation.path).as_bytes().to_vec(),
                    );
                    let json = axum::http::HeaderValue::from_static("application/json");
                    request.headers_mut().insert("content-type", json);
                    let version = axum::http::HeaderValue::from_static("1.0.0");
                    request.headers_mut().insert("tus-resumable", version);
                    let (status, answer) = world.call(request).await;
                    let answer = String::from_utf8_lossy(&answer).into_owned();
                    assert_eq!(status, 404, "{role} {} {path} {answer}", operation.method);
                }
            }
        }
    })
    .await;
}
