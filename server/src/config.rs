//! What an operator sets: one TOML file, then environment variables, then the command line.

use crate::app::Settings;
use crate::auth::password::Cost;
use figment::Figment;
use figment::providers::{Env, Format as _, Serialized, Toml};
use serde::{Deserialize, Serialize};
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};

mod files;
mod openrosa;
mod papers;
mod web;

pub use files::{Files, S3, Secret};
pub use openrosa::OpenRosa;
pub use papers::Papers;
pub use web::Web;

/// The prefix of the environment variables; a double underscore goes one level down, as in
/// `DOORSTEP_LIMITS__TIMEOUT_SECONDS`.
pub const PREFIX: &str = "DOORSTEP_";

/// Everything that can be set.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// The folder of database, keys and photos.
    pub data: PathBuf,
    /// The address to listen on.
    pub bind: IpAddr,
    /// The port to listen on; 0 takes a free one.
    pub port: u16,
    /// The database, `sqlite:PATH` or `postgres://…`; left out, a SQLite file in the data folder.
    pub database_url: Option<String>,
    /// The deployment's name, as tokens carry it.
    pub issuer: String,
    /// Certificate and key; left out, plain HTTP, for a proxy that ends TLS.
    pub tls: Option<Tls>,
    /// How much is taken from whom.
    pub limits: Limits,
    /// What is taken from ODK Collect and its kin.
    pub openrosa: OpenRosa,
    /// Where photos are kept, and how much a device may send.
    pub files: Files,
    /// What documents are set with.
    pub papers: Papers,
    /// Which web applications are served.
    pub web: Web,
    /// What a password hash costs.
    pub password: Password,
    /// What is logged.
    pub log: Log,
    /// Whether demonstration accounts may sign in to a demonstration database on the loopback address.
    pub demonstration: bool,
    /// Seconds that open requests get to end when the server is told to stop.
    pub shutdown_seconds: u64,
}

/// Files for TLS, in PEM.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tls {
    /// The certificate chain.
    pub cert: PathBuf,
    /// Its private key.
    pub key: PathBuf,
}

/// How much is taken from whom.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Requests a second from one address, on average; 0 sets no limit.
    pub requests_per_second: u32,
    /// Requests from one address at once.
    pub burst: u32,
    /// Sign-ins a minute from one address, on average; 0 sets no limit.
    pub sign_ins_per_minute: u32,
    /// Sign-ins from one address at once.
    pub sign_in_burst: u32,
    /// Reverse proxies in front whose `X-Forwarded-For` is believed.
    pub proxies: u8,
    /// The most bytes of a body, compressed or not.
    pub body_bytes: usize,
    /// Seconds after which a request is given up.
    pub timeout_seconds: u64,
}

/// What a password hash costs (argon2id).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Password {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over the memory.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

/// What is logged.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Log {
    /// The level, or directives such as `info,doorstep_server=debug`.
    pub level: String,
    /// The form of a line.
    pub format: LogFormat,
}

/// The form of a log line.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            data: PathBuf::from("./data"),
            bind: IpAddr::from([127, 0, 0, 1]),
            port: 8460,
            database_url: None,
            issuer: "doorstep".to_owned(),
            tls: None,
            limits: Limits::default(),
            openrosa: OpenRosa::default(),
            files: Files::default(),
            papers: Papers::default(),
            web: Web::default(),
            password: Password::default(),
            log: Log::default(),
            demonstration: true,
            shutdown_seconds: 20,
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            requests_per_second: 500,
            burst: 2_000,
            sign_ins_per_minute: 60,
            sign_in_burst: 30,
            proxies: 0,
            body_bytes: 8 << 20,
            timeout_seconds: 60,
        }
    }
}

impl Default for Password {
    fn default() -> Self {
        let cost = Cost::default();
        Self { memory_kib: cost.memory_kib, passes: cost.passes, lanes: cost.lanes }
    }
}

impl Default for Log {
    fn default() -> Self {
        Self { level: "info".to_owned(), format: LogFormat::Text }
    }
}

/// What the operator set cannot be used.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum BadConfig {
    /// A file or a variable does not read, or a key is unknown.
    #[error("{key}: {reason} ({origin})")]
    Key {
        /// The key, as in `limits.burst`.
        key: String,
        /// What is wrong and how to mend it.
        reason: String,
        /// The file or the environment.
        origin: String,
    },
    /// The file that was asked for is not there.
    #[error("{0} does not exist or cannot be read")]
    NoFile(String),
}

fn bad(key: &str, reason: impl Into<String>) -> BadConfig {
    BadConfig::Key { key: key.to_owned(), reason: reason.into(), origin: "checked".to_owned() }
}

impl Config {
    /// Reads the file, if one is named, and the environment over it.
    ///
    /// # Errors
    /// When the file is not there, a value has the wrong form, a key is unknown, or a value cannot be used.
    pub fn read(file: Option<&Path>) -> Result<Self, BadConfig> {
        let mut figment = Figment::from(Serialized::defaults(Self::default()));
        if let Some(file) = file {
            if !file.is_file() {
                return Err(BadConfig::NoFile(file.display().to_string()));
            }
            figment = figment.merge(Toml::file_exact(file));
        }
        Self::extract(&figment.merge(Env::prefixed(PREFIX).ignore(&["config"]).split("__")))
    }

