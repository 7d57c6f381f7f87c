//! Answers to select questions, and rows of lists.
//!
//! Specification: Select Functions; `pulldata` under String Functions.

use super::super::eval::Arguments;
use super::super::fault::Trouble;
use super::super::number;
use super::super::tree::Node;
use super::super::value::Value;
use super::Function;
use std::borrow::Cow;

type Answer<'a> = Result<Value<'a>, Trouble>;

pub(super) const FUNCTIONS: &[Function] = &[
    Function::new("selected", 2, 2, selected),
    Function::new("is-selected", 2, 2, selected),
    Function::new("selected-at", 2, 2, selected_at),
    Function::new("count-selected", 1, 1, |a| Ok(number::count(words(&a.text(0)?).count()).into())),
    Function::new("jr:choice-name", 2, 2, choice_name),
    Function::new("pulldata", 4, 4, pulldata),
];

fn words(list: &str) -> impl Iterator<Item = &str> {
    list.split([' ', '\t', '\r', '\n']).filter(|word| !word.is_empty())
}

/// Equal to one item; `JavaRosa` finds an empty value in an empty list, and `a b` in `a b c`.
fn selected<'a>(a: &Arguments<'a, '_>) -> Answer<'a> {
    let (list, value) = (a.text(0)?, a.text(1)?);
    let value = number::trim(&value);
    Ok(words(&list).any(|word| word == value).into())
}

/// Counts from 0.
fn selected_at<'a>(a: &Arguments<'a, '_>) -> Answer<'a> {
    let (list, index) = (a.text(0)?, a.number(1)?);
    let index = if index.is_nan() { None } else { usize::try_from(number::whole(index)).ok() };
    Ok(index.and_then(|index| words(&list).nth(index)).unwrap_or_default().to_owned().into())
}

/// The specification names the question first and the value second, forms and `JavaRosa` the other way round, the question
/// in quotes: `jr:choice-name(${q}, '${q}')`. Both are understood: what is a path in the second place is the question.
fn choice_name<'a>(a: &Arguments<'a, '_>) -> Answer<'a> {
    let (first, second) = (a.value(0)?, a.value(1)?);
    let tree = a.eval.tree;
    let (question, value) = match (first, second) {
        (value, Value::Nodes(nodes)) | (Value::Nodes(nodes), value) => {
            (nodes.first().copied(), value.into_text(tree))
        }
        (_, value) => {
            return Err(
                a.refuse(&value.into_text(tree), "one argument must be a path to a question")
            );
        }
    };
    Ok(question.and_then(|question| tree.choice_label(question, &value)).unwrap_or_default().into())
}

/// Looks one cell up: `instance(list)/root/item[key column = key]/column`, of the first row that fits.
fn pulldata<'a>(a: &Arguments<'a, '_>) -> Answer<'a> {
    let (list, column, by, key) = (a.text(0)?, a.text(1)?, a.text(2)?, a.text(3)?);
    let tree = a.eval.tree;
    let root = tree.instance(&list).or_else(|| tree.instance(list.strip_suffix(".csv")?));
    let root = root.ok_or_else(|| Trouble::Instance(list.into_owned()))?;
    let row = match tree.indexed(root, "item", &by, &key) {
        Some(rows) => rows.first().copied(),
        None => find(a, root, &by, &key)?,
    };
    Ok(row.and_then(|row| cell(a, row, &column)).unwrap_or_default().into())
}

fn find(
    a: &Arguments<'_, '_>,
    root: Node,
    column: &str,
    key: &str,
) -> Result<Option<Node>, Trouble> {
    let mut rows = Vec::new();
    a.eval.tree.children(root, Some("item"), &mut rows);
    a.eval.spend(rows.len())?;
    Ok(rows.into_iter().find(|&row| cell(a, row, column).is_some_and(|text| text == key)))
}

fn cell<'a>(a: &Arguments<'a, '_>, row: Node, column: &str) -> Option<Cow<'a, str>> {
    let mut cells = Vec::new();
    a.eval.tree.children(row, Some(column), &mut cells);
    cells.first().map(|&cell| a.eval.tree.text(cell))
}
