//! The bridge of the app's pages: the requests that a browser's worker makes, word for word.

use crate::{Core, Problem};

/// The answer to a request of a page.
#[derive(Clone, PartialEq, Eq, Debug, uniffi::Record)]
pub struct Said {
    /// `{"ok": …}` with the answer, or `{"problem": …}`.
    pub json: String,
    /// The answer's byte parts.
    pub parts: Vec<Vec<u8>>,
    /// Whether it changed anything that a view may show.
    pub wrote: bool,
}

#[uniffi::export]
impl Core {
    /// Answers a request as the field app's pages make it: an object with its name under `do` and its fields beside it,
    /// as `web/shared/src/face.ts` lists them. What the core refuses is in the answer.
    ///
    /// # Errors
    /// `wrong_state` when the core is closed, `platform` when the platform gives no time or chance.
    pub fn page_asks(&self, request: &str, parts: Vec<Vec<u8>>) -> Result<Said, Problem> {
        let doorstep_face::Said { json, bytes, wrote } = self.call(request, parts)?;
        Ok(Said { json, parts: bytes, wrote })
    }
}
