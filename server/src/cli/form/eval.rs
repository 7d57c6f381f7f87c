//! `doorstep-server form eval`: a form filled step by step, and what is seen then.

use super::file::{File, read};
use crate::cli::{Failure, say};
use crate::clock::{Clock as _, SystemClock};
use clap::Args;
use doorstep_forms::trial::{self, Setting, Steps};
use doorstep_schema::form::xpath;
use doorstep_schema::moment::Clock;
use std::path::PathBuf;
use std::process::ExitCode;

/// What to fill, and how.
#[derive(Args, Debug)]
pub(super) struct Eval {
    #[command(flatten)]
    file: File,
    /// The steps, in JSON: `[{"path": "/data/age", "value": 7}, {"path": "/data/child", "add": 1}, {"path":
    /// "/data/child", "remove": 2}]`, or an object with such a list as "steps" and with "today", "now", "seed", "lang".
    steps: PathBuf,
    /// The day of the filling, at noon.
    #[arg(long, value_parser = a_day, conflicts_with = "now")]
    today: Option<xpath::Clock>,
    /// The moment of the filling, such as 2026-03-02T08:15:00+08:00.
    #[arg(long, value_parser = a_moment)]
    now: Option<xpath::Clock>,
    /// The chance of the filling, for random numbers and choices in a random order.
    #[arg(long)]
    seed: Option<u64>,
    /// The language of labels and messages: its name or its code.
    #[arg(long)]
    lang: Option<String>,
}

fn a_day(text: &str) -> Result<xpath::Clock, String> {
    trial::day(text).ok_or_else(|| "a day is asked for, as in 2026-03-02".to_owned())
}

fn a_moment(text: &str) -> Result<xpath::Clock, String> {
    let wrong = || "a moment is asked for, as in 2026-03-02T08:15:00+08:00".to_owned();
    trial::moment(text).ok_or_else(wrong)
}

impl Eval {
    /// Fills the form and prints one JSON object. A refused step is part of what is printed.
    pub(super) fn run(&self) -> Result<ExitCode, Failure> {
        let form = self.file.good()?;
        let named =
            |why: &dyn std::fmt::Display| Failure(format!("{}: {why}", self.steps.display()));
        let text = String::from_utf8(read(&self.steps)?).map_err(|_| named(&"this is no UTF-8"))?;
        let steps = Steps::parse(&text).map_err(|error| named(&error))?;
        let asked = self.lang.as_ref().or(steps.language.as_ref());
        let setting = Setting {
            now: self.today.or(self.now).or(steps.now).unwrap_or_else(now),
            seed: self.seed.or(steps.seed).unwrap_or(0),
            language: trial::language(form.form(), asked.map(String::as_str))?,
        };
        say(serde_json::to_string_pretty(&trial::fill(&form, &steps.steps, &setting))?);
        Ok(ExitCode::SUCCESS)
    }
}

/// Returns what a clock on China Standard Time shows.
fn now() -> xpath::Clock {
    let clock = Clock::CHINA;
    xpath::Clock {
        civil: clock.civil(SystemClock.now()),
        offset_seconds: clock.offset_minutes * 60,
    }
}
