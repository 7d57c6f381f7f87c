//! Choice lists and where a select takes its choices from.

use super::{Expression, Text};
use serde::{Deserialize, Serialize};

/// A named list of choices; also the rows of an attached CSV file.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct ChoiceList {
    /// The list's name; for a file its name without the extension, as `instance('…')` and `pulldata` use it.
    pub name: String,
    /// The attached file that it was read from, such as `villages.csv`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The further columns' names, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<String>,
    /// The choices, in their order.
    pub choices: Vec<Choice>,
}

/// One choice.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Choice {
    /// What is stored.
    pub name: String,
    /// What is shown.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub label: Text,
    /// The values of the further columns, as many as the list has columns or fewer when the last are empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cells: Vec<String>,
    /// The row of the sheet or file, from 1; 0 when unknown.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub row: u32,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
const fn is_zero(row: &u32) -> bool {
    *row == 0
}

/// Where a select takes its choices from.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "ChoicesFrom"))]
#[serde(rename_all = "snake_case")]
pub enum Choices {
    /// A list of the form, or an attached file, by name.
    List(String),
    /// A list whose value and label come from other columns than `name` and `label`.
    Columns {
        /// The list's name.
        list: String,
        /// The column of the stored value.
        value: String,
        /// The column of the label.
        label: String,
    },
    /// The answers to a question in a repeat: `select_one ${name}`.
    Repeat(Expression),
}
