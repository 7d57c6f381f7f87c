//! A file of either format taken as a form that can be filled: read, then compiled, every fault at its place.

use crate::xforms;
use crate::xlsform::{self, Attachments};
use doorstep_schema::form::{Compiled, Form};
use serde::Serialize;
use std::fmt;
use std::sync::Arc;

/// A form that can be filled, and what its author should know.
#[derive(Clone, Debug)]
pub struct Taken {
    /// The form, compiled.
    pub compiled: Arc<Compiled>,
    /// What the author should know.
    pub notices: Vec<Remark>,
}

impl Taken {
    /// Returns the form.
    #[must_use]
    pub fn form(&self) -> &Form {
        self.compiled.form()
    }
}

/// Something to say about one place of a file.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Remark {
    /// The sheet or the attached file; of XML and of a workbook as a whole, empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub sheet: String,
    /// The row of the sheet or line of the XML, from 1; 0 for the whole.
    #[serde(skip_serializing_if = "is_zero")]
    pub row: u32,
    /// The column's letter and heading, or the character of the line; empty for the whole row.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub column: String,
    /// What kind of fault it is; empty for a notice.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub code: &'static str,
    /// What is to be said, and how it is mended.
    pub message: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
const fn is_zero(row: &u32) -> bool {
    *row == 0
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut place: Vec<String> = Vec::new();
        if !self.sheet.is_empty() {
            place.push(self.sheet.clone());
        }
        if self.row > 0 {
            place.push(format!("row {}", self.row));
        }
        if !self.column.is_empty() {
            place.push(format!("column {}", self.column));
        }
        if place.is_empty() {
            f.write_str(&self.message)
        } else {
            write!(f, "{}: {}", place.join(", "), self.message)
        }
    }
}

impl From<xlsform::SheetFault> for Remark {
    fn from(fault: xlsform::SheetFault) -> Self {
        let code = fault.code.as_str();
        Self {
            sheet: fault.sheet,
            row: fault.row,
            column: fault.column,
            code,
            message: fault.message,
        }
    }
}

impl From<xforms::XmlFault> for Remark {
    fn from(fault: xforms::XmlFault) -> Self {
        Self {
            sheet: String::new(),
            row: fault.line,
            column: fault.column.to_string(),
            code: "xml",
            message: fault.message,
        }
    }
}

/// The most faults that are told: more help nobody.
const MOST: usize = 500;

/// Takes a workbook in XLSX or a form as `XForms` XML, told apart by their first bytes. `name` is the file's name
/// without its ending; a form that gives itself no id gets it.
///
/// # Errors
/// Every fault that was found, at its place.
pub fn take(file: &[u8], name: &str, attachments: &Attachments) -> Result<Taken, Vec<Remark>> {
    if is_xml(file) { take_xml(file, attachments) } else { take_workbook(file, name, attachments) }
}

/// Tells whether a file is XML rather than a workbook.
fn is_xml(file: &[u8]) -> bool {
    let text = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file);
    text.trim_ascii_start().first() == Some(&b'<')
}

fn take_workbook(file: &[u8], name: &str, attachments: &Attachments) -> Result<Taken, Vec<Remark>> {
    let read = xlsform::read(file, name, attachments)
        .map_err(|faults| faults.into_iter().map(Remark::from).collect::<Vec<_>>())?;
    let compiled = Compiled::new(read.form.clone()).map_err(|faults| {
        faults.iter().take(MOST).map(|fault| read.fault(fault).into()).collect::<Vec<_>>()
    })?;
    let notices = read.notices.into_iter().map(|notice| Remark {
        sheet: notice.sheet,
        row: notice.row,
        column: notice.column,
        code: "",
        message: notice.message,
    });
    Ok(Taken { compiled: Arc::new(compiled), notices: notices.collect() })
}

fn take_xml(file: &[u8], attachments: &Attachments) -> Result<Taken, Vec<Remark>> {
    let read = xforms::read(file, attachments)
        .map_err(|faults| faults.into_iter().map(Remark::from).collect::<Vec<_>>())?;
    let compiled = Compiled::new(read.form).map_err(|faults| {
        let remark = |fault: doorstep_schema::form::filling::FormFault| Remark {
            sheet: String::new(),
            row: fault.row,
            column: String::new(),
            code: "value",
            message: format!("{}: {}", fault.path, fault.message),
        };
        faults.into_iter().take(MOST).map(remark).collect::<Vec<_>>()
    })?;
    let notices = read.notices.into_iter().map(|notice| Remark {
        sheet: String::new(),
        row: notice.line,
        column: String::new(),
        code: "",
        message: notice.message,
    });
    Ok(Taken { compiled: Arc::new(compiled), notices: notices.collect() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shipped;

    #[test]
    fn both_formats_are_taken_and_told_apart_by_their_bytes() {
        for (id, workbook) in shipped::workbooks() {
            let taken = take(workbook, "file", &Attachments::new()).unwrap();
            assert_eq!(taken.form().id, *id);
            let xml = xforms::write(taken.form()).unwrap();
            let again = take(xml.as_bytes(), "file", &Attachments::new()).unwrap();
            assert_eq!(again.form().id, *id);
        }
    }

    #[test]
    fn a_fault_found_by_the_compiler_names_sheet_row_and_column() {
        let sheets = [("survey", "type,name,label,relevant\ninteger,age,Age,${agee} > 3\n")];
        let texts =
            sheets.into_iter().map(|(sheet, text)| (sheet.to_owned(), text.to_owned())).collect();
        let read = xlsform::read_texts(&texts, "f", &Attachments::new()).unwrap();
        let book = xlsform::write(&read.form).unwrap().workbook;
        let faults = take(&book, "f", &Attachments::new()).unwrap_err();
        let fault = &faults[0];
        assert_eq!((fault.sheet.as_str(), fault.row), ("survey", 2));
        assert!(fault.column.contains("relevant"), "{fault:?}");
        assert!(fault.to_string().contains("agee"), "{fault}");
    }

    #[test]
    fn what_is_neither_is_refused_in_words() {
        for bad in [&b""[..], b"hello", b"<html>", b"PK\x03\x04rubbish"] {
            let faults = take(bad, "f", &Attachments::new()).unwrap_err();
            assert!(!faults[0].message.is_empty());
        }
    }
}
