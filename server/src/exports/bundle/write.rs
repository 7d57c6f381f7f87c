//! Writing a bundle.

use super::{
    BODY, CHAIN, HEADING, KEY, LINK, PHOTO, README, RECORD, SIGNATURE, SPKI, THUMB, VERDICT,
};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use doorstep_schema::evidence::{Link, Record, Verdict, sentence};
use doorstep_schema::wire::v1;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// One link of the device's chain with its signature.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ChainLink {
    /// The link.
    pub link: Link,
    /// The signature, base64url without padding.
    pub signature: String,
}

/// What goes into a bundle.
#[derive(Clone, Debug)]
pub struct Bundle<'a> {
    /// The record's fact.
    pub fact: &'a v1::Fact,
    /// The record.
    pub record: &'a Record,
    /// The photo's bytes; none when they are not here.
    pub photo: Option<&'a [u8]>,
    /// The thumbnail's bytes.
    pub thumb: Option<&'a [u8]>,
    /// The device's public key; none for a device without one.
    pub key: Option<[u8; 32]>,
    /// The device's links from its first to this one.
    pub chain: &'a [ChainLink],
    /// The verdict.
    pub verdict: &'a Verdict,
}

/// Writes the bundle as a ZIP file.
///
/// # Errors
/// When a part does not serialize or the file cannot be written.
pub fn write(bundle: &Bundle<'_>) -> Result<Vec<u8>, zip::result::ZipError> {
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, bytes: &[u8]| {
        let packed = std::path::Path::new(name).extension().is_none_or(|e| e != "jpg");
        let method = if packed { CompressionMethod::Deflated } else { CompressionMethod::Stored };
        file.start_file(name, SimpleFileOptions::default().compression_method(method))?;
        file.write_all(bytes).map_err(zip::result::ZipError::from)
    };
    add(README, include_bytes!("README.txt"))?;
    for (name, bytes) in [(PHOTO, bundle.photo), (THUMB, bundle.thumb)] {
        if let Some(bytes) = bytes {
            add(name, bytes)?;
        }
    }
    let json = |value: &serde_json::Value| serde_json::to_vec_pretty(value).unwrap_or_default();
    add(RECORD, &json(&serde_json::to_value(bundle.fact).unwrap_or_default()))?;
    add(BODY, bundle.record.body().as_bytes())?;
    if let Some(link) = Link::of(bundle.record) {
        add(LINK, link.text().as_bytes())?;
    }
    if let Some(seal) = &bundle.record.photo.seal
        && let Ok(signature) = URL_SAFE_NO_PAD.decode(&seal.signature)
    {
        add(SIGNATURE, &signature)?;
    }
    if let Some(key) = bundle.key {
        add(KEY, pem(&key).as_bytes())?;
    }
    add(CHAIN, chain(bundle.chain).as_bytes())?;
    add(VERDICT, &json(&told(bundle.verdict)))?;
    Ok(file.finish()?.into_inner())
}

/// Writes a public key as PEM.
pub(super) fn pem(key: &[u8; 32]) -> String {
    let der = [&SPKI[..], key].concat();
    format!("-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----\n", STANDARD.encode(der))
}

/// Writes the chain: bodies are only hashes, so it tells nothing about other children.
fn chain(links: &[ChainLink]) -> String {
    let mut text = format!("{HEADING}\n");
    for ChainLink { link, signature } in links {
        let previous = link.previous.map_or_else(|| "-".to_owned(), |hash| hash.to_string());
        let _ = writeln!(text, "{},{previous},{},{signature}", link.number, link.body);
    }
    text
}

/// Writes the verdict with its sentences in both languages.
fn told(verdict: &Verdict) -> serde_json::Value {
    let points = verdict.points.iter().map(|point| {
        serde_json::json!({
            "topic": point.topic, "finding": point.finding, "code": point.code,
            "with": point.with, "zh": sentence(point, "zh"), "en": sentence(point, "en"),
        })
    });
    serde_json::json!({ "points": points.collect::<Vec<_>>() })
}
