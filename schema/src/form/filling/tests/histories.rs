//! The invariant, on random forms and random histories: what is seen is a function of the answers, not of the steps.

use super::kit::*;
use crate::form::filling::{Filling, Phone, State};
use crate::form::{Form, Item, Kind, Language};
use proptest::prelude::*;
use serde_json::{Value, json};

const NAMES: [&str; 12] = ["a", "b", "c", "d", "e", "f", "g1", "h", "i", "j", "k", "l"];
const GROUPS: [&str; 4] = ["outer", "rep", "inner", "counted"];

/// An expression over the names; those at the front are read more often, so that few forms hold a circle.
fn expression() -> impl Strategy<Value = String> {
    let name = (0..NAMES.len(), 0..NAMES.len()).prop_map(|(a, b)| NAMES[a.min(b)]);
    let group = prop::sample::select(&GROUPS[..]);
    let leaf = prop_oneof![
        3 => name.clone().prop_map(|n| format!("${{{n}}}")),
        1 => name.clone().prop_map(|n| format!("sum(${{{n}}})")),
        1 => name.clone().prop_map(|n| format!("count-non-empty(${{{n}}})")),
        1 => name.clone().prop_map(|n| format!("//{n}[. != '']")),
        1 => group.prop_map(|g| format!("count(${{{g}}})")),
        1 => (name.clone(), 0..3_u8).prop_map(|(n, at)| format!("indexed-repeat(${{{n}}}, ${{rep}}, {at})")),
        1 => name.prop_map(|n| format!("/data/outer/rep[position() = 2]//{n}")),
        1 => Just("position(..)".to_owned()),
        1 => (0..4_u8).prop_map(|n| n.to_string()),
    ];
    leaf.prop_recursive(2, 6, 2, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone())
                .prop_map(|(a, b)| format!("coalesce({a}, 0) + coalesce({b}, 0)")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("if({a} > 1, {a}, {b})")),
            inner.prop_map(|a| format!("string-length({a})")),
        ]
    })
}

/// What one question is: its sort and an expression.
fn question() -> impl Strategy<Value = (u8, String, Option<String>)> {
    (0..6_u8, expression(), prop::option::weighted(0.3, expression()))
}

fn build(at: usize, (sort, expression, relevant): &(u8, String, Option<String>)) -> Item {
    let name = NAMES[at];
    let q = match sort {
        0 | 1 => int(name),
        2 => calc(name, expression),
        3 => int(name)
            .constraint(&format!(". > {expression}"), "small")
            .required(&format!("{expression} > 1")),
        4 => one(name, "l").filter(&format!("part <= {expression}")),
        _ => int(name).read_only(&format!("{expression} = 1")).label(&format!("${{{}}}", NAMES[0])),
    };
    match relevant {
        Some(relevant) => q.relevant(&format!("{relevant} < 2")).into(),
        None => q.into(),
    }
}

/// A form told by its questions, which is shorter to read when a test fails.
#[derive(Clone, Debug)]
struct Plan(Vec<(u8, String, Option<String>)>);

fn a_plan() -> impl Strategy<Value = Plan> {
    prop::collection::vec(question(), NAMES.len()).prop_map(Plan)
}

impl Plan {
    /// Tells whether a question in a repeat reads one of that repeat in a fixed instance, which may be its own: such
    /// circles show only in an instance.
    fn may_circle(&self) -> bool {
        self.0[5..10].iter().any(|(_, expression, relevant)| {
            let written = format!("{expression} {}", relevant.as_deref().unwrap_or_default());
            let reads = |name: &&str| {
                written.contains(&format!("indexed-repeat(${{{name}}}"))
                    || written.contains(&format!("2]//{name}"))
            };
            NAMES[5..10].iter().any(reads)
        })
    }

    fn form(&self) -> Form {
        let mut items: Vec<Item> = self.0.iter().enumerate().map(|(at, q)| build(at, q)).collect();
        let counted = repeat("counted", "${a}", items.split_off(10));
        let inner = repeat("inner", "", items.split_off(8));
        let mut within = items.split_off(5);
        within.push(inner);
        let rep = repeat("rep", "", within);
        items.insert(2, group("outer", "", vec![rep]));
        items.push(counted);
        Form { lists: vec![list("l", &["part"], &["0|0", "1|1", "2|2", "3|3"])], ..form(items) }
    }
}

/// A step: which question or repeat, counted around, and with what.
#[derive(Clone, Debug)]
enum Step {
    Answer(usize, Option<u8>),
    Add(usize),
    Remove(usize),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => (any::<usize>(), prop::option::weighted(0.8, 0..4_u8)).prop_map(|(at, n)| Step::Answer(at, n)),
        2 => any::<usize>().prop_map(Step::Add),
        1 => any::<usize>().prop_map(Step::Remove),
    ]
}

