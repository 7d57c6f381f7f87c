//! The audit log: who signed in, saw, exported and changed what; each entry carries the hash of the one before.

use super::read::filter::Filter;
use super::{Error, Tx};
use doorstep_schema::id::{DeviceId, WorkerId};
use doorstep_schema::moment::Moment;
use doorstep_schema::region::RegionCode;
use sha2::{Digest as _, Sha256};
use sqlx::FromRow;
use uuid::Uuid;

/// Something to be logged. It names ids and codes, never people.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Event {
    /// The county whose log it belongs to.
    pub county: RegionCode,
    /// When.
    pub at: Moment,
    /// Who; `None` when nobody was recognised.
    pub worker: Option<WorkerId>,
    /// On which device.
    pub device: Option<DeviceId>,
    /// What: `sign_in`, `unmask_identity`, `export`, `import`, `revoke_device`, …
    pub action: &'static str,
    /// To what: `student:ID`, `device:ID`, `region:CODE`, …
    pub resource: String,
    /// More about it.
    pub detail: String,
}

/// An entry of the log.
#[derive(Clone, PartialEq, Eq, Debug, FromRow)]
pub struct Entry {
    /// The county.
    pub county: String,
    /// The number within the county, from 1 without a gap.
    pub seq: i64,
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// Who.
    pub worker: Option<Uuid>,
    /// On which device.
    pub device: Option<Uuid>,
    /// What.
    pub action: String,
    /// To what.
    pub resource: String,
    /// More about it.
    pub detail: String,
    /// SHA-256 over the entry and `previous`.
    pub hash: Vec<u8>,
    /// The hash of the entry before; 32 zeros for the first.
    pub previous: Vec<u8>,
}

impl Entry {
    /// Returns the hash that the entry must have.
    #[must_use]
    pub fn expected_hash(&self) -> Vec<u8> {
        let mut hasher = Sha256::new();
        let id = |id: Option<Uuid>| id.map_or([0; 16], Uuid::into_bytes);
        hasher.update(&self.previous);
        hasher.update(self.seq.to_be_bytes());
        hasher.update(self.at.to_be_bytes());
        hasher.update(id(self.worker));
        hasher.update(id(self.device));
        for text in [&self.county, &self.action, &self.resource, &self.detail] {
            // The length first, so that no text can borrow from its neighbour.
            hasher.update(u64::try_from(text.len()).unwrap_or(u64::MAX).to_be_bytes());
            hasher.update(text.as_bytes());
        }
        hasher.finalize().to_vec()
    }
}

/// Appends an event to its county's chain.
///
/// # Errors
/// When the database refuses.
pub async fn append(tx: &mut Tx, event: &Event) -> Result<(), Error> {
    // The head row is locked first, so that the chain has one order.
    let sql = "INSERT INTO audit_head (county, seq, hash) VALUES ($1, 1, $2)
        ON CONFLICT (county) DO UPDATE SET seq = audit_head.seq + 1 RETURNING seq, hash";
    let query = tx.query(sql).bind(event.county.to_string()).bind(vec![0u8; 32]);
    let (seq, previous): (i64, Vec<u8>) = query.one().await?;
    let mut entry = Entry {
        county: event.county.to_string(),
        seq,
        at: event.at.ms(),
        worker: event.worker.map(|w| w.0),
        device: event.device.map(|d| d.0),
        action: event.action.to_owned(),
        resource: event.resource.clone(),
        detail: event.detail.clone(),
        hash: Vec::new(),
        previous,
    };
    entry.hash = entry.expected_hash();
    let sql = "UPDATE audit_head SET hash = $2 WHERE county = $1";
    tx.query(sql).bind(entry.county.clone()).bind(entry.hash.clone()).execute().await?;
    let sql = "INSERT INTO audit
        (county, seq, at, worker, device, action, resource, detail, hash, previous)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let query = tx.query(sql).bind(entry.county).bind(seq).bind(entry.at).bind(entry.worker);
    let query = query.bind(entry.device).bind(entry.action).bind(entry.resource).bind(entry.detail);
    query.bind(entry.hash).bind(entry.previous).execute().await?;
    Ok(())
}

