//! Photos: one of twelve megapixels made small and bare, beside sharp and in a browser.

use crate::alternate::alternate;
use crate::figure::{Better, Figure, Goal};
use crate::pouch::install;
use crate::{Effort, Failure, note};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The peer's name.
const PEER: &str = "sharp (libvips)";

/// What one round measured: milliseconds, MB, and the bytes of both pictures.
#[derive(Clone, Copy, Deserialize)]
struct Round {
    ms: f64,
    memory: f64,
    photo: u32,
    thumb: u32,
}

/// What the browser measured, in milliseconds and MB.
#[derive(Deserialize)]
struct InBrowser {
    admit: f64,
    whole: f64,
    first: f64,
    memory: f64,
    version: String,
}

/// Measures beside the peer, then in the browser.
pub(crate) fn measure(effort: Effort) -> Result<Vec<Figure>, Failure> {
    note("photo: 4,000 × 3,000 pixels, 4:2:0, on its side, to 1,600 and 320 pixels");
    let peers = install()?;
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("photo.jpg");
    let built = make(&file)?;
    // The first photos of a process are slower, for both; each process takes the median of some.
    let each = effort.amount("3", "9");
    let (ours, theirs) = (Cell::new(None), Cell::new(None));
    let (ms, peer_ms) = alternate(
        effort,
        || {
            let round: Round = said(Command::new(&built).arg("admit").arg(&file).arg(each))?;
            ours.set(Some(round));
            Ok(round.ms)
        },
        || {
            let script = peers.join("photo-sharp.js");
            let round: Round = said(Command::new("node").arg(script).arg(&file).arg(each))?;
            theirs.set(Some(round));
            Ok(round.ms)
        },
    )?;
    let (Some(ours), Some(theirs)) = (ours.get(), theirs.get()) else {
        return Err("at least one round is needed".into());
    };
    note(&format!(
        "photo and thumbnail: {} and {} bytes, of sharp {} and {}",
        ours.photo, ours.thumb, theirs.photo, theirs.thumb
    ));
    let lower = |name: &str, value: f64, unit| Figure::new(name, value, unit, Better::Lower);
    let mut figures = vec![
        lower("photo and thumbnail", ms, "ms")
            .beside(PEER, peer_ms)
            .goal(Goal::Times(1.0))
            .rounds(effort.rounds),
        lower("memory for them, whole process", ours.memory, "MB")
            .beside(PEER, theirs.memory)
            .goal(Goal::Value(64.0)),
    ];
    let rounds = effort.amount(3, 15);
    let seen = in_browser(&peers, &file, rounds)?;
    let name = |what: &str| format!("{what}, Chromium {}", seen.version);
    figures.extend([
        lower(&name("photo and thumbnail"), seen.admit, "ms")
            .goal(Goal::Value(150.0))
            .rounds(rounds),
        lower(&name("the same with a worker's start"), seen.whole, "ms").rounds(rounds),
        lower(&name("the same, the first time"), seen.first, "ms"),
        lower(&name("wasm memory"), seen.memory, "MB").goal(Goal::Value(128.0)).rounds(rounds),
    ]);
    Ok(figures)
}

/// Makes the photo that is measured; returns the program that made it.
pub(crate) fn make(file: &Path) -> Result<PathBuf, Failure> {
    build(&[])?;
    let built = target().join("release/doorstep-bench-photo");
    if Command::new(&built).arg("make").arg(file).status()?.success() {
        Ok(built)
    } else {
        Err("the photo can't be made".into())
    }
}

/// Measures in the browser, each photo in a worker of its own.
fn in_browser(peers: &Path, file: &Path, rounds: usize) -> Result<InBrowser, Failure> {
    let _ = Command::new("rustup").args(["target", "add", "wasm32-unknown-unknown"]).output();
    build(&["--lib", "--target", "wasm32-unknown-unknown"])?;
    let wasm = target().join("wasm32-unknown-unknown/release/doorstep_bench_photo.wasm");
    let script = peers.join("photo-browser.js");
    said(Command::new("node").arg(script).arg(wasm).arg(file).arg(rounds.to_string()))
}

/// Builds the package that is measured; for the browser with instructions on many samples at once.
fn build(more: &[&str]) -> Result<(), Failure> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["build", "--release", "--package", "doorstep-bench-photo", "--quiet"]);
    command.args(more).current_dir(env!("CARGO_MANIFEST_DIR"));
    if !more.is_empty() {
        command.env("RUSTFLAGS", "-C target-feature=+simd128");
    }
    if command.status()?.success() { Ok(()) } else { Err("the photo's part can't be built".into()) }
}

/// Runs a program and reads what it printed.
pub(crate) fn said<T: DeserializeOwned>(command: &mut Command) -> Result<T, Failure> {
    let output = command.stderr(Stdio::inherit()).output()?;
    if !output.status.success() {
        return Err(
            format!("{} ended with {}", command.get_program().display(), output.status).into()
        );
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../target"), PathBuf::from)
}
