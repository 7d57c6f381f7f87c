//! Classes of a county's schools.

use super::{changed, count};
use crate::db::students::Put;
use crate::db::{Error, Tx, counter, many};
use doorstep_schema::id::{ClassId, SchoolId};
use doorstep_schema::people::Class;
use doorstep_schema::region::RegionCode;
use std::collections::HashMap;
use uuid::Uuid;

/// What names a class: its school, the school year, the grade and the number.
pub type Key = (SchoolId, i16, u8, u8);

/// Returns what names the class.
#[must_use]
pub const fn key(class: &Class) -> Key {
    (class.school, class.year, class.grade, class.number)
}

/// Lists the classes of a county by what names them.
///
/// # Errors
/// When the database refuses or a row does not read.
pub async fn by_key(tx: &mut Tx, county: RegionCode) -> Result<HashMap<Key, ClassId>, Error> {
    let sql = "SELECT id, school, year, grade, number FROM class WHERE county = $1";
    let rows: Vec<(Uuid, Uuid, i64, i64, i64)> =
        tx.query(sql).bind(county.to_string()).all().await?;
    let read = |(id, school, year, grade, number): (Uuid, Uuid, i64, i64, i64)| {
        let bad = |column| Error::bad_row("class", column, id, "out of range");
        let year = i16::try_from(year).map_err(|_| bad("year"))?;
        let grade = u8::try_from(grade).map_err(|_| bad("grade"))?;
        let number = u8::try_from(number).map_err(|_| bad("number"))?;
        Ok(((SchoolId(school), year, grade, number), ClassId(id)))
    };
    rows.into_iter().map(read).collect()
}

/// Adds new classes of the county; a class has nothing that can change.
///
/// # Errors
/// When the database refuses or a stored class does not read.
pub async fn put(tx: &mut Tx, county: RegionCode, classes: &[Class]) -> Result<Put, Error> {
    let next = counter::take(tx, county, count(classes)).await?;
    let known = by_key(tx, county).await?;
    let mut put = Put::default();
    let save =
        changed(classes, next, &mut put, |class| known.contains_key(&key(class)).then_some(true));
    for slice in many::slices(&save) {
        let sql = format!(
            "INSERT INTO class (id, county, school, year, grade, number, seq) VALUES {}",
            many::places(slice.len(), 7)
        );
        let query = slice.iter().fold(tx.query(sql), |query, (seq, class)| {
            let query = query.bind(class.id.0).bind(county.to_string()).bind(class.school.0);
            let query = query.bind(i64::from(class.year)).bind(i64::from(class.grade));
            query.bind(i64::from(class.number)).bind(*seq)
        });
        query.execute().await?;
    }
    Ok(put)
}
