//! Rules about source files: their first line, their length, and what may be named where.

use super::lex::{Kind, Piece, pieces};
use super::{files, verdict};
use crate::command::Failure;
use std::path::Path;

/// The most lines that a file may have.
const MAX_LINES: usize = 500;

/// Something that may be named in certain places only.
struct Place {
    what: &'static str,
    kind: Kind,
    found: fn(&str) -> bool,
    /// The folders and files that may name it, beside tests and benchmarks.
    only_in: &'static [&'static str],
}

const PLACES: [Place; 3] = [
    Place {
        what: "SQL",
        kind: Kind::Text,
        found: is_sql,
        only_in: &[
            "mobile-core/src/store/",
            "mobile-core/src/store.rs",
            "server/src/db/",
            "server/src/db.rs",
        ],
    },
    Place {
        what: "a database driver",
        kind: Kind::Code,
        found: names_driver,
        only_in: &["server/src/db/door.rs", "server/src/db/door/"],
    },
    Place {
        what: "axum",
        kind: Kind::Code,
        found: |code| code.contains("axum::") || code.contains("axum_server::"),
        only_in: &[
            "server/src/api/",
            "server/src/router.rs",
            "server/src/serve.rs",
            "server/src/extract.rs",
        ],
    },
];

/// Whole packages, and folders of tests, to which the rules of place do not apply.
const FREE: [&str; 3] = ["tests/", "bench/", "xtask/"];

/// Parts of paths that mark tests and what is made for tests only.
const TESTS: [&str; 5] = ["/tests/", "/tests.rs", "/benches/", "/testing/", "/testing.rs"];

fn is_sql(text: &str) -> bool {
    let text = text.trim_start().trim_start_matches("\\n").trim_start();
    let has = |start: &str, then: &str| text.starts_with(start) && text.contains(then);
    has("SELECT ", "FROM")
        || text.starts_with("INSERT INTO ")
        || text.starts_with("INSERT OR ")
        || has("UPDATE ", " SET ")
        || text.starts_with("DELETE FROM ")
        || has("WITH ", " AS (")
        || text.starts_with("CREATE TABLE ")
}

fn names_driver(code: &str) -> bool {
    const DRIVERS: [&str; 8] = [
        "sqlx::Sqlite",
        "sqlx::Postgres",
        "sqlx::sqlite",
        "sqlx::postgres",
        "SqlitePool",
        "PgPool",
        "SqliteConnect",
        "PgConnect",
    ];
    DRIVERS.iter().any(|driver| code.contains(driver))
}

/// The languages of the web applications and what drives them, each with how a comment begins.
const WEB: [(&str, &str); 3] = [(".mjs", "// "), (".ts", "// "), (".svelte", "<!-- ")];

/// Checks every Rust file, and every file of the web applications.
pub(super) fn check() -> Result<(), Failure> {
    let mut findings = Vec::new();
    for file in files(".rs")? {
        let source =
            std::fs::read_to_string(&file).map_err(|e| format!("{}: {e}", file.display()))?;
        findings.extend(broken(&file, &source));
    }
    for (ending, comment) in WEB {
        for file in files(ending)? {
            let source =
                std::fs::read_to_string(&file).map_err(|e| format!("{}: {e}", file.display()))?;
            findings.extend(unlike_a_file_of_the_web(&file, &source, comment));
        }
    }
    verdict(findings)
}

/// Checks that a file says what lives in it, and ends in time unless a program made it.
fn unlike_a_file_of_the_web(file: &Path, source: &str, comment: &str) -> Vec<String> {
    let mut findings = Vec::new();
    let name = file.display();
    let first = source.lines().next().unwrap_or_default();
    if !first.starts_with(comment) {
        findings.push(format!(
            "{name}:1: the first line must say with `{comment}` what lives in the file"
        ));
    }
    let lines = source.lines().count();
    if lines > MAX_LINES && !first.to_lowercase().contains("generated") {
        findings.push(format!("{name}: {lines} lines, {MAX_LINES} at most"));
    }
    findings
}

