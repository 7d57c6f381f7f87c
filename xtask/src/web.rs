//! Building the web applications.

use crate::command::{Failure, run};
use crate::npm::npm;
use std::path::PathBuf;

/// Builds the field app and returns its folder.
pub(crate) fn build() -> Result<PathBuf, Failure> {
    run(&mut npm(&["run", "build"])?)?;
    Ok(PathBuf::from("web/field/dist"))
}
