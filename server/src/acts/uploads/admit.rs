//! What a file must be before it is stored.

use crate::problem::Problem;
use doorstep_photo::Flaw;

/// Demands that bytes are a complete JPEG picture as phones make them, without metadata.
///
/// # Errors
/// `metadata_left` when it holds more than its picture, `not_a_photo` when it is none or not whole.
pub fn admit_file(bytes: &[u8]) -> Result<(), Problem> {
    let Err(flaw) = doorstep_photo::stored(bytes) else { return Ok(()) };
    let code = if flaw == Flaw::MetadataLeft { flaw.code() } else { "not_a_photo" };
    Err(Problem::new(422, code, "The file is no photo as it is stored", flaw.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use doorstep_photo::made;

    #[test]
    fn only_a_whole_jpeg_without_metadata_is_admitted() {
        let photo = made::picture(1, 64, 48);
        assert!(admit_file(&photo).is_ok());
        assert!(admit_file(&made::bare(1, 500)).is_ok());
        let code = |bytes: &[u8]| admit_file(bytes).unwrap_err().code;
        assert_eq!(code(&made::with_exif(&photo, 6, None, None)), "metadata_left");
        assert_eq!(code(&[&photo[..], b"more"].concat()), "metadata_left");
        assert_eq!(code(&photo[..photo.len() - 20]), "not_a_photo");
        assert_eq!(code(b""), "not_a_photo");
    }
}
