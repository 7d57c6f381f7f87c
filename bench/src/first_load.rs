//! A phone's first load over a slow line: 300 students and 600 visits, from sign-in to the last page.

use crate::alternate::alternate;
use crate::client::Client;
use crate::figure::{Better, Figure, Goal};
use crate::pouch::{Pouch, document};
use crate::proxy::{Line, Proxy};
use crate::pull::{fill, fill_pouch};
use crate::server::Server;
use crate::{Effort, Failure, note};
use serde_json::Value;
use std::time::Instant;

const STUDENTS: usize = 300;
const VISITS: usize = 600;

/// Measures the load through a proxy at 400 kbit/s and 400 ms of round trip, PouchDB through the same.
pub(crate) fn measure(effort: Effort) -> Result<Vec<Figure>, Failure> {
    note("first-load: 300 students and 600 visits at 400 kbit/s and 400 ms");
    let server = Server::start(1, STUDENTS)?;
    let username = &server.county.principals[0].username;
    let facts = fill(&Client::sign_in(server.port, username)?, &server.county, VISITS)?;
    let pouch = Pouch::start()?;
    fill_pouch(&pouch, &facts)?;
    let students =
        server.county.roster.iter().map(|student| document(&student.id.to_string(), student));
    pouch.client().bulk(&students.collect::<Result<Vec<Value>, _>>()?)?;
    let (line, peers_line) =
        (Proxy::start(server.port, Line::SLOW)?, Proxy::start(pouch.port, Line::SLOW)?);
    let (value, peer) = alternate(
        effort,
        || {
            let start = Instant::now();
            let (students, facts, _) = Client::sign_in(line.port, username)?.pull_all()?;
            if (students, facts) != (STUDENTS, VISITS) {
                return Err(format!("{students} students and {facts} visits were pulled").into());
            }
            Ok(start.elapsed().as_secs_f64())
        },
        || {
            let done = pouch.replicate(peers_line.port)?;
            if done.docs != (STUDENTS + VISITS) as u64 {
                return Err(format!("PouchDB replicated {} documents", done.docs).into());
            }
            Ok(done.seconds)
        },
    )?;
    let (_, down) = line.take_bytes();
    let (_, peers_down) = peers_line.take_bytes();
    let rounds = effort.rounds as u64;
    let figure = |name: &str, value, unit| Figure::new(name, value, unit, Better::Lower);
    #[expect(clippy::cast_precision_loss, reason = "bytes of a few loads are far below 2^52")]
    let kb = |bytes: u64| (bytes / rounds) as f64 / 1_000.0;
    Ok(vec![
        figure("first load", value, "s")
            .beside("PouchDB replication", peer)
            .goal(Goal::Value(8.0))
            .rounds(effort.rounds),
        figure("first load, received", kb(down), "kB")
            .beside("PouchDB replication", kb(peers_down)),
    ])
}
