//! A line between two programs that breaks off after random bytes, in either direction.

use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// A proxy whose connections break off until it is told to be calm.
#[derive(Debug)]
pub struct Cutting {
    /// Where it listens, such as `127.0.0.1:41325`.
    pub address: String,
    state: Arc<State>,
}

#[derive(Debug)]
struct State {
    upstream: Mutex<String>,
    chance: Mutex<ChaCha8Rng>,
    /// The most bytes that a connection carries before it breaks off.
    most: i64,
    calm: AtomicBool,
    cuts: AtomicU64,
}

impl Cutting {
    /// Listens and passes on to an address such as `127.0.0.1:8460`; a connection breaks off after 1 to `most` bytes.
    ///
    /// # Errors
    /// When no port is free.
    pub fn start(upstream: &str, seed: u64, most: i64) -> std::io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let address = listener.local_addr()?.to_string();
        let state = Arc::new(State {
            upstream: Mutex::new(upstream.to_owned()),
            chance: Mutex::new(ChaCha8Rng::seed_from_u64(seed)),
            most,
            calm: AtomicBool::new(false),
            cuts: AtomicU64::new(0),
        });
        let shared = state.clone();
        std::thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let state = shared.clone();
                std::thread::spawn(move || state.pass(&client));
            }
        });
        Ok(Self { address, state })
    }

    /// Passes connections that are made from now on to another address.
    pub fn lead_to(&self, upstream: &str) {
        upstream
            .clone_into(&mut self.state.upstream.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// Lets every byte through from now on, or no longer.
    pub fn calm(&self, calm: bool) {
        self.state.calm.store(calm, Ordering::SeqCst);
    }

    /// Returns how many connections it broke off.
    #[must_use]
    pub fn cuts(&self) -> u64 {
        self.state.cuts.load(Ordering::SeqCst)
    }
}

impl State {
    fn pass(self: &Arc<Self>, client: &TcpStream) {
        let upstream = self.upstream.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let Ok(server) = TcpStream::connect(upstream) else { return };
        let most = self.most;
        let left =
            self.chance.lock().unwrap_or_else(PoisonError::into_inner).random_range(1..=most);
        let left = Arc::new(AtomicI64::new(left));
        std::thread::scope(|scope| {
            scope.spawn(|| self.copy(client, &server, &left));
            self.copy(&server, client, &left);
        });
    }

    fn copy(&self, mut from: &TcpStream, mut to: &TcpStream, left: &AtomicI64) {
        let mut bytes = [0; 4_096];
        while let Ok(n @ 1..) = from.read(&mut bytes) {
            let mut passed = n;
            if !self.calm.load(Ordering::SeqCst) {
                let before = left.fetch_sub(i64::try_from(n).unwrap_or(0), Ordering::SeqCst);
                passed = usize::try_from(before.max(0)).unwrap_or(n).min(n);
            }
            let went = to.write_all(&bytes[..passed]).is_ok();
            if passed < n {
                self.cuts.fetch_add(1, Ordering::SeqCst);
            }
            if passed < n || !went {
                break;
            }
        }
        // Both ways end together, as when a line is cut.
        let _ = from.shutdown(Shutdown::Both);
        let _ = to.shutdown(Shutdown::Both);
    }
}
