//! Facts pulled a second by one phone.

use crate::alternate::alternate;
use crate::client::Client;
use crate::clock::now;
use crate::county::County;
use crate::figure::{Better, Figure, Goal};
use crate::pouch::{Pouch, document};
use crate::server::Server;
use crate::visits::Visits;
use crate::{Effort, Failure, note};
use doorstep_schema::wire::v1::Fact;
use serde_json::Value;
use std::time::Instant;

/// Measures a whole pull against PouchDB's replication and its bare changes feed.
pub(crate) fn measure(effort: Effort) -> Result<Vec<Figure>, Failure> {
    let visits = effort.amount(1_000, 10_000);
    note(&format!("pull: {visits} visits"));
    let server = Server::start(1, 1_000)?;
    let client = Client::sign_in(server.port, &server.county.principals[0].username)?;
    let facts = fill(&client, &server.county, visits)?;
    let pouch = Pouch::start()?;
    fill_pouch(&pouch, &facts)?;
    let ours = || {
        let start = Instant::now();
        let (_, facts, _) = client.pull_all()?;
        rate(facts, visits, start.elapsed().as_secs_f64())
    };
    let (value, replicated) = alternate(effort, ours, || {
        let done = pouch.replicate(pouch.port)?;
        rate(usize::try_from(done.docs)?, visits, done.seconds)
    })?;
    let (again, feed) = alternate(effort, ours, || {
        let start = Instant::now();
        let read = pouch.client().changes()?;
        rate(read, visits, start.elapsed().as_secs_f64())
    })?;
    let figure = |name: &str, value| Figure::new(name, value, "facts/s", Better::Higher);
    Ok(vec![
        figure("pull", value)
            .beside("PouchDB replication", replicated)
            .goal(Goal::Times(10.0))
            .rounds(effort.rounds),
        figure("pull, read only", again).beside("PouchDB _changes", feed).rounds(effort.rounds),
        Figure::new("server memory after pulls, peak", server.peak_mb(), "MB", Better::Lower)
            .beside("PouchDB server", pouch.peak_mb())
            .goal(Goal::Value(128.0)),
    ])
}

/// Pushes visits of one principal and returns them.
pub(crate) fn fill(client: &Client, county: &County, visits: usize) -> Result<Vec<Fact>, Failure> {
    let session = &client.session;
    let students = &county.principals[0].students;
    let mut supply = Visits::new(5, session.subject, session.device, county.code, students);
    let facts = supply.take(visits, now());
    for batch in facts.chunks(500) {
        client.push(batch.to_vec())?;
    }
    Ok(facts)
}

/// Puts the same visits into the peer.
pub(crate) fn fill_pouch(pouch: &Pouch, facts: &[Fact]) -> Result<(), Failure> {
    let docs = facts.iter().map(|fact| document(&fact.id.to_string(), fact));
    let docs = docs.collect::<Result<Vec<Value>, _>>()?;
    docs.chunks(500).try_for_each(|docs| pouch.client().bulk(docs))
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
fn rate(read: usize, expected: usize, seconds: f64) -> Result<f64, Failure> {
    if read == expected {
        Ok(read as f64 / seconds)
    } else {
        Err(format!("{read} of {expected} were pulled").into())
    }
}
