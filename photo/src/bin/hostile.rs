//! Runs known-bad files and random mutations of them through everything that reads a photo.
//!
//! `hostile FOLDER [--mutations N] [--seed S] [--out FOLDER]` ends with 1 when one of them took more than
//! two seconds of a processor or 256 MB; a panic ends it at once, after the file was named. What the first admitted files
//! became is written to the folder given, for another program to judge.

use doorstep_photo::{Admitted, Limits, Refusal, Target, admit, look, shot, stored};
use std::alloc::{GlobalAlloc, Layout, System};
use std::collections::BTreeMap;
use std::error::Error;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// The longest that a file may take, in seconds of a processor.
const MOST_SECONDS: f64 = 2.0;
/// The most memory that it may take beside its own bytes, in bytes.
const MOST_BYTES: usize = 256_000_000;
/// How many admitted files are written out.
const MOST_OUT: usize = 300;

/// The system's memory, counted.
struct Counted;

static HELD: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

#[expect(unsafe_code, reason = "an allocator is asked through unsafe functions; all are passed on")]
// SAFETY: every call is passed on to the system's allocator as it came.
unsafe impl GlobalAlloc for Counted {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let held = HELD.fetch_add(layout.size(), Ordering::Relaxed) + layout.size();
        PEAK.fetch_max(held, Ordering::Relaxed);
        // SAFETY: the layout is the caller's.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        let held = HELD.fetch_add(layout.size(), Ordering::Relaxed) + layout.size();
        PEAK.fetch_max(held, Ordering::Relaxed);
        // SAFETY: the layout is the caller's. Zeros from the system cost nothing until they're used.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        HELD.fetch_sub(layout.size(), Ordering::Relaxed);
        // SAFETY: place and layout are those that were given.
        unsafe { System.dealloc(place, layout) }
    }
}

#[global_allocator]
static MEMORY: Counted = Counted;

/// A generator of numbers that are as good as random (Marsaglia's xorshift64*).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// Returns a number below another, which is above 0.
    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() >> 1).unwrap_or(0) % end.max(1)
    }

    fn byte(&mut self) -> u8 {
        self.next().to_be_bytes()[0]
    }
}

/// What to do.
struct Plan {
    folder: PathBuf,
    mutations: usize,
    seed: u64,
    out: Option<PathBuf>,
}

impl Plan {
    fn read() -> Result<Self, Box<dyn Error>> {
        let mut plan = Self { folder: PathBuf::new(), mutations: 0, seed: 1, out: None };
        let mut arguments = std::env::args().skip(1);
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().ok_or(format!("{argument} needs a value"));
            match argument.as_str() {
                "--mutations" => plan.mutations = value()?.parse()?,
                "--seed" => plan.seed = value()?.parse()?,
                "--out" => plan.out = Some(value()?.into()),
                _ => plan.folder = argument.into(),
            }
        }
        Ok(plan)
    }
}

/// Measures how long this thread was on a processor, so that a busy machine breaches no limit. Where
/// the system does not tell that, the time that passed is taken.
struct Clock {
    start: Instant,
    on_processor: Option<u64>,
}

impl Clock {
    fn start() -> Self {
        Self { on_processor: on_processor(), start: Instant::now() }
    }

    fn seconds(&self) -> f64 {
        let spent =
            on_processor().zip(self.on_processor).map(|(now, then)| now.saturating_sub(then));
        spent.map_or_else(|| self.start.elapsed(), Duration::from_nanos).as_secs_f64()
    }
}

/// Returns the nanoseconds that this thread was on a processor, as Linux tells it.
fn on_processor() -> Option<u64> {
    std::fs::read_to_string("/proc/thread-self/schedstat").ok()?.split(' ').next()?.parse().ok()
}

/// What came of all files so far.
#[derive(Default)]
struct Tally {
    outcomes: BTreeMap<&'static str, usize>,
    slowest: (f64, String),
    largest: (usize, String),
    breaches: Vec<String>,
    written: usize,
}

impl Tally {
    /// Runs one file through everything.
    fn run(&mut self, name: &str, bytes: &[u8], out: Option<&Path>) -> Result<(), Box<dyn Error>> {
        let before = HELD.load(Ordering::Relaxed);
        PEAK.store(before, Ordering::Relaxed);
        let start = Clock::start();
        let admitted = everything(bytes);
        let seconds = start.seconds();
        let memory = PEAK.load(Ordering::Relaxed).saturating_sub(before);
        let outcome = admitted.as_ref().map_or_else(Refusal::code, |_| "admitted");
        *self.outcomes.entry(outcome).or_default() += 1;
        if seconds > self.slowest.0 {
            self.slowest = (seconds, name.to_owned());
        }
        if memory > self.largest.0 {
            self.largest = (memory, name.to_owned());
        }
        if seconds > MOST_SECONDS || memory > MOST_BYTES {
            self.breaches.push(format!("{name}: {seconds:.2} s, {} MB", memory / 1_000_000));
        }
        if let Ok(admitted) = admitted {
            for picture in [&admitted.photo, &admitted.thumb] {
                if stored(&picture.bytes).is_err() || picture.bytes.len() > 300_000 {
                    self.breaches
                        .push(format!("{name}: what was made of it is not bare or not small"));
                }
            }
            if let Some(out) = out.filter(|_| self.written < MOST_OUT) {
                std::fs::write(out.join(format!("{}.jpg", self.written)), &admitted.photo.bytes)?;
                self.written += 1;
            }
        }
        Ok(())
    }

