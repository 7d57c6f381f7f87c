//! Makes random forms and fillings, and compares what this engine and another one saw of them.

use doorstep_forms::testing::{Record, Table, Tally, compare, form};
use doorstep_forms::trial::{Source, check};
use doorstep_forms::xlsform::{self, Attachments};
use serde_json::Value;
use std::fmt::Display;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// So many unknown differences are printed.
const PRINTED: usize = 60;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let done = match words[..] {
        ["make", folder, forms, seed] => make(Path::new(folder), forms, seed).map(|()| true),
        ["compare", folder, known] => weigh(Path::new(folder), Path::new(known)),
        _ => Err("forms-peer make FOLDER FORMS SEED | forms-peer compare FOLDER KNOWN".to_owned()),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(reason) => {
            say(format_args!("error: {reason}"));
            ExitCode::FAILURE
        }
    }
}

fn say(line: impl Display) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

fn at<E: Display>(file: &Path) -> impl Fn(E) -> String + '_ {
    move |error| format!("{}: {error}", file.display())
}

/// Writes workbooks, steps and what is seen here.
fn make(folder: &Path, forms: &str, seed: &str) -> Result<(), String> {
    let wrong = |_| "FORMS and SEED are numbers".to_owned();
    let (forms, seed): (u64, u64) = (forms.parse().map_err(wrong)?, seed.parse().map_err(wrong)?);
    for number in seed..seed + forms {
        let made = form(number);
        let name = made.id.clone();
        let written = xlsform::write(&made).map_err(|error| format!("{name}: {error}"))?;
        let read = check(&Source::Workbook(written.workbook.clone()), &name, &Attachments::new());
        let Some(compiled) = read.form else {
            let faults: Vec<String> = read.findings.iter().map(ToString::to_string).collect();
            return Err(format!("{name} is refused:\n{}", faults.join("\n")));
        };
        let (steps, record) = Record::make(&compiled, number);
        let save = |suffix: &str, bytes: &[u8]| {
            let file = folder.join(format!("{name}.{suffix}"));
            std::fs::write(&file, bytes).map_err(at(&file))
        };
        save("xlsx", &written.workbook)?;
        save("steps.json", steps.to_string().as_bytes())?;
        save("ours.json", &serde_json::to_vec(&record).map_err(|error| error.to_string())?)?;
    }
    Ok(())
}

/// Compares what both saw, prints it, and tells whether nothing unknown was found.
fn weigh(folder: &Path, known: &Path) -> Result<bool, String> {
    let table = std::fs::read_to_string(known).map_err(at(known))?;
    let table = Table::parse(&table).map_err(at(known))?;
    let mut tally = Tally::default();
    for workbook in workbooks(folder)? {
        let read = |suffix: &str| -> Result<Record, String> {
            let file = workbook.with_extension(suffix);
            let bytes = std::fs::read(&file).map_err(at(&file))?;
            serde_json::from_slice(&bytes).map_err(at(&file))
        };
        let bytes = std::fs::read(&workbook).map_err(at(&workbook))?;
        let form = xlsform::read(&bytes, "form", &Attachments::new())
            .map_err(|_| format!("{}: can't be read again", workbook.display()))?
            .form;
        compare(&mut tally, &form, &read("ours.json")?, &read("peer.json")?, &table);
    }
    let Tally { forms, steps, compared, known, following, unknown } = &tally;
    say(format_args!("{forms} forms, {steps} steps, {compared} comparisons"));
    for known in table.list() {
        let times = tally.known.get(&known.id).copied().unwrap_or(0);
        say(format_args!(
            "  known: {times:>5} × {} ({} right): {}",
            known.id, known.right, known.reason
        ));
    }
    let sum: usize = known.values().sum();
    say(format_args!(
        "{sum} known disagreements, {following} that follow from them, {} unknown",
        unknown.len()
    ));
    for found in unknown.iter().take(PRINTED) {
        say(format_args!(
            "unknown: {} step {} {} {}\n    ours: {}\n    peer: {}\n    {}",
            found.form,
            found.step,
            found.path,
            found.aspect,
            Value::from(found.ours.as_str()),
            Value::from(found.peer.as_str()),
            found.rules
        ));
    }
    Ok(unknown.is_empty())
}

fn workbooks(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(at(folder))? {
        let path = entry.map_err(at(folder))?.path();
        if path.extension().is_some_and(|word| word == "xlsx") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
