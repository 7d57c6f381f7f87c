//! A photo as an auditor takes it along: picture, record, key and chain, to be checked without the server.

mod check;
mod write;

pub use check::{Checked, check};
pub use write::{Bundle, ChainLink, write};

/// The photo as it is stored.
const PHOTO: &str = "photo.jpg";
/// The thumbnail.
const THUMB: &str = "thumb.jpg";
/// The record's fact, as JSON.
const RECORD: &str = "record.json";
/// The text whose hash the link names.
const BODY: &str = "body.txt";
/// The text that the device signed.
const LINK: &str = "link.txt";
/// The signature, 64 bytes.
const SIGNATURE: &str = "signature.bin";
/// The device's public key (RFC 8410).
const KEY: &str = "device.pem";
/// The links of the device up to this one.
const CHAIN: &str = "chain.csv";
/// The verdict as it stood, with its sentences.
const VERDICT: &str = "verdict.json";
/// How to check all of it.
const README: &str = "README.txt";

/// The heading of the chain's file.
const HEADING: &str = "number,previous,body,signature";

/// What stands before the 32 bytes of an Ed25519 key in its DER form (RFC 8410, 4).
const SPKI: [u8; 12] = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];

#[cfg(test)]
mod tests;
