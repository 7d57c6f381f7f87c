//! A fresh database of either kind for each test.

use super::cluster;
use crate::clock::{Entropy as _, SystemEntropy};
use crate::db::Db;
use std::future::Future;

/// A database that goes away with its value.
#[derive(Debug)]
pub struct TestDb {
    /// The database.
    pub db: Db,
    /// The URL that it was opened with.
    pub url: String,
    folder: Option<tempfile::TempDir>,
    server: Option<(String, String)>,
}

impl TestDb {
    /// Closes and removes the database.
    pub async fn remove(self) {
        self.db.close().await;
        if let Some((server, name)) = self.server {
            let statement = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
            // A database left behind goes with its throw-away cluster.
            let _ = Db::administer(&server, statement).await;
        }
        drop(self.folder);
    }
}

/// Makes a fresh SQLite database in a folder of its own.
///
/// # Panics
/// When that is not possible.
pub async fn fresh_sqlite() -> TestDb {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("doorstep.db").display());
    let db = Db::connect(&url).await.unwrap();
    TestDb { db, url, folder: Some(folder), server: None }
}

/// Makes a fresh PostgreSQL database on the server of `DOORSTEP_TEST_POSTGRES`, or on a throw-away cluster.
///
/// # Panics
/// When there is no PostgreSQL to be had: tests never skip a database.
pub async fn fresh_postgres() -> TestDb {
    let server = match std::env::var("DOORSTEP_TEST_POSTGRES") {
        Ok(url) => url,
        Err(_) => tokio::task::spawn_blocking(cluster::url).await.unwrap(),
    };
    let mut chance = [0; 8];
    SystemEntropy.fill(&mut chance).unwrap();
    let name = format!("doorstep_test_{:016x}", u64::from_le_bytes(chance));
    Db::administer(&server, format!("CREATE DATABASE {name}")).await.unwrap();
    let url = with_database(&server, &name);
    let db = Db::connect(&url).await.unwrap();
    TestDb { db, url, folder: None, server: Some((server, name)) }
}

/// Replaces the database in a URL.
fn with_database(url: &str, name: &str) -> String {
    let (address, parameters) = url.split_once('?').map_or((url, None), |(a, p)| (a, Some(p)));
    let host_from = address.find("://").map_or(0, |at| at + 3);
    let end = address[host_from..].find('/').map_or(address.len(), |at| host_from + at);
    let parameters = parameters.map_or_else(String::new, |p| format!("?{p}"));
    format!("{}/{name}{parameters}", &address[..end])
}

/// Runs a test on a fresh database of either kind, SQLite first.
///
/// # Panics
/// When a database cannot be made, or the test panics.
pub async fn each_db<F, Fut>(test: F)
where
    F: Fn(Db) -> Fut,
    Fut: Future<Output = ()>,
{
    for fresh in [fresh_sqlite().await, fresh_postgres().await] {
        test(fresh.db.clone()).await;
        fresh.remove().await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_database_of_a_url_is_replaced() {
        assert_eq!(
            with_database("postgres://u@h:1/x?host=/tmp", "y"),
            "postgres://u@h:1/y?host=/tmp"
        );
        assert_eq!(with_database("postgres://u@h", "y"), "postgres://u@h/y");
    }
}
