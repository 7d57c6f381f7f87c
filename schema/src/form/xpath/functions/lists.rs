//! How many of many things are true.
//!
//! Specification: Boolean Functions. An answer counts when it is a number above 0, as the specification says; `JavaRosa`
//! counts every text that is not empty.

use super::super::ast::Call;
use super::super::eval::Arguments;
use super::super::fault::Trouble;
use super::super::number;
use super::super::value::Value;
use super::{Function, MANY};

type Answer<'a> = Result<Value<'a>, Trouble>;

pub(super) const FUNCTIONS: &[Function] = &[
    Function::new("checklist", 2, MANY, checklist),
    Function::new("weighted-checklist", 2, MANY, weighted),
];

/// Tells whether the weights do not fit the answers.
pub(super) fn is_lopsided(call: &Call) -> bool {
    &*call.name == "weighted-checklist" && call.arguments.len() % 2 == 1
}

fn checklist<'a>(a: &Arguments<'a, '_>) -> Answer<'a> {
    let answers = a.numbers(2)?;
    within(a, number::count(answers.into_iter().filter(|&answer| answer > 0.0).count()))
}

fn weighted<'a>(a: &Arguments<'a, '_>) -> Answer<'a> {
    let mut total = 0.0;
    for index in (2..a.len()).step_by(2) {
        let (answers, weights) = (numbers(a, index)?, numbers(a, index + 1)?);
        if answers.len() != weights.len() {
            return Err(
                a.refuse(&weights.len().to_string(), "there must be as many weights as answers")
            );
        }
        total += answers
            .iter()
            .zip(&weights)
            .filter(|(answer, _)| **answer > 0.0)
            .map(|(_, weight)| weight)
            .sum::<f64>();
    }
    within(a, total)
}

fn numbers(a: &Arguments<'_, '_>, index: usize) -> Result<Vec<f64>, Trouble> {
    match a.value(index)? {
        Value::Nodes(nodes) => {
            let number = |node| Value::Text(a.eval.tree.text(node)).number(a.eval.tree, a.eval.env);
            Ok(nodes.into_iter().map(number).collect())
        }
        value => Ok(vec![value.number(a.eval.tree, a.eval.env)]),
    }
}

/// Compares with the least and the most; -1 is no bound.
#[expect(clippy::float_cmp, reason = "-1 is a sign, not a quantity")]
fn within<'a>(a: &Arguments<'a, '_>, total: f64) -> Answer<'a> {
    let (least, most) = (a.number(0)?, a.number(1)?);
    Ok(((least == -1.0 || total >= least) && (most == -1.0 || total <= most)).into())
}
