//! Comparisons, between nodes too: `XPath` 1.0, 3.4.

use super::super::ast::Op;
use super::super::fault::Trouble;
use super::super::moment::Amount;
use super::super::number;
use super::super::tree::Node;
use super::super::value::Value;
use super::Eval;

impl Eval<'_> {
    /// Compares two values; of nodes it holds when it holds for some node.
    pub(super) fn compare(
        &self,
        op: Op,
        left: &Value<'_>,
        right: &Value<'_>,
    ) -> Result<bool, Trouble> {
        match (left, right) {
            (Value::Nodes(left), Value::Nodes(right)) => self.between(op, left, right),
            (Value::Nodes(_), Value::Bool(truth)) => {
                Ok(self.single(op, &left.truth().into(), &(*truth).into()))
            }
            (Value::Bool(truth), Value::Nodes(_)) => {
                Ok(self.single(op, &(*truth).into(), &right.truth().into()))
            }
            (Value::Nodes(nodes), _) => {
                self.spend(nodes.len())?;
                Ok(nodes.iter().any(|&node| self.single(op, &self.text_of(node), right)))
            }
            (_, Value::Nodes(nodes)) => {
                self.spend(nodes.len())?;
                Ok(nodes.iter().any(|&node| self.single(op, left, &self.text_of(node))))
            }
            _ => Ok(self.single(op, left, right)),
        }
    }

    fn text_of(&self, node: Node) -> Value<'_> {
        Value::Text(self.tree.text(node))
    }

    fn between(&self, op: Op, left: &[Node], right: &[Node]) -> Result<bool, Trouble> {
        self.spend(left.len().saturating_mul(right.len()))?;
        let right: Vec<Value<'_>> = right.iter().map(|&node| self.text_of(node)).collect();
        Ok(left.iter().any(|&node| {
            let left = self.text_of(node);
            right.iter().any(|right| self.single(op, &left, right))
        }))
    }

    /// Compares two values of which neither is nodes.
    fn single(&self, op: Op, left: &Value<'_>, right: &Value<'_>) -> bool {
        match op {
            Op::Equal => self.equal(left, right),
            Op::NotEqual => !self.equal(left, right),
            _ => {
                let clock = self.env.now;
                let (left, right) =
                    left.amount(self.tree, clock).pair(right.amount(self.tree, clock), clock);
                match op {
                    Op::Less => left < right,
                    Op::LessOrEqual => left <= right,
                    Op::Greater => left > right,
                    _ => left >= right,
                }
            }
        }
    }

    #[expect(
        clippy::float_cmp,
        reason = "numbers are equal when they are the same, XPath 1.0, 3.4"
    )]
    fn equal(&self, left: &Value<'_>, right: &Value<'_>) -> bool {
        match (left, right) {
            (Value::Text(left), Value::Text(right)) => left == right,
            (Value::Bool(_), _) | (_, Value::Bool(_)) => left.truth() == right.truth(),
            (Value::Number(number), Value::Text(text))
            | (Value::Text(text), Value::Number(number)) => self.equals_number(text, *number),
            _ => left.number(self.tree, self.env) == right.number(self.tree, self.env),
        }
    }

    #[expect(
        clippy::float_cmp,
        reason = "numbers are equal when they are the same, XPath 1.0, 3.4"
    )]
    fn equals_number(&self, text: &str, number: f64) -> bool {
        if text.len() < 10 {
            return number::from_text(text) == number;
        }
        Amount::read(text, self.env.now).number() == number
    }
}
