//! What is shown of a filling: the state of each node, and what keeps it from being finished.

use super::FillFault;
use super::cell::{CellId, Filling, Flag};
use super::compile::{Part, Shape, Wording};
use super::value;
use crate::form::xpath::{Context, Tree};
use crate::form::{Kind, Language};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// What is shown of one node.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "NodeState"))]
pub struct State {
    /// Its path.
    pub path: String,
    /// What it asks for; none for groups and repeat instances.
    pub kind: Option<Kind>,
    /// Its value; null when there is none.
    pub value: Value,
    /// Whether it is asked at all.
    pub relevant: bool,
    /// Whether an answer is required.
    pub required: bool,
    /// Whether the answer may only be read.
    pub read_only: bool,
    /// What is wrong with the answer, in words; none when nothing is.
    pub wrong: Option<String>,
    /// What is asked, references shown.
    pub label: String,
    /// The hint, references shown.
    pub hint: String,
    /// The longer explanation, references shown.
    pub guidance: String,
    /// How it may be shown, and with what on one screen.
    pub layout: Layout,
    /// What the author set for its kind, such as `start`, `end` and `step` of a range.
    pub parameters: BTreeMap<String, String>,
}

/// How a node may be shown.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Layout {
    /// The appearance that the author wrote.
    pub appearance: String,
    /// The outermost group around it, or itself, that is shown on one screen (`field-list`).
    pub screen: Option<String>,
    /// Whether it is an instance of a repeat.
    pub repeat: bool,
}

/// What keeps a filling from being finished.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "QuestionProblem"))]
pub struct Problem {
    /// The question.
    pub path: String,
    /// Whether it is an answer that is missing.
    pub missing: bool,
    /// What is wrong, in words.
    pub message: String,
}

/// What is said of a missing answer when the author said nothing: in English, in Chinese.
const MISSING: [&str; 2] = ["An answer is required.", "这一题必须填。"];
/// What is said of a broken constraint when the author said nothing.
const BROKEN: [&str; 2] = ["The answer is not allowed.", "这个答案不合要求，请改一下。"];

impl Filling {
    /// Returns what is shown of a node.
    ///
    /// # Errors
    /// When there is no such node.
    pub fn state(&self, path: &str, language: &Language) -> Result<State, FillFault> {
        Ok(self.state_of(self.find(path)?, language))
    }

    /// Walks through the nodes in document order.
    pub fn walk<'a>(&'a self, language: &'a Language) -> impl Iterator<Item = State> + 'a {
        self.in_order().map(|id| self.state_of(id, language))
    }

    /// Returns what keeps the filling from being finished, in document order.
    #[must_use]
    pub fn problems(&self, language: &Language) -> Vec<Problem> {
        let wrong = self.in_order().filter_map(|id| {
            let (missing, message) = self.wrong(id, language)?;
            Some(Problem { path: self.path_of(id), missing, message })
        });
        let trouble =
            self.trouble.iter().filter(|((id, _), _)| self.cell(*id).is(Flag::Relevant)).map(
                |((id, _), message)| Problem {
                    path: self.path_of(*id),
                    missing: false,
                    message: message.clone(),
                },
            );
        wrong.chain(trouble).collect()
    }

    /// Returns the name of this filling for people, when the form gives one.
    #[must_use]
    pub fn instance_name(&self) -> Option<String> {
        let expr = self.compiled.instance_name.as_ref()?;
        Some(self.words(0, expr)).filter(|name| !name.is_empty())
    }

    /// Returns the cells in document order, spare ones left out.
    pub(super) fn in_order(&self) -> impl Iterator<Item = CellId> + '_ {
        let mut todo = vec![0];
        std::iter::from_fn(move || {
            let id = todo.pop()?;
            todo.extend(self.cell(id).children().rev());
            Some(id)
        })
    }

    fn state_of(&self, id: CellId, language: &Language) -> State {
        let cell = self.cell(id);
        let spec = self.compiled.spec(cell.spec);
        let shown = |wording| self.shown_text(id, wording, language);
        State {
            path: self.path_of(id),
            kind: spec.kind().cloned(),
            value: if cell.value.is_empty() {
                Value::Null
            } else {
                value::write(spec.kind(), &cell.value)
            },
            relevant: cell.is(Flag::Relevant),
            required: cell.is(Flag::Required),
            read_only: cell.is(Flag::ReadOnly)
                || spec.is_hidden()
                || spec.is_calculated()
                || spec.kind() == Some(&Kind::Note),
            wrong: self.wrong(id, language).map(|(_, message)| message),
            label: shown(&spec.label),
            hint: shown(&spec.hint),
            guidance: shown(&spec.guidance),
            layout: Layout {
                appearance: spec.appearance.clone(),
                screen: self.screen(id),
                repeat: spec.shape == Shape::Repeat,
            },
            parameters: spec.parameters.clone(),
        }
    }

    fn screen(&self, mut id: CellId) -> Option<String> {
        let mut screen = None;
        loop {
            let spec = self.compiled.spec(self.cell(id).spec);
            let listed = spec.appearance.split_whitespace().any(|word| word == "field-list");
            if listed && spec.kind().is_none() {
                screen = Some(id);
            }
            if id == 0 {
                return screen.map(|id| self.path_of(id));
            }
            id = self.cell(id).parent;
        }
    }

    /// Says what is wrong with a node: whether an answer is missing, and in words.
    pub(super) fn wrong(&self, id: CellId, language: &Language) -> Option<(bool, String)> {
        let cell = self.cell(id);
        let spec = self.compiled.spec(cell.spec);
        if spec.kind().is_none() || spec.is_hidden() || !cell.is(Flag::Relevant) {
            return None;
        }
        let or = |text: String, [english, chinese]: [&str; 2]| {
            let is_chinese = language.is_like(&Language("zh".to_owned()));
            let otherwise = if is_chinese { chinese } else { english };
            if text.is_empty() { otherwise.to_owned() } else { text }
        };
        let open =
            !cell.is(Flag::ReadOnly) && !spec.is_calculated() && spec.kind() != Some(&Kind::Note);
        if cell.value.is_empty() {
            let missing = open && cell.is(Flag::Required);
            return missing.then(|| {
                (true, or(self.shown_text(id, &spec.required_message, language), MISSING))
            });
        }
        let broken = cell.is(Flag::Broken);
        broken.then(|| (false, or(self.shown_text(id, &spec.constraint_message, language), BROKEN)))
    }

    /// Returns a text in a language, with what its references show now.
    pub(super) fn shown_text(&self, id: CellId, wording: &Wording, language: &Language) -> String {
        let chosen =
            if wording.text.0.contains_key(language) { language } else { &Language::default() };
        match wording.parts.get(chosen) {
            None => wording.text.get(chosen).unwrap_or_default().to_owned(),
            Some(parts) => self.put_together(id, parts),
        }
    }

    /// Returns a text made of its parts, with what its references show on a node.
    pub(super) fn put_together(&self, id: CellId, parts: &[Part]) -> String {
        parts.iter().fold(String::new(), |mut text, part| {
            match part {
                Part::Plain(words) => text.push_str(words),
                Part::Value(expr) => text.push_str(&self.words(id, expr)),
            }
            text
        })
    }

    fn words(&self, id: CellId, expr: &crate::form::xpath::Expr) -> String {
        let tree: &dyn Tree = self;
        let context = Context::new(tree, &self.env, super::tree::node(id));
        expr.evaluate(&context).map(|value| value.text(tree).into_owned()).unwrap_or_default()
    }
}
