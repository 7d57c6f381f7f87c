//! Who a token's worker and device are now: account, revocation and assignments.

use super::{Error, Query, Tx};
use crate::auth::caller::{Caller, Held};
use doorstep_schema::id::{AssignmentId, ClassId, DeviceId, SchoolId, WorkerId};
use doorstep_schema::moment::Moment;
use doorstep_schema::people::{Department, Role, Scope};
use doorstep_schema::region::RegionCode;
use sqlx::FromRow;
use uuid::Uuid;

/// What became of the worker and device of a token.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Found {
    /// They may call.
    Caller(Box<Caller>),
    /// The device was revoked.
    Revoked,
    /// The account is gone or disabled, or the device is someone else's.
    Nobody,
}

#[derive(FromRow)]
struct CallerRow {
    county: String,
    name: String,
    role: String,
    disabled: bool,
    owner: Uuid,
    revoked_at: Option<i64>,
    id: Option<Uuid>,
    kind: Option<String>,
    target: Option<String>,
    since_seq: Option<i64>,
    since_at: Option<i64>,
    until_seq: Option<i64>,
    until_at: Option<i64>,
}

impl CallerRow {
    /// Takes the assignment out of the row; a worker without any has one row without.
    fn assignment(&mut self) -> Option<AssignmentRow> {
        Some(AssignmentRow {
            id: self.id?,
            kind: self.kind.take()?,
            target: self.target.take()?,
            since_seq: self.since_seq?,
            since_at: self.since_at?,
            until_seq: self.until_seq,
            until_at: self.until_at,
        })
    }
}

/// Finds the caller of a token.
///
/// # Errors
/// When the database refuses or a row does not read.
pub async fn find(tx: &mut Tx, worker: WorkerId, device: DeviceId) -> Result<Found, Error> {
    // One statement, for every request begins with it.
    let sql = "SELECT w.county, w.name, w.role, w.disabled, d.worker AS owner, d.revoked_at,
            a.id, a.kind, a.target, a.since_seq, a.since_at, a.until_seq, a.until_at
        FROM worker w JOIN device d ON d.id = $2 LEFT JOIN assignment a ON a.worker = w.id
        WHERE w.id = $1 ORDER BY a.since_seq";
    let mut rows: Vec<CallerRow> = tx.query(sql).bind(worker.0).bind(device.0).all().await?;
    let held: Vec<AssignmentRow> = rows.iter_mut().filter_map(CallerRow::assignment).collect();
    let Some(row) = rows.pop() else { return Ok(Found::Nobody) };
    if row.owner != worker.0 || row.disabled {
        return Ok(Found::Nobody);
    }
    if row.revoked_at.is_some() {
        return Ok(Found::Revoked);
    }
    let bad = |column, reason: String| Error::bad_row("worker", column, worker, reason);
    let held = held.into_iter().map(Held::try_from).collect::<Result<Vec<_>, _>>()?;
    Ok(Found::Caller(Box::new(Caller {
        worker,
        device,
        county: RegionCode::parse(&row.county).map_err(|e| bad("county", e.to_string()))?,
        role: Role::parse(&row.role).ok_or_else(|| bad("role", row.role.clone()))?,
        name: row.name,
        scopes: held.iter().filter(|h| h.until.is_none()).map(|h| h.scope).collect(),
        held,
    })))
}

#[derive(FromRow)]
struct AssignmentRow {
    id: Uuid,
    kind: String,
    target: String,
    since_seq: i64,
    since_at: i64,
    until_seq: Option<i64>,
    until_at: Option<i64>,
}

impl TryFrom<AssignmentRow> for Held {
    type Error = Error;

    fn try_from(row: AssignmentRow) -> Result<Self, Error> {
        let scope = read_scope(&row.kind, &row.target)
            .ok_or_else(|| Error::bad_row("assignment", "target", row.id, &row.target))?;
        Ok(Self {
            id: AssignmentId(row.id),
            scope,
            since_seq: row.since_seq,
            since_at: Moment::from_ms(row.since_at),
            until: row.until_seq.map(|seq| (seq, Moment::from_ms(row.until_at.unwrap_or(0)))),
        })
    }
}

#[derive(FromRow)]
struct OfWorker {
    worker: Uuid,
    #[sqlx(flatten)]
    assignment: AssignmentRow,
}

/// Writes the statement that lists assignments of many workers under a condition, oldest first.
#[must_use]
pub(super) fn assignments_where(condition: &str) -> String {
    format!(
        "SELECT worker, id, kind, target, since_seq, since_at, until_seq, until_at
        FROM assignment WHERE {condition} ORDER BY since_seq"
    )
}

/// Reads assignments with their workers.
///
/// # Errors
/// When the database refuses or a row does not read.
pub(super) async fn read_assignments(query: Query<'_>) -> Result<Vec<(WorkerId, Held)>, Error> {
    let rows: Vec<OfWorker> = query.all().await?;
    let read = |row: OfWorker| Ok((WorkerId(row.worker), Held::try_from(row.assignment)?));
    rows.into_iter().map(read).collect()
}

/// Lists what is and was assigned to a worker, oldest first.
///
/// # Errors
/// When the database refuses or a row does not read.
pub async fn held(tx: &mut Tx, worker: WorkerId) -> Result<Vec<Held>, Error> {
    let sql = "SELECT id, kind, target, since_seq, since_at, until_seq, until_at
        FROM assignment WHERE worker = $1 ORDER BY since_seq";
    let rows: Vec<AssignmentRow> = tx.query(sql).bind(worker.0).all().await?;
    rows.into_iter().map(Held::try_from).collect()
}

/// Writes a scope as the columns `kind` and `target`.
#[must_use]
pub fn write_scope(scope: &Scope) -> (&'static str, String) {
    match scope {
        Scope::Class(id) => ("class", id.to_string()),
        Scope::School(id) => ("school", id.to_string()),
        Scope::Region(code) => ("region", code.to_string()),
        Scope::Department(county, department) => ("department", format!("{county}/{department}")),
    }
}

/// Reads a scope from the columns `kind` and `target`.
#[must_use]
pub fn read_scope(kind: &str, target: &str) -> Option<Scope> {
    Some(match kind {
        "class" => Scope::Class(ClassId::parse(target).ok()?),
        "school" => Scope::School(SchoolId::parse(target).ok()?),
        "region" => Scope::Region(RegionCode::parse(target).ok()?),
        "department" => {
            let (county, department) = target.split_once('/')?;
            Scope::Department(RegionCode::parse(county).ok()?, Department::parse(department)?)
        }
        _ => return None,
    })
}
