//! What was recorded on this phone, the newest first, with where each record and its photos stand.

use super::student::{TimelineEntry, timeline};
use crate::acts::signed_in;
use crate::store::{FactRow, Store, StudentKey};
use crate::{Problem, photos};
use doorstep_schema::id::FactId;
use serde::Serialize;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// The most records of a page.
const MAX_PAGE: usize = 200;

/// A record of this phone.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "OwnRecord"))]
pub struct Record {
    /// The student's name, empty when it is about none or the student is no longer on this phone.
    pub name: String,
    /// The record.
    pub entry: TimelineEntry,
}

/// A page of records.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Records {
    /// The records, the newest first; photos stand with the record that they belong to.
    pub records: Vec<Record>,
    /// What to ask with for the older ones; none when there are no more.
    pub next: Option<i64>,
}

/// Lists what was recorded on this phone: the newest, or those before an earlier page's `next`.
///
/// # Errors
/// `not_signed_in`, `device_revoked`, or when the store cannot be read.
pub fn records(store: &Store, before: Option<i64>, limit: u32) -> Result<Records, Problem> {
    let session = signed_in(store)?;
    let limit = usize::try_from(limit).unwrap_or(MAX_PAGE).clamp(1, MAX_PAGE);
    let mut before = before.unwrap_or(i64::MAX);
    let mut rows: Vec<FactRow> = Vec::new();
    let mut more = true;
    while more && rows.len() <= limit {
        let page = store.own_facts(before, i64::try_from(limit + 1).unwrap_or(1))?;
        more = page.len() > limit;
        before = page.last().map_or(before, |row| row.key);
        rows.extend(page.into_iter().filter(|row| row.fact.kind != "evidence_photo"));
    }
    let next = (rows.len() > limit).then(|| rows[limit - 1].key);
    rows.truncate(limit);
    let mut known: BTreeMap<StudentKey, BTreeMap<FactId, TimelineEntry>> = BTreeMap::new();
    let mut records = Vec::with_capacity(rows.len());
    for row in rows {
        let Some(key) = row.student else {
            let of = row.fact.id;
            for mut entry in timeline(store, &session, vec![row])? {
                entry.photos = photos::list(store, of)?;
                records.push(Record { name: String::new(), entry });
            }
            continue;
        };
        let entries = match known.entry(key) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(free) => {
                let entries = timeline(store, &session, store.facts_of(key)?)?;
                free.insert(entries.into_iter().map(|entry| (entry.fact.id, entry)).collect())
            }
        };
        if let Some(entry) = entries.remove(&row.fact.id) {
            records.push(Record { name: store.student_name(key)?, entry });
        }
    }
    Ok(Records { records, next })
}
