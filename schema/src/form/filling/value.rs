//! Values as JSON and as the texts that expressions read, by the kind of the question.

use crate::form::Kind;
use jiff::civil::{Date, DateTime, Time};
use serde_json::{Map, Number, Value, json};
use std::collections::{BTreeMap, HashSet};

/// Turns a JSON value into the text that is kept; `null` and empty values into an empty text.
///
/// The error says what would fit.
pub(super) fn read(
    kind: &Kind,
    parameters: &BTreeMap<String, String>,
    value: &Value,
) -> Result<String, String> {
    let empty = match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    };
    if empty {
        return Ok(String::new());
    }
    match kind {
        Kind::Integer => integer(value)
            .map(|n| n.to_string())
            .ok_or_else(|| "a whole number is asked for".to_owned()),
        Kind::Decimal => {
            number(value).map(decimal_text).ok_or_else(|| "a number is asked for".to_owned())
        }
        Kind::Range => range(parameters, value),
        Kind::Date => text(value)
            .filter(|text| text.len() == 10 && text.parse::<Date>().is_ok())
            .ok_or_else(|| "a day is asked for, as in 2026-11-23".to_owned()),
        Kind::Time => text(value)
            .filter(|text| is_clock(text).is_some_and(|text| text.parse::<Time>().is_ok()))
            .ok_or_else(|| "a time of day is asked for, as in 08:15".to_owned()),
        Kind::DateTime => text(value)
            .filter(|text| is_moment(text))
            .ok_or_else(|| "a day and a time are asked for, as in 2026-11-23T08:15:00".to_owned()),
        Kind::SelectOne { .. } => {
            text(value).ok_or_else(|| "the name of one choice is asked for".to_owned())
        }
        Kind::SelectMany { .. } | Kind::Rank { .. } => several(value),
        Kind::Point => point(value),
        Kind::Trace => points(value, 2),
        Kind::Shape => points(value, 3),
        Kind::Acknowledge => match value {
            Value::Bool(true) => Ok("OK".to_owned()),
            Value::Bool(false) => Ok(String::new()),
            Value::String(text) if text == "OK" => Ok(text.clone()),
            _ => Err("a confirmation is asked for: OK, or nothing".to_owned()),
        },
        _ => text(value).ok_or_else(|| "a text is asked for".to_owned()),
    }
}

/// Turns what was computed into the text that is kept: what fits the kind, else nothing, as `JavaRosa` does.
///
/// A whole number is cut off towards 0, a day loses its time. What is no number leaves a number unanswered.
pub(super) fn computed(kind: &Kind, text: &str) -> String {
    let number = || text.trim().parse::<f64>().ok().filter(|number| number.is_finite());
    match kind {
        Kind::Integer => {
            number().map_or_else(String::new, |number| (number.trunc() + 0.0).to_string())
        }
        Kind::Decimal | Kind::Range => number().map_or_else(String::new, decimal_text),
        Kind::Date => text
            .split('T')
            .next()
            .filter(|day| day.len() == 10 && day.parse::<Date>().is_ok())
            .unwrap_or_default()
            .to_owned(),
        _ => text.to_owned(),
    }
}

/// Turns a kept text into JSON.
pub(super) fn write(kind: Option<&Kind>, text: &str) -> Value {
    let as_text = || Value::String(text.to_owned());
    match kind {
        Some(Kind::Integer) => text.parse::<i64>().map_or_else(|_| as_text(), Value::from),
        Some(Kind::Decimal | Kind::Range) => match text.parse::<i64>() {
            Ok(whole) => Value::from(whole),
            Err(_) => {
                text.parse().ok().and_then(Number::from_f64).map_or_else(as_text, Value::Number)
            }
        },
        Some(Kind::SelectMany { .. } | Kind::Rank { .. }) => text.split_whitespace().collect(),
        Some(Kind::Point) => point_json(text).unwrap_or_else(as_text),
        Some(Kind::Trace | Kind::Shape) => {
            let points: Option<Vec<Value>> =
                text.split(';').map(|point| point_json(point.trim())).collect();
            points.map_or_else(as_text, Value::Array)
        }
        _ => as_text(),
    }
}

/// Returns the choices that a text names.
pub(super) fn tokens<'a>(kind: &Kind, text: &'a str) -> impl Iterator<Item = &'a str> {
    let one = matches!(kind, Kind::SelectOne { .. }) && !text.is_empty();
    let many = if one { "" } else { text };
    one.then_some(text).into_iter().chain(many.split_whitespace())
}

/// Tells whether a JSON value is a point.
pub(super) fn is_point(value: &Value) -> bool {
    value.get("lat").is_some_and(Value::is_number) && value.get("lon").is_some_and(Value::is_number)
}

/// Turns any saved JSON value into a text.
pub(super) fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) if items.iter().all(is_point) => points(value, 0).unwrap_or_default(),
        Value::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join(" "),
        Value::Object(_) => point(value).unwrap_or_default(),
        other => other.to_string(),
    }
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

