//! Flattens the items of a form into [`Spec`]s, and keeps what is still to be parsed.

use super::faults::Faults;
use super::spec::{Expressions, Offer, Shape, Spec, SpecId, Wording};
use crate::form::filling::{Rule, limits};
use crate::form::{Default as Given, Expression, Form, Group, Item, Kind, Place, Question, Rules, Text};
use std::collections::HashMap;

/// The flattened items and, beside each, what its author wrote.
pub(super) struct Planted {
    pub(super) specs: Vec<Spec>,
    pub(super) sources: Vec<Source>,
}

/// What an author wrote of one item, still to be parsed.
#[derive(Default)]
pub(super) struct Source {
    pub(super) rules: Rules,
    pub(super) label: Text,
    pub(super) hint: Text,
    pub(super) guidance: Text,
    pub(super) filter: Option<Expression>,
    pub(super) count: Option<Expression>,
}

/// The label of the question that `or_other` adds, as `pyxform` words it.
const OTHER_LABEL: &str = "Specify other.";

/// Flattens the items, in the order of the form.
pub(super) fn plant(form: &Form, faults: &mut Faults) -> Planted {
    let root = form.settings.root.as_deref().unwrap_or("data");
    let mut planted = Planted { specs: Vec::new(), sources: Vec::new() };
    planted.push(root, Shape::Group, 0, Place(0), Source::default());
    if !is_name(root) {
        faults.of_form(Rule::Name, bad_name(root));
    }
    // A stack of siblings still to be planted, so that depth costs no call stack.
    let mut stack: Vec<(SpecId, std::slice::Iter<'_, Item>)> = vec![(0, form.items.iter())];
    while let Some((parent, rest)) = stack.last_mut() {
        let parent = *parent;
        let Some(item) = rest.next() else {
            stack.pop();
            continue;
        };
        if planted.specs.len() > limits::ITEMS {
            faults.of_form(Rule::Form, format!("the form has more than {} items: divide it", limits::ITEMS));
            break;
        }
        let (group, repeated, count) = match item {
            Item::Question(question) => {
                planted.question(parent, question, faults);
                continue;
            }
            Item::Group(group) => (group, Shape::Group, None),
            Item::Repeat(repeat) => (&repeat.group, Shape::Repeat, repeat.count.clone()),
        };
        let id = planted.group(parent, group, repeated, count, faults);
        if stack.len() > limits::DEPTH {
            let why = format!("groups lie more than {} deep in one another: take some apart", limits::DEPTH);
            faults.add(&planted.specs, id, Rule::Form, None, why);
        } else {
            stack.push((id, group.items.iter()));
        }
    }
    planted
}

impl Planted {
    fn push(&mut self, name: &str, shape: Shape, parent: SpecId, place: Place, source: Source) -> SpecId {
        let id = u32::try_from(self.specs.len()).unwrap_or(u32::MAX);
        let (depth, repeat, slot) = match self.specs.get(parent as usize) {
            Some(above) if id != 0 => {
                let repeat = if above.shape == Shape::Repeat { Some(parent) } else { above.repeat };
                (above.depth + 1, repeat, u32::try_from(above.children.len()).unwrap_or(u32::MAX))
            }
            _ => (0, None, 0),
        };
        if id != 0
            && let Some(above) = self.specs.get_mut(parent as usize)
        {
            above.children.push(id);
            above.by_name.entry(name.into()).or_insert(id);
        }
        self.specs.push(Spec {
            name: name.into(),
            shape,
            parent,
            slot,
            depth,
            children: Vec::new(),
            by_name: HashMap::new(),
            repeat,
            row: place.0,
            appearance: String::new(),
            parameters: std::collections::BTreeMap::new(),
            bound: None,
            fixed: None,
            label: Wording::default(),
            hint: Wording::default(),
            guidance: Wording::default(),
            constraint_message: Wording::default(),
            required_message: Wording::default(),
            rules: Expressions::default(),
            offer: Offer::None,
            triggered: false,
            once: false,
        });
        self.sources.push(source);
        id
    }

    /// Says what is wrong with the name of the item just planted.
    fn check_name(&self, id: SpecId, faults: &mut Faults) {
        let spec = &self.specs[id as usize];
        if !is_name(&spec.name) {
            faults.add(&self.specs, id, Rule::Name, None, bad_name(&spec.name));
        } else if self.specs[spec.parent as usize].by_name.get(&spec.name) != Some(&id) {
            let why = format!("the name {} is taken by another item of this group: rename one of them", spec.name);
            faults.add(&self.specs, id, Rule::Name, None, why);
        }
    }

    fn group(
        &mut self,
        parent: SpecId,
        group: &Group,
        shape: Shape,
        count: Option<Expression>,
        faults: &mut Faults,
    ) -> SpecId {
        let source = Source {
            rules: group.rules.clone(),
            label: group.label.clone(),
            count,
            ..Source::default()
        };
        let id = self.push(&group.name, shape, parent, group.place, source);
        self.specs[id as usize].appearance.clone_from(&group.appearance);
        self.check_name(id, faults);
        id
    }

    fn question(&mut self, parent: SpecId, question: &Question, faults: &mut Faults) {
        let source = Source {
            rules: question.rules.clone(),
            label: question.label.clone(),
            hint: question.hint.clone(),
            guidance: question.guidance.clone(),
            filter: question.choice_filter.clone(),
            count: None,
        };
        let shape = Shape::Question(question.kind.clone());
        let id = self.push(&question.name, shape, parent, question.place, source);
        let spec = &mut self.specs[id as usize];
        spec.appearance.clone_from(&question.appearance);
        spec.parameters.clone_from(&question.parameters);
        spec.bound = question.bound;
        if let Some(Given::Fixed(value)) = &question.rules.default {
            spec.fixed = Some(value.clone());
        }
        self.check_name(id, faults);
        if let Kind::SelectOne { other: true, .. } | Kind::SelectMany { other: true, .. } = question.kind {
            self.other(parent, question, faults);
        }
    }

    /// Plants the question in words that `or_other` adds.
    fn other(&mut self, parent: SpecId, of: &Question, faults: &mut Faults) {
        let name = format!("{}_other", of.name);
        let rules = Rules {
            relevant: Some(Expression(format!("selected(../{}, 'other')", of.name))),
            ..Rules::default()
        };
        let source = Source { rules, label: Text::plain(OTHER_LABEL), ..Source::default() };
        let id = self.push(&name, Shape::Question(Kind::Text), parent, of.place, source);
        self.check_name(id, faults);
    }
}

/// Tells whether a text can name an XML element: a letter or `_`, then letters, digits, `_`, `-` and `.`.
pub(super) fn is_name(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(|c| c.is_alphabetic() || c == '_')
        && letters.all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

fn bad_name(name: &str) -> String {
    format!("“{name}” is no name: begin with a letter or _, then letters, digits, _, - and .")
}
