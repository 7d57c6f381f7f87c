//! The same form again, others' forms, and forms that correct earlier ones.

use super::facts::{fact, stored, teacher};
use super::{Collect, Fill, visit};
use crate::acts::openrosa::fact_of;
use crate::testing::{World, each_db};
use doorstep_forms::shipped;
use doorstep_schema::fact::Act;
use doorstep_schema::people::{Role, Scope};
use doorstep_schema::wire::v1::Cursor;

#[tokio::test]
async fn the_same_form_again_is_one_fact_and_another_worker_s_id_is_refused() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let (person, collect) = teacher(&world).await;
        world.person("second", Role::Teacher, &[Scope::Class(world.classes[0])]).await;
        let student = world.class_of(0, 1).await.remove(0);
        let form = shipped::home_visit().unwrap();
        let mut answers = visit();
        // Without a time of its own each try would make another fact.
        answers["started"] = serde_json::Value::Null;
        answers["ended"] = serde_json::Value::Null;
        let xml = Fill::new(&form, "uuid:s", Some(student.id)).xml(answers);
        let (one, two) = tokio::join!(collect.sends(&xml, &[]), collect.sends(&xml, &[]));
        assert_eq!((one.status.as_u16(), two.status.as_u16()), (201, 201), "{one:?} {two:?}");
        world.clock.forward_minutes(30);
        assert_eq!(collect.sends(&xml, &[]).await.status, 201);
        let (pages, _) = person.pulls(Cursor::default(), 1_000).await;
        let visits: usize =
            pages.iter().flat_map(|page| &page.facts).filter(|fact| fact.kind == "visit").count();
        assert_eq!(visits, 1);
        let (status, text) = Collect::new(&world, "second").sends(&xml, &[]).await.told();
        assert!(status == 409 && text.contains("another worker"), "{text}");
        let changed = xml.replace("家里只有奶奶", "家里没有人");
        let (status, text) = collect.sends(&changed, &[]).await.told();
        assert!(status == 409 && text.contains("other answers"), "{text}");
    })
    .await;
}

#[tokio::test]
async fn an_edited_form_corrects_the_fact_and_an_edit_of_the_edit_does_too() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let (person, collect) = teacher(&world).await;
        world.person("second", Role::Teacher, &[Scope::Class(world.classes[0])]).await;
        let students = world.class_of(0, 2).await;
        let form = shipped::home_visit().unwrap();
        let note = |note: &str, ended: &str| {
            let mut answers = visit();
            answers["evidence"]["note"] = note.into();
            answers["ended"] = format!("2026-11-23T{ended}:00+08:00").into();
            answers
        };
        let fill = |id, replaces, student: usize| Fill {
            replaces,
            ..Fill::new(&form, id, Some(students[student].id))
        };
        let edit = fill("uuid:2", Some("uuid:1"), 0).xml(note("two", "07:56"));
        let (status, text) = collect.sends(&edit, &[]).await.told();
        assert!(status == 409 && text.contains("not arrived"), "{text}");
        let first = fill("uuid:1", None, 0).xml(note("one", "07:55"));
        assert_eq!(collect.sends(&first, &[]).await.status, 201);
        let (status, text) = Collect::new(&world, "second").sends(&edit, &[]).await.told();
        assert!(status == 403 && text.contains("only its author"), "{text}");
        assert!(stored(&world, fact_of("uuid:2")).await.is_none());
        assert_eq!(collect.sends(&edit, &[]).await.status, 201);
        let again = fill("uuid:3", Some("uuid:2"), 0).xml(note("three", "07:57"));
        assert_eq!(collect.sends(&again, &[]).await.status, 201);
        for id in ["uuid:2", "uuid:3"] {
            let Act::Amendment(amendment) = fact(&world, id).await.act else { panic!("{id}") };
            assert_eq!(amendment.of, fact_of("uuid:1"));
        }
        let (_, shown) = person.get_json(&format!("/v1/students/{}", students[0].id)).await;
        let shown = shown.to_string();
        assert!(shown.contains("three"), "{shown}");
        let (pages, _) = person.pulls(Cursor::default(), 1_000).await;
        let kinds = |kind: &str| {
            pages.iter().flat_map(|page| &page.facts).filter(|fact| fact.kind == kind).count()
        };
        assert_eq!((kinds("visit"), kinds("amendment"), kinds("referral_sent")), (1, 2, 1));
        let other = fill("uuid:4", Some("uuid:1"), 1).xml(note("four", "07:58"));
        let (status, text) = collect.sends(&other, &[]).await.told();
        assert!(status == 409 && text.contains("its student"), "{text}");
        let venue = shipped::venue_report().unwrap();
        let answers =
            serde_json::json!({ "venue_kind": "other", "venue_name": "x", "place": "1 1 0 0" });
        let kind = Fill { replaces: Some("uuid:1"), ..Fill::new(&venue, "uuid:5", None) };
        let (status, text) = collect.sends(&kind.xml(answers), &[]).await.told();
        assert!(status == 409 && text.contains("another kind"), "{text}");
    })
    .await;
}

#[tokio::test]
async fn a_form_filled_before_the_class_was_handed_over_is_taken() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let (_, collect) = teacher(&world).await;
        let second = world.person("second", Role::Teacher, &[]).await;
        let held = world.assign(second.worker, Scope::Class(world.classes[1])).await;
        let student = world.class_of(1, 1).await.remove(0);
        let form = shipped::home_visit().unwrap();
        let mut answers = visit();
        answers["ended"] = "2026-11-23T08:30:00+08:00".into();
        world.clock.forward_minutes(60);
        world.unassign(held).await;
        let xml = Fill::new(&form, "uuid:h", Some(student.id)).xml(answers);
        assert_eq!(collect.sends(&xml, &[]).await.status, 403);
        assert_eq!(Collect::new(&world, "second").sends(&xml, &[]).await.status, 201);
    })
    .await;
}
