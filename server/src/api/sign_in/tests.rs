//! Signing in: with what, from what, and what is logged.

use crate::db::audit;
use crate::testing::{Phone, World, each_db};
use doorstep_schema::people::{Role, Scope};
use doorstep_schema::wire::v1::SignIn;

fn refused(status: u16, code: &str) -> (u16, String) {
    (status, code.to_owned())
}

#[tokio::test]
async fn a_phone_enrols_once_and_is_recognised_by_its_key() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let scope = Scope::Class(world.classes[0]);
        let ann = world.person("ann", Role::Teacher, &[scope]).await;
        world.person("ben", Role::Teacher, &[]).await;
        let phone = Phone::new(1);
        let session =
            world.session("/v1/sign-in", &phone.sign_in(&world, "ann", "password")).await.unwrap();
        assert_eq!((session.subject, session.device), (ann.worker, phone.id));
        assert_eq!((session.scope.len(), session.scope[0].scope), (1, scope));
        assert_eq!(world.me(&session.access_token).await, refused(200, ""));
        let again = phone.sign_in(&world, "ann", "password");
        assert!(world.session("/v1/sign-in", &again).await.is_ok());
        let stolen = phone.sign_in(&world, "ben", "password");
        assert_eq!(world.session("/v1/sign-in", &stolen).await, Err(refused(409, "device_taken")));
        let mut other_key = Phone::new(2).sign_in(&world, "ann", "password");
        let device = other_key.device.as_mut().unwrap();
        device.id = phone.id;
        assert_eq!(world.session("/v1/sign-in", &other_key).await, Err(refused(422, "invalid")));
        let mut weak = phone.sign_in(&world, "ann", "password");
        weak.device.as_mut().unwrap().public_key = "A".repeat(43);
        assert_eq!(world.session("/v1/sign-in", &weak).await, Err(refused(422, "invalid")));
    })
    .await;
}

#[tokio::test]
async fn wrong_credentials_are_not_told_apart() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        world.person("ann", Role::Teacher, &[]).await;
        let gone = world.person("gone", Role::Teacher, &[]).await;
        let mut tx = db.write().await.unwrap();
        let sql = "UPDATE worker SET disabled = TRUE WHERE id = $1";
        tx.query(sql).bind(gone.worker.0).execute().await.unwrap();
        tx.commit().await.unwrap();
        let long = "x".repeat(5_000);
        for (username, password) in [
            ("ann", "wrong"),
            ("ann", ""),
            ("nobody", "password"),
            ("an\0n", "password"),
            ("gone", "password"),
            ("ann", &long),
            (&long, "x"),
        ] {
            let body = SignIn {
                username: username.to_owned(),
                password: password.to_owned(),
                device: None,
            };
            let answer = world.session("/v1/sign-in", &body).await;
            assert_eq!(answer, Err(refused(401, "wrong_credentials")));
        }
        // Nor does a token of a disabled account open anything.
        let token = world.token(gone.worker, gone.device);
        assert_eq!(world.me(&token).await, refused(401, "unauthenticated"));
    })
    .await;
}

#[tokio::test]
async fn a_sign_in_is_logged_in_a_chain_that_shows_tampering() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        world.person("ann", Role::Teacher, &[]).await;
        let body =
            SignIn { username: "ann".to_owned(), password: "password".to_owned(), device: None };
        for _ in 0..3 {
            world.session("/v1/sign-in", &body).await.unwrap();
        }
        let broken = || async {
            let mut tx = db.read().await.unwrap();
            audit::first_broken(&mut tx, world.county).await.unwrap()
        };
        assert_eq!(broken().await, None);
        let mut tx = db.read().await.unwrap();
        let entries = audit::list(&mut tx, world.county, 0, 10).await.unwrap();
        drop(tx);
        assert_eq!(
            entries.iter().map(|e| (e.seq, e.action.as_str())).collect::<Vec<_>>(),
            [(1, "sign_in"), (2, "sign_in"), (3, "sign_in")]
        );
        for (tampering, at) in [
            ("UPDATE audit SET resource = 'worker:x' WHERE seq = 2", Some(2)),
            ("DELETE FROM audit WHERE seq = 2", Some(2)),
            ("DELETE FROM audit WHERE seq = 3", Some(2)),
            ("DELETE FROM audit", Some(1)),
        ] {
            let mut tx = db.write().await.unwrap();
            tx.query(tampering).execute().await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(broken().await, at, "{tampering}");
        }
    })
    .await;
}
