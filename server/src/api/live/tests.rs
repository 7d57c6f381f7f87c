//! Events over real connections: what is heard, how often, and when it ends.

use crate::api::guarded;
use crate::app::Settings;
use crate::auth::password::Cost;
use crate::config;
use crate::db::{Db, counter};
use crate::limits::Limits;
use crate::serve::stop;
use crate::testing::{Person, World, each_db};
use axum_server::Handle;
use doorstep_schema::people::{Role, Scope};
use doorstep_schema::region::RegionCode;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::task::JoinHandle;
use tokio::time::timeout;

/// Long enough on a busy machine; whoever waits for nothing to come waits less.
const PATIENCE: Duration = Duration::from_secs(20);

async fn world(db: &Db, look: u64, beat: u64) -> World {
    let settings = Settings {
        password_cost: Cost::CHEAP,
        live_look: Duration::from_millis(look),
        live_beat: Duration::from_millis(beat),
        ..Settings::default()
    };
    World::with(db, settings).await
}

/// A server that listens.
struct Server {
    address: SocketAddr,
    handle: Handle<SocketAddr>,
    task: JoinHandle<std::io::Result<()>>,
}

fn serve(world: &World) -> Server {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let address = listener.local_addr().unwrap();
    let limits = Arc::new(Limits::new(&config::Limits::default()));
    let service = guarded(world.app.clone(), limits);
    let service = service.into_make_service_with_connect_info::<SocketAddr>();
    let handle = Handle::new();
    let server = axum_server::from_tcp(listener).unwrap().handle(handle.clone());
    Server { address, handle, task: tokio::spawn(server.serve(service)) }
}

/// A connection that listens.
struct Ear {
    stream: TcpStream,
    heard: String,
}

impl Server {
    async fn ask(&self, authorization: &str) -> Ear {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        let request = format!(
            "GET /v1/live HTTP/1.1\r\nHost: desk\r\nAccept-Encoding: zstd, gzip\r\n{authorization}\r\n"
        );
        stream.write_all(request.as_bytes()).await.unwrap();
        Ear { stream, heard: String::new() }
    }

    async fn listen(&self, person: &Person) -> Ear {
        let token = person.world.token(person.worker, person.device);
        self.ask(&format!("Authorization: Bearer {token}\r\n")).await
    }
}

impl Ear {
    fn count(&self, event: &str) -> usize {
        self.heard.matches(&format!("event: {event}\n")).count()
    }

    /// Reads once; tells whether there may be more.
    async fn read(&mut self) -> bool {
        let mut part = [0; 4096];
        let n = self.stream.read(&mut part).await.unwrap_or(0);
        self.heard.push_str(std::str::from_utf8(&part[..n]).unwrap());
        n > 0 && !self.heard.ends_with("\r\n0\r\n\r\n")
    }

    /// Listens until an event came so many times in all.
    async fn hears(&mut self, event: &str, times: usize) {
        let listening = async { while self.count(event) < times && self.read().await {} };
        let in_time = timeout(PATIENCE, listening).await;
        assert!(in_time.is_ok() && self.count(event) >= times, "{event}: {}", self.heard);
    }

    /// Listens for a while.
    async fn listens_for(&mut self, ms: u64) {
        let listening = async { while self.read().await {} };
        let ended = timeout(Duration::from_millis(ms), listening).await;
        assert!(ended.is_err(), "it ended: {}", self.heard);
    }

    /// Listens until it ends.
    async fn ends(&mut self) {
        let listening = async { while self.read().await {} };
        assert!(timeout(PATIENCE, listening).await.is_ok(), "it does not end: {}", self.heard);
    }

    /// Returns the counters that were told, in order.
    fn counters(&self) -> Vec<i64> {
        let told = self.heard.split("\"seq\":").skip(1);
        told.map(|rest| rest.split(',').next().unwrap().parse().unwrap()).collect()
    }
}

