//! A form written in the format that somebody else's tools read.

use crate::xforms;
use crate::xlsform::{self, Attachments};
use doorstep_schema::form::Form;

/// A format that forms are written in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// An `XLSForm` workbook.
    Workbook,
    /// `XForms` XML.
    Xml,
}

impl Format {
    /// Returns the format of a file's name: `.xlsx` or `.xml`.
    #[must_use]
    pub fn of(file: &str) -> Option<Self> {
        let extension = file.rsplit_once('.')?.1;
        match extension.to_ascii_lowercase().as_str() {
            "xlsx" => Some(Self::Workbook),
            "xml" => Some(Self::Xml),
            _ => None,
        }
    }
}

/// A form as written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Exported {
    /// The workbook or the XML.
    pub bytes: Vec<u8>,
    /// The CSV files that belong beside it.
    pub attachments: Attachments,
}

/// Why a form can't be written in a format.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Cannot {
    /// As a workbook.
    #[error(transparent)]
    Workbook(#[from] xlsform::Unwritable),
    /// As XML.
    #[error(transparent)]
    Xml(#[from] xforms::Unwritable),
}

/// Writes a form.
///
/// # Errors
/// Says what the format has no words for.
pub fn export(form: &Form, format: Format) -> Result<Exported, Cannot> {
    match format {
        Format::Workbook => {
            let written = xlsform::write(form)?;
            Ok(Exported { bytes: written.workbook, attachments: written.attachments })
        }
        Format::Xml => {
            let bytes = xforms::write(form)?.into_bytes();
            Ok(Exported { bytes, attachments: xlsform::write_attached(form)? })
        }
    }
}
