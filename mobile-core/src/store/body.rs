//! Bodies of rows: compact CBOR, packed with a dictionary of the forms' words where that is smaller.

use super::Error;
use doorstep_schema::wire::cbor;
use serde::{Serialize, de::DeserializeOwned};
use std::cell::RefCell;
use zstd::bulk::{Compressor, Decompressor};

/// Raw content that typical bodies share, made of `words.json` as the test below tells.
/// Never changed once phones have it: a new one gets the next mark.
static WORDS: &[u8] = include_bytes!("words.bin");

const PLAIN: u8 = 0;
const PACKED: u8 = 1;
/// A body larger than this when unpacked is damage.
const MAX_BODY: usize = 4 << 20;

/// Packs and unpacks bodies.
pub(crate) struct Codec {
    pack: RefCell<Compressor<'static>>,
    unpack: RefCell<Decompressor<'static>>,
}

impl Codec {
    pub(super) fn new() -> Result<Self, Error> {
        let failed = |e: std::io::Error| Error::row("body", "words", "dictionary", e);
        Ok(Self {
            pack: RefCell::new(Compressor::with_dictionary(3, WORDS).map_err(failed)?),
            unpack: RefCell::new(Decompressor::with_dictionary(WORDS).map_err(failed)?),
        })
    }

    pub(super) fn write<T: Serialize>(&self, value: &T) -> Vec<u8> {
        let plain = cbor::encode(value);
        let size = u32::try_from(plain.len()).unwrap_or(u32::MAX).to_le_bytes();
        match self.pack.borrow_mut().compress(&plain) {
            Ok(packed) if packed.len() + size.len() < plain.len() => {
                [&[PACKED][..], &size, &packed].concat()
            }
            _ => [&[PLAIN][..], &plain].concat(),
        }
    }

    pub(super) fn read<T: DeserializeOwned>(&self, bytes: &[u8]) -> Result<T, String> {
        self.read_within(bytes, MAX_BODY)
    }

    /// Reads a body that may be as large as `most` when unpacked.
    pub(super) fn read_within<T: DeserializeOwned>(
        &self,
        bytes: &[u8],
        most: usize,
    ) -> Result<T, String> {
        match bytes {
            [PLAIN, plain @ ..] => cbor::decode(plain).map_err(|e| e.to_string()),
            [PACKED, a, b, c, d, packed @ ..] => {
                let size = usize::try_from(u32::from_le_bytes([*a, *b, *c, *d])).unwrap_or(most);
                let plain = self
                    .unpack
                    .borrow_mut()
                    .decompress(packed, size.min(most))
                    .map_err(|e| e.to_string())?;
                cbor::decode(&plain).map_err(|e| e.to_string())
            }
            _ => Err("an unknown kind of body".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `DOORSTEP_WRITE_WORDS=1 cargo test -p doorstep-core the_words` writes `words.bin` for a new mark.
    #[test]
    fn the_words_are_those_of_words_json() {
        use doorstep_schema::people::Student;
        use doorstep_schema::wire::v1;
        use serde_json::{Value, json};
        #[derive(serde::Deserialize)]
        struct Words {
            student: Student,
            facts: Vec<(String, Value)>,
        }
        let words: Words = serde_json::from_str(include_str!("words.json")).unwrap();
        let nobody = "00000000-0000-0000-0000-000000000000";
        let mut bytes = cbor::encode(&words.student);
        for (kind, payload) in words.facts {
            let fact: v1::Fact = serde_json::from_value(json!({
                "id": nobody, "kind": kind, "version": 1, "author": nobody, "device": nobody,
                "county": "000000", "student": nobody, "happened_at": "2026-11-23T00:00:00Z",
                "entered_at": "2026-11-23T00:00:00Z", "hlc": 0, "payload": payload,
            }))
            .unwrap();
            bytes.extend(cbor::encode(&fact));
        }
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/store/words.bin");
        if std::env::var_os("DOORSTEP_WRITE_WORDS").is_some() {
            std::fs::write(path, &bytes).unwrap();
        }
        assert_eq!(bytes, WORDS, "phones could not read what they packed");
    }

    #[test]
    fn bodies_read_back_small_or_large_and_damage_is_told() {
        let codec = Codec::new().unwrap();
        for text in [String::new(), "和玉梅".to_owned(), "home_visit ".repeat(500)] {
            let bytes = codec.write(&text);
            assert_eq!(codec.read::<String>(&bytes).unwrap(), text);
            assert!(codec.read::<String>(&bytes[..bytes.len() - 1]).is_err());
        }
        assert!(codec.read::<String>(&[]).is_err());
        assert!(codec.read::<String>(&[9, 1]).is_err());
        assert!(codec.read::<String>(&[PACKED, 255, 255, 255, 255, 1, 2]).is_err());
    }
}
