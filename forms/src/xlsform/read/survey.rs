//! The survey sheet: its rows become questions, groups and repeats.

use super::columns::Columns;
use super::header::Key;
use super::kinds::{self, Line, Section};
use super::names::{Repeats, Siblings};
use super::{clean, parameters, rules};
use crate::xlsform::book::{Row, Sheet};
use crate::xlsform::fault::{Code, Report, Spot};
use doorstep_schema::form::{Bound, Expression, Group, Item, Kind, Place, Question, Repeat};
use std::collections::BTreeMap;

/// Groups may stand in each other at most this deep.
const DEEPEST: usize = 50;

/// What the survey sheet says.
#[derive(Default, Debug)]
pub(crate) struct Survey {
    /// Questions, groups and repeats.
    pub(crate) items: Vec<Item>,
    /// The names and rows of attached CSV files that expressions use.
    pub(crate) files: Vec<(String, u32)>,
}

struct Frame {
    section: Section,
    group: Group,
    count: Option<Expression>,
    siblings: Siblings,
}

/// Reads the rows of the survey sheet.
pub(crate) fn read(sheet: &Sheet, columns: &Columns, root: &str, report: &mut Report) -> Survey {
    let mut survey = Survey::default();
    let (mut stack, mut top) = (Vec::<Frame>::new(), Siblings::default());
    let mut repeats = Repeats::default();
    for row in &sheet.rows {
        if skipped(row, columns, report) {
            continue;
        }
        let Some((line, parameters)) = line(row, columns, report) else { continue };
        if let Line::End(section) = line {
            end(section, row, columns, &mut stack, &mut survey.items, report);
            continue;
        }
        let mut name = columns.get(row, Key::Name);
        if name.is_empty() && line == Line::Question(Kind::Note) {
            name = format!("generated_note_name_{}", row.number);
        }
        if line == Line::File {
            survey.files.push((name, row.number));
            continue;
        }
        let siblings = stack.last_mut().map_or(&mut top, |frame| &mut frame.siblings);
        siblings.take(&name, row.number, columns, report);
        match line {
            Line::Begin(section) => {
                if section == Section::Repeat {
                    repeats.take(&name, root, row.number, columns, report);
                }
                if stack.len() >= DEEPEST {
                    let message = format!("groups stand more than {DEEPEST} deep in each other");
                    report.fault(Spot::row(&sheet.name, row.number), Code::TooLarge, message);
                    return survey;
                }
                stack.push(begin(section, name, row, columns, report));
            }
            Line::Question(kind) | Line::FromFile(kind, _) => {
                let question = question(name, kind, parameters, row, columns, report);
                let items =
                    stack.last_mut().map_or(&mut survey.items, |frame| &mut frame.group.items);
                items.push(Item::Question(question));
            }
            Line::End(_) | Line::File => {}
        }
    }
    for frame in stack {
        let message = format!(
            "«begin {0}» of «{1}» has no «end {0}»; add one after its last question",
            frame.section.word(),
            frame.group.name
        );
        report.fault(columns.spot(frame.group.place.0, Key::Type), Code::Unbalanced, message);
    }
    survey
}

/// Tells whether a row says nothing that could be read, and says so where it matters.
fn skipped(row: &Row, columns: &Columns, report: &mut Report) -> bool {
    if !columns.any(row) {
        return true;
    }
    if clean::yes_no(&columns.get(row, Key::Disabled)) == Some(true) {
        report
            .notice(columns.spot(row.number, Key::Disabled), "the row is disabled and is skipped");
        return true;
    }
    if !columns.get(row, Key::Type).is_empty() {
        return false;
    }
    if columns.get(row, Key::Name).is_empty() && columns.text(row, Key::Label).is_empty() {
        let spot = columns.spot(row.number, Key::Type);
        report.notice(spot, "the row has no type, name or label and is skipped");
    } else {
        let message = "the row has no type; give it one such as «text», or empty the row";
        report.fault(columns.spot(row.number, Key::Type), Code::Incomplete, message);
    }
    true
}

fn line(
    row: &Row,
    columns: &Columns,
    report: &mut Report,
) -> Option<(Line, BTreeMap<String, String>)> {
    let mut pairs = match parameters::parse(&columns.get(row, Key::Parameters)) {
        Ok(pairs) => pairs,
        Err(why) => {
            report.fault(columns.spot(row.number, Key::Parameters), Code::Value, why);
            BTreeMap::new()
        }
    };
    match kinds::parse(&columns.get(row, Key::Type), &columns.get(row, Key::Appearance), &mut pairs)
    {
        Ok(line) => Some((line, pairs)),
        Err(why) => {
            report.fault(columns.spot(row.number, Key::Type), Code::Type, why);
            None
        }
    }
}

