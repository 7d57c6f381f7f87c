//! Runs simulated worlds: `sim --seeds N --from S`; a failing seed is printed and can be run again alone.

use clap::Parser;
use doorstep_tests::sim::{Backend, Outcome, run};
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

/// Simulated worlds of phones, a server and a network that fails.
#[derive(Parser)]
struct Options {
    /// How many seeds to run.
    #[arg(long, default_value_t = 1_000)]
    seeds: u64,
    /// The first seed.
    #[arg(long, default_value_t = 0)]
    from: u64,
    /// Every n-th seed runs on PostgreSQL as well; 0 for none.
    #[arg(long, default_value_t = 20)]
    postgres_every: u64,
    /// Worlds that run at once.
    #[arg(long, default_value_t = 2)]
    jobs: usize,
}

/// What all worlds have seen.
#[derive(Default)]
struct Total {
    worlds: u64,
    sum: Outcome,
    failed: Vec<u64>,
}

#[expect(clippy::print_stdout, reason = "a command that reports to a terminal")]
fn say(line: &str) {
    println!("{line}");
}

fn world(seed: u64, backend: Backend) -> Result<Outcome, String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.map_err(|e| e.to_string())?.block_on(run(seed, backend))
}

fn main() -> ExitCode {
    let options = Options::parse();
    // Worlds test order and loss, not disks: in memory they do not wait for any.
    let memory = std::path::Path::new("/dev/shm");
    if memory.is_dir() {
        let _ = tempfile::env::override_temp_dir(memory);
    }
    let next = AtomicU64::new(options.from);
    let end = options.from.saturating_add(options.seeds);
    let total = Mutex::new(Total::default());
    let work = || {
        loop {
            let seed = next.fetch_add(1, Ordering::SeqCst);
            if seed >= end {
                return;
            }
            let both = options.postgres_every > 0 && seed.is_multiple_of(options.postgres_every);
            let backends: &[Backend] =
                if both { &[Backend::Sqlite, Backend::Postgres] } else { &[Backend::Sqlite] };
            for backend in backends {
                let outcome = world(seed, *backend);
                let mut total = total.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
                total.worlds += 1;
                match outcome {
                    Ok(lived) => {
                        total.sum.facts += lived.facts;
                        total.sum.refused += lived.refused;
                        total.sum.days += lived.days;
                        total.sum.photos += lived.photos;
                    }
                    Err(why) => {
                        say(&format!("seed {seed} on {backend:?} failed: {why}"));
                        say(&format!("  run it again: cargo xtask sim --seeds 1 --from {seed}"));
                        total.failed.push(seed);
                    }
                }
                if total.worlds.is_multiple_of(100) {
                    say(&format!("{} worlds, {} failed", total.worlds, total.failed.len()));
                }
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..options.jobs.max(1) {
            scope.spawn(work);
        }
    });
    let total = total.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    say(&format!(
        "{} worlds, {} simulated days, {} facts entered, {} refused and kept, {} photos whole",
        total.worlds, total.sum.days, total.sum.facts, total.sum.refused, total.sum.photos
    ));
    let failed = u64::try_from(total.failed.len()).unwrap_or(u64::MAX);
    say(&format!("sim: {} passed, {failed} failed", total.worlds - failed));
    if total.failed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
