//! Settings and migrations of a database, by its `user_version`; applied ones are never edited.

use super::Error;
use rusqlite::Connection;

/// "DSTP", so that another program's database is not taken for ours.
const APPLICATION: i64 = 0x4453_5450;

const MIGRATIONS: [&str; 6] = [
    include_str!("migrations/0001.sql"),
    include_str!("migrations/0002.sql"),
    include_str!("migrations/0003.sql"),
    include_str!("migrations/0004.sql"),
    include_str!("migrations/0005.sql"),
    include_str!("migrations/0006.sql"),
];

pub(super) fn run(db: &Connection) -> Result<(), Error> {
    let known = i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX);
    let number = |name: &str| db.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let (found, application) = (number("user_version")?, number("application_id")?);
    if found > known {
        return Err(Error::Newer { found, known });
    }
    let tables: i64 = db.query_row("SELECT COUNT(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if application != APPLICATION && (application != 0 || tables > 0) {
        return Err(Error::NotOurs);
    }
    db.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;
         PRAGMA cache_size = -8000; PRAGMA busy_timeout = 2000;",
    )?;
    for (version, sql) in (1..=known).zip(MIGRATIONS).filter(|(version, _)| *version > found) {
        let step = format!(
            "BEGIN IMMEDIATE; {sql}; PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {version}; COMMIT"
        );
        if let Err(error) = db.execute_batch(&step) {
            if !db.is_autocommit() {
                db.execute_batch("ROLLBACK")?;
            }
            return Err(error.into());
        }
    }
    Ok(())
}
