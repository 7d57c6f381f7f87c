//! Whole imports on both databases.
