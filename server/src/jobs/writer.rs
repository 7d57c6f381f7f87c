//! The one task of a process that writes facts: pushes that wait together share one transaction.

use super::commit::{Batch, commit};
use crate::acts::push::Verdict;
use crate::acts::rules::RuleBook;
use crate::db::Db;
use crate::problem::Problem;
use std::sync::Arc;
use tokio::sync::{mpsc, oneshot};

/// How many pushes may wait before callers are told that the server is busy.
const WAITING: usize = 1_024;
/// How often a group is tried again after a passing refusal, such as a deadlock.
const TRIES: usize = 3;

type Answer = Result<Vec<Verdict>, Problem>;

struct Job {
    batch: Batch,
    answer: oneshot::Sender<Answer>,
}

/// A handle to the writer; the task ends when the last handle is gone.
#[derive(Clone, Debug)]
pub struct Writer(mpsc::Sender<Job>);

impl Writer {
    /// Starts the task within a tokio runtime.
    #[must_use]
    pub fn start(db: Db, rules: Arc<RuleBook>, commit_facts: usize) -> Self {
        let (sender, receiver) = mpsc::channel(WAITING);
        tokio::spawn(run(db, rules, commit_facts, receiver));
        Self(sender)
    }

    /// Writes a push and answers when it is durable.
    ///
    /// # Errors
    /// When too many pushes wait, or the database refuses; then nothing of this push was written.
    pub async fn write(&self, batch: Batch) -> Answer {
        let (answer, verdicts) = oneshot::channel();
        self.0.try_send(Job { batch, answer }).map_err(|_| Problem::busy(5))?;
        verdicts.await.unwrap_or_else(|_| Err(Problem::internal()))
    }
}

async fn run(db: Db, rules: Arc<RuleBook>, commit_facts: usize, mut receiver: mpsc::Receiver<Job>) {
    while let Some(job) = receiver.recv().await {
        let mut facts = job.batch.facts.len();
        let mut jobs = vec![job];
        while facts < commit_facts
            && let Ok(job) = receiver.try_recv()
        {
            facts += job.batch.facts.len();
            jobs.push(job);
        }
        write_group(&db, &rules, jobs).await;
    }
}

async fn write_group(db: &Db, rules: &RuleBook, jobs: Vec<Job>) {
    let (batches, answers): (Vec<Batch>, Vec<_>) =
        jobs.into_iter().map(|job| (job.batch, job.answer)).unzip();
    match attempt(db, rules, &batches).await {
        Ok(verdicts) => {
            for (answer, verdicts) in answers.into_iter().zip(verdicts) {
                // A caller who has gone asks again and finds duplicates.
                let _ = answer.send(Ok(verdicts));
            }
        }
        // One push must not spoil the others: each gets its own transaction.
        Err(_) if batches.len() > 1 => {
            for (answer, batch) in answers.into_iter().zip(batches) {
                let own = attempt(db, rules, std::slice::from_ref(&batch)).await;
                let _ = answer.send(own.map(|mut verdicts| verdicts.pop().unwrap_or_default()));
            }
        }
        Err(problem) => {
            for answer in answers {
                let _ = answer.send(Err(problem.clone()));
            }
        }
    }
}

async fn attempt(
    db: &Db,
    rules: &RuleBook,
    batches: &[Batch],
) -> Result<Vec<Vec<Verdict>>, Problem> {
    let mut tried = 1;
    loop {
        match commit(db, rules, batches).await {
            Err(error) if error.is_passing() && tried < TRIES => tried += 1,
            done => return done.map_err(Problem::from),
        }
    }
}
