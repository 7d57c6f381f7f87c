//! Photos for tests: bytes that pass for one, and the record that names them.

use super::people::Person;
use doorstep_schema::digest::Digest;
use doorstep_schema::fact::{Act, EvidencePhoto, Thumb};
use doorstep_schema::id::FactId;
use doorstep_schema::people::Student;
use doorstep_schema::wire::v1::Fact;

/// Makes bytes that begin and end as a JPEG picture does; equal seeds and sizes make equal bytes. At least 4 bytes.
#[must_use]
pub fn photo(seed: u64, bytes: usize) -> Vec<u8> {
    let mut state = seed ^ 0x9e37_79b9_7f4a_7c15;
    let mut photo: Vec<u8> = (0..bytes)
        .map(|_| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            // Never 0xff, so that no marker arises by chance.
            u8::try_from(state >> 56).unwrap_or_default().min(0xfe)
        })
        .collect();
    photo[..2].copy_from_slice(&[0xff, 0xd8]);
    photo[bytes - 2..].copy_from_slice(&[0xff, 0xd9]);
    photo
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
