//! Running the server: listening, the jobs beside it, and a graceful end.

use crate::api;
use crate::app::{App, Settings};
use crate::auth::keys::{KeyError, TokenKeys};
use crate::blobs::{self, Blobs};
use crate::clock::{Entropy as _, NoEntropy, SystemClock, SystemEntropy};
use crate::config::{BadConfig, Config};
use crate::db::{self, Db, sessions};
use crate::jobs::{due, exports, files, retention};
use crate::limits::Limits;
use crate::telemetry::metrics;
use crate::tls::{self, TlsError};
use axum_server::Handle;
use axum_server::tls_rustls::RustlsConfig;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

/// Why the server cannot run.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The data folder cannot be made.
    #[error("data: {folder} cannot be made: {reason}")]
    Folder {
        /// The folder.
        folder: String,
        /// Why.
        reason: std::io::Error,
    },
    /// The database does not open.
    #[error("database_url: {0}")]
    Database(#[from] db::Error),
    /// A web application cannot be served.
    #[error(transparent)]
    Web(BadConfig),
    /// The storage of files cannot be opened.
    #[error(transparent)]
    Files(#[from] blobs::OpenError),
    /// The token keys cannot be had.
    #[error(transparent)]
    Keys(#[from] KeyError),
    /// There is no chance to be had.
    #[error(transparent)]
    Entropy(#[from] NoEntropy),
    /// Certificate or key cannot be used.
    #[error("tls: {0}")]
    Tls(#[from] TlsError),
    /// The address cannot be listened on.
    #[error("bind, port: {address} cannot be listened on: {reason}")]
    Bind {
        /// The address.
        address: SocketAddr,
        /// Why.
        reason: std::io::Error,
    },
    /// Listening broke off.
    #[error("listening broke off: {0}")]
    Listen(std::io::Error),
}

/// Opens database, files and keys of a configuration.
///
/// # Errors
/// When the data folder, the database, the storage of files or the keys cannot be had.
pub async fn open(config: &Config) -> Result<App, ServeError> {
    let folder = |reason| ServeError::Folder { folder: config.data.display().to_string(), reason };
    std::fs::create_dir_all(&config.data).map_err(folder)?;
    let db = Db::connect(&config.database()).await?;
    let files = Blobs::open(&config.files, &config.data)?;
    let mut fresh = [0; 32];
    SystemEntropy.fill(&mut fresh)?;
    let keys = TokenKeys::open(&config.data.join("token.key"), fresh)?;
    let clock = Arc::new(SystemClock);
    let settings = Settings {
        // Everybody knows these passwords, so they open nothing beyond this machine.
        demonstration: config.demonstration && config.bind.is_loopback(),
        ..config.settings()
    };
    Ok(App::new(db, files, clock, Arc::new(SystemEntropy), keys, settings))
}

/// Serves until the process is told to stop; `ready` learns the address that is listened on.
///
/// # Errors
/// When the server cannot start or listening breaks off.
pub async fn serve(config: &Config, ready: impl FnOnce(SocketAddr)) -> Result<(), ServeError> {
    metrics::start();
    config.web.look().map_err(ServeError::Web)?;
    let app = open(config).await?;
    let tls = config.tls.as_ref().map(tls::server_config).transpose()?;
    let bound = |reason| ServeError::Bind { address: config.address(), reason };
    let listener = TcpListener::bind(config.address()).map_err(bound)?;
    listener.set_nonblocking(true).map_err(bound)?;
    let address = listener.local_addr().map_err(bound)?;
    let limits = Arc::new(Limits::new(&config.limits));
    let service = api::guarded(app.clone(), limits.clone());
    let service = service.into_make_service_with_connect_info::<SocketAddr>();
    let handle = Handle::new();
    let jobs = tokio::spawn(beside(app.clone(), limits));
    let care = tokio::spawn(look_after_files(app.clone()));
    let making = tokio::spawn(exports::make_all(app.clone()));
    let patience = Duration::from_secs(config.shutdown_seconds);
    let stop = tokio::spawn(stop_when_told(app.clone(), handle.clone(), patience));
    tracing::info!(%address, tls = tls.is_some(), "serving");
    ready(address);
    let server = axum_server::from_tcp(listener).map_err(bound)?.handle(handle);
    let ended = match tls {
        Some(tls) => {
            let acceptor =
                axum_server::tls_rustls::RustlsAcceptor::new(RustlsConfig::from_config(tls));
            server.acceptor(acceptor).serve(service).await
        }
        None => server.serve(service).await,
    };
    jobs.abort();
    care.abort();
    making.abort();
    stop.abort();
    app.db.close().await;
    tracing::info!("stopped");
    ended.map_err(ServeError::Listen)
}

/// Makes the clock's changes and tidies limits and metrics for as long as the server runs.
async fn beside(app: App, limits: Arc<Limits>) {
    let mut tick = tokio::time::interval(Duration::from_secs(5));
    let mut hour = tokio::time::interval(Duration::from_hours(1));
    loop {
        tokio::select! {
            _ = tick.tick() => {}
            _ = hour.tick() => {
                if let Err(error) = forget_ended_sessions(&app).await {
                    tracing::warn!(%error, "ended sessions could not be forgotten");
                }
                continue;
            }
        }
        match due::reevaluate(&app.db, &app.rules, app.now()).await {
            Ok(0) => {}
            Ok(students) => {
                app.live.clock_changed();
                tracing::debug!(students, "evaluated again");
            }
            Err(error) => tracing::warn!(%error, "students that are due could not be evaluated"),
        }
        metrics::tidy();
        limits.forget();
    }
}

/// How many files are read and compared with their SHA-256 in a minute.
const SCRUBBED: i64 = 50;

/// Forgets and collects what is left of uploads, and reads files again and again, for as long as the server runs. It has a
/// task of its own, as storage may be slow.
async fn look_after_files(app: App) {
    let mut minute = tokio::time::interval(Duration::from_mins(1));
    let mut hour = tokio::time::interval(Duration::from_hours(1));
    loop {
        tokio::select! {
            _ = minute.tick() => match files::scrub(&app, SCRUBBED, app.now()).await {
                Ok(faulty) if faulty.is_empty() => {}
                Ok(faulty) => {
                    tracing::warn!(files = faulty.len(), "files were lost or damaged and are asked for again");
                }
                Err(error) => tracing::warn!(%error, "files could not be checked"),
            },
            _ = hour.tick() => {
                if let Err(error) = files::expire(&app.db, app.now()).await {
                    tracing::warn!(%error, "expired uploads could not be forgotten");
                }
                match retention::keep_to_policy(&app).await {
                    Ok(0) => {}
                    Ok(photos) => tracing::info!(photos, "photos were deleted as the policy says"),
                    Err(error) => tracing::warn!(%error, "photos that are due to be deleted stay"),
                }
                match exports::expire(&app).await {
                    Ok(0) => {}
                    Ok(files) => tracing::info!(files, "exported files that are over were erased"),
                    Err(error) => tracing::warn!(%error, "exported files that are over stay"),
                }
                match files::collect(&app, app.now()).await {
                    Ok(0) => {}
                    Ok(objects) => tracing::info!(objects, "objects that nobody names were deleted"),
                    Err(error) => tracing::warn!(%error, "objects that nobody names stay"),
                }
            }
        }
    }
}

/// Tokens that ended a day ago are of no more use, not even for telling that one was used twice.
async fn forget_ended_sessions(app: &App) -> Result<u64, db::Error> {
    let mut tx = app.db.write().await?;
    let gone = sessions::forget_ended(&mut tx, app.now().plus_days(-1)).await?;
    tx.commit().await?;
    Ok(gone)
}

/// Waits for SIGTERM or ctrl-c; then new connections are refused and open requests may end.
async fn stop_when_told(app: App, handle: Handle<SocketAddr>, patience: Duration) {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut signals) => {
                signals.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! { () = interrupt => {}, () = terminate => {} }
    tracing::info!("stopping");
    stop(&app, &handle, patience);
}

/// Lets open requests end, so long as patience lasts; those who listen are sent away at once.
pub(crate) fn stop(app: &App, handle: &Handle<SocketAddr>, patience: Duration) {
    app.live.end();
    handle.graceful_shutdown(Some(patience));
}
