//! Functions that exist elsewhere and not here, with the reason.

use super::super::eval::Arguments;
use super::super::fault::Trouble;
use super::super::value::Value;
use super::{Function, MANY};

const REASONS: [(&str, &str); 5] = [
    ("jr:itext", "a form here holds its texts in all languages itself"),
    ("extract-signed", "no keys are kept to check a signature with"),
    ("property", "ask for what the phone knows with a question of its own, such as `username`"),
    ("version", "the specification has no such function"),
    ("thousands-sep", "the specification has no such function"),
];

pub(super) const FUNCTIONS: &[Function] = &[
    Function::new("jr:itext", 0, MANY, refuse),
    Function::new("extract-signed", 0, MANY, refuse),
    Function::new("property", 0, MANY, refuse),
    Function::new("version", 0, MANY, refuse),
    Function::new("thousands-sep", 0, MANY, refuse),
];

/// Returns why a function is not available, when it is not.
pub(super) fn why(name: &str) -> Option<&'static str> {
    REASONS.iter().find(|(refused, _)| *refused == name).map(|(_, why)| *why)
}

fn refuse<'a>(arguments: &Arguments<'a, '_>) -> Result<Value<'a>, Trouble> {
    Err(arguments.unavailable())
}
