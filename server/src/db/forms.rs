//! Editions of forms, and for whom they are open.

use super::{Error, Tx, counter};
use doorstep_schema::form::{Audience, Publication};
use doorstep_schema::id::WorkerId;
use doorstep_schema::moment::Moment;
use doorstep_schema::region::RegionCode;
use sqlx::FromRow;
use uuid::Uuid;

/// An edition of a form as it is stored.
#[derive(Clone, PartialEq, Debug)]
pub struct Edition {
    /// What phones get of it.
    pub publication: Publication,
    /// The author's name of this version; empty when none was given.
    pub version: String,
    /// The SHA-256 of the form's JSON.
    pub hash: Vec<u8>,
    /// Whether it was ever published.
    pub is_published: bool,
    /// When it was added.
    pub added_at: Moment,
    /// Who added it; none when it came from the command line or with the county.
    pub added_by: Option<WorkerId>,
}

/// A form to be stored as the next edition.
#[derive(Clone, Copy, Debug)]
pub struct NewEdition<'a> {
    /// The form's id.
    pub form: &'a str,
    /// The author's name of this version.
    pub version: &'a str,
    /// The form's JSON.
    pub body: &'a str,
    /// The SHA-256 of the JSON.
    pub hash: &'a [u8],
    /// When it is added.
    pub at: Moment,
    /// Who adds it.
    pub by: Option<WorkerId>,
}

#[derive(FromRow)]
struct EditionRow {
    form: String,
    edition: i64,
    version: String,
    hash: Vec<u8>,
    body: String,
    audience: String,
    is_published: bool,
    added_at: i64,
    added_by: Option<Uuid>,
}

impl TryFrom<EditionRow> for Edition {
    type Error = Error;

    fn try_from(row: EditionRow) -> Result<Self, Error> {
        Ok(Self {
            publication: publication(row.form, row.edition, row.body, &row.audience)?,
            version: row.version,
            hash: row.hash,
            is_published: row.is_published,
            added_at: Moment::from_ms(row.added_at),
            added_by: row.added_by.map(WorkerId),
        })
    }
}

/// Puts the columns of a row together.
pub(super) fn publication(
    form: String,
    edition: i64,
    body: String,
    audience: &str,
) -> Result<Publication, Error> {
    let audience = serde_json::from_str(audience)
        .map_err(|e| Error::bad_row("form", "audience", format!("{form}/{edition}"), e))?;
    let edition =
        u32::try_from(edition).map_err(|e| Error::bad_row("form", "edition", &form, e))?;
    Ok(Publication { form, edition, audience, body })
}

const SELECT: &str =
    "SELECT form, edition, version, hash, body, audience, is_published, added_at, added_by
    FROM form WHERE county = $1";

/// No form's id holds a zero character, and PostgreSQL does not even compare one.
fn is_nobodys(form: &str) -> bool {
    form.contains('\0')
}

/// Lists the editions of a county, or those of one form, by form and edition.
///
/// # Errors
/// When the database refuses or a row does not read.
pub async fn list(
    tx: &mut Tx,
    county: RegionCode,
    form: Option<&str>,
) -> Result<Vec<Edition>, Error> {
    let form = form.unwrap_or_default();
    if is_nobodys(form) {
        return Ok(Vec::new());
    }
    let sql = format!("{SELECT} AND ($2 = '' OR form = $3) ORDER BY form, edition");
    let rows: Vec<EditionRow> =
        tx.query(sql).bind(county.to_string()).bind(form).bind(form).all().await?;
    rows.into_iter().map(Edition::try_from).collect()
}

/// Finds one edition.
///
/// # Errors
/// When the database refuses or the row does not read.
pub async fn find(
    tx: &mut Tx,
    county: RegionCode,
    form: &str,
    edition: u32,
) -> Result<Option<Edition>, Error> {
    if is_nobodys(form) {
        return Ok(None);
    }
    let sql = format!("{SELECT} AND form = $2 AND edition = $3");
    let query = tx.query(sql).bind(county.to_string()).bind(form).bind(i64::from(edition));
    query.optional::<EditionRow>().await?.map(Edition::try_from).transpose()
}

/// Tells whether a county has an edition at all.
///
/// # Errors
/// When the database refuses.
pub async fn any(tx: &mut Tx, county: RegionCode) -> Result<bool, Error> {
    let sql = "SELECT edition FROM form WHERE county = $1 LIMIT 1";
    Ok(tx.query(sql).bind(county.to_string()).optional::<(i64,)>().await?.is_some())
}

/// Adds a form as its next edition, published to nobody yet, and returns the edition. The newest edition is returned
/// instead when it holds the same form.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    tx: &mut Tx,
    county: RegionCode,
    new: &NewEdition<'_>,
) -> Result<(u32, bool), Error> {
    let seq = counter::take(tx, county, 1).await?;
    let sql = "SELECT edition, hash FROM form WHERE county = $1 AND form = $2
        ORDER BY edition DESC LIMIT 1";
    let query = tx.query(sql).bind(county.to_string()).bind(new.form);
    let last: Option<(i64, Vec<u8>)> = query.optional().await?;
    let number = |edition: i64| {
        u32::try_from(edition).map_err(|e| Error::bad_row("form", "edition", new.form, e))
    };
    let last_edition = match last {
        Some((edition, hash)) if hash == new.hash => return Ok((number(edition)?, false)),
        Some((edition, _)) => edition,
        None => 0,
    };
    let edition = number(last_edition.saturating_add(1))?;
    let sql =
        "INSERT INTO form (county, form, edition, version, hash, body, audience, is_published,
            added_at, added_by, seq)
        VALUES ($1, $2, $3, $4, $5, $6, '[]', FALSE, $7, $8, $9)";
    let query = tx.query(sql).bind(county.to_string()).bind(new.form).bind(i64::from(edition));
    let query = query.bind(new.version).bind(new.hash.to_vec()).bind(new.body);
    query.bind(new.at.ms()).bind(new.by.map(|by| by.0)).bind(seq).execute().await?;
    Ok((edition, true))
}

/// Opens an edition to an audience, in place of the one before; to nobody withdraws it.
///
/// # Errors
/// When the database refuses.
pub async fn publish(
    tx: &mut Tx,
    county: RegionCode,
    form: &str,
    edition: u32,
    audience: &[Audience],
) -> Result<(), Error> {
    let seq = counter::take(tx, county, 1).await?;
    let text =
        serde_json::to_string(audience).map_err(|e| Error::bad_row("form", "audience", form, e))?;
    let sql = "UPDATE form SET audience = $1, is_published = TRUE, seq = $2
        WHERE county = $3 AND form = $4 AND edition = $5";
    let query = tx.query(sql).bind(text).bind(seq).bind(county.to_string()).bind(form);
    query.bind(i64::from(edition)).execute().await?;
    Ok(())
}
