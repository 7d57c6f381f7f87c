//! What the TypeScript of these types needs beside them.

use ts_rs::TS;

/// A calendar day, as in `2026-11-23`.
#[derive(Clone, PartialEq, Eq, Debug, TS)]
pub struct Day(pub String);
