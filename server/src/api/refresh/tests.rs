//! Refresh tokens rotate; a copied one ends the family; a revoked device learns so.

use crate::db::devices;
use crate::testing::{Phone, World, each_db};
use doorstep_schema::people::Role;
use doorstep_schema::wire::v1::{Refresh, Session, SignIn};

fn ended() -> Result<Session, (u16, String)> {
    Err((401, "session_ended".to_owned()))
}

async fn browser(world: &World) -> Session {
    let body = SignIn { username: "ann".to_owned(), password: "password".to_owned(), device: None };
    world.session("/v1/sign-in", &body).await.unwrap()
}

fn plain(session: &Session) -> Refresh {
    Refresh { refresh_token: session.refresh_token.clone(), signature: None }
}

#[tokio::test]
async fn a_token_is_used_once_and_a_copy_ends_the_family() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        world.person("ann", Role::Teacher, &[]).await;
        let first = browser(&world).await;
        let other = browser(&world).await;
        let second = world.session("/v1/refresh", &plain(&first)).await.unwrap();
        assert_ne!(first.refresh_token, second.refresh_token);
        assert_eq!(first.device, second.device);
        let third = world.session("/v1/refresh", &plain(&second)).await.unwrap();
        assert_eq!(world.session("/v1/refresh", &plain(&first)).await, ended());
        assert_eq!(world.session("/v1/refresh", &plain(&third)).await, ended(), "the family ended");
        assert!(world.session("/v1/refresh", &plain(&other)).await.is_ok(), "other sessions go on");
        for bad in ["", "x", &"A".repeat(43), &"x".repeat(100_000)] {
            let body = Refresh { refresh_token: bad.to_owned(), signature: None };
            assert_eq!(world.session("/v1/refresh", &body).await, ended());
        }
    })
    .await;
}

#[tokio::test]
async fn a_phone_that_lost_the_answer_asks_again_and_a_thief_gains_nothing() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        world.person("ann", Role::Teacher, &[]).await;
        let phone = Phone::new(1);
        let first =
            world.session("/v1/sign-in", &phone.sign_in(&world, "ann", "password")).await.unwrap();
        let unsigned = plain(&first);
        assert_eq!(world.session("/v1/refresh", &unsigned).await, ended());
        let foreign = Phone::new(2).refresh(&first.refresh_token);
        assert_eq!(world.session("/v1/refresh", &foreign).await, ended());
        let asks = phone.refresh(&first.refresh_token);
        let lost = world.session("/v1/refresh", &asks).await.unwrap();
        let second = world.session("/v1/refresh", &asks).await.unwrap();
        let of_lost = phone.refresh(&lost.refresh_token);
        assert_eq!(world.session("/v1/refresh", &of_lost).await, ended(), "the lost one is void");
        let of_second = phone.refresh(&second.refresh_token);
        let third = world.session("/v1/refresh", &of_second).await.unwrap();
        assert_eq!(world.session("/v1/refresh", &asks).await, ended(), "its successor was used");
        let of_third = phone.refresh(&third.refresh_token);
        assert_eq!(world.session("/v1/refresh", &of_third).await, ended(), "the family ended");
    })
    .await;
}

#[tokio::test]
async fn tokens_end_by_time_and_by_signing_out() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        world.person("ann", Role::Teacher, &[]).await;
        let first = browser(&world).await;
        assert_eq!(world.me(&first.access_token).await.0, 200);
        world.clock.forward_minutes(15);
        assert_eq!(world.me(&first.access_token).await, (401, "token_expired".to_owned()));
        let second = world.session("/v1/refresh", &plain(&first)).await.unwrap();
        assert_eq!(world.me(&second.access_token).await.0, 200);
        world.clock.forward_minutes(61 * 1_440);
        assert_eq!(world.session("/v1/refresh", &plain(&second)).await, ended());
        let third = browser(&world).await;
        let request = axum::http::Request::builder()
            .method("POST")
            .uri("/v1/sign-out")
            .header("authorization", format!("Bearer {}", third.access_token))
            .body(axum::body::Body::empty())
            .unwrap();
        assert_eq!(world.call(request).await.0, 204);
        assert_eq!(world.session("/v1/refresh", &plain(&third)).await, ended());
    })
    .await;
}

#[tokio::test]
async fn a_revoked_device_is_cut_off_at_once_and_told_so() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        world.person("ann", Role::Teacher, &[]).await;
        let phone = Phone::new(1);
        let sign_in = phone.sign_in(&world, "ann", "password");
        let session = world.session("/v1/sign-in", &sign_in).await.unwrap();
        let other = browser(&world).await;
        let mut tx = db.write().await.unwrap();
        assert!(devices::revoke(&mut tx, phone.id, world.app.now()).await.unwrap());
        assert!(!devices::revoke(&mut tx, phone.id, world.app.now()).await.unwrap());
        tx.commit().await.unwrap();
        let revoked = || (401, "device_revoked".to_owned());
        assert_eq!(world.me(&session.access_token).await, revoked());
        let asks = phone.refresh(&session.refresh_token);
        assert_eq!(world.session("/v1/refresh", &asks).await, Err(revoked()));
        assert_eq!(world.session("/v1/sign-in", &sign_in).await, Err(revoked()));
        assert_eq!(world.me(&other.access_token).await.0, 200);
    })
    .await;
}
