//! The one door to the database: SQL is written once, each driver keeps its native types.

use super::{Error, places};
use sqlx::postgres::{PgArguments, PgConnectOptions, PgPoolOptions, PgRow};
use sqlx::sqlite::{
    SqliteArguments, SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteRow,
    SqliteSynchronous,
};
use sqlx::{
    Arguments, AssertSqlSafe, Encode, FromRow, PgConnection, PgPool, Postgres, SqlStr, Sqlite,
    SqliteConnection, SqlitePool, Transaction, Type,
};
use std::borrow::Cow;
use std::str::FromStr as _;
use std::time::Duration;

/// A value that both drivers encode natively.
pub trait Bind:
    for<'q> Encode<'q, Sqlite> + Type<Sqlite> + for<'q> Encode<'q, Postgres> + Type<Postgres> + Send
{
}
impl<T> Bind for T where
    T: for<'q> Encode<'q, Sqlite>
        + Type<Sqlite>
        + for<'q> Encode<'q, Postgres>
        + Type<Postgres>
        + Send
{
}

/// A row that both drivers decode; `#[derive(FromRow)]` or a tuple is enough.
pub trait Row: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}
impl<T> Row for T where T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin
{}

/// A row of numbers alone, for statements whose columns are put together at run time.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Columns(pub Vec<i64>);

impl<'r, R> FromRow<'r, R> for Columns
where
    R: sqlx::Row,
    usize: sqlx::ColumnIndex<R>,
    i64: sqlx::Decode<'r, R::Database> + Type<R::Database>,
{
    fn from_row(row: &'r R) -> Result<Self, sqlx::Error> {
        (0..row.len()).map(|column| row.try_get(column)).collect::<Result<_, _>>().map(Self)
    }
}

/// A database: SQLite in one file, or PostgreSQL by URL.
#[derive(Clone, Debug)]
pub enum Db {
    /// One connection writes, others read beside it.
    Sqlite {
        /// The only connection that writes.
        write: SqlitePool,
        /// Connections that read a snapshot each.
        read: SqlitePool,
    },
    /// A pool of connections.
    Postgres(PgPool),
}

