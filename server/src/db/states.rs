//! Which students are to be evaluated again, and which there are at all.

use super::{Error, Tx};
use doorstep_schema::id::StudentId;
use doorstep_schema::moment::Moment;
use doorstep_schema::region::RegionCode;
use uuid::Uuid;

/// Lists students whose next change is due, the longest due first.
///
/// # Errors
/// When the database refuses or a row does not read.
pub async fn due(
    tx: &mut Tx,
    now: Moment,
    limit: i64,
) -> Result<Vec<(RegionCode, StudentId)>, Error> {
    let sql = "SELECT county, student FROM student_state
        WHERE next_change_at IS NOT NULL AND next_change_at <= $1 ORDER BY next_change_at LIMIT $2";
    let rows: Vec<(String, Uuid)> = tx.query(sql).bind(now.ms()).bind(limit).all().await?;
    rows.into_iter()
        .map(|(county, student)| Ok((region(&county, student)?, StudentId(student))))
        .collect()
}

/// Lists students behind an id, in the order of their ids.
///
/// # Errors
/// When the database refuses or a row does not read.
pub async fn page(
    tx: &mut Tx,
    after: StudentId,
    limit: i64,
) -> Result<Vec<(RegionCode, StudentId)>, Error> {
    let sql = "SELECT county, id FROM student WHERE id > $1 ORDER BY id LIMIT $2";
    let rows: Vec<(String, Uuid)> = tx.query(sql).bind(after.0).bind(limit).all().await?;
    rows.into_iter()
        .map(|(county, student)| Ok((region(&county, student)?, StudentId(student))))
        .collect()
}

/// Lists students of a county behind an id, in the order of their ids.
///
/// # Errors
/// When the database refuses.
pub async fn of_county(
    tx: &mut Tx,
    county: RegionCode,
    after: StudentId,
    limit: i64,
) -> Result<Vec<StudentId>, Error> {
    let sql = "SELECT id FROM student WHERE county = $1 AND id > $2 ORDER BY id LIMIT $3";
    let query = tx.query(sql).bind(county.to_string()).bind(after.0).bind(limit);
    let rows: Vec<(Uuid,)> = query.all().await?;
    Ok(rows.into_iter().map(|(id,)| StudentId(id)).collect())
}

fn region(text: &str, student: Uuid) -> Result<RegionCode, Error> {
    RegionCode::parse(text).map_err(|e| Error::bad_row("student", "county", student, e))
}
