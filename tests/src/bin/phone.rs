//! A phone that records visits as fast as it can until it is killed, and says which are safe.

use doorstep_core::acts::{contact, visit};
use doorstep_core::{Entry, Store, views};
use doorstep_schema::fact::{GuardianContact, Met, Visit};
use doorstep_schema::moment::Moment;
use std::io::Write as _;
use std::process::ExitCode;

/// Records one act after the other on the database `file`; each id is printed once it is safe.
fn record(file: &str, seed: u64) -> Result<(), String> {
    let mut store = Store::open(file).map_err(|p| p.to_string())?;
    let now = Moment::from_ms(1_795_392_000_000);
    let students = views::search(&store, "", 100, None, now).map_err(|p| p.to_string())?;
    let mut out = std::io::stdout();
    for n in 0_u64.. {
        let mut entropy = [0; 16];
        entropy[..8].copy_from_slice(&seed.to_be_bytes());
        entropy[8..].copy_from_slice(&(n << 48 | n).to_be_bytes());
        let entry = Entry { now, entropy };
        let place = usize::try_from(n).unwrap_or(0) % students.len().max(1);
        let student = students.get(place).ok_or("no students")?.student;
        let fact = if n % 2 == 0 {
            visit::record(&mut store, &entry, student, now, Visit::met(Met::Guardian))
        } else {
            contact::log(&mut store, &entry, student, now, GuardianContact::call(true))
        };
        writeln!(out, "{}", fact.map_err(|p| p.to_string())?).map_err(|e| e.to_string())?;
        out.flush().map_err(|e| e.to_string())?;
    }
    Ok(())
}

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().unwrap_or_default();
    let seed = arguments.next().and_then(|s| s.parse().ok()).unwrap_or(0);
    match record(&file, seed) {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            let _ = writeln!(std::io::stderr(), "phone: {reason}");
            ExitCode::FAILURE
        }
    }
}
