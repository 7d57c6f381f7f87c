//! Photo questions: a picture is answered by the name of its file, its SHA-256.

use super::Changed;
use super::open::{Open, change, clock, refused};
use crate::store::{DraftRow, Store};
use crate::{Code, Entry, Problem};
use doorstep_schema::digest::Digest;
use doorstep_schema::form::filling::{Filling, State};
use doorstep_schema::form::{Kind, Language};
use doorstep_schema::id::FactId;
use serde_json::Value;
use std::collections::BTreeSet;

/// Answers a photo question with a picture; `keep` does the rest in the same transaction, and is told which picture no
/// question names any more.
pub(crate) fn answer_with_picture(
    store: &Store,
    entry: &Entry,
    draft: FactId,
    path: &str,
    picture: &Digest,
    keep: impl FnOnce(&Store, &DraftRow, Option<Digest>) -> Result<(), Problem>,
) -> Result<Changed, Problem> {
    change(store, draft, |store, open| {
        let Open { row, filling } = open;
        filling.go_on(clock(store, entry.now)?, entry.chance());
        let state = filling.state(path, &Language::default()).map_err(|fault| refused(&fault))?;
        if state.kind != Some(Kind::Photo) || !state.relevant {
            return Err(Problem::at(Code::BadAnswer, path));
        }
        let before = digest(&state);
        let answered = filling.answer(path, &Value::String(format!("{picture}.jpg")));
        let changed = answered.map_err(|fault| refused(&fault))?;
        row.question = state.path;
        row.changed_at = entry.now;
        let named: BTreeSet<Digest> =
            filling.walk(&Language::default()).filter_map(|state| digest(&state)).collect();
        keep(store, row, before.filter(|before| !named.contains(before)))?;
        Ok(changed)
    })
}

/// Returns the pictures that the questions name which are asked.
pub(super) fn named(filling: &Filling) -> BTreeSet<Digest> {
    let language = Language::default();
    let asked = filling.walk(&language).filter(|state| state.relevant);
    asked.filter_map(|state| digest(&state)).collect()
}

/// Reads which picture answers a photo question.
fn digest(state: &State) -> Option<Digest> {
    let name = state.value.as_str().filter(|_| state.kind == Some(Kind::Photo))?;
    Digest::parse(name.strip_suffix(".jpg")?)
}
