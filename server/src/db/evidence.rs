//! Records of evidence photos as rows, and the files that they name.

mod whole;

pub use whole::{compare, rebuild};

use super::{Error, Query, Tx, facts, many};
use doorstep_schema::digest::Digest;
use doorstep_schema::evidence::{Link, Record};
use doorstep_schema::fact::{Fact, Look};
use doorstep_schema::id::{FactId, StudentId};
use doorstep_schema::moment::Moment;
use doorstep_schema::region::RegionCode;
use doorstep_schema::wire::v1;
use sqlx::FromRow;
use uuid::Uuid;

/// A record's row.
#[derive(Clone, PartialEq, Eq, Debug, FromRow)]
pub struct Row {
    /// The record's fact.
    pub id: Uuid,
    /// The county.
    pub county: String,
    /// The student; none for a venue.
    pub student: Option<Uuid>,
    /// What the photo belongs to.
    pub of_fact: Uuid,
    /// Who took it.
    pub author: Uuid,
    /// The device.
    pub device: Uuid,
    /// The record's number on the device.
    pub number: Option<i64>,
    /// The hash that the device's next record names.
    pub link: Option<Vec<u8>>,
    /// The SHA-256 of the photo.
    pub photo: Vec<u8>,
    /// The SHA-256 of the thumbnail.
    pub thumb: Option<Vec<u8>>,
    /// The look's bits.
    pub look: Option<i64>,
    /// The record's number in its county's log.
    pub seq: i64,
    /// When the server received it, in milliseconds.
    pub arrived_at: i64,
}

/// The columns of [`Row`], for statements of this folder.
pub(super) const COLUMNS: &str = "id, county, student, of_fact, author, device, number, link, photo, thumb, \
    look, seq, arrived_at";

impl Row {
    /// Makes the row of a stored fact; none when it is no readable record of a photo.
    #[must_use]
    pub fn of(fact: &v1::Fact, seq: i64, arrived_at: Moment) -> Option<(Self, Record)> {
        if fact.kind != "evidence_photo" {
            return None;
        }
        let record = Record::of(&Fact::try_from(fact).ok()?)?;
        let seal = record.photo.seal.as_ref();
        let row = Self {
            id: record.id.0,
            county: record.county.to_string(),
            student: record.student.map(|student| student.0),
            of_fact: record.photo.of.0,
            author: record.author.0,
            device: record.device.0,
            number: seal.and_then(|seal| i64::try_from(seal.number).ok()),
            link: Link::of(&record).map(|link| link.hash().0.to_vec()),
            photo: record.photo.sha256.0.to_vec(),
            thumb: record.photo.thumb.map(|thumb| thumb.sha256.0.to_vec()),
            look: record.photo.look.map(|look| look.0.cast_signed()),
            seq,
            arrived_at: arrived_at.ms(),
        };
        Some((row, record))
    }
}

/// Returns the four parts of a look, 16 bits each, the highest first.
fn parts(look: i64) -> [i64; 4] {
    let bits = look.cast_unsigned();
    [48, 32, 16, 0].map(|shift| i64::try_from(bits >> shift & 0xffff).unwrap_or(0))
}

/// Adds the records among facts that were just added, and the files that they name.
///
/// # Errors
/// When the database refuses.
pub async fn add(tx: &mut Tx, entries: &[facts::Entry<'_>]) -> Result<(), Error> {
    let found = entries.iter().filter_map(|e| Row::of(&e.sound.fact, e.seq, e.received_at));
    add_rows(tx, &found.collect::<Vec<_>>()).await
}

/// Adds rows of records, and the files that they name and nobody named before.
///
/// # Errors
/// When the database refuses.
pub async fn add_rows(tx: &mut Tx, found: &[(Row, Record)]) -> Result<(), Error> {
    add_evidence(tx, found).await?;
    for (_, record) in found {
        let photo = &record.photo;
        let thumb = photo.thumb.map(|thumb| (thumb.sha256, thumb.bytes));
        for (sha256, bytes) in std::iter::once((photo.sha256, photo.bytes)).chain(thumb) {
            name_file(tx, record.county, sha256, bytes).await?;
        }
    }
    Ok(())
}

/// Adds rows of records alone.
async fn add_evidence(tx: &mut Tx, found: &[(Row, Record)]) -> Result<(), Error> {
    for slice in many::slices(found) {
        let sql = format!(
            "INSERT INTO evidence (id, county, student, of_fact, author, device, number, link, photo, thumb,
                 look, seq, arrived_at, look0, look1, look2, look3)
             VALUES {} ON CONFLICT (id) DO NOTHING",
            many::places(slice.len(), 17)
        );
        let mut query = tx.query(sql);
        for (row, _) in slice {
            let look = row.look.map(parts);
            query = query
                .bind(row.id)
                .bind(row.county.clone())
                .bind(row.student)
                .bind(row.of_fact)
                .bind(row.author)
                .bind(row.device)
                .bind(row.number)
                .bind(row.link.clone())
                .bind(row.photo.clone())
                .bind(row.thumb.clone())
                .bind(row.look)
                .bind(row.seq)
                .bind(row.arrived_at);
            for part in 0..4 {
                query = query.bind(look.map(|parts| parts[part]));
            }
        }
        query.execute().await?;
    }
    Ok(())
}

