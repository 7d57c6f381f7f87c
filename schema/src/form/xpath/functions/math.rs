//! Mathematics.
//!
//! Specification: Number Functions, which take them from `XPath` 3.0, `math:`.

use super::super::eval::Arguments;
use super::super::fault::Trouble;
use super::super::value::Value;
use super::Function;

pub(super) const FUNCTIONS: &[Function] = &[
    Function::new("pow", 2, 2, |a| Ok(a.number(0)?.powf(a.number(1)?).into())),
    Function::new("exp", 1, 1, |a| of(a, f64::exp)),
    Function::new("exp10", 1, 1, |a| of(a, |x| 10_f64.powf(x))),
    Function::new("log", 1, 1, |a| of(a, f64::ln)),
    Function::new("log10", 1, 1, |a| of(a, f64::log10)),
    Function::new("sqrt", 1, 1, |a| of(a, f64::sqrt)),
    Function::new("abs", 1, 1, |a| of(a, f64::abs)),
    Function::new("sin", 1, 1, |a| of(a, f64::sin)),
    Function::new("cos", 1, 1, |a| of(a, f64::cos)),
    Function::new("tan", 1, 1, |a| of(a, f64::tan)),
    Function::new("asin", 1, 1, |a| of(a, f64::asin)),
    Function::new("acos", 1, 1, |a| of(a, f64::acos)),
    Function::new("atan", 1, 1, |a| of(a, f64::atan)),
    Function::new("atan2", 2, 2, |a| Ok(a.number(0)?.atan2(a.number(1)?).into())),
    Function::new("pi", 0, 0, |_| Ok(std::f64::consts::PI.into())),
];

fn of<'a>(a: &Arguments<'a, '_>, f: fn(f64) -> f64) -> Result<Value<'a>, Trouble> {
    Ok(f(a.number(0)?).into())
}
