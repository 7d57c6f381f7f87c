//! Photos for tests: bytes that pass for one, and the record that names them.

use super::people::Person;
use doorstep_schema::digest::Digest;
use doorstep_schema::fact::{Act, EvidencePhoto, Thumb};
use doorstep_schema::id::FactId;
use doorstep_schema::people::Student;
use doorstep_schema::wire::v1::Fact;

/// Makes the bytes of a bare JPEG that shows nothing, 64 at least; equal seeds and sizes make equal bytes.
#[must_use]
pub fn photo(seed: u64, bytes: usize) -> Vec<u8> {
    doorstep_photo::made::bare(seed, bytes)
}

impl Person {
    /// Enters the record of a photo, with its thumbnail if there is one, about a student; what it belongs to is not there.
    #[must_use]
    pub fn photographs(&self, student: &Student, photo: &[u8], thumb: Option<&[u8]>) -> Fact {
        let thumb =
            thumb.map(|thumb| Thumb { sha256: Digest::of(thumb), bytes: thumb.len() as u64 });
        let record = EvidencePhoto {
            of: FactId(uuid::Uuid::from_u128(0x0f)),
            sha256: Digest::of(photo),
            bytes: photo.len() as u64,
            width: 0,
            height: 0,
            thumb,
            look: None,
            capture: None,
            seal: None,
        };
        self.enters(Some(student.id), Act::EvidencePhoto(record))
    }
}
