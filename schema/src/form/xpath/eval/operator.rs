//! Operators: truth, comparison, arithmetic and union.

use super::super::ast::{Ast, Op};
use super::super::fault::Trouble;
use super::super::value::Value;
use super::{Eval, Focus};

impl<'a> Eval<'a> {
    /// Evaluates an operator; a long chain of operators takes no stack.
    pub(super) fn operation(&self, ast: &'a Ast, focus: Focus) -> Result<Value<'a>, Trouble> {
        let Ast::Binary(op, left, right) = ast else { return self.value(ast, focus) };
        match op {
            Op::Or => return Ok((self.truth(left, focus)? || self.truth(right, focus)?).into()),
            Op::And => return Ok((self.truth(left, focus)? && self.truth(right, focus)?).into()),
            _ => {}
        }
        if !is_eager(left) {
            return self.apply(*op, self.value(left, focus)?, self.value(right, focus)?);
        }
        let mut waiting = vec![(*op, &**right)];
        let mut left = &**left;
        while let Ast::Binary(op, lefter, right) = left
            && is_eager(left)
        {
            waiting.push((*op, right));
            left = lefter;
        }
        let mut value = self.value(left, focus)?;
        while let Some((op, right)) = waiting.pop() {
            value = self.apply(op, value, self.value(right, focus)?)?;
        }
        Ok(value)
    }

    /// Evaluates a minus before a value; a row of them takes no stack.
    pub(super) fn negation(&self, mut ast: &'a Ast, focus: Focus) -> Result<Value<'a>, Trouble> {
        let mut negative = false;
        while let Ast::Negate(inner) = ast {
            negative = !negative;
            ast = inner;
        }
        let number = self.number(ast, focus)?;
        Ok(Value::Number(if negative { -number } else { number }))
    }

    fn apply(&self, op: Op, left: Value<'a>, right: Value<'a>) -> Result<Value<'a>, Trouble> {
        Ok(match op {
            Op::Union => Value::Nodes(self.union(left, right)?),
            Op::Add | Op::Subtract | Op::Multiply | Op::Divide | Op::Modulo => {
                Value::Number(self.arithmetic(op, &left, &right))
            }
            _ => Value::Bool(self.compare(op, &left, &right)?),
        })
    }

    fn arithmetic(&self, op: Op, left: &Value<'a>, right: &Value<'a>) -> f64 {
        let clock = self.env.now;
        let (left, right) =
            left.amount(self.tree, clock).pair(right.amount(self.tree, clock), clock);
        match op {
            Op::Add => left + right,
            Op::Subtract => left - right,
            Op::Multiply => left * right,
            Op::Divide => left / right,
            // The remainder of a truncating division, with the sign of the dividend: XPath 1.0, 3.5.
            _ => left % right,
        }
    }

    fn union(&self, left: Value<'a>, right: Value<'a>) -> Result<Vec<super::Node>, Trouble> {
        let (Value::Nodes(mut nodes), Value::Nodes(more)) = (left, right) else {
            return Err(Trouble::NotNodes("`|`".into()));
        };
        nodes.extend(more);
        self.spend(nodes.len())?;
        self.sort(&mut nodes);
        Ok(nodes)
    }
}

/// Tells whether it is an operator that evaluates both its operands.
const fn is_eager(ast: &Ast) -> bool {
    matches!(ast, Ast::Binary(op, ..) if !matches!(op, Op::Or | Op::And))
}
