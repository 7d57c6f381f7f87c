//! Random questions: their kind, their rules, their choices.

use super::Maker;
use crate::testing::expressions::{Known, Sort};
use crate::testing::person;
use doorstep_schema::form::{Choices, Default as Given, Expression, Kind, Meta, Question, Rules};
use std::collections::BTreeMap;

impl Maker {
    /// Makes a question, which later ones may refer to.
    pub(super) fn question(&mut self) -> Question {
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
