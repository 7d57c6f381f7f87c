//! A file in the data folder that says how far the demonstration was loaded.

use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// The file's name.
const NAME: &str = "demonstration.json";

/// How far the load is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stand {
    /// It was begun and not ended.
    Loading,
    /// It is complete.
    Loaded,
}

/// What the file holds.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Ledger {
    /// How far the load is.
    pub stand: Stand,
    /// The seed that it was begun with.
    pub seed: u64,
}

/// Reads what the data folder says; `None` when nothing was ever loaded.
///
/// # Errors
/// When the file is there and does not read.
pub fn read(data: &Path) -> std::io::Result<Option<Ledger>> {
    match std::fs::read(path(data)) {
        Ok(bytes) => Ok(Some(serde_json::from_slice(&bytes)?)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Writes how far the load is, whole or not at all.
///
/// # Errors
/// When the folder cannot be written.
pub fn write(data: &Path, ledger: &Ledger) -> std::io::Result<()> {
    std::fs::create_dir_all(data)?;
    let fresh = data.join(format!("{NAME}.new"));
    std::fs::write(&fresh, serde_json::to_vec_pretty(ledger)?)?;
    std::fs::rename(fresh, path(data))
}

fn path(data: &Path) -> PathBuf {
    data.join(NAME)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interrupted_load_is_remembered() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(read(folder.path()).unwrap(), None);
        let begun = Ledger { stand: Stand::Loading, seed: 7 };
        write(folder.path(), &begun).unwrap();
        assert_eq!(read(folder.path()).unwrap(), Some(begun));
        std::fs::write(folder.path().join(NAME), "{").unwrap();
        assert!(read(folder.path()).is_err());
    }
}
