//! `doorstep-server form check`: what is wrong with a form and where, and its outline when nothing is.

use super::file::File;
use crate::cli::{Failure, say};
use clap::Args;
use doorstep_forms::trial::{language, outline};
use std::process::ExitCode;

/// What to check.
#[derive(Args, Debug)]
pub(super) struct Check {
    #[command(flatten)]
    file: File,
    /// The language of the outline: its name or its code.
    #[arg(long)]
    lang: Option<String>,
    /// Prints one JSON object.
    #[arg(long)]
    json: bool,
}

impl Check {
    /// Checks; the exit code tells whether the form can be used.
    pub(super) fn run(&self) -> Result<ExitCode, Failure> {
        let checked = self.file.check()?;
        let form = checked.form.as_ref().map(|compiled| compiled.form());
        let drawn = match form {
            Some(form) => Some(outline(form, &language(form, self.lang.as_deref())?)),
            None => None,
        };
        if self.json {
            let report = serde_json::json!({
                "good": form.is_some(),
                "form": form.map(|form| &form.id),
                "version": form.map(|form| &form.version),
                "findings": checked.findings,
                "outline": drawn,
            });
            say(serde_json::to_string_pretty(&report)?);
        } else {
            for finding in &checked.findings {
                say(finding);
            }
            if let Some(drawn) = drawn {
                say(drawn.trim_end());
            } else {
                let faults = checked.findings.iter().filter(|found| found.fault).count();
                let s = if faults == 1 { "" } else { "s" };
                say(format_args!("{faults} fault{s}; the form can't be used"));
            }
        }
        Ok(if form.is_some() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}
