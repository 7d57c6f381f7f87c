//! A form's file, whatever its format, and the CSV files beside it.

use crate::cli::Failure;
use clap::Args;
use doorstep_forms::trial::{Checked, Finding, Source, check};
use doorstep_forms::xlsform::Attachments;
use doorstep_schema::form::Compiled;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A form's file.
#[derive(Args, Debug)]
pub(super) struct File {
    /// An XLSX workbook, an XForms XML file, or a folder with survey.csv, choices.csv and settings.csv. CSV files
    /// that belong to the form lie in a folder beside it, such as `visit-media` for `visit.xlsx`.
    file: PathBuf,
}

/// The sheets of a form that is kept as a folder of CSV files.
const SHEETS: [&str; 3] = ["survey", "choices", "settings"];

impl File {
    /// Reads and checks the form.
    pub(super) fn check(&self) -> Result<Checked, Failure> {
        let file = &self.file;
        let named = file.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        let name = named.unwrap_or_else(|| "form".to_owned());
        let mut attachments = Attachments::new();
        let source = if file.is_dir() {
            let mut texts = BTreeMap::new();
            for (name, bytes) in csv_files(file)? {
                match SHEETS.into_iter().find(|sheet| name == format!("{sheet}.csv")) {
                    Some(sheet) => {
                        let text = String::from_utf8(bytes).map_err(|_| {
                            Failure(format!("{}/{name}: this is no UTF-8", file.display()))
                        })?;
                        texts.insert(sheet.to_owned(), text);
                    }
                    None => {
                        attachments.insert(name, bytes);
                    }
                }
            }
            Source::Texts(texts)
        } else {
            let bytes = read(file)?;
            let media = file.with_file_name(format!("{name}-media"));
            if media.is_dir() {
                attachments = csv_files(&media)?;
            }
            let is_xml = file.extension().is_some_and(|word| word.eq_ignore_ascii_case("xml"));
            if is_xml { Source::Xml(bytes) } else { Source::Workbook(bytes) }
        };
        Ok(check(&source, &name, &attachments))
    }

    /// Reads a form that must be without faults.
    pub(super) fn good(&self) -> Result<Arc<Compiled>, Failure> {
        let checked = self.check()?;
        checked.form.ok_or_else(|| {
            let faults: Vec<String> = checked
                .findings
                .iter()
                .filter(|found| found.fault)
                .map(Finding::to_string)
                .collect();
            Failure(format!(
                "{}: the form can't be used\n{}",
                self.file.display(),
                faults.join("\n")
            ))
        })
    }
}

/// Reads a file; the failure names it.
pub(super) fn read(file: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(file).map_err(|error| Failure(format!("{}: {error}", file.display())))
}

fn csv_files(folder: &Path) -> Result<Attachments, Failure> {
    let failed = |error| Failure(format!("{}: {error}", folder.display()));
    let mut files = Attachments::new();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let is_csv = path.extension().is_some_and(|word| word.eq_ignore_ascii_case("csv"));
        if let (true, Some(name)) = (is_csv, path.file_name()) {
            files.insert(name.to_string_lossy().into_owned(), read(&path)?);
        }
    }
    Ok(files)
}