/// Lists a county's entries behind a number, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn list(
    tx: &mut Tx,
    county: RegionCode,
    after: i64,
    limit: i64,
) -> Result<Vec<Entry>, Error> {
    let sql = "SELECT county, seq, at, worker, device, action, resource, detail, hash, previous
        FROM audit WHERE county = $1 AND seq > $2 ORDER BY seq LIMIT $3";
    tx.query(sql).bind(county.to_string()).bind(after).bind(limit).all().await
}

/// Which of a county's entries are asked for.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Sought {
    /// Only by this worker.
    pub worker: Option<WorkerId>,
    /// Only of this action.
    pub action: Option<String>,
    /// Only from this moment on.
    pub from: Option<Moment>,
    /// Only before this moment.
    pub until: Option<Moment>,
    /// Only those whose resource has this text.
    pub text: Option<String>,
}

/// Which way a log is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Way {
    /// The oldest first, behind a number.
    After(i64),
    /// The newest first, before a number.
    Before(i64),
}

/// Lists those of a county's entries that are sought.
///
/// # Errors
/// When the database refuses.
pub async fn seek(
    tx: &mut Tx,
    county: RegionCode,
    sought: &Sought,
    way: Way,
    limit: i64,
) -> Result<Vec<Entry>, Error> {
    let mut filter = Filter::default();
    let place = filter.text(county.to_string());
    filter.and(format!("county = {place}"));
    let order = match way {
        Way::After(seq) => {
            let place = filter.number(seq);
            filter.and(format!("seq > {place}"));
            "seq"
        }
        Way::Before(seq) => {
            let place = filter.number(seq);
            filter.and(format!("seq < {place}"));
            "seq DESC"
        }
    };
    if let Some(worker) = sought.worker {
        let place = filter.id(worker.0);
        filter.and(format!("worker = {place}"));
    }
    if let Some(action) = &sought.action {
        let place = filter.text(action.clone());
        filter.and(format!("action = {place}"));
    }
    for (at, comparison) in [(sought.from, ">="), (sought.until, "<")] {
        if let Some(at) = at {
            let place = filter.number(at.ms());
            filter.and(format!("at {comparison} {place}"));
        }
    }
    if let Some(text) = &sought.text {
        let plain = text.to_lowercase().replace(['\\', '%', '_'], "");
        let part = filter.text(format!("%{plain}%"));
        filter.and(format!("LOWER(resource) LIKE {part}"));
    }
    let limit = filter.number(limit);
    let sql = format!(
        "SELECT county, seq, at, worker, device, action, resource, detail, hash, previous
        FROM audit WHERE {} ORDER BY {order} LIMIT {limit}",
        filter.sql()
    );
    filter.bind(tx.query(sql)).all().await
}

/// Lists the actions that a county's log knows.
///
/// # Errors
/// When the database refuses.
pub async fn actions(tx: &mut Tx, county: RegionCode) -> Result<Vec<String>, Error> {
    let (mut found, mut after) = (Vec::new(), String::new());
    // From one action to the next along the index: a log is long, its actions are few.
    loop {
        let sql =
            "SELECT action FROM audit WHERE county = $1 AND action > $2 ORDER BY action LIMIT 1";
        let next: Option<(String,)> =
            tx.query(sql).bind(county.to_string()).bind(after).optional().await?;
        let Some((next,)) = next else { return Ok(found) };
        found.push(next.clone());
        after = next;
    }
}

/// Follows a county's chain and returns the number of the first entry that does not fit, if any.
///
/// # Errors
/// When the database refuses.
pub async fn first_broken(tx: &mut Tx, county: RegionCode) -> Result<Option<i64>, Error> {
    let (mut after, mut previous) = (0, vec![0u8; 32]);
    loop {
        let entries = list(tx, county, after, 500).await?;
        if entries.is_empty() {
            break;
        }
        for entry in entries {
            let fits = entry.seq == after + 1
                && entry.previous == previous
                && entry.hash == entry.expected_hash();
            if !fits {
                return Ok(Some(after + 1));
            }
            after = entry.seq;
            previous = entry.hash;
        }
    }
    let sql = "SELECT seq, hash FROM audit_head WHERE county = $1";
    let head: Option<(i64, Vec<u8>)> = tx.query(sql).bind(county.to_string()).optional().await?;
    let (seq, hash) = head.unwrap_or((0, vec![0; 32]));
    Ok((seq != after || (after > 0 && hash != previous)).then_some(after + 1))
}
