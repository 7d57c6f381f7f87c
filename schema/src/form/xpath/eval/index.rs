//! Finds rows of lists by a column: `instance('x')/root/item[column = value]`, by an index where the tree has one.

use super::super::ast::{Ast, Axis, Op, Path, Start, Step, Test};
use super::super::fault::Trouble;
use super::super::tree::Node;
use super::super::value::Value;
use super::{Eval, Focus};

impl<'a> Eval<'a> {
    /// Adds the nodes of a step that its first predicate holds for, when that is an equality of a column and a text
    /// that is the same for all rows; tells whether it did.
    pub(super) fn indexed(
        &self,
        step: &'a Step,
        parent: Node,
        out: &mut Vec<Node>,
    ) -> Result<bool, Trouble> {
        let (Axis::Child, Test::Name(name), Some(first)) =
            (step.axis, &step.test, step.predicates.first())
        else {
            return Ok(false);
        };
        if !matches!(first, Ast::Binary(Op::Equal | Op::And, ..)) || uses_position(first) {
            return Ok(false);
        }
        let Some((column, key)) = key(first) else { return Ok(false) };
        // The key depends on no row, so any focus serves.
        let text = match self.value(key, Focus { node: parent, position: 1, size: 1 })? {
            Value::Text(text) => text,
            Value::Nodes(nodes) if nodes.len() == 1 => self.tree.text(nodes[0]),
            _ => return Ok(false),
        };
        let start = out.len();
        match self.tree.indexed(parent, name, column, &text) {
            Some(found) => {
                self.spend(found.len())?;
                out.extend(found);
            }
            None => self.scan(step, parent, (column, &text), out)?,
        }
        if !matches!(first, Ast::Binary(Op::Equal, ..)) {
            self.filter(first, out, start)?;
        }
        Ok(true)
    }

    /// Looks at every row, at the key once only.
    fn scan(
        &self,
        step: &Step,
        parent: Node,
        (column, text): (&str, &str),
        out: &mut Vec<Node>,
    ) -> Result<(), Trouble> {
        let mut rows = Vec::new();
        self.along(step.axis, &step.test, parent, &mut rows)?;
        let mut cells = Vec::new();
        rows.retain(|&row| {
            cells.clear();
            self.tree.children(row, Some(column), &mut cells);
            cells.iter().any(|&cell| self.tree.text(cell) == text)
        });
        out.append(&mut rows);
        Ok(())
    }
}

/// Finds `column = key` in a predicate, also as one of conditions joined by `and`.
fn key(predicate: &Ast) -> Option<(&str, &Ast)> {
    match predicate {
        Ast::Binary(Op::And, left, right) => key(left).or_else(|| key(right)),
        Ast::Binary(Op::Equal, left, right) => match (column(left), column(right)) {
            (Some(column), None) if !depends(right) => Some((column, right)),
            (None, Some(column)) if !depends(left) => Some((column, left)),
            _ => None,
        },
        _ => None,
    }
}

/// Returns the name when the expression is a child's name and nothing else.
fn column(ast: &Ast) -> Option<&str> {
    match ast {
        Ast::Path(Path { start: Start::Context, steps, .. }) => match &**steps {
            [Step { axis: Axis::Child, test: Test::Name(name), predicates }]
                if predicates.is_empty() =>
            {
                Some(name)
            }
            _ => None,
        },
        _ => None,
    }
}

/// Tells whether a value may differ from row to row.
fn depends(ast: &Ast) -> bool {
    match ast {
        Ast::Text(_) | Ast::Number(_) | Ast::Reference { .. } => false,
        Ast::Binary(_, left, right) => depends(left) || depends(right),
        Ast::Negate(inner) => depends(inner),
        Ast::Call(call) => {
            call.function.is_none_or(|function| function.depends_on_context(call.arguments.len()))
                || call.arguments.iter().any(depends)
        }
        Ast::Path(path) => match &path.start {
            Start::Root | Start::Current | Start::Instance(_) => false,
            Start::Context => true,
            Start::Filter(inner, _) => depends(inner),
        },
    }
}

/// Tells whether a condition counts rows, so that fewer rows would change it.
fn uses_position(ast: &Ast) -> bool {
    match ast {
        Ast::Binary(_, left, right) => uses_position(left) || uses_position(right),
        Ast::Negate(inner) | Ast::Path(Path { start: Start::Filter(inner, _), .. }) => {
            uses_position(inner)
        }
        Ast::Call(call) => {
            (call.arguments.is_empty() && matches!(&*call.name, "position" | "last"))
                || call.arguments.iter().any(uses_position)
        }
        Ast::Text(_) | Ast::Number(_) | Ast::Reference { .. } | Ast::Path(_) => false,
    }
}
