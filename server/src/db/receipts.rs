//! What is left of deleted photos: a receipt each, with hash and verdict.

use super::evidence::{COLUMNS, Row};
use super::{Error, Tx};
use doorstep_schema::id::{StudentId, WorkerId};
use doorstep_schema::moment::Moment;
use doorstep_schema::region::RegionCode;
use sqlx::FromRow;
use uuid::Uuid;

/// Why a photo was deleted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Why {
    /// Its period in the policy has passed.
    Retention,
    /// Its erasure was asked for.
    Erased,
    /// A guardian refused photos, and nobody said otherwise within the policy's days.
    HeldBack,
}

impl Why {
    /// Returns the word that is stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Retention => "retention",
            Self::Erased => "erased",
            Self::HeldBack => "held_back",
        }
    }
}

/// A receipt.
#[derive(Clone, PartialEq, Eq, Debug, FromRow)]
pub struct Receipt {
    /// The photo's record.
    pub id: Uuid,
    /// The SHA-256 of the photo.
    pub photo: Vec<u8>,
    /// Why it was deleted.
    pub why: String,
    /// The verdict as it stood, as JSON.
    pub verdict: String,
    /// When, in milliseconds.
    pub deleted_at: i64,
    /// Who asked for it; none where the policy did.
    pub deleted_by: Option<Uuid>,
}

/// Lists photos of a county that have no receipt and arrived before a moment.
///
/// # Errors
/// When the database refuses.
pub async fn outlived(
    tx: &mut Tx,
    county: RegionCode,
    before: Moment,
    limit: i64,
) -> Result<Vec<Row>, Error> {
    let sql = format!(
        "SELECT {COLUMNS} FROM evidence WHERE county = $1 AND arrived_at < $2
         AND NOT EXISTS (SELECT 1 FROM photo_receipt r WHERE r.id = evidence.id)
         ORDER BY arrived_at LIMIT $3"
    );
    tx.query(sql).bind(county.to_string()).bind(before.ms()).bind(limit).all().await
}

/// What is kept of a county's photos.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Kept {
    /// How many.
    pub photos: i64,
    /// When the oldest arrived.
    pub oldest: Option<Moment>,
    /// How many arrived before the moment that was asked for.
    pub soon: i64,
}

/// Counts the photos of a county that have no receipt, and those of them that arrived before a moment.
///
/// # Errors
/// When the database refuses.
pub async fn kept(tx: &mut Tx, county: RegionCode, before: Option<Moment>) -> Result<Kept, Error> {
    let sql = "SELECT CAST(COUNT(*) AS BIGINT), MIN(arrived_at),
            CAST(COALESCE(SUM(CASE WHEN arrived_at < $2 THEN 1 ELSE 0 END), 0) AS BIGINT)
        FROM evidence WHERE county = $1
        AND NOT EXISTS (SELECT 1 FROM photo_receipt r WHERE r.id = evidence.id)";
    let query = tx.query(sql).bind(county.to_string()).bind(before.map_or(0, Moment::ms));
    let (photos, oldest, soon): (i64, Option<i64>, i64) = query.one().await?;
    Ok(Kept { photos, oldest: oldest.map(Moment::from_ms), soon })
}

/// What was deleted of a county's photos.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Deleted {
    /// Because their period had passed.
    pub retention: i64,
    /// Because a guardian refused them.
    pub held_back: i64,
    /// Because it was asked for.
    pub erased: i64,
    /// When the last was.
    pub last: Option<Moment>,
}

/// Counts the photos of a county that were deleted, by why.
///
/// # Errors
/// When the database refuses.
pub async fn deleted(tx: &mut Tx, county: RegionCode) -> Result<Deleted, Error> {
    let sql = "SELECT why, CAST(COUNT(*) AS BIGINT), MAX(deleted_at) FROM photo_receipt
        WHERE county = $1 GROUP BY why";
    let rows: Vec<(String, i64, i64)> = tx.query(sql).bind(county.to_string()).all().await?;
    let mut found = Deleted::default();
    for (why, count, at) in rows {
        let place = match why.as_str() {
            "retention" => &mut found.retention,
            "held_back" => &mut found.held_back,
            _ => &mut found.erased,
        };
        *place += count;
        found.last = found.last.max(Some(Moment::from_ms(at)));
    }
    Ok(found)
}

/// Lists a student's photos that have no receipt.
///
/// # Errors
/// When the database refuses.
pub async fn kept_of(tx: &mut Tx, student: StudentId) -> Result<Vec<Row>, Error> {
    let sql = format!(
        "SELECT {COLUMNS} FROM evidence WHERE student = $1
         AND NOT EXISTS (SELECT 1 FROM photo_receipt r WHERE r.id = evidence.id) ORDER BY seq"
    );
    tx.query(sql).bind(student.0).all().await
}

/// Lists students of a county of whom photos are kept and whose profile was edited: among them are all whose guardian
/// refused photos.
///
/// # Errors
/// When the database refuses.
pub async fn maybe_refused(tx: &mut Tx, county: RegionCode) -> Result<Vec<StudentId>, Error> {
    let sql = "SELECT DISTINCT e.student FROM evidence e
        JOIN fact f ON f.student = e.student AND f.kind = 'profile_edit'
        WHERE e.county = $1 AND NOT EXISTS (SELECT 1 FROM photo_receipt r WHERE r.id = e.id)";
    let rows: Vec<(Uuid,)> = tx.query(sql).bind(county.to_string()).all().await?;
    Ok(rows.into_iter().map(|(student,)| StudentId(student)).collect())
}

/// Finds the receipt of a photo.
///
/// # Errors
/// When the database refuses.
pub async fn find(tx: &mut Tx, photo: Uuid) -> Result<Option<Receipt>, Error> {
    let sql =
        "SELECT id, photo, why, verdict, deleted_at, deleted_by FROM photo_receipt WHERE id = $1";
    tx.query(sql).bind(photo).optional().await
}

/// Writes a receipt; one that is there already stays.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    tx: &mut Tx,
    row: &Row,
    why: Why,
    verdict: &str,
    by: Option<WorkerId>,
    now: Moment,
) -> Result<(), Error> {
    let sql = "INSERT INTO photo_receipt
            (id, county, student, photo, thumb, why, verdict, deleted_at, deleted_by)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO NOTHING";
    let query = tx.query(sql).bind(row.id).bind(row.county.clone()).bind(row.student);
    let query = query.bind(row.photo.clone()).bind(row.thumb.clone()).bind(why.as_str());
    let query = query.bind(verdict.to_owned()).bind(now.ms()).bind(by.map(|worker| worker.0));
    query.execute().await?;
    Ok(())
}

/// Marks a file as deleted when no photo without a receipt names it, and tells phones at `seq`; tells whether it was.
///
/// # Errors
/// When the database refuses.
pub async fn delete_file(
    tx: &mut Tx,
    county: &str,
    sha256: &[u8],
    seq: i64,
) -> Result<bool, Error> {
    let kept = |column: &str| {
        format!(
            "NOT EXISTS (SELECT 1 FROM evidence e WHERE e.county = $1 AND e.{column} = $2
                AND NOT EXISTS (SELECT 1 FROM photo_receipt r WHERE r.id = e.id))"
        )
    };
    let sql = format!(
        "UPDATE file SET state = 'deleted', noted_seq = $3 WHERE county = $1 AND sha256 = $2
         AND state <> 'deleted' AND {} AND {}",
        kept("photo"),
        kept("thumb")
    );
    let query = tx.query(sql).bind(county.to_owned()).bind(sha256.to_vec()).bind(seq);
    Ok(query.execute().await? > 0)
}
