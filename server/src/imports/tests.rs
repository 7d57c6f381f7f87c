//! Whole imports on both databases.

use super::{Kind, Options, Report, import};
use crate::db::{counter, students};
use crate::testing::{World, each_db};
use doorstep_schema::id::StudentId;
use doorstep_schema::people::{Group, Role, Scope};

pub(super) const PLAIN: Options =
    Options { county: None, dry_run: false, good_rows: false, demonstration: false, by: None };

pub(super) const REGIONS: &str = "code,name,parent,level\n533325,兰坪,5333,county\n533325003,通甸,533325,township\n\
    533325003201,黄松,533325003,village\n533325003202,丰华,533325003,village\n";
pub(super) const SCHOOLS: &str = "code,name,region,lat,lon\nT1,通甸中学,533325003,26.5,99.5\n";
pub(super) const CLASSES: &str = "school_code,year,grade,number\nT1,2026,7,1\nT1,2026,7,2\n";
pub(super) const STUDENTS: &str = "student_number,name,sex,birth_date,school_code,class_year,grade,class_number,\
village,groups,guardian1_name,guardian1_relation,guardian1_phone\n\
G1,和玉梅,女,2013-05-04,T1,2026,7,1,533325003201,left_behind;poor_household,和大,father,100 1234\n\
G2,杨春,男,2013-06-05,T1,2026,7,1,533325003201,,,,\n";

pub(super) async fn take(world: &World, kind: Kind, text: &str, options: Options) -> Report {
    let options = Options { county: Some(world.county), ..options };
    import(&world.app, kind, text.as_bytes(), options).await.unwrap()
}

/// A world into which regions, school and classes were imported.
pub(super) async fn roster(world: &World) {
    for (kind, text) in
        [(Kind::Regions, REGIONS), (Kind::Schools, SCHOOLS), (Kind::Classes, CLASSES)]
    {
        let report = take(world, kind, text, PLAIN).await;
        assert!(report.applied, "{:?}", report.errors);
    }
}

fn counts(report: &Report) -> [usize; 5] {
    [report.good, report.bad, report.created, report.changed, report.unchanged]
}

#[tokio::test]
async fn importing_again_changes_nothing() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        roster(&world).await;
        assert_eq!(counts(&take(&world, Kind::Students, STUDENTS, PLAIN).await), [2, 0, 2, 0, 0]);
        assert_eq!(counts(&take(&world, Kind::Students, STUDENTS, PLAIN).await), [2, 0, 0, 0, 2]);
        assert_eq!(counts(&take(&world, Kind::Schools, SCHOOLS, PLAIN).await), [1, 0, 0, 0, 1]);
        assert_eq!(counts(&take(&world, Kind::Classes, CLASSES, PLAIN).await), [2, 0, 0, 0, 2]);
        assert_eq!(counts(&take(&world, Kind::Regions, REGIONS, PLAIN).await), [4, 0, 0, 0, 4]);
        let moved = STUDENTS
            .replace("G2,杨春,男,2013-06-05,T1,2026,7,1", "G2,杨春,男,2013-06-05,T1,2026,7,2");
        assert_eq!(counts(&take(&world, Kind::Students, &moved, PLAIN).await), [2, 0, 0, 1, 1]);
        let id = StudentId::derive(crate::db::roster::namespace(world.county), "student:G2");
        let mut tx = world.app.db.read().await.unwrap();
        let left = students::left(&mut tx, &[id]).await.unwrap();
        assert_eq!(left[&id].len(), 1, "the standing that was left is kept");
        let girl = StudentId::derive(crate::db::roster::namespace(world.county), "student:G1");
        let girl = students::find(&mut tx, &[girl]).await.unwrap().remove(&girl).unwrap();
        assert!(girl.groups.contains(&Group::PoorHousehold));
        assert_eq!(girl.guardians[0].phone, "1001234");
    })
    .await;
}

#[tokio::test]
async fn one_bad_row_names_its_place_and_nothing_is_changed() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        roster(&world).await;
        let bad = "student_number,name,sex,birth_date,identity,school_code,class_year,grade,class_number,village,status,lat,lon\n\
            G1,和玉梅,女,2013-05-04,,T1,2026,7,1,533325003201,,,\n\
            G2,杨春,?,2013-15-05,,T9,2026,12,1,533325999999,gone,95,1\n\
            G1,,女,2013-05-04,110105194912310021,T1,2026,7,9,5333,,1,\n";
        let mut tx = world.app.db.read().await.unwrap();
        let before = counter::last(&mut tx, world.county).await.unwrap();
        drop(tx);
        let report = take(&world, Kind::Students, bad, PLAIN).await;
        assert!(!report.applied);
        assert_eq!((report.rows, report.good, report.bad), (3, 1, 2));
        let places: Vec<(usize, &str)> =
            report.errors.iter().map(|e| (e.row, e.column.as_str())).collect();
        for place in [
            (3, "sex"),
            (3, "birth_date"),
            (3, "grade"),
            (3, "village"),
            (3, "status"),
            (3, "lat"),
            (4, "name"),
            (4, "identity"),
            (4, "class_number"),
            (4, "village"),
            (4, "lat"),
        ] {
            assert!(places.contains(&place), "{place:?} in {:?}", report.errors);
        }
        assert!(!report.errors.iter().any(|e| e.message.contains("110105194912310021")));
        let mut tx = world.app.db.read().await.unwrap();
        assert_eq!(counter::last(&mut tx, world.county).await.unwrap(), before);
        drop(tx);
        let tried = Options { dry_run: true, good_rows: true, ..PLAIN };
        let report = take(&world, Kind::Students, bad, tried).await;
        assert_eq!((report.applied, report.created), (false, 1));
        let good = Options { good_rows: true, ..PLAIN };
        let report = take(&world, Kind::Students, bad, good).await;
        assert_eq!((report.applied, report.created), (true, 1));
    })
    .await;
}

