//! The functions: one file a family, one table each.

mod chance;
mod choices;
mod days;
mod digests;
mod format;
mod geo;
mod lists;
mod logic;
mod math;
mod nodes;
mod numbers;
mod refused;
mod repeats;
mod texts;

use super::ast::Call;
use super::eval::Arguments;
use super::fault::{Fault, Trouble};
use super::pattern;
use super::value::Value;

type Run = for<'a, 'e> fn(&Arguments<'a, 'e>) -> Result<Value<'a>, Trouble>;

/// Any number of arguments.
const MANY: usize = usize::MAX;

/// Whether a function's value hangs on the context node or on chance, beside its arguments.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Context {
    Never,
    WithoutArguments,
    Always,
}

/// A function: its name, how many arguments it takes, and what it does.
#[derive(Debug)]
pub(super) struct Function {
    name: &'static str,
    least: usize,
    most: usize,
    context: Context,
    pub(super) run: Run,
}

impl PartialEq for Function {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

const TABLES: [&[Function]; 14] = [
    texts::FUNCTIONS,
    logic::FUNCTIONS,
    numbers::FUNCTIONS,
    math::FUNCTIONS,
    nodes::FUNCTIONS,
    lists::FUNCTIONS,
    choices::FUNCTIONS,
    repeats::FUNCTIONS,
    days::FUNCTIONS,
    format::FUNCTIONS,
    digests::FUNCTIONS,
    geo::FUNCTIONS,
    chance::FUNCTIONS,
    refused::FUNCTIONS,
];

impl Function {
    const fn new(name: &'static str, least: usize, most: usize, run: Run) -> Self {
        Self { name, least, most, context: Context::Never, run }
    }

    const fn hangs(mut self, context: Context) -> Self {
        self.context = context;
        self
    }

    /// Finds a function by its name as written.
    pub(super) fn find(name: &str) -> Option<&'static Self> {
        TABLES.iter().flat_map(|table| table.iter()).find(|function| function.name == name)
    }

    pub(super) const fn takes(&self, arguments: usize) -> bool {
        self.least <= arguments && arguments <= self.most
    }

    /// Tells whether a call may have another value at another node or at another time.
    pub(super) fn depends_on_context(&self, arguments: usize) -> bool {
        match self.context {
            Context::Never => false,
            Context::WithoutArguments => arguments == 0,
            Context::Always => true,
        }
    }

    /// Says how many arguments the function takes.
    fn wants(&self) -> String {
        match (self.least, self.most) {
            (0, 0) => "no arguments".into(),
            (1, 1) => "1 argument".into(),
            (least, most) if least == most => format!("{least} arguments"),
            (1, MANY) => "1 argument or more".into(),
            (least, MANY) => format!("{least} arguments or more"),
            (least, most) if most == least + 1 => format!("{least} or {most} arguments"),
            (least, most) => format!("{least} to {most} arguments"),
        }
    }
}

/// Finds what is wrong with a call as it is written.
pub(super) fn check(call: &Call, faults: &mut Vec<Fault>) {
    let at = usize::try_from(call.at).unwrap_or(usize::MAX);
    let name = &call.name;
    let Some(function) = call.function else {
        let message = match nearest(name) {
            Some(near) => format!("there is no function {name}(); is {near}() meant?"),
            None => format!("there is no function {name}()"),
        };
        return faults.push(Fault::new(at, message));
    };
    if let Some(why) = refused::why(name) {
        return faults.push(Fault::new(at, format!("{name}() is not available here: {why}")));
    }
    let given = call.arguments.len();
    if !function.takes(given) {
        faults.push(Fault::new(at, format!("{name}() takes {}, not {given}", function.wants())));
    } else if repeats::is_lopsided(call) || lists::is_lopsided(call) {
        faults.push(Fault::new(at, format!("the last arguments of {name}() come in pairs")));
    }
    if let Some(pattern) = pattern::constant(call)
        && let Err(why) = pattern::compile(pattern)
    {
        faults.push(Fault::new(
            at,
            format!("'{pattern}' is not a pattern that can be used here: {why}"),
        ));
    }
}

/// Finds the function whose name differs only in case, or in `_` for `-`.
fn nearest(name: &str) -> Option<&'static str> {
    let plain = |name: &str| name.to_lowercase().replace(['-', '_', ':'], "").replace("jr", "");
    let wanted = plain(name);
    TABLES
        .iter()
        .flat_map(|table| table.iter())
        .map(|function| function.name)
        .find(|known| plain(known) == wanted)
}
