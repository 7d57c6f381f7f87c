//! `doorstep-server form`: forms checked, tried out and written in other formats, imported and published.

mod audience;
mod check;
mod editions;
mod eval;
mod export;
mod file;
mod import;

use super::Failure;
use crate::config::Config;
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
    /// Stores a form as the next edition, and opens it to people.
    Import(import::Import),
    /// Lists the editions of forms and to whom they are open.
    List(editions::List),
    /// Opens an edition to people, in place of those before, or withdraws it.
    Publish(editions::Publish),
}

impl Form {
    /// Does what needs neither configuration nor database; `None` for the rest.
    pub(super) fn run_alone(&self) -> Option<Result<ExitCode, Failure>> {
        match &self.what {
            What::Check(check) => Some(check.run()),
            What::Eval(eval) => Some(eval.run()),
            What::Export(export) => Some(export.run()),
            What::Import(_) | What::List(_) | What::Publish(_) => None,
        }
    }

    /// Does what is about stored forms.
    pub(super) async fn run(&self, config: &Config) -> Result<ExitCode, Failure> {
        match &self.what {
            What::Import(import) => import.run(config).await,
            What::List(list) => list.run(config).await,
            What::Publish(publish) => publish.run(config).await,
            What::Check(_) | What::Eval(_) | What::Export(_) => Ok(ExitCode::SUCCESS),
        }
    }
}

#[cfg(test)]
mod tests;
