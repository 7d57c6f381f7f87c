//! `doorstep-server form`: forms checked, tried out and written in other formats. It needs no database.

mod check;
mod eval;
mod export;
mod file;

use super::Failure;
use clap::{Args, Subcommand};
use std::process::ExitCode;

/// What to do with a form.
#[derive(Args, Debug)]
pub(super) struct Form {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Debug)]
enum What {
    /// Says what is wrong with a form and where; shows its outline when nothing is.
    Check(check::Check),
    /// Fills a form step by step and prints what is seen then, as JSON.
    Eval(eval::Eval),
    /// Writes a form as an XLSX workbook or as XForms XML.
    Export(export::Export),
}

impl Form {
    /// Does it.
    pub(super) fn run(&self) -> Result<ExitCode, Failure> {
        match &self.what {
            What::Check(check) => check.run(),
            What::Eval(eval) => eval.run(),
            What::Export(export) => export.run(),
        }
    }
}

#[cfg(test)]
mod tests;
