//! Days and times.
//!
//! Specification: Date and Time Functions. Dates and moments are texts; the module [`super::super::moment`] tells how they
//! become numbers. What is no date gives an empty text or NaN; `JavaRosa` stops with an error.

use super::super::eval::Arguments;
use super::super::fault::Trouble;
use super::super::moment::{self, Moment};
use super::super::number;
use super::super::value::Value;
use super::Function;

type Answer<'a> = Result<Value<'a>, Trouble>;

pub(super) const FUNCTIONS: &[Function] = &[
    Function::new("today", 0, 0, |a| Ok(moment::write_day(a.eval.env.now.civil.date()).into())),
    Function::new("now", 0, 0, |a| {
        Ok(moment::write(a.eval.env.now.civil, a.eval.env.now.offset_seconds).into())
    }),
    Function::new("date", 1, 1, date),
    Function::new("date-time", 1, 1, date_time),
    Function::new("decimal-date-time", 1, 1, decimal_date_time),
    Function::new("decimal-time", 1, 1, decimal_time),
];

/// Reads a number of days since 1970-01-01, or a date or moment as a text, also one like `2024-5-1`.
pub(super) fn read(a: &Arguments<'_, '_>, index: usize) -> Result<Option<Moment>, Trouble> {
    let clock = a.eval.env.now;
    let text = match a.value(index)? {
        Value::Number(days) => return Ok(Moment::from_days(days, clock)),
        Value::Bool(_) => return Ok(None),
        value => value.into_text(a.eval.tree),
    };
    let text = number::trim(&text);
    let read = Moment::read(text).or_else(|| Moment::read(&padded(text)?));
    Ok(read.or_else(|| Moment::from_days(number::from_text(text), clock)))
}

/// Writes a month and a day of one digit with two.
fn padded(text: &str) -> Option<String> {
    let (day, rest) = text.split_at(text.find('T').unwrap_or(text.len()));
    let mut parts = day.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let sound = year.len() == 4 && matches!((month.len(), day.len()), (1..=2, 1..=2));
    sound.then(|| format!("{year}-{month:0>2}-{day:0>2}{rest}"))
}

fn date<'a>(a: &Arguments<'a, '_>) -> Answer<'a> {
    let clock = a.eval.env.now;
    Ok(read(a, 0)?
        .map_or(Value::EMPTY, |moment| moment::write_day(moment.local(clock).date()).into()))
}

fn date_time<'a>(a: &Arguments<'a, '_>) -> Answer<'a> {
    let clock = a.eval.env.now;
    Ok(read(a, 0)?.map_or(Value::EMPTY, |moment| {
        moment::write(moment.local(clock), clock.offset_seconds).into()
    }))
}

/// A number stays what it is; a date is its midnight on the local clock.
fn decimal_date_time<'a>(a: &Arguments<'a, '_>) -> Answer<'a> {
    if let Value::Number(days) = a.value(0)? {
        return Ok(days.into());
    }
    Ok(read(a, 0)?.map_or(f64::NAN, |moment| moment.utc_days(a.eval.env.now)).into())
}

/// The share of the local day that has passed at a time, or at a moment.
fn decimal_time<'a>(a: &Arguments<'a, '_>) -> Answer<'a> {
    let clock = a.eval.env.now;
    let text = match a.value(0)? {
        Value::Number(days) => return Ok((days - days.floor()).into()),
        value => value.into_text(a.eval.tree),
    };
    let text = number::trim(&text);
    let read = moment::read_time(text).map(|(time, offset)| {
        let day = clock.civil.date();
        Moment { day, time: Some(time), offset }
    });
    let moment = read.or_else(|| Moment::read(text).filter(|moment| moment.time.is_some()));
    Ok(moment.map_or(f64::NAN, |moment| moment::share(moment.local(clock).time())).into())
}
