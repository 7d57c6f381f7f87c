//! The desk's own pages over a province: what its requests take while a browser opens board and queue.

use super::province::Province;
use super::sink::Sink;
use super::{load, load_into, migrate};
use crate::county::PASSWORD;
use crate::figure::{Better, Figure, Goal};
use crate::server::serve_with;
use crate::{Effort, Failure, field};
use std::process::Command;

/// The program that opens the pages.
const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/desk/province.mjs");

/// Loads the province into SQLite and opens pages of a county's supervisor and of the province's.
pub(crate) fn measure(effort: Effort) -> Result<Vec<Figure>, Failure> {
    let province = Province::new(effort.amount(200_000, 10_000_000));
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("doorstep.db");
    let sqlite = format!("sqlite:{}", file.display());
    migrate(&sqlite)?;
    load_into("SQLite", &province, Sink::sqlite(&file, &load::TABLES)?)?;
    let desk = std::env::var_os("DOORSTEP_TEST_DESK").ok_or("DOORSTEP_TEST_DESK names no desk")?;
    let settings = [("DOORSTEP_WEB__DESK", desk)];
    let (server, port) = serve_with(&sqlite, folder.path(), &settings)?;
    let county = province.counties()[0];
    let mut command = Command::new("node");
    command.arg(SCRIPT).args(["--url", &format!("http://127.0.0.1:{port}")]);
    command.args(["--county", county, "--password", PASSWORD]);
    command.args(["--visits", &effort.amount(8, 60).to_string()]);
    let mut figures = field::told("province", &mut command)?;
    let memory = Figure::new("server memory, peak", server.peak_mb(), "MB", Better::Lower);
    figures.push(memory.goal(Goal::Value(128.0)));
    Ok(figures)
}
