//! Small forms in a few words, and a worker who fills them.

use crate::drafts::{self, Beginning, View};
use crate::store::Store;
use crate::testing::*;
use crate::{Entry, Problem};
use doorstep_schema::form::{
    Bound, Choice, ChoiceList, Choices, Default as Given, Expression, Form, Group, Item, Kind,
    Language, Question, Repeat, Rules, Text,
};
use doorstep_schema::id::FactId;
use doorstep_schema::moment::Moment;
use serde_json::{Map, Value};

pub(super) fn zh() -> Language {
    Language("中文 (zh)".to_owned())
}

pub(super) fn en() -> Language {
    Language("English (en)".to_owned())
}

pub(super) fn ask(name: &str, kind: Kind) -> Question {
    Question { name: name.into(), kind, label: Text::plain(name), ..Question::default() }
}

pub(super) fn text(name: &str) -> Item {
    Item::Question(ask(name, Kind::Text))
}

pub(super) fn int(name: &str) -> Item {
    Item::Question(ask(name, Kind::Integer))
}

fn expression(text: &str) -> Expression {
    Expression(text.to_owned())
}

pub(super) fn calc(name: &str, calculation: &str, trigger: &[&str]) -> Item {
    let rules = Rules {
        calculation: Some(expression(calculation)),
        trigger: trigger.iter().map(|name| (*name).to_owned()).collect(),
        ..Rules::default()
    };
    Item::Question(Question { rules, ..ask(name, Kind::Calculate) })
}

pub(super) fn dynamic(name: &str, kind: Kind, default: &str) -> Item {
    let default = Some(Given::Dynamic(expression(default)));
    Item::Question(Question { rules: Rules { default, ..Rules::default() }, ..ask(name, kind) })
}

pub(super) fn relevant(item: Item, condition: &str) -> Item {
    let mut item = item;
    match &mut item {
        Item::Question(question) => question.rules.relevant = Some(expression(condition)),
        Item::Group(group) | Item::Repeat(Repeat { group, .. }) => {
            group.rules.relevant = Some(expression(condition));
        }
    }
    item
}

pub(super) fn group(name: &str, appearance: &str, items: Vec<Item>) -> Item {
    let appearance = appearance.to_owned();
    Item::Group(Group { name: name.into(), appearance, items, ..Group::default() })
}

pub(super) fn repeat(name: &str, count: &str, items: Vec<Item>) -> Item {
    let group = Group { name: name.into(), items, ..Group::default() };
    Item::Repeat(Repeat { group, count: (!count.is_empty()).then(|| expression(count)) })
}

pub(super) fn met() -> Item {
    let choices = Choices::List("met".to_owned());
    let kind = Kind::SelectOne { choices, other: false };
    Item::Question(Question { bound: Some(Bound::Met), ..ask("met", kind) })
}

/// A form that becomes a visit.
pub(super) fn form(items: Vec<Item>) -> Form {
    let choice = |name: &str| Choice {
        name: name.to_owned(),
        label: Text::plain(name.to_uppercase()),
        ..Choice::default()
    };
    let choices = ["guardian", "other_adult", "child", "nobody"].map(choice).to_vec();
    let list = ChoiceList { name: "met".to_owned(), choices, ..ChoiceList::default() };
    Form { id: "f".to_owned(), items, lists: vec![list], ..Form::default() }
}

/// A worker who fills one form after another; each step takes a minute.
pub(super) struct Worker {
    pub(super) store: Store,
    pub(super) now: Moment,
    entries: u64,
}

impl Worker {
    pub(super) fn with(store: Store) -> Self {
        Self { store, now: at(23, 9, 0), entries: 0 }
    }

    /// A teacher's phone with one form.
    pub(super) fn of(form: &Form) -> Self {
        let store = phone(Store::in_memory().unwrap(), 3, at(23, 7, 0));
        publish(&store, form, 1);
        Self::with(store)
    }

    pub(super) fn shipped() -> Self {
        Self::with(phone_with_forms(Store::in_memory().unwrap(), 3, at(23, 7, 0)))
    }

    pub(super) fn entry(&mut self) -> Entry {
        self.entries += 1;
        self.now = self.now.plus_minutes(1);
        entry(self.now, self.entries)
    }

    pub(super) fn begins(&mut self, form: &str) -> FactId {
        let entry = self.entry();
        let beginning = if form == "venue_report" {
            Beginning::of(form)
        } else {
            Beginning::about(form, student_id(0))
        };
        drafts::begin(&mut self.store, &entry, &beginning).unwrap()
    }

    pub(super) fn answers(
        &mut self,
        draft: FactId,
        path: &str,
        value: impl Into<Value>,
    ) -> Result<(), Problem> {
        let entry = self.entry();
        drafts::answer(&mut self.store, &entry, draft, path, &value.into()).map(|_| ())
    }

    pub(super) fn adds(&mut self, draft: FactId, path: &str) -> Result<(), Problem> {
        let entry = self.entry();
        drafts::add(&mut self.store, &entry, draft, path).map(|_| ())
    }

    pub(super) fn removes(&mut self, draft: FactId, path: &str, at: usize) -> Result<(), Problem> {
        let entry = self.entry();
        drafts::remove(&mut self.store, &entry, draft, path, at).map(|_| ())
    }

    /// Answers the one question of a name.
    pub(super) fn says(&mut self, draft: FactId, name: &str, value: impl Into<Value>) {
        let end = format!("/{name}");
        let nodes = self.sees(draft).nodes;
        let path = nodes.into_iter().find(|node| node.path.ends_with(&end)).unwrap().path;
        self.answers(draft, &path, value).unwrap();
    }

    pub(super) fn sees(&mut self, draft: FactId) -> View {
        drafts::view(&mut self.store, draft, &zh()).unwrap()
    }

    pub(super) fn reads(&self, draft: FactId, path: &str) -> Value {
        drafts::state(&self.store, draft, path, &zh()).unwrap().value
    }

    pub(super) fn finishes(&mut self, draft: FactId) -> Result<Map<String, Value>, Problem> {
        let entry = self.entry();
        let fact = drafts::finish(&mut self.store, &entry, draft)?;
        Ok(self.store.find_fact(fact)?.unwrap().fact.payload)
    }

    /// The payloads of every fact about the first student, by kind.
    pub(super) fn facts(&self) -> Vec<(String, Map<String, Value>)> {
        let key = self.store.find_student_key(student_id(0)).unwrap().unwrap();
        let rows = self.store.facts_of(key).unwrap().into_iter();
        rows.map(|row| (row.fact.kind, row.fact.payload)).collect()
    }

    /// Lets go of everything that is only in memory.
    pub(super) fn forgets(&mut self, draft: FactId) {
        drop(self.store.take_filling(draft));
    }
}
