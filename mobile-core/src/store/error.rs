//! What can go wrong with the database, with the table and row that only the store knows.

/// Why the store could not do it.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// SQLite said no.
    #[error("SQLite: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// A newer version of the app wrote the database.
    #[error("the database has version {found}, this build reads up to {known}")]
    Newer {
        /// The version of the file.
        found: i64,
        /// The newest version that this build knows.
        known: i64,
    },
    /// The file is some other program's database.
    #[error("the file is not a Doorstep database")]
    NotOurs,
    /// A key was given, and this build of SQLite would silently do without.
    #[error("this build has no cipher, and a key was given")]
    NoCipher,
    /// A row does not read.
    #[error("{table}.{column} of {row} does not read: {reason}")]
    Row {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// The row's key.
        row: String,
        /// Why.
        reason: String,
    },
}

impl Error {
    pub(crate) fn row(
        table: &'static str,
        column: &'static str,
        row: impl std::fmt::Display,
        reason: impl std::fmt::Display,
    ) -> Self {
        Self::Row { table, column, row: format!("{row}"), reason: format!("{reason}") }
    }
}
