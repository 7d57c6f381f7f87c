//! What an item says of itself, as one text, and whom it refers to.

use crate::expression::references;
use doorstep_schema::form::{
    Choices, Default as Given, Expression, Form, Item, Question, Rules, Text,
};
use std::collections::{BTreeMap, BTreeSet};

/// The rules of every item of a form, and on whom it depends.
pub(super) struct Index {
    rules: BTreeMap<String, String>,
    depends: BTreeMap<String, BTreeSet<String>>,
}

impl Index {
    /// Reads a form.
    pub(super) fn of(form: &Form) -> Self {
        let mut index = Self { rules: BTreeMap::new(), depends: BTreeMap::new() };
        index.items(form, &form.items, None);
        index
    }

    /// Returns the rules of the item of a path.
    pub(super) fn rules(&self, path: &str) -> &str {
        self.rules.get(name_of(path)).map_or("", String::as_str)
    }

    /// Returns the names that the item of a path refers to itself, and that of what it is in.
    pub(super) fn direct(&self, path: &str) -> impl Iterator<Item = &String> {
        self.depends.get(name_of(path)).into_iter().flatten()
    }

    /// Returns the names of everything that the item of a path hangs on, itself included.
    pub(super) fn around(&self, path: &str) -> BTreeSet<String> {
        let mut found = BTreeSet::from([name_of(path).to_owned()]);
        let mut todo = vec![name_of(path).to_owned()];
        while let Some(name) = todo.pop() {
            for next in self.depends.get(&name).into_iter().flatten() {
                if found.insert(next.clone()) {
                    todo.push(next.clone());
                }
            }
        }
        found
    }

    fn items(&mut self, form: &Form, items: &[Item], parent: Option<&str>) {
        for item in items {
            let (name, text, inner) = match item {
                Item::Question(question) => (&question.name, of_question(form, question), None),
                Item::Group(group) => (
                    &group.name,
                    of_rules("group", &group.rules, &[&group.label]),
                    Some(&group.items),
                ),
                Item::Repeat(repeat) => {
                    let group = &repeat.group;
                    let mut text = of_rules("repeat", &group.rules, &[&group.label]);
                    push(&mut text, "count", repeat.count.as_ref());
                    (&group.name, text, Some(&group.items))
                }
            };
            let mut names: BTreeSet<String> =
                references(&text).into_iter().map(|found| found.name.to_owned()).collect();
            names.extend(parent.map(str::to_owned));
            // A repeat's instances, and so what counts them, hang on what is in it.
            self.depends.insert(name.clone(), names);
            self.rules.insert(name.clone(), text);
            if let Some(inner) = inner {
                self.items(form, inner, Some(name));
            }
        }
    }
}

/// Returns the last name of a path, without the number of its instance.
pub(super) fn name_of(path: &str) -> &str {
    let last = path.rsplit('/').next().unwrap_or(path);
    last.split('[').next().unwrap_or(last)
}

fn of_question(form: &Form, question: &Question) -> String {
    let mut texts = vec![&question.label, &question.hint];
    let list = match question.choices() {
        Some(Choices::List(name)) => form.list(name),
        _ => None,
    };
    texts.extend(list.into_iter().flat_map(|list| list.choices.iter().map(|choice| &choice.label)));
    let mut text = of_rules(&format!("{:?}", question.kind), &question.rules, &texts);
    push(&mut text, "choice_filter", question.choice_filter.as_ref());
    text
}

fn of_rules(kind: &str, rules: &Rules, texts: &[&Text]) -> String {
    let mut text = format!("kind {kind}");
    push(&mut text, "relevant", rules.relevant.as_ref());
    push(&mut text, "constraint", rules.constraint.as_ref());
    push(&mut text, "required", rules.required.as_ref());
    push(&mut text, "readonly", rules.read_only.as_ref());
    push(&mut text, "calculation", rules.calculation.as_ref());
    match &rules.default {
        Some(Given::Dynamic(expression)) => push(&mut text, "default", Some(expression)),
        Some(Given::Fixed(value)) => text = format!("{text} | default '{value}'"),
        None => {}
    }
    let messages = [&rules.constraint_message, &rules.required_message];
    let shown = texts.iter().copied().chain(messages);
    for words in shown.flat_map(|text| text.0.values()).filter(|words| words.contains("${")) {
        text = format!("{text} | text {words}");
    }
    text
}

fn push(text: &mut String, word: &str, expression: Option<&Expression>) {
    if let Some(expression) = expression {
        *text = format!("{text} | {word} {}", expression.0);
    }
}
