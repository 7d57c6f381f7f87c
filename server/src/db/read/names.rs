//! The names of regions, schools and classes.

use crate::db::{Error, Tx, many};
use doorstep_schema::id::{ClassId, SchoolId, WorkerId};
use doorstep_schema::people::{Role, Worker};
use std::collections::HashMap;
use uuid::Uuid;

/// Finds the names of regions by code.
///
/// # Errors
/// When the database refuses.
pub async fn regions(tx: &mut Tx, codes: &[String]) -> Result<HashMap<String, String>, Error> {
    let mut found = HashMap::with_capacity(codes.len());
    for slice in many::slices(codes) {
        let sql =
            format!("SELECT code, name FROM region WHERE code IN {}", many::list(slice.len()));
        let query = slice.iter().fold(tx.query(sql), |query, code| query.bind(code.clone()));
        found.extend(query.all::<(String, String)>().await?);
    }
    Ok(found)
}

/// Finds the names of schools.
///
/// # Errors
/// When the database refuses.
pub async fn schools(tx: &mut Tx, ids: &[SchoolId]) -> Result<HashMap<SchoolId, String>, Error> {
    let mut found = HashMap::with_capacity(ids.len());
    for slice in many::slices(ids) {
        let sql = format!("SELECT id, name FROM school WHERE id IN {}", many::list(slice.len()));
        let query = slice.iter().fold(tx.query(sql), |query, id| query.bind(id.0));
        let rows: Vec<(Uuid, String)> = query.all().await?;
        found.extend(rows.into_iter().map(|(id, name)| (SchoolId(id), name)));
    }
    Ok(found)
}

/// Finds what classes are called: the school, the grade and the number, as in `中心学校 7.2`.
///
/// # Errors
/// When the database refuses.
pub async fn classes(tx: &mut Tx, ids: &[ClassId]) -> Result<HashMap<ClassId, String>, Error> {
    let mut found = HashMap::with_capacity(ids.len());
    for slice in many::slices(ids) {
        let sql = format!(
            "SELECT c.id, s.name, c.grade, c.number FROM class c JOIN school s ON s.id = c.school
            WHERE c.id IN {}",
            many::list(slice.len())
        );
        let query = slice.iter().fold(tx.query(sql), |query, id| query.bind(id.0));
        let rows: Vec<(Uuid, String, i64, i64)> = query.all().await?;
        let named = |(id, school, grade, number): (Uuid, String, i64, i64)| {
            (ClassId(id), format!("{school} {grade}.{number}"))
        };
        found.extend(rows.into_iter().map(named));
    }
    Ok(found)
}

/// Finds workers as colleagues see them.
///
/// # Errors
/// When the database refuses or a row does not read.
pub async fn workers(tx: &mut Tx, ids: &[WorkerId]) -> Result<HashMap<WorkerId, Worker>, Error> {
    let mut found = HashMap::with_capacity(ids.len());
    for slice in many::slices(ids) {
        let sql =
            format!("SELECT id, name, role FROM worker WHERE id IN {}", many::list(slice.len()));
        let query = slice.iter().fold(tx.query(sql), |query, id| query.bind(id.0));
        for (id, name, role) in query.all::<(Uuid, String, String)>().await? {
            let role =
                Role::parse(&role).ok_or_else(|| Error::bad_row("worker", "role", id, &role))?;
            found.insert(WorkerId(id), Worker { id: WorkerId(id), name, role });
        }
    }
    Ok(found)
}
