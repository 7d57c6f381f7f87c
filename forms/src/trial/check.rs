//! A form's file read and compiled, with everything that is to be said of it.

use crate::xforms::{self, XmlFault, XmlNotice};
use crate::xlsform::{self, Attachments, Notice, SheetFault};
use doorstep_schema::form::filling::FormFault;
use doorstep_schema::form::{Compiled, Form};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A form as it was authored.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Source {
    /// An XLSX workbook.
    Workbook(Vec<u8>),
    /// The sheets of a workbook as CSV texts, by their names.
    Texts(BTreeMap<String, String>),
    /// `XForms` XML.
    Xml(Vec<u8>),
}

impl Source {
    /// Tells XML and workbooks apart by their first bytes.
    #[must_use]
    pub fn of(file: &[u8]) -> Self {
        let text = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file);
        if text.trim_ascii_start().first() == Some(&b'<') {
            Self::Xml(file.to_vec())
        } else {
            Self::Workbook(file.to_vec())
        }
    }
}

/// One thing that is to be said of a form.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Finding {
    /// Whether the form can't be used before it is mended.
    pub fault: bool,
    /// The sheet or attached file; `xml` for XML, empty for the workbook.
    pub sheet: String,
    /// The row of the sheet, the line of the XML, from 1; 0 for the whole.
    pub row: u32,
    /// The column; empty for the row as a whole.
    pub column: String,
    /// What kind of finding it is.
    pub code: String,
    /// What there is to say, and how it is mended.
    pub message: String,
}

/// What came of a check.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The form, when it can be used.
    pub form: Option<Arc<Compiled>>,
    /// Faults and notices.
    pub findings: Vec<Finding>,
}

impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { fault, sheet, row, column, code, message } = self;
        f.write_str(if *fault { "fault: " } else { "notice: " })?;
        f.write_str(if sheet.is_empty() { "workbook" } else { sheet })?;
        if *row > 0 {
            write!(f, ", {} {row}", if sheet == XML { "line" } else { "row" })?;
        }
        if !column.is_empty() {
            write!(f, ", column {column}")?;
        }
        write!(f, ": {message} [{code}]")
    }
}

/// What stands for the sheet where there is none.
const XML: &str = "xml";

/// Reads a form and compiles it. `name` becomes the form's id when it says none itself.
#[must_use]
pub fn check(source: &Source, name: &str, attachments: &Attachments) -> Checked {
    let read = match source {
        Source::Workbook(bytes) => xlsform::read(bytes, name, attachments),
        Source::Texts(sheets) => xlsform::read_texts(sheets, name, attachments),
        Source::Xml(xml) => {
            return match xforms::read(xml, attachments) {
                Ok(read) => {
                    let notices = read.notices.into_iter().map(of_xml_notice).collect();
                    compile(read.form, notices, of_xml_form)
                }
                Err(faults) => refused(faults.into_iter().map(of_xml)),
            };
        }
    };
    match read {
        Ok(read) => {
            let notices = read.notices.iter().map(of_notice).collect();
            compile(read.form.clone(), notices, |fault| of_sheet(read.fault(fault)))
        }
        Err(faults) => refused(faults.into_iter().map(of_sheet)),
    }
}

fn compile(
    form: Form,
    mut findings: Vec<Finding>,
    place: impl Fn(&FormFault) -> Finding,
) -> Checked {
    match Compiled::new(form) {
        Ok(compiled) => Checked { form: Some(Arc::new(compiled)), findings },
        Err(faults) => {
            findings.extend(faults.iter().map(place));
            Checked { form: None, findings }
        }
    }
}

fn refused(findings: impl Iterator<Item = Finding>) -> Checked {
    Checked { form: None, findings: findings.collect() }
}

fn of_sheet(fault: SheetFault) -> Finding {
    let SheetFault { sheet, row, column, code, message } = fault;
    Finding { fault: true, sheet, row, column, code: code.as_str().to_owned(), message }
}

fn of_notice(notice: &Notice) -> Finding {
    let Notice { sheet, row, column, message } = notice.clone();
    Finding { fault: false, sheet, row, column, code: "notice".to_owned(), message }
}

fn of_xml(fault: XmlFault) -> Finding {
    Finding {
        fault: true,
        sheet: XML.to_owned(),
        row: fault.line,
        column: fault.column.to_string(),
        code: "xml".to_owned(),
        message: fault.message,
    }
}

fn of_xml_notice(notice: XmlNotice) -> Finding {
    Finding {
        fault: false,
        sheet: XML.to_owned(),
        row: notice.line,
        column: String::new(),
        code: "notice".to_owned(),
        message: notice.message,
    }
}

/// Says where a fault of a compiled form is that came as XML: its line, and the node in words.
fn of_xml_form(fault: &FormFault) -> Finding {
    Finding {
        fault: true,
        sheet: XML.to_owned(),
        row: fault.row,
        column: String::new(),
        code: xlsform::word_of(fault.rule).to_owned(),
        message: format!("{}: {}", fault.path, fault.message),
    }
}
