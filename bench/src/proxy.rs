//! A slow line in user space: what goes through it takes its turn, its bytes' time and its delay.
//!
//! All connections share one first-in-first-out line per direction. (A timer for each chunk would
//! reorder bytes.) A new connection waits for one round trip, as a TCP handshake does.

use crate::Failure;
use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::{Duration, Instant};

/// What a line is like.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line {
    /// Bits a second in each direction; `None`: as fast as it goes.
    pub(crate) bits: Option<f64>,
    /// The time from one end to the other.
    pub(crate) one_way: Duration,
}

impl Line {
    /// The line of GOALS: 400 kbit/s and a round trip of 400 ms.
    pub(crate) const SLOW: Self =
        Self { bits: Some(400_000.0), one_way: Duration::from_millis(200) };
    /// A line that only counts.
    pub(crate) const COUNTING: Self = Self { bits: None, one_way: Duration::ZERO };
}

/// Bytes of payload in a packet of Ethernet's size.
const PACKET: usize = 1_460;
/// Packets that wait at a line's entry before the sender has to.
const WAITING: usize = 64;

struct Packet {
    at: Instant,
    bytes: Vec<u8>,
    to: Arc<TcpStream>,
}

/// A running proxy; it ends with the process.
pub(crate) struct Proxy {
    /// The port on which it listens.
    pub(crate) port: u16,
    up: Arc<AtomicU64>,
    down: Arc<AtomicU64>,
}

impl Proxy {
    /// Starts one in front of a port on this machine.
    pub(crate) fn start(target: u16, line: Line) -> Result<Self, Failure> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let port = listener.local_addr()?.port();
        let (up, down) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(0)));
        let to_server = direction(line, up.clone());
        let to_client = direction(line, down.clone());
        std::thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let (to_server, to_client) = (to_server.clone(), to_client.clone());
                std::thread::spawn(move || {
                    std::thread::sleep(line.one_way * 2);
                    let _ = connect(client, target, to_server, to_client);
                });
            }
        });
        Ok(Self { port, up, down })
    }

    /// Returns the bytes that went up and down since the last call.
    pub(crate) fn take_bytes(&self) -> (u64, u64) {
        (self.up.swap(0, Ordering::SeqCst), self.down.swap(0, Ordering::SeqCst))
    }
}

fn connect(
    client: TcpStream,
    target: u16,
    to_server: SyncSender<Packet>,
    to_client: SyncSender<Packet>,
) -> std::io::Result<()> {
    let server = TcpStream::connect(("127.0.0.1", target))?;
    client.set_nodelay(true)?;
    server.set_nodelay(true)?;
    let (client, server) = (Arc::new(client), Arc::new(server));
    let (from, to) = (client.clone(), server.clone());
    std::thread::spawn(move || pass(&from, &to, &to_server));
    std::thread::spawn(move || pass(&server, &client, &to_client));
    Ok(())
}

/// Takes what one end sends to the line's entry; an empty packet says that the end sends no more.
fn pass(from: &Arc<TcpStream>, to: &Arc<TcpStream>, line: &SyncSender<Packet>) {
    let mut buffer = vec![0; PACKET];
    loop {
        let read = (&**from).read(&mut buffer).unwrap_or(0);
        let packet = Packet { at: Instant::now(), bytes: buffer[..read].to_vec(), to: to.clone() };
        if line.send(packet).is_err() || read == 0 {
            return;
        }
    }
}

fn direction(line: Line, count: Arc<AtomicU64>) -> SyncSender<Packet> {
    let (entry, queue) = sync_channel(WAITING);
    let (sent, flying) = std::sync::mpsc::channel();
    std::thread::spawn(move || transmit(line, &queue, &sent, &count));
    std::thread::spawn(move || {
        for (arrives, packet) in flying {
            deliver(arrives, &packet);
        }
    });
    entry
}

/// Lets packets onto the line one after another, each for as long as its bytes take.
fn transmit(
    line: Line,
    queue: &Receiver<Packet>,
    sent: &std::sync::mpsc::Sender<(Instant, Packet)>,
    count: &AtomicU64,
) {
    let mut free = Instant::now();
    for packet in queue {
        let bytes = packet.bytes.len();
        let takes = line.bits.map_or(Duration::ZERO, |bits| {
            Duration::from_secs_f64(
                f64::from(u32::try_from(bytes).unwrap_or(u32::MAX)) * 8.0 / bits,
            )
        });
        free = free.max(packet.at) + takes;
        sleep_until(free);
        count.fetch_add(bytes as u64, Ordering::SeqCst);
        if sent.send((free + line.one_way, packet)).is_err() {
            return;
        }
    }
}

fn deliver(arrives: Instant, packet: &Packet) {
    sleep_until(arrives);
    if packet.bytes.is_empty() {
        let _ = packet.to.shutdown(Shutdown::Write);
    } else {
        let _ = (&*packet.to).write_all(&packet.bytes);
    }
}

fn sleep_until(moment: Instant) {
    std::thread::sleep(moment.saturating_duration_since(Instant::now()));
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Answers every connection's bytes with themselves.
    fn echo() -> u16 {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                std::thread::spawn(move || std::io::copy(&mut &stream, &mut &stream));
            }
        });
        port
    }

    #[test]
    fn bytes_arrive_in_order_late_and_at_the_lines_rate() {
        let line = Line { bits: Some(800_000.0), one_way: Duration::from_millis(20) };
        let proxy = Proxy::start(echo(), line).unwrap();
        let sent: Vec<u8> = (0_u32..20_000).map(|n| u8::try_from(n % 251).unwrap()).collect();
        let start = Instant::now();
        let mut stream = TcpStream::connect(("127.0.0.1", proxy.port)).unwrap();
        stream.write_all(&sent).unwrap();
        stream.shutdown(Shutdown::Write).unwrap();
        let mut got = Vec::new();
        stream.read_to_end(&mut got).unwrap();
        // 40 ms of handshake, 200 ms for 20,000 bytes, 40 ms of way: both directions overlap.
        assert!(start.elapsed() >= Duration::from_millis(280), "{:?}", start.elapsed());
        assert_eq!(got, sent);
        assert_eq!(proxy.take_bytes(), (20_000, 20_000));
        assert_eq!(proxy.take_bytes(), (0, 0));
    }
}
