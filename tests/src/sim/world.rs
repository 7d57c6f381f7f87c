//! A world from its first day to its last, and the verdict over it.

use super::carry::Network;
use super::chance::Chance;
use super::phone::Phone;
use super::roster::{Worker, found};
use super::weather::Weather;
use super::{check, day};
use doorstep_schema::people::{Role, Scope, Student};
use doorstep_server::jobs::due::reevaluate;
use doorstep_server::testing::{TestDb, World as Server, fresh_postgres, fresh_sqlite};

/// The database that a world's server runs on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Backend {
    /// The embedded database.
    Sqlite,
    /// PostgreSQL.
    Postgres,
}

/// What a world that held its invariants has seen.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Outcome {
    /// Facts that were entered on phones.
    pub facts: usize,
    /// Facts that the server refused and the phones kept.
    pub refused: usize,
    /// Simulated days.
    pub days: i64,
    /// Photos that are whole on the server.
    pub photos: usize,
}

/// A world.
pub(super) struct World {
    pub(super) server: Server,
    pub(super) network: Network,
    pub(super) workers: Vec<Worker>,
    pub(super) phones: Vec<Phone>,
    pub(super) students: Vec<Student>,
    chance: Chance,
}

/// Runs the world of a seed.
///
/// # Errors
/// What did not hold, in words.
pub async fn run(seed: u64, backend: Backend) -> Result<Outcome, String> {
    let fresh = match backend {
        Backend::Sqlite => fresh_sqlite().await,
        Backend::Postgres => fresh_postgres().await,
    };
    let outcome = live(seed, &fresh).await;
    fresh.remove().await;
    outcome
}

async fn live(seed: u64, fresh: &TestDb) -> Result<Outcome, String> {
    let mut chance = Chance::new(seed);
    let server = Server::new(&fresh.db).await;
    let (workers, students) = found(&server, &mut chance).await;
    let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
    let mut phones = Vec::new();
    for worker in &workers {
        let skew = match chance.below(4) {
            0 => chance.between(-36 * 60, 36 * 60),
            1 => chance.between(-180, 180),
            _ => 0,
        };
        phones.push(Phone::new(folder.path().join(&worker.username), chance.fork(), skew)?);
    }
    let weather = Weather::draw(&mut chance);
    let network = Network::new(weather, chance.fork());
    let mut world = World { server, network, workers, phones, students, chance };
    let began = world.server.app.now();
    for _ in 0..60 + world.chance.below(120) {
        world.moment().await?;
    }
    world.clear_up().await?;
    check::hold(&mut world).await?;
    let refused = check::refused(&world)?;
    let facts = world.phones.iter().map(|p| p.entered.len()).sum();
    let days = (world.server.app.now().ms() - began.ms()) / 86_400_000;
    let photos = world.phones.iter().map(|p| p.photos).sum();
    Ok(Outcome { facts, refused, days, photos })
}

impl World {
    /// Time passes and something happens.
    async fn moment(&mut self) -> Result<(), String> {
        self.server.clock.forward_minutes(self.chance.between(0, 400));
        self.network.late_copies(&self.server).await;
        match self.chance.below(40) {
            0 => self.reassign().await,
            1 => self.move_a_student().await,
            2 => self.clock_job().await?,
            _ => {}
        }
        let who = self.chance.below(self.phones.len());
        let now = self.phones[who].now(&self.server);
        let role = self.workers[who].role;
        if self.phones[who].signed_in {
            for _ in 0..self.chance.below(4) {
                day::act(&mut self.phones[who], role, now).map_err(|p| format!("act: {p}"))?;
                if self.chance.in_100(3) {
                    self.phones[who].die()?;
                }
            }
        }
        if self.chance.in_100(60) {
            self.sync(who, true).await?;
        }
        Ok(())
    }

    /// The server's job evaluates what the clock alone has changed.
    async fn clock_job(&mut self) -> Result<(), String> {
        let app = &self.server.app;
        let done = reevaluate(&app.db, &app.rules, app.now()).await;
        done.map(|_| ()).map_err(|e| format!("re-evaluation: {e}"))
    }

    async fn sync(&mut self, who: usize, mortal: bool) -> Result<bool, String> {
        let phone = &mut self.phones[who];
        if !phone.signed_in {
            let username = self.workers[who].username.clone();
            phone.sign_in(&self.server, &mut self.network, &username).await?;
        }
        if !phone.signed_in {
            return Ok(false);
        }
        phone.sync(&self.server, &mut self.network, mortal).await
    }

    /// A class or village goes to another worker of the same role, or comes back.
    async fn reassign(&mut self) {
        let who = self.chance.below(self.workers.len());
        let scope = match self.workers[who].role {
            Role::Teacher => Scope::Class(self.server.classes[self.chance.below(2)]),
            Role::Committee => Scope::Region(self.server.villages[self.chance.below(2)]),
            _ => return,
        };
        let held = self.workers[who].assignments.iter().position(|(_, s)| *s == scope);
        if let Some(place) = held {
            let (assignment, _) = self.workers[who].assignments.remove(place);
            self.server.unassign(assignment).await;
        } else {
            let assignment = self.server.assign(self.workers[who].id, scope).await;
            self.workers[who].assignments.push((assignment, scope));
        }
    }

    /// A child changes class or moves house.
    async fn move_a_student(&mut self) {
        let who = self.chance.below(self.students.len());
        let student = &mut self.students[who];
        if self.chance.in_100(50) {
            student.class = self.server.classes[self.chance.below(2)];
        } else {
            student.village = self.server.villages[self.chance.below(2)];
        }
        self.server.put(std::slice::from_ref(&self.students[who])).await;
    }

    /// The weather clears and everybody syncs until nothing is left to send or fetch.
    async fn clear_up(&mut self) -> Result<(), String> {
        self.network.weather = Weather::FAIR;
        self.network.late_copies(&self.server).await;
        for _ in 0..12 {
            // Past every back-off; clocks that are far ahead come back, as people set them right.
            self.server.clock.forward_minutes(30);
            let mut done = true;
            for who in 0..self.phones.len() {
                done &= self.sync(who, false).await?;
                done &= self.phones[who].signed_in;
            }
            if done {
                self.clock_job().await?;
                // A last round fetches what the others sent.
                for who in 0..self.phones.len() {
                    if !self.sync(who, false).await? {
                        return Err(format!(
                            "phone {who} does not come to its end in fair weather"
                        ));
                    }
                }
                return Ok(());
            }
        }
        Err("phones are stuck in fair weather".to_owned())
    }
}