#[tokio::test]
async fn a_push_is_heard_by_everybody_in_the_county_and_by_those_above() {
    each_db(|db| async move {
        let world = world(&db, 50, 60_000).await;
        let class = Scope::Class(world.classes[0]);
        let teacher = world.person("teacher", Role::Teacher, &[class]).await;
        let admin =
            world.person("admin", Role::Administrator, &[Scope::Region(world.county)]).await;
        let province = Scope::Region(RegionCode::parse("53").unwrap());
        let above = world.person("above", Role::Supervisor, &[province]).await;
        let student = world.class_of(0, 1).await.remove(0);
        let server = serve(&world);
        let mut ears = [
            server.listen(&teacher).await,
            server.listen(&admin).await,
            server.listen(&above).await,
        ];
        for ear in &mut ears {
            ear.hears("changed", 1).await;
            assert!(ear.heard.starts_with("HTTP/1.1 200 OK\r\n"), "{}", ear.heard);
            assert!(ear.heard.contains("content-type: text/event-stream\r\n"), "{}", ear.heard);
            assert!(!ear.heard.contains("content-encoding"), "{}", ear.heard);
            ear.listens_for(200).await;
            assert_eq!(ear.count("changed"), 1, "nothing changed: {}", ear.heard);
        }
        assert_eq!(teacher.outcomes(&[teacher.visits(&student)]).await, ["accepted"]);
        for ear in &mut ears {
            ear.hears("changed", 2).await;
            assert!(ear.counters().is_sorted_by(|a, b| a < b), "{}", ear.heard);
        }
        // What another process writes is in the same counter, of another county in another.
        let elsewhere = RegionCode::parse("530102").unwrap();
        let mut tx = db.write().await.unwrap();
        counter::take(&mut tx, elsewhere, 5).await.unwrap();
        tx.commit().await.unwrap();
        ears[2].hears("changed", 3).await;
        ears[0].listens_for(300).await;
        assert_eq!(ears[0].count("changed"), 2, "{}", ears[0].heard);
        // The clock alone changes what is due.
        world.app.live.clock_changed();
        ears[0].hears("changed", 3).await;
    })
    .await;
}

#[tokio::test]
async fn many_changes_are_told_now_and_then() {
    each_db(|db| async move {
        let world = world(&db, 500, 60_000).await;
        let admin =
            world.person("admin", Role::Administrator, &[Scope::Region(world.county)]).await;
        let server = serve(&world);
        let mut ear = server.listen(&admin).await;
        let began = Instant::now();
        ear.hears("changed", 1).await;
        let mut last = 0;
        for _ in 0..30 {
            let mut tx = db.write().await.unwrap();
            last = counter::take(&mut tx, world.county, 1).await.unwrap();
            tx.commit().await.unwrap();
            world.app.live.clock_changed();
            ear.listens_for(50).await;
        }
        let most = began.elapsed().as_millis() / 500 + 1;
        assert!((2..=most).contains(&(ear.count("changed") as u128)), "{most}: {}", ear.heard);
        while ear.counters().last() != Some(&last) {
            let times = ear.count("changed") + 1;
            ear.hears("changed", times).await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_connection_beats_and_ends_with_the_token() {
    each_db(|db| async move {
        let world = world(&db, 50, 200).await;
        let class = Scope::Class(world.classes[0]);
        let teacher = world.person("teacher", Role::Teacher, &[class]).await;
        let server = serve(&world);
        let mut ear = server.listen(&teacher).await;
        ear.hears("beat", 2).await;
        world.clock.forward_minutes(world.app.settings.access_minutes - 1);
        ear.hears("beat", 4).await;
        world.clock.forward_minutes(1);
        ear.ends().await;
    })
    .await;
}

#[tokio::test]
async fn a_device_that_is_cut_off_hears_no_more() {
    each_db(|db| async move {
        let world = world(&db, 50, 200).await;
        let class = Scope::Class(world.classes[0]);
        let teacher = world.person("teacher", Role::Teacher, &[class]).await;
        let admin =
            world.person("admin", Role::Administrator, &[Scope::Region(world.county)]).await;
        let server = serve(&world);
        let mut ear = server.listen(&teacher).await;
        ear.hears("beat", 1).await;
        let revoke = format!("/v1/devices/{}/revoke", teacher.device);
        assert_eq!(admin.call("POST", &revoke, Vec::new()).await.0, 204);
        ear.ends().await;
        let mut again = server.listen(&teacher).await;
        again.hears_refusal("device_revoked").await;
    })
    .await;
}

impl Ear {
    async fn hears_refusal(&mut self, code: &str) {
        let listening = async { while !self.heard.contains(code) && self.read().await {} };
        timeout(PATIENCE, listening).await.unwrap();
        assert!(self.heard.starts_with("HTTP/1.1 401 "), "{}", self.heard);
        assert_eq!(self.count("changed") + self.count("beat"), 0, "{}", self.heard);
    }
}

#[tokio::test]
async fn strangers_hear_nothing() {
    each_db(|db| async move {
        let world = world(&db, 50, 200).await;
        let server = serve(&world);
        for authorization in ["", "Authorization: Bearer x\r\n"] {
            server.ask(authorization).await.hears_refusal("unauthenticated").await;
        }
    })
    .await;
}

#[tokio::test]
async fn those_who_listen_hold_up_no_shutdown() {
    each_db(|db| async move {
        let world = world(&db, 50, 60_000).await;
        let class = Scope::Class(world.classes[0]);
        let teacher = world.person("teacher", Role::Teacher, &[class]).await;
        let server = serve(&world);
        let mut ears = [server.listen(&teacher).await, server.listen(&teacher).await];
        for ear in &mut ears {
            ear.hears("changed", 1).await;
        }
        stop(&world.app, &server.handle, Duration::from_mins(10));
        for ear in &mut ears {
            ear.ends().await;
        }
        timeout(PATIENCE, server.task).await.unwrap().unwrap().unwrap();
    })
    .await;
}
