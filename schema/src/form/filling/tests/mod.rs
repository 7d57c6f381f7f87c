//! Tests of forms being filled.

mod bound;
mod draft;
mod faults;
mod histories;
mod hostile;
mod kit;
mod repeats;
mod semantics;
mod selects;
mod speed;
