//! The desk in a browser, on a slow computer and line: its first visit, the first screen, and that screen again.

use crate::figure::Figure;
use crate::{Effort, Failure, field};
use std::process::Command;

/// The program that measures.
const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/desk/measure.mjs");

/// Measures with the built desk and the demonstration server, which the environment names.
pub(crate) fn measure(effort: Effort) -> Result<Vec<Figure>, Failure> {
    let mut command = Command::new("node");
    command.arg(SCRIPT).args(["--rounds", &effort.rounds.to_string()]);
    field::told("desk", &mut command)
}
