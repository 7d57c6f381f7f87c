//! The last answer to a question that many ask and that is dear to work out, kept for a moment.

use doorstep_schema::moment::Moment;
use std::collections::HashMap;
use std::hash::Hash;
use tokio::sync::Mutex;

/// Answers by question, each with the moment that it was true at. Whoever asks while an answer is being worked out
/// waits for it instead of working it out as well.
#[derive(Debug)]
pub struct Recent<K, V> {
    lasts_ms: i64,
    answers: Mutex<HashMap<K, (Moment, V)>>,
}

impl<K: Eq + Hash, V: Clone> Recent<K, V> {
    /// Keeps an answer for so many milliseconds; for 0, not at all.
    #[must_use]
    pub fn new(lasts_ms: i64) -> Self {
        Self { lasts_ms, answers: Mutex::default() }
    }

    /// Returns the answer that is kept, or works it out.
    ///
    /// # Errors
    /// What working it out says; then nothing is kept.
    pub async fn get<E>(
        &self,
        question: K,
        now: Moment,
        work_out: impl Future<Output = Result<V, E>>,
    ) -> Result<V, E> {
        if self.lasts_ms == 0 {
            return work_out.await;
        }
        let mut answers = self.answers.lock().await;
        // A clock that was set back makes nothing last longer.
        let lasts = |at: Moment| (0..self.lasts_ms).contains(&(now.ms() - at.ms()));
        if let Some((_, answer)) = answers.get(&question).filter(|(at, _)| lasts(*at)) {
            return Ok(answer.clone());
        }
        answers.retain(|_, (at, _)| lasts(*at));
        let answer = work_out.await?;
        answers.insert(question, (now, answer.clone()));
        Ok(answer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn an_answer_lasts_its_time_and_errors_are_not_kept() {
        let recent = Recent::new(1_000);
        let at = Moment::from_ms;
        let ask = async |now, answer: Result<i32, &'static str>| {
            recent.get("province", at(now), async { answer }).await
        };
        assert_eq!(ask(5_000, Err("busy")).await, Err("busy"));
        assert_eq!(ask(5_000, Ok(1)).await, Ok(1));
        assert_eq!(ask(5_999, Ok(2)).await, Ok(1));
        assert_eq!(ask(6_000, Ok(3)).await, Ok(3));
        assert_eq!(ask(5_500, Ok(4)).await, Ok(4), "the clock was set back");
    }

    #[tokio::test]
    async fn without_a_time_to_last_each_answer_is_new() {
        let recent = Recent::new(0);
        for n in 0..3 {
            let answer = recent.get((), Moment::from_ms(7), async { Ok::<_, ()>(n) }).await;
            assert_eq!(answer, Ok(n));
        }
    }
}
