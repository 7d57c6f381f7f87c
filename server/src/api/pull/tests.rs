//! Pulling: everything once, nothing twice, in and out of scope, at any page size.

use crate::testing::{Person, World, each_db};
use axum::http::StatusCode;
use doorstep_schema::id::{FactId, StudentId};
use doorstep_schema::people::{Role, Scope};
use doorstep_schema::wire::v1::{Cursor, Fact, Page};
use std::collections::BTreeSet;

fn facts(pages: &[Page]) -> Vec<FactId> {
    pages.iter().flat_map(|p| &p.facts).map(|f| f.id).collect()
}

fn students(pages: &[Page]) -> Vec<StudentId> {
    pages.iter().flat_map(|p| &p.students).map(|s| s.id).collect()
}

fn removed(pages: &[Page]) -> Vec<StudentId> {
    pages.iter().flat_map(|p| &p.removed).copied().collect()
}

fn ids(facts: &[Fact]) -> BTreeSet<FactId> {
    facts.iter().map(|f| f.id).collect()
}

async fn teacher(world: &World, name: &str, class: usize) -> Person {
    world.person(name, Role::Teacher, &[Scope::Class(world.classes[class])]).await
}

#[tokio::test]
async fn every_page_size_gives_everything_exactly_once() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let early = teacher(&world, "early", 0).await;
        let mine = world.class_of(0, 4).await;
        world.class_of(1, 2).await;
        let sent: Vec<Fact> = mine.iter().flat_map(|s| [early.visits(s), early.calls(s)]).collect();
        early.pushes(&sent).await;
        // Assigned after everything happened: the whole history arrives with the assignment.
        let late = teacher(&world, "late", 0).await;
        let more: Vec<Fact> = mine.iter().map(|s| early.calls(s)).collect();
        early.pushes(&more).await;
        let expected: BTreeSet<FactId> = ids(&sent).into_iter().chain(ids(&more)).collect();
        for person in [&early, &late] {
            let whole = person.pulls_page(Cursor::default(), 1_000).await.unwrap();
            assert!(!whole.more);
            for limit in [1, 2, 3, 5, 7, 1_000] {
                let (pages, end) = person.pulls(Cursor::default(), limit).await;
                let got = facts(&pages);
                assert_eq!(got.len(), expected.len(), "nothing twice");
                assert_eq!(got.into_iter().collect::<BTreeSet<_>>(), expected);
                assert_eq!(students(&pages).len(), 4);
                assert_eq!(removed(&pages), []);
                assert_eq!(pages.iter().map(|p| p.regions.len()).sum::<usize>(), 4);
                assert_eq!(pages.iter().map(|p| p.classes.len()).sum::<usize>(), 2);
                assert_eq!(pages.iter().filter(|p| p.scope.is_some()).count(), 1);
                assert_eq!(pages.iter().filter(|p| p.calendar.is_some()).count(), 1);
                assert_eq!(end, whole.cursor);
                assert_eq!(person.pulls_page(end, limit).await, None);
            }
        }
    })
    .await;
}

#[tokio::test]
async fn nobody_gets_what_is_outside_their_scope() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let (ann, ben) = (teacher(&world, "ann", 0).await, teacher(&world, "ben", 1).await);
        let (of_ann, of_ben) = (world.class_of(0, 2).await, world.class_of(1, 2).await);
        let sent = [ann.visits(&of_ann[0]), ann.visits(&of_ann[1])];
        ann.pushes(&sent).await;
        let theirs = [ben.visits(&of_ben[0])];
        ben.pushes(&theirs).await;
        let region = Scope::Region(world.villages[1]);
        let elsewhere = world.person("elsewhere", Role::Committee, &[region]).await;
        let admin =
            world.person("admin", Role::Administrator, &[Scope::Region(world.county)]).await;
        let county = world.person("county", Role::Supervisor, &[Scope::Region(world.county)]).await;
        let township = Scope::Region(world.villages[0].parent().unwrap());
        let township = world.person("township", Role::Township, &[township]).await;
        let both: BTreeSet<FactId> = ids(&sent).into_iter().chain(ids(&theirs)).collect();
        for (person, expected, roster) in [
            (&ann, ids(&sent), 2),
            (&ben, ids(&theirs), 2),
            (&elsewhere, BTreeSet::new(), 0),
            (&admin, BTreeSet::new(), 0),
            (&county, both.clone(), 4),
            (&township, both.clone(), 4),
        ] {
            let (pages, _) = person.pulls(Cursor::default(), 3).await;
            assert_eq!(facts(&pages).into_iter().collect::<BTreeSet<_>>(), expected);
            assert_eq!(students(&pages).len(), roster);
        }
    })
    .await;
}

