//! The one task of a process that writes facts: pushes that wait together share one transaction.

use crate::acts::rules::RuleBook;
use crate::db::Db;
use std::sync::Arc;

/// A handle to the writer.
#[derive(Clone, Debug)]
pub struct Writer;

impl Writer {
    /// Starts the task.
    #[must_use]
    pub fn start(db: Db, rules: Arc<RuleBook>, commit_facts: usize) -> Self {
        let _ = (db, rules, commit_facts);
        Self
    }
}