/// Takes a step; tells what was refused by doing nothing.
fn take(person: &mut Person, step: &Step) {
    let shown: Vec<_> = person.0.walk(&Language::default()).collect();
    match step {
        Step::Answer(at, n) => {
            let questions: Vec<_> = shown.iter().filter(|state| state.kind.is_some()).collect();
            let state = questions[at % questions.len()];
            let value = match (n, &state.kind) {
                (None, _) => Value::Null,
                (Some(n), Some(Kind::Integer)) => json!(n),
                (Some(n), _) => json!(n.to_string()),
            };
            let _ = person.0.answer(&state.path, &value);
        }
        Step::Add(at) => {
            let houses = shown
                .iter()
                .filter(|state| state.layout.repeat && state.path.contains("/rep["))
                .count();
            let path = match at % (houses + 1) {
                0 => "outer/rep".to_owned(),
                n => format!("outer/rep[{n}]/inner"),
            };
            if houses < 6 {
                let _ = person.0.add(&path);
            }
        }
        Step::Remove(at) => {
            let _ = person.0.remove("outer/rep", at % 4 + 1);
        }
    }
}

/// Evaluates everything again, as if nothing had been known.
fn recompute_all(filling: &mut Filling) {
    for id in filling.subtree(0, false) {
        filling.ask_all(id);
    }
    filling.settle();
}

/// Says the first difference between what is seen twice.
fn differs(one: &(Vec<State>, Value), other: &(Vec<State>, Value)) -> Option<String> {
    let state = one
        .0
        .iter()
        .zip(&other.0)
        .find(|(a, b)| a != b)
        .map(|(a, b)| format!("{a:?}\nis now\n{b:?}"));
    let number = (one.0.len() != other.0.len())
        .then(|| format!("{} nodes are {}", one.0.len(), other.0.len()));
    state
        .or(number)
        .or_else(|| (one.1 != other.1).then(|| format!("{}\nis now\n{}", one.1, other.1)))
}

proptest! {
    #![proptest_config(ProptestConfig { max_global_rejects: 100_000, ..ProptestConfig::default() })]

    #[test]
    fn what_is_seen_is_a_function_of_the_answers(plan in a_plan(), steps in prop::collection::vec(step(), 1..25)) {
        prop_assume!(!plan.may_circle());
        let compiled = crate::form::filling::Compiled::new(plan.form());
        prop_assume!(compiled.is_ok());
        let compiled = std::sync::Arc::new(compiled.unwrap());
        let mut person = Person(Filling::begin(&compiled, env(), &Phone::default()));
        let mut rows = Kept::default();
        for step in &steps {
            take(&mut person, step);
            let seen = person.everything();
            rows.keep(&mut person.0);
            let (again, left) = rows.resume(&compiled, env());
            prop_assert_eq!(left, vec![]);
            differs(&seen, &Person(again).everything()).map_or(Ok(()), |d| Err(TestCaseError::fail(format!("resumed from rows after {step:?}: {d}"))))?;
            recompute_all(&mut person.0);
            differs(&seen, &person.everything()).map_or(Ok(()), |d| Err(TestCaseError::fail(format!("evaluated again after {step:?}: {d}"))))?;
            let (again, left) = Filling::restore(&compiled, &person.0.answers(), env(), &Phone::default());
            prop_assert_eq!(left, vec![]);
            differs(&seen, &Person(again).everything()).map_or(Ok(()), |d| Err(TestCaseError::fail(format!("begun from the draft after {step:?}: {d}"))))?;
        }
    }

    #[test]
    fn the_order_of_two_answers_does_not_matter(
        plan in a_plan(),
        steps in prop::collection::vec(step(), 1..12),
        (one, other) in (any::<(usize, u8)>(), any::<(usize, u8)>()),
    ) {
        prop_assume!(!plan.may_circle());
        let compiled = crate::form::filling::Compiled::new(plan.form());
        prop_assume!(compiled.is_ok());
        let compiled = std::sync::Arc::new(compiled.unwrap());
        let mut person = Person(Filling::begin(&compiled, env(), &Phone::default()));
        for step in &steps {
            take(&mut person, step);
        }
        let free: Vec<String> = person.0.walk(&Language::default())
            .filter(|state| state.kind == Some(Kind::Integer) && !state.path.contains("/counted"))
            .map(|state| state.path)
            .collect();
        prop_assume!(!free.is_empty());
        let (a, b) = (&free[one.0 % free.len()], &free[other.0 % free.len()]);
        prop_assume!(a != b);
        let draft = person.0.answers();
        let go = |order: [(&String, u8); 2]| {
            let (mut filling, _) = Filling::restore(&compiled, &draft, env(), &Phone::default());
            let taken: Vec<bool> =
                order.iter().map(|(path, n)| filling.answer(path, &json!(n % 4)).is_ok()).collect();
            (taken, Person(filling).everything())
        };
        let (first, forth) = go([(a, one.1), (b, other.1)]);
        let (second, back) = go([(b, other.1), (a, one.1)]);
        // One may make the other read-only; then they are not independent.
        prop_assume!(first.iter().all(|ok| *ok) && second.iter().all(|ok| *ok));
        if let Some(difference) = differs(&forth, &back) {
            return Err(TestCaseError::fail(format!("{a} and {b}: {difference}")));
        }
    }
}
