//! Open follow-ups of queues.
