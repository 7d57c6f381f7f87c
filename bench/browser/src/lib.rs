//! A large form being filled, measured natively and, built for WebAssembly, in a browser.

pub mod exports;

use doorstep_schema::form::filling::{FillFault, FormFault, Phone};
use doorstep_schema::form::xpath::{Clock, Env};
use doorstep_schema::form::{
    Choice, ChoiceList, Choices, Compiled, Expression, Filling, Form, Group, Item, Kind, Question,
    Repeat, Rules, Text,
};
use serde_json::{Value, json};
use std::cell::Cell;
use std::sync::Arc;

/// The questions of the large form.
pub const QUESTIONS: usize = 500;
/// The instances of its repeat.
pub const INSTANCES: usize = 200;
/// The rows of the long choice list.
pub const ROWS: usize = 100_000;

fn question(name: &str, kind: Kind) -> Question {
    Question { name: name.to_owned(), kind, label: Text::plain(name), ..Question::default() }
}

/// Makes the form: all questions in one repeat, of which a fifth each is relevant by, computed from, bounded by, shown
/// with or required by an earlier one, and a sum and a maximum over all instances.
#[must_use]
pub fn large() -> Form {
    let one = |n: usize| {
        let name = format!("q{n}");
        let before = |back: usize| n.saturating_sub(back);
        let mut made = question(&name, Kind::Integer);
        match n % 5 {
            _ if n < 2 => {}
            0 => made.rules.relevant = Some(Expression(format!("${{q{}}} != 3", before(4)))),
            1 => {
                made.kind = Kind::Calculate;
                made.rules.calculation =
                    Some(Expression(format!("coalesce(${{q{}}}, 0) + 1", before(1))));
            }
            2 => made.rules.constraint = Some(Expression(format!(". >= ${{q{}}}", before(2)))),
            3 => made.label = Text::plain(format!("And ${{q{}}}?", before(3))),
            _ => made.rules.required = Some(Expression(format!("${{q{}}} > 5", before(4)))),
        }
        Item::Question(made)
    };
    let items = (0..QUESTIONS - 2).map(one).collect();
    let group = Group { name: "r".to_owned(), items, ..Group::default() };
    let over = |name: &str, calculation: &str| {
        let mut made = question(name, Kind::Calculate);
        made.rules =
            Rules { calculation: Some(Expression(calculation.to_owned())), ..Rules::default() };
        Item::Question(made)
    };
    let items = vec![
        Item::Repeat(Repeat { group, count: None }),
        over("sum", "sum(${q0})"),
        over("most", "max(${q1})"),
    ];
    Form { id: "large".to_owned(), items, ..Form::default() }
}

/// Makes a form of two selects, the second filtered by the first out of [`ROWS`] rows.
#[must_use]
pub fn cascade() -> Form {
    let choice = |name: String, cells: Vec<String>| Choice {
        label: Text::plain(name.clone()),
        name,
        cells,
        row: 0,
    };
    let county = |n: usize| choice(format!("c{n}"), Vec::new());
    let village = |n: usize| choice(format!("v{n}"), vec![format!("c{}", n % 100)]);
    let lists = vec![
        ChoiceList {
            name: "county".to_owned(),
            choices: (0..100).map(county).collect(),
            ..ChoiceList::default()
        },
        ChoiceList {
            name: "village".to_owned(),
            columns: vec!["county".to_owned()],
            choices: (0..ROWS).map(village).collect(),
            ..ChoiceList::default()
        },
    ];
    let select = |name: &str| {
        let kind = Kind::SelectOne { choices: Choices::List(name.to_owned()), other: false };
        question(name, kind)
    };
    let filtered = Question {
        choice_filter: Some(Expression("county = ${county}".to_owned())),
        ..select("village")
    };
    let items = vec![Item::Question(select("county")), Item::Question(filtered)];
    Form { id: "cascade".to_owned(), items, lists, ..Form::default() }
}

fn env() -> Env {
    let civil = jiff::civil::date(2026, 11, 23).at(8, 15, 0, 0);
    Env { now: Clock { civil, offset_seconds: 28_800 }, chance: Cell::new(7) }
}

/// Why a form of this program cannot be filled; it would be a mistake here.
#[derive(Debug)]
pub enum Mistake {
    /// The form does not compile.
    Form(Vec<FormFault>),
    /// A step is refused.
    Step(FillFault),
}

impl std::fmt::Display for Mistake {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Form(faults) => write!(f, "{faults:?}"),
            Self::Step(fault) => fault.fmt(f),
        }
    }
}

impl std::error::Error for Mistake {}

impl From<FillFault> for Mistake {
    fn from(fault: FillFault) -> Self {
        Self::Step(fault)
    }
}

/// Compiles a form.
///
/// # Errors
/// When it has faults.
pub fn compile(form: Form) -> Result<Arc<Compiled>, Mistake> {
    Compiled::new(form).map(Arc::new).map_err(Mistake::Form)
}

/// Begins a filling.
#[must_use]
pub fn begin(compiled: &Arc<Compiled>) -> Filling {
    Filling::begin(compiled, env(), &Phone::default())
}

/// Goes on with a draft.
#[must_use]
pub fn restore(compiled: &Arc<Compiled>, answers: &serde_json::Map<String, Value>) -> Filling {
    Filling::restore(compiled, answers, env(), &Phone::default()).0
}

/// Begins the large form and fills one question of each instance.
///
/// # Errors
/// When a step is refused.
pub fn fill(compiled: &Arc<Compiled>) -> Result<Filling, Mistake> {
    let mut filling = begin(compiled);
    for instance in 1..=INSTANCES {
        if instance > 1 {
            filling.add("/data/r")?;
        }
        filling.answer(&format!("/data/r[{instance}]/q0"), &json!(instance))?;
    }
    Ok(filling)
}

/// Answers one question in the middle of the large form; returns how many nodes changed.
///
/// # Errors
/// When it is refused.
pub fn answer(filling: &mut Filling, value: u32) -> Result<usize, Mistake> {
    Ok(filling.answer("/data/r[100]/q0", &json!(value))?.nodes.len())
}

/// Chooses a county and reads the villages that are offered then; returns how many there are.
///
/// # Errors
/// When it is refused.
pub fn choose(filling: &mut Filling, county: u32) -> Result<usize, Mistake> {
    filling.answer("/data/county", &json!(format!("c{}", county % 100)))?;
    let language = doorstep_schema::form::Language::default();
    Ok(filling.choices("/data/village", &language)?.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forms_fill_and_an_answer_reaches_only_what_depends_on_it() {
        let mut filling = fill(&compile(large()).unwrap()).unwrap();
        let language = doorstep_schema::form::Language::default();
        let sum = filling.state("/data/sum", &language).unwrap().value;
        assert_eq!(sum, json!((1..=INSTANCES).sum::<usize>().to_string()));
        let changed = answer(&mut filling, 7).unwrap();
        assert!((2..20).contains(&changed), "{changed} of {} nodes", QUESTIONS * INSTANCES);
        let mut filling = begin(&compile(cascade()).unwrap());
        assert_eq!(choose(&mut filling, 7).unwrap(), ROWS / 100);
    }
}
