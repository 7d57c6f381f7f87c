//! Finds, without any answers, which items an expression reads and how far around its own node.

use super::expressions::node_sets;
use super::spec::{Shape, Spec, SpecId};
use crate::form::xpath::Expr;
use crate::form::xpath::ast::{Ast, Axis, Path, Start, Step, Test};
use std::collections::{BTreeSet, HashSet};

/// The document, above the root element.
const DOCUMENT: SpecId = SpecId::MAX;

/// One item that an expression reads.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Read {
    pub(super) spec: SpecId,
    /// The item whose one instance holds both reader and read.
    pub(super) anchor: SpecId,
    /// Whether only the number and order of its instances matter.
    pub(super) structure: bool,
    /// Whether it may be read in another instance of the reader's own repeat, picked by a condition.
    pub(super) elsewhere: bool,
}

/// Items that a part of a path may stand on.
#[derive(Clone, Default)]
struct Standing {
    on: BTreeSet<SpecId>,
    anchor: SpecId,
    elsewhere: bool,
}

/// The search over one expression.
struct Search<'a> {
    specs: &'a [Spec],
    owner: SpecId,
    reads: BTreeSet<Read>,
    nested: HashSet<*const Path>,
    counted: HashSet<*const Path>,
    picked: HashSet<*const Path>,
    budget: &'a mut usize,
}

/// Returns what an expression of `owner` reads; `row` when it is evaluated on a row of a list. None when the budget is
/// used up.
pub(super) fn reads(
    specs: &[Spec],
    owner: SpecId,
    expr: &Expr,
    row: bool,
    budget: &mut usize,
) -> Option<BTreeSet<Read>> {
    let mut search = Search {
        specs,
        owner,
        reads: BTreeSet::new(),
        nested: HashSet::new(),
        counted: HashSet::new(),
        picked: HashSet::new(),
        budget,
    };
    expr.each_call(&mut |call| match &*call.name {
        "count" | "position" | "last" => search.counted.extend(call.arguments.iter().filter_map(as_path)),
        "indexed-repeat" => {
            search.picked.extend(node_sets(call).filter_map(as_path));
            search.counted.extend(node_sets(call).skip(1).filter_map(as_path));
        }
        _ => {}
    });
    expr.each_path(&mut |path| nested(path, &mut search.nested));
    let mut here = Standing { on: BTreeSet::new(), anchor: owner, elsewhere: false };
    if !row {
        here.on.insert(owner);
    }
    let mut left = true;
    expr.each_path(&mut |path| {
        if left && !search.nested.contains(&std::ptr::from_ref(path)) {
            left = search.path(path, &here).is_some();
        }
    });
    left.then_some(search.reads)
}

fn as_path(ast: &Ast) -> Option<*const Path> {
    match ast {
        Ast::Path(path) => Some(std::ptr::from_ref(path)),
        _ => None,
    }
}

/// Notes the paths inside the conditions of a path.
fn nested(path: &Path, out: &mut HashSet<*const Path>) {
    let mut todo: Vec<&Ast> = path.steps.iter().flat_map(|step| &step.predicates).collect();
    if let Start::Filter(inner, predicates) = &path.start {
        todo.push(inner);
        todo.extend(predicates);
    }
    while let Some(ast) = todo.pop() {
        match ast {
            Ast::Path(path) => {
                if out.insert(std::ptr::from_ref(path)) {
                    nested(path, out);
                }
            }
            Ast::Binary(_, a, b) => todo.extend([&**a, &**b]),
            Ast::Negate(a) => todo.push(a),
            Ast::Call(call) => todo.extend(&call.arguments),
            Ast::Text(_) | Ast::Number(_) | Ast::Reference { .. } => {}
        }
    }
}

