//! Forms in a few words, and acts on a filling as a person does them.

use crate::form::filling::{
    Changed, Compiled, FillFault, Filling, FormFault, LeftOver, Phone, Row,
};
use crate::form::xpath::{Clock, Env};
use crate::form::{
    Choice, ChoiceList, Choices, Default as Given, Expression, Form, Group, Item, Kind, Language,
    Question, Repeat, Rules, Text,
};
use serde_json::{Value, json};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::Arc;

pub(super) fn env() -> Env {
    Env {
        now: Clock {
            civil: jiff::civil::date(2026, 11, 23).at(8, 15, 0, 0),
            offset_seconds: 28_800,
        },
        chance: Cell::new(7),
    }
}

/// A question under construction.
pub(super) struct Q(pub(super) Question);

pub(super) fn ask(name: &str, kind: Kind) -> Q {
    Q(Question { name: name.into(), kind, label: Text::plain(name), ..Question::default() })
}

pub(super) fn text(name: &str) -> Q {
    ask(name, Kind::Text)
}

pub(super) fn int(name: &str) -> Q {
    ask(name, Kind::Integer)
}

pub(super) fn calc(name: &str, expression: &str) -> Q {
    let mut q = ask(name, Kind::Calculate);
    q.0.rules.calculation = Some(Expression(expression.into()));
    q
}

pub(super) fn one(name: &str, list: &str) -> Q {
    ask(name, Kind::SelectOne { choices: Choices::List(list.into()), other: false })
}

pub(super) fn many(name: &str, list: &str) -> Q {
    ask(name, Kind::SelectMany { choices: Choices::List(list.into()), other: false })
}

impl Q {
    pub(super) fn relevant(mut self, expression: &str) -> Self {
        self.0.rules.relevant = Some(Expression(expression.into()));
        self
    }

    pub(super) fn constraint(mut self, expression: &str, message: &str) -> Self {
        self.0.rules.constraint = Some(Expression(expression.into()));
        self.0.rules.constraint_message = Text::plain(message);
        self
    }

    pub(super) fn required(mut self, expression: &str) -> Self {
        self.0.rules.required = Some(Expression(expression.into()));
        self
    }

    pub(super) fn read_only(mut self, expression: &str) -> Self {
        self.0.rules.read_only = Some(Expression(expression.into()));
        self
    }

    pub(super) fn calculation(mut self, expression: &str) -> Self {
        self.0.rules.calculation = Some(Expression(expression.into()));
        self
    }

    pub(super) fn trigger(mut self, name: &str) -> Self {
        self.0.rules.trigger.push(name.into());
        self
    }

    pub(super) fn default(mut self, value: &str) -> Self {
        self.0.rules.default = Some(Given::Fixed(value.into()));
        self
    }

    pub(super) fn dynamic(mut self, expression: &str) -> Self {
        self.0.rules.default = Some(Given::Dynamic(Expression(expression.into())));
        self
    }

    pub(super) fn filter(mut self, expression: &str) -> Self {
        self.0.choice_filter = Some(Expression(expression.into()));
        self
    }

    pub(super) fn label(mut self, label: &str) -> Self {
        self.0.label = Text::plain(label);
        self
    }

    pub(super) fn bound(mut self, bound: crate::form::Bound) -> Self {
        self.0.bound = Some(bound);
        self
    }
}

impl From<Q> for Item {
    fn from(q: Q) -> Self {
        Self::Question(q.0)
    }
}

pub(super) fn group(name: &str, relevant: &str, items: Vec<Item>) -> Item {
    let relevant = (!relevant.is_empty()).then(|| Expression(relevant.into()));
    Item::Group(Group {
        name: name.into(),
        rules: Rules { relevant, ..Rules::default() },
        items,
        ..Group::default()
    })
}

pub(super) fn repeat(name: &str, count: &str, items: Vec<Item>) -> Item {
    let group = Group { name: name.into(), items, ..Group::default() };
    Item::Repeat(Repeat { group, count: (!count.is_empty()).then(|| Expression(count.into())) })
}

