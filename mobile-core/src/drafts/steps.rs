//! The steps of a filling: each is durable when it returns.

use super::Changed;
use super::open::{Open, change, clock, fact, refused, row};
use crate::store::Store;
use crate::{Code, Entry, Problem};
use doorstep_schema::digest::Digest;
use doorstep_schema::form::filling::{FillFault, Filling};
use doorstep_schema::form::{FactKind, Language};
use doorstep_schema::id::{FactId, WorkerId};
use serde_json::{Value, json};

/// Saves one answer; [`Value::Null`] takes an answer back. The path of a question in a repeat says which instance:
/// `children[2]/name`.
///
/// # Errors
/// `unknown_draft`; `bad_answer` at the question when there is none, it may only be read, or the value does not fit.
pub fn answer(
    store: &mut Store,
    entry: &Entry,
    draft: FactId,
    path: &str,
    value: &Value,
) -> Result<Changed, Problem> {
    step(store, entry, draft, &json!(["answer", path, value]), |filling| {
        let at = filling.state(path, &Language::default())?.path;
        Ok((at, filling.answer(path, value)?))
    })
}

/// Adds an instance at the end of a repeat; filling goes on in it.
///
/// # Errors
/// `unknown_draft`; `bad_answer` when there is no such repeat, the form counts its instances, or it is full.
pub fn add(
    store: &mut Store,
    entry: &Entry,
    draft: FactId,
    path: &str,
) -> Result<Changed, Problem> {
    step(store, entry, draft, &json!(["add", path]), |filling| {
        let changed = filling.add(path)?;
        let is_new = |node: &&String| {
            node.strip_suffix(']')
                .and_then(|node| node.rsplit_once('['))
                .is_some_and(|(repeat, _)| leads_to(path, repeat))
        };
        let at = changed.nodes.iter().rev().find(is_new).map_or(path, String::as_str);
        Ok((at.to_owned(), changed))
    })
}

/// Removes an instance of a repeat, counted from 1, with its answers.
///
/// # Errors
/// `unknown_draft`; `bad_answer` when there is no such instance or the form counts them.
pub fn remove(
    store: &mut Store,
    entry: &Entry,
    draft: FactId,
    path: &str,
    index: usize,
) -> Result<Changed, Problem> {
    step(store, entry, draft, &json!(["remove", path, index]), |filling| {
        Ok((path.to_owned(), filling.remove(path, index)?))
    })
}

/// Notes which question or screen is shown, a repeat as a whole included, so that filling goes on there.
///
/// # Errors
/// `unknown_draft`; `bad_answer` when there is nothing at the path.
pub fn go_to(store: &mut Store, draft: FactId, path: &str) -> Result<(), Problem> {
    change(store, draft, |_, open| {
        let language = Language::default();
        open.row.question = match open.filling.state(path, &language) {
            Ok(state) => state.path,
            Err(fault) => {
                let repeats = open.filling.repeats(&language).into_iter();
                let whole = repeats.map(|repeat| repeat.path).find(|known| leads_to(path, known));
                whole.ok_or_else(|| refused(&fault))?
            }
        };
        Ok(())
    })
}

/// Says who came along on a visit.
///
/// # Errors
/// `unknown_draft`; `invalid` when the form does not become a visit.
pub fn accompany(
    store: &mut Store,
    draft: FactId,
    companions: Vec<WorkerId>,
) -> Result<(), Problem> {
    store.write(|store| {
        let mut row = row(store, draft)?;
        let compiled = super::open::form(store, &row.form, row.edition)?;
        if fact(&compiled) != FactKind::Visit {
            return Err(Problem::at(Code::Invalid, "companions"));
        }
        row.companions = companions;
        Ok(store.change_draft(&row)?)
    })
}

/// Takes a step at the entry's time and with its chance, and saves what it changed; the last one again changes
/// nothing, so that it may be sent again by who did not hear the answer. Another step of the same entry is taken.
fn step(
    store: &Store,
    entry: &Entry,
    draft: FactId,
    what: &Value,
    act: impl FnOnce(&mut Filling) -> Result<(String, Changed), FillFault>,
) -> Result<Changed, Problem> {
    change(store, draft, |store, open| {
        let Open { row, filling } = open;
        let step = Some(mark(entry, what));
        if row.step == step {
            return Ok(Changed::default());
        }
        filling.go_on(clock(store, entry.now)?, entry.chance());
        let (at, changed) = act(filling).map_err(|fault| refused(&fault))?;
        row.question = at;
        row.changed_at = entry.now;
        row.step = step;
        Ok(changed)
    })
}

/// What tells a step from every other: half of a digest of its chance and of what it does.
fn mark(entry: &Entry, what: &Value) -> [u8; 16] {
    let whole = Digest::of(&[&entry.entropy[..], what.to_string().as_bytes()].concat());
    std::array::from_fn(|i| whole.0[i])
}

/// Tells whether a path as a person wrote it is a repeat's, which begins with the root.
fn leads_to(written: &str, known: &str) -> bool {
    let written = written.trim_matches('/');
    let inner = known.trim_start_matches('/');
    written == inner || inner.split_once('/').is_some_and(|(_, inner)| written == inner)
}
