//! `cargo xtask hostile-images`: known-bad pictures and their mutations run through all that reads a photo.
//!
//! The pictures are test files of other projects, from Debian's source packages, gathered once below the
//! target folder; none is part of this repository. What is made of them is judged by `ExifTool`.

use crate::command::{Failure, cargo, find, output, run, target};
use crate::setup::is_root;
use crate::step::say;
use clap::Args;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Source packages whose tests hold pictures, many of them broken on purpose.
const PACKAGES: [&str; 7] =
    ["libpng1.6", "libexif", "libjpeg-turbo", "libwebp", "libgd2", "exiv2", "pillow"];

/// The endings of files that are gathered.
const ENDINGS: [&str; 16] = [
    "jpg", "jpeg", "jpe", "png", "apng", "webp", "gif", "bmp", "tif", "tiff", "heic", "heif",
    "avif", "mpo", "jp2", "fax",
];

/// Where the packages come from: the machine's own lists stay as they are.
const SOURCES: &str = "Types: deb-src\n\
    URIs: http://deb.debian.org/debian\n\
    Suites: bookworm\n\
    Components: main\n\
    Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg\n";

/// Groups of tags that say nothing but what a picture is.
const PLAIN: [&str; 5] = ["System", "File", "ExifTool", "JFIF", "Composite"];

/// How much to run.
#[derive(Args)]
pub(crate) struct HostileImages {
    /// How many random mutations of the files to run.
    #[arg(long, default_value_t = 100_000)]
    pub(crate) mutations: u64,
    /// The seed of the mutations.
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    /// How many files must have been gathered.
    #[arg(long, default_value_t = 500)]
    pub(crate) files_at_least: usize,
}

impl HostileImages {
    /// Gathers the files, runs them, and lets `ExifTool` judge what was made of them.
    pub(crate) fn run(&self) -> Result<(), Failure> {
        let folder = target().join("hostile-images");
        let files = gather(&folder)?;
        say(&format!("   {files} known-bad and odd files, {} mutations", self.mutations));
        if files < self.files_at_least {
            return Err(format!("{files} files, at least {} are needed", self.files_at_least));
        }
        let out = folder.join("out");
        empty(&out)?;
        let (mutations, seed) = (self.mutations.to_string(), self.seed.to_string());
        run(cargo()
            .args(["run", "--quiet", "--release", "--package", "doorstep-photo"])
            .args(["--features", "testing", "--bin", "hostile", "--"])
            .arg(folder.join("files"))
            .args(["--mutations", &mutations, "--seed", &seed, "--out"])
            .arg(&out))?;
        judge(&out)
    }
}

/// Gathers the files unless that was done before; returns how many there are.
fn gather(folder: &Path) -> Result<usize, Failure> {
    let (files, mark) = (folder.join("files"), folder.join("gathered"));
    let wanted = PACKAGES.join(" ");
    if std::fs::read_to_string(&mark).is_ok_and(|found| found == wanted) {
        return Ok(list(&files)?.len());
    }
    say(&format!("   gathering pictures from source packages once into {}", files.display()));
    empty(&files)?;
    let apt = Apt::new(&folder.join("apt"))?;
    let mut missing = Vec::new();
    for package in PACKAGES {
        if let Err(error) = unpack(&apt, package, &files) {
            say(&format!("   {package}: {error}"));
            missing.push(package);
        }
    }
    let count = list(&files)?.len();
    if missing.is_empty() {
        std::fs::write(&mark, wanted).map_err(|e| format!("{}: {e}", mark.display()))?;
    } else {
        say(&format!("   without {}", missing.join(", ")));
    }
    let _ = std::fs::remove_dir_all(folder.join("apt"));
    Ok(count)
}

/// apt-get with lists and a cache of its own.
struct Apt {
    folder: PathBuf,
}

impl Apt {
    fn new(folder: &Path) -> Result<Self, Failure> {
        if find("apt-get", &[]).is_none() {
            return Err("apt-get is missing; the pictures are in Debian's source packages".into());
        }
        let root = std::env::current_dir().map_err(|e| e.to_string())?;
        let apt = Self { folder: root.join(folder) };
        for part in ["parts", "lists/partial", "cache/archives/partial"] {
            empty(&apt.folder.join(part))?;
        }
        let sources = apt.folder.join("parts/source.sources");
        std::fs::write(&sources, SOURCES).map_err(|e| format!("{}: {e}", sources.display()))?;
        output(apt.command().arg("update"))?;
        Ok(apt)
    }

    fn command(&self) -> Command {
        let mut command = Command::new("apt-get");
        command.args(["--quiet=2", "-o", "Dir::Etc::SourceList=/dev/null"]);
        for (option, part) in [
            ("Dir::Etc::SourceParts", "parts"),
            ("Dir::State::Lists", "lists"),
            ("Dir::Cache", "cache"),
        ] {
            command.arg("-o").arg(format!("{option}={}", self.folder.join(part).display()));
        }
        // Its own folders are not readable to the user that it would else become.
        command.args(["-o", "APT::Sandbox::User=root"]);
        command
    }
}

