//! Reads operands: literals, calls, references, and what stands in parentheses.

use super::super::ast::{Ast, Axis, Call, Path, Start, Step, Test};
use super::super::fault::Fault;
use super::token::Token;
use super::{Parser, Tall};

impl Parser<'_> {
    /// Parses a value, and the predicates and steps that follow it.
    pub(super) fn operand(&mut self) -> Result<Tall, Fault> {
        let at = self.offset();
        let primary = match self.peek() {
            Token::Number(number) => self.literal(Ast::Number(number)),
            Token::Text(text) => self.literal(Ast::Text(text.into())),
            Token::Reference { name, last_saved } => {
                self.literal(Ast::Reference { name: name.into(), last_saved, at })
            }
            Token::Open => self.parentheses(at)?,
            Token::Name(name) if self.peek_second() == Token::Open && !is_node_type(name) => {
                self.call(name, at)?
            }
            Token::Slash
            | Token::DoubleSlash
            | Token::Dot
            | Token::DotDot
            | Token::At
            | Token::Star
            | Token::Name(_) => return self.location(),
            _ => return Err(self.expected("a value, a question or a function")),
        };
        self.follow(primary, at)
    }

    fn literal(&mut self, ast: Ast) -> Tall {
        self.advance();
        Tall { ast, height: 1 }
    }

    fn parentheses(&mut self, at: u32) -> Result<Tall, Fault> {
        self.advance();
        let inner = self.expression()?;
        self.need(&Token::Close)?;
        // `(${name})[1]` is one of all, `${name}[1]` is one of each parent: parentheses round a bare reference stay.
        match inner.ast {
            Ast::Reference { .. } if matches!(self.peek(), Token::OpenBracket) => {
                let start = Start::Filter(Box::new(inner.ast), Vec::new());
                self.tall(Ast::Path(Path { start, steps: Vec::new(), at }), inner.height + 1)
            }
            _ => Ok(inner),
        }
    }

    fn call(&mut self, name: &str, at: u32) -> Result<Tall, Fault> {
        self.advance();
        self.advance();
        let mut arguments = Vec::new();
        let mut height = 0;
        if !self.take(&Token::Close) {
            loop {
                let place = self.at();
                let mut argument = self.expression()?;
                if name == "jr:choice-name" && !arguments.is_empty() {
                    unquote(&mut argument.ast, place)?;
                }
                height = height.max(argument.height);
                arguments.push(argument.ast);
                if self.take(&Token::Close) {
                    break;
                }
                if !self.take(&Token::Comma) {
                    return Err(self.expected("`,` or `)`"));
                }
            }
        }
        let start = match (name, &*arguments) {
            ("current", []) => Some(Start::Current),
            ("instance", [Ast::Text(id)]) => Some(Start::Instance(id.clone())),
            _ => None,
        };
        let ast = match start {
            Some(start) => Ast::Path(Path { start, steps: Vec::new(), at }),
            None => Ast::Call(Call::new(name, arguments, at)),
        };
        self.tall(ast, height + 1)
    }

    /// Parses predicates and steps after a value.
    fn follow(&mut self, primary: Tall, at: u32) -> Result<Tall, Fault> {
        if !matches!(self.peek(), Token::OpenBracket | Token::Slash | Token::DoubleSlash) {
            return Ok(primary);
        }
        let mut height = primary.height;
        let predicates = self.predicates(&mut height)?;
        let start = match primary.ast {
            Ast::Path(Path {
                start: start @ (Start::Current | Start::Instance(_)), steps, ..
            }) if steps.is_empty() && predicates.is_empty() => start,
            ast => Start::Filter(Box::new(ast), predicates),
        };
        let mut steps = Vec::new();
        match self.peek() {
            Token::Slash => self.advance(),
            Token::DoubleSlash => {
                self.advance();
                steps.push(Step::anywhere());
            }
            _ => return self.tall(Ast::Path(Path { start, steps, at }), height + 1),
        }
        self.steps(&mut steps, &mut height)?;
        self.tall(Ast::Path(Path { start, steps, at }), height + 1)
    }
}

/// Reads the path in `jr:choice-name(${q}, '${q}')`, where forms quote it.
fn unquote(argument: &mut Ast, at: usize) -> Result<(), Fault> {
    if let Ast::Text(text) = argument
        && text.trim_start().starts_with(['$', '/', '.'])
    {
        // As many spaces before it as bytes, so that offsets are those of the whole source.
        *argument = super::parse(&format!("{:1$}{text}", "", at + 1))?;
    }
    Ok(())
}

impl Step {
    /// Returns the step that `//` stands for.
    pub(super) const fn anywhere() -> Self {
        Self { axis: Axis::DescendantOrSelf, test: Test::Node, predicates: Vec::new() }
    }
}

pub(super) fn is_node_type(name: &str) -> bool {
    matches!(name, "node" | "text" | "comment" | "processing-instruction")
}
