//! The choices sheet.

use super::{Table, Unwritable, heading, languages};
use doorstep_schema::form::{ChoiceList, Form};

/// Makes the choices sheet; none when the form has no list of its own.
pub(super) fn table(form: &Form) -> Result<Option<Table>, Unwritable> {
    let lists: Vec<&ChoiceList> = form.lists.iter().filter(|list| list.file.is_none()).collect();
    if lists.is_empty() {
        return Ok(None);
    }
    let languages =
        languages(form, lists.iter().flat_map(|list| &list.choices).map(|choice| &choice.label));
    let mut further = Vec::<&String>::new();
    for column in lists.iter().flat_map(|list| &list.columns) {
        if !further.contains(&column) {
            further.push(column);
        }
    }
    let mut header = vec!["list_name".to_owned(), "name".to_owned()];
    header.extend(languages.iter().map(|language| heading("label", language)));
    header.extend(further.iter().map(|&column| column.clone()));
    let mut rows = Vec::new();
    for list in lists {
        if list.choices.is_empty() {
            return Err(Unwritable::List {
                list: list.name.clone(),
                why: "it has no choices".to_owned(),
            });
        }
        let places: Vec<_> = further
            .iter()
            .map(|column| list.columns.iter().position(|own| own == *column))
            .collect();
        for choice in &list.choices {
            let mut row = vec![list.name.clone(), choice.name.clone()];
            row.extend(
                languages
                    .iter()
                    .map(|language| choice.label.0.get(language).cloned().unwrap_or_default()),
            );
            let cell = |at: &Option<usize>| {
                at.and_then(|at| choice.cells.get(at)).cloned().unwrap_or_default()
            };
            row.extend(places.iter().map(cell));
            rows.push(row);
        }
    }
    Ok(Some(Table { name: "choices", header, rows }))
}
