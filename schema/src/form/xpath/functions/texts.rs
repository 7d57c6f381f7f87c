//! Texts: joining, cutting, searching. Positions and lengths count characters, never bytes.
//!
//! Specification: String Functions; `XPath` 1.0, 4.2.

use super::super::eval::Arguments;
use super::super::fault::Trouble;
use super::super::number;
use super::super::value::Value;
use super::{Context, Function, MANY};
use std::borrow::Cow;

type Answer<'a> = Result<Value<'a>, Trouble>;

pub(super) const FUNCTIONS: &[Function] = &[
    Function::new("string", 0, 1, |a| Ok(a.text_or_context(0)?.into()))
        .hangs(Context::WithoutArguments),
    Function::new("concat", 1, MANY, |a| Ok(a.texts(0)?.concat().into())),
    Function::new("join", 1, MANY, |a| Ok(a.texts(1)?.join(&*a.text(0)?).into())),
    Function::new("contains", 2, 2, |a| Ok(a.text(0)?.contains(&*a.text(1)?).into())),
    Function::new("starts-with", 2, 2, |a| Ok(a.text(0)?.starts_with(&*a.text(1)?).into())),
    Function::new("ends-with", 2, 2, |a| Ok(a.text(0)?.ends_with(&*a.text(1)?).into())),
    Function::new("substr", 2, 3, substr),
    Function::new("substring", 2, 3, substring),
    Function::new("substring-before", 2, 2, |a| beside(a, |text, at, _| &text[..at])),
    Function::new("substring-after", 2, 2, |a| beside(a, |text, at, length| &text[at + length..])),
    Function::new("string-length", 1, 1, |a| Ok(number::count(a.text(0)?.chars().count()).into())),
    Function::new("normalize-space", 0, 1, normalize_space).hangs(Context::WithoutArguments),
    Function::new("translate", 3, 3, translate),
    Function::new("lower-case", 1, 1, |a| Ok(a.text(0)?.to_lowercase().into())),
    Function::new("upper-case", 1, 1, |a| Ok(a.text(0)?.to_uppercase().into())),
];

/// From 0 up to but without the end; negative ones count from the end, as in `JavaRosa` and web-forms.
fn substr<'a>(a: &Arguments<'a, '_>) -> Answer<'a> {
    let text = a.text(0)?;
    let length = i64::try_from(text.chars().count()).unwrap_or(i64::MAX);
    let place = |wanted: f64| {
        let wanted = number::whole(wanted);
        if wanted < 0 { length.saturating_add(wanted).max(0) } else { wanted.min(length) }
    };
    let start = place(a.number(1)?);
    let end = if a.has(2) { place(a.number(2)?) } else { length };
    let count = |wanted: i64| usize::try_from(wanted).unwrap_or(0);
    Ok(cut(text, count(start), count(end)).into())
}

/// From position 1, as many characters as the length says, both rounded: `XPath` 1.0, 4.2.
fn substring<'a>(a: &Arguments<'a, '_>) -> Answer<'a> {
    let text = a.text(0)?;
    let first = number::round(a.number(1)?);
    let beyond = if a.has(2) { first + number::round(a.number(2)?) } else { f64::INFINITY };
    if first.is_nan() || beyond.is_nan() {
        return Ok(Value::EMPTY);
    }
    let index = |position: f64| usize::try_from(number::whole(position.max(1.0)) - 1).unwrap_or(0);
    Ok(cut(text, index(first), index(beyond)).into())
}

/// Cuts out the characters from `start` up to `end`.
fn cut(text: Cow<'_, str>, start: usize, end: usize) -> Cow<'_, str> {
    if start >= end {
        return Cow::Borrowed("");
    }
    let byte =
        |character: usize| text.char_indices().nth(character).map_or(text.len(), |(at, _)| at);
    let (start, end) = (byte(start), byte(end));
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(&text[start..end]),
        Cow::Owned(text) => Cow::Owned(text[start..end].to_owned()),
    }
}

fn beside<'a>(a: &Arguments<'a, '_>, side: fn(&str, usize, usize) -> &str) -> Answer<'a> {
    let (text, sought) = (a.text(0)?, a.text(1)?);
    Ok(text.find(&*sought).map_or("", |at| side(&text, at, sought.len())).to_owned().into())
}

fn normalize_space<'a>(a: &Arguments<'a, '_>) -> Answer<'a> {
    let text = a.text_or_context(0)?;
    let words: Vec<&str> =
        text.split([' ', '\t', '\r', '\n']).filter(|word| !word.is_empty()).collect();
    Ok(words.join(" ").into())
}

fn translate<'a>(a: &Arguments<'a, '_>) -> Answer<'a> {
    let (text, from, to) = (a.text(0)?, a.text(1)?, a.text(2)?);
    let translated = text.chars().filter_map(|c| match from.chars().position(|known| known == c) {
        Some(place) => to.chars().nth(place),
        None => Some(c),
    });
    Ok(translated.collect::<String>().into())
}
