//! A small tree, written in few letters: `data(age=7 rep(x=1) rep(x=2))`.

use crate::form::xpath::{Clock, Context, Env, Expr, Node, Tree, Trouble, Value};
use std::borrow::Cow;
use std::cell::Cell;
use std::cmp::Ordering;
use std::collections::HashMap;

#[derive(Default)]
struct Leaf {
    name: String,
    text: String,
    parent: Option<usize>,
    children: Vec<usize>,
}

/// Documents in one arena: the answers first, lists after it.
pub(super) struct Grove {
    leaves: Vec<Leaf>,
    lists: HashMap<String, usize>,
    /// Whether rows are found by an index, and how often one was.
    pub(super) index: bool,
    pub(super) lookups: Cell<usize>,
    pub(super) env: Env,
}

impl Grove {
    /// Reads the answers; `_` in a text is a space, `a=` is empty.
    pub(super) fn new(answers: &str) -> Self {
        let now = Clock {
            civil: jiff::civil::date(2024, 5, 1).at(1, 30, 15, 250_000_000),
            offset_seconds: 8 * 3600,
        };
        let env = Env { now, chance: Cell::new(42) };
        let (lists, lookups) = (HashMap::new(), Cell::new(0));
        let mut grove = Self { leaves: Vec::new(), lists, index: false, lookups, env };
        grove.plant(answers);
        grove
    }

    /// Adds a list.
    pub(super) fn list(mut self, id: &str, rows: &str) -> Self {
        let document = self.plant(rows);
        self.lists.insert(id.to_owned(), document + 1);
        self
    }

    fn plant(&mut self, text: &str) -> usize {
        let document = self.leaves.len();
        self.leaves.push(Leaf::default());
        let mut parent = document;
        let spaced = text.replace('(', " ( ").replace(')', " ) ");
        let mut last = document;
        for word in spaced.split_whitespace() {
            match word {
                "(" => parent = last,
                ")" => parent = self.leaves[parent].parent.unwrap(),
                _ => {
                    let (name, text) = word.split_once('=').unwrap_or((word, ""));
                    last = self.leaves.len();
                    let (name, text) = (name.to_owned(), text.replace('_', " "));
                    self.leaves.push(Leaf {
                        name,
                        text,
                        parent: Some(parent),
                        children: Vec::new(),
                    });
                    self.leaves[parent].children.push(last);
                }
            }
        }
        assert_eq!(parent, document, "parentheses");
        document
    }

    fn leaf(&self, node: Node) -> &Leaf {
        &self.leaves[usize::try_from(node.0).unwrap()]
    }

    /// Finds the one node a path leads to.
    pub(super) fn at(&self, path: &str) -> Node {
        let expr = Expr::parse(path).unwrap();
        let cx = Context::new(self, &self.env, self.document());
        match expr.evaluate(&cx).unwrap() {
            Value::Nodes(nodes) => nodes[0],
            other => panic!("{path}: {other:?}"),
        }
    }

    /// Evaluates at a node.
    pub(super) fn eval_at(&self, node: &str, source: &str) -> Result<Value<'static>, Trouble> {
        let expr = Expr::parse(source).unwrap_or_else(|fault| panic!("{source}: {fault}"));
        let cx = Context::new(self, &self.env, self.at(node));
        expr.evaluate(&cx).map(own)
    }

    /// Evaluates to a text; the texts of several nodes with `,` between them, trouble as `! …`.
    pub(super) fn show(&self, node: &str, source: &str) -> String {
        match self.eval_at(node, source) {
            Ok(Value::Nodes(nodes)) => {
                let texts: Vec<_> = nodes.into_iter().map(|node| self.text(node)).collect();
                format!("[{}]", texts.join(","))
            }
            Ok(Value::Text(text)) => format!("'{text}'"),
            Ok(value) => value.text(self).into_owned(),
            Err(trouble) => format!("! {trouble}"),
        }
    }

    /// Compares what expressions give at a node with what is wanted, and shows all that differ.
    pub(super) fn agrees(&self, node: &str, cases: &[(&str, &str)]) {
        let differ = cases.iter().filter_map(|(source, wanted)| {
            let found = self.show(node, source);
            (found != *wanted).then(|| format!("\n{source}\n  gives  {found}\n  wanted {wanted}"))
        });
        let differ: String = differ.collect();
        assert!(differ.is_empty(), "{differ}");
    }
}

fn own(value: Value<'_>) -> Value<'static> {
    match value {
        Value::Nodes(nodes) => Value::Nodes(nodes),
        Value::Text(text) => Value::Text(text.into_owned().into()),
        Value::Number(number) => Value::Number(number),
        Value::Bool(truth) => Value::Bool(truth),
    }
}

fn node(index: usize) -> Node {
    Node(u64::try_from(index).unwrap())
}

impl Tree for Grove {
    fn document(&self) -> Node {
        Node(0)
    }

    fn instance(&self, id: &str) -> Option<Node> {
        self.lists.get(id).copied().map(node)
    }

    fn document_of(&self, node: Node) -> Node {
        self.parent(node).map_or(node, |parent| self.document_of(parent))
    }

    fn parent(&self, of: Node) -> Option<Node> {
        self.leaf(of).parent.map(node)
    }

    fn children(&self, of: Node, name: Option<&str>, out: &mut Vec<Node>) {
        let fits = |index: &&usize| name.is_none_or(|name| self.leaves[**index].name == name);
        out.extend(self.leaf(of).children.iter().filter(fits).copied().map(node));
    }

    fn name(&self, node: Node) -> &str {
        &self.leaf(node).name
    }

    fn text(&self, of: Node) -> Cow<'_, str> {
        let leaf = self.leaf(of);
        if leaf.children.is_empty() {
            return Cow::Borrowed(&leaf.text);
        }
        leaf.children.iter().map(|&child| self.text(node(child))).collect::<String>().into()
    }

    fn order(&self, a: Node, b: Node) -> Ordering {
        a.cmp(&b)
    }

    fn indexed(&self, parent: Node, name: &str, column: &str, text: &str) -> Option<Vec<Node>> {
        if !self.index {
            return None;
        }
        self.lookups.set(self.lookups.get() + 1);
        let mut rows = Vec::new();
        self.children(parent, Some(name), &mut rows);
        rows.retain(|&row| {
            let mut cells = Vec::new();
            self.children(row, Some(column), &mut cells);
            cells.iter().any(|&cell| self.text(cell) == text)
        });
        Some(rows)
    }

    fn choice_label(&self, node: Node, value: &str) -> Option<String> {
        (!value.is_empty()).then(|| format!("{}:{value}", self.name(node)))
    }
}
