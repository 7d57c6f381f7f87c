//! How large a form and a filling may become, so that no form brings a phone down.

/// Items of a form.
pub(super) const ITEMS: usize = 10_000;
/// Choices of all lists of a form.
pub(super) const CHOICES: usize = 1_000_000;
/// Lists of a form.
pub(super) const LISTS: usize = 10_000;
/// Further columns of a list.
pub(super) const COLUMNS: usize = 1_000;
/// Groups and repeats within one another.
pub(super) const DEPTH: usize = 64;
/// Bytes of one expression.
pub(super) const EXPRESSION: usize = 32_768;
/// Faults that are told of one form.
pub(super) const FAULTS: usize = 1_000;
/// Reads that the expressions of a form make of its items, put together.
pub(super) const READS: usize = 2_000_000;
/// Nodes of a filling.
pub(super) const NODES: usize = 300_000;
/// Instances of one repeat.
pub(super) const INSTANCES: usize = 10_000;
/// Bytes of one answer.
pub(super) const ANSWER: usize = 1_048_576;
