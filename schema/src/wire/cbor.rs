//! Compact CBOR (RFC 8949) for phones; the same types travel as JSON for tools and people.

use serde::{Serialize, de::DeserializeOwned};

/// The media type of compact bodies.
pub const MEDIA_TYPE: &str = "application/cbor";

/// Why bytes are not the value that was expected.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("not the expected CBOR: {0}")]
pub struct NotCbor(pub String);

/// Writes a value as compact CBOR.
#[must_use]
pub fn encode<T: Serialize>(value: &T) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(256);
    // Writing to memory cannot fail, and every wire type is a map, a list or a scalar.
    let _ = ciborium::into_writer(value, &mut bytes);
    bytes
}

/// Reads a value from compact CBOR, at most 64 levels deep.
///
/// # Errors
/// When the bytes are not CBOR, are too deep, do not fit the type, or have something behind them.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, NotCbor> {
    let mut rest = bytes;
    let value = ciborium::de::from_reader_with_recursion_limit(&mut rest, 64)
        .map_err(|e| NotCbor(e.to_string()))?;
    if rest.is_empty() {
        Ok(value)
    } else {
        Err(NotCbor(format!("{} bytes follow the value", rest.len())))
    }
}
