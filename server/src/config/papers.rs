//! What documents are set with.

use super::{BadConfig, bad};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// What documents are set with.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Papers {
    /// Folders of fonts, looked at before the system's own.
    pub fonts: Vec<PathBuf>,
}

impl Papers {
    pub(super) fn check(&self) -> Result<(), BadConfig> {
        match self.fonts.iter().find(|folder| !folder.is_dir()) {
            Some(folder) => {
                Err(bad("papers.fonts", format!("{} is not a folder", folder.display())))
            }
            None => Ok(()),
        }
    }
}
