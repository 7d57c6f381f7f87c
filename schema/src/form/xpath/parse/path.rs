//! Reads location paths.

use super::super::ast::{Ast, Axis, Path, Start, Step, Test};
use super::super::fault::Fault;
use super::operand::is_node_type;
use super::token::Token;
use super::{Parser, Tall};

impl Parser<'_> {
    /// Parses a path that begins with a slash or a step.
    pub(super) fn location(&mut self) -> Result<Tall, Fault> {
        let at = self.offset();
        let mut steps = Vec::new();
        let mut height = 0;
        let start = match self.peek() {
            Token::Slash => {
                self.advance();
                if !self.starts_step() {
                    return self.tall(Ast::Path(Path { start: Start::Root, steps, at }), 1);
                }
                Start::Root
            }
            Token::DoubleSlash => {
                self.advance();
                steps.push(Step::anywhere());
                Start::Root
            }
            _ => Start::Context,
        };
        self.steps(&mut steps, &mut height)?;
        self.tall(Ast::Path(Path { start, steps, at }), height + 1)
    }

    fn starts_step(&self) -> bool {
        matches!(self.peek(), Token::Dot | Token::DotDot | Token::At | Token::Star | Token::Name(_))
    }

    /// Parses steps with slashes between them.
    pub(super) fn steps(&mut self, steps: &mut Vec<Step>, height: &mut usize) -> Result<(), Fault> {
        loop {
            let step = self.step(height)?;
            steps.push(step);
            match self.peek() {
                Token::Slash => self.advance(),
                Token::DoubleSlash => {
                    self.advance();
                    steps.push(Step::anywhere());
                }
                _ => return Ok(()),
            }
        }
    }

    fn step(&mut self, height: &mut usize) -> Result<Step, Fault> {
        let (axis, test) = match self.peek() {
            Token::Dot => {
                self.advance();
                (Axis::SelfNode, Test::Node)
            }
            Token::DotDot => {
                self.advance();
                (Axis::Parent, Test::Node)
            }
            Token::At => {
                self.advance();
                (Axis::Attribute, self.test()?)
            }
            Token::Name(name) if self.peek_second() == Token::Axis => {
                let axis = self.axis(name)?;
                self.advance();
                self.advance();
                (axis, self.test()?)
            }
            _ => (Axis::Child, self.test()?),
        };
        let predicates = self.predicates(height)?;
        Ok(Step { axis, test, predicates })
    }

    fn axis(&self, name: &str) -> Result<Axis, Fault> {
        Ok(match name {
            "child" => Axis::Child,
            "parent" => Axis::Parent,
            "self" => Axis::SelfNode,
            "descendant" => Axis::Descendant,
            "descendant-or-self" => Axis::DescendantOrSelf,
            "ancestor" => Axis::Ancestor,
            "ancestor-or-self" => Axis::AncestorOrSelf,
            "preceding-sibling" => Axis::PrecedingSibling,
            "following-sibling" => Axis::FollowingSibling,
            "attribute" => Axis::Attribute,
            "following" | "preceding" | "namespace" => {
                return Err(Fault::new(
                    self.at(),
                    format!("the axis `{name}::` is not available here"),
                ));
            }
            _ => return Err(Fault::new(self.at(), format!("there is no axis `{name}::`"))),
        })
    }

    fn test(&mut self) -> Result<Test, Fault> {
        let test = match self.peek() {
            Token::Star => Test::Any,
            Token::Name("node") if self.peek_second() == Token::Open => {
                self.advance();
                self.advance();
                self.need(&Token::Close)?;
                return Ok(Test::Node);
            }
            Token::Name(name) if self.peek_second() == Token::Open => {
                let message = if is_node_type(name) {
                    format!(
                        "`{name}()` is not available here; a path leads to questions and groups only"
                    )
                } else {
                    format!("the function `{name}()` can not be a step of a path")
                };
                return Err(Fault::new(self.at(), message));
            }
            Token::Name(name) => Test::Name(name.into()),
            _ => return Err(self.expected("the name of a question or group")),
        };
        self.advance();
        Ok(test)
    }

    /// Parses any number of predicates, and raises the height to that of the highest.
    pub(super) fn predicates(&mut self, height: &mut usize) -> Result<Vec<Ast>, Fault> {
        let mut predicates = Vec::new();
        while self.take(&Token::OpenBracket) {
            let predicate = self.expression()?;
            self.need(&Token::CloseBracket)?;
            *height = (*height).max(predicate.height);
            predicates.push(predicate.ast);
        }
        Ok(predicates)
    }
}