fn broken(file: &Path, source: &str) -> Vec<String> {
    let mut findings = Vec::new();
    let name = file.display();
    if !source.starts_with("//! ") {
        findings
            .push(format!("{name}:1: the first line must say with `//! ` what lives in the file"));
    }
    let lines = source.lines().count();
    if lines > MAX_LINES {
        findings.push(format!("{name}: {lines} lines, {MAX_LINES} at most"));
    }
    let path = file.to_string_lossy().replace('\\', "/");
    let is_test = |p: &str| TESTS.iter().any(|test| p.contains(test));
    if FREE.iter().any(|free| path.starts_with(free)) || is_test(&path) {
        return findings;
    }
    let product = source.find("\n#[cfg(test)]\nmod ").map_or(source, |at| &source[..at]);
    let pieces = pieces(product);
    for place in &PLACES {
        if place.only_in.iter().any(|allowed| path.starts_with(allowed)) {
            continue;
        }
        for piece in pieces.iter().filter(|p| p.kind == place.kind) {
            findings.extend(first_line(piece, place.found).map(|line| {
                format!("{name}:{line}: {} belongs in {}", place.what, place.only_in.join(", "))
            }));
        }
    }
    findings
}

fn first_line(piece: &Piece<'_>, found: fn(&str) -> bool) -> Option<usize> {
    if !found(piece.text) {
        return None;
    }
    let within = piece.text.lines().position(found).unwrap_or(0);
    Some(piece.line + within)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, source: &str) -> Vec<String> {
        broken(Path::new(path), source)
    }

    #[test]
    fn sql_is_found_outside_its_folders_only() {
        let source = "//! A.\n\nfn f() { q(\"SELECT id FROM student\"); }\n";
        assert_eq!(found("server/src/db/student.rs", source), Vec::<String>::new());
        assert_eq!(found("tests/src/lib.rs", source), Vec::<String>::new());
        let said = found("server/src/api/students.rs", source);
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(said[0].starts_with("server/src/api/students.rs:3: SQL belongs in"), "{said:?}");
        let tested =
            "//! A.\n#[cfg(test)]\nmod tests { const Q: &str = \"DELETE FROM student\"; }\n";
        assert_eq!(found("server/src/api/students.rs", tested), Vec::<String>::new());
        for prose in ["Select a class", "Update the SET of rules", "// DELETE FROM student"] {
            let source = format!("//! A.\nconst A: &str = \"{prose}\";\n// UPDATE a SET b\n");
            assert_eq!(found("demo/src/lib.rs", &source), Vec::<String>::new(), "{prose}");
        }
    }

    #[test]
    fn drivers_and_axum_have_their_places() {
        let driver = "//! A.\nuse sqlx::SqlitePool;\n";
        assert_eq!(found("server/src/db/door.rs", driver), Vec::<String>::new());
        assert_eq!(found("server/src/db/student.rs", driver).len(), 1);
        let axum = "//! Like axum::Router.\nuse axum::Router;\n";
        assert_eq!(found("server/src/router.rs", axum), Vec::<String>::new());
        assert_eq!(found("server/src/acts/push.rs", axum).len(), 1);
    }

    #[test]
    fn files_of_the_web_say_so_too_and_generated_ones_may_be_long() {
        let found = |source: &str| unlike_a_file_of_the_web(Path::new("a.ts"), source, "// ").len();
        assert_eq!(found("// A thing.\nexport {};\n"), 0);
        assert_eq!(found("export {};\n"), 1);
        let long = "\nlet a;".repeat(MAX_LINES);
        assert_eq!(found(&format!("// A thing.{long}")), 1);
        assert_eq!(found(&format!("// Generated from the face.{long}")), 0);
    }

    #[test]
    fn a_file_says_what_lives_in_it_and_ends_in_time() {
        assert_eq!(found("demo/src/lib.rs", "use a::b;\n").len(), 1);
        let long = format!("//! A.\n{}", "const A: u8 = 1;\n".repeat(MAX_LINES));
        assert_eq!(found("demo/src/lib.rs", &long).len(), 1);
    }
}
