//! What every handler shares: database, clock, chance, settings, keys and the writer.

use crate::acts::live::Live;
use crate::acts::papers::press::Press;
use crate::acts::recent::Recent;
use crate::acts::rules::RuleBook;
use crate::acts::whereabouts::Points;
use crate::api::{Board, Past};
use crate::auth::keys::TokenKeys;
use crate::auth::password::Cost;
use crate::auth::remembered::Remembered;
use crate::blobs::Blobs;
use crate::clock::{Clock, Entropy, NoEntropy};
use crate::config::{OpenRosa, Web};
use crate::db::read::area::Area;
use crate::db::roster::marks;
use crate::db::{Db, Error, Tx};
use crate::jobs::writer::Writer;
use doorstep_schema::moment::Moment;
use doorstep_schema::region::RegionCode;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// The password of demonstration accounts.
pub const DEMONSTRATION_PASSWORD: &str = "doorstep-demo";

/// What can be set.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Settings {
    /// Who issues the tokens: the deployment's name.
    pub issuer: String,
    /// Minutes that an access token lasts.
    pub access_minutes: i64,
    /// Days that a refresh token lasts unused.
    pub refresh_days: i64,
    /// What a password hash costs.
    pub password_cost: Cost,
    /// The most bytes of a body, compressed or not.
    pub max_body_bytes: usize,
    /// The most entries of a page of a pull.
    pub page_entries: usize,
    /// The bytes at which a page of a pull is full.
    pub page_bytes: usize,
    /// The most facts that are written in one transaction.
    pub commit_facts: usize,
    /// Whether demonstration accounts may sign in, if the database is a demonstration.
    pub demonstration: bool,
    /// Milliseconds that a board of many counties is kept for whoever asks next; its `as_of` tells its age.
    pub board_lasts_ms: i64,
    /// Milliseconds that the past of a county's or a larger area's board is kept for whoever asks next.
    pub trend_lasts_ms: i64,
    /// Milliseconds that the middles of a county's households are kept for whoever asks next.
    pub homes_last_ms: i64,
    /// How often it is looked whether anything changed, for those who listen.
    pub live_look: Duration,
    /// How often those who listen hear that their connection is well.
    pub live_beat: Duration,
    /// What is taken from ODK Collect and its kin.
    pub openrosa: OpenRosa,
    /// Which web applications are served.
    pub web: Web,
    /// The most uploads that a device may have open at once.
    pub device_open_uploads: u32,
    /// The most bytes that a device may begin to upload within 24 hours.
    pub device_bytes_a_day: u64,
    /// The rows of an export that are read and written at once.
    pub export_rows: i64,
    /// Hours that an exported file is kept.
    pub export_hours: i64,
    /// Folders of fonts for documents, looked at before the system's.
    pub font_folders: Vec<PathBuf>,
    /// Whether the server itself speaks TLS.
    pub is_https: bool,
    /// Whether reverse proxies stand in front that are believed.
    pub has_proxies: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            issuer: "doorstep".to_owned(),
            access_minutes: 15,
            refresh_days: 60,
            password_cost: Cost::default(),
            max_body_bytes: 8 << 20,
            page_entries: 1_000,
            page_bytes: 512 << 10,
            commit_facts: 2_000,
            demonstration: false,
            board_lasts_ms: 1_000,
            trend_lasts_ms: 60_000,
            homes_last_ms: 600_000,
            live_look: Duration::from_secs(1),
            live_beat: Duration::from_secs(15),
            openrosa: OpenRosa::default(),
            web: Web::default(),
            device_open_uploads: 20,
            device_bytes_a_day: 256 << 20,
            export_rows: 500,
            export_hours: 24,
            font_folders: Vec::new(),
            is_https: false,
            has_proxies: false,
        }
    }
}

/// The server's shared state; cloning it is cheap.
#[derive(Clone, Debug)]
pub struct App(Arc<Shared>);

/// What [`App`] shares.
#[derive(Debug)]
pub struct Shared {
    /// The database.
    pub db: Db,
    /// Where files are kept.
    pub files: Blobs,
    /// Where time comes from.
    pub clock: Arc<dyn Clock>,
    /// Where chance comes from.
    pub entropy: Arc<dyn Entropy>,
    /// What can be set.
    pub settings: Settings,
    /// The keys of the access tokens.
    pub keys: TokenKeys,
    /// The one task that writes facts.
    pub writer: Writer,
    /// The policies and calendars that hold.
    pub rules: Arc<RuleBook>,
    /// The boards of areas above a county, by the region's code and the clock's offset in minutes.
    pub boards: Recent<(RegionCode, i32), Board>,
    /// What boards were in earlier weeks, by area and how many weeks.
    pub trends: Recent<(Area, i64), Vec<Past>>,
    /// The middles of a county's households, by the codes of regions.
    pub homes: Recent<RegionCode, Arc<Points>>,
    /// Those who listen for changes.
    pub live: Arc<Live>,
    /// Sets documents.
    pub press: Press,
    /// Names and passwords that were right a moment ago.
    pub remembered: Remembered,
    /// Wakes whoever makes the files that are asked for.
    pub exports: tokio::sync::Notify,
    /// Lets at most a few passwords be hashed at once.
    pub hashing: tokio::sync::Semaphore,
}

impl std::ops::Deref for App {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

impl App {
    /// Puts the parts together and starts the writer; to be called within a tokio runtime.
    #[must_use]
    pub fn new(
        db: Db,
        files: Blobs,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
        keys: TokenKeys,
        settings: Settings,
    ) -> Self {
        let rules = Arc::new(RuleBook::default());
        let writer = Writer::start(db.clone(), rules.clone(), settings.commit_facts);
        let hashing = tokio::sync::Semaphore::new(2);
        let remembered = Remembered::new(settings.openrosa.remember_minutes);
        let boards = Recent::new(settings.board_lasts_ms);
        let trends = Recent::new(settings.trend_lasts_ms);
        let homes = Recent::new(settings.homes_last_ms);
        let press = Press::new(settings.font_folders.clone());
        let live = Arc::new(Live::new(settings.live_look));
        Self(Arc::new(Shared {
            db,
            files,
            clock,
            entropy,
            settings,
            keys,
            writer,
            rules,
            boards,
            trends,
            homes,
            live,
            press,
            remembered,
            exports: tokio::sync::Notify::new(),
            hashing,
        }))
    }

    /// Returns the time now.
    #[must_use]
    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    /// Tells whether a password may be used: the one of demonstration accounts, which everybody knows, only
    /// on a server that allows it and a database whose people are invented.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn allows_password(&self, tx: &mut Tx, password: &str) -> Result<bool, Error> {
        Ok(password != DEMONSTRATION_PASSWORD
            || (self.settings.demonstration && marks::is_demonstration(tx).await?))
    }

    /// Returns `N` bytes of chance.
    ///
    /// # Errors
    /// When the system has none to give.
    pub fn chance<const N: usize>(&self) -> Result<[u8; N], NoEntropy> {
        let mut bytes = [0; N];
        self.entropy.fill(&mut bytes)?;
        Ok(bytes)
    }
}
