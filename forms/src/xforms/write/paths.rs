//! `${name}` references as paths, by pyxform's rules.

use super::Unwritable;
use super::xml::{Content, Element};
use crate::expression::references;
use crate::xforms::nodes::{Node, Nodes};
use doorstep_schema::form::Form;

/// What is written, with where its questions stand.
pub(super) struct Writer<'a> {
    /// The form.
    pub(super) form: &'a Form,
    /// Where its questions stand.
    pub(super) nodes: Nodes<'a>,
}

/// How references of an expression are written.
#[derive(Clone, Copy, Default)]
pub(super) struct Style {
    /// Relative paths start at `current()`, as in the filter of a list.
    pub(super) current: bool,
    /// Relative paths go over the repeat's parent, as for choices that are answers.
    pub(super) all: bool,
}

impl Writer<'_> {
    /// Puts paths for the references of an expression that belongs to an element.
    pub(super) fn expression(&self, text: &str, context: &Node<'_>) -> Result<String, Unwritable> {
        self.styled(text, context, Style::default())
    }

    /// Puts paths for the references of an expression that belongs to an element, in a style.
    pub(super) fn styled(
        &self,
        text: &str,
        context: &Node<'_>,
        style: Style,
    ) -> Result<String, Unwritable> {
        let mut written = String::with_capacity(text.len());
        let mut scan = Scan::default();
        let mut from = 0;
        for reference in references(text) {
            scan.over(&text[from..reference.at.start]);
            written.push_str(&text[from..reference.at.start]);
            from = reference.at.end;
            let target = self.find(reference.name, context)?;
            let shared = context
                .shared_repeat(target)
                .filter(|_| !reference.last_saved && !scan.is_absolute());
            let path = match shared {
                None if reference.last_saved => {
                    format!("instance('__last-saved'){}", target.absolute())
                }
                None => target.absolute(),
                Some(repeat) => {
                    let path = if style.all {
                        context.relative_to_all(target, repeat)
                    } else {
                        context.relative(target)
                    };
                    let current = style.current || scan.in_list_predicate();
                    if current { format!("current()/{path}") } else { path }
                }
            };
            if scan.in_literal() {
                written.push_str(&path);
            } else {
                // Without the spaces `${a}-1` would become the name `a-1`.
                written.extend([" ", path.as_str(), " "]);
            }
        }
        written.push_str(&text[from..]);
        Ok(if from > 0 { written.trim().to_owned() } else { written })
    }

    /// Puts `output` elements for the references of a text; `context` is the element that it belongs to, if any.
    pub(super) fn outputs(
        &self,
        text: &str,
        context: Option<&Node<'_>>,
    ) -> Result<Vec<Content>, Unwritable> {
        let root = self.nodes.root();
        let context = context.unwrap_or(&root);
        let mut words = Vec::new();
        let mut from = 0;
        for reference in references(text) {
            if reference.at.start > from {
                words.push(Content::Text(text[from..reference.at.start].to_owned()));
            }
            let path = self.expression(&text[reference.at.clone()], context)?;
            words.push(Content::Element(Element::new("output").with("value", &path)));
            from = reference.at.end;
        }
        if from < text.len() {
            words.push(Content::Text(text[from..].to_owned()));
        }
        Ok(words)
    }

    /// Finds the element that a reference means.
    pub(super) fn find(&self, name: &str, context: &Node<'_>) -> Result<&Node<'_>, Unwritable> {
        self.nodes.find(name).ok_or_else(|| Unwritable::Reference {
            at: context.path.last().copied().unwrap_or_default().to_owned(),
            name: name.to_owned(),
        })
    }
}

/// Where in an expression the reading is.
#[derive(Default)]
struct Scan {
    literal: Option<char>,
    open: Vec<Open>,
    word: String,
    instance: bool,
}

enum Open {
    /// A function's name, and which of its arguments.
    Call(String, usize),
    Predicate,
}

impl Scan {
    fn over(&mut self, text: &str) {
        for c in text.chars() {
            if let Some(quote) = self.literal {
                if c == quote {
                    self.literal = None;
                }
                continue;
            }
            match c {
                '\'' | '"' => self.literal = Some(c),
                '(' => {
                    self.instance |= self.word == "instance";
                    self.open.push(Open::Call(std::mem::take(&mut self.word), 0));
                }
                '[' => self.open.push(Open::Predicate),
                ')' | ']' => {
                    self.open.pop();
                }
                ',' => {
                    if let Some(Open::Call(_, argument)) = self.open.last_mut() {
                        *argument += 1;
                    }
                }
                _ => {}
            }
            if crate::name::continues(c) || c == ':' {
                self.word.push(c);
            } else if !c.is_whitespace() {
                self.word.clear();
            }
        }
    }

    const fn in_literal(&self) -> bool {
        self.literal.is_some()
    }

    fn in_list_predicate(&self) -> bool {
        self.instance && self.open.iter().any(|open| matches!(open, Open::Predicate))
    }

    /// Tells whether the reference names a node set of `indexed-repeat`, which must be absolute.
    fn is_absolute(&self) -> bool {
        matches!(self.open.last(), Some(Open::Call(name, 0 | 1 | 3 | 5)) if name == "indexed-repeat")
    }
}
