//! Links in the documents: every relative one must lead to a file, and a heading if it names one.

use super::{files, verdict};
use crate::command::Failure;
use std::path::Path;

/// Checks every Markdown file.
pub(super) fn check() -> Result<(), Failure> {
    let mut findings = Vec::new();
    for file in files(".md")? {
        let text = read(&file)?;
        for (line, target) in targets(&text) {
            if let Err(error) = resolve(&file, target) {
                findings.push(format!("{}:{line}: {error}", file.display()));
            }
        }
    }
    verdict(findings)
}

fn read(file: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(file).map_err(|e| format!("{}: {e}", file.display()))
}

/// Finds `](target)` outside fenced code and code spans, with its line from 1.
fn targets(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut fenced = false;
    for (index, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        }
        if fenced {
            continue;
        }
        for prose in line.split('`').step_by(2) {
            let links = prose.split("](").skip(1).filter_map(|rest| rest.split(')').next());
            found.extend(links.map(|link| (index + 1, link.split(' ').next().unwrap_or(link))));
        }
    }
    found
}

fn resolve(from: &Path, target: &str) -> Result<(), Failure> {
    if target.contains("://") || target.starts_with("mailto:") {
        return Ok(());
    }
    let (path, heading) = target.split_once('#').map_or((target, None), |(p, h)| (p, Some(h)));
    let file = if path.is_empty() {
        from.to_path_buf()
    } else if let Some(absolute) = path.strip_prefix('/') {
        Path::new(absolute).to_path_buf()
    } else {
        from.parent().unwrap_or(Path::new("")).join(path)
    };
    if !file.exists() {
        return Err(format!("{target} leads nowhere"));
    }
    match heading {
        Some(heading) if file.extension().is_some_and(|e| e == "md") => {
            let text = read(&file)?;
            if text.lines().any(|line| line.starts_with('#') && anchor(line) == heading) {
                Ok(())
            } else {
                Err(format!("{target}: there is no such heading"))
            }
        }
        _ => Ok(()),
    }
}

/// Makes a heading's anchor as code hosts do: lower case, spaces to hyphens, punctuation dropped.
fn anchor(heading: &str) -> String {
    let title = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = title.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_read_from_prose_only() {
        let text =
            "See [a](b.md) and [c](d.md#e \"title\").\n```\n[x](y.md)\n```\n`[p](q.md)` [r](#s)\n";
        assert_eq!(targets(text), [(1, "b.md"), (1, "d.md#e"), (5, "#s")]);
    }

    #[test]
    fn a_link_leads_to_a_file_and_a_heading() {
        crate::command::enter_root().unwrap();
        let from = Path::new("xtask/README.md");
        assert!(resolve(from, "Cargo.toml").is_ok());
        assert!(resolve(from, "../Cargo.toml").is_ok());
        assert!(resolve(from, "/xtask/src/main.rs").is_ok());
        assert!(resolve(from, "nowhere.md").is_err());
        assert!(resolve(from, "https://example.org/nowhere").is_ok());
        assert_eq!(anchor("## What it does, and why: 控辍保学"), "what-it-does-and-why-控辍保学");
    }
}
