//! What a row of the survey sheet obeys.

use super::clean;
use super::columns::Columns;
use super::header::Key;
use crate::expression::{is_dynamic, references};
use crate::xlsform::book::Row;
use crate::xlsform::fault::{Code, Report};
use doorstep_schema::form::{Default, Expression, Rules};

/// Reads the rules of a row; `hyphenated` as in [`is_dynamic`].
pub(crate) fn read(row: &Row, columns: &Columns, hyphenated: bool, report: &mut Report) -> Rules {
    let expression = |key| {
        let text = columns.get(row, key);
        (!text.is_empty()).then(|| Expression(clean::condition(&text)))
    };
    let default = columns.get(row, Key::Default);
    Rules {
        relevant: expression(Key::Relevant),
        constraint: expression(Key::Constraint),
        constraint_message: columns.text(row, Key::ConstraintMessage),
        required: expression(Key::Required),
        required_message: columns.text(row, Key::RequiredMessage),
        read_only: expression(Key::ReadOnly),
        calculation: expression(Key::Calculation),
        default: if default.is_empty() {
            None
        } else if is_dynamic(&clean::quotes(&default), hyphenated) {
            Some(Default::Dynamic(Expression(clean::quotes(&default))))
        } else {
            Some(Default::Fixed(default))
        },
        trigger: trigger(row, columns, report),
    }
}

fn trigger(row: &Row, columns: &Columns, report: &mut Report) -> Vec<String> {
    let text = columns.get(row, Key::Trigger);
    let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
    let mut names = Vec::new();
    for part in parts {
        match references(part).as_slice() {
            [one] if one.at == (0..part.len()) && !one.last_saved => {
                names.push(one.name.to_owned());
            }
            _ => {
                let message = format!(
                    "«{part}» is no question; write «${{name}}», or several with commas between"
                );
                report.fault(columns.spot(row.number, Key::Trigger), Code::Value, message);
            }
        }
    }
    names
}
