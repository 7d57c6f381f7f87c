//! Moves a draft to another edition of its form; what finds no place there stays with the draft.

use super::open::{change, env, fact, form, language, phone, row};
use crate::acts::signed_in;
use crate::store::Store;
use crate::{Code, Entry, Problem, forms};
use doorstep_schema::form::Language;
use doorstep_schema::form::filling::{Filling, LeftOver};
use doorstep_schema::id::FactId;
use doorstep_schema::moment::Moment;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Tells which newer edition of its form is open to the worker, if one is. A draft is finished on its own edition all
/// the same, also when that was withdrawn.
///
/// # Errors
/// `unknown_draft`, `not_signed_in`.
pub fn newer(store: &Store, draft: FactId, now: Moment) -> Result<Option<u32>, Problem> {
    let row = row(store, draft)?;
    match forms::edition(store, &signed_in(store)?, &row.form, now) {
        Ok(edition) => Ok(Some(edition).filter(|edition| *edition > row.edition)),
        Err(problem) if matches!(problem.code, Code::UnknownForm | Code::AppTooOld) => Ok(None),
        Err(problem) => Err(problem),
    }
}

/// Moves a draft to another edition with every answer: along a rename, given as paths without instance numbers, where
/// its path still is, or to the one question of its name. Returns everything that has no place there, what was left
/// over before included; it stays with the draft, and goes with the fact under a key of its own.
///
/// # Errors
/// `unknown_draft`; `unknown_form` when the phone does not have that edition or can't fill it; `wrong_state` when it
/// becomes another kind of fact.
pub fn migrate(
    store: &mut Store,
    entry: &Entry,
    draft: FactId,
    edition: u32,
    renames: &BTreeMap<String, String>,
) -> Result<Vec<LeftOver>, Problem> {
    change(store, draft, |store, open| {
        let row = &mut open.row;
        let compiled = form(store, &row.form, edition)?;
        if fact(&compiled) != fact(open.filling.compiled()) {
            return Err(Problem::at(Code::WrongState, "edition"));
        }
        let mut answers = open.filling.answers();
        let before = store.left_over(row.key)?;
        let mut left: Vec<LeftOver> =
            before.into_iter().filter_map(|left| lay_back(&mut answers, left)).collect();
        let phone = phone(store, &signed_in(store)?, row.saved)?;
        let env = env(store, entry.now, row.chance)?;
        let (mut filling, more) = Filling::migrate(&answers, &compiled, renames, env, &phone);
        filling.show_in(language(&compiled, &row.language));
        left.extend(more);
        store.delete_answers(row.key)?;
        store.delete_left_over(row.key, None)?;
        store.add_left_over(row.key, &left)?;
        if filling.state(&row.question, &Language::default()).is_err() {
            row.question.clear();
        }
        row.edition = edition;
        row.changed_at = entry.now;
        open.filling = filling;
        Ok(left)
    })
}

/// Lets go of what is left over at a path, because a person says that it is not needed.
///
/// # Errors
/// `unknown_draft`; `bad_answer` when nothing is left over there.
pub fn let_go(store: &mut Store, draft: FactId, path: &str) -> Result<(), Problem> {
    store.write(|store| match store.delete_left_over(row(store, draft)?.key, Some(path))? {
        0 => Err(Problem::at(Code::BadAnswer, path)),
        _ => Ok(()),
    })
}

/// Puts an answer that was left over back among the answers, so that an edition that has its place takes it up again;
/// gives it back when there is no way to its place, or something stands there.
fn lay_back(answers: &mut Map<String, Value>, left: LeftOver) -> Option<LeftOver> {
    let mut steps: Vec<&str> = left.path.split('/').filter(|step| !step.is_empty()).collect();
    if left.path.starts_with('/') && !steps.is_empty() {
        steps.remove(0);
    }
    let Some((name, around)) = steps.split_last() else { return Some(left) };
    let mut at = answers;
    for step in around {
        let (name, index) = match step.strip_suffix(']').and_then(|step| step.split_once('[')) {
            Some((name, index)) => (name, index.parse::<usize>().ok()),
            None => (*step, None),
        };
        let next = match index {
            None => Some(at.entry(name).or_insert_with(|| Value::Object(Map::new()))),
            Some(index) => at
                .get_mut(name)
                .and_then(Value::as_array_mut)
                .and_then(|items| items.get_mut(index.checked_sub(1)?)),
        };
        let Some(next) = next.and_then(Value::as_object_mut) else { return Some(left) };
        at = next;
    }
    if name.ends_with(']') || at.contains_key(*name) {
        return Some(left);
    }
    at.insert((*name).to_owned(), left.value);
    None
}
