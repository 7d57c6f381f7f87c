//! How a form is divided into screens: one question, or everything of a group that is shown as a field list.

use doorstep_schema::form::Kind;
use doorstep_schema::form::filling::State;
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

/// Divides what is asked into screens, in document order.
pub(super) fn screens(states: &[State]) -> Vec<Screen> {
    let mut screens: Vec<Screen> = Vec::new();
    for state in states.iter().filter(|state| is_shown(state)) {
        let question = state.path.clone();
        let Some(group) = &state.layout.screen else {
            let kind = ScreenKind::Question;
            screens.push(Screen { path: question.clone(), kind, questions: vec![question] });
            continue;
        };
        match screens.last_mut().filter(|screen| screen.path == *group) {
            Some(screen) => screen.questions.push(question),
            None => screens.push(Screen {
                path: group.clone(),
                kind: ScreenKind::Group,
                questions: vec![question],
            }),
        }
    }
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
