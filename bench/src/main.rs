//! Measures Doorstep against its peers, side by side in one run: `cargo xtask bench NAME`.

mod alternate;
mod client;
mod clock;
mod county;
mod desk;
mod field;
mod figure;
mod first_load;
mod forms;
mod machine;
mod openrosa;
mod photo;
mod pouch;
mod process;
mod proxy;
mod pull;
mod push;
mod queue;
mod server;
mod tus;
mod upload;
mod visits;
mod wire;

use clap::{Parser, ValueEnum};
use std::error::Error;
use std::io::Write as _;
use std::process::ExitCode;

/// What went wrong with a measurement.
type Failure = Box<dyn Error + Send + Sync>;

/// Measures Doorstep against its peers.
#[derive(Parser)]
struct Cli {
    /// What to measure.
    name: Name,
    /// Prints one JSON object a figure instead of a table.
    #[arg(long)]
    json: bool,
    /// How many rounds, each of ours and of the peer; the medians count.
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// Measures on less data, to see that everything works.
    #[arg(long)]
    quick: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Name {
    /// Facts pushed a second, one and fifty a request.
    Push,
    /// Facts pulled a second.
    Pull,
    /// A phone's first load over a slow line.
    FirstLoad,
    /// Bytes on the wire.
    Wire,
    /// Queues and boards over a province.
    Queue,
    /// One answer in a large form, natively and in a browser.
    Forms,
    /// A photo made small and bare, natively and in a browser.
    Photo,
    /// Photos uploaded a second.
    Upload,
    /// The field app in a browser.
    Field,
    /// The desk in a browser.
    Desk,
    /// The desk's board and queue in a browser, over a province.
    Province,
    /// All of them.
    All,
}

/// A measurement.
type Measure = fn(Effort) -> Result<Vec<figure::Figure>, Failure>;

/// How much to measure.
#[derive(Clone, Copy)]
struct Effort {
    rounds: usize,
    quick: bool,
}

impl Effort {
    /// Returns one of two amounts.
    fn amount<T>(self, quick: T, full: T) -> T {
        if self.quick { quick } else { full }
    }
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let effort = Effort { rounds: cli.rounds.max(1), quick: cli.quick };
    let benches: [(Name, Measure); 11] = [
        (Name::Push, push::measure),
        (Name::Pull, pull::measure),
        (Name::FirstLoad, first_load::measure),
        (Name::Wire, wire::measure),
        (Name::Queue, queue::measure),
        (Name::Forms, forms::measure),
        (Name::Photo, photo::measure),
        (Name::Upload, upload::measure),
        (Name::Field, field::measure),
        (Name::Desk, desk::measure),
        (Name::Province, queue::pages::measure),
    ];
    let mut figures = Vec::new();
    for (name, measure) in benches {
        if cli.name == Name::All || cli.name == name {
            match measure(effort) {
                Ok(measured) => figures.extend(measured),
                Err(error) => {
                    let _ = writeln!(std::io::stderr(), "error: {error}");
                    return ExitCode::FAILURE;
                }
            }
        }
    }
    let machine = machine::Machine::look();
    let text =
        if cli.json { figure::json(&figures, &machine) } else { figure::table(&figures, &machine) };
    let _ = writeln!(std::io::stdout(), "{text}");
    ExitCode::SUCCESS
}

/// Tells the person at the terminal what is being done; the figures go to standard output alone.
fn note(line: &str) {
    let _ = writeln!(std::io::stderr(), "  {line}");
}
