//! A small county: one school, two classes, two villages, and whoever a test adds.

use super::people::Person;
use crate::api;
use crate::app::{App, Settings};
use crate::auth::keys::TokenKeys;
use crate::auth::password::{self, Cost};
use crate::auth::token::{self, Bearer};
use crate::blobs::Blobs;
use crate::clock::{Clock, Entropy, NoEntropy};
use crate::db::students::{self, Record};
use crate::db::{Db, callers, counter, policy};
use axum::Router;
use doorstep_schema::calendar::{Calendar, Term};
use doorstep_schema::id::{AssignmentId, ClassId, DeviceId, SchoolId, StudentId, WorkerId};
use doorstep_schema::moment::Moment;
use doorstep_schema::people::{Role, Scope, Sex, Status, Student};
use doorstep_schema::region::RegionCode;
use jiff::civil::date;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use uuid::Uuid;

/// A clock that stands until it is moved.
#[derive(Debug)]
pub struct ManualClock(AtomicI64);

impl ManualClock {
    /// Makes a clock that shows a moment.
    #[must_use]
    pub const fn at(now: Moment) -> Self {
        Self(AtomicI64::new(now.ms()))
    }

    /// Sets the clock.
    pub fn set(&self, now: Moment) {
        self.0.store(now.ms(), Ordering::SeqCst);
    }

    /// Moves the clock on.
    pub fn forward_minutes(&self, minutes: i64) {
        self.set(self.now().plus_minutes(minutes));
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Moment {
        Moment::from_ms(self.0.load(Ordering::SeqCst))
    }
}

/// Chance that is the same in every run, from a seed.
#[derive(Debug)]
pub struct SeededEntropy(AtomicU64);

impl SeededEntropy {
    /// Makes chance from a seed.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(AtomicU64::new(seed))
    }
}

impl Entropy for SeededEntropy {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoEntropy> {
        for chunk in bytes.chunks_mut(8) {
            // splitmix64 over a counter, so that concurrent callers never get the same bytes.
            let step = 0x9e37_79b9_7f4a_7c15;
            let mut z = self.0.fetch_add(step, Ordering::SeqCst).wrapping_add(step);
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            let z = (z ^ (z >> 31)).to_le_bytes();
            chunk.copy_from_slice(&z[..chunk.len()]);
        }
        Ok(())
    }
}

/// A server with a small county.
#[derive(Clone, Debug)]
pub struct World {
    /// The server's state.
    pub app: App,
    /// Its clock, which a test moves.
    pub clock: Arc<ManualClock>,
    /// Every endpoint, to be called in process.
    pub router: Router,
    /// The county, 533325.
    pub county: RegionCode,
    /// The only school.
    pub school: SchoolId,
    /// Its two classes.
    pub classes: [ClassId; 2],
    /// Two villages of one township, 533325001.
    pub villages: [RegionCode; 2],
}

/// Where a world's clock starts: Monday 2026-11-23, 08:00 in China.
pub const START: Moment = Moment::from_ms(1_795_392_000_000);

impl World {
    /// Makes the world in an empty database.
    ///
    /// # Panics
    /// When the database refuses.
    pub async fn new(db: &Db) -> Self {
        Self::with(
            db,
            Settings {
                password_cost: Cost::CHEAP,
                board_lasts_ms: 0,
                trend_lasts_ms: 0,
                homes_last_ms: 0,
                ..Settings::default()
            },
        )
        .await
    }

    /// Makes the world with settings of one's own.
    ///
    /// # Panics
    /// When the database refuses.
    pub async fn with(db: &Db, settings: Settings) -> Self {
        let clock = Arc::new(ManualClock::at(START));
        let entropy = Arc::new(SeededEntropy::new(7));
        let keys = TokenKeys::from_seeds([42; 32], &[]);
        let app = App::new(db.clone(), Blobs::memory(), clock.clone(), entropy, keys, settings);
        let region = |code| RegionCode::parse(code).unwrap();
        let world = Self {
            router: api::router(app.clone()),
            app,
            clock,
            county: region("533325"),
            school: SchoolId(Uuid::from_u128(0x51)),
            classes: [ClassId(Uuid::from_u128(0xc1)), ClassId(Uuid::from_u128(0xc2))],
            villages: [region("533325001201"), region("533325001202")],
        };
        world.found().await;
        world
    }

