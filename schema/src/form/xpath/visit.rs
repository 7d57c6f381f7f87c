//! Walks through the parts of an expression.

use super::ast::{Ast, Call, Path, Start};

/// What a walk stops at.
pub(super) enum Part<'a> {
    Path(&'a Path),
    Call(&'a Call),
    Reference(&'a str),
}

/// Visits every path, call and reference, the outer before the inner, from left to right.
pub(super) fn visit<'a>(ast: &'a Ast, f: &mut dyn FnMut(Part<'a>)) {
    match ast {
        Ast::Text(_) | Ast::Number(_) => {}
        Ast::Binary(_, left, right) => {
            visit(left, f);
            visit(right, f);
        }
        Ast::Negate(inner) => visit(inner, f),
        Ast::Call(call) => {
            f(Part::Call(call));
            visit_all(&call.arguments, f);
        }
        Ast::Path(path) => {
            f(Part::Path(path));
            visit_path(path, f);
        }
        Ast::Reference { name, .. } => f(Part::Reference(name)),
    }
}

fn visit_path<'a>(path: &'a Path, f: &mut dyn FnMut(Part<'a>)) {
    if let Start::Filter(inner, predicates) = &path.start {
        visit(inner, f);
        visit_all(predicates, f);
    }
    for step in &path.steps {
        visit_all(&step.predicates, f);
    }
}

fn visit_all<'a>(all: &'a [Ast], f: &mut dyn FnMut(Part<'a>)) {
    for ast in all {
        visit(ast, f);
    }
}