#[tokio::test]
async fn a_move_between_classes_hands_the_history_over() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let (ann, ben) = (teacher(&world, "ann", 0).await, teacher(&world, "ben", 1).await);
        let principal = world.person("head", Role::Principal, &[Scope::School(world.school)]).await;
        let mut roster = world.class_of(0, 3).await;
        let sent: Vec<Fact> = roster.iter().flat_map(|s| [ann.visits(s), ann.calls(s)]).collect();
        ann.pushes(&sent).await;
        let (_, of_ann) = ann.pulls(Cursor::default(), 100).await;
        let (_, of_ben) = ben.pulls(Cursor::default(), 100).await;
        let (_, of_head) = principal.pulls(Cursor::default(), 100).await;
        roster[1].class = world.classes[1];
        let moved = roster[1].clone();
        world.put(&roster).await;
        let after = ben.visits(&moved);
        ben.pushes(std::slice::from_ref(&after)).await;
        for limit in [1, 2, 100] {
            let (pages, end) = ann.pulls(of_ann, limit).await;
            assert_eq!((facts(&pages), removed(&pages)), (vec![], vec![moved.id]));
            assert_eq!(ann.pulls_page(end, limit).await, None);
            let (pages, end) = ben.pulls(of_ben, limit).await;
            assert_eq!(students(&pages), [moved.id]);
            let expected: BTreeSet<FactId> = [sent[2].id, sent[3].id, after.id].into();
            assert_eq!(facts(&pages).into_iter().collect::<BTreeSet<_>>(), expected);
            assert_eq!(ben.pulls_page(end, limit).await, None);
            let (pages, _) = principal.pulls(of_head, limit).await;
            assert_eq!(
                removed(&pages),
                [],
                "a move within the school takes nothing from its principal"
            );
            assert!(facts(&pages).contains(&after.id));
        }
        // And back again.
        let (_, of_ann) = ann.pulls(of_ann, 100).await;
        roster[1].class = world.classes[0];
        world.put(&roster).await;
        let (pages, _) = ann.pulls(of_ann, 2).await;
        assert_eq!(
            (facts(&pages).len(), students(&pages), removed(&pages)),
            (3, vec![moved.id], vec![])
        );
    })
    .await;
}

#[tokio::test]
async fn a_reassigned_class_moves_from_one_phone_to_another() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let ann = world.person("ann", Role::Teacher, &[]).await;
        let assignment = world.assign(ann.worker, Scope::Class(world.classes[0])).await;
        let ben = teacher(&world, "ben", 1).await;
        let roster = world.class_of(0, 3).await;
        let sent: Vec<Fact> = roster.iter().map(|s| ann.visits(s)).collect();
        ann.pushes(&sent).await;
        let (_, of_ann) = ann.pulls(Cursor::default(), 100).await;
        let (_, of_ben) = ben.pulls(Cursor::default(), 100).await;
        world.unassign(assignment).await;
        world.assign(ben.worker, Scope::Class(world.classes[0])).await;
        for limit in [1, 2, 100] {
            let (pages, end) = ann.pulls(of_ann, limit).await;
            assert_eq!(pages.iter().find_map(|p| p.scope.clone()), Some(vec![]));
            let gone: BTreeSet<StudentId> = removed(&pages).into_iter().collect();
            assert_eq!(gone, roster.iter().map(|s| s.id).collect());
            assert_eq!((removed(&pages).len(), facts(&pages)), (3, vec![]));
            assert_eq!(ann.pulls_page(end, limit).await, None);
            let (pages, end) = ben.pulls(of_ben, limit).await;
            assert_eq!(pages.iter().find_map(|p| p.scope.as_ref().map(Vec::len)), Some(2));
            assert_eq!((facts(&pages).len(), students(&pages).len()), (3, 3));
            assert_eq!(ben.pulls_page(end, limit).await, None);
        }
        let body = doorstep_schema::wire::cbor::encode(&doorstep_schema::wire::v1::Removal {
            students: roster.iter().map(|s| s.id).chain([roster[0].id]).collect(),
        });
        for _ in 0..2 {
            let (status, _) = ann.call("POST", "/v1/removals", body.clone()).await;
            assert_eq!(status, StatusCode::NO_CONTENT);
        }
    })
    .await;
}

