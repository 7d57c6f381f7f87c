//! What moved in which county: one look at the counters a second for everybody who listens.

use crate::db::read::counters;
use crate::db::{Db, Error};
use doorstep_schema::region::RegionCode;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::watch;

/// What was last seen.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    /// The last number taken in each county.
    counters: Arc<BTreeMap<RegionCode, i64>>,
    /// How often the clock alone changed something here.
    clock: u64,
    /// Whether the server stops.
    pub is_over: bool,
}

impl Seen {
    /// Sums up the counters of some counties; the sum moves on when one of them does.
    pub fn sum(&self, fits: impl Fn(&RegionCode) -> bool) -> i64 {
        self.counters.iter().filter(|(county, _)| fits(county)).map(|(_, seq)| seq).sum()
    }

    /// Returns a number that moves on when the clock alone changed something.
    #[must_use]
    pub const fn clock(&self) -> u64 {
        self.clock
    }
}

/// Whoever listens, and the one task that looks for all of them.
#[derive(Debug)]
pub struct Live {
    seen: watch::Sender<Seen>,
    is_looking: Mutex<bool>,
    every: Duration,
}

impl Live {
    /// Makes it with the time between two looks; nobody looks before somebody listens.
    #[must_use]
    pub fn new(every: Duration) -> Self {
        Self { seen: watch::Sender::default(), is_looking: Mutex::new(false), every }
    }

    /// Listens: what is seen now, then what changes.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn listen(self: &Arc<Self>, db: &Db) -> Result<watch::Receiver<Seen>, Error> {
        let receiver = self.seen.subscribe();
        self.look(db).await?;
        let mut is_looking = self.is_looking.lock().unwrap_or_else(PoisonError::into_inner);
        if !*is_looking {
            *is_looking = true;
            tokio::spawn(self.clone().go_on_looking(db.clone()));
        }
        Ok(receiver)
    }

    /// Looks once.
    async fn look(&self, db: &Db) -> Result<(), Error> {
        let mut tx = db.read().await?;
        let counters = counters(&mut tx).await?;
        drop(tx);
        self.seen.send_if_modified(|seen| {
            let moved = *seen.counters != counters;
            if moved {
                seen.counters = Arc::new(counters);
            }
            moved
        });
        Ok(())
    }

    /// Looks for as long as somebody listens.
    async fn go_on_looking(self: Arc<Self>, db: Db) {
        loop {
            tokio::time::sleep(self.every).await;
            {
                let mut is_looking = self.is_looking.lock().unwrap_or_else(PoisonError::into_inner);
                if self.seen.receiver_count() == 0 || self.seen.borrow().is_over {
                    *is_looking = false;
                    return;
                }
            }
            if let Err(error) = self.look(&db).await {
                tracing::warn!(%error, "it is not known whether anything changed");
            }
        }
    }

    /// Tells everybody that the clock alone changed something.
    pub fn clock_changed(&self) {
        self.seen.send_modify(|seen| seen.clock += 1);
    }

    /// Ends all listening: the server stops.
    pub fn end(&self) {
        self.seen.send_modify(|seen| seen.is_over = true);
    }
}
