//! Random forms.

use super::dice::Dice;
use super::expressions::{Known, Scope, Sort};
use super::person;
use doorstep_schema::form::{
    Choice, ChoiceList, Choices, Default as Given, Expression, Form, Group, Item, Kind, Language,
    Meta, Question, Repeat, Rules, Settings, Text,
};
use std::collections::BTreeMap;

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

    fn question(&mut self) -> Question {
        let name = self.name('q');
        let (kind, sort) = self.kind();
        let list = list_of(&kind);
        let mut question = Question { name: name.clone(), kind, ..Question::default() };
        let silent = matches!(question.kind, Kind::Calculate | Kind::Meta(_));
        if !silent {
            question.label = self.text(&name);
            if self.dice.percent(20) {
                question.hint = self.text(&format!("{name} hint"));
            }
        }
        question.rules = self.rules(&question.kind, sort);
        if let Some(list) = list {
            self.selecting(&mut question, list);
        }
        if question.kind == Kind::Range {
            let bounds = [("start", "1"), ("end", "9"), ("step", "2")];
            question.parameters = owned(&bounds);
        }
        if let Some(sort) = sort {
            let plain = !silent
                && question.rules.calculation.is_none()
                && !matches!(question.rules.default, Some(Given::Dynamic(_)));
            let within = self.within.clone();
            self.known.push(Known { name, sort: Some(sort), list, within, plain });
        }
        question
    }

    fn kind(&mut self) -> (Kind, Option<Sort>) {
        let list = Choices::List(self.dice.word(&["ways", "places", "yn"]).to_owned());
        match self.dice.below(34) {
            0..=3 => (Kind::Text, Some(Sort::Text)),
            4..=7 => (Kind::Integer, Some(Sort::Number)),
            8 | 9 => (Kind::Decimal, Some(Sort::Number)),
            10 => (Kind::Range, Some(Sort::Number)),
            11 | 12 => (Kind::Date, Some(Sort::Day)),
            13 => (Kind::Time, Some(Sort::Time)),
            14 => (Kind::DateTime, Some(Sort::Moment)),
            15..=18 => (Kind::SelectOne { choices: list, other: false }, Some(Sort::One)),
            19 | 20 => (Kind::SelectMany { choices: list, other: false }, Some(Sort::Many)),
            21 => (Kind::Rank { choices: list }, Some(Sort::Many)),
            22 => (Kind::Point, Some(Sort::Point)),
            23 => match self.dice.below(2) {
                0 => (Kind::Trace, Some(Sort::Points)),
                _ => (Kind::Shape, Some(Sort::Points)),
            },
            24 => (Kind::Note, None),
            25 => (Kind::Acknowledge, None),
            26 => (Kind::Meta(Meta::Today), Some(Sort::Day)),
            _ => {
                let sort = [Sort::Number, Sort::Number, Sort::Text, Sort::Day];
                (Kind::Calculate, self.dice.pick(&sort).copied())
            }
        }
    }

    fn rules(&mut self, kind: &Kind, sort: Option<Sort>) -> Rules {
        let mut rules = Rules { relevant: self.maybe_truth(30), ..Rules::default() };
        let sort = sort.unwrap_or(Sort::Text);
        match kind {
            Kind::Meta(_) => rules.relevant = None,
            Kind::Note => {}
            Kind::Calculate => {
                rules.calculation = Some(self.calculation(sort));
            }
            Kind::Acknowledge => rules.required = self.maybe_truth(30),
            _ => {
                rules.constraint = self.constraint(sort);
                if rules.constraint.is_some() {
                    rules.constraint_message = self.text("constraint");
                }
                rules.required = self.maybe_truth(30);
                if rules.required.is_some() {
                    rules.required_message = self.text("required");
                }
                rules.read_only = self.maybe_truth(8);
                rules.default = self.default(kind, sort);
                let computable = matches!(sort, Sort::Number | Sort::Text);
                if computable && *kind != Kind::Range && self.dice.percent(10) {
                    rules.default = None;
                    rules.calculation = Some(self.calculation(sort));
                }
            }
        }
        rules
    }

    fn calculation(&mut self, sort: Sort) -> Expression {
        let expression = self.scope().of(sort, 3);
        Expression(if self.dice.percent(5) { format!("once({expression})") } else { expression })
    }

    fn constraint(&mut self, sort: Sort) -> Option<Expression> {
        if !self.dice.percent(30) {
            return None;
        }
        let order = self.dice.word(&["<", ">", "<=", ">=", "!="]);
        Some(Expression(match sort {
            Sort::Number => format!(". {order} {}", self.scope().number(1)),
            Sort::Day => format!(". {order} {}", self.scope().day(1)),
            Sort::Text => format!("string-length(.) {order} {}", self.dice.within(2, 9)),
            Sort::Many => format!("count-selected(.) {order} {}", self.dice.within(1, 3)),
            Sort::One => format!(". != '{}'", self.dice.word(&["a", "b", "no"])),
            _ => self.scope().truth(2),
        }))
    }

    fn default(&mut self, kind: &Kind, sort: Sort) -> Option<Given> {
        if !self.dice.percent(20) {
            return None;
        }
        let dynamic = |expression: String| Some(Given::Dynamic(Expression(expression)));
        match (kind, sort) {
            (Kind::Range, _) => Some(Given::Fixed("5".to_owned())),
            (Kind::Integer, _) if self.dice.percent(50) => {
                Some(Given::Fixed(self.dice.within(0, 20).to_string()))
            }
            (Kind::Text, _) if self.dice.percent(50) => {
                Some(Given::Fixed(self.dice.word(person::WORDS).to_owned()))
            }
            (Kind::Text, _) => dynamic(format!("concat('x', {})", self.scope().text(1))),
            (Kind::Integer, _) => dynamic(format!("round({} + 1)", self.scope().number(1))),
            (Kind::Date, _) => dynamic("today()".to_owned()),
            (_, Sort::One) => {
                let choice = if list_of(kind) == Some("yn") { "yes" } else { "a" };
                Some(Given::Fixed(choice.to_owned()))
            }
            _ => None,
        }
    }

    fn selecting(&mut self, question: &mut Question, list: &'static str) {
        if self.dice.percent(35) {
            let filter = match self.dice.below(4) {
                0 => "side = 'l'".to_owned(),
                1 => format!("side = 'l' or {}", self.scope().truth(1)),
                2 => {
                    let number = self.scope().number(0);
                    format!("size > {number}")
                }
                _ => {
                    let one = self.scope().of(Sort::Text, 0);
                    format!("name != {one}")
                }
            };
            question.choice_filter = Some(Expression(filter));
        }
        if list == "places" && self.dice.percent(15) {
            let seed = self.dice.within(1, 99).to_string();
            question.parameters = owned(&[("randomize", "true"), ("seed", &seed)]);
        }
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

fn list_of(kind: &Kind) -> Option<&'static str> {
    let (Kind::SelectOne { choices, .. }
    | Kind::SelectMany { choices, .. }
    | Kind::Rank { choices }) = kind
    else {
        return None;
    };
    let Choices::List(list) = choices else { return None };
    ["ways", "places", "yn"].into_iter().find(|name| name == list)
}

fn owned(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
}
