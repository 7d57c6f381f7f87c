//! The templates that a county put in force.

use crate::db::{Error, Tx};
use doorstep_papers::Kind;
use doorstep_schema::id::WorkerId;
use doorstep_schema::moment::Moment;
use doorstep_schema::region::RegionCode;
use sqlx::FromRow;
use uuid::Uuid;

/// A template that holds or held.
#[derive(Clone, PartialEq, Eq, Debug, FromRow)]
pub struct InForce {
    /// The version; 0 for the one that is shipped.
    pub version: i64,
    /// The template; empty for the one that is shipped.
    pub body: String,
    /// The pattern of the numbers.
    pub numbers: String,
    /// Who put it in force.
    pub author: Option<Uuid>,
    /// When, in milliseconds since 1970.
    pub at: Option<i64>,
}

impl InForce {
    /// Tells whether it is the template that is shipped.
    #[must_use]
    pub fn is_shipped(&self) -> bool {
        self.body.is_empty()
    }

    /// Returns the template's text.
    #[must_use]
    pub fn text(&self, kind: Kind) -> &str {
        if self.is_shipped() { kind.shipped() } else { &self.body }
    }
}

/// Finds the template that holds.
///
/// # Errors
/// When the database refuses.
pub async fn find(tx: &mut Tx, county: RegionCode, kind: Kind) -> Result<InForce, Error> {
    let sql = "SELECT version, body, numbers, author, at FROM paper_template
        WHERE county = $1 AND kind = $2 ORDER BY version DESC LIMIT 1";
    let query = tx.query(sql).bind(county.to_string()).bind(kind.as_str().to_owned());
    let found: Option<InForce> = query.optional().await?;
    Ok(found.unwrap_or_else(|| InForce {
        version: 0,
        body: String::new(),
        numbers: kind.numbers().to_owned(),
        author: None,
        at: None,
    }))
}

/// Puts a template in force, an empty one for the shipped; returns its version.
///
/// # Errors
/// When the database refuses.
pub async fn put(
    tx: &mut Tx,
    county: RegionCode,
    kind: Kind,
    body: &str,
    numbers: &str,
    author: WorkerId,
    at: Moment,
) -> Result<i64, Error> {
    let version = find(tx, county, kind).await?.version + 1;
    let sql = "INSERT INTO paper_template (county, kind, version, body, numbers, author, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let query = tx.query(sql).bind(county.to_string()).bind(kind.as_str().to_owned());
    let query = query.bind(version).bind(body.to_owned()).bind(numbers.to_owned());
    query.bind(author.0).bind(at.ms()).execute().await?;
    Ok(version)
}
