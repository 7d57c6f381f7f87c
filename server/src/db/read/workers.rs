//! Lists of workers, what they hold in words, and who belongs to an area.

use super::filter::Filter;
use super::names;
use crate::auth::caller::Held;
use crate::db::callers;
use crate::db::roster::workers::{self, Account, AccountRow};
use crate::db::{Error, Tx, many};
use doorstep_schema::id::{ClassId, SchoolId, WorkerId};
use doorstep_schema::people::{Role, Scope};
use doorstep_schema::region::RegionCode;
use std::collections::{BTreeSet, HashMap, HashSet};
use uuid::Uuid;

/// Which workers are listed.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// The county that keeps the accounts.
    pub county: RegionCode,
    /// Part of a name or sign-in name.
    pub text: Option<&'a str>,
    /// Only of this role.
    pub role: Option<Role>,
    /// Only who has no phone.
    pub without_phone: bool,
    /// Only who is locked, or who is not.
    pub locked: Option<bool>,
}

/// Lists accounts by sign-in name, after one.
///
/// # Errors
/// When the database refuses or a row does not read.
pub async fn list(
    tx: &mut Tx,
    wanted: &Wanted<'_>,
    after: &str,
    limit: i64,
) -> Result<Vec<Account>, Error> {
    let mut filter = Filter::default();
    let county = filter.text(wanted.county.to_string());
    let after = filter.text(after);
    filter.and(format!("w.county = {county} AND w.username > {after}"));
    if let Some(text) = wanted.text {
        let plain = text.to_lowercase().replace(['\\', '%', '_'], "");
        let part = filter.text(format!("%{plain}%"));
        filter.and(format!("(LOWER(w.name) LIKE {part} OR LOWER(w.username) LIKE {part})"));
    }
    if let Some(role) = wanted.role {
        let role = filter.text(role.as_str());
        filter.and(format!("w.role = {role}"));
    }
    match wanted.locked {
        Some(true) => filter.and("w.disabled"),
        Some(false) => filter.and("NOT w.disabled"),
        None => {}
    }
    if wanted.without_phone {
        filter.and(
            "NOT EXISTS (SELECT 1 FROM device d WHERE d.worker = w.id
                AND d.public_key IS NOT NULL AND d.revoked_at IS NULL)",
        );
    }
    let limit = filter.number(limit);
    let sql = format!(
        "SELECT w.id, w.county, w.username, w.name, w.role, w.password_hash, w.disabled FROM worker w
        WHERE {} ORDER BY w.username LIMIT {limit}",
        filter.sql()
    );
    let rows: Vec<AccountRow> = filter.bind(tx.query(sql)).all().await?;
    rows.into_iter().map(workers::Account::try_from).collect()
}

/// Lists what each of the workers holds now, oldest first.
///
/// # Errors
/// When the database refuses or a row does not read.
pub async fn held_now(
    tx: &mut Tx,
    ids: &[WorkerId],
) -> Result<HashMap<WorkerId, Vec<Held>>, Error> {
    let mut found: HashMap<WorkerId, Vec<Held>> = HashMap::with_capacity(ids.len());
    for slice in many::slices(ids) {
        let condition = format!("worker IN {} AND until_seq IS NULL", many::list(slice.len()));
        let sql = callers::assignments_where(&condition);
        let query = slice.iter().fold(tx.query(sql), |query, id| query.bind(id.0));
        for (worker, held) in callers::read_assignments(query).await? {
            found.entry(worker).or_default().push(held);
        }
    }
    Ok(found)
}

/// Finds what people call scopes; a department is called by its own word, which is known without asking.
///
/// # Errors
/// When the database refuses.
pub async fn names_of(tx: &mut Tx, held: &[Held]) -> Result<HashMap<Scope, String>, Error> {
    let scopes: BTreeSet<Scope> = held.iter().map(|held| held.scope).collect();
    let mut classes: Vec<ClassId> = Vec::new();
    let mut schools: Vec<SchoolId> = Vec::new();
    let mut regions: Vec<String> = Vec::new();
    for scope in &scopes {
        match scope {
            Scope::Class(id) => classes.push(*id),
            Scope::School(id) => schools.push(*id),
            Scope::Region(code) => regions.push(code.to_string()),
            Scope::Department(..) => {}
        }
    }
    let classes = names::classes(tx, &classes).await?;
    let schools = names::schools(tx, &schools).await?;
    let regions = names::regions(tx, &regions).await?;
    let name = |scope: &Scope| match scope {
        Scope::Class(id) => classes.get(id).cloned(),
        Scope::School(id) => schools.get(id).cloned(),
        Scope::Region(code) => regions.get(code.as_str()).cloned(),
        Scope::Department(..) => None,
    };
    Ok(scopes.iter().filter_map(|scope| Some((*scope, name(scope)?))).collect())
}

/// Counts the phones of workers: devices with a key of their own that were not revoked.
///
/// # Errors
/// When the database refuses.
pub async fn phones(tx: &mut Tx, ids: &[WorkerId]) -> Result<HashMap<WorkerId, i64>, Error> {
    let mut found = HashMap::with_capacity(ids.len());
    for slice in many::slices(ids) {
        let sql = format!(
            "SELECT worker, CAST(COUNT(*) AS BIGINT) FROM device
            WHERE worker IN {} AND public_key IS NOT NULL AND revoked_at IS NULL GROUP BY worker",
            many::list(slice.len())
        );
        let query = slice.iter().fold(tx.query(sql), |query, id| query.bind(id.0));
        let rows: Vec<(Uuid, i64)> = query.all().await?;
        found.extend(rows.into_iter().map(|(worker, count)| (WorkerId(worker), count)));
    }
    Ok(found)
}

/// Finds who is responsible for something in a region, or for a school or one of its classes.
///
/// # Errors
/// When the database refuses or a row does not read.
pub async fn of_area(
    tx: &mut Tx,
    county: RegionCode,
    region: Option<RegionCode>,
    school: Option<SchoolId>,
) -> Result<HashSet<WorkerId>, Error> {
    let sql = "SELECT c.id, s.id, s.region FROM school s LEFT JOIN class c ON c.school = s.id
        WHERE s.county = $1";
    let rows: Vec<(Option<Uuid>, Uuid, String)> =
        tx.query(sql).bind(county.to_string()).all().await?;
    let (mut classes, mut schools) = (HashSet::new(), HashSet::new());
    for (class, in_school, lies_in) in rows {
        let in_region = region.is_none_or(|region| lies_in.starts_with(region.as_str()));
        if in_region && school.is_none_or(|school| school.0 == in_school) {
            schools.insert(SchoolId(in_school));
            classes.extend(class.map(ClassId));
        }
    }
    let belongs = |scope: &Scope| match scope {
        Scope::Class(id) => classes.contains(id),
        Scope::School(id) => schools.contains(id),
        Scope::Region(code) => {
            school.is_none() && region.is_some_and(|region| region.contains(code))
        }
        Scope::Department(of, _) => {
            school.is_none() && region.is_some_and(|region| region.contains(of))
        }
    };
    let sql = callers::assignments_where("county = $1 AND until_seq IS NULL");
    let held = callers::read_assignments(tx.query(sql).bind(county.to_string())).await?;
    Ok(held.into_iter().filter(|(_, held)| belongs(&held.scope)).map(|(id, _)| id).collect())
}