/// A list of choices whose further columns are given as `name|cell|cell`.
pub(super) fn list(name: &str, columns: &[&str], rows: &[&str]) -> ChoiceList {
    let choices = rows.iter().enumerate().map(|(at, row)| {
        let mut cells = row.split('|').map(str::to_owned);
        let name = cells.next().unwrap();
        let label = Text::plain(name.to_uppercase());
        Choice { name, label, cells: cells.collect(), row: u32::try_from(at).unwrap() + 2 }
    });
    ChoiceList {
        name: name.into(),
        file: None,
        columns: columns.iter().map(|c| (*c).into()).collect(),
        choices: choices.collect(),
    }
}

pub(super) fn form(items: Vec<Item>) -> Form {
    Form { id: "f".into(), items, ..Form::default() }
}

pub(super) fn compiled(form: Form) -> Arc<Compiled> {
    match Compiled::new(form) {
        Ok(compiled) => Arc::new(compiled),
        Err(faults) => panic!("{faults:#?}"),
    }
}

pub(super) fn faults(form: Form) -> Vec<FormFault> {
    Compiled::new(form).map(|_| ()).unwrap_err()
}

/// The rows of a draft, as a store keeps them.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Kept(pub(super) BTreeMap<String, Option<String>>);

impl Kept {
    /// Takes what changed; returns how many rows that were.
    pub(super) fn keep(&mut self, filling: &mut Filling) -> usize {
        let rows = filling.take_rows();
        let count = rows.len();
        for row in rows {
            match row {
                Row::Put { key, text } => {
                    self.0.insert(key, text);
                }
                Row::Drop { key } => {
                    self.0.remove(&key);
                }
                Row::DropAll { key } => {
                    let under = format!("{key}/");
                    self.0.retain(|known, _| *known != key && !known.starts_with(&under));
                }
            }
        }
        count
    }

    pub(super) fn resume(&self, compiled: &Arc<Compiled>, env: Env) -> (Filling, Vec<LeftOver>) {
        Filling::resume(compiled, self.0.clone(), env, &Phone::default(), Language::default())
    }
}

/// Somebody who fills a form.
pub(super) struct Person(pub(super) Filling);

pub(super) fn fill(items: Vec<Item>) -> Person {
    fill_form(form(items))
}

pub(super) fn fill_form(form: Form) -> Person {
    Person(Filling::begin(&compiled(form), env(), &Phone::default()))
}

impl Person {
    pub(super) fn answers(&mut self, path: &str, value: impl Into<Value>) -> Changed {
        self.0.answer(path, &value.into()).unwrap()
    }

    pub(super) fn is_refused(&mut self, path: &str, value: impl Into<Value>) -> FillFault {
        let before = self.0.answers();
        let fault = self.0.answer(path, &value.into()).unwrap_err();
        assert_eq!(self.0.answers(), before, "a refused answer changes nothing");
        fault
    }

    pub(super) fn sees(&self, path: &str) -> crate::form::filling::State {
        self.0.state(path, &Language::default()).unwrap()
    }

    pub(super) fn reads(&self, path: &str) -> Value {
        self.sees(path).value
    }

    pub(super) fn is_asked(&self, path: &str) -> bool {
        self.sees(path).relevant
    }

    pub(super) fn is_offered(&self, path: &str) -> Vec<String> {
        self.0
            .choices(path, &Language::default())
            .unwrap()
            .into_iter()
            .map(|choice| choice.name)
            .collect()
    }

    pub(super) fn problems(&self) -> Vec<(String, String)> {
        self.0.problems(&Language::default()).into_iter().map(|p| (p.path, p.message)).collect()
    }

    /// Everything that is shown, and the draft.
    pub(super) fn everything(&self) -> (Vec<crate::form::filling::State>, Value) {
        let shown = self.0.walk(&Language::default()).collect();
        (shown, json!({ "draft": self.0.answers(), "result": self.0.result() }))
    }
}
