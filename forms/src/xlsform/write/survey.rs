//! The survey sheet.

mod cells;

use super::{Table, Unwritable, heading, languages};
use cells::{Line, Word};
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
        lines.push(Line::of("csv-external").with(Word::Name, &list.name));
    }
    let mut columns = Vec::new();
    for &word in Word::ALL {
        if word.is_text() {
            for language in
                languages(form, lines.iter().filter_map(|line| line.texts.get(&word).copied()))
            {
                columns.push((word, Some(language)));
            }
        } else if word.is_needed() || lines.iter().any(|line| line.cells.contains_key(&word)) {
            columns.push((word, None));
        }
    }
    let header = columns.iter().map(|(word, language)| {
        language
            .as_ref()
            .map_or_else(|| word.as_str().to_owned(), |language| heading(word.as_str(), language))
    });
    let header = header.collect();
    let row = |line: &Line<'_>| {
        let cell = |(word, language): &(Word, Option<_>)| match language {
            Some(language) => line.texts.get(word).and_then(|text| text.0.get(language)).cloned(),
            None => line.cells.get(word).cloned(),
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
    let line = Line::of(&format!("begin {word}")).with(Word::Name, &group.name);
    let line =
        line.with(Word::Appearance, &group.appearance).with(Word::Count, count.unwrap_or_default());
    lines.push(line.text(Word::Label, &group.label).rules(&group.rules, false));
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
