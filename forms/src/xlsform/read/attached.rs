//! Attached CSV files as choice lists.

use crate::name::is_name;
use crate::xlsform::Attachments;
use crate::xlsform::book::{CHOICE_ROWS, Sheet, rows_of};
use crate::xlsform::fault::{Code, Report, Spot};
use doorstep_schema::form::{Choice, ChoiceList, Text};

/// The most attached files.
const FILES: usize = 200;

/// Reads every attached CSV file; refuses `GeoJSON` and XML, and says of any other file that it is not used.
pub(crate) fn read(attachments: &Attachments, report: &mut Report) -> Vec<ChoiceList> {
    let mut lists = Vec::new();
    if attachments.len() > FILES {
        report.fault(
            Spot::default(),
            Code::TooLarge,
            format!("more than {FILES} files are attached"),
        );
        return lists;
    }
    for (file, bytes) in attachments {
        let (stem, extension) = file.rsplit_once('.').unwrap_or((file, ""));
        match extension.to_lowercase().as_str() {
            "csv" => {
                if let Some(sheet) = rows_of(file, bytes, CHOICE_ROWS, report) {
                    lists.push(list(stem, file, &sheet, report));
                }
            }
            "geojson" | "xml" => report.fault(
                Spot::sheet(file),
                Code::Attachment,
                "attached GeoJSON and XML files are not supported; attach the same as CSV",
            ),
            _ => report.notice(Spot::sheet(file), "the file is no CSV and is not used"),
        }
    }
    lists
}

fn list(name: &str, file: &str, sheet: &Sheet, report: &mut Report) -> ChoiceList {
    let mut list =
        ChoiceList { name: name.to_owned(), file: Some(file.to_owned()), ..ChoiceList::default() };
    let mut columns = Vec::new();
    for (at, heading) in sheet.header.iter().enumerate() {
        if heading.is_empty() || !is_name(heading) {
            report.notice(sheet.spot(1, at), "the heading is no name, so the column is ignored");
        } else if sheet.header[..at].contains(heading) {
            report.fault(sheet.spot(1, at), Code::Duplicate, "another column has the same heading");
        } else if !matches!(heading.as_str(), "name" | "label") {
            columns.push(at);
            list.columns.push(heading.clone());
        }
    }
    let place = |word: &str| sheet.header.iter().position(|heading| heading == word);
    let (name, label) = (place("name"), place("label"));
    for row in &sheet.rows {
        if row.cells.last().is_some_and(|(at, _)| *at >= sheet.header.len()) {
            let message = "the row has more cells than the first row has headings; put quotes around cells with commas";
            report.fault(Spot::row(&sheet.name, row.number), Code::Attachment, message);
            continue;
        }
        let cell = |at: Option<usize>| at.map_or("", |at| row.get(at));
        let mut cells: Vec<String> = columns.iter().map(|&at| row.get(at).to_owned()).collect();
        while cells.last().is_some_and(String::is_empty) {
            cells.pop();
        }
        let label = cell(label);
        list.choices.push(Choice {
            name: cell(name).to_owned(),
            label: if label.is_empty() { Text::default() } else { Text::plain(label) },
            cells,
            row: row.number,
        });
    }
    list
}
