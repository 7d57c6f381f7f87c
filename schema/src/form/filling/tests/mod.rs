//! Tests of forms being filled.

mod bound;
mod draft;
mod faults;
mod histories;
mod hostile;
mod keep;
mod kit;
mod repeats;
mod selects;
mod semantics;
mod speed;
