//! Forms: one answer in a large form, and a long list filtered, natively and in a browser.

use crate::figure::{Better, Figure, Goal};
use crate::pouch::install;
use crate::{Effort, Failure, note};
use doorstep_bench_browser as form;
use serde::Deserialize;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What the browser measured, in milliseconds and MB.
#[derive(Deserialize)]
struct InBrowser {
    fill: f64,
    answer: f64,
    open: f64,
    choose: f64,
    memory: f64,
    version: String,
}

/// Measures natively, then in the browser.
pub(crate) fn measure(effort: Effort) -> Result<Vec<Figure>, Failure> {
    let (questions, instances) = (form::QUESTIONS, form::INSTANCES);
    note(&format!("forms: {questions} questions in {instances} instances of a repeat"));
    let rounds = effort.amount(200, 2_000);
    let compiled = timed(effort.rounds, || form::compile(form::large()))?;
    let form_compiled = form::compile(form::large())?;
    let begun = timed(effort.rounds, || form::fill(&form_compiled))?;
    let mut filling = form::fill(&form_compiled)?;
    let mut answers = Vec::with_capacity(rounds);
    for n in 0..rounds {
        let start = Instant::now();
        form::answer(&mut filling, u32::try_from(n)?)?;
        answers.push(start.elapsed());
    }
    answers.sort_unstable();
    let draft = filling.answers();
    let restored =
        timed(effort.rounds, || Ok::<_, Failure>(form::restore(&form_compiled, &draft)))?;
    let list = form::compile(form::cascade())?;
    let mut choosing = form::begin(&list);
    let mut county = 0;
    let chosen = timed(effort.rounds.max(50), || {
        county += 1;
        form::choose(&mut choosing, county)
    })?;
    let figure = |name: &str, ms: f64| Figure::new(name, ms, "ms", Better::Lower);
    let mut figures = vec![
        figure("one answer, p50", ms(answers[rounds / 2])).goal(Goal::Value(1.0)).rounds(rounds),
        figure("one answer, p99", ms(answers[rounds * 99 / 100])).rounds(rounds),
        figure("form compiled", ms(compiled)).rounds(effort.rounds),
        figure("begun, 200 instances added and answered", ms(begun)).rounds(effort.rounds),
        figure("draft restored", ms(restored)).rounds(effort.rounds),
        figure("list of 100,000 rows filtered", ms(chosen)).rounds(effort.rounds.max(50)),
    ];
    let seen = in_browser()?;
    let name = |what: &str| format!("{what}, Chromium {}", seen.version);
    figures.extend([
        figure(&name("one answer"), seen.answer).goal(Goal::Value(5.0)).rounds(10),
        figure(&name("begun, 200 instances added and answered"), seen.fill),
        figure(&name("list of 100,000 rows filtered"), seen.choose).rounds(10),
        figure(&name("form with that list opened"), seen.open),
        Figure::new(name("wasm memory, both forms"), seen.memory, "MB", Better::Lower),
    ]);
    Ok(figures)
}

/// Returns the median time of an act.
fn timed<T, E: Into<Failure>>(
    rounds: usize,
    mut act: impl FnMut() -> Result<T, E>,
) -> Result<Duration, Failure> {
    let mut times = Vec::with_capacity(rounds);
    for _ in 0..rounds.max(1) {
        let start = Instant::now();
        let done = act().map_err(Into::into)?;
        times.push(start.elapsed());
        drop(done);
    }
    times.sort_unstable();
    Ok(times[times.len() / 2])
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

/// Builds the forms for the browser and measures there.
fn in_browser() -> Result<InBrowser, Failure> {
    let peers = install()?;
    let output = Command::new("node")
        .arg(peers.join("browser.js"))
        .arg(wasm()?)
        .stderr(Stdio::inherit())
        .output()?;
    if !output.status.success() {
        return Err("the measurement in the browser failed".into());
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

fn wasm() -> Result<PathBuf, Failure> {
    let target = std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../target"), PathBuf::from);
    let _ = Command::new("rustup").args(["target", "add", "wasm32-unknown-unknown"]).output();
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let built = Command::new(cargo)
        .args(["build", "--release", "--package", "doorstep-bench-browser"])
        .args(["--target", "wasm32-unknown-unknown", "--quiet"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .status()?;
    if !built.success() {
        return Err(
            "the forms can't be built for the browser: rustup target add wasm32-unknown-unknown"
                .into(),
        );
    }
    Ok(target.join("wasm32-unknown-unknown/release/doorstep_bench_browser.wasm"))
}
