//! Named, timed steps and the table at the end that tells the failing one.

use crate::command::Failure;
use std::fmt::Write as _;
use std::io::Write as _;
use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Prints a line for the person at the terminal.
pub(crate) fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// Prints why a command failed and returns the exit code for it.
pub(crate) fn fail(error: &Failure) -> ExitCode {
    say(&format!("error: {error}"));
    ExitCode::FAILURE
}

/// How many tests passed and failed, as the test runners said.
#[derive(Default)]
pub(crate) struct Count {
    passed: AtomicU64,
    failed: AtomicU64,
}

impl Count {
    /// Takes note of a runner's closing line; every other line is ignored.
    pub(crate) fn read(&self, line: &str) {
        let line = without_colours(line);
        let line = line.trim_start();
        if ["test result:", "Summary [", "Tests  "].iter().any(|start| line.starts_with(start)) {
            self.passed.fetch_add(number_before(line, " passed"), Ordering::Relaxed);
            let failed = number_before(line, " failed") + number_before(line, " timed out");
            self.failed.fetch_add(failed, Ordering::Relaxed);
        }
        // Node's own runner tells each on a line of its own, `ℹ` for people and `#` for programs.
        let told = line.strip_prefix("ℹ ").or_else(|| line.strip_prefix("# "));
        match told.and_then(|line| line.split_once(' ')) {
            Some(("pass", number)) => add(&self.passed, number),
            Some(("fail" | "cancelled", number)) => add(&self.failed, number),
            _ => {}
        }
        self.read_unittest(line);
    }

    /// Python's own runner tells how many ran, and on a later line how many of them failed.
    fn read_unittest(&self, line: &str) {
        if line.starts_with("Ran ") && line.contains(" test") && line.contains(" in ") {
            self.passed.fetch_add(number_before(line, " test"), Ordering::Relaxed);
        }
        if let Some(told) = line.strip_prefix("FAILED (").and_then(|line| line.strip_suffix(')')) {
            let numbers = told.split(", ").filter_map(|part| part.split_once('='));
            let bad = numbers.filter(|(name, _)| ["failures", "errors"].contains(name));
            let bad: u64 = bad.filter_map(|(_, number)| number.parse::<u64>().ok()).sum();
            let less = |passed: u64| Some(passed.saturating_sub(bad));
            let _ = self.passed.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less);
            self.failed.fetch_add(bad, Ordering::Relaxed);
        }
    }

    fn get(&self) -> (u64, u64) {
        (self.passed.load(Ordering::Relaxed), self.failed.load(Ordering::Relaxed))
    }
}

fn add(count: &AtomicU64, number: &str) {
    count.fetch_add(number.trim().parse().unwrap_or(0), Ordering::Relaxed);
}

fn without_colours(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        if c == '\u{1b}' {
            chars.by_ref().find(char::is_ascii_alphabetic);
        } else {
            text.push(c);
        }
    }
    text
}

fn number_before(line: &str, word: &str) -> u64 {
    line.find(word)
        .and_then(|at| line[..at].rsplit(|c: char| !c.is_ascii_digit()).next())
        .and_then(|digits| digits.parse().ok())
        .unwrap_or(0)
}

struct Done {
    name: String,
    took: Duration,
    failure: Option<Failure>,
}

/// The steps of a command so far. A failing step does not keep the later ones from running.
#[derive(Default)]
pub(crate) struct Steps {
    done: Vec<Done>,
    /// The tests that ran within steps.
    pub(crate) tests: Count,
}

impl Steps {
    /// Runs one step, printing its name and how long it took.
    pub(crate) fn step(&mut self, name: &str, act: impl FnOnce(&Count) -> Result<(), Failure>) {
        say(&format!("── {name}"));
        let start = Instant::now();
        let failure = act(&self.tests).err();
        let took = start.elapsed();
        let seconds = took.as_secs_f64();
        match &failure {
            None => say(&format!("   {name}: ok, {seconds:.1} s")),
            Some(error) => say(&format!("{error}\n   {name}: FAILED, {seconds:.1} s")),
        }
        self.done.push(Done { name: name.to_owned(), took, failure });
    }

    /// Prints the table of steps and the closing line, and returns the exit code.
    ///
    /// A step counts as one, a step that ran tests as its tests; a step that failed with no failed
    /// test counts as one failure, so that the closing line never reads better than the exit code.
    pub(crate) fn close(&self) -> ExitCode {
        say(&self.table());
        if self.done.iter().all(|d| d.failure.is_none()) {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }

    fn table(&self) -> String {
        let mut text = String::from("\n");
        let width = self.done.iter().map(|d| d.name.len()).max().unwrap_or(0);
        for done in &self.done {
            let mark = if done.failure.is_none() { "ok" } else { "FAILED" };
            let seconds = done.took.as_secs_f64();
            let _ = writeln!(text, "  {:width$}  {seconds:>8.1} s  {mark}", done.name);
        }
        for done in &self.done {
            if let Some(failure) = &done.failure {
                let first = failure.lines().next().unwrap_or_default();
                let _ = writeln!(text, "FAILED {}: {first}", done.name);
            }
        }
        let broken = self.done.iter().filter(|d| d.failure.is_some()).count() as u64;
        let whole = self.done.len() as u64 - broken;
        let (passed, failed) = self.tests.get();
        let _ = write!(text, "\n{} passed, {} failed", passed + whole, failed.max(broken));
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closing_lines_of_every_runner_are_counted() {
        let count = Count::default();
        count
            .read("     Summary [  12.345s] 50 tests run: 48 passed (1 slow), 2 failed, 3 skipped");
        count.read("\u{1b}[32;1m     Summary\u{1b}[0m [   0.1s] \u{1b}[1m4\u{1b}[0m tests run: \u{1b}[1m4\u{1b}[0m \u{1b}[32;1mpassed\u{1b}[0m, 0 skipped");
        count.read(
            "test result: FAILED. 7 passed; 1 failed; 0 ignored; 0 measured; finished in 0.00s",
        );
        count.read("      Tests  2 failed | 10 passed (12)");
        for line in
            ["ℹ tests 9", "ℹ pass 6", "ℹ fail 2", "# pass 1", "# cancelled 1", "ℹ skipped 0"]
        {
            count.read(line);
        }
        count.read("12 passed, says a test");
        count.read("# pass on what came");
        for line in ["Ran 9 tests in 4.309s", "FAILED (failures=1, errors=2, skipped=3)"] {
            count.read(line);
        }
        assert_eq!(count.get(), (82, 11));
    }

    #[test]
    fn a_failed_step_shows_in_the_table_and_in_the_closing_line() {
        let mut steps = Steps::default();
        steps.step("layers", |_| Ok(()));
        steps.step("format", |_| Err("a.rs is not formatted\nmore".to_owned()));
        let table = steps.table();
        assert!(table.contains("FAILED format: a.rs is not formatted"), "{table}");
        assert!(table.ends_with("\n1 passed, 1 failed"), "{table}");
    }
}
