//! Whether the choice lists and files that the survey uses are there.

use super::columns::Columns;
use super::header::Key;
use crate::xlsform::fault::{Code, Report, Spot};
use doorstep_schema::form::{ChoiceList, Choices, Form, Item, Kind, Question};
use std::collections::{HashMap, HashSet};

/// Checks every select, rank and `csv-external` of the form against its lists; `files` are the
/// names and rows of the latter.
pub(crate) fn check(form: &Form, files: &[(String, u32)], columns: &Columns, report: &mut Report) {
    let mut lists = HashMap::<&str, &ChoiceList>::new();
    for list in &form.lists {
        if let Some(other) = lists.insert(&list.name, list) {
            let message = format!(
                "the list «{}» and an attached file have one name; rename one of them",
                other.name
            );
            report.fault(
                Spot::sheet(list.file.as_deref().unwrap_or("choices")),
                Code::Duplicate,
                message,
            );
        }
    }
    for (name, row) in files {
        if lists.get(name.as_str()).is_none_or(|list| list.file.is_none()) {
            let message =
                format!("the file «{name}.csv» is not attached; attach it with the workbook");
            report.fault(columns.spot(*row, Key::Name), Code::List, message);
        }
    }
    let mut checked = HashSet::new();
    walk(&form.items, &mut |question| select(question, &lists, &mut checked, columns, report));
}

fn walk<'a>(items: &'a [Item], each: &mut impl FnMut(&'a Question)) {
    for item in items {
        match item {
            Item::Question(question) => each(question),
            Item::Group(group) => walk(&group.items, each),
            Item::Repeat(repeat) => walk(&repeat.group.items, each),
        }
    }
}

fn select<'a>(
    question: &'a Question,
    lists: &HashMap<&str, &ChoiceList>,
    checked: &mut HashSet<&'a str>,
    columns: &Columns,
    report: &mut Report,
) {
    let (name, value, label) = match question.choices() {
        Some(Choices::List(name)) => (name, None, None),
        Some(Choices::Columns { list, value, label }) => (list, Some(value), Some(label)),
        _ => return,
    };
    let spot = columns.spot(question.place.0, Key::Type);
    let Some(list) = lists.get(name.as_str()) else {
        let message = format!(
            "the list «{name}» is not there: the sheet «choices» has none of this name, and no file «{name}.csv» is attached"
        );
        report.fault(spot, Code::List, message);
        return;
    };
    for column in [value, label].into_iter().flatten() {
        if !matches!(column.as_str(), "name" | "label") && !list.columns.contains(column) {
            report.fault(
                spot.clone(),
                Code::List,
                format!("the file «{name}.csv» has no column «{column}»"),
            );
        }
    }
    let many = matches!(question.kind, Kind::SelectMany { .. } | Kind::Rank { .. });
    if many && list.file.is_none() && checked.insert(name) {
        for choice in list.choices.iter().filter(|choice| choice.name.contains(char::is_whitespace))
        {
            let message = format!(
                "the choice «{}» has a space in its name, so it can't be one of several answers; take it out",
                choice.name
            );
            report.fault(Spot::row("choices", choice.row), Code::Choice, message);
        }
    }
}
