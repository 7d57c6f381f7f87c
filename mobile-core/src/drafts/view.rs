//! What is shown of a draft.

use super::Draft;
use super::open::{Open, change, language as spoken, look, refused, row};
use super::screens::{Screen, is_shown, place, screens};
use crate::Problem;
use crate::store::Store;
use doorstep_schema::form::filling::{LeftOver, Offered, OpenRepeat, State};
use doorstep_schema::form::{Kind, Language, filling};
use doorstep_schema::id::FactId;
use serde::Serialize;

/// How far a filling is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Progress {
    /// Questions that are asked now and have an answer.
    pub answered: usize,
    /// Questions that are asked now and that a person can answer.
    pub total: usize,
}

/// A draft with everything that is shown of it, in one language.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "DraftView"))]
pub struct View {
    /// The draft.
    pub draft: Draft,
    /// How the filling calls itself, when the form says so.
    pub name: Option<String>,
    /// Every node in document order; choices are asked for apart.
    pub nodes: Vec<State>,
    /// The repeats that a person may add to.
    pub repeats: Vec<OpenRepeat>,
    /// What keeps it from being finished.
    pub problems: Vec<filling::Problem>,
    /// Answers without a place in this edition; they go with the fact.
    pub left_over: Vec<LeftOver>,
    /// How far it is.
    pub progress: Progress,
    /// The screens as they follow one another now.
    pub screens: Vec<Screen>,
    /// The screen on which filling goes on; none when nothing is asked.
    pub at: Option<usize>,
    /// The screen before it.
    pub previous: Option<usize>,
    /// The screen after it.
    pub next: Option<usize>,
}

/// Returns everything that is shown of a draft; the language is kept with it.
///
/// # Errors
/// `unknown_draft`, `not_signed_in`, or when the store cannot be read.
pub fn view(store: &mut Store, draft: FactId, language: &Language) -> Result<View, Problem> {
    speak(store, draft, language)?;
    look(store, draft, |open| {
        let Open { row, filling } = open;
        let language = &spoken(filling.compiled(), &language.0);
        let nodes: Vec<State> = filling.walk(language).collect();
        let screens = screens(&nodes);
        let at = place(&nodes, &screens, &row.question);
        Ok(View {
            name: filling.instance_name(),
            repeats: filling.repeats(language),
            problems: filling.problems(language),
            left_over: store.left_over(row.key)?,
            progress: progress(&nodes),
            previous: at.and_then(|at| at.checked_sub(1)),
            next: at.map(|at| at + 1).filter(|next| *next < screens.len()),
            at,
            nodes,
            screens,
            draft: row.clone().into(),
        })
    })
}

/// Computes anew what holds words in a language, and keeps the language, when it is another than before.
fn speak(store: &Store, draft: FactId, language: &Language) -> Result<(), Problem> {
    if row(store, draft)?.language == language.0 {
        return Ok(());
    }
    change(store, draft, |_, open| {
        open.filling.show_in(spoken(open.filling.compiled(), &language.0));
        open.row.language.clone_from(&language.0);
        Ok(())
    })
}

/// Returns what is shown of one node: after a step, of each that it changed.
///
/// # Errors
/// `unknown_draft`; `bad_answer` when there is nothing at the path.
pub fn state(
    store: &Store,
    draft: FactId,
    path: &str,
    language: &Language,
) -> Result<State, Problem> {
    look(store, draft, |open| {
        let language = spoken(open.filling.compiled(), &language.0);
        open.filling.state(path, &language).map_err(|fault| refused(&fault))
    })
}

/// Returns the choices that a question offers now.
///
/// # Errors
/// `unknown_draft`; `bad_answer` when there is no such question or it has no choices.
pub fn choices(
    store: &Store,
    draft: FactId,
    path: &str,
    language: &Language,
) -> Result<Vec<Offered>, Problem> {
    look(store, draft, |open| {
        let language = spoken(open.filling.compiled(), &language.0);
        open.filling.choices(path, &language).map_err(|fault| refused(&fault))
    })
}

/// Lists the answers that have no place in the draft's edition.
///
/// # Errors
/// `unknown_draft`.
pub fn left_over(store: &Store, draft: FactId) -> Result<Vec<LeftOver>, Problem> {
    // Opening it lays what was carried over from before.
    look(store, draft, |open| Ok(store.left_over(open.row.key)?))
}

fn progress(nodes: &[State]) -> Progress {
    let mut progress = Progress::default();
    let open = |state: &&State| {
        is_shown(state) && !state.read_only && state.kind.as_ref() != Some(&Kind::Note)
    };
    for state in nodes.iter().filter(open) {
        progress.total += 1;
        progress.answered += usize::from(!state.value.is_null());
    }
    progress
}
