//! The survey sheet.

mod cells;
mod order;

use super::{Table, Unwritable, heading, languages};
use crate::xlsform::read::Key;
use cells::Line;
use doorstep_schema::form::{ChoiceList, Choices, Form, Group, Item, Question, Text};
use std::collections::HashSet;

/// Makes the survey sheet: the columns that say something.
pub(super) fn table(form: &Form) -> Result<Table, Unwritable> {
    let mut lines = Vec::new();
    items(form, &form.items, &mut lines)?;
    let mut used = HashSet::new();
    used_files(&form.items, &mut used);
    let unused = |list: &&ChoiceList| list.file.is_some() && !used.contains(list.name.as_str());
    for list in form.lists.iter().filter(unused) {
        lines.push(Line::of("csv-external").with(Key::Name, &list.name));
    }
    let mut columns = Vec::new();
    for &key in Key::WRITTEN {
        if key.is_text() {
            for language in
                languages(form, lines.iter().filter_map(|line| line.texts.get(&key).copied()))
            {
                columns.push((key, Some(language)));
            }
        } else if key.is_needed() || lines.iter().any(|line| line.cells.contains_key(&key)) {
            columns.push((key, None));
        }
    }
    let header = columns.iter().map(|(key, language)| {
        language
            .as_ref()
            .map_or_else(|| key.heading().to_owned(), |language| heading(key.heading(), language))
    });
    let header = header.collect();
    let row = |line: &Line<'_>| {
        let cell = |(key, language): &(Key, Option<_>)| match language {
            Some(language) => line.texts.get(key).and_then(|text| text.0.get(language)).cloned(),
            None => line.cells.get(key).cloned(),
        };
        columns.iter().map(|column| cell(column).unwrap_or_default()).collect()
    };
    Ok(Table { name: "survey", header, rows: lines.iter().map(row).collect() })
}

fn items<'a>(form: &Form, items: &'a [Item], lines: &mut Vec<Line<'a>>) -> Result<(), Unwritable> {
    for item in items {
        match item {
            Item::Question(question) => lines.push(cells::question(form, question)?),
            Item::Group(group) => section(form, group, "group", None, lines)?,
            Item::Repeat(repeat) => {
                let count = repeat.count.as_ref().map(|count| count.0.as_str());
                section(form, &repeat.group, "repeat", count, lines)?;
            }
        }
    }
    Ok(())
}

fn section<'a>(
    form: &Form,
    group: &'a Group,
    word: &str,
    count: Option<&str>,
    lines: &mut Vec<Line<'a>>,
) -> Result<(), Unwritable> {
    let line = Line::of(&format!("begin {word}")).with(Key::Name, &group.name);
    let line =
        line.with(Key::Appearance, &group.appearance).with(Key::Count, count.unwrap_or_default());
    lines.push(line.text(Key::Label, &group.label).rules(&group.rules, false));
    items(form, &group.items, lines)?;
    lines.push(Line::of(&format!("end {word}")));
    Ok(())
}

fn used_files<'a>(items: &'a [Item], used: &mut HashSet<&'a str>) {
    for item in items {
        match item {
            Item::Question(question) => {
                if let Some(Choices::List(list) | Choices::Columns { list, .. }) =
                    question.choices()
                {
                    used.insert(list);
                }
            }
            Item::Group(group) => used_files(&group.items, used),
            Item::Repeat(repeat) => used_files(&repeat.group.items, used),
        }
    }
}

/// A question that can't be written.
fn unwritable(question: &Question, why: &str) -> Unwritable {
    Unwritable::Question { question: question.name.clone(), why: why.to_owned() }
}

/// Tells whether a text says anything.
fn says(text: &Text) -> bool {
    text.0.values().any(|text| !text.is_empty())
}
