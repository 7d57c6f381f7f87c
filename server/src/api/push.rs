//! placeholder
pub(super) async fn handle() {}
pub(super) async fn alive() {}
pub(super) async fn ready() {}
