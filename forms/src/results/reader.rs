//! One filled form read into the rows of its tables.

use super::layout::{Layout, join};
use doorstep_schema::form::filling::State;
use doorstep_schema::form::{Choices, Filling, Form, Kind, Language};
use serde_json::Value;
use std::collections::HashMap;

/// A cell.
#[derive(Clone, PartialEq, Debug, Default)]
pub enum Cell {
    /// No answer, or one that does not count.
    #[default]
    Empty,
    /// A text, a day, names or labels of choices, places.
    Text(String),
    /// A number.
    Number(f64),
}

/// What is shown of a choice.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shown {
    /// Its name, as it is stored; several with a space between them.
    Names,
    /// Its label; several with a semicolon between them.
    Labels,
}

/// A row of a table.
#[derive(Clone, PartialEq, Debug)]
pub struct Row {
    /// The instance of the repeat, such as `children[2]/visits[1]`; empty in the form's own table.
    pub instance: String,
    /// One cell for each column.
    pub cells: Vec<Cell>,
}

/// Reads fillings of one edition, in one language.
#[derive(Clone, Debug)]
pub struct Reader {
    language: Language,
    shown: Shown,
    /// Labels by list, then by the stored value.
    labels: HashMap<String, HashMap<String, String>>,
}

impl Reader {
    /// Makes a reader of an edition.
    #[must_use]
    pub fn new(form: &Form, language: Language, shown: Shown) -> Self {
        let mut labels = HashMap::new();
        if shown == Shown::Labels {
            for list in &form.lists {
                let label = |choice: &doorstep_schema::form::Choice| {
                    let label = choice.label.get(&language).unwrap_or(&choice.name);
                    (choice.name.clone(), label.to_owned())
                };
                labels.insert(list.name.clone(), list.choices.iter().map(label).collect());
            }
        }
        Self { language, shown, labels }
    }

    /// Reads a filling into rows, as many lists as the layout has tables: one row of the form's own, and one for each
    /// instance of a repeat. Answers that do not count are left out.
    #[must_use]
    pub fn rows(&self, layout: &Layout, filling: &Filling) -> Vec<Vec<Row>> {
        let mut rows: Vec<Vec<Row>> = layout.sheets.iter().map(|_| Vec::new()).collect();
        let mut places: HashMap<String, (usize, usize)> = HashMap::new();
        let mut place = |sheet: &str, instance: &str, rows: &mut Vec<Vec<Row>>| {
            if let Some(known) = places.get(instance) {
                return Some(*known);
            }
            let at = layout.place(sheet)?;
            let cells = vec![Cell::Empty; layout.sheets[at].columns.len()];
            rows[at].push(Row { instance: instance.to_owned(), cells });
            places.insert(instance.to_owned(), (at, rows[at].len() - 1));
            Some((at, rows[at].len() - 1))
        };
        let _ = place("", "", &mut rows);
        for state in filling.walk(&self.language).filter(|state| state.relevant) {
            let spot = Spot::of(&state.path);
            if state.layout.repeat {
                let _ = place(&spot.sheet, &spot.instance, &mut rows);
            } else if state.kind.is_some()
                && let Some((sheet, row)) = place(&spot.sheet, &spot.instance, &mut rows)
                && let Some(column) = layout.sheets[sheet].place(&spot.column)
            {
                rows[sheet][row].cells[column] = self.cell(&state);
            }
        }
        rows
    }

    /// Reads an answer as people read it.
    #[must_use]
    pub fn cell(&self, state: &State) -> Cell {
        match &state.value {
            Value::Null => Cell::Empty,
            Value::Number(number) => number.as_f64().map_or(Cell::Empty, Cell::Number),
            value => Cell::Text(self.text(state.kind.as_ref(), value)),
        }
    }

    fn text(&self, kind: Option<&Kind>, value: &Value) -> String {
        let list = match kind {
            Some(
                Kind::SelectOne { choices, .. }
                | Kind::SelectMany { choices, .. }
                | Kind::Rank { choices },
            ) => match choices {
                Choices::List(list) | Choices::Columns { list, .. } => self.labels.get(list),
                Choices::Repeat(_) => None,
            },
            _ => None,
        };
        match value {
            Value::String(text) => named(list, text),
            Value::Array(items) if items.iter().all(Value::is_string) => {
                let between = if self.shown == Shown::Labels { "; " } else { " " };
                let items = items.iter().filter_map(Value::as_str).map(|name| named(list, name));
                items.collect::<Vec<_>>().join(between)
            }
            Value::Array(points) => points.iter().map(place_text).collect::<Vec<_>>().join("; "),
            Value::Object(_) => place_text(value),
            other => other.to_string(),
        }
    }
}

fn named(list: Option<&HashMap<String, String>>, name: &str) -> String {
    list.and_then(|list| list.get(name)).map_or(name, String::as_str).to_owned()
}

/// Writes a place as forms have it: latitude, longitude, altitude, accuracy.
fn place_text(place: &Value) -> String {
    let part = |name: &str| place.get(name).and_then(Value::as_f64).unwrap_or(0.0).to_string();
    ["lat", "lon", "altitude", "accuracy"].map(part).join(" ")
}

/// Where an answer goes.
struct Spot {
    sheet: String,
    instance: String,
    column: String,
}

impl Spot {
    /// Reads a path such as `/data/household/children[2]/name`; the path of an instance itself has no column.
    fn of(path: &str) -> Self {
        let inner = path.trim_start_matches('/').split_once('/').map_or("", |(_, inner)| inner);
        let mut spot =
            Self { sheet: String::new(), instance: String::new(), column: String::new() };
        for part in inner.split('/').filter(|part| !part.is_empty()) {
            match part.split_once('[') {
                Some((name, _)) => {
                    spot.sheet = join(&join(&spot.sheet, &spot.column), name);
                    spot.instance = join(&join(&spot.instance, &spot.column), part);
                    spot.column.clear();
                }
                None => spot.column = join(&spot.column, part),
            }
        }
        spot
    }
}