    fn report(&self, out: &mut impl std::io::Write) -> std::io::Result<()> {
        for (outcome, count) in &self.outcomes {
            writeln!(out, "{outcome}: {count}")?;
        }
        writeln!(out, "slowest: {:.3} s, {}", self.slowest.0, self.slowest.1)?;
        writeln!(out, "most memory: {} MB, {}", self.largest.0 / 1_000_000, self.largest.1)?;
        for breach in &self.breaches {
            writeln!(out, "BREACH {breach}")?;
        }
        Ok(())
    }
}

fn everything(bytes: &[u8]) -> Result<Admitted, Refusal> {
    let limits = Limits::default();
    // All that a server and a phone ask of a file; only the last answer is looked at.
    let _ = (shot(bytes), stored(bytes));
    if bytes.len().is_multiple_of(16) {
        let _ = look(bytes, &limits);
    }
    admit(bytes, &limits, &Target::default())
}

/// Marks and numbers that decoders stumble over.
const TWISTS: [&[u8]; 14] = [
    b"\xFF\xD8",
    b"\xFF\xD9",
    b"\xFF\xDA",
    b"\xFF\xC0",
    b"\xFF\xC2",
    b"\xFF\xC4",
    b"\xFF\xDB",
    b"\xFF\xDD",
    b"\xFF\xD0",
    b"\xFF\xFF",
    b"\x00\x00",
    b"\x7F\xFF",
    b"\xFF\xFF\xFF\xFF",
    b"\x80\x00\x00\x00",
];

/// Twists a file in one to eight ways, now and then with a part of another.
fn twist(bytes: &mut Vec<u8>, other: &[u8], chance: &mut Chance) {
    for _ in 0..=chance.below(8) {
        if bytes.is_empty() {
            return;
        }
        // Headers are short and matter most.
        let reach = if chance.below(2) == 0 { bytes.len().min(700) } else { bytes.len() };
        let at = chance.below(reach);
        match chance.below(8) {
            0 | 1 => bytes[at] ^= 1 << chance.below(8),
            2 => bytes[at] = chance.byte(),
            3 => bytes.truncate(at.max(bytes.len() / 8)),
            4 => {
                let from = chance.below(other.len());
                let part = &other[from..(from + chance.below(4_096)).min(other.len())];
                let end = (at + chance.below(4_096)).min(bytes.len());
                bytes.splice(at..end, part.iter().copied());
            }
            5 => {
                let part: Vec<u8> = (0..chance.below(64)).map(|_| chance.byte()).collect();
                bytes.splice(at..at, part);
            }
            6 => {
                let twist = TWISTS[chance.below(TWISTS.len())];
                let end = (at + twist.len()).min(bytes.len());
                bytes.splice(at..end, twist.iter().copied());
            }
            _ => {
                let end = (at + chance.below(512)).min(bytes.len());
                let part = bytes[at..end].to_vec();
                bytes.splice(at..at, part);
            }
        }
    }
}

fn files(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let entries = std::fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    let mut files: Vec<_> = entries.into_iter().map(|e| e.path()).filter(|p| p.is_file()).collect();
    files.sort();
    if files.is_empty() { Err("there are no files".into()) } else { Ok(files) }
}

fn run() -> Result<bool, Box<dyn Error>> {
    let plan = Plan::read()?;
    let files = files(&plan.folder)?;
    let mut out = std::io::stdout();
    let mut tally = Tally::default();
    for file in &files {
        tally.run(&file.display().to_string(), &std::fs::read(file)?, plan.out.as_deref())?;
    }
    writeln!(out, "{} files", files.len())?;
    let mut chance = Chance(plan.seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    for n in 0..plan.mutations {
        let (file, other) = (&files[chance.below(files.len())], &files[chance.below(files.len())]);
        let (mut bytes, other) = (std::fs::read(file)?, std::fs::read(other)?);
        twist(&mut bytes, &other, &mut chance);
        let name = format!("{} mutation {n} of seed {}", file.display(), plan.seed);
        tally.run(&name, &bytes, None)?;
    }
    writeln!(out, "{} mutations", plan.mutations)?;
    tally.report(&mut out)?;
    Ok(tally.breaches.is_empty())
}

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "error: {error}");
            ExitCode::FAILURE
        }
    }
}
