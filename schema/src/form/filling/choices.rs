//! The choices that a question offers, as its filter has them now.

use super::FillFault;
use super::cell::{CellId, Filling};
use super::compile::{Offer, Shape};
use super::tree::{found, node, row};
use crate::form::Language;
use crate::form::xpath::{Context, Env, Expr, Tree, Value};
use serde::Serialize;
use std::cell::Cell;

/// The name of the choice that `or_other` adds.
pub(super) const OTHER: &str = "other";
/// Its label, as `pyxform` words it.
pub(super) const OTHER_LABEL: &str = "Other";

/// One choice as it is offered.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Offered {
    /// What is stored.
    pub name: String,
    /// What is shown.
    pub label: String,
    /// Its row in the list, from 0; none for `other` and for answers of a repeat. Media stand in the row's columns.
    pub row: Option<u32>,
}

impl Filling {
    /// Returns the choices that a select or rank question offers, in the order of being shown.
    ///
    /// # Errors
    /// When there is no such question or it has no choices.
    pub fn choices(&self, path: &str, language: &Language) -> Result<Vec<Offered>, FillFault> {
        let id = self.find(path)?;
        let spec = self.compiled.spec(self.cell(id).spec);
        match &spec.offer {
            Offer::None => Err(FillFault::WrongSort {
                path: self.path_of(id),
                is: if matches!(spec.shape, Shape::Question(_)) {
                    "a question without choices"
                } else {
                    "a group"
                },
                step: "asked for its choices",
            }),
            Offer::Answers(expr) => Ok(self.answers_offered(id, expr)),
            Offer::Rows { list, value, label, all, other, .. } => {
                let rows = all.as_ref().map_or_else(
                    || {
                        (0..u32::try_from(self.compiled.list(*list).choices.len()).unwrap_or(0))
                            .collect()
                    },
                    |all| self.rows(id, all),
                );
                let text =
                    |row, column| self.list_text_in(*list, row, column, language).into_owned();
                let mut offered: Vec<Offered> = rows
                    .into_iter()
                    .map(|row| Offered {
                        name: text(row, *value),
                        label: text(row, *label),
                        row: Some(row),
                    })
                    .collect();
                if *other && !offered.iter().any(|choice| choice.name == OTHER) {
                    offered.push(Offered {
                        name: OTHER.to_owned(),
                        label: OTHER_LABEL.to_owned(),
                        row: None,
                    });
                }
                Ok(offered)
            }
        }
    }

    fn rows(&self, id: CellId, all: &Expr) -> Vec<u32> {
        // An unseeded order is drawn anew from the same chance each time, so that it stays while the form is filled.
        let chance =
            self.chance ^ u64::from(self.cell(id).spec).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let env = Env { now: self.env.now, chance: Cell::new(chance) };
        let context = Context::new(self, &env, node(id));
        match all.evaluate(&context) {
            Ok(Value::Nodes(nodes)) => nodes.iter().filter_map(|node| found(*node).1).collect(),
            _ => Vec::new(),
        }
    }

    fn answers_offered(&self, id: CellId, expr: &Expr) -> Vec<Offered> {
        let mut names: Vec<String> = Vec::new();
        for node in self.nodes(id, expr) {
            let text = self.text(node).into_owned();
            if !text.is_empty() && !names.contains(&text) {
                names.push(text);
            }
        }
        names.into_iter().map(|name| Offered { label: name.clone(), name, row: None }).collect()
    }

    fn nodes(&self, id: CellId, expr: &Expr) -> Vec<crate::form::xpath::Node> {
        let context = Context::new(self, &self.env, node(id));
        match expr.evaluate(&context) {
            Ok(Value::Nodes(nodes)) => nodes,
            _ => Vec::new(),
        }
    }

    /// Tells whether a question offers a choice, looking only at the rows of that name.
    pub(super) fn offers(&self, id: CellId, name: &str) -> bool {
        match &self.compiled.spec(self.cell(id).spec).offer {
            Offer::None => true,
            Offer::Answers(expr) => {
                !name.is_empty() && self.nodes(id, expr).iter().any(|at| self.text(*at) == name)
            }
            Offer::Rows { list, value, one, other, .. } => {
                let rows = self.compiled.lists.rows(self.compiled.list(*list), *list, *value, name);
                let passes = |at: &u32| {
                    one.as_ref().is_none_or(|filter| self.passes(id, filter, *list, *at))
                };
                (*other && name == OTHER) || rows.iter().any(passes)
            }
        }
    }

    fn passes(&self, id: CellId, filter: &Expr, list: u32, at: u32) -> bool {
        let context = Context {
            tree: self,
            env: &self.env,
            node: row(list, at),
            current: node(id),
            position: at as usize + 1,
            size: self.compiled.list(list).choices.len(),
        };
        match filter.evaluate(&context) {
            #[expect(
                clippy::float_cmp,
                reason = "XPath 1.0, 2.4: a number in a predicate is a position"
            )]
            Ok(Value::Number(number)) => number == f64::from(at + 1),
            Ok(value) => value.truth(),
            Err(_) => false,
        }
    }
}
