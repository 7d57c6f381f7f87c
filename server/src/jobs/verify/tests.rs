//! Every derived row follows from the facts, whatever happened in between.

use super::*;
use crate::jobs::due::reevaluate;
use crate::testing::{Person, World, each_db, photo};
use doorstep_schema::fact::{
    AbsenceReport, Act, Met, PromiseMade, ReferralSent, ReturnToClass, Visit,
};
use doorstep_schema::people::{Concern, Department, Role, Scope, Student};
use jiff::civil::date;

fn absent(person: &Person, student: &Student) -> doorstep_schema::wire::v1::Fact {
    let act = AbsenceReport {
        days: vec![date(2026, 11, 23)],
        told_at: person.world.app.now(),
        reason: String::new(),
        excused: false,
        filled: None,
    };
    person.enters(Some(student.id), Act::AbsenceReport(act))
}

/// A class with an absence, a visit with a promise, a referral, and time passing.
async fn history(world: &World) -> (Person, Vec<Student>) {
    let teacher = world.person("teacher", Role::Teacher, &[Scope::Class(world.classes[0])]).await;
    let roster = world.class_of(0, 4).await;
    let db = &world.app.db;
    reevaluate(db, &world.app.rules, world.app.now()).await.unwrap();
    let visit = Visit {
        concerns: vec![Concern::Hardship],
        promise: Some(PromiseMade {
            text: "back".to_owned(),
            by: date(2026, 11, 25),
            returns: true,
        }),
        ..Visit::met(Met::Guardian)
    };
    let referral = ReferralSent {
        department: Department::CivilAffairs,
        reason: "money".to_owned(),
        concern: Some(Concern::Hardship),
        serious: false,
    };
    let facts = [
        absent(&teacher, &roster[0]),
        absent(&teacher, &roster[1]),
        teacher.enters(Some(roster[1].id), Act::Visit(visit)),
        teacher.enters(Some(roster[2].id), Act::ReferralSent(referral)),
    ];
    assert_eq!(teacher.outcomes(&facts).await, ["accepted"; 4]);
    let (photo, thumb) = (photo(1, 900), photo(2, 90));
    let record = teacher.photographs(&roster[3], &photo, Some(&thumb));
    assert_eq!(teacher.outcomes(&[record]).await, ["accepted"]);
    (teacher, roster)
}

async fn count(db: &Db, sql: &'static str) -> i64 {
    let mut tx = db.read().await.unwrap();
    let (n,): (i64,) = tx.query(sql).one().await.unwrap();
    n
}

#[tokio::test]
async fn after_any_history_nothing_differs() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let (teacher, mut roster) = history(&world).await;
        let verified = || async { verify(&db, &world.app.rules, world.app.now()).await.unwrap() };
        let clean = |students| Report { students, pending: 0, changes: Vec::new() };
        assert_eq!(verified().await, clean(4));
        assert!(count(&db, "SELECT COUNT(*) FROM follow_up WHERE is_open").await > 0);
        assert!(count(&db, "SELECT COUNT(*) FROM referral WHERE is_open").await > 0);
        assert_eq!(count(&db, "SELECT COUNT(*) FROM promise").await, 1);
        let steps = || count(&db, "SELECT COUNT(*) FROM follow_up WHERE step IS NOT NULL");
        let before = steps().await;
        world.clock.forward_minutes(3 * 1_440);
        assert!(verified().await.pending > 0);
        assert!(reevaluate(&db, &world.app.rules, world.app.now()).await.unwrap() > 0);
        assert!(steps().await > before, "the ladder went on by the clock alone");
        assert_eq!(verified().await, clean(4));
        // A move takes the student's work with it.
        roster[0].class = world.classes[1];
        roster[0].village = world.villages[1];
        world.put(&roster[..1]).await;
        assert_eq!(reevaluate(&db, &world.app.rules, world.app.now()).await.unwrap(), 1);
        assert_eq!(verified().await, clean(4));
        let back = Act::ReturnToClass(ReturnToClass { day: date(2026, 11, 26) });
        let back = teacher.enters(Some(roster[1].id), back);
        assert_eq!(teacher.outcomes(&[back]).await, ["accepted"]);
        assert_eq!(verified().await, clean(4));
        let sql = "SELECT CAST(COALESCE(SUM(open_count), 0) AS BIGINT) FROM overdue_day WHERE kind = 'county'";
        let open = count(&db, "SELECT COUNT(*) FROM follow_up WHERE is_open").await;
        assert_eq!(count(&db, sql).await, open);
    })
    .await;
}

#[tokio::test]
async fn a_tampered_row_is_found_and_mended() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        history(&world).await;
        let now = world.app.now();
        for (tampering, table) in [
            ("UPDATE follow_up SET due_at = due_at + 1", "follow_up"),
            ("UPDATE follow_up SET is_open = FALSE WHERE is_open", "follow_up"),
            ("DELETE FROM follow_up", "follow_up"),
            ("UPDATE student_case SET risk = risk + 7", "student_case"),
            ("UPDATE student_state SET status = 'dropped_out'", "student_state"),
            ("DELETE FROM promise", "promise"),
            ("UPDATE referral SET department = 'justice'", "referral"),
            ("UPDATE overdue_day SET open_count = open_count + 1", "overdue_day"),
            ("DELETE FROM overdue_day", "overdue_day"),
            ("DELETE FROM evidence", "evidence"),
            ("UPDATE evidence SET number = 7", "evidence"),
            ("UPDATE evidence SET look0 = 7", "evidence"),
            ("UPDATE evidence SET id = of_fact", "evidence"),
            ("DELETE FROM file", "file"),
            ("INSERT INTO file (county, sha256, bytes, state) VALUES ('533325', '', 1, 'awaited')", "file"),
            ("UPDATE overdue_day SET due_day = due_day + 1000", "overdue_day"),
        ] {
            let mut tx = db.write().await.unwrap();
            assert!(tx.query(tampering).execute().await.unwrap() > 0, "{tampering}");
            tx.commit().await.unwrap();
            let report = verify(&db, &world.app.rules, now).await.unwrap();
            assert!(report.changes.iter().any(|c| c.table == table), "{tampering}: {report:?}");
            assert_eq!(rebuild(&db, &world.app.rules, now).await.unwrap(), 4);
            assert_eq!(
                verify(&db, &world.app.rules, now).await.unwrap().changes,
                [],
                "{tampering}"
            );
        }
    })
    .await;
}
