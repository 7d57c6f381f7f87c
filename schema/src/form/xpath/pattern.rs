//! Regular expressions: constant ones compiled once with the expression, others kept while they are used.
//!
//! A pattern matches a whole text. So does `JavaRosa`, and so do the ODK form documents; the specification's own sentence
//! and web-forms test for a match anywhere, which forms written for either reach by `^…$` or `.*…*`.

use super::ast::{Ast, Call};
use super::fault::Trouble;
use super::visit::{Part, visit};
use regex::{Regex, RegexBuilder};
use std::sync::{Arc, Mutex, PoisonError};

/// How large a compiled pattern grows, in bytes.
const LARGEST: usize = 1 << 20;

/// So many patterns that are computed are kept for each expression.
const KEPT: usize = 8;

/// The patterns of an expression, compiled: the constant ones, and of others those last used.
#[derive(Clone, Default, Debug)]
pub(super) struct Patterns {
    constant: Arc<[Compiled]>,
    used: Arc<Mutex<Vec<Compiled>>>,
}

/// A pattern and what it compiles to.
type Compiled = (Box<str>, Result<Regex, String>);

impl Patterns {
    /// Compiles the constant patterns of an expression.
    pub(super) fn of(ast: &Ast) -> Self {
        let mut all: Vec<Compiled> = Vec::new();
        visit(ast, &mut |part| {
            if let Part::Call(call) = part
                && let Some(pattern) = constant(call)
                && all.iter().all(|(known, _)| **known != *pattern)
            {
                all.push((pattern.into(), compile(pattern)));
            }
        });
        Self { constant: all.into(), used: Arc::default() }
    }

    /// Tells whether a pattern matches a whole text.
    pub(super) fn matches(&self, pattern: &str, text: &str) -> Result<bool, Trouble> {
        if let Some((_, compiled)) = self.constant.iter().find(|(known, _)| **known == *pattern) {
            return answer(compiled, pattern, text);
        }
        // What another thread left half done is only a memory: it is used as it stands.
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        let at = used.iter().position(|(known, _)| **known == *pattern).unwrap_or_else(|| {
            if used.len() == KEPT {
                used.drain(..1);
            }
            used.push((pattern.into(), compile(pattern)));
            used.len() - 1
        });
        answer(&used[at].1, pattern, text)
    }
}

fn answer(compiled: &Result<Regex, String>, pattern: &str, text: &str) -> Result<bool, Trouble> {
    match compiled {
        Ok(regex) => Ok(regex.is_match(text)),
        Err(why) => Err(Trouble::Pattern { pattern: pattern.to_owned(), why: why.clone() }),
    }
}

/// Returns the pattern of a call of `regex()` when it is a literal.
pub(super) fn constant(call: &Call) -> Option<&str> {
    match &*call.arguments {
        [_, Ast::Text(pattern)] if &*call.name == "regex" => Some(pattern),
        _ => None,
    }
}

/// Compiles a pattern, or says in plain words what is wrong with it.
pub(super) fn compile(pattern: &str) -> Result<Regex, String> {
    if ["(?=", "(?!", "(?<=", "(?<!"].iter().any(|look| pattern.contains(look)) {
        return Err("looking ahead or behind, (?=…) and the like, is not available".into());
    }
    let whole = format!("^(?:{})$", plain(pattern));
    RegexBuilder::new(&whole)
        .size_limit(LARGEST)
        .dfa_size_limit(LARGEST)
        .nest_limit(100)
        .build()
        .map_err(|error| match error {
            regex::Error::CompiledTooBig(_) => "it is too large".into(),
            error => {
                let text = error.to_string();
                text.lines().last().unwrap_or(&text).trim_start_matches("error: ").to_owned()
            }
        })
}

/// Writes the classes `\d`, `\w` and `\s` out as Java and `JavaScript` mean them (ASCII), and takes the backslash off
/// characters that need none.
fn plain(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len() + 16);
    let mut rest = pattern.chars();
    while let Some(c) = rest.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        match rest.next() {
            Some('d') => out.push_str("[0-9]"),
            Some('D') => out.push_str("[^0-9]"),
            Some('w') => out.push_str("[0-9A-Za-z_]"),
            Some('W') => out.push_str("[^0-9A-Za-z_]"),
            Some('s') => out.push_str(r"[\t\n\x0B\f\r ]"),
            Some('S') => out.push_str(r"[^\t\n\x0B\f\r ]"),
            Some('b') => out.push_str(r"(?-u:\b)"),
            Some('B') => out.push_str(r"(?:\B)"),
            Some('Z') => out.push_str(r"\z"),
            Some(
                bare @ ('<' | '>' | '/' | '\'' | '"' | ' ' | '_' | '%' | ':' | ';' | ',' | '='
                | '@' | '!'),
            ) => {
                out.push(bare);
            }
            Some(other) => out.extend(['\\', other]),
            None => out.push('\\'),
        }
    }
    out
}
