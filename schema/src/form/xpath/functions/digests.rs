//! Digests and Base64.
//!
//! Specification: `digest`, as in `XForms` 1.1, 7.8.1, Base64 when no encoding is named; `base64-decode`.

use super::super::eval::Arguments;
use super::super::fault::Trouble;
use super::super::value::Value;
use super::Function;
use base64::Engine as _;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig, STANDARD};
use md5::{Digest, Md5};
use sha1::Sha1;
use sha2::{Sha256, Sha384, Sha512};

type Answer<'a> = Result<Value<'a>, Trouble>;

pub(super) const FUNCTIONS: &[Function] =
    &[Function::new("digest", 2, 3, digest), Function::new("base64-decode", 1, 1, base64_decode)];

const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

fn digest<'a>(a: &Arguments<'a, '_>) -> Answer<'a> {
    let (text, algorithm) = (a.text(0)?, a.text(1)?);
    let bytes: Vec<u8> = match &*algorithm {
        "MD5" => Md5::digest(text.as_bytes()).to_vec(),
        "SHA-1" => Sha1::digest(text.as_bytes()).to_vec(),
        "SHA-256" => Sha256::digest(text.as_bytes()).to_vec(),
        "SHA-384" => Sha384::digest(text.as_bytes()).to_vec(),
        "SHA-512" => Sha512::digest(text.as_bytes()).to_vec(),
        _ => {
            return Err(a.refuse(
                &algorithm,
                "the algorithms are MD5, SHA-1, SHA-256, SHA-384 and SHA-512",
            ));
        }
    };
    let encoding = if a.has(2) { a.text(2)? } else { "base64".into() };
    match &*encoding {
        "base64" => Ok(STANDARD.encode(bytes).into()),
        "hex" => Ok(hex(&bytes).into()),
        _ => Err(a.refuse(&encoding, "the encodings are base64 and hex")),
    }
}

fn hex(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from_digit(u32::from(value), 16).unwrap_or('0');
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

fn base64_decode<'a>(a: &Arguments<'a, '_>) -> Answer<'a> {
    let text = a.text(0)?;
    let bytes = LENIENT.decode(text.trim()).map_err(|_| a.refuse(&text, "it is not Base64"))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned().into())
}