    fn extract(figment: &Figment) -> Result<Self, BadConfig> {
        let config: Self = figment.extract().map_err(|error| {
            let mut key = error.path.join(".");
            if let figment::error::Kind::UnknownField(name, _)
            | figment::error::Kind::UnknownVariant(name, _) = &error.kind
                && !key.ends_with(name.as_str())
            {
                key = if key.is_empty() { name.clone() } else { format!("{key}.{name}") };
            }
            BadConfig::Key {
                key,
                reason: error.kind.to_string(),
                origin: error.metadata.as_ref().map_or_else(String::new, origin),
            }
        })?;
        config.check()?;
        Ok(config)
    }

    fn check(&self) -> Result<(), BadConfig> {
        if self.limits.requests_per_second > 0 && self.limits.burst == 0 {
            return Err(bad("limits.burst", "must be 1 or more"));
        }
        if self.limits.sign_ins_per_minute > 0 && self.limits.sign_in_burst == 0 {
            return Err(bad("limits.sign_in_burst", "must be 1 or more"));
        }
        if !(64 << 10..=256 << 20).contains(&self.limits.body_bytes) {
            return Err(bad("limits.body_bytes", "must be from 65536 to 268435456"));
        }
        if !(1..=3_600).contains(&self.limits.timeout_seconds) {
            return Err(bad("limits.timeout_seconds", "must be from 1 to 3600"));
        }
        self.openrosa.check()?;
        self.files.check()?;
        self.papers.check()?;
        let known = |url: &String| url.starts_with("sqlite:") || url.starts_with("postgres");
        if !self.database_url.as_ref().is_none_or(known) {
            return Err(bad("database_url", "must begin with sqlite: or postgres://"));
        }
        if self.issuer.is_empty() || self.issuer.len() > 100 {
            return Err(bad("issuer", "must have 1 to 100 characters"));
        }
        let Password { memory_kib, passes, lanes } = self.password;
        if memory_kib < 8 * lanes.max(1) || passes == 0 || lanes == 0 {
            return Err(bad(
                "password",
                "argon2 needs 8 KiB a lane or more, and at least 1 pass and 1 lane",
            ));
        }
        Ok(())
    }

    /// Returns where to listen.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        SocketAddr::new(self.bind, self.port)
    }

    /// Returns the database's URL.
    #[must_use]
    pub fn database(&self) -> String {
        let file = || format!("sqlite:{}", self.data.join("doorstep.db").display());
        self.database_url.clone().unwrap_or_else(file)
    }

    /// Returns what the handlers need of it.
    #[must_use]
    pub fn settings(&self) -> Settings {
        let Password { memory_kib, passes, lanes } = self.password;
        Settings {
            issuer: self.issuer.clone(),
            password_cost: Cost { memory_kib, passes, lanes },
            max_body_bytes: self.limits.body_bytes,
            openrosa: self.openrosa.clone(),
            web: self.web.clone(),
            font_folders: self.papers.fonts.clone(),
            device_open_uploads: self.files.device_open_uploads,
            device_bytes_a_day: self.files.device_bytes_a_day,
            is_https: self.tls.is_some(),
            has_proxies: self.limits.proxies > 0,
            ..Settings::default()
        }
    }
}

/// Names where a value came from.
fn origin(metadata: &figment::Metadata) -> String {
    let source = metadata.source.as_ref().map(ToString::to_string);
    source.map_or_else(|| metadata.name.to_string(), |source| format!("{} {source}", metadata.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(text: &str) -> Result<Config, BadConfig> {
        Config::extract(
            &Figment::from(Serialized::defaults(Config::default())).merge(Toml::string(text)),
        )
    }

    const PLAIN_S3: &str = r#"
        [files.s3]
        endpoint = "http://s3.example"
        bucket = "photos"
        region = "garage"
        access_key_id = "GK1"
        secret_access_key = 12345
    "#;

    #[test]
    fn nothing_set_is_the_loopback_address_and_a_file_in_the_data_folder() {
        let config = from("").unwrap();
        assert_eq!(config.address().to_string(), "127.0.0.1:8460");
        assert_eq!(config.database(), "sqlite:./data/doorstep.db");
    }

    #[test]
    fn what_is_wrong_is_named_by_its_key() {
        for (text, key) in [
            ("port = 70000", "port"),
            ("[limits]\nburst = \"many\"", "limits.burst"),
            ("[limits]\nbursts = 4", "limits.bursts"),
            ("colour = 4", "colour"),
            ("[limits]\nburst = 0", "limits.burst"),
            ("[limits]\ntimeout_seconds = 0", "limits.timeout_seconds"),
            ("database_url = \"mysql://x\"", "database_url"),
            ("[password]\npasses = 0", "password"),
            ("[files]\ndevice_open_uploads = 0", "files.device_open_uploads"),
            ("[files]\ndevice_bytes_a_day = 1", "files.device_bytes_a_day"),
            ("[files.s3]\nendpoint = \"https://s3\"", "files.s3"),
            (PLAIN_S3, "files.s3.endpoint"),
            ("[log]\nformat = \"xml\"", "log.format"),
            ("[papers]\nfonts = [\"/nowhere/fonts\"]", "papers.fonts"),
            ("[web]\nfeild = \"dist\"", "web.feild"),
        ] {
            match from(text) {
                Err(BadConfig::Key { key: found, .. }) => {
                    assert!(found.starts_with(key), "{text}: {found}");
                }
                other => panic!("{text}: {other:?}"),
            }
        }
    }

    #[test]
    fn a_missing_file_is_told() {
        let error = Config::read(Some(Path::new("/nowhere/doorstep.toml"))).unwrap_err();
        assert!(error.to_string().contains("/nowhere/doorstep.toml"));
    }
}
