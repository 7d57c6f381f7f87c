//! A filling as expressions see it: its nodes, the choice lists and the answers last saved.

use super::cell::{Cell, CellId, Filling, Flag, Slot};
use super::compile::{LAST_SAVED, Offer, SpecId, list_cell, list_column};
use crate::form::Language;
use crate::form::xpath::{Node, Tree};
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::cmp::Ordering;

/// Marks nodes of choice lists: then 19 bits of the list, 24 of the row from 2 (0 is the
/// document, 1 the root), 20 of the column from 1.
const LIST: u64 = 1 << 63;
/// Marks nodes of the answers last saved.
const SAVED: u64 = 1 << 62;
/// Marks the place of a repeat in its parent: what a repeat count is evaluated on, be there instances or none.
const PLACE: u64 = 1 << 61;

/// What a [`Node`] stands for.
enum Seen {
    Document,
    Cell(CellId),
    Place { parent: CellId, spec: SpecId },
    ListDocument(u32),
    Root(u32),
    Row(u32, u32),
    Column(u32, u32, u32),
    Saved(u32),
}

pub(super) const fn node(cell: CellId) -> Node {
    Node(cell as u64 + 1)
}

pub(super) const fn place(parent: CellId, spec: SpecId) -> Node {
    Node(PLACE | (spec as u64) << 32 | parent as u64)
}

pub(super) const fn row(list: u32, row: u32) -> Node {
    Node(LIST | (list as u64) << 44 | (row as u64 + 2) << 20)
}

const fn root_of(list: u32) -> Node {
    Node(LIST | (list as u64) << 44 | 1 << 20)
}

/// Returns the cell of a node of the form, or the row of a choice list.
pub(super) fn found(node: Node) -> (Option<CellId>, Option<u32>) {
    match seen(node) {
        Seen::Cell(cell) => (Some(cell), None),
        Seen::Row(_, row) | Seen::Column(_, row, _) => (None, Some(row)),
        _ => (None, None),
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the bits are those that were put in")]
const fn seen(node: Node) -> Seen {
    let bits = node.0;
    if bits & LIST != 0 {
        let list = (bits >> 44) as u32 & 0x7_ffff;
        match ((bits >> 20) as u32 & 0xff_ffff, bits as u32 & 0xf_ffff) {
            (0, _) => Seen::ListDocument(list),
            (1, _) => Seen::Root(list),
            (row, 0) => Seen::Row(list, row - 2),
            (row, column) => Seen::Column(list, row - 2, column - 1),
        }
    } else if bits & SAVED != 0 {
        Seen::Saved(bits as u32)
    } else if bits & PLACE != 0 {
        Seen::Place { parent: bits as u32, spec: (bits >> 32) as u32 & 0x1fff_ffff }
    } else if bits == 0 {
        Seen::Document
    } else {
        Seen::Cell((bits - 1) as u32)
    }
}

/// The answers last saved, as a tree; node 0 is its `<root>`-like document.
#[derive(Clone, Default)]
pub(super) struct Saved(Vec<SavedNode>);

#[derive(Clone, Default)]
struct SavedNode {
    name: String,
    parent: u32,
    children: Vec<u32>,
    text: String,
}

impl Saved {
    /// Builds the tree of saved answers under a root element.
    pub(super) fn new(root: &str, answers: &Map<String, Value>) -> Self {
        let mut saved = Self(vec![SavedNode::default()]);
        if !answers.is_empty() {
            let root = saved.push(0, root, String::new());
            let mut todo: Vec<(u32, &str, &Value)> =
                answers.iter().map(|(name, v)| (root, &**name, v)).collect();
            todo.reverse();
            while let Some((parent, name, value)) = todo.pop() {
                match value {
                    Value::Object(fields) if !super::value::is_point(value) => {
                        let id = saved.push(parent, name, String::new());
                        todo.extend(fields.iter().rev().map(|(name, value)| (id, &**name, value)));
                    }
                    Value::Array(items)
                        if items.iter().all(|i| i.is_object() && !super::value::is_point(i)) =>
                    {
                        todo.extend(items.iter().rev().map(|item| (parent, name, item)));
                    }
                    leaf => {
                        saved.push(parent, name, super::value::plain(leaf));
                    }
                }
            }
        }
        saved
    }

    fn push(&mut self, parent: u32, name: &str, text: String) -> u32 {
        let id = u32::try_from(self.0.len()).unwrap_or(0);
        self.0.push(SavedNode { name: name.to_owned(), parent, children: Vec::new(), text });
        self.0[parent as usize].children.push(id);
        id
    }
}

impl Filling {
    fn text_of(&self, id: CellId) -> &str {
        let cell = self.cell(id);
        if id == self.evaluating {
            // A calculation sees its own value only to keep it; else it would hang on what was there before.
            return if self.compiled.spec(cell.spec).once { &cell.value } else { "" };
        }
        if cell.is(Flag::Relevant) { &cell.value } else { "" }
    }

    /// Returns the places of a cell and what is around it, the root first.
    fn line(&self, mut id: CellId) -> Vec<(u32, u32)> {
        let mut line = Vec::new();
        while id != 0 {
            let cell = self.cell(id);
            line.push((self.compiled.spec(cell.spec).slot, cell.index));
            id = cell.parent;
        }
        line.reverse();
        line
    }

    fn slot<'a>(&'a self, cell: &'a Cell, name: &str) -> Option<&'a Slot> {
        let spec = self.compiled.spec(cell.spec).by_name.get(name)?;
        cell.slots.get(self.compiled.spec(*spec).slot as usize)
    }

    fn list_text(&self, list: u32, row: u32, column: u32) -> Cow<'_, str> {
        self.list_text_in(list, row, column, &self.language)
    }

    /// Returns a cell of a list as it is shown: of a label the text in a language, else the one in the filling's.
    pub(super) fn list_text_in(
        &self,
        list: u32,
        row: u32,
        column: u32,
        language: &Language,
    ) -> Cow<'_, str> {
        let rows = self.compiled.list(list);
        let label = rows.choices.get(row as usize).filter(|_| column == 1).map(|row| &row.label);
        let spoken = |language: &Language| label.is_some_and(|text| text.get(language).is_some());
        let language = if spoken(language) { language } else { &self.language };
        if column == 1
            && let Some(parts) = self.compiled.labels.find(list, row, language)
        {
            return Cow::Owned(self.put_together(0, parts));
        }
        let label = label.and_then(|text| text.get(language));
        Cow::Borrowed(label.unwrap_or_else(|| list_cell(rows, row, column)))
    }
}

