//! What an import tells beforehand is what it then does.

use crate::imports::report::{Altered, Unnamed};
use crate::imports::tests::{CLASSES, PLAIN, REGIONS, SCHOOLS, STUDENTS, roster, take};
use crate::imports::{Kind, Options, Report};
use crate::testing::{World, each_db};
use doorstep_schema::people::{Role, Scope};

const TRIED: Options = Options { dry_run: true, ..PLAIN };
const WORKERS: &str = "username,name,role,scope,password\nt1,和老师,teacher,class:T1/2026/7/1,\nv1,杨,committee,region:533325003201,\n";
const COHORTS: &str = "school_code,entry_year,group,entrants,transfers_in,transfers_out,deaths,graduates\nT1,2017,,48,3,2,0,49\n";

fn altered(column: &str, from: &str, to: &str) -> Altered {
    Altered { column: column.to_owned(), from: Some(from.to_owned()), to: Some(to.to_owned()) }
}

/// Takes a file, after it was asked what that would change.
async fn foretold(world: &World, kind: Kind, text: &str) -> Report {
    let told = take(world, kind, text, TRIED).await;
    assert!(told.errors.is_empty(), "{:?}", told.errors);
    assert!(!told.applied && told.generated.is_empty());
    assert_eq!(told.changes.len(), told.created + told.changed);
    let done = take(world, kind, text, PLAIN).await;
    assert!(done.applied);
    assert_eq!((&told.changes, &told.absent), (&done.changes, &done.absent));
    let counted = |r: &Report| [r.rows, r.good, r.created, r.changed, r.unchanged];
    assert_eq!(counted(&told), counted(&done));
    let again = take(world, kind, text, TRIED).await;
    assert_eq!(
        (again.changes.len(), again.unchanged),
        (0, again.good),
        "nothing is left to change"
    );
    done
}

#[tokio::test]
async fn what_is_told_beforehand_is_what_is_done() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        for (kind, text) in [
            (Kind::Regions, REGIONS),
            (Kind::Schools, SCHOOLS),
            (Kind::Classes, CLASSES),
            (Kind::Students, STUDENTS),
            (Kind::Workers, WORKERS),
            (Kind::Cohorts, COHORTS),
        ] {
            let report = foretold(&world, kind, text).await;
            assert!(report.changes.iter().any(|c| c.what == "create" && c.columns.is_empty()));
        }
        let moved = foretold(&world, Kind::Regions, &REGIONS.replace("丰华", "丰华村")).await;
        assert_eq!(moved.changes[0].columns, [altered("name", "丰华", "丰华村")]);
        assert_eq!(moved.changes[0].row, 5);
        let moved = foretold(&world, Kind::Schools, &SCHOOLS.replace("26.5", "26.6")).await;
        assert_eq!(moved.changes[0].columns, [altered("lat", "26.5", "26.6")]);
        assert_eq!(moved.changes[0].label, "通甸中学 T1");
        let text = STUDENTS.replace("2013-06-05,T1,2026,7,1", "2013-06-05,T1,2026,7,2");
        let moved = foretold(&world, Kind::Students, &text.replace("100 1234", "1001235")).await;
        let told: Vec<_> = moved.changes.iter().map(|c| (c.row, c.label.as_str())).collect();
        assert_eq!(told, [(2, "和玉梅 · 通甸中学 7.1"), (3, "杨春 · 通甸中学 7.2")]);
        assert_eq!(moved.changes[0].columns, [altered("guardian1_phone", "1001234", "1001235")]);
        assert_eq!(moved.changes[1].columns, [altered("class_number", "1", "2")]);
        let text = WORKERS.replace("2026/7/1,", "2026/7/2,another one");
        let moved = foretold(&world, Kind::Workers, &text).await;
        let scope = altered("scope", "class:T1/2026/7/1", "class:T1/2026/7/2");
        let password = Altered { column: "password".to_owned(), from: None, to: None };
        assert_eq!(moved.changes[0].columns, [scope, password]);
        let moved = foretold(&world, Kind::Cohorts, &COHORTS.replace("2,0,49", "3,0,48")).await;
        let columns = [altered("transfers_out", "2", "3"), altered("graduates", "49", "48")];
        assert_eq!(moved.changes[0].columns, columns);
    })
    .await;
}

#[tokio::test]
async fn children_whom_the_file_does_not_name_are_told_and_stay() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        roster(&world).await;
        take(&world, Kind::Students, STUDENTS, PLAIN).await;
        let some: String = STUDENTS.split_inclusive('\n').take(2).collect();
        let unnamed = Unnamed { name: "杨春".to_owned(), class: "通甸中学 7.1".to_owned() };
        for options in [TRIED, PLAIN, TRIED] {
            let absent = take(&world, Kind::Students, &some, options).await.absent.unwrap();
            assert_eq!((absent.count, absent.listed), (1, vec![unnamed.clone()]));
        }
        // A row with a fault names its child all the same.
        let faulty = STUDENTS.replace("G2,杨春,男", "G2,杨春,?");
        let absent = take(&world, Kind::Students, &faulty, TRIED).await.absent.unwrap();
        assert_eq!(absent.count, 0);
        let all = take(&world, Kind::Students, STUDENTS, TRIED).await;
        assert_eq!((all.unchanged, all.absent.unwrap().count), (2, 0));
    })
    .await;
}

#[tokio::test]
async fn identity_numbers_stay_masked() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        roster(&world).await;
        let text = "student_number,name,sex,identity,school_code,class_year,grade,class_number,village\n\
            G1,和玉梅,女,11010519491231002X,T1,2026,7,1,533325003201\n";
        let plain = text.replace("identity", "birth_date").replace("11010519491231002X", "1949-12-31");
        take(&world, Kind::Students, &plain, PLAIN).await;
        let told = take(&world, Kind::Students, text, TRIED).await;
        assert_eq!(told.changed, 1, "{:?}", told.errors);
        let told = serde_json::to_string(&told.changes).unwrap();
        assert!(told.contains("identity") && !told.contains("19491231002X"), "{told}");
    })
    .await;
}

#[tokio::test]
async fn a_preview_of_students_is_logged_and_a_workbook_is_to_be_had() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        roster(&world).await;
        let admin = [Scope::Region(world.county)];
        let admin = world.person("admin1", Role::Administrator, &admin).await;
        let path = "/v1/imports/students?dry_run=true";
        let (status, _) = admin.call("POST", path, STUDENTS.as_bytes().to_vec()).await;
        assert_eq!(status, 200);
        let (_, log) = admin.get_json("/v1/audit").await;
        assert_eq!(log["entries"][0]["action"], "preview_import");
        for kind in ["regions", "schools", "classes", "students", "workers", "cohorts"] {
            let path = format!("/v1/imports/{kind}/template.xlsx?lang=zh");
            let (status, book) = admin.call("GET", &path, Vec::new()).await;
            assert_eq!((status.as_u16(), &book[..2]), (200, &b"PK"[..]));
            let path = format!("/v1/imports/{kind}");
            let (status, report) = admin.call("POST", &path, book).await;
            assert_eq!(status, 200, "an unedited workbook is read, and its example refused");
            let report: serde_json::Value = doorstep_schema::wire::cbor::decode(&report).unwrap();
            assert_eq!(
                (&report["bad"], &report["applied"]),
                (&1.into(), &false.into()),
                "{report}"
            );
        }
    })
    .await;
}