/// Notes that a record names a file; one that was deleted before is awaited again.
async fn name_file(
    tx: &mut Tx,
    county: RegionCode,
    sha256: Digest,
    bytes: u64,
) -> Result<(), Error> {
    let sql = "INSERT INTO file (county, sha256, bytes, state) VALUES ($1, $2, $3, 'awaited')
        ON CONFLICT (county, sha256) DO UPDATE SET state = 'awaited', noted_seq = NULL
        WHERE file.state = 'deleted'";
    let query = tx.query(sql).bind(county.to_string()).bind(sha256.0.to_vec());
    query.bind(i64::try_from(bytes).unwrap_or(i64::MAX)).execute().await?;
    Ok(())
}

/// Finds a record's row.
///
/// # Errors
/// When the database refuses.
pub async fn find(tx: &mut Tx, id: FactId) -> Result<Option<Row>, Error> {
    tx.query(format!("SELECT {COLUMNS} FROM evidence WHERE id = $1")).bind(id.0).optional().await
}

/// Finds the county and the student of the fact that photos belong to; none when the server has neither.
///
/// # Errors
/// When the database refuses.
pub async fn student_of(
    tx: &mut Tx,
    of: FactId,
) -> Result<Option<(String, Option<StudentId>)>, Error> {
    let sql = "SELECT county, student FROM fact WHERE id = $1";
    let row: Option<(String, Option<Uuid>)> = tx.query(sql).bind(of.0).optional().await?;
    Ok(row.map(|(county, student)| (county, student.map(StudentId))))
}

/// Finds earlier records of a county whose look differs in at most 7 bits: of the four parts of 16 bits, one then
/// differs in at most 1, so each part is asked for in its 17 forms (Norouzi, Punjani, Fleet 2012, "Fast Search in Hamming
/// Space with Multi-Index Hashing").
///
/// # Errors
/// When the database refuses.
pub async fn alike(tx: &mut Tx, row: &Row) -> Result<Vec<Row>, Error> {
    let same = format!(
        "SELECT {COLUMNS} FROM evidence WHERE county = $1 AND photo = $2 AND seq < $3 ORDER BY seq LIMIT 10"
    );
    let query = tx.query(same).bind(row.county.clone()).bind(row.photo.clone()).bind(row.seq);
    let mut found: Vec<Row> = query.all().await?;
    let Some(look) = row.look else { return Ok(found) };
    for (column, part) in ["look0", "look1", "look2", "look3"].iter().zip(parts(look)) {
        let forms: Vec<i64> =
            std::iter::once(part).chain((0..16).map(|bit| part ^ (1 << bit))).collect();
        let sql = format!(
            "SELECT {COLUMNS} FROM evidence WHERE county = $1 AND seq < $2 AND {column} IN ({})",
            (3..20).map(|place| format!("${place}")).collect::<Vec<_>>().join(", ")
        );
        let query = tx.query(sql).bind(row.county.clone()).bind(row.seq);
        let rows: Vec<Row> = forms.into_iter().fold(query, Query::bind).all().await?;
        found.extend(rows.into_iter().filter(|other| {
            let near = |bits: i64| Look(bits.cast_unsigned()).distance(Look(look.cast_unsigned()));
            other.look.is_some_and(|bits| near(bits) <= 7)
        }));
    }
    found.sort_by_key(|other| other.seq);
    found.dedup_by_key(|other| other.id);
    Ok(found)
}
