//! Random forms.

mod questions;

use super::dice::Dice;
use super::expressions::{Known, Scope, Sort};
use doorstep_schema::form::{
    Choice, ChoiceList, Expression, Form, Group, Item, Language, Repeat, Rules, Settings, Text,
};

const LANGUAGES: [&str; 2] = ["English (en)", "Français (fr)"];

/// Makes the form of a seed.
#[must_use]
pub fn form(seed: u64) -> Form {
    let mut maker = Maker {
        dice: Dice::new(seed),
        known: Vec::new(),
        within: Vec::new(),
        number: 0,
        translated: false,
    };
    maker.translated = maker.dice.percent(40);
    let count = 6 + maker.dice.below(10);
    let items = maker.items(count, 2);
    // A choice's label shows only what stands before every select and is answered by hand: all else may be made of it.
    let first = maker.known.iter().position(|known| known.list.is_some());
    maker.known.truncate(first.unwrap_or(maker.known.len()));
    maker.known.retain(|known| known.plain);
    let languages = if maker.translated { &LANGUAGES[..] } else { &[] };
    let languages: Vec<Language> =
        languages.iter().map(|name| Language((*name).to_owned())).collect();
    Form {
        id: format!("form_{seed}"),
        version: "1".to_owned(),
        title: Text::plain(format!("Form {seed}")),
        settings: Settings { default_language: languages.first().cloned(), ..Settings::default() },
        lists: vec![maker.list("ways", 4), maker.list("places", 6), maker.list("yn", 2)],
        languages,
        items,
    }
}

struct Maker {
    dice: Dice,
    known: Vec<Known>,
    within: Vec<String>,
    number: usize,
    translated: bool,
}

impl Maker {
    fn items(&mut self, count: usize, depth: usize) -> Vec<Item> {
        let mut items = Vec::new();
        for _ in 0..count {
            let item = match self.dice.below(12) {
                0 if depth > 0 => Item::Group(self.group(depth)),
                1 | 2 if depth > 0 && self.within.len() < 2 => Item::Repeat(self.repeat(depth)),
                _ => Item::Question(self.question()),
            };
            items.push(item);
        }
        items
    }

    fn name(&mut self, letter: char) -> String {
        self.number += 1;
        format!("{letter}{}", self.number)
    }

    fn group(&mut self, depth: usize) -> Group {
        let name = self.name('g');
        let rules = Rules {
            relevant: self.maybe_truth(30),
            read_only: if self.dice.percent(10) { self.maybe_truth(100) } else { None },
            ..Rules::default()
        };
        let label = self.text(&name);
        let count = 1 + self.dice.below(4);
        let items = self.items(count, depth - 1);
        let appearance = self.dice.word(&["", "field-list"]).to_owned();
        Group { name, label, rules, appearance, items, ..Group::default() }
    }

    fn repeat(&mut self, depth: usize) -> Repeat {
        let name = self.name('r');
        let relevant = self.maybe_truth(20);
        let count = self.dice.percent(35).then(|| {
            let count = self.scope().number(1);
            Expression(match self.dice.below(2) {
                0 => self.dice.within(0, 3).to_string(),
                // Bounded, so that no form makes thousands of instances.
                _ => format!("if({count} > 3, 3, if({count} > 0, int({count}), 0))"),
            })
        });
        let label = self.text(&name);
        self.within.push(name.clone());
        let many = 1 + self.dice.below(4);
        let items = self.items(many, depth - 1);
        self.within.pop();
        self.known.push(Known {
            name: name.clone(),
            sort: None,
            list: None,
            within: self.within.clone(),
            plain: false,
        });
        let rules = Rules { relevant, ..Rules::default() };
        Repeat { group: Group { name, label, rules, items, ..Group::default() }, count }
    }

    fn maybe_truth(&mut self, chance: usize) -> Option<Expression> {
        if !self.dice.percent(chance) {
            return None;
        }
        let depth = self.dice.below(3);
        Some(Expression(self.scope().truth(depth)))
    }

    fn scope(&mut self) -> Scope<'_> {
        Scope { dice: &mut self.dice, known: &self.known, within: &self.within }
    }

    /// Words a text, now and then with an answer in it.
    fn text(&mut self, words: &str) -> Text {
        let answer = if self.dice.percent(20) {
            let sort = [Sort::Number, Sort::Text, Sort::One, Sort::Day];
            let sort = self.dice.pick(&sort).copied().unwrap_or(Sort::Text);
            self.scope().reference(sort).map_or_else(String::new, |found| format!(": {found}"))
        } else {
            String::new()
        };
        if !self.translated {
            return Text::plain(format!("{words}{answer}"));
        }
        let texts = LANGUAGES
            .iter()
            .map(|name| (Language((*name).to_owned()), format!("{words} {}{answer}", &name[..2])));
        Text(texts.collect())
    }

    /// Makes a choice list with the further columns that filters and look-ups use.
    fn list(&mut self, name: &str, count: usize) -> ChoiceList {
        let names = if name == "yn" {
            ["yes", "no", "", "", "", ""]
        } else {
            ["a", "b", "c", "d", "e", "f"]
        };
        let choices = names.iter().take(count).map(|choice| Choice {
            name: (*choice).to_owned(),
            label: self.text(&format!("{name} {choice}")),
            cells: vec![
                self.dice.word(&["l", "r"]).to_owned(),
                self.dice.within(0, 20).to_string(),
            ],
            row: 0,
        });
        let choices = choices.collect();
        let columns = vec!["side".to_owned(), "size".to_owned()];
        ChoiceList { name: name.to_owned(), file: None, columns, choices }
    }
}
