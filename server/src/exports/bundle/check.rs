//! Checking a bundle without the server: hashes, signature and chain.

use super::{BODY, CHAIN, HEADING, KEY, LINK, PHOTO, RECORD, SPKI, THUMB};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use doorstep_schema::digest::Digest;
use doorstep_schema::evidence::{Link, Record};
use doorstep_schema::fact::Fact;
use doorstep_schema::wire::v1;
use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};
use zip::ZipArchive;

/// The most bytes of one part when unpacked.
const MOST: u64 = 16 << 20;

/// One thing that was checked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Checked {
    /// What.
    pub what: &'static str,
    /// What is wrong; none when it holds.
    pub wrong: Option<String>,
}

/// Why a file is no bundle.
#[derive(Debug, thiserror::Error)]
pub enum NotABundle {
    /// It is no ZIP file.
    #[error("not a ZIP file: {0}")]
    Zip(#[from] zip::result::ZipError),
    /// A part does not unpack.
    #[error("{0} does not unpack: {1}")]
    Part(&'static str, std::io::Error),
    /// A part is missing.
    #[error("{0} is missing")]
    Missing(&'static str),
    /// A part does not read.
    #[error("{0} does not read: {1}")]
    Unread(&'static str, String),
}

/// Checks a bundle; whatever does not hold is told, one line each.
///
/// # Errors
/// When the file is no bundle at all.
pub fn check(bytes: &[u8]) -> Result<Vec<Checked>, NotABundle> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let mut parts: BTreeMap<&'static str, Vec<u8>> = BTreeMap::new();
    for name in [PHOTO, THUMB, RECORD, BODY, LINK, KEY, CHAIN] {
        if let Ok(part) = archive.by_name(name) {
            let mut bytes = Vec::new();
            part.take(MOST).read_to_end(&mut bytes).map_err(|e| NotABundle::Part(name, e))?;
            parts.insert(name, bytes);
        }
    }
    let get = |name: &'static str| parts.get(name).ok_or(NotABundle::Missing(name));
    let fact: v1::Fact = serde_json::from_slice(get(RECORD)?)
        .map_err(|e| NotABundle::Unread(RECORD, e.to_string()))?;
    let fact = Fact::try_from(&fact).map_err(|e| NotABundle::Unread(RECORD, e.to_string()))?;
    let record = Record::of(&fact)
        .ok_or_else(|| NotABundle::Unread(RECORD, "it is no record of a photo".to_owned()))?;
    let mut all = Vec::new();
    let mut note = |what, wrong: Option<String>| all.push(Checked { what, wrong });
    let unlike = |holds: bool, text: &str| (!holds).then(|| text.to_owned());
    note(
        "the photo is the one in the record",
        match parts.get(PHOTO) {
            Some(photo) => unlike(
                Digest::of(photo) == record.photo.sha256,
                "photo.jpg has another SHA-256 than the record names",
            ),
            None => Some("photo.jpg is missing".to_owned()),
        },
    );
    if let (Some(thumb), Some(named)) = (parts.get(THUMB), record.photo.thumb) {
        let holds = Digest::of(thumb) == named.sha256;
        note(
            "the thumbnail is the one in the record",
            unlike(holds, "thumb.jpg has another SHA-256 than the record names"),
        );
    }
    let body = get(BODY)?;
    let holds = *body == record.body().into_bytes();
    note("body.txt is the record's text", unlike(holds, "body.txt says other than record.json"));
    let link = Link::of(&record);
    let text = parts.get(LINK).map(Vec::as_slice);
    let holds = link.is_some_and(|link| text == Some(link.text().as_bytes()));
    note("link.txt names body.txt", unlike(holds, "link.txt does not fit body.txt and the seal"));
    let key = parts.get(KEY).map(|pem| read_key(pem)).transpose()?;
    note("the device's signature holds", signed(&record, key));
    note("the chain has no gap", chain(&record, key, get(CHAIN)?).err());
    Ok(all)
}

fn signed(record: &Record, key: Option<[u8; 32]>) -> Option<String> {
    let Some((seal, link)) = record.photo.seal.as_ref().zip(Link::of(record)) else {
        return Some("the record has no seal".to_owned());
    };
    let Some(key) = key else { return Some("device.pem is missing".to_owned()) };
    link.verify(&seal.signature, &key).err().map(|error| error.to_string())
}

fn read_key(pem: &[u8]) -> Result<[u8; 32], NotABundle> {
    let unread = |reason: &str| NotABundle::Unread(KEY, reason.to_owned());
    let text = std::str::from_utf8(pem).map_err(|_| unread("not a text"))?;
    let inner: String = text.lines().filter(|line| !line.starts_with("-----")).collect();
    let der = STANDARD.decode(inner.trim()).map_err(|_| unread("not base64"))?;
    der.strip_prefix(&SPKI)
        .and_then(|key| key.try_into().ok())
        .ok_or_else(|| unread("not an Ed25519 key"))
}

/// Follows the chain to the record.
fn chain(record: &Record, key: Option<[u8; 32]>, csv: &[u8]) -> Result<(), String> {
    let text = std::str::from_utf8(csv).map_err(|_| "chain.csv is no text".to_owned())?;
    let rows = text.strip_prefix(HEADING).ok_or("chain.csv has another heading")?;
    let key = key.ok_or("device.pem is missing")?;
    let mut last = None;
    for (expected, row) in (1u64..).zip(rows.lines().filter(|row| !row.is_empty())) {
        let at = |what: &str| format!("row {expected} of chain.csv: {what}");
        let mut cells = row.split(',');
        let mut cell = || cells.next().unwrap_or_default();
        let number: u64 = cell().parse().map_err(|_| at("the number does not read"))?;
        let previous = match cell() {
            "-" => None,
            text => Some(Digest::parse(text).ok_or_else(|| at("previous does not read"))?),
        };
        let body = Digest::parse(cell()).ok_or_else(|| at("body does not read"))?;
        let link = Link { device: record.device, number, previous, body };
        if number != expected {
            return Err(at(&format!("it has the number {number}")));
        }
        if previous != last {
            return Err(at("it does not follow the row before"));
        }
        link.verify(cell(), &key).map_err(|error| at(&error.to_string()))?;
        last = Some(link.hash());
    }
    let own = Link::of(record).map(|link| link.hash());
    if own.is_some() && own == last {
        Ok(())
    } else {
        Err("it does not end with the record".to_owned())
    }
}
