//! Somebody who answers at random, and only what is asked.

use super::dice::Dice;
use super::expressions::{day, field, point};
use crate::trial::{Act, Step};
use doorstep_schema::form::filling::{Phone, State};
use doorstep_schema::form::xpath::{Clock, Env};
use doorstep_schema::form::{Compiled, Filling, Item, Kind, Language};
use serde_json::{Value, json};
use std::cell::Cell;
use std::sync::Arc;

/// Texts that are answered.
pub(super) const WORDS: &[&str] =
    &["un", "deux mots", "12", "x", "abcde", "Éclair 家访", "7.5", "a-b", "yes"];

/// Makes up the steps of a filling: answers, answers taken back, instances added and removed.
#[must_use]
pub fn history(form: &Arc<Compiled>, now: Clock, seed: u64) -> Vec<Step> {
    let mut dice = Dice::new(seed);
    let mut filling = Filling::begin(form, Env { now, chance: Cell::new(0) }, &Phone::default());
    let repeats = repeats(&form.form().items);
    let wanted = 8 + dice.below(10);
    let mut steps = Vec::new();
    for _ in 0..wanted * 3 {
        if steps.len() == wanted {
            break;
        }
        let step = if !repeats.is_empty() && dice.percent(25) {
            instance(&mut dice, &filling, &repeats)
        } else {
            answer(&mut dice, &filling)
        };
        let Some(step) = step else { continue };
        let taken = match &step.act {
            Act::Answer(value) => filling.answer(&step.path, value),
            Act::Add(_) => filling.add(&step.path),
            Act::Remove(index) => filling.remove(&step.path, *index),
        };
        if taken.is_ok() {
            steps.push(step);
        }
    }
    steps
}

/// Names the repeats whose instances the person adds and removes.
fn repeats(items: &[Item]) -> Vec<String> {
    let mut names = Vec::new();
    for item in items {
        match item {
            Item::Question(_) => {}
            Item::Group(group) => names.extend(repeats(&group.items)),
            Item::Repeat(repeat) => {
                if repeat.count.is_none() {
                    names.push(repeat.group.name.clone());
                }
                names.extend(repeats(&repeat.group.items));
            }
        }
    }
    names
}

fn instance(dice: &mut Dice, filling: &Filling, repeats: &[String]) -> Option<Step> {
    let name = dice.pick(repeats)?;
    let language = Language::default();
    let shown: Vec<String> = filling
        .walk(&language)
        .filter(|state| state.layout.repeat && state.relevant)
        .filter_map(|state| {
            let (path, index) = state.path.strip_suffix(']')?.rsplit_once('[')?;
            path.ends_with(&format!("/{name}")).then(|| format!("{path} {index}"))
        })
        .collect();
    let (path, index) = dice.pick(&shown)?.split_once(' ')?;
    let act = if dice.percent(65) { Act::Add(1) } else { Act::Remove(index.parse().ok()?) };
    Some(Step { path: path.to_owned(), act })
}

fn answer(dice: &mut Dice, filling: &Filling) -> Option<Step> {
    let language = Language::default();
    let open = |state: &State| state.relevant && !state.read_only && state.kind.is_some();
    let asked: Vec<State> = filling.walk(&language).filter(open).collect();
    let asked = dice.pick(&asked)?;
    let value = if dice.percent(12) {
        Value::Null
    } else {
        value(dice, filling, asked.kind.as_ref()?, &asked.path)?
    };
    Some(Step { path: asked.path.clone(), act: Act::Answer(value) })
}

fn value(dice: &mut Dice, filling: &Filling, kind: &Kind, path: &str) -> Option<Value> {
    let offered = || filling.choices(path, &Language::default()).unwrap_or_default();
    Some(match kind {
        Kind::Text => json!(dice.word(WORDS)),
        Kind::Integer => json!(dice.within(-4, 40)),
        Kind::Decimal => {
            json!(f64::from(i32::try_from(dice.within(-40, 400)).unwrap_or(0)) + 0.125)
        }
        Kind::Range => json!(1 + 2 * dice.within(0, 4)),
        Kind::Date => json!(day(dice)),
        Kind::Time => json!(format!("{:02}:{:02}:00.000+08:00", dice.below(24), dice.below(60))),
        Kind::DateTime => json!(format!("{}T{:02}:30:00.000+08:00", day(dice), dice.below(24))),
        Kind::SelectOne { .. } => json!(dice.pick(&offered())?.name),
        Kind::SelectMany { .. } => {
            let names: Vec<String> = offered()
                .into_iter()
                .filter(|_| dice.percent(45))
                .map(|offer| offer.name)
                .collect();
            json!(names)
        }
        Kind::Rank { .. } => {
            let mut names: Vec<String> = offered().into_iter().map(|offer| offer.name).collect();
            for at in 1..names.len() {
                names.swap(at, dice.below(at + 1));
            }
            json!(names)
        }
        Kind::Point => json!(point(dice)),
        Kind::Shape => json!(field(dice)),
        Kind::Trace => json!([point(dice), point(dice), point(dice)].join(";")),
        Kind::Acknowledge => json!("OK"),
        _ => return None,
    })
}
