//! Facts pushed a second and durable before the answer: one and fifty a request, eight clients.

use crate::alternate::alternate;
use crate::client::{Client, push_body};
use crate::clock::now;
use crate::figure::{Better, Figure, Goal};
use crate::pouch::{Pouch, PouchClient, bulk_body, document};
use crate::server::Server;
use crate::visits::Visits;
use crate::{Effort, Failure, note};
use doorstep_schema::id::{DeviceId, WorkerId};
use doorstep_schema::wire::v1::Fact;
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
            || {
                let rate = if batch == 1 { 6_000 } else { 20_000 };
                let work = ready(&mut ours, rate, batch, time, push_body)?;
                together(work, time, |client, body| client.push_body(body))
            },
            || {
                let rate = if batch == 1 { 1_500 } else { 6_000 };
                let work = ready(&mut theirs, rate, batch, time, |facts| their_body(&facts))?;
                together(work, time, |client, (id, body)| {
                    if batch == 1 {
                        client.put(id, body).map(|()| 1)
                    } else {
                        client.bulk_body(body)
                    }
                })
            },
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

/// Makes requests ready for each client, enough for so many facts a second.
fn ready<C, B>(
    clients: &mut [(C, Visits)],
    rate: usize,
    batch: usize,
    time: Duration,
    body: impl Fn(Vec<Fact>) -> Result<B, Failure>,
) -> Result<Vec<(&C, Vec<B>)>, Failure> {
    let requests = rate * usize::try_from(time.as_secs())?.max(1) / batch / CLIENTS;
    let mut work = Vec::new();
    for (client, visits) in clients {
        let bodies = (0..requests).map(|_| body(visits.take(batch, now())));
        work.push((&*client, bodies.collect::<Result<_, _>>()?));
    }
    Ok(work)
}

fn their_body(facts: &[Fact]) -> Result<(String, Vec<u8>), Failure> {
    let docs = facts.iter().map(|fact| document(&fact.id.to_string(), fact));
    let docs = docs.collect::<Result<Vec<Value>, _>>()?;
    match &docs[..] {
        [doc] => Ok((facts[0].id.to_string(), serde_json::to_vec(doc)?)),
        many => Ok((String::new(), bulk_body(many)?)),
    }
}

/// Lets every client send its requests for the time, each on its own thread, and returns how much was
/// taken a second. What a phone does on its own processor, writing and compressing, is done before.
fn together<C: Sync, B: Send + Sync>(
    work: Vec<(&C, Vec<B>)>,
    time: Duration,
    send: impl Fn(&C, &B) -> Result<usize, Failure> + Sync,
) -> Result<f64, Failure> {
    let start = Instant::now();
    let send = &send;
    let done: Vec<Result<usize, Failure>> = std::thread::scope(|scope| {
        let each = |(client, bodies): (_, Vec<B>)| {
            scope.spawn(move || {
                let mut left = bodies.iter().take_while(|_| start.elapsed() < time);
                left.try_fold(0, |done, body| Ok(done + send(client, body)?))
            })
        };
        let threads: Vec<_> = work.into_iter().map(each).collect();
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
