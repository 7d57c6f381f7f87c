//! Filled forms that came from other clients, and the files that came with them.

use super::{Error, Tx};
use doorstep_schema::id::FactId;
use doorstep_schema::moment::Moment;
use doorstep_schema::region::RegionCode;

/// A file that came with a filled form.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Attachment {
    /// Its name, as the answers give it.
    pub name: String,
    /// Its media type, as the client says.
    pub media_type: String,
    /// The SHA-256 of its bytes.
    pub sha256: Vec<u8>,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Returns the SHA-256 of the XML that became a fact; none when it came another way.
///
/// # Errors
/// When the database refuses.
pub async fn submitted(
    tx: &mut Tx,
    county: RegionCode,
    fact: FactId,
) -> Result<Option<Vec<u8>>, Error> {
    let sql = "SELECT hash FROM submission WHERE county = $1 AND fact = $2";
    let row: Option<(Vec<u8>,)> =
        tx.query(sql).bind(county.to_string()).bind(fact.0).optional().await?;
    Ok(row.map(|(hash,)| hash))
}

/// Notes the SHA-256 of the XML that became a fact, unless one is noted.
///
/// # Errors
/// When the database refuses.
pub async fn submit(
    tx: &mut Tx,
    county: RegionCode,
    fact: FactId,
    hash: &[u8],
    now: Moment,
) -> Result<(), Error> {
    let sql = "INSERT INTO submission (county, fact, hash, received_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (county, fact) DO NOTHING";
    let query = tx.query(sql).bind(county.to_string()).bind(fact.0).bind(hash.to_vec());
    query.bind(now.ms()).execute().await?;
    Ok(())
}

/// Lists the names and the SHA-256 of a fact's files.
///
/// # Errors
/// When the database refuses.
pub async fn list(
    tx: &mut Tx,
    county: RegionCode,
    fact: FactId,
) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let sql = "SELECT name, sha256 FROM attachment WHERE county = $1 AND fact = $2 ORDER BY name";
    tx.query(sql).bind(county.to_string()).bind(fact.0).all().await
}

/// Adds a file to a fact.
///
/// # Errors
/// When the database refuses, as for a name that is taken.
pub async fn add(
    tx: &mut Tx,
    county: RegionCode,
    fact: FactId,
    file: &Attachment,
    now: Moment,
) -> Result<(), Error> {
    let sql = "INSERT INTO attachment (county, fact, name, media_type, sha256, bytes, received_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let query = tx.query(sql).bind(county.to_string()).bind(fact.0).bind(file.name.clone());
    let query = query.bind(file.media_type.clone()).bind(file.sha256.clone());
    query.bind(file.bytes.clone()).bind(now.ms()).execute().await?;
    Ok(())
}
