//! Names as they are given in the survey sheet: each once among its siblings, a repeat's once in the form.

use super::columns::Columns;
use super::header::Key;
use super::settings::name_fault;
use crate::name::is_name;
use crate::xlsform::fault::{Code, Report};
use std::collections::HashSet;

/// The names that siblings have.
#[derive(Default, Debug)]
pub(crate) struct Siblings {
    exact: HashSet<String>,
    lower: HashSet<String>,
}

impl Siblings {
    /// Takes a name, and says what is wrong with it.
    pub(crate) fn take(&mut self, name: &str, row: u32, columns: &Columns, report: &mut Report) {
        let spot = columns.spot(row, Key::Name);
        if name.is_empty() {
            report.fault(
                spot,
                Code::Incomplete,
                "the row has no name; give it one in the column «name»",
            );
        } else if !is_name(name) {
            report.fault(spot, Code::Name, name_fault(name));
        } else if name == "meta" {
            report.fault(spot, Code::Name, "the name «meta» is taken; choose another");
        } else if !self.exact.insert(name.to_owned()) {
            let message =
                format!("the name «{name}» stands twice in its group; rename one of them");
            report.fault(spot, Code::Duplicate, message);
        } else if !self.lower.insert(name.to_lowercase()) {
            let message =
                format!("«{name}» differs from another name of its group only by capital letters");
            report.notice(spot, message);
        }
    }
}

/// The names that repeats have.
#[derive(Default, Debug)]
pub(crate) struct Repeats(HashSet<String>);

impl Repeats {
    /// Takes a repeat's name, and says when another has it or the form's root element.
    pub(crate) fn take(
        &mut self,
        name: &str,
        root: &str,
        row: u32,
        columns: &Columns,
        report: &mut Report,
    ) {
        let spot = columns.spot(row, Key::Name);
        if name == root {
            report.fault(
                spot,
                Code::Name,
                format!("a repeat can't be called «{root}», as the form's root is"),
            );
        } else if !self.0.insert(name.to_owned()) {
            report.fault(
                spot,
                Code::Duplicate,
                format!("another repeat is called «{name}»; rename one of them"),
            );
        }
    }
}
