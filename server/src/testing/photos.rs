//! Photos for tests: bytes that pass for one, and the record that names them.

use super::people::Person;
use doorstep_schema::digest::Digest;
use doorstep_schema::fact::{Act, EvidencePhoto, Thumb};
use doorstep_schema::id::FactId;
use doorstep_schema::people::Student;
use doorstep_schema::wire::v1::Fact;

/// Makes the bytes of a bare grey JPEG picture of 8 by 8 pixels with more data than it needs; equal seeds and sizes make equal
/// bytes. At least 4 bytes; below 200 it only begins and ends as a picture does.
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
    let head = head();
    if bytes >= 200 {
        photo[..head.len()].copy_from_slice(&head);
    }
    photo[bytes - 2..].copy_from_slice(&[0xff, 0xd9]);
    photo
}

/// Writes what comes before the data of a baseline picture (ITU-T T.81, annex B): one table of each kind, one component.
fn head() -> Vec<u8> {
    let mut head = vec![0xff, 0xd8, 0xff, 0xdb, 0, 67, 0];
    head.extend([16; 64]);
    head.extend([0xff, 0xc0, 0, 11, 8, 0, 8, 0, 8, 1, 1, 0x11, 0]);
    for class in [0x00, 0x10] {
        // One code of one bit.
        head.extend([0xff, 0xc4, 0, 20, class, 1]);
        head.extend([0; 15]);
        head.push(0);
    }
    head.extend([0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0]);
    head
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
