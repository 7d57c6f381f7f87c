//! `POST /v1/push`: takes facts from a phone; the answer comes when they are durable.

use super::extract::{Format, Input};
use crate::acts::push::{Verdict, examine};
use crate::app::App;
use crate::auth::caller::Caller;
use crate::jobs::commit::Batch;
use crate::problem::Problem;
use axum::extract::State;
use axum::response::Response;
use doorstep_schema::problem::Violation;
use doorstep_schema::wire::v1::{MAX_PUSH, Push, PushAnswer};

/// Answers one receipt for each fact, in their order.
pub(super) async fn handle(
    State(app): State<App>,
    caller: Caller,
    format: Format,
    Input(push): Input<Push>,
) -> Result<Response, Problem> {
    let now = app.now();
    if push.facts.len() > MAX_PUSH {
        let message = format!("a push has at most {MAX_PUSH} facts; send the rest in another");
        return Err(Problem::invalid(vec![Violation::new("facts", "too_many", message)]));
    }
    let mut sound = Vec::with_capacity(push.facts.len());
    // `None` stands for the verdict that the writer gives, in turn.
    let mut judged = Vec::with_capacity(push.facts.len());
    for fact in push.facts {
        let id = fact.id;
        match examine(&caller, fact, now) {
            Ok(good) => {
                sound.push(good);
                judged.push((id, None));
            }
            Err(refusal) => judged.push((id, Some(refusal))),
        }
    }
    let verdicts = if sound.is_empty() {
        Vec::new()
    } else {
        app.writer.write(Batch { caller, facts: sound, now }).await?
    };
    let mut verdicts = verdicts.into_iter();
    let receipts = judged.into_iter().map(|(id, refusal)| {
        let verdict: Option<Verdict> = refusal.or_else(|| verdicts.next());
        verdict.map(|verdict| verdict.receipt(id)).ok_or_else(Problem::internal)
    });
    let receipts = receipts.collect::<Result<Vec<_>, Problem>>()?;
    Ok(format.answer(&PushAnswer { receipts, now: app.now() }))
}

#[cfg(test)]
mod tests;
