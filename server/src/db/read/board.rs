//! Counts of open follow-ups by due day.