fn integer(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => number.as_i64().or_else(|| {
            #[expect(clippy::cast_possible_truncation, reason = "a whole number below 2^53")]
            number
                .as_f64()
                .filter(|n| n.fract() == 0.0 && n.abs() < 9_007_199_254_740_992.0)
                .map(|n| n as i64)
        }),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

fn number(value: &Value) -> Option<f64> {
    let number = match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    };
    number.filter(|number| number.is_finite())
}

/// Writes a number without an exponent, as expressions read it.
fn decimal_text(number: f64) -> String {
    number.to_string()
}

fn range(parameters: &BTreeMap<String, String>, value: &Value) -> Result<String, String> {
    let bound = |name: &str| parameters.get(name).and_then(|text| text.trim().parse::<f64>().ok());
    let (start, end) = (bound("start").unwrap_or(0.0), bound("end").unwrap_or(10.0));
    let step = bound("step").unwrap_or(1.0).abs();
    let number = number(value).ok_or_else(|| "a number is asked for".to_owned())?;
    if number < start.min(end) || number > start.max(end) {
        return Err(format!("a number from {start} to {end} is asked for"));
    }
    let steps = (number - start) / step;
    if step > 0.0 && (steps - steps.round()).abs() > 1e-6 {
        return Err(format!("a number from {start} in steps of {step} is asked for"));
    }
    Ok(decimal_text(number))
}

/// Returns a time of day without its offset from UTC, when there is one.
fn is_clock(text: &str) -> Option<&str> {
    let (clock, offset) = match text.find(['Z', '+', '-']) {
        Some(at) => text.split_at(at),
        None => (text, ""),
    };
    let digits = |part: &str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
    let sound = offset.is_empty()
        || offset == "Z"
        || offset[1..]
            .split_once(':')
            .map_or_else(|| digits(&offset[1..]), |(h, m)| digits(h) && digits(m));
    (sound && clock.len() >= 5 && clock.as_bytes()[2] == b':').then_some(clock)
}

fn is_moment(text: &str) -> bool {
    text.split_once('T').is_some_and(|(day, clock)| {
        day.len() == 10
            && is_clock(clock)
                .is_some_and(|clock| format!("{day}T{clock}").parse::<DateTime>().is_ok())
    })
}

fn several(value: &Value) -> Result<String, String> {
    let wrong = || "a list of choices is asked for".to_owned();
    let names: Vec<&str> = match value {
        Value::String(text) => text.split_whitespace().collect(),
        Value::Array(items) => {
            items.iter().map(Value::as_str).collect::<Option<_>>().ok_or_else(wrong)?
        }
        _ => return Err(wrong()),
    };
    let mut seen = HashSet::new();
    for name in &names {
        if name.is_empty() || name.contains(char::is_whitespace) {
            return Err(wrong());
        }
        if !seen.insert(*name) {
            return Err(format!("{name} is chosen twice"));
        }
    }
    Ok(names.join(" "))
}

fn point(value: &Value) -> Result<String, String> {
    let wrong = || "a point is asked for: lat, lon, altitude and accuracy".to_owned();
    let parts: Vec<f64> = match value {
        Value::String(text) => text
            .split_whitespace()
            .map(|part| part.parse().ok())
            .collect::<Option<_>>()
            .ok_or_else(wrong)?,
        Value::Object(fields) => ["lat", "lon", "altitude", "accuracy"]
            .into_iter()
            .enumerate()
            .map(|(at, name)| match fields.get(name) {
                None | Some(Value::Null) if at > 1 => Some(0.0),
                field => field.and_then(Value::as_f64),
            })
            .collect::<Option<_>>()
            .ok_or_else(wrong)?,
        _ => return Err(wrong()),
    };
    let sound = (2..=4).contains(&parts.len())
        && parts.iter().all(|part| part.is_finite())
        && parts[0].abs() <= 90.0
        && parts[1].abs() <= 180.0
        && parts.get(3).is_none_or(|accuracy| *accuracy >= 0.0);
    if !sound {
        return Err(wrong());
    }
    let parts: Vec<String> =
        parts.into_iter().chain([0.0, 0.0]).take(4).map(decimal_text).collect();
    Ok(parts.join(" "))
}

fn points(value: &Value, fewest: usize) -> Result<String, String> {
    let points: Vec<String> = match value {
        Value::String(text) => text
            .split(';')
            .filter(|part| !part.trim().is_empty())
            .map(|part| point(&Value::String(part.trim().to_owned())))
            .collect::<Result<_, _>>()?,
        Value::Array(items) => items.iter().map(point).collect::<Result<_, _>>()?,
        _ => return Err("a line of points is asked for".to_owned()),
    };
    if points.len() < fewest {
        return Err(format!("at least {fewest} points are asked for"));
    }
    Ok(points.join("; "))
}

fn point_json(text: &str) -> Option<Value> {
    let parts: Vec<f64> =
        text.split_whitespace().map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let [lat, lon, rest @ ..] = &parts[..] else { return None };
    let rest = |at: usize| rest.get(at).copied().unwrap_or(0.0);
    Some(json!({ "lat": lat, "lon": lon, "altitude": rest(0), "accuracy": rest(1) }))
}

/// Gathers named values into an object.
pub(super) fn object(fields: impl IntoIterator<Item = (String, Value)>) -> Map<String, Value> {
    fields.into_iter().collect()
}