#[tokio::test]
async fn racing_writers_never_make_a_reader_skip() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let teacher = teacher(&world, "teacher", 0).await;
        let roster = world.class_of(0, 10).await;
        // A second process on the same database, so that two writers race for the counter.
        let other = crate::app::App::new(
            db.clone(),
            world.app.files.clone(),
            world.clock.clone(),
            std::sync::Arc::new(crate::testing::SeededEntropy::new(8)),
            crate::auth::keys::TokenKeys::from_seeds([42; 32], &[]),
            world.app.settings.clone(),
        );
        let second =
            World { router: crate::api::router(other.clone()), app: other, ..world.clone() };
        let mut writers = tokio::task::JoinSet::new();
        for i in 0..12 {
            let person = Person {
                world: if i % 2 == 0 { world.clone() } else { second.clone() },
                ..teacher.clone()
            };
            let roster = roster.clone();
            writers.spawn(async move {
                let mut sent = BTreeSet::new();
                for round in 0..8 {
                    let facts: Vec<Fact> =
                        (0..3).map(|k| person.calls(&roster[(i + round + k) % 10])).collect();
                    assert_eq!(person.outcomes(&facts).await, ["accepted"; 3]);
                    sent.extend(ids(&facts));
                }
                sent
            });
        }
        let reader = teacher.clone();
        let (stop, mut stopped) = tokio::sync::oneshot::channel::<()>();
        let reading = tokio::spawn(async move {
            let (mut seen, mut cursor) = (BTreeSet::new(), Cursor::default());
            loop {
                let last = stopped.try_recv().is_ok();
                let (pages, end) = reader.pulls(cursor, 7).await;
                seen.extend(facts(&pages));
                cursor = end;
                if last && pages.is_empty() {
                    return seen;
                }
                if last {
                    // Drain what came in the last round.
                    let (pages, _) = reader.pulls(cursor, 7).await;
                    seen.extend(facts(&pages));
                    return seen;
                }
                tokio::task::yield_now().await;
            }
        });
        let mut sent = BTreeSet::new();
        while let Some(done) = writers.join_next().await {
            sent.extend(done.unwrap());
        }
        stop.send(()).unwrap();
        assert_eq!(sent.len(), 12 * 8 * 3);
        assert_eq!(reading.await.unwrap(), sent);
    })
    .await;
}

#[tokio::test]
async fn json_and_cbor_say_the_same_and_bad_cursors_are_refused() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let teacher = teacher(&world, "teacher", 0).await;
        let roster = world.class_of(0, 30).await;
        let sent: Vec<Fact> = roster.iter().map(|s| teacher.visits(s)).collect();
        teacher.pushes(&sent).await;
        let cbor = teacher.pulls_page(Cursor::default(), 1_000).await.unwrap();
        let (status, json) = teacher.get_json("/v1/pull").await;
        assert_eq!(status, StatusCode::OK);
        assert_eq!(serde_json::from_value::<Page>(json).unwrap(), cbor);
        assert_eq!(cbor.facts, sent);
        for bad in ["x", "1", "1.2.3.4", "-1.0.0", "1.999.0"] {
            let (status, problem) = teacher.get_json(&format!("/v1/pull?after={bad}")).await;
            assert_eq!(
                (status, &problem["code"]),
                (StatusCode::BAD_REQUEST, &"bad_parameter".into()),
                "{bad}"
            );
        }
        let (status, problem) = teacher.get_json("/v1/pull?limit=many").await;
        assert_eq!((status, &problem["code"]), (StatusCode::BAD_REQUEST, &"bad_parameter".into()));
        assert!(problem["request_id"].is_string());
    })
    .await;
}
