//! A workbook read into a form.

mod attached;
mod choices;
mod clean;
mod columns;
mod header;
mod kinds;
mod lists;
mod names;
mod parameters;
mod rules;
mod settings;
mod survey;

pub(crate) use choices::tidy;
pub(crate) use settings::NAMESPACE;

use super::Attachments;
use super::book::{self, Book, Sheet};
use super::fault::{Code, Notice, Report, SheetFault, Spot};
use columns::Columns;
use doorstep_schema::form::filling::{FormFault, Rule};
use doorstep_schema::form::{ChoiceList, Form};
pub(crate) use header::Key;
use std::collections::BTreeMap;

/// A form as read, with what the author should know.
#[derive(Clone, Debug)]
pub struct Read {
    /// The form.
    pub form: Form,
    /// What the author should know.
    pub notices: Vec<Notice>,
    columns: Columns,
}

impl Read {
    /// Says in the workbook's words where a fault is that was found when the form was compiled.
    #[must_use]
    pub fn fault(&self, fault: &FormFault) -> SheetFault {
        let list = self.form.lists.iter().find(|list| list.name == fault.path);
        let sheet = match (list, fault.rule) {
            (Some(list), _) => list.file.as_deref().unwrap_or("choices"),
            (None, Rule::InstanceName | Rule::Form) => "settings",
            (None, _) => "survey",
        };
        let column = key_of(fault.rule).filter(|_| sheet == "survey");
        let column = match fault.rule {
            Rule::InstanceName => "instance_name",
            _ => column.and_then(|key| self.columns.find(key)).unwrap_or_default(),
        };
        SheetFault {
            sheet: sheet.to_owned(),
            row: fault.row,
            column: column.to_owned(),
            code: Code::Value,
            message: fault.message.clone(),
        }
    }
}

/// Returns the column that a rule is authored in.
const fn key_of(rule: Rule) -> Option<Key> {
    Some(match rule {
        Rule::Form | Rule::InstanceName => return None,
        Rule::Name => Key::Name,
        Rule::Relevant => Key::Relevant,
        Rule::Constraint => Key::Constraint,
        Rule::ConstraintMessage => Key::ConstraintMessage,
        Rule::Required => Key::Required,
        Rule::RequiredMessage => Key::RequiredMessage,
        Rule::ReadOnly => Key::ReadOnly,
        Rule::Calculation => Key::Calculation,
        Rule::Default => Key::Default,
        Rule::Trigger => Key::Trigger,
        Rule::ChoiceFilter => Key::ChoiceFilter,
        Rule::RepeatCount => Key::Count,
        Rule::Label => Key::Label,
        Rule::Hint => Key::Hint,
        Rule::Guidance => Key::Guidance,
        Rule::List => Key::Type,
        Rule::Parameters => Key::Parameters,
        Rule::Bound => Key::Bound,
    })
}

/// Returns the word for a rule: the heading of its column, `form` for the form as a whole.
pub(crate) const fn word_of(rule: Rule) -> &'static str {
    match (rule, key_of(rule)) {
        (Rule::InstanceName, _) => "instance_name",
        (_, Some(key)) => key.heading(),
        (_, None) => "form",
    }
}

/// Reads an XLSX workbook and its attached files. `name` becomes the form's id when the settings have none.
///
/// # Errors
///
/// Says everything that is wrong, with sheet, row and column. No bytes make it panic, and no workbook makes it take
/// more than a bounded amount of memory.
pub fn read(bytes: &[u8], name: &str, attachments: &Attachments) -> Result<Read, Vec<SheetFault>> {
    let mut report = Report::default();
    let book = book::from_xlsx(bytes, &mut report);
    form(&book, name, attachments, report)
}

/// Reads the sheets `survey`, `choices` and `settings` kept as CSV texts, by sheet name, and their attached files.
///
/// # Errors
///
/// As [`read()`].
pub fn read_texts(
    sheets: &BTreeMap<String, String>,
    name: &str,
    attachments: &Attachments,
) -> Result<Read, Vec<SheetFault>> {
    let mut report = Report::default();
    let book = book::from_texts(sheets, &mut report);
    form(&book, name, attachments, report)
}

/// Reads attached CSV files alone: the lists, the faults, the notices.
pub(crate) fn attached(
    attachments: &Attachments,
) -> (Vec<ChoiceList>, Vec<SheetFault>, Vec<Notice>) {
    let mut report = Report::default();
    let lists = attached::read(attachments, &mut report);
    (lists, report.faults, report.notices)
}

fn form(
    book: &Book,
    name: &str,
    attachments: &Attachments,
    mut report: Report,
) -> Result<Read, Vec<SheetFault>> {
    let report = &mut report;
    sheets(book, report);
    let mut form = Form { id: name.to_owned(), ..Form::default() };
    settings::read(book.sheets.get("settings"), &mut form, report);
    let empty = Sheet { name: "survey".to_owned(), ..Sheet::default() };
    let sheet = book.sheets.get("survey").unwrap_or(&empty);
    let collapse =
        form.settings.other.get("clean_text_values").and_then(|word| clean::yes_no(word));
    let columns = if report.faults.iter().any(|fault| fault.sheet.is_empty()) {
        Columns::default()
    } else {
        Columns::of(sheet, collapse.unwrap_or(true), report)
    };
    form.languages = columns.languages();
    let root = form.settings.root.clone().unwrap_or_else(|| "data".to_owned());
    let survey = if columns.find(Key::Type).is_some() {
        survey::read(sheet, &columns, &root, report)
    } else {
        survey::Survey::default()
    };
    form.items = survey.items;
    if let Some(sheet) = book.sheets.get("choices") {
        form.lists = choices::read(
            sheet,
            form.settings.allow_choice_duplicates,
            &mut form.languages,
            report,
        );
    }
    form.lists.extend(attached::read(attachments, report));
    lists::check(&form, &survey.files, &columns, report);
    if form.items.is_empty() && report.faults.is_empty() {
        report.fault(
            Spot::sheet("survey"),
            Code::Incomplete,
            "the form asks nothing; add a question",
        );
    }
    if !report.faults.is_empty() {
        return Err(std::mem::take(&mut report.faults));
    }
    Ok(Read { form, notices: std::mem::take(&mut report.notices), columns })
}

fn sheets(book: &Book, report: &mut Report) {
    let unreadable = report.faults.iter().any(|fault| fault.sheet.is_empty());
    if !book.sheets.contains_key("survey") && !unreadable {
        let others =
            if book.others.is_empty() { "none".to_owned() } else { book.others.join(", ") };
        let message = format!("there must be a sheet «survey»; the workbook has besides: {others}");
        report.fault(Spot::sheet("survey"), Code::Sheet, message);
    }
    for (sheet, instead) in [
        ("external_choices", "attach a CSV file and use «select_one_from_file FILE.csv»"),
        ("entities", "remove the sheet; facts are bound with the column «bind::doorstep:field»"),
        ("osm", "remove the sheet"),
    ] {
        if book.sheets.get(sheet).is_some_and(|sheet| !sheet.rows.is_empty()) {
            report.fault(
                Spot::sheet(sheet),
                Code::Sheet,
                format!("the sheet is not supported; {instead}"),
            );
        }
    }
    for other in book.others.iter().filter(|name| !name.starts_with('_')) {
        report.notice(Spot::sheet(other), "the sheet is not part of a form and is ignored");
    }
}
