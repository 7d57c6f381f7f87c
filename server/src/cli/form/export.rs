//! `doorstep-server form export`: a form written as a workbook or as XML.

use super::file::File;
use crate::cli::{Failure, say};
use clap::Args;
use doorstep_forms::trial::{self, Format};
use std::path::PathBuf;
use std::process::ExitCode;

/// What to write, and where.
#[derive(Args, Debug)]
pub(super) struct Export {
    #[command(flatten)]
    file: File,
    /// The file to write, .xlsx or .xml; CSV files of the form go into a folder beside it.
    #[arg(long)]
    to: PathBuf,
}

impl Export {
    /// Writes the form and says what was written.
    pub(super) fn run(&self) -> Result<ExitCode, Failure> {
        let to = &self.to;
        let format = Format::of(&to.to_string_lossy())
            .ok_or_else(|| Failure("--to: the file's name ends with .xlsx or .xml".to_owned()))?;
        let form = self.file.good()?;
        let exported = trial::export(form.form(), format)?;
        let write = |file: &PathBuf, bytes: &[u8]| {
            std::fs::write(file, bytes)
                .map_err(|error| Failure(format!("{}: {error}", file.display())))?;
            say(file.display());
            Ok::<(), Failure>(())
        };
        write(to, &exported.bytes)?;
        if !exported.attachments.is_empty() {
            let stem = to.file_stem().unwrap_or_default().to_string_lossy();
            let media = to.with_file_name(format!("{stem}-media"));
            std::fs::create_dir_all(&media)
                .map_err(|error| Failure(format!("{}: {error}", media.display())))?;
            for (name, bytes) in &exported.attachments {
                write(&media.join(name), bytes)?;
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}
