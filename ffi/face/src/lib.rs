//! The face of the phone's core: a request in JSON with byte parts in, its answer in JSON with byte parts out.
//!
//! It decides nothing. `requests.rs` lists every request; `web/shared/src/face.ts` is generated from that list.

#![expect(
    clippy::needless_pass_by_value,
    reason = "every function of the list takes the fields of its request whole"
)]

mod acts;
mod asks;
mod call;
mod drafts;
mod photos;
mod requests;
mod session;
mod sync;
mod views;
mod work;

#[cfg(test)]
mod tests;

use call::Call;
use doorstep_core::schema::moment::Moment;
use doorstep_core::{Code, Problem, Store, sync as machine};
use requests::{Ask, How};
use serde::Serialize;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The core with its store and the run of the sync machine that goes on between two requests.
#[derive(Debug)]
pub struct Face {
    store: Store,
    sync: Option<machine::Sync>,
}

/// What is said to a request.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Said {
    /// `{"ok": …}` with the answer, or `{"problem": …}`.
    pub json: String,
    /// The answer's byte parts.
    pub bytes: Vec<Vec<u8>>,
    /// Whether it changed anything that a view may show.
    pub wrote: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Outcome<'a> {
    Problem(&'a Problem),
}

impl Face {
    /// Makes the face of a store.
    #[must_use]
    pub const fn new(store: Store) -> Self {
        Self { store, sync: None }
    }

    /// Answers one request. `now_ms` is the device's clock, `entropy` fresh chance; the same three again are the same
    /// act. Whatever is asked, an answer comes, and a request that fails changes nothing.
    pub fn call(
        &mut self,
        now_ms: i64,
        entropy: [u8; 32],
        ask_json: &str,
        bytes: Vec<Vec<u8>>,
    ) -> Said {
        let mut call =
            Call { now: Moment::from_ms(now_ms), entropy, parts: bytes, out: Vec::new() };
        let before = self.store.changes();
        let work = AssertUnwindSafe(|| self.answer(&mut call, ask_json));
        let done = catch_unwind(work).unwrap_or_else(|_| {
            self.sync = None;
            self.store.recover()?;
            Err(Problem::new(Code::Fault))
        });
        match done {
            Ok((json, how)) => Said {
                json: format!("{{\"ok\":{json}}}"),
                bytes: call.out,
                wrote: how != How::Reads && self.store.changes() != before,
            },
            Err(problem) => Said {
                json: serde_json::to_string(&Outcome::Problem(&problem)).unwrap_or_default(),
                ..Said::default()
            },
        }
    }

    fn answer(&mut self, call: &mut Call, ask_json: &str) -> Result<(String, How), Problem> {
        let ask = Ask::read(ask_json)?;
        let how = ask.how();
        if how != How::Always && doorstep_core::views::lapsed(&self.store, call.now)? {
            return Err(Problem::new(Code::Lapsed));
        }
        Ok((ask.answer(self, call)?, how))
    }
}
