//! Parses, checks and binds the expressions that an author wrote.

use super::faults::Faults;
use super::lists::Lists;
use super::names::{LAST_SAVED, Names};
use super::spec::{Part, Spec, SpecId, Wording};
use crate::form::filling::{Rule, limits};
use crate::form::xpath::Expr;
use crate::form::xpath::ast::{Ast, Axis, Call, Path, Start, Test};
use crate::form::{Expression, Text};
use std::collections::HashSet;

/// What parsing needs: the items, their names, the lists, and where faults go.
pub(super) struct Parser<'a> {
    pub(super) specs: &'a [Spec],
    pub(super) names: &'a Names<'a>,
    pub(super) lists: &'a Lists,
    pub(super) faults: &'a mut Faults,
    /// Whether an expression so far reads the answers last saved.
    pub(super) reads_saved: bool,
}

impl Parser<'_> {
    /// Parses an expression if there is one.
    pub(super) fn optional(
        &mut self,
        id: SpecId,
        rule: Rule,
        source: Option<&Expression>,
    ) -> Option<Expr> {
        let text = source?.0.trim();
        if text.is_empty() { None } else { self.parse(id, rule, text) }
    }

    /// Parses, checks and binds one expression; what is wrong with it becomes faults.
    pub(super) fn parse(&mut self, id: SpecId, rule: Rule, text: &str) -> Option<Expr> {
        if text.len() > limits::EXPRESSION {
            let why =
                format!("the expression is longer than {} bytes: divide it", limits::EXPRESSION);
            self.fault(id, rule, None, why);
            return None;
        }
        let mut expr = match Expr::parse(text) {
            Ok(expr) => expr,
            Err(fault) => {
                self.fault(id, rule, Some(fault.at), fault.message);
                return None;
            }
        };
        let mut wrong: Vec<(Option<usize>, String)> =
            expr.check().into_iter().map(|fault| (Some(fault.at), fault.message)).collect();
        let absolute = absolute_names(&expr);
        let names = self.names;
        let bound = expr.bind(&mut |name, last_saved| {
            let path = names.path(id, name, last_saved, absolute.contains(name));
            Ok(path.unwrap_or_else(|why| {
                wrong.push((text.find(&format!("{name}}}")), why));
                Path { start: Start::Current, steps: Vec::new(), at: 0 }
            }))
        });
        if let Err(fault) = bound {
            wrong.push((Some(fault.at), fault.message));
        }
        let sound = wrong.is_empty();
        for (at, message) in wrong {
            self.fault(id, rule, at, message);
        }
        let known = self.check_names(id, rule, &expr);
        (sound && known).then_some(expr)
    }

    /// Says which lists and which absolute paths an expression names that the form does not have.
    fn check_names(&mut self, id: SpecId, rule: Rule, expr: &Expr) -> bool {
        let mut unknown: Vec<String> = Vec::new();
        let mut nowhere: Vec<(usize, String)> = Vec::new();
        let (lists, specs) = (self.lists, self.specs);
        let mut reads_saved = false;
        expr.each_path(&mut |path| {
            reads_saved |= matches!(&path.start, Start::Instance(name) if &**name == LAST_SAVED);
            nowhere.extend(leads_nowhere(specs, path).map(|name| (path.at as usize, name)));
            if let Start::Instance(name) = &path.start
                && &**name != LAST_SAVED
                && lists.find(name).is_none()
            {
                unknown.push(name.to_string());
            }
        });
        expr.each_call(&mut |call| {
            if &*call.name == "pulldata"
                && let Some(Ast::Text(name)) = call.arguments.first()
                && lists.find(name).is_none()
            {
                unknown.push(name.to_string());
            }
        });
        self.reads_saved |= reads_saved;
        for name in &unknown {
            let why = format!(
                "there is no list or attached file called {name}: add it, or look for a slip"
            );
            self.fault(id, rule, None, why);
        }
        for (at, name) in &nowhere {
            let why = format!("the path leads nowhere, there is no {name} there: look for a slip");
            self.fault(id, rule, Some(*at), why);
        }
        unknown.is_empty() && nowhere.is_empty()
    }

    /// Parses the references of a text.
    pub(super) fn wording(&mut self, id: SpecId, rule: Rule, text: &Text) -> Wording {
        let mut wording = Wording { text: text.clone(), ..Wording::default() };
        for (language, words) in &text.0 {
            if words.contains("${")
                && let Some(parts) = self.parts(id, rule, words)
            {
                wording.parts.insert(language.clone(), parts);
            }
        }
        wording
    }

    fn parts(&mut self, id: SpecId, rule: Rule, words: &str) -> Option<Vec<Part>> {
        let mut parts = Vec::new();
        let mut rest = words;
        while let Some(from) = rest.find("${") {
            let Some(length) = rest[from..].find('}') else { break };
            if from > 0 {
                parts.push(Part::Plain(rest[..from].into()));
            }
            let reference = &rest[from..=from + length];
            parts.push(Part::Value(Box::new(self.parse(id, rule, reference)?)));
            rest = &rest[from + length + 1..];
        }
        if !rest.is_empty() {
            parts.push(Part::Plain(rest.into()));
        }
        Some(parts)
    }

    pub(super) fn fault(&mut self, id: SpecId, rule: Rule, at: Option<usize>, message: String) {
        self.faults.add(self.specs, id, rule, at, message);
    }
}

/// Returns the first name of an absolute path that no item has.
fn leads_nowhere(specs: &[Spec], path: &Path) -> Option<String> {
    let mut at = None;
    for step in path.steps.iter().filter(|_| path.start == Start::Root) {
        let (Axis::Child, Test::Name(name)) = (step.axis, &step.test) else { return None };
        let found = match at {
            None => specs.first().filter(|root| root.name == *name).map(|_| 0),
            Some(spec) => {
                specs.get(spec as usize).and_then(|spec: &Spec| spec.by_name.get(name).copied())
            }
        };
        let Some(spec) = found else { return Some(name.to_string()) };
        at = Some(spec);
    }
    None
}

/// Returns the names that `indexed-repeat` takes as node-sets: `pyxform` binds those absolutely.
fn absolute_names(expr: &Expr) -> HashSet<String> {
    let mut names = HashSet::new();
    expr.each_call(&mut |call| {
        if &*call.name == "indexed-repeat" {
            names.extend(node_sets(call).filter_map(|argument| match argument {
                Ast::Reference { name, .. } => Some(name.to_string()),
                _ => None,
            }));
        }
    });
    names
}

/// Returns the arguments of `indexed-repeat` that are node-sets, not indexes.
pub(super) fn node_sets(call: &Call) -> impl Iterator<Item = &Ast> {
    call.arguments
        .iter()
        .enumerate()
        .filter(|(at, _)| *at == 0 || at % 2 == 1)
        .map(|(_, argument)| argument)
}
