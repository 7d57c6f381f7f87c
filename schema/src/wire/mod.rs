//! What travels between phones and server, in versioned folders that are only ever added to.

pub mod cbor;
pub mod v1;