/// Fetches a source package and copies its pictures.
fn unpack(apt: &Apt, package: &str, files: &Path) -> Result<(), Failure> {
    let folder = apt.folder.join("source");
    empty(&folder)?;
    let fetched =
        output(apt.command().args(["source", "--download-only", package]).current_dir(&folder));
    fetched?;
    let tree = folder.join("tree");
    empty(&tree)?;
    for archive in list(&folder)?.iter().filter(|f| f.to_string_lossy().contains(".orig")) {
        let is_archive = archive.extension().is_some_and(|ending| ending != "asc");
        if is_archive {
            output(Command::new("tar").arg("-xf").arg(archive).arg("-C").arg(&tree))?;
        }
    }
    copy(&tree, package, files, &mut 0)
}

/// Copies the pictures below a folder, each under the name of its package and a number.
fn copy(folder: &Path, package: &str, files: &Path, number: &mut usize) -> Result<(), Failure> {
    for path in list(folder)? {
        if path.is_symlink() {
            continue;
        }
        if path.is_dir() {
            copy(&path, package, files, number)?;
            continue;
        }
        let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase());
        if ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str())) {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let to = files.join(format!("{package}-{number:04}-{name}"));
            std::fs::copy(&path, &to).map_err(|e| format!("{}: {e}", path.display()))?;
            *number += 1;
        }
    }
    Ok(())
}

/// Fails when `ExifTool` finds anything in a file but what its picture is.
fn judge(folder: &Path) -> Result<(), Failure> {
    let made = list(folder)?.len();
    if made == 0 {
        return Err("none of the files was admitted, which can't be right".into());
    }
    exiftool()?;
    let said = output(Command::new("exiftool").args(["-j", "-G1", "-a", "-q"]).arg(folder))?;
    let said: Value = serde_json::from_str(&said).map_err(|e| format!("exiftool: {e}"))?;
    let left = said.as_array().map(|files| files.iter().flat_map(left).collect::<Vec<_>>());
    match left {
        Some(left) if left.is_empty() => {
            say(&format!("   {made} admitted files hold no metadata, says ExifTool"));
            Ok(())
        }
        Some(left) => Err(left.join("\n")),
        None => Err("exiftool said nothing".into()),
    }
}

/// Lists the tags of a file that are not plain.
fn left(file: &Value) -> Vec<String> {
    let name = file["SourceFile"].as_str().unwrap_or_default();
    let tags = file.as_object().into_iter().flatten().map(|(tag, _)| tag);
    tags.filter(|tag| *tag != "SourceFile")
        .filter(|tag| !tag.split(':').next().is_some_and(|group| PLAIN.contains(&group)))
        .filter(|tag| !tag.ends_with(":Comment"))
        .map(|tag| format!("{name}: {tag} is left"))
        .chain(file.get("File:Comment").map(|_| format!("{name}: a comment is left")))
        .chain(file.get("ExifTool:Warning").map(|said| format!("{name}: {said}")))
        .collect()
}

/// Installs `ExifTool` when it's missing and this may be done.
fn exiftool() -> Result<(), Failure> {
    if find("exiftool", &[]).is_some() {
        return Ok(());
    }
    let package = "libimage-exiftool-perl";
    if !is_root() || find("apt-get", &[]).is_none() {
        return Err(format!("exiftool is missing (apt-get install {package})"));
    }
    say("   ExifTool: installing it with apt-get");
    run(Command::new("apt-get").args(["install", "--yes", "--quiet=2", package]))
}

/// Makes a folder empty.
fn empty(folder: &Path) -> Result<(), Failure> {
    if folder.exists() {
        std::fs::remove_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    }
    std::fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))
}

/// Lists what is in a folder, in the order of names.
fn list(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let at = |error: std::io::Error| format!("{}: {error}", folder.display());
    let entries = std::fs::read_dir(folder).map_err(at)?;
    let mut paths =
        entries.map(|e| e.map(|e| e.path())).collect::<Result<Vec<_>, _>>().map_err(at)?;
    paths.sort();
    Ok(paths)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn tags_that_say_more_than_the_picture_are_found() {
        let bare = json!({ "SourceFile": "a.jpg", "JFIF:JFIFVersion": 1.02, "File:ImageWidth": 3 });
        assert_eq!(left(&bare), Vec::<String>::new());
        for tag in
            ["GPS:GPSLatitude", "IFD0:Make", "XMP-dc:Creator", "File:Comment", "ICC_Profile:X"]
        {
            let file = json!({ "SourceFile": "a.jpg", tag: "x" });
            assert_eq!(left(&file).len(), 1, "{tag}");
        }
    }
}
