//! Puts paths in place of `${name}`.

use super::ast::{Ast, Path, Start};
use super::fault::Fault;
use std::mem;

type Resolve<'r> = dyn FnMut(&str, bool) -> Result<Path, String> + 'r;

/// Binds every reference inside.
pub(super) fn bind(ast: &mut Ast, resolve: &mut Resolve<'_>) -> Result<(), Fault> {
    match ast {
        Ast::Text(_) | Ast::Number(_) => Ok(()),
        Ast::Binary(_, left, right) => {
            bind(left, resolve)?;
            bind(right, resolve)
        }
        Ast::Negate(inner) => bind(inner, resolve),
        Ast::Call(call) => bind_all(&mut call.arguments, resolve),
        Ast::Path(path) => bind_path(path, resolve),
        Ast::Reference { name, last_saved, at } => {
            *ast = Ast::Path(found(name, *last_saved, *at, resolve)?);
            Ok(())
        }
    }
}

fn bind_all(all: &mut [Ast], resolve: &mut Resolve<'_>) -> Result<(), Fault> {
    all.iter_mut().try_for_each(|ast| bind(ast, resolve))
}

fn bind_path(path: &mut Path, resolve: &mut Resolve<'_>) -> Result<(), Fault> {
    for step in &mut path.steps {
        bind_all(&mut step.predicates, resolve)?;
    }
    let Start::Filter(inner, predicates) = &mut path.start else { return Ok(()) };
    bind_all(predicates, resolve)?;
    let Ast::Reference { name, last_saved, at } = &**inner else { return bind(inner, resolve) };
    let mut whole = found(name, *last_saved, *at, resolve)?;
    match whole.steps.last_mut() {
        Some(last) => last.predicates.append(predicates),
        None if !predicates.is_empty() => {
            whole = Path {
                at: whole.at,
                start: Start::Filter(Box::new(Ast::Path(whole)), mem::take(predicates)),
                steps: Vec::new(),
            };
        }
        None => {}
    }
    whole.steps.append(&mut path.steps);
    *path = whole;
    Ok(())
}

fn found(name: &str, last_saved: bool, at: u32, resolve: &mut Resolve<'_>) -> Result<Path, Fault> {
    match resolve(name, last_saved) {
        Ok(path) => Ok(Path { at, ..path }),
        Err(message) => Err(Fault::new(usize::try_from(at).unwrap_or(usize::MAX), message)),
    }
}
