//! Which web applications are served, and from where.

use super::{BadConfig, bad};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// The folders of the web applications, as their builds leave them; those left out are not served.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Web {
    /// The field app, served at `/`.
    pub field: Option<PathBuf>,
    /// The application for desks, served at `/desk/`.
    pub desk: Option<PathBuf>,
}

impl Web {
    /// Looks whether each folder holds a built application.
    ///
    /// # Errors
    /// When a folder has no `index.html` that can be read.
    pub fn look(&self) -> Result<(), BadConfig> {
        for (key, folder) in [("web.field", &self.field), ("web.desk", &self.desk)] {
            let Some(folder) = folder else { continue };
            let index = folder.join("index.html");
            std::fs::File::open(&index).map_err(|error| {
                let index = index.display();
                bad(key, format!("{index}: {error}; `cargo xtask web` builds the application"))
            })?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_without_an_application_is_named_with_its_key_and_how_to_build_it() {
        let folder = tempfile::tempdir().unwrap();
        let web = Web { field: Some(folder.path().to_owned()), desk: None };
        let said = web.look().unwrap_err().to_string();
        assert!(said.starts_with("web.field: ") && said.contains("cargo xtask web"), "{said}");
        std::fs::write(folder.path().join("index.html"), "<!doctype html>").unwrap();
        assert_eq!(web.look(), Ok(()));
        assert_eq!(Web::default().look(), Ok(()));
    }
}
