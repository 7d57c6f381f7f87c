//! The commands as they are typed.

use crate::cli::Cli;
use clap::Parser as _;
use std::path::Path;
use std::process::ExitCode;

/// Runs a command as typed; whether it ended well.
fn typed(line: &[&str]) -> bool {
    let words = ["doorstep-server", "form"].iter().chain(line);
    let cli = Cli::try_parse_from(words).unwrap();
    format!("{:?}", cli.run()) == format!("{:?}", ExitCode::SUCCESS)
}

fn text(folder: &Path, name: &str) -> String {
    folder.join(name).to_string_lossy().into_owned()
}

const SURVEY: &str = "type,name,label,choice_filter\n\
    integer,age,Age,\nselect_one_from_file villages.csv,village,Village,county = '7'\n";

/// Writes a form of CSV files into a folder, with a file of choices.
fn form(folder: &Path) {
    std::fs::write(folder.join("survey.csv"), SURVEY).unwrap();
    std::fs::write(folder.join("villages.csv"), "name,label,county\nv1,One,7\n").unwrap();
}

#[test]
fn a_form_is_checked_tried_and_exported_from_every_format() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    form(folder);
    let (csv, xlsx, xml) =
        (folder.to_string_lossy(), text(folder, "a.xlsx"), text(folder, "b.xml"));
    let steps = text(folder, "steps.json");
    std::fs::write(&steps, r#"[{"path": "age", "value": 7}, {"path": "no", "value": 7}]"#).unwrap();
    assert!(typed(&["export", &csv, "--to", &xlsx]));
    assert!(folder.join("a-media/villages.csv").exists());
    assert!(typed(&["export", &xlsx, "--to", &xml]));
    for file in [&*csv, &*xlsx, &*xml] {
        assert!(typed(&["check", file, "--json"]), "{file}");
        assert!(typed(&["eval", file, &steps, "--today", "2026-03-02", "--seed", "3"]), "{file}");
    }
    assert!(!typed(&["export", &csv, "--to", "form.docx"]));
}

#[test]
fn what_is_wrong_ends_with_a_failure() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    form(folder);
    let csv = folder.to_string_lossy();
    let steps = text(folder, "steps.json");
    std::fs::write(&steps, "[{]").unwrap();
    assert!(!typed(&["eval", &csv, &steps]));
    assert!(!typed(&["check", &csv, "--lang", "fr"]));
    assert!(!typed(&["check", "nowhere.xlsx"]));
    std::fs::write(folder.join("survey.csv"), "type,name,label\nnosuch,a,A\n").unwrap();
    assert!(!typed(&["check", &csv]));
    assert!(!typed(&["check", &csv, "--json"]));
}

#[test]
fn days_and_moments_are_read_from_the_command_line() {
    let typed = |more: &[&str]| {
        let words = ["doorstep-server", "form", "eval", "f.xlsx", "s.json"];
        Cli::try_parse_from(words.iter().chain(more)).map(|_| ())
    };
    assert!(typed(&["--today", "2026-03-02"]).is_ok());
    assert!(typed(&["--now", "2026-03-02T08:15:00Z", "--lang", "zh"]).is_ok());
    assert!(typed(&["--today", "tomorrow"]).is_err());
    assert!(typed(&["--today", "2026-03-02", "--now", "2026-03-02T08:15:00Z"]).is_err());
}
