//! Overdue follow-ups of a region or school.
