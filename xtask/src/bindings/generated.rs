//! Kotlin, Swift and Python as they are generated of the library, and whether a phone's library gives the same.

use super::library::{self, ANDROID, IOS};
use crate::command::{Failure, cargo, output, run};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The languages, with the folder of each.
const LANGUAGES: [&str; 3] = ["kotlin", "swift", "python"];

/// Writes every language's sources out of a library into folders of their own.
pub(crate) fn write(library: &Path, into: &Path) -> Result<(), Failure> {
    let folder = library::folder()?;
    let mut build = cargo();
    build.args([
        "build",
        "--quiet",
        "--package",
        "doorstep-bindgen",
        "--profile",
        library::PROFILE,
    ]);
    run(build.env("CARGO_TARGET_DIR", &folder))?;
    for language in LANGUAGES {
        let to = into.join(language);
        // What is no more must not be found any more.
        let _ = std::fs::remove_dir_all(&to);
        let mut bindgen = Command::new(folder.join(library::PROFILE).join("doorstep-bindgen"));
        bindgen.arg("generate").arg(library).args(["--language", language, "--no-format"]);
        bindgen.args(["--config", "ffi/bindgen/crates.toml", "--out-dir"]).arg(to);
        output(&mut bindgen)?;
    }
    Ok(())
}

/// Builds the libraries of phones and demands that the sources are the same as of this machine's; returns that of iOS.
pub(crate) fn agree(here: &Path) -> Result<PathBuf, Failure> {
    let ours = texts(here)?;
    for target in [ANDROID, IOS] {
        let into = library::folder()?.join("generated").join(target);
        write(&library::build_without_c(target)?, &into)?;
        let theirs = texts(&into)?;
        let differs = |file: &&PathBuf| ours.get(*file) != theirs.get(*file);
        if let Some(file) = ours.keys().chain(theirs.keys()).find(differs) {
            return Err(format!("{} is another one for {target} than here", file.display()));
        }
    }
    library::build_without_c(IOS)
}

/// Reads every generated file.
fn texts(folder: &Path) -> Result<BTreeMap<PathBuf, Vec<u8>>, Failure> {
    let mut texts = BTreeMap::new();
    let mut folders = LANGUAGES.map(|language| folder.join(language)).to_vec();
    while let Some(next) = folders.pop() {
        let entries = std::fs::read_dir(&next).map_err(|e| format!("{}: {e}", next.display()))?;
        for path in entries.filter_map(Result::ok).map(|entry| entry.path()) {
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(name) = path.strip_prefix(folder) {
                let text = std::fs::read(&path).map_err(|e| format!("{}: {e}", path.display()))?;
                texts.insert(name.to_owned(), text);
            }
        }
    }
    Ok(texts)
}
