//! A stand-in for the face until it is there.

use doorstep_core::schema::moment::Moment;
use doorstep_core::{Store, views};

pub(crate) struct Face(Store);

pub(crate) struct Said {
    pub(crate) json: String,
    pub(crate) bytes: Vec<Vec<u8>>,
    pub(crate) wrote: bool,
}

impl Face {
    pub(crate) fn new(store: Store) -> Self {
        Self(store)
    }

    pub(crate) fn call(&mut self, now: i64, _: [u8; 32], ask: &str, bytes: Vec<Vec<u8>>) -> Said {
        let now = Moment::from_ms(now);
        let json = match views::search(&self.0, ask, 9, now) {
            Ok(found) => serde_json::json!({ "ok": { "phase": "new", "found": found.len() } }),
            Err(problem) => serde_json::json!({ "problem": problem }),
        };
        Said { json: json.to_string(), bytes, wrote: false }
    }
}
