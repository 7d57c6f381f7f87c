//! The invariant of photos: every recorded file is whole on the server, each device's records are one chain, and no byte
//! went twice without a loss.

use super::world::World;
use doorstep_schema::digest::Digest;
use doorstep_schema::evidence::{Link, Record};
use doorstep_schema::fact::Fact;
use doorstep_schema::id::{DeviceId, FactId};
use doorstep_schema::wire::v1;
use std::collections::BTreeMap;

/// Checks the photos of a world.
pub(super) async fn hold(
    world: &mut World,
    facts: &BTreeMap<FactId, v1::Fact>,
) -> Result<(), String> {
    let mut records = Vec::new();
    for fact in facts.values().filter(|fact| fact.kind == "evidence_photo") {
        let fact = Fact::try_from(fact).map_err(|e| format!("{}: {e}", fact.id))?;
        records.extend(Record::of(&fact));
    }
    chains(&records)?;
    let mut whole: BTreeMap<FactId, usize> = BTreeMap::new();
    for record in &records {
        let photo = &record.photo;
        let thumb = photo.thumb.map(|thumb| (thumb.sha256, thumb.bytes));
        let mut bytes = 0;
        for (sha256, size) in [Some((photo.sha256, photo.bytes)), thumb].into_iter().flatten() {
            bytes += stored(world, record, sha256, size).await?;
        }
        whole.insert(record.id, bytes);
    }
    for (who, phone) in world.phones.iter_mut().enumerate() {
        let own: Vec<usize> =
            phone.entered.iter().filter_map(|id| whole.get(id).copied()).collect();
        phone.photos = own.len();
        let most: usize = own.iter().sum();
        let answered: usize = phone.answered.values().sum();
        if answered > most {
            return Err(format!("phone {who} sent {answered} answered bytes of {most}"));
        }
    }
    Ok(())
}

async fn stored(
    world: &World,
    record: &Record,
    sha256: Digest,
    size: u64,
) -> Result<usize, String> {
    let bytes = world.server.app.files.get(record.county, sha256).await;
    let bytes = bytes.map_err(|e| format!("{sha256} of {}: {e}", record.id))?;
    let bytes = bytes.ok_or_else(|| format!("{sha256} of {} is not stored", record.id))?;
    if Digest::of(&bytes) != sha256 || u64::try_from(bytes.len()) != Ok(size) {
        return Err(format!("{sha256} of {} is stored otherwise", record.id));
    }
    Ok(bytes.len())
}

/// Checks that each number of a device is used once, and that each record names the one before.
fn chains(records: &[Record]) -> Result<(), String> {
    let mut links: BTreeMap<(DeviceId, u64), (Link, FactId)> = BTreeMap::new();
    for record in records {
        let link = Link::of(record).ok_or_else(|| format!("{} is not sealed", record.id))?;
        if let Some((_, twin)) = links.insert((link.device, link.number), (link, record.id)) {
            return Err(format!("{} and {twin} have one number", record.id));
        }
    }
    for (link, id) in links.values() {
        // A record that was refused is on the phone, and the next one names it all the same.
        let before = links.get(&(link.device, link.number.saturating_sub(1)));
        if let Some((before, _)) = before
            && link.previous != Some(before.hash())
        {
            return Err(format!("the chain is broken at {id}"));
        }
    }
    Ok(())
}
