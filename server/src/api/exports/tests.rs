//! Exports: what is in the file, who may have it, and what the log says.