#[tokio::test]
async fn workers_get_their_scopes_and_passwords() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        roster(&world).await;
        let text = "username,name,role,scope,password\n\
            t1,和老师,teacher,class:T1/2026/7/1;class:T1/2026/7/2,long enough\n\
            v1,杨,committee,region:533325003201,\n";
        let report = take(&world, Kind::Workers, text, PLAIN).await;
        assert_eq!(counts(&report), [2, 0, 2, 0, 0], "{:?}", report.errors);
        assert_eq!(report.generated.len(), 1);
        assert_eq!(report.generated[0].password.len(), 16);
        let again = take(&world, Kind::Workers, text, PLAIN).await;
        assert_eq!(counts(&again), [2, 0, 0, 0, 2], "a password that fits changes nothing");
        assert!(again.generated.is_empty());
        let less = "username,name,role,scope\nt1,和老师,teacher,class:T1/2026/7/2\n";
        assert_eq!(counts(&take(&world, Kind::Workers, less, PLAIN).await), [1, 0, 0, 1, 0]);
        let mut tx = world.app.db.read().await.unwrap();
        let account = crate::db::accounts::find(&mut tx, "t1").await.unwrap().unwrap();
        let held = crate::db::callers::held(&mut tx, account.worker).await.unwrap();
        let open: Vec<&Scope> =
            held.iter().filter(|h| h.until.is_none()).map(|h| &h.scope).collect();
        assert_eq!((held.len(), open.len()), (2, 1));
        assert!(crate::auth::password::matches("long enough", &account.password_hash));
        drop(tx);
        let bad = "username,name,role,scope,password\n\
            t 2,x,teacher,class:T1/2026/7/1,long enough\n\
            t3,x,teacher,region:533325,long enough\n\
            t4,x,teacher,class:T1/2026/7/9,long enough\n\
            t5,x,king,school:T1,short\n";
        let report = take(&world, Kind::Workers, bad, PLAIN).await;
        let places: Vec<(usize, &str)> =
            report.errors.iter().map(|e| (e.row, e.column.as_str())).collect();
        assert_eq!(
            places,
            [(2, "username"), (3, "scope"), (4, "scope"), (5, "role"), (5, "password")]
        );
    })
    .await;
}

#[tokio::test]
async fn a_policy_is_checked_by_its_own_rules() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let shipped = serde_json::to_string(&doorstep_schema::policy::Policy::shipped()).unwrap();
        assert_eq!(counts(&take(&world, Kind::Policy, &shipped, PLAIN).await), [1, 0, 1, 0, 0]);
        assert_eq!(counts(&take(&world, Kind::Policy, &shipped, PLAIN).await), [1, 0, 0, 0, 1]);
        let wrong = shipped.replace("\"watch_days\":20", "\"watch_days\":0");
        let report = take(&world, Kind::Policy, &wrong, PLAIN).await;
        assert_eq!((report.applied, report.bad), (false, 1));
        assert_eq!(report.errors[0].column, "watch_days");
        let torn = take(&world, Kind::Calendar, "{\"terms\": 5", PLAIN).await;
        assert!(torn.errors[0].column.starts_with("line 1"));
    })
    .await;
}

#[tokio::test]
async fn only_an_administrator_imports_over_http() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let county = [Scope::Region(world.county)];
        let admin = world.person("admin1", Role::Administrator, &county).await;
        let supervisor = world.person("supervisor1", Role::Supervisor, &county).await;
        let body = || REGIONS.as_bytes().to_vec();
        let (status, _) = supervisor.call("POST", "/v1/imports/regions", body()).await;
        assert_eq!(status, 404);
        let (status, _) = admin.call("POST", "/v1/imports/kings", body()).await;
        assert_eq!(status, 404);
        let (status, answer) = admin.call("POST", "/v1/imports/regions?dry_run=yes", body()).await;
        assert_eq!(status, 400, "{}", String::from_utf8_lossy(&answer));
        let (status, answer) = admin.call("POST", "/v1/imports/regions?dry_run=true", body()).await;
        assert_eq!(status, 200, "{}", String::from_utf8_lossy(&answer));
        let (status, _) = admin.call("POST", "/v1/imports/regions", b"\0\x01\x02".to_vec()).await;
        assert_eq!(status, 400);
        let (status, _) = admin.call("POST", "/v1/imports/regions", body()).await;
        assert_eq!(status, 200);
        let (status, log) = admin.get_json("/v1/audit").await;
        assert_eq!(status, 200);
        assert_eq!(log["entries"][0]["action"], "import");
    })
    .await;
}
