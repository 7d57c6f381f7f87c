//! One way to read, write and remove the rows of any projection.

use crate::db::{Error, Query, Row, Tx, many};
use doorstep_schema::id::StudentId;
use uuid::Uuid;

/// A row of a projection; its first column is its key.
pub trait Projected: Row + Clone + PartialEq {
    /// The table.
    const TABLE: &'static str;
    /// The columns, the key first.
    const COLUMNS: &'static [&'static str];
    /// Returns the key.
    fn key(&self) -> Uuid;
    /// Returns the student that it is about.
    fn student(&self) -> StudentId;
    /// Binds every column in order.
    fn bind<'q>(&self, query: Query<'q>) -> Query<'q>;
}

/// Declares a projection's row: its struct, its columns and how they bind.
macro_rules! projected {
    ($(#[$doc:meta])* $name:ident, $table:literal, $key:ident, $student:ident {
        $($(#[$field_doc:meta])* $field:ident: $type:ty),+ $(,)?
    }) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Debug, sqlx::FromRow)]
        pub struct $name { $($(#[$field_doc])* pub $field: $type),+ }

        impl $crate::db::projections::Projected for $name {
            const TABLE: &'static str = $table;
            const COLUMNS: &'static [&'static str] = &[$(stringify!($field)),+];
            fn key(&self) -> uuid::Uuid { self.$key }
            fn student(&self) -> doorstep_schema::id::StudentId {
                doorstep_schema::id::StudentId(self.$student)
            }
            fn bind<'q>(&self, query: $crate::db::Query<'q>) -> $crate::db::Query<'q> {
                query$(.bind(self.$field.clone()))+
            }
        }
    };
}
pub(super) use projected;

/// Reads the rows of some students.
pub(super) async fn load<T: Projected>(
    tx: &mut Tx,
    students: &[StudentId],
) -> Result<Vec<T>, Error> {
    let mut found = Vec::new();
    for slice in many::slices(students) {
        let sql = format!(
            "SELECT {} FROM {} WHERE student IN {}",
            T::COLUMNS.join(", "),
            T::TABLE,
            many::list(slice.len())
        );
        let query = slice.iter().fold(tx.query(sql), |query, id| query.bind(id.0));
        found.extend(query.all::<T>().await?);
    }
    Ok(found)
}

/// Adds rows, or changes those whose key is there.
pub(super) async fn save<T: Projected>(tx: &mut Tx, rows: &[T]) -> Result<(), Error> {
    for slice in many::slices(rows) {
        let (key, others) = T::COLUMNS.split_first().unwrap_or((&"", &[]));
        let set: Vec<String> = others.iter().map(|c| format!("{c} = excluded.{c}")).collect();
        let sql = format!(
            "INSERT INTO {} ({}) VALUES {} ON CONFLICT ({key}) DO UPDATE SET {}",
            T::TABLE,
            T::COLUMNS.join(", "),
            many::places(slice.len(), T::COLUMNS.len()),
            set.join(", ")
        );
        slice.iter().fold(tx.query(sql), |query, row| row.bind(query)).execute().await?;
    }
    Ok(())
}

/// Removes the rows of the keys.
pub(super) async fn remove<T: Projected>(tx: &mut Tx, keys: &[Uuid]) -> Result<(), Error> {
    for slice in many::slices(keys) {
        let key = T::COLUMNS.first().copied().unwrap_or_default();
        let sql = format!("DELETE FROM {} WHERE {key} IN {}", T::TABLE, many::list(slice.len()));
        slice.iter().fold(tx.query(sql), |query, id| query.bind(*id)).execute().await?;
    }
    Ok(())
}