impl Tree for Filling {
    fn document(&self) -> Node {
        Node(0)
    }

    fn instance(&self, id: &str) -> Option<Node> {
        if id == LAST_SAVED {
            // The root element, or the document alone when nothing was saved.
            return Some(Node(SAVED | u64::from(self.saved.0.len() > 1)));
        }
        self.compiled.lists.find(id).map(root_of)
    }

    fn document_of(&self, _: Node) -> Node {
        // As in the field's tools, `/` means the answers even in a condition on the rows of a list.
        Node(0)
    }

    fn parent(&self, at: Node) -> Option<Node> {
        match seen(at) {
            Seen::Document | Seen::ListDocument(_) | Seen::Saved(0) => None,
            Seen::Root(list) => Some(Node(LIST | u64::from(list) << 44)),
            Seen::Cell(0) => Some(Node(0)),
            Seen::Cell(id) => Some(node(self.cell(id).parent)),
            Seen::Place { parent, .. } => Some(node(parent)),
            Seen::Row(list, _) => Some(root_of(list)),
            Seen::Column(list, at, _) => Some(row(list, at)),
            Seen::Saved(id) => Some(Node(SAVED | u64::from(self.saved.0[id as usize].parent))),
        }
    }

    fn children(&self, at: Node, name: Option<&str>, out: &mut Vec<Node>) {
        match seen(at) {
            Seen::Document => {
                if name.is_none_or(|name| *name == *self.compiled.spec(0).name) {
                    out.push(node(0));
                }
            }
            Seen::Cell(id) => match name {
                Some(name) => {
                    let slot = self.slot(self.cell(id), name);
                    out.extend(slot.map_or(&[][..], Slot::live).iter().map(|id| node(*id)));
                }
                None => out.extend(self.cell(id).children().map(node)),
            },
            Seen::ListDocument(list) => {
                if name.is_none_or(|name| name == "root") {
                    out.push(root_of(list));
                }
            }
            Seen::Root(list) => {
                if name.is_none_or(|name| name == "item") {
                    let rows = u32::try_from(self.compiled.list(list).choices.len()).unwrap_or(0);
                    out.extend((0..rows).map(|at| row(list, at)));
                }
            }
            Seen::Row(list, at) => {
                let columns = self.compiled.list(list);
                match name {
                    Some(name) => {
                        out.extend(
                            list_column(columns, name)
                                .map(|c| Node(row(list, at).0 | (u64::from(c) + 1))),
                        );
                    }
                    None => out.extend(
                        (0..2 + columns.columns.len() as u64)
                            .map(|c| Node(row(list, at).0 | (c + 1))),
                    ),
                }
            }
            Seen::Saved(id) => {
                let children = self.saved.0.get(id as usize).map_or(&[][..], |node| &node.children);
                let named =
                    |id: &&u32| name.is_none_or(|name| self.saved.0[**id as usize].name == name);
                out.extend(children.iter().filter(named).map(|id| Node(SAVED | u64::from(*id))));
            }
            Seen::Column(..) | Seen::Place { .. } => {}
        }
    }

