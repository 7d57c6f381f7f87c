//! Evidence photos: a camera's file in, a record with photo and thumbnail out.

use crate::acts::Recorded;
use crate::{Core, Photo, Problem, Sighting};
use doorstep_core::photos::prepare_apart;
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
struct Taken {
    sha256: String,
}

/// Prepares a camera's file: reads it with suspicion, turns, scales and writes it anew, with its thumbnail.
fn prepared(file: &[u8]) -> Result<(Value, Vec<Vec<u8>>), Problem> {
    let (made, photo, thumb) = prepare_apart(file)?;
    Ok((json!(made), vec![photo, thumb]))
}

#[uniffi::export]
impl Core {
    /// Takes a picture, as the camera wrote it, into a draft's photo question; returns its SHA-256. The place is asked of
    /// the platform. The core is not held while the picture is worked on.
    ///
    /// # Errors
    /// `bad_photo` with why, `photo_refused`, `bad_answer`, `unknown_draft`.
    pub fn photo_take(&self, draft: &str, path: &str, file: &[u8]) -> Result<String, Problem> {
        let (made, parts) = prepared(file)?;
        let ask = json!({ "draft": draft, "path": path, "made": made, "sighting": self.here()? });
        self.ask_with("photo_take", ask, parts).map(|(Taken { sha256 }, _)| sha256)
    }

    /// Adds a picture, as the camera wrote it, to an own visit or venue report; returns the photo's record.
    ///
    /// # Errors
    /// `bad_photo` with why, `photo_refused`, `unknown_fact`, `not_permitted`.
    pub fn photo_attach(&self, of: &str, file: &[u8]) -> Result<String, Problem> {
        let (made, parts) = prepared(file)?;
        let ask = json!({ "of": of, "made": made, "sighting": self.here()? });
        self.ask_with("photo_attach", ask, parts).map(|(Recorded { id }, _)| id)
    }

    /// The thumbnail of a photo, when it is on this phone.
    ///
    /// # Errors
    /// `invalid` at `sha256`.
    pub fn thumb(&self, sha256: &str) -> Result<Option<Vec<u8>>, Problem> {
        self.picture("thumb", sha256)
    }

    /// A photo, when it is on this phone.
    ///
    /// # Errors
    /// `invalid` at `sha256`.
    pub fn photo(&self, sha256: &str) -> Result<Option<Vec<u8>>, Problem> {
        self.picture("photo", sha256)
    }

    /// The photos of a record.
    ///
    /// # Errors
    /// `unknown_fact`.
    pub fn photos_of(&self, of: &str) -> Result<Vec<Photo>, Problem> {
        self.ask("photos_of", json!({ "of": of }))
    }
}

impl Core {
    fn picture(&self, which: &str, sha256: &str) -> Result<Option<Vec<u8>>, Problem> {
        let ask = json!({ "sha256": sha256 });
        let (here, parts): (bool, _) = self.ask_with(which, ask, Vec::new())?;
        Ok(parts.into_iter().next().filter(|_| here))
    }

    fn here(&self) -> Result<Option<Sighting>, Problem> {
        let location = self.platform().location.as_ref();
        Ok(location.map(|location| location.here()).transpose()?.flatten())
    }
}
