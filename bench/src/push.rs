//! Facts pushed a second and durable before the answer: one and fifty a request, eight clients.

use crate::alternate::alternate;
use crate::client::Client;
use crate::clock::now;
use crate::figure::{Better, Figure, Goal};
use crate::pouch::{Pouch, PouchClient, document};
use crate::server::Server;
use crate::visits::Visits;
use crate::{Effort, Failure, note};
use doorstep_schema::id::{DeviceId, WorkerId};
use serde_json::Value;
use std::time::{Duration, Instant};

/// Clients at once.
const CLIENTS: usize = 8;
/// What ODK Central took of single submissions a second on two cores, measured elsewhere.
const CENTRAL: f64 = 105.0;

/// Measures both sizes of request and the memory that they took.
pub(crate) fn measure(effort: Effort) -> Result<Vec<Figure>, Failure> {
    let students = effort.amount(2_000, 20_000);
    let time = effort.amount(Duration::from_secs(1), Duration::from_secs(4));
    note(&format!("push: a county of {students} students, {CLIENTS} clients, {time:?} a round"));
    let server = Server::start(CLIENTS, students)?;
    let pouch = Pouch::start()?;
    let mut ours = our_clients(&server)?;
    let mut theirs: Vec<_> = (0..CLIENTS).map(|n| their_client(&pouch, &ours[n], n)).collect();
    let mut figures = Vec::new();
    for batch in [1, 50] {
        let (value, peer) = alternate(
            effort,
            || together(&mut ours, time, |(client, visits)| client.push(visits.take(batch, now()))),
            || together(&mut theirs, time, |(client, visits)| put(client, visits, batch)),
        )?;
        let figure =
            Figure::new(format!("push, {batch} a request"), value, "facts/s", Better::Higher)
                .beside("PouchDB server", peer)
                .goal(Goal::Times(3.0))
                .rounds(effort.rounds);
        figures.push(figure);
        let goal = if batch == 1 { CENTRAL * 20.0 } else { 10_000.0 };
        let name = format!("push, {batch} a request, absolute");
        let figure = Figure::new(name, value, "facts/s", Better::Higher).goal(Goal::Value(goal));
        figures.push(figure.rounds(effort.rounds));
    }
    figures.push(
        Figure::new("server memory after pushes, peak", server.peak_mb(), "MB", Better::Lower)
            .beside("PouchDB server", pouch.peak_mb())
            .goal(Goal::Value(128.0)),
    );
    Ok(figures)
}

fn our_clients(server: &Server) -> Result<Vec<(Client, Visits)>, Failure> {
    let county = &server.county;
    let principals = county.principals.iter().enumerate();
    principals
        .map(|(n, principal)| {
            let client = Client::sign_in(server.port, &principal.username)?;
            let (author, device) = (client.session.subject, client.session.device);
            let visits = Visits::new(n as u64, author, device, county.code, &principal.students);
            Ok((client, visits))
        })
        .collect()
}

fn their_client(pouch: &Pouch, like: &(Client, Visits), n: usize) -> (PouchClient, Visits) {
    let nobody = uuid::Uuid::nil();
    let county = like.0.session.county;
    let students = like.1.students();
    let visits =
        Visits::new(1_000 + n as u64, WorkerId(nobody), DeviceId(nobody), county, students);
    (pouch.client(), visits)
}

fn put(client: &PouchClient, visits: &mut Visits, batch: usize) -> Result<usize, Failure> {
    let facts = visits.take(batch, now());
    let docs = facts.iter().map(|fact| document(&fact.id.to_string(), fact));
    let docs = docs.collect::<Result<Vec<Value>, _>>()?;
    match &docs[..] {
        [doc] => client.put(doc)?,
        many => client.bulk(many)?,
    }
    Ok(batch)
}

/// Lets every client work for the time, each on its own thread; returns how much was done a second.
fn together<C: Send>(
    clients: &mut [C],
    time: Duration,
    work: impl Fn(&mut C) -> Result<usize, Failure> + Sync,
) -> Result<f64, Failure> {
    let start = Instant::now();
    let work = &work;
    let done: Vec<Result<usize, Failure>> = std::thread::scope(|scope| {
        let threads: Vec<_> = clients
            .iter_mut()
            .map(|client| {
                scope.spawn(move || {
                    let mut done = 0;
                    while start.elapsed() < time {
                        done += work(client)?;
                    }
                    Ok(done)
                })
            })
            .collect();
        let ended = |t: std::thread::ScopedJoinHandle<'_, _>| {
            t.join().unwrap_or_else(|_| Err("a client's thread broke".into()))
        };
        threads.into_iter().map(ended).collect()
    });
    let elapsed = start.elapsed().as_secs_f64();
    let done = done.into_iter().sum::<Result<usize, _>>()?;
    #[expect(clippy::cast_precision_loss, reason = "counts of a few seconds are far below 2^52")]
    Ok(done as f64 / elapsed)
}
