//! Students and their cases: search, timeline, and identity numbers.
