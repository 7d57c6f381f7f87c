//! placeholder
pub(super) struct Walk;
