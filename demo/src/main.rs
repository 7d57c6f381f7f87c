//! `doorstep-run`: the server with the demonstration county in it, ready to be looked at.

use clap::Parser;
use doorstep_demo::load::{self, Found};
use doorstep_demo::player::{Play, Played, Progress, play};
use doorstep_demo::roster::Roster;
use doorstep_demo::roster::stage::{ACCOUNTS, PASSWORD, TOWNSHIP, VILLAGE};
use doorstep_demo::script::Script;
use doorstep_schema::moment::{Clock, Moment};
use doorstep_server::config::{Config, Web};
use doorstep_server::serve;
use indicatif::{ProgressBar, ProgressStyle};
use std::error::Error;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

/// Runs Doorstep with a demonstration county of invented people.
#[derive(Parser, Debug)]
#[command(name = "doorstep-run", version)]
struct Run {
    /// The folder of database and keys.
    #[arg(long, default_value = "./data")]
    data: PathBuf,
    /// The port on the loopback address; 0 takes a free one.
    #[arg(long, default_value_t = 8460)]
    port: u16,
    /// Serves without loading the demonstration.
    #[arg(long)]
    empty: bool,
    /// A PostgreSQL database, `postgres://…`; left out, a SQLite file in the data folder.
    #[arg(long)]
    database_url: Option<String>,
    /// The folder of the built field app; left out, there is none.
    #[arg(long, value_name = "FOLDER")]
    web: Option<PathBuf>,
    /// The folder of the built desk; left out, there is none.
    #[arg(long, value_name = "FOLDER")]
    desk: Option<PathBuf>,
    /// The seed of the invented county.
    #[arg(long, default_value_t = 533_325)]
    seed: u64,
}

fn main() -> ExitCode {
    match Run::parse().run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let mut reasons = error.to_string();
            let mut source = error.source();
            while let Some(cause) = source {
                let _ = write!(reasons, ": {cause}");
                source = cause.source();
            }
            eprintln!("doorstep-run: {reasons}");
            ExitCode::FAILURE
        }
    }
}

impl Run {
    fn config(&self) -> Config {
        let mut config = Config {
            data: self.data.clone(),
            port: self.port,
            database_url: self.database_url.clone(),
            demonstration: true,
            ..Config::default()
        };
        config.web.field.clone_from(&self.web);
        config.web.desk.clone_from(&self.desk);
        // All the phones of the demonstration call from one address.
        config.limits.requests_per_second = 0;
        config.limits.sign_ins_per_minute = 0;
        config
    }

    fn run(self) -> Result<(), Box<dyn Error>> {
        tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(self.serve())
    }

    async fn serve(self) -> Result<(), Box<dyn Error>> {
        let config = self.config();
        config.web.look()?;
        let found = if self.empty { Found::Other } else { load::look(&config).await? };
        let now = doorstep_demo::clock::now();
        let loading = found == Found::Empty;
        let roster = Roster::generate(self.seed, Clock::CHINA.day(now))?;
        if loading {
            // A port that is taken is told before anything is written.
            drop(std::net::TcpListener::bind(config.address())?);
            say(&format!(
                "Loading {} students, {} workers and the term until today; this takes about a minute.",
                roster.students.len(),
                roster.workers.len()
            ));
            load::import(&config, &roster, self.seed).await?;
        }
        let (ready, address) = tokio::sync::oneshot::channel();
        let serving = config.clone();
        let server = tokio::spawn(async move {
            serve::serve(&serving, |at| {
                let _ = ready.send(at);
            })
            .await
        });
        let Ok(address) = address.await else { return Ok(server.await??) };
        let base = format!("http://{address}");
        if loading {
            let (seed, at) = (self.seed, base.clone());
            let played = tokio::task::spawn_blocking(move || history(&roster, seed, &at, now))
                .await?
                .map_err(|e| e as Box<dyn Error>)?;
            load::complete(&config, self.seed)?;
            say(&summary(&played));
        }
        say(&welcome(&base, found, &config.web));
        Ok(server.await??)
    }
}

/// Lets the phones live the term, with a bar that shows how far they are.
fn history(
    roster: &Roster,
    seed: u64,
    server: &str,
    now: Moment,
) -> Result<Played, Box<dyn Error + Send + Sync>> {
    let script = Script::plan(roster, seed, now);
    let bar = ProgressBar::new(u64::try_from(script.steps.len())?);
    bar.set_style(ProgressStyle::with_template(
        "{elapsed:>4} [{bar:36}] {pos}/{len} facts, {msg}",
    )?);
    let played =
        play(
            &Play { roster, script: &script, seed, server, threads: 3 },
            |progress| match progress {
                Progress::Enrolled(phones, all) => {
                    bar.set_message(format!("enrolling phone {phones} of {all}"));
                }
                Progress::Day(day, facts, _) => {
                    bar.set_position(u64::try_from(facts).unwrap_or(0));
                    bar.set_message(day.to_string());
                }
            },
        )?;
    bar.finish_and_clear();
    Ok(played)
}

fn summary(played: &Played) -> String {
    let Played { phones, syncs, accepted, refused, photos, declined, .. } = played;
    let mut text =
        format!("{phones} phones brought {accepted} facts and {photos} photos in {syncs} syncs.");
    if *refused > 0 {
        let _ = write!(text, " The server refused {refused}.");
    }
    for (code, count) in declined {
        let _ = write!(text, " Phones declined {count} acts: {code}.");
    }
    text
}

fn welcome(base: &str, found: Found, web: &Web) -> String {
    let mut text = format!("\nDoorstep is at {base} (ctrl-c stops it)\n");
    if web.field.is_some() {
        let _ = writeln!(text, "The field app is at {base}/ - open it in a browser and sign in.");
    }
    if web.desk.is_some() {
        let _ = writeln!(text, "The desk is at {base}/desk/ - sign in there as the supervisor.");
    }
    if found == Found::Other {
        return text;
    }
    let _ = writeln!(text, "\nAccounts, each with the password {PASSWORD}:");
    for (name, shows) in ACCOUNTS {
        let _ = writeln!(text, "  {name:<11} {shows}");
    }
    let sign_in = |name: &str| {
        format!(
            "curl -s {base}/v1/sign-in -H 'Content-Type: application/json' -H 'Accept: application/json' \
             -d '{{\"username\":\"{name}\",\"password\":\"{PASSWORD}\"}}'"
        )
    };
    let token = |name: &str| {
        format!("$({} | sed 's/.*\"access_token\":\"\\([^\"]*\\)\".*/\\1/')", sign_in(name))
    };
    let get = |name: &str, path: &str| {
        format!(
            "curl -s \"{base}{path}\" -H 'Accept: application/json' -H \"Authorization: Bearer {}\"",
            token(name)
        )
    };
    let queue = get("committee", &format!("/v1/queue?owner=village:{VILLAGE}"));
    let board = get("supervisor", &format!("/v1/board?region={TOWNSHIP}&by=village"));
    let _ = writeln!(text, "\nSign in as the village committee:\n  {}", sign_in("committee"));
    let _ = writeln!(text, "Read the village's queue:\n  {queue}");
    let photos = get("supervisor", "/v1/evidence?doubtful=true&lang=zh&limit=200");
    let _ = writeln!(text, "Read a township's overdue board as the supervisor:\n  {board}");
    let _ = write!(text, "Read which photos are doubtful, and why:\n  {photos}\n");
    text
}

#[expect(clippy::print_stdout, reason = "what the program has to say to whoever started it")]
fn say(text: &str) {
    println!("{text}");
}
