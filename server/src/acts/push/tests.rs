//! Who may record what about whom, now and within a hand-over.