    fn name(&self, at: Node) -> &str {
        match seen(at) {
            Seen::Document | Seen::ListDocument(_) => "",
            Seen::Cell(id) => &self.compiled.spec(self.cell(id).spec).name,
            Seen::Place { spec, .. } => &self.compiled.spec(spec).name,
            Seen::Root(_) => "root",
            Seen::Row(..) => "item",
            Seen::Column(_, _, 0) => "name",
            Seen::Column(_, _, 1) => "label",
            Seen::Column(list, _, column) => &self.compiled.list(list).columns[column as usize - 2],
            Seen::Saved(id) => self.saved.0.get(id as usize).map_or("", |node| &node.name),
        }
    }

    fn text(&self, at: Node) -> Cow<'_, str> {
        match seen(at) {
            Seen::Cell(id) if self.cell(id).slots.is_empty() => Cow::Borrowed(self.text_of(id)),
            Seen::Column(list, row, column) => self.list_text(list, row, column),
            Seen::Saved(id)
                if self.saved.0.get(id as usize).is_some_and(|node| node.children.is_empty()) =>
            {
                Cow::Borrowed(&self.saved.0[id as usize].text)
            }
            _ => {
                let (mut text, mut todo, mut under) = (String::new(), vec![at], Vec::new());
                while let Some(next) = todo.pop() {
                    under.clear();
                    self.children(next, None, &mut under);
                    if under.is_empty() && next != at {
                        text.push_str(&self.text(next));
                    }
                    todo.extend(under.iter().rev());
                }
                Cow::Owned(text)
            }
        }
    }

    fn is_relevant(&self, at: Node) -> bool {
        match seen(at) {
            Seen::Cell(id) => self.cell(id).is(Flag::Relevant),
            _ => true,
        }
    }

    fn order(&self, a: Node, b: Node) -> Ordering {
        match (seen(a), seen(b)) {
            (Seen::Cell(a), Seen::Cell(b)) if a != b => {
                let (one, other) = (self.cell(a), self.cell(b));
                if one.spec == other.spec && one.parent == other.parent {
                    return one.index.cmp(&other.index);
                }
                self.line(a).cmp(&self.line(b))
            }
            // Rows and columns are numbered in document order, saved nodes as they were written.
            _ => a.cmp(&b),
        }
    }

    fn indexed(&self, parent: Node, name: &str, column: &str, text: &str) -> Option<Vec<Node>> {
        let Seen::Root(at) = seen(parent) else { return None };
        let list = self.compiled.list(at);
        let column = list_column(list, column).filter(|column| name == "item" && *column != 1)?;
        Some(
            self.compiled
                .lists
                .rows(list, at, column, text)
                .into_iter()
                .map(|found| row(at, found))
                .collect(),
        )
    }

    fn choice_label(&self, at: Node, value: &str) -> Option<String> {
        let Seen::Cell(id) = seen(at) else { return None };
        match &self.compiled.spec(self.cell(id).spec).offer {
            Offer::Rows { list, value: column, label, other, .. } => {
                let rows =
                    self.compiled.lists.rows(self.compiled.list(*list), *list, *column, value);
                match rows.first() {
                    Some(row) => Some(self.list_text(*list, *row, *label).into_owned()),
                    None => (*other && value == super::choices::OTHER)
                        .then(|| super::choices::OTHER_LABEL.to_owned()),
                }
            }
            Offer::Answers(_) => Some(value.to_owned()),
            Offer::None => None,
        }
    }
}