impl Search<'_> {
    /// Follows a path and notes what it ends on.
    fn path(&mut self, path: &Path, here: &Standing) -> Option<Standing> {
        let end = self.follow(path, here)?;
        let counted = self.counted.contains(&std::ptr::from_ref(path));
        let picked = self.picked.contains(&std::ptr::from_ref(path));
        let elsewhere = end.elsewhere || picked;
        // indexed-repeat() goes down from the root whatever its path says.
        let anchor = if picked { 0 } else { end.anchor };
        for spec in end.on.iter().copied().filter(|spec| *spec != DOCUMENT) {
            self.note(spec, anchor, counted, elsewhere)?;
        }
        Some(end)
    }

    /// Notes a read: of a question its text, of a group or repeat the texts in it unless only counted.
    fn note(&mut self, spec: SpecId, anchor: SpecId, counted: bool, elsewhere: bool) -> Option<()> {
        let mut todo = vec![spec];
        while let Some(spec) = todo.pop() {
            self.spend(1)?;
            let within = &self.specs[spec as usize];
            let question = matches!(within.shape, Shape::Question(_));
            self.reads.insert(Read { spec, anchor, structure: !question, elsewhere });
            // A group around the reader is read for its place alone: its text would hold the reader's own.
            if !counted && !super::names::is_under(self.specs, self.owner, spec) {
                todo.extend(&within.children);
            }
        }
        Some(())
    }

    fn follow(&mut self, path: &Path, here: &Standing) -> Option<Standing> {
        let own = Standing { on: BTreeSet::from([self.owner]), anchor: self.owner, elsewhere: false };
        let mut at = match &path.start {
            Start::Root => Standing { on: BTreeSet::from([DOCUMENT]), anchor: 0, elsewhere: false },
            Start::Context => here.clone(),
            Start::Current => own,
            Start::Instance(_) => Standing { anchor: here.anchor, ..Standing::default() },
            Start::Filter(inner, predicates) => {
                let mut at = self.nodes(inner, here)?;
                at.elsewhere |= !predicates.is_empty();
                for predicate in predicates {
                    self.inside(predicate, &at)?;
                }
                at
            }
        };
        for step in &path.steps {
            at = self.step(step, &at)?;
        }
        Some(at)
    }

    /// Returns the items that an expression in brackets may stand on.
    fn nodes(&mut self, ast: &Ast, here: &Standing) -> Option<Standing> {
        match ast {
            Ast::Path(path) => self.path(path, here),
            Ast::Binary(_, a, b) => {
                let (a, b) = (self.nodes(a, here)?, self.nodes(b, here)?);
                Some(self.both(a, b))
            }
            Ast::Call(call) => {
                let mut all = Standing { anchor: here.anchor, ..Standing::default() };
                for argument in &call.arguments {
                    let next = self.nodes(argument, here)?;
                    all = self.both(all, next);
                }
                Some(all)
            }
            _ => Some(Standing { anchor: here.anchor, ..Standing::default() }),
        }
    }

    fn both(&self, mut a: Standing, b: Standing) -> Standing {
        a.on.extend(b.on);
        a.anchor = self.higher(a.anchor, b.anchor);
        a.elsewhere |= b.elsewhere;
        a
    }

    fn higher(&self, a: SpecId, b: SpecId) -> SpecId {
        if self.specs[a as usize].depth <= self.specs[b as usize].depth { a } else { b }
    }

    /// Follows the paths inside a condition, which stand on what the condition is asked of.
    fn inside(&mut self, ast: &Ast, here: &Standing) -> Option<()> {
        match ast {
            Ast::Path(path) => self.path(path, here).map(|_| ()),
            Ast::Binary(_, a, b) => {
                self.inside(a, here)?;
                self.inside(b, here)
            }
            Ast::Negate(a) => self.inside(a, here),
            Ast::Call(call) => call.arguments.iter().try_for_each(|argument| self.inside(argument, here)),
            Ast::Text(_) | Ast::Number(_) | Ast::Reference { .. } => Some(()),
        }
    }

    fn step(&mut self, step: &Step, from: &Standing) -> Option<Standing> {
        let mut to = Standing { on: BTreeSet::new(), anchor: from.anchor, elsewhere: from.elsewhere };
        for spec in &from.on {
            self.spend(1)?;
            match (step.axis, &step.test, self.specs.get(*spec as usize)) {
                (Axis::Child, Test::Name(name), Some(inner)) => to.on.extend(inner.by_name.get(name)),
                _ => self.axis(step.axis, *spec, &mut to)?,
            }
        }
        to.on.retain(|spec| match &step.test {
            Test::Name(name) => self.specs.get(*spec as usize).is_some_and(|spec| spec.name == *name),
            Test::Any => *spec != DOCUMENT,
            Test::Node => true,
        });
        let repeats = to.on.iter().any(|spec| self.specs.get(*spec as usize).is_some_and(|s| s.shape == Shape::Repeat));
        if !step.predicates.is_empty() {
            to.elsewhere |= repeats;
        }
        to.elsewhere |= matches!(step.axis, Axis::PrecedingSibling | Axis::FollowingSibling);
        for predicate in &step.predicates {
            self.inside(predicate, &to)?;
        }
        Some(to)
    }

    fn axis(&mut self, axis: Axis, spec: SpecId, to: &mut Standing) -> Option<()> {
        let inner = self.specs.get(spec as usize);
        match axis {
            Axis::Child => match inner {
                Some(inner) => {
                    self.spend(inner.children.len())?;
                    to.on.extend(&inner.children);
                }
                None => {
                    to.on.insert(0);
                }
            },
            Axis::SelfNode => {
                to.on.insert(spec);
            }
            Axis::Descendant | Axis::DescendantOrSelf => {
                if axis == Axis::DescendantOrSelf {
                    to.on.insert(spec);
                }
                let mut todo = inner.map_or_else(|| vec![0], |inner| inner.children.clone());
                while let Some(spec) = todo.pop() {
                    self.spend(1)?;
                    if to.on.insert(spec) {
                        todo.extend(&self.specs[spec as usize].children);
                    }
                }
            }
            Axis::Parent => self.rise(spec, to),
            Axis::Ancestor | Axis::AncestorOrSelf => {
                if axis == Axis::AncestorOrSelf {
                    to.on.insert(spec);
                }
                let mut at = spec;
                while at != DOCUMENT {
                    self.rise(at, to);
                    at = if at == 0 { DOCUMENT } else { self.specs[at as usize].parent };
                }
            }
            Axis::PrecedingSibling | Axis::FollowingSibling => {
                if let Some(inner) = inner.filter(|_| spec != 0) {
                    to.anchor = self.higher(to.anchor, inner.parent);
                    let siblings = &self.specs[inner.parent as usize].children;
                    self.spend(siblings.len())?;
                    to.on.extend(siblings);
                }
            }
            Axis::Attribute => {}
        }
        Some(())
    }

    fn rise(&self, spec: SpecId, to: &mut Standing) {
        if spec == 0 {
            to.on.insert(DOCUMENT);
        } else if let Some(inner) = self.specs.get(spec as usize) {
            to.on.insert(inner.parent);
            to.anchor = self.higher(to.anchor, inner.parent);
        }
    }

    fn spend(&mut self, work: usize) -> Option<()> {
        *self.budget = self.budget.checked_sub(work)?;
        Some(())
    }
}
