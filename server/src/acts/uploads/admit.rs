//! What a file must be before it is stored.

use crate::problem::Problem;

/// Demands that bytes are a bare JPEG picture.
///
/// # Errors
/// `not_a_photo`.
pub fn admit_file(bytes: &[u8]) -> Result<(), Problem> {
    if bytes.len() >= 4 && bytes.starts_with(&[0xff, 0xd8]) && bytes.ends_with(&[0xff, 0xd9]) {
        return Ok(());
    }
    let detail = "the file is not a JPEG picture from its first byte to its last";
    Err(Problem::new(422, "not_a_photo", "The file is no photo", detail))
}
