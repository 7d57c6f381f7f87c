//! Keeps the files of a filled form that is a fact already.

use super::parts;
use super::record::Filled;
use crate::app::App;
use crate::db::attachments::{self, Attachment};
use crate::db::counter;
use crate::problem::Problem;
use doorstep_schema::region::RegionCode;

/// Adds the files that are not there yet, and notes which filled form the fact was.
///
/// # Errors
/// When another file of a name is there, there are too many, or the database refuses; then nothing is added.
pub(super) async fn add(
    app: &App,
    county: RegionCode,
    filled: &Filled,
    files: &[Attachment],
) -> Result<(), Problem> {
    let mut tx = app.db.write().await?;
    counter::take(&mut tx, county, 0).await?;
    attachments::submit(&mut tx, county, filled.fact, &filled.hash, filled.now).await?;
    let mut known = attachments::list(&mut tx, county, filled.fact).await?;
    for file in files {
        if let Some((name, sha256)) = known.iter().find(|(name, _)| *name == file.name) {
            if *sha256 == file.sha256 {
                continue;
            }
            let detail = format!("another file «{name}» came with this form before");
            return Err(Problem::conflict("file_changed", detail));
        }
        if known.len() >= app.settings.openrosa.attachments {
            return Err(parts::too_many(&app.settings.openrosa));
        }
        attachments::add(&mut tx, county, filled.fact, file, filled.now).await?;
        known.push((file.name.clone(), file.sha256.clone()));
    }
    Ok(tx.commit().await?)
}
