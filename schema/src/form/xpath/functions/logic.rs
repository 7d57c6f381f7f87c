//! Truths and choices between values: `if`, `not`, `coalesce`, `once` and their kin.
//!
//! Specification: Boolean Functions.

use super::super::eval::Arguments;
use super::super::fault::Trouble;
use super::super::value::Value;
use super::{Context, Function, MANY};

type Answer<'a> = Result<Value<'a>, Trouble>;

pub(super) const FUNCTIONS: &[Function] = &[
    Function::new("true", 0, 0, |_| Ok(true.into())),
    Function::new("false", 0, 0, |_| Ok(false.into())),
    Function::new("not", 1, 1, |a| Ok((!a.truth(0)?).into())),
    Function::new("boolean", 1, 1, |a| Ok(a.truth(0)?.into())),
    Function::new("boolean-from-string", 1, 1, boolean_from_string),
    Function::new("if", 3, 3, |a| if a.truth(0)? { a.value(1) } else { a.value(2) }),
    Function::new("coalesce", 2, 2, coalesce),
    Function::new("once", 1, 1, once).hangs(Context::Always),
    Function::new("regex", 2, 2, regex),
    // Older forms name what a calculation hangs on; only the first argument is its value, as in JavaRosa.
    Function::new("depend", 1, MANY, |a| a.value(0)),
];

/// Only `true` and `1` are true; `JavaRosa` takes `TRUE` too.
fn boolean_from_string<'a>(a: &Arguments<'a, '_>) -> Answer<'a> {
    Ok(matches!(&*a.text(0)?, "true" | "1").into())
}

fn coalesce<'a>(a: &Arguments<'a, '_>) -> Answer<'a> {
    let first = a.text(0)?;
    Ok(if first.is_empty() { a.text(1)? } else { first }.into())
}

fn once<'a>(a: &Arguments<'a, '_>) -> Answer<'a> {
    let kept = a.eval.tree.text(a.focus.node);
    Ok(if kept.is_empty() { a.text(0)? } else { kept }.into())
}

fn regex<'a>(a: &Arguments<'a, '_>) -> Answer<'a> {
    Ok(a.eval.patterns.matches(&a.text(1)?, &a.text(0)?)?.into())
}
