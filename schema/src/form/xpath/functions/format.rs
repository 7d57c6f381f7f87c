//! Dates and times as people write them.
//!
//! Specification: `format-date`, `format-date-time`. Both know all signs, as in `JavaRosa`; what is no sign stays as it
//! is. Names of months and days are English: a form here has no locale of its own.

use super::super::eval::Arguments;
use super::super::fault::Trouble;
use super::super::value::Value;
use super::{Function, days};
use jiff::civil::DateTime;
use std::fmt::Write;

pub(super) const FUNCTIONS: &[Function] =
    &[Function::new("format-date", 2, 2, format), Function::new("format-date-time", 2, 2, format)];

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAYS: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

fn format<'a>(a: &Arguments<'a, '_>) -> Result<Value<'a>, Trouble> {
    let Some(moment) = days::read(a, 0)? else { return Ok(Value::EMPTY) };
    let shown = moment.local(a.eval.env.now);
    let pattern = a.text(1)?;
    let mut out = String::with_capacity(pattern.len() + 8);
    let mut rest = pattern.chars();
    while let Some(c) = rest.next() {
        if c != '%' {
            out.push(c);
            continue;
        }
        match rest.next() {
            Some(sign) => put(&mut out, sign, shown),
            None => out.push('%'),
        }
    }
    Ok(out.into())
}

fn put(out: &mut String, sign: char, shown: DateTime) {
    let name = |names: &[&'static str], index: i8| {
        usize::try_from(index).ok().and_then(|index| names.get(index).copied()).unwrap_or_default()
    };
    // Writing to a text can not fail.
    let _ = match sign {
        'Y' => write!(out, "{:04}", shown.year()),
        'y' => write!(out, "{:02}", shown.year().rem_euclid(100)),
        'm' => write!(out, "{:02}", shown.month()),
        'n' => write!(out, "{}", shown.month()),
        'b' => out.write_str(name(&MONTHS, shown.month() - 1)),
        'd' => write!(out, "{:02}", shown.day()),
        'e' => write!(out, "{}", shown.day()),
        'a' => out.write_str(name(&DAYS, shown.weekday().to_sunday_zero_offset())),
        'H' => write!(out, "{:02}", shown.hour()),
        'h' => write!(out, "{}", shown.hour()),
        'M' => write!(out, "{:02}", shown.minute()),
        'S' => write!(out, "{:02}", shown.second()),
        '3' => write!(out, "{:03}", shown.millisecond()),
        '%' => out.write_str("%"),
        _ => write!(out, "%{sign}"),
    };
}
