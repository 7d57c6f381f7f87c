//! Stories of photos, from the camera to the committee's list and the auditor's hands, on both databases.

#![expect(clippy::unwrap_used, reason = "what is not there fails the test")]

use doorstep_core::acts::visit;
use doorstep_core::photos::{self, PhotoReceipt, Prepared, Sighting, prepare};
use doorstep_photo::{ShotPlace, Taken, made};
use doorstep_schema::digest::Digest;
use doorstep_schema::fact::{Met, Visit};
use doorstep_schema::id::{FactId, StudentId};
use doorstep_schema::moment::Clock;
use doorstep_schema::people::{Role, Scope, Student};
use doorstep_schema::place::Place;
use doorstep_server::exports::bundle;
use doorstep_server::jobs::files;
use doorstep_server::testing::{Person, START, World, each_db};
use doorstep_tests::handset::Handset;
use serde_json::Value;

const HOME: Place = Place { lat: 26.45, lon: 99.41, accuracy: 9.0 };

/// A teacher's phone, the committee at a desk, and a child who lives at [`HOME`].
struct Scene {
    world: World,
    phone: Handset,
    committee: Person,
    child: StudentId,
}

async fn scene(world: World) -> Scene {
    world.person("teacher", Role::Teacher, &[Scope::Class(world.classes[0])]).await;
    let village = Scope::Region(world.villages[0]);
    let committee = world.person("committee", Role::Committee, &[village]).await;
    let student = Student { home: Some(HOME), ..world.student(0, 0) };
    world.put(std::slice::from_ref(&student)).await;
    let phone = Handset::of(&world, "teacher").await;
    Scene { world, phone, committee, child: student.id }
}

/// A picture as a camera writes it at the visit: on its side, with time and place.
fn camera(seed: u64) -> Prepared {
    let civil = Clock::CHINA.civil(START.plus_minutes(541));
    let taken = Taken { civil, offset_minutes: Some(480) };
    let place = ShotPlace { lat: HOME.lat, lon: HOME.lon, accuracy: Some(9.0) };
    let file = made::with_exif(&made::picture(seed, 800, 600), 6, Some(taken), Some(place));
    prepare(&file).unwrap()
}

impl Scene {
    /// Visits at half past five in the afternoon, offline, and takes a photo.
    fn visits(&mut self, picture: &Prepared) -> (FactId, FactId) {
        let child = self.child;
        let seen = Visit { place: Some(HOME), ..Visit::met(Met::Guardian) };
        let at = START.plus_minutes(540);
        let visit = self.phone.does(at, |s, e| visit::record(s, e, child, e.now, seen));
        let here = Sighting { place: Some(HOME), mock: false };
        let at = START.plus_minutes(541);
        let photo = self.phone.does(at, |s, e| photos::attach(s, e, visit, picture, &here));
        (visit, photo)
    }

    async fn shown(&self, photo: FactId) -> Value {
        let (status, shown) =
            self.committee.get_json(&format!("/v1/evidence/{photo}?lang=zh")).await;
        assert_eq!(status, 200, "{shown}");
        shown
    }
}

#[tokio::test]
async fn a_photo_taken_offline_reaches_the_committee_and_an_auditor_checks_it_alone() {
    each_db(|db| async move {
        let mut scene = scene(World::new(&db).await).await;
        let picture = camera(1);
        assert_eq!((picture.photo.width, picture.photo.height), (600, 800), "upright");
        let (visit, photo) = scene.visits(&picture);
        let receipt =
            |phone: &Handset| photos::list(&phone.store, visit).unwrap()[0].receipt.clone();
        assert_eq!(receipt(&scene.phone), PhotoReceipt::OnThisPhone);

        scene.world.clock.forward_minutes(24 * 60);
        let report = scene.phone.syncs(&scene.world).await;
        assert_eq!((report.accepted, report.files), (2, 2));
        assert_eq!(receipt(&scene.phone), PhotoReceipt::Complete);
        let shown = scene.shown(photo).await;
        assert_eq!(shown["doubts"], 0, "{shown}");
        let passed = shown["points"].as_array().unwrap().iter();
        assert_eq!(passed.filter(|point| point["finding"] == "passed").count(), 7, "{shown}");
        let (status, stored) =
            scene.committee.call("GET", &format!("/v1/evidence/{photo}/photo"), Vec::new()).await;
        assert_eq!((status.as_u16(), Digest::of(&stored)), (200, picture.photo.sha256));
        assert!(doorstep_photo::stored(&stored).is_ok(), "nothing but the picture is in it");

        let county = Scope::Region(scene.world.county);
        let supervisor = scene.world.person("supervisor", Role::Supervisor, &[county]).await;
        let path = format!("/v1/evidence/{photo}/bundle.zip");
        let (_, zip) = supervisor.call("GET", &path, Vec::new()).await;
        let checked = bundle::check(&zip).unwrap();
        assert!(checked.iter().all(|one| one.wrong.is_none()), "{checked:?}");
        // The same picture beside another visit is told apart from the first.
        let (_, again) = scene.visits(&picture);
        scene.phone.syncs(&scene.world).await;
        let shown = scene.shown(again).await;
        assert_eq!(shown["points"][6]["code"], "used_before");
        assert_eq!(shown["points"][6]["with"]["other"], photo.to_string());
    })
    .await;
}

#[tokio::test]
async fn a_photo_that_the_server_lost_is_asked_for_again_and_comes_while_the_phone_has_it() {
    each_db(|db| async move {
        let mut scene = scene(World::new(&db).await).await;
        let picture = camera(2);
        let (_, photo) = scene.visits(&picture);
        scene.world.clock.forward_minutes(24 * 60);
        scene.phone.syncs(&scene.world).await;
        let (app, county) = (scene.world.app.clone(), scene.world.county);
        let (lost, rotten) = (picture.photo.sha256, picture.thumb.sha256);
        app.files.delete(county, lost).await.unwrap();
        app.files.put(county, rotten, b"rot".to_vec().into()).await.unwrap();
        let (read, faulty) = files::verify(&app.db, &app.files).await.unwrap();
        assert_eq!((read, faulty.len()), (2, 2), "{faulty:?}");
        files::ask_again(&app.db, &app.files, &faulty).await.unwrap();
        let shown = scene.shown(photo).await;
        assert_eq!(shown["points"][0]["text"], "服务器上的照片缺失或损坏，已请手机重新上传。");

        assert_eq!(scene.phone.syncs(&scene.world).await.files, 2);
        assert_eq!(scene.shown(photo).await["file"], "whole");
        assert_eq!(app.files.get(county, lost).await.unwrap().unwrap(), picture.photo.bytes);
        assert_eq!(app.files.get(county, rotten).await.unwrap().unwrap(), picture.thumb.bytes);
        assert!(files::verify(&app.db, &app.files).await.unwrap().1.is_empty());

        // After the policy's days the phone has only the thumbnail: what is lost then stays lost.
        scene.world.clock.forward_minutes(31 * 24 * 60);
        scene.phone.syncs(&scene.world).await;
        assert!(photos::photo(&scene.phone.store, lost).unwrap().is_none());
        assert!(photos::thumb(&scene.phone.store, lost).unwrap().is_some());
        app.files.delete(county, lost).await.unwrap();
        let faulty = files::verify(&app.db, &app.files).await.unwrap().1;
        files::ask_again(&app.db, &app.files, &faulty).await.unwrap();
        assert_eq!(scene.phone.syncs(&scene.world).await.files, 0);
        assert_eq!(scene.shown(photo).await["file"], "missing");
    })
    .await;
}
