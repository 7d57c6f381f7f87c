//! Slow pure work, done aside so that other requests go on.

use crate::problem::Problem;

/// Does work off the async threads: reading, compiling and writing forms, evaluating many fillings.
///
/// # Errors
/// When the work panics, which is logged with its message by the runtime.
pub(crate) async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Problem> {
    tokio::task::spawn_blocking(work).await.map_err(|error| {
        tracing::error!(%error, "work that was done aside was not finished");
        Problem::internal()
    })
}
