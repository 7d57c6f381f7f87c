//! HTTP Basic: a name and a password in a header (RFC 7617, in UTF-8).

use base64::Engine as _;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};

/// What a caller without a name and a password is asked for.
pub const CHALLENGE: &str = "Basic realm=\"Doorstep\", charset=\"UTF-8\"";
/// The longest header that is looked at, in bytes.
const MAX_BYTES: usize = 1_024;

const BASE64: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Reads the name and the password of an `Authorization` header.
#[must_use]
pub fn read(header: &str) -> Option<(String, String)> {
    let (scheme, text) = header.split_once(' ').filter(|_| header.len() <= MAX_BYTES)?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let text = String::from_utf8(BASE64.decode(text.trim()).ok()?).ok()?;
    let (name, password) = text.split_once(':')?;
    Some((name.to_owned(), password.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_and_a_password_are_read_and_nothing_else() {
        let pair = |name: &str, word: &str| Some((name.to_owned(), word.to_owned()));
        assert_eq!(read("Basic YW5uOmE6Yg=="), pair("ann", "a:b"));
        assert_eq!(read("bAsIc YW5uOmE6Yg"), pair("ann", "a:b"));
        assert_eq!(read("Basic Og=="), pair("", ""));
        for bad in ["", "Basic", "Basic !", "Bearer YW5uOmE6Yg==", "Basic YW5u", "Basic /w=="] {
            assert_eq!(read(bad), None, "{bad}");
        }
        assert_eq!(read(&format!("Basic {}", "YW5uOmE6Yg".repeat(200))), None);
    }
}
