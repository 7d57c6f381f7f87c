//! What is wrong with a workbook, and where: sheet, row and column.

use std::fmt;

/// Why a workbook is refused.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Code {
    /// The file can't be read at all.
    Unreadable,
    /// The file or a part of it is larger than allowed.
    TooLarge,
    /// A sheet that a form needs is missing, or one is not supported.
    Sheet,
    /// A column is missing, stands twice or can't be understood.
    Column,
    /// A row has content but no type, or no name.
    Incomplete,
    /// A question type is not known or not supported.
    Type,
    /// A name can't be used.
    Name,
    /// A name stands twice.
    Duplicate,
    /// A `begin` without its `end`, or the other way round.
    Unbalanced,
    /// A choice list or file that is used is not there.
    List,
    /// A choice can't be used.
    Choice,
    /// A cell holds a word or value that its column can't take.
    Value,
    /// An attached file can't be read.
    Attachment,
}

impl Code {
    /// Returns the code as it travels.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::TooLarge => "too_large",
            Self::Sheet => "sheet",
            Self::Column => "column",
            Self::Incomplete => "incomplete",
            Self::Type => "type",
            Self::Name => "name",
            Self::Duplicate => "duplicate",
            Self::Unbalanced => "unbalanced",
            Self::List => "list",
            Self::Choice => "choice",
            Self::Value => "value",
            Self::Attachment => "attachment",
        }
    }
}

/// One thing that is wrong with a workbook.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{}: {message}", Where(.sheet, *.row, .column))]
pub struct SheetFault {
    /// The sheet, or the attached file; empty for the workbook.
    pub sheet: String,
    /// The row, from 1; 0 for the sheet as a whole.
    pub row: u32,
    /// The column's letter and heading, such as `C (relevant)`; empty for the row as a whole.
    pub column: String,
    /// What kind of fault it is.
    pub code: Code,
    /// What is wrong and how to mend it.
    pub message: String,
}

/// Something that the author should know, though the form can be used.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Notice {
    /// The sheet, or the attached file; empty for the workbook.
    pub sheet: String,
    /// The row, from 1; 0 for the sheet as a whole.
    pub row: u32,
    /// The column's letter and heading; empty for the row as a whole.
    pub column: String,
    /// What the author should know.
    pub message: String,
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", Where(&self.sheet, self.row, &self.column), self.message)
    }
}

struct Where<'a>(&'a str, u32, &'a str);

impl fmt::Display for Where<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_empty() { "workbook" } else { self.0 })?;
        if self.1 > 0 {
            write!(f, ", row {}", self.1)?;
        }
        if !self.2.is_empty() {
            write!(f, ", column {}", self.2)?;
        }
        Ok(())
    }
}

/// A place in a workbook.
#[derive(Clone, Default, Debug)]
pub(crate) struct Spot {
    /// The sheet.
    pub(crate) sheet: String,
    /// The row, from 1.
    pub(crate) row: u32,
    /// Letter and heading.
    pub(crate) column: String,
}

impl Spot {
    /// Makes the place of a sheet as a whole.
    pub(crate) fn sheet(sheet: &str) -> Self {
        Self { sheet: sheet.to_owned(), row: 0, column: String::new() }
    }

    /// Makes the place of a row as a whole.
    pub(crate) fn row(sheet: &str, row: u32) -> Self {
        Self { sheet: sheet.to_owned(), row, column: String::new() }
    }
}

/// The faults and notices of one reading.
#[derive(Default, Debug)]
pub(crate) struct Report {
    /// What is wrong.
    pub(crate) faults: Vec<SheetFault>,
    /// What the author should know.
    pub(crate) notices: Vec<Notice>,
}

impl Report {
    /// More than this many faults or notices help nobody.
    const MOST: usize = 500;

    /// Adds a fault.
    pub(crate) fn fault(&mut self, at: Spot, code: Code, message: impl Into<String>) {
        if self.faults.len() < Self::MOST {
            let Spot { sheet, row, column } = at;
            self.faults.push(SheetFault { sheet, row, column, code, message: message.into() });
        }
    }

    /// Adds a notice.
    pub(crate) fn notice(&mut self, at: Spot, message: impl Into<String>) {
        if self.notices.len() < Self::MOST {
            let Spot { sheet, row, column } = at;
            self.notices.push(Notice { sheet, row, column, message: message.into() });
        }
    }
}
