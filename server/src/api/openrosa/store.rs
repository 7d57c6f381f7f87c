//! Keeps the files of a filled form that is a fact already: pictures as evidence photos, other files as they are.

use super::client::Client;
use super::parts;
use super::record::Filled;
use crate::acts::openrosa::photo::{self, Taken};
use crate::acts::push::examine;
use crate::app::App;
use crate::aside::aside;
use crate::db::attachments::{self, Attachment};
use crate::db::{counter, evidence, files};
use crate::jobs::commit::Batch;
use crate::problem::Problem;
use doorstep_schema::fact::{Act, Fact};
use doorstep_schema::hlc::Hlc;
use doorstep_schema::region::RegionCode;
use doorstep_schema::wire::v1;

/// Adds the files that are not there yet, and notes which filled form the fact was.
///
/// # Errors
/// When another file of a name is there, there are too many, or the database or the storage refuses; what was added
/// before is found again when the client sends the form again.
pub(super) async fn add(
    app: &App,
    client: &Client,
    county: RegionCode,
    filled: &Filled,
    files: Vec<Attachment>,
) -> Result<(), Problem> {
    let mut bare = Vec::with_capacity(files.len());
    for file in files {
        bare.push(bared(app, client, county, filled, file).await?);
    }
    let mut tx = app.db.write().await?;
    counter::take(&mut tx, county, 0).await?;
    attachments::submit(&mut tx, county, filled.fact, &filled.hash, filled.now).await?;
    let mut known = attachments::list(&mut tx, county, filled.fact).await?;
    for file in &bare {
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

/// Makes an evidence photo of a picture; what is kept of the file itself is its name and hash. Any other file stays
/// as it is.
async fn bared(
    app: &App,
    client: &Client,
    county: RegionCode,
    filled: &Filled,
    file: Attachment,
) -> Result<Attachment, Problem> {
    if doorstep_photo::sniff(&file.bytes).is_none() {
        return Ok(file);
    }
    let mut tx = app.db.read().await?;
    let clock = app.rules.of(&mut tx, county).await?.policy.clock;
    let student =
        evidence::student_of(&mut tx, filled.fact).await?.and_then(|(_, student)| student);
    drop(tx);
    let (of, now) = (filled.fact, filled.now);
    let reading = aside(move || {
        let taken = photo::take(&file.bytes, of, clock, now);
        (taken, file)
    });
    let (taken, file) = reading.await?;
    // A picture that can't be read is no evidence and is not shown; the form is not refused for it.
    let Ok(taken) = taken else { return Ok(file) };
    let Taken { photo, bytes, thumb } = taken;
    let named = [Some((photo.sha256, bytes)), photo.thumb.map(|named| (named.sha256, thumb))];
    let fact = v1::Fact::from(&Fact {
        id: photo::record_of(filled.fact, &file.sha256),
        author: client.caller.worker,
        device: client.caller.device,
        county,
        student,
        happened_at: photo.capture.and_then(|c| c.captured_at).unwrap_or(now).min(now),
        entered_at: now,
        hlc: Hlc::at(now),
        act: Act::EvidencePhoto(photo),
    });
    let Ok(sound) = examine(&client.caller, fact, now) else { return Ok(file) };
    let batch = Batch { caller: client.caller.clone(), facts: vec![sound], now };
    // Sent again, it is a duplicate or, as the time moved on, the same photo under the same id: both are there.
    app.writer.write(batch).await?;
    for (sha256, bytes) in named.into_iter().flatten() {
        app.files.put(county, sha256, bytes.into()).await?;
        let mut tx = app.db.write().await?;
        files::mark_whole(&mut tx, county, sha256, now).await?;
        tx.commit().await?;
    }
    Ok(Attachment { bytes: Vec::new(), ..file })
}
