//! A file of either format taken as a form that can be filled.

use crate::trial::{Finding, Source, check};
use crate::xlsform::Attachments;
use doorstep_schema::form::{Compiled, Form};
use std::sync::Arc;

/// A form that can be filled, and what its author should know.
#[derive(Clone, Debug)]
pub struct Taken {
    /// The form, compiled.
    pub compiled: Arc<Compiled>,
    /// What the author should know.
    pub notices: Vec<Finding>,
}

impl Taken {
    /// Returns the form.
    #[must_use]
    pub fn form(&self) -> &Form {
        self.compiled.form()
    }
}

/// Takes a workbook in XLSX or a form as `XForms` XML, told apart by their first bytes. `name` is the file's name
/// without its ending; a form that gives itself no id gets it.
///
/// # Errors
/// Everything that was found, the faults among it, at its place.
pub fn take(file: &[u8], name: &str, attachments: &Attachments) -> Result<Taken, Vec<Finding>> {
    let checked = check(&Source::of(file), name, attachments);
    match checked.form {
        Some(compiled) => Ok(Taken { compiled, notices: checked.findings }),
        None => Err(checked.findings),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{shipped, xforms, xlsform};

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
