//! What a request brings beside its fields: time, chance and byte parts.

use doorstep_core::schema::moment::Moment;
use doorstep_core::{Code, Entry, Problem};

/// One request on its way.
#[derive(Debug)]
pub(crate) struct Call {
    /// The device's clock.
    pub(crate) now: Moment,
    /// Fresh random bytes.
    pub(crate) entropy: [u8; 32],
    /// The byte parts that came with it.
    pub(crate) parts: Vec<Vec<u8>>,
    /// The byte parts that go with the answer.
    pub(crate) out: Vec<Vec<u8>>,
}

impl Call {
    /// Returns the entry of the act that the request is.
    pub(crate) fn entry(&self) -> Entry {
        let mut entropy = [0; 16];
        entropy.copy_from_slice(&self.entropy[..16]);
        Entry { now: self.now, entropy }
    }

    /// Takes the one byte part that the request has, empty when there is none.
    pub(crate) fn body(&mut self) -> Vec<u8> {
        self.parts.drain(..).next().unwrap_or_default()
    }

    /// Takes the two byte parts that a photo has: the photo and its thumbnail.
    pub(crate) fn pair(&mut self) -> Result<(Vec<u8>, Vec<u8>), Problem> {
        match <[Vec<u8>; 2]>::try_from(std::mem::take(&mut self.parts)) {
            Ok([photo, thumb]) => Ok((photo, thumb)),
            Err(_) => Err(Problem::at(Code::Invalid, "bytes")),
        }
    }

    /// Puts a byte part beside the answer; tells whether there is one.
    pub(crate) fn put(&mut self, part: Option<Vec<u8>>) -> bool {
        let here = part.is_some();
        self.out.extend(part);
        here
    }
}
