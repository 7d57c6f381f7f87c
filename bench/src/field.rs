//! The field app in a browser: its first visit, opening, search, forms, photos and memory.

use crate::figure::{Better, Figure, Goal};
use crate::{Effort, Failure, photo};
use serde::Deserialize;
use std::path::Path;
use std::process::Command;

/// The program that measures.
const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/field/measure.mjs");

/// What it prints.
#[derive(Deserialize)]
struct Measured {
    version: String,
    figures: Vec<Seen>,
}

/// One figure; lower is better.
#[derive(Deserialize)]
struct Seen {
    name: String,
    value: f64,
    unit: String,
    limit: Option<f64>,
    rounds: usize,
}

/// Measures with the built app and the demonstration server, which the environment names.
pub(crate) fn measure(effort: Effort) -> Result<Vec<Figure>, Failure> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("photo.jpg");
    photo::make(&file)?;
    told("field", &mut command(effort, &file))
}

/// Runs a program that measures in a browser, and reads the figures that it prints.
pub(crate) fn told(what: &str, command: &mut Command) -> Result<Vec<Figure>, Failure> {
    let seen: Measured = photo::said(command)?;
    crate::note(&format!("{what}: Chromium {}", seen.version));
    let figure = |seen: Seen| {
        let figure =
            Figure::new(seen.name, seen.value, seen.unit, Better::Lower).rounds(seen.rounds);
        seen.limit.map_or(figure.clone(), |limit| figure.goal(Goal::Value(limit)))
    };
    Ok(seen.figures.into_iter().map(figure).collect())
}

fn command(effort: Effort, photo: &Path) -> Command {
    let mut command = Command::new("node");
    command.arg(SCRIPT).arg("--photo").arg(photo);
    command.args(["--rounds", &effort.rounds.to_string()]);
    if effort.quick {
        command.arg("--quick");
    }
    command
}
