//! The term as it is lived: real phones, offline for days, syncing over HTTP at simulated times.

mod desk;
mod line;
mod phone;
mod pictures;

pub use desk::Desk;
pub use line::{Line, NoAnswer};
pub use phone::{Broken, Phone};

use crate::dice::{Dice, Purpose};
use crate::roster::Roster;
use crate::script::{Script, Step};
use doorstep_core::Code;
use doorstep_core::sync::Report;
use doorstep_schema::id::StudentId;
use doorstep_schema::moment::{Clock, days_between, plus_days};
use doorstep_schema::people::Role;
use jiff::civil::{Date, time};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// How the term is played.
#[derive(Clone, Copy, Debug)]
pub struct Play<'a> {
    /// The county.
    pub roster: &'a Roster,
    /// What is done.
    pub script: &'a Script,
    /// The seed, for the devices' keys.
    pub seed: u64,
    /// The address of the server.
    pub server: &'a str,
    /// How many phones do something at once.
    pub threads: usize,
}

/// What is going on, for a progress bar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Progress {
    /// So many of all phones are enrolled.
    Enrolled(usize, usize),
    /// A day is over: the day, facts so far, facts in all.
    Day(Date, usize, usize),
}

/// What was played.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Played {
    /// Phones that were enrolled.
    pub phones: usize,
    /// Runs of the sync machine.
    pub syncs: usize,
    /// Facts that the server took.
    pub accepted: usize,
    /// Facts that the server did not take.
    pub refused: usize,
    /// Photos that were taken; each is a fact too.
    pub photos: usize,
    /// Photos and thumbnails that the server has.
    pub files: usize,
    /// Acts that the phones declined, by code.
    pub declined: BTreeMap<&'static str, usize>,
}

/// Every how many days a phone syncs by itself: workers differ in how often they come by a network.
const PERIODS: [i64; 5] = [2, 3, 5, 6, 8];

/// Plays the term.
///
/// # Errors
/// When a phone cannot sign in, the server goes silent, or a core fails.
pub fn play(play: &Play<'_>, tell: impl Fn(Progress) + Sync) -> Result<Played, Broken> {
    let officer = |n: &usize| play.roster.workers[*n].role == Role::Department;
    let (officers, cast): (Vec<usize>, Vec<usize>) =
        play.script.cast().into_iter().partition(officer);
    let phones = enrol(play, &cast, &tell)?;
    let students = phones.iter().flat_map(|p| lock(p).students.clone()).collect();
    let line = Line::to(play.server);
    let open = |n: usize| {
        let desk = Desk::open(line.clone(), &play.roster.workers[n].username)?;
        Ok::<_, Broken>((n, Mutex::new(desk)))
    };
    let mut stage = Stage {
        play,
        phones: cast.into_iter().zip(phones).collect(),
        desks: officers.into_iter().map(open).collect::<Result<_, _>>()?,
        students,
        synced: BTreeMap::new(),
        played: Mutex::default(),
    };
    let mut done = 0;
    let mut day = play.roster.year.from;
    while day <= play.roster.year.today {
        let steps = stage.steps_of(day);
        stage.day(day, &steps)?;
        done += steps.len();
        tell(Progress::Day(day, done, play.script.steps.len()));
        day = plus_days(day, 1);
    }
    let everyone: BTreeSet<usize> = stage.phones.keys().copied().collect();
    stage.sync(&everyone)?;
    let mut played = stage.played.into_inner().unwrap_or_else(PoisonError::into_inner);
    played.phones = stage.phones.len();
    played.photos = stage.phones.values().map(|phone| lock(phone).photos).sum();
    Ok(played)
}

fn enrol(
    play: &Play<'_>,
    cast: &[usize],
    tell: &(impl Fn(Progress) + Sync),
) -> Result<Vec<Mutex<Phone>>, Broken> {
    let line = Line::to(play.server);
    let first = Clock::CHINA.at(play.roster.year.from, time(6, 30, 0, 0));
    let enrolled: Vec<Mutex<Option<Phone>>> = cast.iter().map(|_| Mutex::new(None)).collect();
    let count = AtomicUsize::new(0);
    each(cast.len(), play.threads, |n| {
        let nth = u32::try_from(cast[n]).unwrap_or(u32::MAX);
        let entropy = Dice::new(play.seed, Purpose::Devices, nth).bytes();
        let username = &play.roster.workers[cast[n]].username;
        *lock(&enrolled[n]) = Some(Phone::enrol(line.clone(), username, first, entropy)?);
        tell(Progress::Enrolled(count.fetch_add(1, Ordering::Relaxed) + 1, cast.len()));
        Ok(())
    })?;
    let phones = enrolled.into_iter().filter_map(|p| p.into_inner().ok().flatten());
    Ok(phones.map(Mutex::new).collect())
}

