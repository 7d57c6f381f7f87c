//! Photos uploaded a second, begun and then sent in one piece, eight clients: ours and `@tus/server`, by the same client.

use crate::alternate::alternate;
use crate::client::Client;
use crate::clock::now;
use crate::figure::{Better, Figure, Goal};
use crate::server::Server;
use crate::tus::Tus;
use crate::{Effort, Failure, note};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use doorstep_photo::made;
use doorstep_schema::digest::Digest;
use doorstep_schema::fact::{Act, EvidencePhoto, Fact};
use doorstep_schema::hlc::Hlc;
use doorstep_schema::id::{FactId, StudentId};
use doorstep_schema::wire::v1;
use std::time::{Duration, Instant};

/// Clients at once.
const CLIENTS: usize = 8;
/// Bytes of a photo.
const BYTES: usize = 260_000;
/// More photos than either server takes a second; so many are recorded before a round.
const RATE: usize = 1_200;

/// Measures uploads and the memory that they took.
pub(crate) fn measure(effort: Effort) -> Result<Vec<Figure>, Failure> {
    let time = effort.amount(Duration::from_secs(1), Duration::from_secs(4));
    note(&format!("upload: photos of {BYTES} bytes, {CLIENTS} clients, {time:?} a round"));
    let server = Server::start(CLIENTS, 200)?;
    let tus = Tus::start()?;
    let clients = server.county.principals.iter();
    let clients = clients.map(|principal| Client::sign_in(server.port, &principal.username));
    let clients = clients.collect::<Result<Vec<_>, _>>()?;
    let base = made::bare(1, BYTES);
    let round = std::cell::Cell::new(0);
    let take = || -> Result<Vec<Vec<Photo>>, Failure> {
        let wanted = RATE * usize::try_from(time.as_secs())?.max(1) / CLIENTS;
        let photos = (0..CLIENTS).map(|_| {
            let first = round.get();
            round.set(first + wanted as u64);
            (first..round.get()).map(|n| Photo::new(&base, n)).collect()
        });
        Ok(photos.collect())
    };
    let (value, peer) = alternate(
        effort,
        || {
            let work = take()?;
            let principals = &server.county.principals;
            for ((client, photos), principal) in clients.iter().zip(&work).zip(principals) {
                record(client, principal.students[0], photos)?;
            }
            let url = format!("http://127.0.0.1:{}/v1/files", server.port);
            let bearers: Vec<&str> = clients.iter().map(Client::bearer).collect();
            together(&url, &bearers, &base, &work, time)
        },
        || {
            let url = format!("http://127.0.0.1:{}/files", tus.port);
            together(&url, &[""; CLIENTS], &base, &take()?, time)
        },
    )?;
    Ok(vec![
        Figure::new("photos uploaded, 260 KB", value, "photos/s", Better::Higher)
            .beside("@tus/server", peer)
            .goal(Goal::Times(2.0))
            .rounds(effort.rounds),
        Figure::new("server memory after uploads, peak", server.peak_mb(), "MB", Better::Lower)
            .beside("@tus/server", tus.peak_mb())
            .goal(Goal::Value(128.0)),
    ])
}

/// A photo: the base with a number in it.
struct Photo {
    number: u64,
    sha256: Digest,
}

impl Photo {
    fn new(base: &[u8], number: u64) -> Self {
        Self { number, sha256: Digest::of(&with_number(base, number)) }
    }
}

/// Writes the number in digits, so that no marker arises.
fn with_number(base: &[u8], number: u64) -> Vec<u8> {
    let mut bytes = base.to_vec();
    let digits = format!("{number:020}");
    let at = bytes.len() / 2;
    bytes[at..at + digits.len()].copy_from_slice(digits.as_bytes());
    bytes
}

/// Pushes the records of photos, so that they may be uploaded.
fn record(client: &Client, student: StudentId, photos: &[Photo]) -> Result<(), Failure> {
    for some in photos.chunks(500) {
        let facts = some.iter().map(|photo| fact(client, student, photo));
        client.push(facts.collect())?;
    }
    Ok(())
}

fn fact(client: &Client, student: StudentId, photo: &Photo) -> v1::Fact {
    let (session, now) = (&client.session, now());
    let mut entropy = [0; 10];
    entropy.copy_from_slice(&photo.sha256.0[..10]);
    let record = EvidencePhoto {
        of: FactId(uuid::Uuid::from_u128(0x0f)),
        sha256: photo.sha256,
        bytes: BYTES as u64,
        width: 0,
        height: 0,
        thumb: None,
        look: None,
        capture: None,
        seal: None,
    };
    v1::Fact::from(&Fact {
        id: FactId::mint(now, entropy),
        author: session.subject,
        device: session.device,
        county: session.county,
        student: Some(student),
        happened_at: now,
        entered_at: now,
        hlc: Hlc::at(now),
        act: Act::EvidencePhoto(record),
    })
}

/// Lets every client upload for the time, each on its own thread, and returns how many photos a second were complete.
fn together(
    url: &str,
    bearers: &[&str],
    base: &[u8],
    work: &[Vec<Photo>],
    time: Duration,
) -> Result<f64, Failure> {
    let start = Instant::now();
    let done: Vec<Result<usize, Failure>> = std::thread::scope(|scope| {
        let each = |(n, photos): (usize, _)| {
            let bearer = bearers[n];
            scope.spawn(move || upload(url, bearer, base, photos, start, time))
        };
        let threads: Vec<_> = work.iter().map(Vec::as_slice).enumerate().map(each).collect();
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

fn upload(
    url: &str,
    bearer: &str,
    base: &[u8],
    photos: &[Photo],
    start: Instant,
    time: Duration,
) -> Result<usize, Failure> {
    let config = ureq::Agent::config_builder().http_status_as_error(false).build();
    let agent = ureq::Agent::new_with_config(config);
    for (done, photo) in photos.iter().enumerate() {
        if start.elapsed() > time {
            return Ok(done);
        }
        let metadata = format!("sha256 {}", STANDARD.encode(photo.sha256.to_string()));
        let length = BYTES.to_string();
        let headers = [("upload-length", length.as_str()), ("upload-metadata", &metadata)];
        let place = call(&agent, ("POST", url, bearer), &headers, Vec::new(), 201)?;
        let place = place.ok_or("an upload was begun without an address")?;
        let host = url.splitn(4, '/').take(3).collect::<Vec<_>>().join("/");
        let place = if place.starts_with('/') { format!("{host}{place}") } else { place };
        let headers = [("upload-offset", "0"), ("content-type", "application/offset+octet-stream")];
        let bytes = with_number(base, photo.number);
        call(&agent, ("PATCH", &place, bearer), &headers, bytes, 204)?;
    }
    Err("more was uploaded than was recorded: a higher rate is needed".into())
}

/// Calls, demands a status, and returns the answer's `Location`.
fn call(
    agent: &ureq::Agent,
    (method, url, bearer): (&str, &str, &str),
    headers: &[(&str, &str)],
    body: Vec<u8>,
    status: u16,
) -> Result<Option<String>, Failure> {
    let request = ureq::http::Request::builder().method(method).uri(url);
    let request = request.header("tus-resumable", "1.0.0").header("authorization", bearer);
    let request =
        headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
    let mut answer = agent.run(request.body(body)?)?;
    let said = answer.body_mut().read_to_vec()?;
    if answer.status() != status {
        let said = String::from_utf8_lossy(&said);
        return Err(format!("{method}: {} {said}", answer.status()).into());
    }
    let place = answer.headers().get("location").and_then(|place| place.to_str().ok());
    Ok(place.map(str::to_owned))
}
