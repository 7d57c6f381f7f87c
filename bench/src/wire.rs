//! Bytes on the wire, headers included: a batch of fifty visits, and a sync with nothing new.

use crate::client::{Client, ZSTD_LEVEL, push_body};
use crate::clock::now;
use crate::figure::{Better, Figure, Goal};
use crate::openrosa;
use crate::proxy::{Line, Proxy};
use crate::server::Server;
use crate::visits::Visits;
use crate::{Effort, Failure, note};
use doorstep_schema::wire::v1::Push;

/// Visits in the batch.
const BATCH: usize = 50;

/// Measures what goes through a counting proxy, and reckons the other forms of the same visits.
pub(crate) fn measure(_: Effort) -> Result<Vec<Figure>, Failure> {
    note("wire: a batch of 50 visits through a counting proxy");
    let server = Server::start(1, 300)?;
    let proxy = Proxy::start(server.port, Line::COUNTING)?;
    let principal = &server.county.principals[0];
    let client = Client::sign_in(proxy.port, &principal.username)?;
    let session = &client.session;
    let students = &principal.students;
    let mut supply = Visits::new(3, session.subject, session.device, session.county, students);
    let facts = supply.take(BATCH, now());
    let body = push_body(facts.clone())?;
    proxy.take_bytes();
    client.push_body(&body)?;
    let body = body.len();
    let (up, down) = settled(&proxy);
    let cursor = client.pull_all()?.2;
    settled(&proxy);
    if client.pull(cursor)?.is_some() {
        return Err("a pull with nothing new brought a page".into());
    }
    let (idle_up, idle_down) = settled(&proxy);

    let xml: usize = facts.iter().map(openrosa::request_bytes).sum();
    let json = serde_json::to_vec(&Push { facts })?;
    let headers = usize::try_from(up)?.saturating_sub(body);
    let a_visit = |bytes: usize| f64::from(u32::try_from(bytes).unwrap_or(u32::MAX)) / 50.0;
    let up = usize::try_from(up)?;
    let figure = |name: &str, value| Figure::new(name, value, "bytes a visit", Better::Lower);
    let zstd = zstd::bulk::compress(&json, ZSTD_LEVEL)?.len();
    Ok(vec![
        figure("wire, 50 visits up", a_visit(up))
            .beside("JSON + zstd", a_visit(zstd + headers))
            .goal(Goal::Value(450.0)),
        figure("wire, 50 visits up", a_visit(up)).beside("JSON", a_visit(json.len() + headers)),
        figure("wire, 50 visits up", a_visit(up)).beside("OpenRosa XML", a_visit(xml)),
        figure("wire, 50 visits up and receipts down", a_visit(up + usize::try_from(down)?)),
        idle("both ways", idle_up + idle_down)?.goal(Goal::Value(500.0)),
        idle("up", idle_up)?,
        idle("down", idle_down)?,
    ])
}

fn idle(way: &str, bytes: u64) -> Result<Figure, Failure> {
    let name = format!("sync with nothing new, {way}");
    Ok(Figure::new(name, f64::from(u32::try_from(bytes)?), "bytes", Better::Lower))
}

/// Reads the counters once the last packet has passed.
fn settled(proxy: &Proxy) -> (u64, u64) {
    std::thread::sleep(std::time::Duration::from_millis(50));
    proxy.take_bytes()
}
