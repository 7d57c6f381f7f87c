//! From the answers of the shipped home-visit form to a visit.

use crate::store::DraftRow;
use crate::{Code, Problem};
use doorstep_schema::fact::{Met, PromiseMade, Visit};
use doorstep_schema::moment::Moment;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// Reads the visit and when it took place; answers that are fields of a visit are lifted out of the map.
pub(super) fn visit(draft: &DraftRow) -> Result<(Moment, Visit), Problem> {
    let mut answers = draft.answers.clone();
    let met: Met = take(&mut answers, "met")?.ok_or_else(|| Problem::at(Code::BadAnswer, "met"))?;
    let at = take(&mut answers, "visited_at")?.unwrap_or(draft.begun_at);
    let text: Option<String> = take(&mut answers, "promise")?;
    let by = take(&mut answers, "promise_by")?;
    let returns: Option<bool> = take(&mut answers, "promise_returns")?;
    let promise = match (text, by) {
        (Some(text), Some(by)) => Some(PromiseMade { text, by, returns: returns.unwrap_or(false) }),
        (Some(_), None) => return Err(Problem::at(Code::BadAnswer, "promise_by")),
        (None, Some(_)) => return Err(Problem::at(Code::BadAnswer, "promise")),
        (None, None) => None,
    };
    let visit = Visit {
        form: draft.form.clone(),
        form_version: draft.version,
        accompanied_by: take(&mut answers, "accompanied_by")?.unwrap_or_default(),
        with_committee: take(&mut answers, "with_committee")?.unwrap_or_default(),
        reached_by_phone: take(&mut answers, "reached_by_phone")?.unwrap_or_default(),
        place: take(&mut answers, "place")?,
        attends: take(&mut answers, "attends")?,
        concerns: take(&mut answers, "concerns")?.unwrap_or_default(),
        help: take(&mut answers, "help")?.unwrap_or_default(),
        promise,
        next_visit: take(&mut answers, "next_visit")?,
        follow_up: draft.follow_up,
        note: take(&mut answers, "note")?.unwrap_or_default(),
        answers,
        ..Visit::met(met)
    };
    Ok((at, visit))
}

fn take<T: DeserializeOwned>(
    answers: &mut Map<String, Value>,
    question: &str,
) -> Result<Option<T>, Problem> {
    answers
        .remove(question)
        .map(|value| {
            serde_json::from_value(value).map_err(|_| Problem::at(Code::BadAnswer, question))
        })
        .transpose()
}
