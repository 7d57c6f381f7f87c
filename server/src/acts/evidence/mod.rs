//! Evidence photos judged by all that is stored: the verdict is worked out whenever somebody looks.

mod around;

use crate::acts::rules::RuleBook;
use crate::db::evidence::{self as rows, Row};
use crate::db::read::evidence as read;
use crate::db::{Error, Tx, facts};
use around::Surroundings;
use doorstep_schema::evidence::{Alike, FileState, Known, Record, Verdict, judge};
use doorstep_schema::fact::{Fact, Look};
use doorstep_schema::id::{DeviceId, FactId, StudentId, WorkerId};
use doorstep_schema::moment::Moment;
use doorstep_schema::region::RegionCode;
use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};

/// A supervisor's word on a photo.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Explanation {
    /// The fact.
    pub fact: FactId,
    /// Who.
    pub author: WorkerId,
    /// When.
    pub at: Moment,
    /// What they say.
    pub note: String,
}

/// A photo with everything that is known about it.
#[derive(Clone, PartialEq, Debug)]
pub struct Judged {
    /// The row.
    pub row: Row,
    /// The record as it was sealed.
    pub record: Record,
    /// What is found on each point.
    pub verdict: Verdict,
    /// Where the photo's file stands.
    pub file: FileState,
    /// Where the thumbnail's file stands.
    pub thumb: Option<FileState>,
    /// Whether a guardian refuses photos: then nobody is shown it.
    pub held_back: bool,
    /// The retraction that withdrew it.
    pub withdrawn: Option<FactId>,
    /// What supervisors say, oldest first.
    pub explanations: Vec<Explanation>,
}

/// Judges photos, in their order; one whose fact does not read is left out.
///
/// # Errors
/// When the database refuses or a row does not read.
pub async fn judged(
    tx: &mut Tx,
    rules: &RuleBook,
    photos: Vec<Row>,
    now: Moment,
) -> Result<Vec<Judged>, Error> {
    let ids: BTreeSet<FactId> = photos.iter().map(|row| FactId(row.id)).collect();
    let bodies = facts::find(tx, &ids.into_iter().collect::<Vec<_>>()).await?;
    let devices: BTreeSet<DeviceId> = photos.iter().map(|row| DeviceId(row.device)).collect();
    let keys = read::keys(tx, &devices.into_iter().collect::<Vec<_>>()).await?;
    let mut surroundings: HashMap<_, Surroundings> = HashMap::new();
    let mut all = Vec::with_capacity(photos.len());
    for row in photos {
        let Some(record) = bodies.get(&FactId(row.id)).map(|(_, body)| record(body)) else {
            continue;
        };
        let Some(record) = record? else { continue };
        let about = (record.county, record.student);
        let here = match surroundings.entry(about) {
            Entry::Occupied(known) => &*known.into_mut(),
            Entry::Vacant(place) => {
                let found = around::find(tx, rules, record.county, record.student, now).await?;
                &*place.insert(found)
            }
        };
        let (before, twin) = read::neighbours(tx, &row).await?;
        let alike = rows::alike(tx, &row).await?;
        let alike = alike.into_iter().map(|other| Alike {
            id: FactId(other.id),
            same: other.photo == row.photo,
            look: other.look.map(|bits| Look(bits.cast_unsigned())),
        });
        let file = read::file(tx, &row.county, &row.photo).await?;
        let thumb = match &row.thumb {
            Some(sha256) => Some(read::file(tx, &row.county, sha256).await?),
            None => None,
        };
        let known = Known {
            key: keys.get(&record.device).copied(),
            file,
            before,
            twin,
            around: here.around(record.photo.of),
            home: here.home_for(record.photo.of),
            village: here.village.clone(),
            arrived_at: Moment::from_ms(row.arrived_at),
            alike: alike.collect(),
        };
        let policy = rules.of(tx, record.county).await?.policy;
        all.push(Judged {
            verdict: judge(&record, &known, &policy.evidence),
            file,
            thumb,
            held_back: here.refused_since.is_some(),
            withdrawn: here.withdrawn(record.id),
            explanations: here.explanations(record.id),
            row,
            record,
        });
    }
    Ok(all)
}

/// Returns since when a guardian of a student refuses photos; none when nobody does.
///
/// # Errors
/// When the database refuses or a row does not read.
pub async fn refused_since(
    tx: &mut Tx,
    rules: &RuleBook,
    county: RegionCode,
    student: StudentId,
    now: Moment,
) -> Result<Option<Moment>, Error> {
    Ok(around::find(tx, rules, county, Some(student), now).await?.refused_since)
}

/// Reads the record of a stored fact.
fn record(body: &[u8]) -> Result<Option<Record>, Error> {
    let fact = facts::read(body)?;
    Ok(Fact::try_from(&fact).ok().and_then(|fact| Record::of(&fact)))
}