    /// Adds regions, school, classes and calendar.
    async fn found(&self) {
        let mut tx = self.app.db.write().await.unwrap();
        let mut seq = counter::take(&mut tx, self.county, 10).await.unwrap();
        let county = self.county.to_string();
        for code in ["533325", "533325001", "533325001201", "533325001202"] {
            let sql =
                "INSERT INTO region (code, county, name, retired, seq) VALUES ($1, $2, $1, $3, $4)";
            let query = tx.query(sql).bind(code).bind(county.clone()).bind(false).bind(seq);
            query.execute().await.unwrap();
            seq += 1;
        }
        let sql = "INSERT INTO school (id, county, code, name, region, seq)
            VALUES ($1, $2, 'S1', 'School 1', '533325001', $3)";
        tx.query(sql).bind(self.school.0).bind(county.clone()).bind(seq).execute().await.unwrap();
        for (class, number) in self.classes.iter().zip(1i64..) {
            seq += 1;
            let sql = "INSERT INTO class (id, county, school, year, grade, number, seq)
                VALUES ($1, $2, $3, 2026, 7, $4, $5)";
            let query = tx.query(sql).bind(class.0).bind(county.clone()).bind(self.school.0);
            query.bind(number).bind(seq).execute().await.unwrap();
        }
        let calendar = Calendar {
            terms: vec![Term { first: date(2026, 9, 1), last: date(2027, 1, 15) }],
            holidays: [].into(),
            made_up: [].into(),
        };
        let rules = policy::Rules::Calendar(calendar);
        policy::change(&mut tx, self.county, &rules, (None, START)).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Adds a worker with password `password` and scopes, signed in on a device.
    ///
    /// # Panics
    /// When the database refuses.
    pub async fn person(&self, username: &str, role: Role, scopes: &[Scope]) -> Person {
        let worker = WorkerId::mint(START, self.app.chance().unwrap());
        let hash = password::hash("password", [1; 16], self.app.settings.password_cost).unwrap();
        let mut tx = self.app.db.write().await.unwrap();
        let seq = counter::take(&mut tx, self.county, 1).await.unwrap();
        let sql =
            "INSERT INTO worker (id, county, username, name, role, password_hash, disabled, seq)
            VALUES ($1, $2, $3, $3, $4, $5, $6, $7)";
        let query = tx.query(sql).bind(worker.0).bind(self.county.to_string());
        let query = query.bind(username.to_owned()).bind(role.as_str()).bind(hash);
        query.bind(false).bind(seq).execute().await.unwrap();
        tx.commit().await.unwrap();
        for scope in scopes {
            self.assign(worker, *scope).await;
        }
        self.device(worker).await
    }

    /// Adds a device without a key for a worker, signed in.
    ///
    /// # Panics
    /// When the database refuses.
    pub async fn device(&self, worker: WorkerId) -> Person {
        let now = self.app.now();
        let device = DeviceId::mint(now, self.app.chance().unwrap());
        let mut tx = self.app.db.write().await.unwrap();
        let sql = "INSERT INTO device (id, county, worker, name, enrolled_at, last_seen_at)
            VALUES ($1, $2, $3, 'test', $4, $4)";
        let query = tx.query(sql).bind(device.0).bind(self.county.to_string()).bind(worker.0);
        query.bind(now.ms()).execute().await.unwrap();
        tx.commit().await.unwrap();
        Person::new(self.clone(), worker, device)
    }

    /// Signs an access token.
    ///
    /// # Panics
    /// When the key does not sign.
    #[must_use]
    pub fn token(&self, worker: WorkerId, device: DeviceId) -> String {
        let expires_at = self.app.now().plus_minutes(self.app.settings.access_minutes);
        let bearer = Bearer { worker, device, expires_at };
        token::issue(&self.app.keys, &self.app.settings.issuer, bearer).unwrap()
    }

    /// Assigns a scope to a worker.
    ///
    /// # Panics
    /// When the database refuses.
    pub async fn assign(&self, worker: WorkerId, scope: Scope) -> AssignmentId {
        let now = self.app.now();
        let id = AssignmentId::mint(now, self.app.chance().unwrap());
        let (kind, target) = callers::write_scope(&scope);
        let mut tx = self.app.db.write().await.unwrap();
        let seq = counter::take(&mut tx, self.county, 1).await.unwrap();
        let sql = "INSERT INTO assignment (id, county, worker, kind, target, since_seq, since_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)";
        let query = tx.query(sql).bind(id.0).bind(self.county.to_string()).bind(worker.0);
        let query = query.bind(kind).bind(target).bind(seq).bind(now.ms());
        query.execute().await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// Ends an assignment.
    ///
    /// # Panics
    /// When the database refuses.
    pub async fn unassign(&self, id: AssignmentId) {
        let mut tx = self.app.db.write().await.unwrap();
        let seq = counter::take(&mut tx, self.county, 1).await.unwrap();
        let sql = "UPDATE assignment SET until_seq = $2, until_at = $3 WHERE id = $1";
        let query = tx.query(sql).bind(id.0).bind(seq).bind(self.app.now().ms());
        query.execute().await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Makes a student of a class and a village, not on the roster yet.
    ///
    /// # Panics
    /// When there is no such class or village.
    #[must_use]
    pub fn student(&self, class: usize, village: usize) -> Student {
        let id = StudentId::mint(START, self.app.chance().unwrap());
        Student {
            id,
            county: self.county,
            name: "和小明".to_owned(),
            sex: Sex::Male,
            birth_date: date(2013, 5, 4),
            identity_masked: "533325********001X".to_owned(),
            student_number: id.to_string(),
            school: self.school,
            class: self.classes[class],
            grade: 7,
            village: self.villages[village],
            address: String::new(),
            home: None,
            groups: [].into(),
            boarding: false,
            status: Status::Enrolled,
            known_since: date(2026, 9, 1),
            guardians: Vec::new(),
        }
    }

    /// Puts students on the roster.
    ///
    /// # Panics
    /// When the database refuses.
    pub async fn put(&self, roster: &[Student]) {
        let record = |student: &Student| Record {
            student: student.clone(),
            identity: String::new(),
            initials: "hxm".to_owned(),
        };
        let records: Vec<Record> = roster.iter().map(record).collect();
        let mut tx = self.app.db.write().await.unwrap();
        students::put(&mut tx, self.county, &records, self.app.now()).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Puts `n` fresh students of a class, in the first village, on the roster.
    ///
    /// # Panics
    /// When the database refuses.
    pub async fn class_of(&self, class: usize, n: usize) -> Vec<Student> {
        let roster: Vec<Student> = (0..n).map(|_| self.student(class, 0)).collect();
        self.put(&roster).await;
        roster
    }
}
