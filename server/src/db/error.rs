//! What can go wrong between us and the database.

/// Why the database did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The driver or the database refused.
    #[error("the database refused: {0}")]
    Sql(#[from] sqlx::Error),
    /// A migration failed.
    #[error("the tables could not be brought up to date: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// A stored row is not the value that it should be.
    #[error("{table}.{column} of row {row} does not read: {reason}")]
    BadRow {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// The row's key, never a name.
        row: String,
        /// What does not fit.
        reason: String,
    },
}

impl Error {
    /// Says which stored row does not read.
    pub fn bad_row(
        table: &'static str,
        column: &'static str,
        row: impl std::fmt::Display,
        reason: impl std::fmt::Display,
    ) -> Self {
        Self::BadRow { table, column, row: row.to_string(), reason: reason.to_string() }
    }

    /// Tells whether the same call can succeed when it is made again.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        let Self::Sql(error) = self else { return false };
        match error {
            sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::Io(_) => true,
            // SQLITE_BUSY (5), and PostgreSQL's serialization failure and deadlock.
            sqlx::Error::Database(error) => {
                matches!(error.code().as_deref(), Some("5" | "517" | "40001" | "40P01" | "57P01"))
            }
            _ => false,
        }
    }

    /// Tells whether a row with the same key is already stored.
    #[must_use]
    pub fn is_taken(&self) -> bool {
        matches!(self, Self::Sql(sqlx::Error::Database(error)) if error.is_unique_violation())
    }
}
