//! Forms on a phone: begun, left, taken up again days and deaths later, finished or thrown away.

use super::day::Done;
use super::phone::Phone;
use super::photo;
use doorstep_core::drafts::{self, Beginning};
use doorstep_core::schema::form::Language;
use doorstep_core::{Code, Entry, Problem};
use doorstep_schema::id::{FactId, StudentId};
use doorstep_schema::moment::{Clock, plus_days};
use serde_json::{Value, json};

/// A contact that reached nobody, question by question.
const CONTACT: [(&str, &str); 3] =
    [("channel", "call"), ("reached", "no"), ("not_reached_why", "no_answer")];

/// Begins a form, or goes on with one that was left.
pub(super) fn fill(phone: &mut Phone, entry: &Entry, student: StudentId) -> Done {
    let left = drafts::list(&phone.store)?;
    let Some(draft) = phone.chance.pick(&left).cloned() else {
        return begin(phone, entry, student);
    };
    match phone.chance.below(10) {
        0 => begin(phone, entry, student),
        1 => drafts::discard(&mut phone.store, entry, draft.id, "不去了").map(Some),
        _ if draft.form == "guardian_contact" => go_on(phone, entry, draft.id),
        2..=4 => look_around(phone, draft.id),
        5..=7 => photo::take(phone, entry, draft.id),
        _ => end(phone, entry, draft.id),
    }
}

fn begin(phone: &mut Phone, entry: &Entry, student: StudentId) -> Done {
    let form = if phone.chance.in_100(50) { "home_visit" } else { "guardian_contact" };
    let draft = drafts::begin(&mut phone.store, entry, &Beginning::about(form, student))?;
    if form == "home_visit" {
        answer(phone, entry, draft, "where/household_found", &"no".into())?;
        answer(phone, entry, draft, "who/met", &"nobody".into())?;
    }
    Ok(None)
}

/// Answers the next question of a contact, and finishes it when that was the last.
fn go_on(phone: &mut Phone, entry: &Entry, draft: FactId) -> Done {
    for (path, value) in CONTACT {
        let node = drafts::state(&phone.store, draft, path, &Language::default())?;
        if node.value.is_null() {
            answer(phone, entry, draft, path, &value.into())?;
            if phone.chance.in_100(30) {
                return Ok(None);
            }
        }
    }
    // The clock may have been set back below the time that the form began with.
    match drafts::finish(&mut phone.store, entry, draft) {
        Err(problem) if problem.code == Code::Unfinished => Ok(None),
        done => done.map(Some),
    }
}

/// Finishes a visit that found nobody.
fn end(phone: &mut Phone, entry: &Entry, draft: FactId) -> Done {
    let again = plus_days(Clock::CHINA.day(entry.now), 3).to_string();
    for (path, value) in [
        ("where/purpose", json!(["absence"])),
        ("where/not_found_why", json!("moved")),
        ("who/reached_by_phone", json!("no")),
        ("who/try_again", json!(again)),
    ] {
        answer(phone, entry, draft, path, &value)?;
    }
    let preview = drafts::preview(&phone.store, entry, draft)?;
    match drafts::finish(&mut phone.store, entry, draft) {
        Err(problem) if problem.code == Code::Unfinished => Ok(None),
        Err(problem) => Err(problem),
        Ok(fact) => {
            let before = phone.entered.len();
            photo::note(phone, fact)?;
            if phone.entered.len() - before != preview.photos {
                return Err(Problem { retryable: true, ..Problem::at(Code::WrongState, "photos") });
            }
            Ok(Some(fact))
        }
    }
}

fn look_around(phone: &mut Phone, draft: FactId) -> Done {
    let view = drafts::view(&mut phone.store, draft, &Language::default())?;
    let met = view.nodes.iter().find(|node| node.path == "/data/who/met");
    // Whatever happened to the phone since: the answer is there.
    if met.is_none_or(|met| met.value != json!("nobody")) {
        return Err(Problem { retryable: true, ..Problem::at(Code::BadAnswer, "who/met") });
    }
    Ok(None)
}

fn answer(
    phone: &mut Phone,
    entry: &Entry,
    draft: FactId,
    path: &str,
    value: &Value,
) -> Result<(), Problem> {
    drafts::answer(&mut phone.store, entry, draft, path, value).map(|_| ())
}
