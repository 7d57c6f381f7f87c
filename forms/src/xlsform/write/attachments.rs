//! Lists read from attached files, as CSV files again.

use super::{Unwritable, workbook};
use crate::xlsform::Attachments;
use doorstep_schema::form::{Choice, ChoiceList, Form, Language};

/// Writes the lists of a form that were read from attached files as CSV files again.
///
/// # Errors
///
/// When a row does not have as many cells as there are columns.
pub fn write_attached(form: &Form) -> Result<Attachments, Unwritable> {
    let files = form.lists.iter().filter_map(|list| Some((list, list.file.as_ref()?)));
    files.map(|(list, file)| Ok((file.clone(), csv(list)?.into_bytes()))).collect()
}

fn csv(list: &ChoiceList) -> Result<String, Unwritable> {
    let named =
        list.columns.is_empty() || list.choices.iter().any(|choice| !choice.name.is_empty());
    let labelled = list.choices.iter().any(|choice| !choice.label.is_empty());
    let mut header = Vec::new();
    if named {
        header.push("name".to_owned());
    }
    if labelled {
        header.push("label".to_owned());
    }
    header.extend(list.columns.iter().cloned());
    let row = |choice: &Choice| {
        let mut cells = Vec::with_capacity(header.len());
        if named {
            cells.push(choice.name.clone());
        }
        if labelled {
            let label = choice
                .label
                .get(&Language::default())
                .or_else(|| choice.label.0.values().next().map(String::as_str));
            cells.push(label.unwrap_or_default().to_owned());
        }
        cells.extend(choice.cells.iter().cloned());
        cells.resize(header.len(), String::new());
        cells
    };
    let rows: Vec<_> = list.choices.iter().map(row).collect();
    workbook::csv(&header, &rows)
}