/// A transaction; dropping it without [`Tx::commit`] undoes it.
#[derive(Debug)]
pub enum Tx {
    /// On SQLite.
    Sqlite(Transaction<'static, Sqlite>),
    /// On PostgreSQL.
    Postgres(Transaction<'static, Postgres>),
}

/// Statements that a connection keeps prepared.
const PREPARED: usize = 512;
/// How long a statement waits for another process's lock before it gives up.
const BUSY: Duration = Duration::from_secs(10);

impl Db {
    /// Opens the database of a URL, `sqlite:PATH` or `postgres://…`, and brings its tables up to date.
    ///
    /// # Errors
    /// When the URL does not read, the database does not answer, or a migration fails.
    pub async fn connect(url: &str) -> Result<Self, Error> {
        let db = if url.starts_with("postgres") {
            let options = PgConnectOptions::from_str(url)?.statement_cache_capacity(PREPARED);
            let pool = PgPoolOptions::new().max_connections(16).acquire_timeout(BUSY);
            Self::Postgres(pool.connect_with(options).await?)
        } else {
            Self::open(SqliteConnectOptions::from_str(url)?).await?
        };
        db.migrate().await?;
        super::students::fill_births(&db).await?;
        Ok(db)
    }

    async fn open(options: SqliteConnectOptions) -> Result<Self, Error> {
        let options = options
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(BUSY)
            .statement_cache_capacity(PREPARED)
            .pragma("cache_size", "-16000")
            .pragma("temp_store", "memory");
        // A connection to a file does not break while it waits in the pool: no need to ask it first.
        let pool = SqlitePoolOptions::new().acquire_timeout(BUSY).test_before_acquire(false);
        let pool = |n| pool.clone().max_connections(n);
        // Every checkpoint waits for the disk: one for 32 MiB of log, not for each 4.
        let write = options.clone().pragma("wal_autocheckpoint", "8000");
        let read = options.pragma("query_only", "on").pragma("cache_size", "-4000");
        let (write, read) = (pool(1).connect_with(write).await?, pool(4).connect_with(read).await?);
        Ok(Self::Sqlite { write, read })
    }

    async fn migrate(&self) -> Result<(), Error> {
        let migrator = sqlx::migrate!();
        match self {
            Self::Sqlite { write, .. } => migrator.run(write).await?,
            Self::Postgres(pool) => migrator.run(pool).await?,
        }
        Ok(())
    }

    /// Opens a database in memory on one connection: whoever holds a transaction keeps all others waiting.
    ///
    /// # Errors
    /// When a migration fails.
    pub async fn memory() -> Result<Self, Error> {
        let options = SqliteConnectOptions::new().in_memory(true).foreign_keys(true);
        let pool = SqlitePoolOptions::new().max_connections(1).acquire_timeout(BUSY);
        let pool = pool.idle_timeout(None).max_lifetime(None).connect_with(options).await?;
        let db = Self::Sqlite { write: pool.clone(), read: pool };
        db.migrate().await?;
        Ok(db)
    }

    /// Runs one statement on a PostgreSQL server outside any transaction, such as `CREATE DATABASE`.
    ///
    /// # Errors
    /// When the server does not answer or refuses.
    #[cfg(any(test, feature = "testing"))]
    pub async fn administer(url: &str, statement: String) -> Result<(), Error> {
        use sqlx::Connection as _;
        let mut connection = PgConnection::connect(url).await?;
        sqlx::raw_sql(AssertSqlSafe(statement)).execute(&mut connection).await?;
        Ok(connection.close().await?)
    }

    /// Begins a transaction that only reads, from one snapshot.
    ///
    /// # Errors
    /// When no connection is free or the database does not answer.
    pub async fn read(&self) -> Result<Tx, Error> {
        Ok(match self {
            Self::Sqlite { read, .. } => Tx::Sqlite(read.begin().await?),
            Self::Postgres(pool) => Tx::Postgres(
                pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?,
            ),
        })
    }

    /// Begins a transaction that writes. The first statement takes the county's counter row.
    ///
    /// # Errors
    /// When no connection is free or the database does not answer.
    pub async fn write(&self) -> Result<Tx, Error> {
        Ok(match self {
            Self::Sqlite { write, .. } => Tx::Sqlite(write.begin_with("BEGIN IMMEDIATE").await?),
            Self::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }

    /// Closes every connection, after the transactions that are open.
    pub async fn close(&self) {
        match self {
            Self::Sqlite { write, read } => {
                read.close().await;
                write.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

impl Tx {
    /// Begins a statement. A text built at run time holds only `$n` places, never values.
    pub fn query(&mut self, sql: impl Into<Cow<'static, str>>) -> Query<'_> {
        let sql = sql.into();
        let (sql, args) = match self {
            Self::Sqlite(tx) => {
                (places::nameless(sql), Args::Sqlite(tx, SqliteArguments::default()))
            }
            Self::Postgres(tx) => (sql, Args::Postgres(tx, PgArguments::default())),
        };
        let sql = sqlx::SqlSafeStr::into_sql_str(AssertSqlSafe(sql));
        Query { sql, args, wrong: None }
    }

    /// Makes everything that the transaction did durable.
    ///
    /// # Errors
    /// When the database does not confirm it; then nothing was done.
    pub async fn commit(self) -> Result<(), Error> {
        match self {
            Self::Sqlite(tx) => tx.commit().await?,
            Self::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }
}

enum Args<'t> {
    Sqlite(&'t mut SqliteConnection, SqliteArguments),
    Postgres(&'t mut PgConnection, PgArguments),
}

/// A statement with its bound values.
#[must_use]
pub struct Query<'t> {
    sql: SqlStr,
    args: Args<'t>,
    wrong: Option<sqlx::error::BoxDynError>,
}

/// Runs the statement on whichever driver it is for, after a bound value that did not encode was told.
macro_rules! run {
    ($query:ident, $with:path, $run:ident) => {{
        if let Some(wrong) = $query.wrong {
            return Err(Error::from(sqlx::Error::Encode(wrong)));
        }
        match $query.args {
            Args::Sqlite(conn, args) => $with($query.sql, args).$run(conn).await?,
            Args::Postgres(conn, args) => $with($query.sql, args).$run(conn).await?,
        }
    }};
}

impl Query<'_> {
    /// Binds the next place's value.
    pub fn bind<T: Bind>(mut self, value: T) -> Self {
        let added = match &mut self.args {
            Args::Sqlite(_, args) => args.add(value),
            Args::Postgres(_, args) => args.add(value),
        };
        self.wrong = self.wrong.or(added.err());
        self
    }

    /// Runs the statement and returns how many rows it changed.
    ///
    /// # Errors
    /// When a value does not encode or the database refuses.
    pub async fn execute(self) -> Result<u64, Error> {
        if let Some(wrong) = self.wrong {
            return Err(Error::from(sqlx::Error::Encode(wrong)));
        }
        Ok(match self.args {
            Args::Sqlite(conn, args) => {
                sqlx::query_with(self.sql, args).execute(conn).await?.rows_affected()
            }
            Args::Postgres(conn, args) => {
                sqlx::query_with(self.sql, args).execute(conn).await?.rows_affected()
            }
        })
    }

    /// Runs the statement and returns its first row, if there is one.
    ///
    /// # Errors
    /// When a value does not encode, the database refuses, or the row does not decode.
    pub async fn optional<R: Row>(self) -> Result<Option<R>, Error> {
        Ok(run!(self, sqlx::query_as_with, fetch_optional))
    }

    /// Runs the statement and returns its only or first row.
    ///
    /// # Errors
    /// When there is none, a value does not encode, the database refuses, or the row does not decode.
    pub async fn one<R: Row>(self) -> Result<R, Error> {
        Ok(run!(self, sqlx::query_as_with, fetch_one))
    }

    /// Runs the statement and returns every row.
    ///
    /// # Errors
    /// When a value does not encode, the database refuses, or a row does not decode.
    pub async fn all<R: Row>(self) -> Result<Vec<R>, Error> {
        Ok(run!(self, sqlx::query_as_with, fetch_all))
    }
}
