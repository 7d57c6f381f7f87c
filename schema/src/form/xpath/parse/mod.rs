//! Reads expressions: the whole grammar of `XPath` 1.0, and `${name}`.

mod operand;
mod path;
mod token;

use super::ast::{Ast, Op};
use super::fault::Fault;
use token::Token;

/// The longest source, in bytes.
pub(super) const LONGEST: usize = 64 * 1024;
/// How deep parentheses, brackets and arguments nest.
const DEEPEST: usize = 200;
/// How high the tree of an expression grows; a sum of many terms is as high as it has terms.
const HIGHEST: usize = 1000;

/// Parses a source.
pub(super) fn parse(source: &str) -> Result<Ast, Fault> {
    if source.len() > LONGEST {
        return Err(Fault::new(0, format!("the expression is longer than {LONGEST} bytes")));
    }
    let mut parser = Parser { tokens: token::split(source)?, next: 0, depth: 0 };
    if parser.peek() == Token::End {
        return Err(Fault::new(0, "the expression is empty"));
    }
    let whole = parser.expression()?;
    match parser.peek() {
        Token::End => Ok(whole.ast),
        _ => Err(parser.expected("an operator or the end")),
    }
}

/// An expression with its height.
struct Tall {
    ast: Ast,
    height: usize,
}

/// What waits for its right operand.
#[derive(Clone, Copy, PartialEq)]
enum Pending {
    Negate,
    Binary(Op),
}

struct Parser<'s> {
    tokens: Vec<(Token<'s>, usize)>,
    next: usize,
    depth: usize,
}

impl<'s> Parser<'s> {
    fn peek(&self) -> Token<'s> {
        self.tokens[self.next].0
    }

    fn peek_second(&self) -> Token<'s> {
        self.tokens.get(self.next + 1).map_or(Token::End, |&(token, _)| token)
    }

    fn at(&self) -> usize {
        self.tokens[self.next].1
    }

    fn advance(&mut self) {
        if self.next + 1 < self.tokens.len() {
            self.next += 1;
        }
    }

    fn take(&mut self, wanted: &Token<'_>) -> bool {
        let found = self.peek() == *wanted;
        if found {
            self.advance();
        }
        found
    }

    fn need(&mut self, wanted: &Token<'_>) -> Result<(), Fault> {
        if self.take(wanted) { Ok(()) } else { Err(self.expected(&wanted.describe())) }
    }

    fn expected(&self, what: &str) -> Fault {
        Fault::new(self.at(), format!("expected {what}, found {}", self.peek().describe()))
    }

    /// Offsets fit: a source is at most [`LONGEST`] bytes.
    fn offset(&self) -> u32 {
        u32::try_from(self.at()).unwrap_or(u32::MAX)
    }

    fn tall(&self, ast: Ast, height: usize) -> Result<Tall, Fault> {
        if height > HIGHEST {
            return Err(Fault::new(
                self.at(),
                format!("the expression has more than {HIGHEST} operators in a row"),
            ));
        }
        Ok(Tall { ast, height })
    }

    /// Parses operands and operators by precedence, with stacks of its own: only parentheses, brackets and
    /// arguments recurse, and they are counted.
    fn expression(&mut self) -> Result<Tall, Fault> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(Fault::new(
                self.at(),
                format!("more than {DEEPEST} parentheses or brackets inside one another"),
            ));
        }
        let mut operands = Vec::with_capacity(2);
        let mut pending: Vec<Pending> = Vec::new();
        loop {
            while self.take(&Token::Op(Op::Subtract)) {
                pending.push(Pending::Negate);
            }
            operands.push(self.operand()?);
            let Some(op) = self.operator() else { break };
            self.advance();
            // A chain of `or`, `and` or `|` waits until it is whole, so that a long one makes a low tree.
            while let Some(&top) = pending.last()
                && top != Pending::Binary(op)
                && top.precedence() >= op.precedence()
            {
                self.reduce(top, &mut pending, &mut operands)?;
            }
            if !op.chains() && pending.last() == Some(&Pending::Binary(op)) {
                self.reduce(Pending::Binary(op), &mut pending, &mut operands)?;
            }
            pending.push(Pending::Binary(op));
        }
        while let Some(&top) = pending.last() {
            self.reduce(top, &mut pending, &mut operands)?;
        }
        self.depth -= 1;
        operands.pop().ok_or_else(|| self.expected("a value"))
    }

    fn operator(&self) -> Option<Op> {
        match self.peek() {
            Token::Op(op) => Some(op),
            Token::Star => Some(Op::Multiply),
            Token::Name("or") => Some(Op::Or),
            Token::Name("and") => Some(Op::And),
            Token::Name("div") => Some(Op::Divide),
            Token::Name("mod") => Some(Op::Modulo),
            _ => None,
        }
    }

    /// Gives what waits on top its operands.
    fn reduce(
        &self,
        top: Pending,
        pending: &mut Vec<Pending>,
        operands: &mut Vec<Tall>,
    ) -> Result<(), Fault> {
        let many = match top {
            Pending::Binary(op) if op.chains() => {
                pending.iter().rev().take_while(|&&p| p == top).count()
            }
            _ => 1,
        };
        pending.truncate(pending.len() - many);
        let joined = match top {
            Pending::Negate => {
                operands.pop().map(|Tall { ast, height }| (Ast::Negate(Box::new(ast)), height + 1))
            }
            Pending::Binary(op) => {
                let first = operands.len().saturating_sub(many + 1);
                join(op, operands.drain(first..)).map(|tall| (tall.ast, tall.height))
            }
        };
        let (ast, height) = joined.ok_or_else(|| self.expected("a value"))?;
        operands.push(self.tall(ast, height)?);
        Ok(())
    }
}

/// Joins operands by one operator, pair by pair: a tree as low as can be that keeps their order.
fn join(op: Op, operands: impl Iterator<Item = Tall>) -> Option<Tall> {
    let mut row: Vec<Tall> = operands.collect();
    while row.len() > 1 {
        let mut higher = Vec::with_capacity(row.len().div_ceil(2));
        let mut rest = row.into_iter();
        while let Some(left) = rest.next() {
            higher.push(match rest.next() {
                Some(right) => Tall {
                    height: left.height.max(right.height) + 1,
                    ast: Ast::Binary(op, Box::new(left.ast), Box::new(right.ast)),
                },
                None => left,
            });
        }
        row = higher;
    }
    row.pop()
}

impl Pending {
    const fn precedence(self) -> u8 {
        match self {
            Self::Negate => 7,
            Self::Binary(op) => op.precedence(),
        }
    }
}

impl Op {
    const fn precedence(self) -> u8 {
        match self {
            Self::Or => 1,
            Self::And => 2,
            Self::Equal | Self::NotEqual => 3,
            Self::Less | Self::LessOrEqual | Self::Greater | Self::GreaterOrEqual => 4,
            Self::Add | Self::Subtract => 5,
            Self::Multiply | Self::Divide | Self::Modulo => 6,
            Self::Union => 8,
        }
    }

    /// Tells whether it does not matter how a chain of it is bracketed.
    const fn chains(self) -> bool {
        matches!(self, Self::Or | Self::And | Self::Union)
    }

    /// Returns the operator as it is written.
    pub(super) const fn sign(self) -> &'static str {
        match self {
            Self::Or => "or",
            Self::And => "and",
            Self::Equal => "=",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "div",
            Self::Modulo => "mod",
            Self::Union => "|",
        }
    }
}
