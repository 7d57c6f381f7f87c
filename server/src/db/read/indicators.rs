//! What indicators count.
