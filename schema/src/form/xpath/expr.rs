//! An expression: parsed once, evaluated often.

use super::ast::{Ast, Call, Path};
use super::bind;
use super::eval::{Context, Eval};
use super::fault::{Fault, Trouble};
use super::functions;
use super::parse;
use super::pattern::Patterns;
use super::value::Value;
use super::visit::{Part, visit};

/// An expression, parsed.
#[derive(Clone, Debug)]
pub struct Expr {
    source: Box<str>,
    ast: Ast,
    patterns: Patterns,
}

impl Expr {
    /// Parses an expression.
    ///
    /// # Errors
    /// When the source is not an expression, is longer than 64 KiB, or nests more than 200 levels deep.
    pub fn parse(source: &str) -> Result<Self, Fault> {
        let ast = parse::parse(source)?;
        let patterns = Patterns::of(&ast);
        Ok(Self { source: source.into(), ast, patterns })
    }

    /// Returns the expression as it was written.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Returns what was parsed; after [`Self::bind`] with paths in place of the references.
    #[must_use]
    pub const fn ast(&self) -> &Ast {
        &self.ast
    }

    /// Finds what can be known to be wrong before any evaluation: functions that do not exist, a wrong number of
    /// arguments, constant patterns that are none.
    #[must_use]
    pub fn check(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        self.each_call(&mut |call| functions::check(call, &mut faults));
        faults
    }

    /// Puts paths in place of the references, also inside predicates and arguments. What follows a reference goes
    /// on where its path ends: `${rep}[2]/x` becomes `/data/rep[2]/x`, as if written so.
    ///
    /// # Errors
    /// The first reference that `resolve` finds nothing for, with its message; `resolve` is given the question's
    /// name and whether `last-saved#` stood before it. The expression is then unchanged in meaning, though references
    /// before that one may be bound.
    pub fn bind(
        &mut self,
        resolve: &mut dyn FnMut(&str, bool) -> Result<Path, String>,
    ) -> Result<(), Fault> {
        bind::bind(&mut self.ast, resolve)?;
        self.patterns = Patterns::of(&self.ast);
        Ok(())
    }

    /// Lists the names in `${…}` that are not bound, in their order, as often as they stand there.
    #[must_use]
    pub fn references(&self) -> Vec<&str> {
        let mut names = Vec::new();
        visit(&self.ast, &mut |part| {
            if let Part::Reference(name) = part {
                names.push(name);
            }
        });
        names
    }

    /// Calls `f` with every location path, those inside predicates and arguments included.
    pub fn each_path(&self, f: &mut dyn FnMut(&Path)) {
        visit(&self.ast, &mut |part| {
            if let Part::Path(path) = part {
                f(path);
            }
        });
    }

    /// Calls `f` with every function call, those inside predicates and arguments included.
    pub fn each_call(&self, f: &mut dyn FnMut(&Call)) {
        visit(&self.ast, &mut |part| {
            if let Part::Call(call) = part {
                f(call);
            }
        });
    }

    /// Evaluates the expression.
    ///
    /// # Errors
    /// When a reference is unbound, a function or list does not exist, or a function can not work with its arguments.
    pub fn evaluate<'a>(&'a self, cx: &Context<'a>) -> Result<Value<'a>, Trouble> {
        Eval::new(cx, &self.patterns).value(&self.ast, cx.focus())
    }
}

impl PartialEq for Expr {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source && self.ast == other.ast
    }
}
