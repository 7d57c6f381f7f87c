//! Bulk loading into the real tables of both databases: indexes dropped first and made again at the end.

use crate::Failure;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, ToSql, params_from_iter};
use sqlx::postgres::PgPoolCopyExt as _;
use sqlx::{AssertSqlSafe, PgPool, Row as _};
use std::fmt::Write as _;
use std::path::Path;
use tokio::runtime::Runtime;
use uuid::Uuid;

/// A value of a column.
pub(crate) enum Cell<'a> {
    Null,
    Id(Uuid),
    Text(&'a str),
    Int(i64),
    Bool(bool),
    Bytes(&'a [u8]),
}

impl ToSql for Cell<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Id(id) => ValueRef::Blob(id.as_bytes()),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Int(number) => ValueRef::Integer(*number),
            Self::Bool(yes) => ValueRef::Integer(i64::from(*yes)),
            Self::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

impl Cell<'_> {
    /// Writes the value as PostgreSQL's COPY reads text.
    fn copy(&self, line: &mut String) {
        let _ = match self {
            Self::Null => write!(line, "\\N"),
            Self::Id(id) => write!(line, "{id}"),
            Self::Text(text) => write!(line, "{text}"),
            Self::Int(number) => write!(line, "{number}"),
            Self::Bool(yes) => write!(line, "{yes}"),
            Self::Bytes(bytes) => {
                let _ = write!(line, "\\\\x");
                bytes.iter().try_for_each(|byte| write!(line, "{byte:02x}"))
            }
        };
    }
}

/// A table and its columns, separated by commas.
#[derive(Clone, Copy)]
pub(crate) struct Table {
    pub(crate) name: &'static str,
    pub(crate) columns: &'static str,
}

impl Table {
    fn insert(self) -> String {
        let places = vec!["?"; self.columns.split(',').count()].join(", ");
        format!("INSERT INTO {} ({}) VALUES ({places})", self.name, self.columns)
    }
}

/// Gives out rows one after another to a function that takes each.
pub(crate) type Rows<'r> =
    dyn FnMut(&mut dyn FnMut(&[Cell<'_>]) -> Result<(), Failure>) -> Result<(), Failure> + 'r;

/// Where rows go.
pub(crate) enum Sink {
    Sqlite { connection: Connection, indexes: Vec<String> },
    Postgres { runtime: Runtime, pool: PgPool, indexes: Vec<String> },
}

impl Sink {
    /// Opens a migrated SQLite file and drops the indexes of the tables that will be filled.
    pub(crate) fn sqlite(file: &Path, tables: &[Table]) -> Result<Self, Failure> {
        let connection = Connection::open(file)?;
        connection.execute_batch(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -3000000;
             PRAGMA temp_store = memory; BEGIN",
        )?;
        let mut indexes = Vec::new();
        for table in tables {
            let found: Vec<(String, String)> = connection
                .prepare("SELECT name, sql FROM sqlite_master WHERE tbl_name = ? AND type = 'index' AND sql IS NOT NULL")?
                .query_map([table.name], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect::<Result<_, _>>()?;
            for (name, sql) in found {
                connection.execute_batch(&format!("DROP INDEX {name}"))?;
                indexes.push(sql);
            }
        }
        Ok(Self::Sqlite { connection, indexes })
    }

    /// Connects to a migrated PostgreSQL database and drops the same indexes.
    pub(crate) fn postgres(url: &str, tables: &[Table]) -> Result<Self, Failure> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let (pool, indexes) = runtime.block_on(async {
            let pool = PgPool::connect(url).await?;
            let mut indexes = Vec::new();
            for table in tables {
                let found = sqlx::query(
                    "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = $1 AND indexdef NOT LIKE '%UNIQUE%'",
                );
                for row in found.bind(table.name).fetch_all(&pool).await? {
                    let (name, sql): (String, String) = (row.try_get(0)?, row.try_get(1)?);
                    sqlx::query(AssertSqlSafe(format!("DROP INDEX {name}"))).execute(&pool).await?;
                    indexes.push(sql);
                }
            }
            Ok::<_, Failure>((pool, indexes))
        })?;
        Ok(Self::Postgres { runtime, pool, indexes })
    }

    /// Fills a table.
    pub(crate) fn fill(&mut self, table: Table, rows: &mut Rows<'_>) -> Result<(), Failure> {
        match self {
            Self::Sqlite { connection, .. } => {
                let mut insert = connection.prepare(&table.insert())?;
                rows(&mut |row| Ok(insert.execute(params_from_iter(row)).map(|_| ())?))
            }
            Self::Postgres { runtime, pool, .. } => {
                let sql = format!("COPY {} ({}) FROM STDIN", table.name, table.columns);
                let mut copy = runtime.block_on(pool.copy_in_raw(&sql))?;
                let mut lines = String::new();
                rows(&mut |row| {
                    for (place, cell) in row.iter().enumerate() {
                        lines.push_str(if place == 0 { "" } else { "\t" });
                        cell.copy(&mut lines);
                    }
                    lines.push('\n');
                    if lines.len() > 1 << 20 {
                        runtime.block_on(copy.send(std::mem::take(&mut lines).into_bytes()))?;
                    }
                    Ok(())
                })?;
                runtime.block_on(async {
                    copy.send(lines.into_bytes()).await?;
                    copy.finish().await
                })?;
                Ok(())
            }
        }
    }

    /// Makes the indexes again and lets the database look at what it holds.
    pub(crate) fn finish(self) -> Result<(), Failure> {
        match self {
            Self::Sqlite { connection, indexes } => {
                for index in indexes {
                    connection.execute_batch(&index)?;
                }
                Ok(connection.execute_batch("COMMIT; ANALYZE; PRAGMA journal_mode = WAL")?)
            }
            Self::Postgres { runtime, pool, indexes } => runtime.block_on(async {
                for index in indexes {
                    sqlx::query(AssertSqlSafe(index)).execute(&pool).await?;
                }
                sqlx::query("VACUUM ANALYZE").execute(&pool).await?;
                pool.close().await;
                Ok(())
            }),
        }
    }
}
