//! Numbers: reading, rounding, and one number of many.
//!
//! Specification: Number Functions; `XPath` 1.0, 4.4. An empty answer is left out of a sum, a least and a greatest, as
//! in `JavaRosa`, for which forms in the field are drawn up; web-forms makes NaN of it, as `XPath` says word for word.
//! An answer that is there and is no number makes NaN. `sum(${x}[. != ''])` means the same everywhere.

use super::super::eval::Arguments;
use super::super::fault::Trouble;
use super::super::moment::Amount;
use super::super::number;
use super::super::value::Value;
use super::{Context, Function, MANY};

type Answer<'a> = Result<Value<'a>, Trouble>;

pub(super) const FUNCTIONS: &[Function] = &[
    Function::new("number", 0, 1, to_number).hangs(Context::WithoutArguments),
    Function::new("int", 1, 1, |a| Ok(a.number(0)?.trunc().into())),
    Function::new("floor", 1, 1, |a| Ok(a.number(0)?.floor().into())),
    Function::new("ceiling", 1, 1, |a| Ok(a.number(0)?.ceil().into())),
    Function::new("round", 1, 2, round),
    Function::new("sum", 1, 1, sum),
    Function::new("max", 1, MANY, |a| extreme(a, f64::max)),
    Function::new("min", 1, MANY, |a| extreme(a, f64::min)),
];

fn to_number<'a>(a: &Arguments<'a, '_>) -> Answer<'a> {
    let amount =
        if a.has(0) { a.amount(0)? } else { Amount::read(&a.text_or_context(0)?, a.eval.env.now) };
    Ok(amount.number().into())
}

fn sum<'a>(a: &Arguments<'a, '_>) -> Answer<'a> {
    Ok(a.answered(a.nodes(0)?).fold(0.0, |sum, number| sum + number).into())
}

/// Of no numbers it is NaN; of a NaN too, as in `XPath` 3.0.
fn extreme<'a>(a: &Arguments<'a, '_>, pick: fn(f64, f64) -> f64) -> Answer<'a> {
    let numbers = a.amounts(0)?;
    let picked = numbers
        .into_iter()
        .reduce(|a, b| if a.is_nan() || b.is_nan() { f64::NAN } else { pick(a, b) });
    Ok(picked.unwrap_or(f64::NAN).into())
}

fn round<'a>(a: &Arguments<'a, '_>) -> Answer<'a> {
    let number = a.number(0)?;
    if !a.has(1) {
        return Ok(number::round(number).into());
    }
    let decimals = a.number(1)?;
    if !number.is_finite() || decimals.is_nan() {
        return Ok((if decimals.is_nan() { f64::NAN } else { number }).into());
    }
    Ok(to_decimals(number, number::whole(decimals.clamp(-400.0, 400.0))).into())
}

/// Rounds the decimals that are written, a half upwards: 1.005 to 2 is 1.01, as in `JavaRosa`.
fn to_decimals(number: f64, decimals: i64) -> f64 {
    let moved = |number: f64, places: i64| format!("{number}e{places}").parse().unwrap_or(f64::NAN);
    let shifted: f64 = moved(number, decimals);
    // So many decimals that there are none to round.
    if shifted.is_infinite() {
        return number;
    }
    moved(number::round(shifted), -decimals)
}
