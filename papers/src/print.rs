//! Printing: from template and data to pages, PDF, or the places where the template is wrong.

use crate::fonts::Fonts;
use crate::template::Template;
use crate::world::Sight;
use jiff::civil::Date;
use serde::Serialize;
use typst::diag::{Severity, SourceDiagnostic};
use typst::foundations::{Datetime, Smart};
use typst::syntax::{FileId, Source};
use typst::{World as _, WorldExt as _};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, Timestamp};
use typst_svg::SvgOptions;

/// The most bytes of a template.
pub const MOST_TEMPLATE_BYTES: usize = 64 << 10;

/// How many printings what was set is remembered for.
const REMEMBERED: usize = 8;

/// Something that is wrong with a template.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Fault {
    /// The line of the template, from 1; none where no place is to blame.
    pub line: Option<usize>,
    /// The character of the line, from 1.
    pub column: Option<usize>,
    /// What is wrong.
    pub message: String,
    /// How it may be mended; empty where nothing is known.
    pub hint: String,
}

impl Fault {
    fn nowhere(message: impl Into<String>) -> Self {
        Self { line: None, column: None, message: message.into(), hint: String::new() }
    }
}

/// Pages that were set.
#[derive(Debug)]
pub struct Printed {
    document: PagedDocument,
    at: Date,
}

/// Sets a template with its data, as of a day.
///
/// # Errors
/// Everything that is wrong with the template.
pub fn print(
    template: &Template,
    data: &serde_json::Value,
    at: Date,
    fonts: &Fonts,
) -> Result<Printed, Vec<Fault>> {
    if template.body.len() > MOST_TEMPLATE_BYTES {
        let told = format!("a template has at most {MOST_TEMPLATE_BYTES} bytes");
        return Err(vec![Fault::nowhere(told)]);
    }
    let sight = Sight::new(template, data, at, fonts)
        .ok_or_else(|| vec![Fault::nowhere("templates cannot be read here")])?;
    let set = typst::compile::<PagedDocument>(&sight);
    typst::comemo::evict(REMEMBERED);
    let document = set.output.map_err(|wrong| {
        let errors = wrong.iter().filter(|said| said.severity == Severity::Error);
        errors.map(|said| fault(&sight, said)).collect::<Vec<_>>()
    })?;
    Ok(Printed { document, at })
}

/// Says where in the template something is wrong; what lies in the shared file is told where it was called.
fn fault(sight: &Sight<'_>, said: &SourceDiagnostic) -> Fault {
    let template = sight.main();
    let own = |id: Option<FileId>| id == Some(template);
    let range = if own(said.span.id()) {
        sight.range(said.span)
    } else {
        let called = said.trace.iter().find(|call| own(call.span.id()));
        called.and_then(|call| sight.range(call.span))
    };
    let place = range.and_then(|range| place(sight.template(), range.start));
    let hints: Vec<&str> = said.hints.iter().map(|hint| hint.v.as_str()).collect();
    Fault {
        line: place.map(|(line, _)| line),
        column: place.map(|(_, column)| column),
        message: said.message.to_string(),
        hint: hints.join("; "),
    }
}

fn place(source: &Source, byte: usize) -> Option<(usize, usize)> {
    let (line, column) = source.lines().byte_to_line_column(byte)?;
    Some((line + 1, column + 1))
}

impl Printed {
    /// Returns how many pages there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.document.pages().len()
    }

    /// Tells whether there is no page at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.document.pages().is_empty()
    }

    /// Returns every page as SVG, its texts as outlines, so that it looks the same wherever it is shown.
    #[must_use]
    pub fn pages(&self) -> Vec<String> {
        let options = SvgOptions::default();
        self.document.pages().iter().map(|page| typst_svg::svg(page, &options)).collect()
    }

    /// Returns it as PDF, the fonts embedded and the texts to be searched and copied.
    ///
    /// # Errors
    /// When something on the pages cannot be in a PDF.
    pub fn pdf(&self) -> Result<Vec<u8>, Vec<Fault>> {
        let part = |value: i8| u8::try_from(value).ok();
        let midnight = part(self.at.month()).zip(part(self.at.day())).and_then(|(month, day)| {
            Datetime::from_ymd_hms(self.at.year().into(), month, day, 0, 0, 0)
        });
        let options = PdfOptions {
            ident: Smart::Auto,
            creator: Smart::Custom(Some("Doorstep".to_owned())),
            timestamp: midnight.map(Timestamp::new_utc),
            ..PdfOptions::default()
        };
        typst_pdf::pdf(&self.document, &options).map_err(|wrong| {
            wrong.iter().map(|said| Fault::nowhere(said.message.as_str())).collect()
        })
    }
}
