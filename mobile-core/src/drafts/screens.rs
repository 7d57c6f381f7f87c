//! How a form is divided into screens: one question, everything of a group that is shown as a field list, or the offer
//! to add to a repeat.

use doorstep_schema::form::Kind;
use doorstep_schema::form::filling::{OpenRepeat, State};
use serde::Serialize;

/// What a screen shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ScreenKind {
    /// One question or note.
    Question,
    /// The questions of a group or repeat instance.
    Group,
    /// The instances of a repeat as a whole, to which a person may add.
    Repeat,
}

/// One screen of a form as it stands now.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "DraftScreen"))]
pub struct Screen {
    /// The path of the question, group or instance.
    pub path: String,
    /// What it shows.
    pub kind: ScreenKind,
    /// The paths of the questions and notes on it.
    pub questions: Vec<String>,
}

/// Tells whether a node is a question or note that is asked and shown now.
pub(super) fn is_shown(state: &State) -> bool {
    let hidden = |kind: &Kind| matches!(kind, Kind::Calculate | Kind::Hidden | Kind::Meta(_));
    state.relevant && state.kind.as_ref().is_some_and(|kind| !hidden(kind))
}

/// Divides what is asked into screens, in document order; a repeat that may be added to is offered after its instances.
pub(super) fn screens(states: &[State], repeats: &[OpenRepeat]) -> Vec<Screen> {
    let mut screens: Vec<Screen> = Vec::new();
    let mut ended: Vec<Screen> = Vec::new();
    for state in states {
        if is_shown(state) {
            let question = state.path.clone();
            let same = |screen: &&mut Screen| state.layout.screen.as_ref() == Some(&screen.path);
            if let Some(screen) = screens.last_mut().filter(same) {
                screen.questions.push(question);
            } else {
                screens.append(&mut ended);
                let (path, kind) = match &state.layout.screen {
                    None => (question.clone(), ScreenKind::Question),
                    Some(group) => (group.clone(), ScreenKind::Group),
                };
                screens.push(Screen { path, kind, questions: vec![question] });
            }
        }
        // The innermost ends first.
        let here = |repeat: &&OpenRepeat| repeat.after == state.path;
        ended.extend(
            repeats
                .iter()
                .rev()
                .filter(here)
                .filter(|repeat| repeat.relevant && !repeat.read_only)
                .map(|repeat| Screen {
                    path: repeat.path.clone(),
                    kind: ScreenKind::Repeat,
                    questions: Vec::new(),
                }),
        );
    }
    screens.append(&mut ended);
    screens
}

/// Finds the screen on which filling goes on: that of the question where it was left, or the next one when that is no
/// longer asked; the last when there is none after it, and the first when nothing was shown yet.
pub(super) fn place(states: &[State], screens: &[Screen], left: &str) -> Option<usize> {
    let last = screens.len().checked_sub(1)?;
    let is_here = |screen: &Screen| {
        screen.path == left || screen.questions.iter().any(|question| question == left)
    };
    if let Some(here) = screens.iter().position(is_here) {
        return Some(here);
    }
    // A repeat as a whole stands where its first instance does.
    let whole = |path: &str| path.strip_prefix(left).is_some_and(|rest| rest.starts_with('['));
    let Some(from) = states.iter().position(|state| state.path == left || whole(&state.path))
    else {
        return Some(0);
    };
    let mut later = states[from..].iter().filter(|state| is_shown(state));
    let next = later.next().map(|state| state.path.as_str());
    let next = next.and_then(|path| {
        screens.iter().position(|screen| screen.questions.iter().any(|question| question == path))
    });
    Some(next.unwrap_or(last))
}
