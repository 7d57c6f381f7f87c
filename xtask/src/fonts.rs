//! The Chinese font that documents are set in and screens are shown with.

use crate::command::Failure;
use std::path::{Path, PathBuf};

/// Where systems keep fonts.
const FOLDERS: [&str; 3] = ["/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts"];
/// Parts of the names of files that hold Chinese.
const NAMES: [&str; 7] =
    ["cjk", "sourcehan", "notosanssc", "notoserifsc", "songti", "simsun", "wqy"];

/// Finds a Chinese font, or says how to get one.
pub(crate) fn chinese() -> Result<PathBuf, Failure> {
    let home = std::env::var_os("HOME").map(|home| Path::new(&home).join(".local/share/fonts"));
    let mut folders: Vec<PathBuf> = FOLDERS.iter().map(PathBuf::from).chain(home).collect();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().to_lowercase();
            if path.is_dir() {
                folders.push(path);
            } else if NAMES.iter().any(|part| name.contains(part)) {
                return Ok(path);
            }
        }
    }
    Err("No Chinese font is here; `cargo xtask setup` gets one (apt-get install fonts-noto-cjk)"
        .to_owned())
}