struct Stage<'a> {
    play: &'a Play<'a>,
    phones: BTreeMap<usize, Mutex<Phone>>,
    desks: BTreeMap<usize, Mutex<Desk>>,
    /// Every student that some phone has, by student number.
    students: HashMap<String, StudentId>,
    synced: BTreeMap<usize, Date>,
    played: Mutex<Played>,
}

impl<'a> Stage<'a> {
    fn steps_of(&self, day: Date) -> Vec<&'a Step> {
        let steps = &self.play.script.steps;
        let first = steps.partition_point(|s| Clock::CHINA.day(s.at) < day);
        let last = steps.partition_point(|s| Clock::CHINA.day(s.at) <= day);
        steps[first..last].iter().collect()
    }

    /// A day: some sync in the morning, everyone works offline, some sync in the evening.
    fn day(&mut self, day: Date, steps: &[&Step]) -> Result<(), Broken> {
        let informed = steps.iter().filter(|s| s.informed).map(|s| s.by).collect();
        self.sync(&informed)?;
        let mut work: BTreeMap<usize, Vec<&Step>> = BTreeMap::new();
        for step in steps {
            work.entry(step.by).or_default().push(step);
        }
        let work: Vec<(usize, Vec<&Step>)> = work.into_iter().collect();
        each(work.len(), self.play.threads, |n| match self.desks.get(&work[n].0) {
            Some(desk) => self.decide(desk, &work[n].1),
            None => self.act(work[n].0, &work[n].1),
        })?;
        let urgent: BTreeSet<usize> = steps.iter().filter(|s| s.urgent).map(|s| s.by).collect();
        let due = |by: &usize| {
            urgent.contains(by)
                || (lock(&self.phones[by]).unsent > 0
                    && days_between(self.last(*by), day) >= PERIODS[by % 5])
        };
        let evening: BTreeSet<usize> = self.phones.keys().copied().filter(due).collect();
        for by in &evening {
            self.synced.insert(*by, day);
        }
        self.sync(&evening)
    }

    fn last(&self, by: usize) -> Date {
        self.synced.get(&by).copied().unwrap_or(self.play.roster.year.from)
    }

    fn act(&self, by: usize, steps: &[&Step]) -> Result<(), Broken> {
        for step in steps {
            let number = step.about.map(|n| self.play.roster.students[n].number.as_str());
            let companion = step.with.and_then(|n| self.phones.get(&n)).map(|p| lock(p).worker);
            let declined = lock(&self.phones[&by]).perform(step, number, companion)?;
            if let Some(code) = declined.map(Code::as_str) {
                *lock(&self.played).declined.entry(code).or_default() += 1;
            }
        }
        Ok(())
    }

    fn decide(&self, desk: &Mutex<Desk>, steps: &[&Step]) -> Result<(), Broken> {
        for step in steps {
            let number = step.about.map(|n| self.play.roster.students[n].number.as_str());
            let Some(student) = number.and_then(|n| self.students.get(n)) else { continue };
            let taken = lock(desk).record(step, *student)?;
            let mut played = lock(&self.played);
            played.accepted += usize::from(taken);
            played.refused += usize::from(!taken);
        }
        Ok(())
    }

    fn sync(&self, who: &BTreeSet<usize>) -> Result<(), Broken> {
        let who: Vec<usize> = who.iter().copied().filter(|n| self.phones.contains_key(n)).collect();
        each(who.len(), self.play.threads, |n| {
            let Report { accepted, refused, files, .. } = lock(&self.phones[&who[n]]).sync()?;
            let mut played = lock(&self.played);
            played.syncs += 1;
            played.accepted += usize::try_from(accepted).unwrap_or(0);
            played.refused += usize::try_from(refused).unwrap_or(0);
            played.files += usize::try_from(files).unwrap_or(0);
            Ok(())
        })
    }
}

/// Does something for 0 to `count` on some threads; the first failure ends it.
fn each(
    count: usize,
    threads: usize,
    work: impl Fn(usize) -> Result<(), Broken> + Sync,
) -> Result<(), Broken> {
    let (next, failed) = (AtomicUsize::new(0), AtomicBool::new(false));
    let failure = Mutex::new(None);
    std::thread::scope(|scope| {
        for _ in 0..threads.clamp(1, 16).min(count) {
            scope.spawn(|| {
                while !failed.load(Ordering::Relaxed) {
                    let n = next.fetch_add(1, Ordering::Relaxed);
                    if n >= count {
                        break;
                    }
                    if let Err(error) = work(n) {
                        failed.store(true, Ordering::Relaxed);
                        lock(&failure).get_or_insert(error);
                    }
                }
            });
        }
    });
    failure.into_inner().unwrap_or_else(PoisonError::into_inner).map_or(Ok(()), Err)
}

fn lock<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
