//! The choices sheet.

use super::clean;
use super::header::{snake, tokens};
use crate::name::is_name;
use crate::xlsform::book::Sheet;
use crate::xlsform::fault::{Code, Report, Spot};
use doorstep_schema::form::{Choice, ChoiceList, Language, Text};
use std::collections::{HashMap, HashSet};

enum Column {
    List,
    Name,
    Label(Language),
    Further(String),
    Ignored,
}

/// Reads the choice lists, in the order in which they begin, and adds their languages to the form's.
pub(crate) fn read(
    sheet: &Sheet,
    duplicates: bool,
    languages: &mut Vec<Language>,
    report: &mut Report,
) -> Vec<ChoiceList> {
    let columns = columns(sheet, report);
    for column in &columns {
        if let Column::Label(language) = column
            && !language.0.is_empty()
            && !languages.contains(language)
        {
            languages.push(language.clone());
        }
    }
    for (key, found) in [
        ("list_name", columns.iter().any(|column| matches!(column, Column::List))),
        ("name", columns.iter().any(|column| matches!(column, Column::Name))),
    ] {
        if !found && !sheet.rows.is_empty() {
            let message = format!("the sheet needs a column «{key}» in its first row");
            report.fault(Spot::row(&sheet.name, 1), Code::Column, message);
            return Vec::new();
        }
    }
    let further: Vec<&str> = columns
        .iter()
        .filter_map(|c| if let Column::Further(name) = c { Some(name.as_str()) } else { None })
        .collect();
    let mut lists = Vec::<ChoiceList>::new();
    let mut places = HashMap::<String, usize>::new();
    let mut names = HashSet::<(usize, String)>::new();
    for row in &sheet.rows {
        let (mut list, mut choice) =
            (String::new(), Choice { row: row.number, ..Choice::default() });
        let mut labels = Text::default();
        for (at, column) in columns.iter().enumerate() {
            let text = row.get(at);
            match column {
                Column::List => text.clone_into(&mut list),
                Column::Name => choice.name = clean::quotes(text),
                Column::Label(language) if !text.is_empty() => {
                    labels.0.insert(language.clone(), text.to_owned());
                }
                Column::Further(_) => choice.cells.push(text.to_owned()),
                Column::Label(_) | Column::Ignored => {}
            }
        }
        choice.label = labels;
        let spot = |key: fn(&Column) -> bool| {
            sheet.spot(row.number, columns.iter().position(key).unwrap_or(0))
        };
        if list.is_empty() {
            report
                .notice(Spot::row(&sheet.name, row.number), "the row names no list and is skipped");
            continue;
        }
        let place = *places.entry(list.clone()).or_insert_with(|| {
            let columns = further.iter().map(|&name| name.to_owned()).collect();
            lists.push(ChoiceList { name: list.clone(), columns, ..ChoiceList::default() });
            lists.len() - 1
        });
        if choice.name.is_empty() {
            report.fault(
                spot(|c| matches!(c, Column::Name)),
                Code::Choice,
                "the choice has no name",
            );
        } else if !names.insert((place, choice.name.clone())) && !duplicates {
            let message = format!(
                "the list «{list}» has a choice «{}» already; rename one, or set allow_choice_duplicates to yes",
                choice.name
            );
            report.fault(spot(|c| matches!(c, Column::Name)), Code::Duplicate, message);
        }
        if choice.label.is_empty() {
            report.notice(
                spot(|c| matches!(c, Column::Label(_))),
                "the choice has no label; its name is shown",
            );
        }
        lists[place].choices.push(choice);
    }
    lists.iter_mut().for_each(tidy);
    lists
}

fn columns(sheet: &Sheet, report: &mut Report) -> Vec<Column> {
    let double = sheet.header.iter().any(|heading| heading.contains("::"));
    let mut seen = HashSet::new();
    let mut columns = Vec::new();
    for (at, heading) in sheet.header.iter().enumerate() {
        let parts = tokens(heading, double);
        let first = parts.first().map(|part| snake(part)).unwrap_or_default();
        let language = parts.get(1).cloned().unwrap_or_default();
        let (column, same) = match first.as_str() {
            "list_name" => (Column::List, "list_name".to_owned()),
            "name" | "value" => (Column::Name, "name".to_owned()),
            "label" | "caption" => {
                (Column::Label(Language(language.clone())), format!("label::{language}"))
            }
            "" => (Column::Ignored, String::new()),
            "media" | "image" | "big-image" | "audio" | "video" | "sms_option" => {
                report.notice(
                    sheet.spot(1, at),
                    "pictures, sounds and films of choices are not shown; the column is ignored",
                );
                (Column::Ignored, String::new())
            }
            _ if is_name(heading) => (Column::Further(heading.clone()), heading.clone()),
            _ => {
                report.notice(
                    sheet.spot(1, at),
                    "the heading is no name, so expressions can't use the column; it is ignored",
                );
                (Column::Ignored, String::new())
            }
        };
        if !same.is_empty() && !seen.insert(same) {
            report.fault(
                sheet.spot(1, at),
                Code::Column,
                "another column means the same; keep one of them",
            );
        }
        columns.push(column);
    }
    columns
}

/// Leaves out the further columns that a list has no value in, and the empty cells at a choice's end.
pub(crate) fn tidy(list: &mut ChoiceList) {
    let used: Vec<bool> = (0..list.columns.len())
        .map(|at| {
            list.choices
                .iter()
                .any(|choice| choice.cells.get(at).is_some_and(|cell| !cell.is_empty()))
        })
        .collect();
    let keep = |cells: &mut Vec<String>| {
        let mut at = 0..;
        cells.retain(|_| at.next().and_then(|at: usize| used.get(at)).copied().unwrap_or(false));
    };
    keep(&mut list.columns);
    for choice in &mut list.choices {
        keep(&mut choice.cells);
        while choice.cells.last().is_some_and(String::is_empty) {
            choice.cells.pop();
        }
    }
}
