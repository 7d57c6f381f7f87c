//! Judging pushed facts.
