//! Queues and boards over a province: ten million follow-ups on both databases.

mod ask;
mod load;
pub(crate) mod pages;
mod province;
mod sink;

use crate::figure::{Better, Figure, Goal};
use crate::server::serve;
use crate::{Effort, Failure, note};
use ask::{RATE, Times};
use doorstep_server::db::Db;
use province::Province;
use sink::Sink;
use std::time::Instant;

/// Loads the province into each database that is at hand and measures.
pub(crate) fn measure(effort: Effort) -> Result<Vec<Figure>, Failure> {
    let province = Province::new(effort.amount(200_000, 10_000_000));
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("doorstep.db");
    let sqlite = format!("sqlite:{}", file.display());
    migrate(&sqlite)?;
    load_into("SQLite", &province, Sink::sqlite(&file, &load::TABLES)?)?;
    let mut figures = ask_all("SQLite", &sqlite, &province, effort)?;
    match std::env::var("DOORSTEP_BENCH_POSTGRES") {
        Ok(postgres) => {
            migrate(&postgres)?;
            load_into("PostgreSQL", &province, Sink::postgres(&postgres, &load::TABLES)?)?;
            figures.extend(ask_all("PostgreSQL", &postgres, &province, effort)?);
        }
        Err(_) => note("queue: DOORSTEP_BENCH_POSTGRES is not set, so PostgreSQL is left out"),
    }
    Ok(figures)
}

fn migrate(url: &str) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        Db::connect(url).await?.close().await;
        Ok(())
    })
}

fn load_into(name: &str, province: &Province, sink: Sink) -> Result<(), Failure> {
    let start = Instant::now();
    load::load(province, sink)?;
    let (rows, seconds) = (province.follow_ups, start.elapsed().as_secs_f64());
    note(&format!("queue: {rows} follow-ups loaded into {name} in {seconds:.0} s"));
    Ok(())
}

/// Asks for queues of villages and for boards of counties and of the province.
fn ask_all(
    name: &str,
    url: &str,
    province: &Province,
    effort: Effort,
) -> Result<Vec<Figure>, Failure> {
    let mut figures = Vec::new();
    let folder = tempfile::tempdir()?;
    let (server, port) = serve(url, folder.path())?;
    let count = effort.amount(400, 4_000);
    let spread = |from: &[&str], count: usize, path: &dyn Fn(&str) -> String| -> Vec<String> {
        (0..count).map(|n| path(from[n * 7_919 % from.len()])).collect()
    };
    let villages = spread(province.villages(), count, &|code| {
        format!("/v1/queue?owner=village:{code}&limit=50")
    });
    let counties = spread(&province.counties(), count / 4, &|code| {
        format!("/v1/board?region={code}&by=township")
    });
    let whole = vec!["/v1/board?region=53&by=county".to_owned(); count / 8];
    for (what, paths, goal) in [
        ("village queue", villages, 20.0),
        ("county overdue board", counties, 25.0),
        ("province overdue board", whole, 50.0),
    ] {
        let times = ask::at_rate(port, "supervisor-53", &paths)?;
        figures.extend(both(&format!("{what}, {name}, HTTP at {RATE}/s"), &times, goal));
    }
    let memory =
        Figure::new(format!("server memory, {name}, peak"), server.peak_mb(), "MB", Better::Lower);
    figures.push(memory.goal(Goal::Value(128.0)));
    Ok(figures)
}

fn both(name: &str, times: &Times, goal: f64) -> [Figure; 2] {
    let rounds = times.count();
    let figure =
        |p: f64| Figure::new(format!("{name}, p{p}"), times.within(p), "ms", Better::Lower);
    [figure(50.0).rounds(rounds), figure(99.0).goal(Goal::Value(goal)).rounds(rounds)]
}
