//! Opens a draft: its row, and the filling that its rows say.

use crate::acts::signed_in;
use crate::enrol::username;
use crate::store::{DraftRow, Session, Store};
use crate::{Code, Problem};
use doorstep_schema::form::filling::fact::FactFault;
use doorstep_schema::form::filling::{Compiled, FillFault, Filling, Phone};
use doorstep_schema::form::xpath::{Clock, Env};
use doorstep_schema::form::{FactKind, Language, filling};
use doorstep_schema::id::FactId;
use doorstep_schema::moment::Moment;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A draft that is open.
pub(super) struct Open {
    pub(super) row: DraftRow,
    pub(super) filling: Filling,
}

/// Finds a draft's row.
pub(super) fn row(store: &Store, draft: FactId) -> Result<DraftRow, Problem> {
    store.find_draft(draft)?.ok_or_else(|| Problem::new(Code::UnknownDraft))
}

/// Opens a draft for a change and keeps it open afterwards; when the change fails, nothing has changed.
pub(super) fn change<T>(
    store: &Store,
    draft: FactId,
    work: impl FnOnce(&Store, &mut Open) -> Result<T, Problem>,
) -> Result<T, Problem> {
    let (done, filling) = store.write(|store| {
        let mut open = of(store, row(store, draft)?)?;
        let done = work(store, &mut open)?;
        store.change_answers(open.row.key, &open.filling.take_rows())?;
        store.change_draft(&open.row)?;
        Ok::<_, Problem>((done, open.filling))
    })?;
    store.keep_filling(draft, filling);
    Ok(done)
}

/// Opens a draft to look at it.
pub(super) fn look<T>(
    store: &Store,
    draft: FactId,
    look: impl FnOnce(&Open) -> Result<T, Problem>,
) -> Result<T, Problem> {
    let open = store.write(|store| of(store, row(store, draft)?))?;
    let seen = look(&open);
    store.keep_filling(draft, open.filling);
    seen
}

/// Opens a draft: the filling in memory, else as its rows say.
pub(super) fn of(store: &Store, row: DraftRow) -> Result<Open, Problem> {
    if let Some(filling) = store.take_filling(row.id) {
        return Ok(Open { row, filling });
    }
    let compiled = form(store, &row.form, row.edition)?;
    let session = signed_in(store)?;
    let phone = phone(store, &session, row.saved)?;
    let env = env(store, row.changed_at, row.chance)?;
    let language = language(&compiled, &row.language);
    if let Some(answers) = store.carried(row.key)? {
        let (mut filling, left) =
            Filling::migrate(&answers, &compiled, &BTreeMap::new(), env, &phone);
        filling.show_in(language);
        store.change_answers(row.key, &filling.take_rows())?;
        store.add_left_over(row.key, &left)?;
        store.drop_carried(row.key)?;
        return Ok(Open { row, filling });
    }
    let (filling, left) =
        Filling::resume(&compiled, store.answers(row.key)?, env, &phone, language);
    // Only a form that is not the same any more leaves rows without a place.
    if !left.is_empty() {
        store.add_left_over(row.key, &left)?;
        let gone = left.into_iter().map(|left| filling::Row::Drop { key: left.path });
        store.change_answers(row.key, &gone.collect::<Vec<_>>())?;
    }
    Ok(Open { row, filling })
}

/// Returns an edition compiled.
///
/// # Errors
/// `unknown_form` when the phone does not have it or the app can't fill it.
pub(super) fn form(store: &Store, form: &str, edition: u32) -> Result<Arc<Compiled>, Problem> {
    store.form(form, edition)?.ok_or_else(|| Problem::at(Code::UnknownForm, "form"))
}

/// Returns the fact that a form becomes.
pub(super) fn fact(compiled: &Compiled) -> FactKind {
    compiled.form().settings.fact.unwrap_or(FactKind::Visit)
}

/// Returns the language in which a form is shown: the one chosen or like it, else its own.
pub(super) fn language(compiled: &Compiled, chosen: &str) -> Language {
    compiled.form().spoken(&Language(chosen.to_owned()))
}

/// What forms read of the phone.
pub(super) fn phone(
    store: &Store,
    session: &Session,
    saved: Option<i64>,
) -> Result<Phone, Problem> {
    Ok(Phone {
        device_id: session.device.to_string(),
        username: username(store)?.unwrap_or_default(),
        last_saved: saved.map(|key| store.saved_answers(key)).transpose()?.unwrap_or_default(),
        ..Phone::default()
    })
}

/// Returns what the region's clock shows.
pub(super) fn clock(store: &Store, now: Moment) -> Result<Clock, Problem> {
    let clock = store.rules()?.policy.clock;
    Ok(Clock { civil: clock.civil(now), offset_seconds: clock.offset_minutes * 60 })
}

/// Time and chance as forms read them.
pub(super) fn env(store: &Store, now: Moment, chance: u64) -> Result<Env, Problem> {
    Ok(Env { now: clock(store, now)?, chance: Cell::new(chance) })
}

/// Says why a step was refused, at its question.
pub(super) fn refused(fault: &FillFault) -> Problem {
    let (path, why) = match fault {
        FillFault::NoSuchNode { path, .. } => (path, "no_such_question"),
        FillFault::WrongSort { path, .. } => (path, "wrong_sort"),
        FillFault::ReadOnly { path, .. } => (path, "read_only"),
        FillFault::BadValue { path, .. } => (path, "bad_value"),
        FillFault::Full { path } => (path, "full"),
    };
    Problem {
        key: format!("problem.bad_answer.{why}"),
        questions: vec![filling::Problem {
            path: path.clone(),
            missing: false,
            message: fault.to_string(),
        }],
        ..Problem::at(Code::BadAnswer, path)
    }
}

/// Says why answers make no fact, at their question.
pub(super) fn refused_fact(fault: &FactFault) -> Problem {
    let (path, part) = match fault {
        FactFault::Missing { part, path } => (path.as_deref(), part),
        FactFault::Unfit { path, part, .. } | FactFault::Twice { part, path, .. } => {
            (Some(path.as_str()), part)
        }
    };
    let missing = matches!(fault, FactFault::Missing { .. });
    let path = path.unwrap_or_else(|| part.as_str());
    let questions =
        vec![filling::Problem { path: path.to_owned(), missing, message: fault.to_string() }];
    Problem { questions, ..Problem::at(Code::BadAnswer, path) }
}