fn begin(
    section: Section,
    name: String,
    row: &Row,
    columns: &Columns,
    report: &mut Report,
) -> Frame {
    let count = columns.get(row, Key::Count);
    let count = (!count.is_empty()).then(|| Expression(clean::quotes(&count)));
    if section == Section::Group && count.is_some() {
        report.notice(
            columns.spot(row.number, Key::Count),
            "a group has no number of instances; the cell is ignored",
        );
    }
    let group = Group {
        name,
        label: columns.text(row, Key::Label),
        rules: rules::read(row, columns, false, report),
        appearance: columns.get(row, Key::Appearance),
        items: Vec::new(),
        place: Place(row.number),
    };
    if section == Section::Repeat && group.label.is_empty() {
        report.notice(
            columns.spot(row.number, Key::Label),
            format!("the repeat «{}» has no label", group.name),
        );
    }
    unused(
        row,
        columns,
        &[Key::Hint, Key::Guidance, Key::ChoiceFilter, Key::Bound, Key::Parameters],
        report,
    );
    Frame { section, group, count, siblings: Siblings::default() }
}

fn end(
    section: Section,
    row: &Row,
    columns: &Columns,
    stack: &mut Vec<Frame>,
    items: &mut Vec<Item>,
    report: &mut Report,
) {
    if let Some(frame) = stack.pop_if(|frame| frame.section == section) {
        let item = match section {
            Section::Group => Item::Group(frame.group),
            Section::Repeat => Item::Repeat(Repeat { group: frame.group, count: frame.count }),
        };
        stack.last_mut().map_or(items, |frame| &mut frame.group.items).push(item);
        return;
    }
    let open = stack.last().map_or_else(
        || "nothing is open here".to_owned(),
        |frame| {
            let (word, place) = (frame.section.word(), frame.group.place.0);
            format!("open here is the {word} «{}» of row {place}", frame.group.name)
        },
    );
    let word = section.word();
    let message = format!("«end {word}» has no «begin {word}»: {open}");
    report.fault(columns.spot(row.number, Key::Type), Code::Unbalanced, message);
}

fn question(
    name: String,
    kind: Kind,
    parameters: BTreeMap<String, String>,
    row: &Row,
    columns: &Columns,
    report: &mut Report,
) -> Question {
    if let Err(why) = parameters::check(&kind, &parameters) {
        report.fault(columns.spot(row.number, Key::Parameters), Code::Value, why);
    }
    let hyphenated =
        matches!(kind, Kind::Date | Kind::DateTime | Kind::Point | Kind::Trace | Kind::Shape);
    let rules = rules::read(row, columns, hyphenated, report);
    let dynamic = matches!(rules.default, Some(doorstep_schema::form::Default::Dynamic(_)));
    if kind == Kind::Calculate && rules.calculation.is_none() && !dynamic {
        let message = "the row computes nothing; write an expression in the column «calculation»";
        report.fault(columns.spot(row.number, Key::Calculation), Code::Incomplete, message);
    }
    let mut appearance = columns.get(row, Key::Appearance);
    if kind == Kind::Signature {
        let words: Vec<_> =
            appearance.split_whitespace().filter(|word| *word != "signature").collect();
        appearance = words.join(" ");
    }
    let filter = columns.get(row, Key::ChoiceFilter);
    let question = Question {
        label: columns.text(row, Key::Label),
        hint: columns.text(row, Key::Hint),
        guidance: columns.text(row, Key::Guidance),
        rules,
        choice_filter: (!filter.is_empty()).then(|| Expression(clean::quotes(&filter))),
        appearance,
        parameters,
        bound: bound(row, columns, report),
        place: Place(row.number),
        name,
        kind,
    };
    check_question(&question, row, columns, report);
    question
}

fn check_question(question: &Question, row: &Row, columns: &Columns, report: &mut Report) {
    if question.choices().is_none() {
        unused(row, columns, &[Key::ChoiceFilter], report);
    }
    if let Kind::SelectOne { other: true, .. } | Kind::SelectMany { other: true, .. } =
        question.kind
        && question.choice_filter.is_some()
    {
        let message =
            "a list with «or_other» can't be filtered; add the choice «other» to the list instead";
        report.fault(columns.spot(row.number, Key::ChoiceFilter), Code::Value, message);
    }
    unused(row, columns, &[Key::Count], report);
    let silent = matches!(question.kind, Kind::Calculate | Kind::Hidden | Kind::Meta(_));
    let computed = question.rules.calculation.is_some() || !question.rules.trigger.is_empty();
    if !silent && !computed && question.label.is_empty() && question.hint.is_empty() {
        let message = format!("the question «{}» has no label and no hint", question.name);
        report.notice(columns.spot(row.number, Key::Label), message);
    }
}

fn bound(row: &Row, columns: &Columns, report: &mut Report) -> Option<Bound> {
    let word = columns.get(row, Key::Bound);
    if word.is_empty() {
        return None;
    }
    let bound = Bound::parse(&word);
    if bound.is_none() {
        let words: Vec<_> = Bound::ALL.iter().map(|word| word.as_str()).collect();
        let message = format!("«{word}» is no part of a fact; write one of {}", words.join(", "));
        report.fault(columns.spot(row.number, Key::Bound), Code::Value, message);
    }
    bound
}

fn unused(row: &Row, columns: &Columns, keys: &[Key], report: &mut Report) {
    for &key in keys {
        if !columns.get(row, key).is_empty() || !columns.text(row, key).is_empty() {
            report.notice(
                columns.spot(row.number, key),
                "this row has no use for the cell; it is ignored",
            );
        }
    }
}
