//! The settings sheet.

use super::clean;
use super::header::snake;
use crate::name::is_name;
use crate::xlsform::book::Sheet;
use crate::xlsform::fault::{Code, Report, Spot};
use doorstep_schema::form::{Expression, FactKind, Form, Language, Text};

/// The prefix of this program's own attributes, declared in the setting `namespaces`.
pub(crate) const NAMESPACE: &str = "doorstep=\"urn:doorstep:form\"";

/// Puts the settings into the form. A workbook without the sheet, or with an empty one, has the standard settings.
pub(crate) fn read(sheet: Option<&Sheet>, form: &mut Form, report: &mut Report) {
    let Some((sheet, row)) = sheet.and_then(|sheet| Some((sheet, sheet.rows.first()?))) else {
        return;
    };
    if let Some(second) = sheet.rows.get(1) {
        report
            .notice(Spot::row(&sheet.name, second.number), "only the first row of settings counts");
    }
    let mut seen = Vec::new();
    for (at, heading) in sheet.header.iter().enumerate() {
        let (value, spot) = (row.get(at), sheet.spot(row.number, at));
        if heading.is_empty() {
            continue;
        }
        let word = word(heading);
        if seen.contains(&word) {
            report.fault(
                sheet.spot(1, at),
                Code::Column,
                "another column means the same; keep one of them",
            );
        }
        seen.push(word.clone());
        if !value.is_empty() {
            set(&word, heading, value, spot, form, report);
        }
    }
}

/// Returns the one word for a heading and its aliases.
fn word(heading: &str) -> String {
    match snake(heading).as_str() {
        "form_title" | "set_form_title" | "title" => "form_title".to_owned(),
        "form_id" | "set_form_id" | "id_string" => "form_id".to_owned(),
        other => other.to_owned(),
    }
}

fn set(word: &str, heading: &str, value: &str, spot: Spot, form: &mut Form, report: &mut Report) {
    match word {
        "form_title" => form.title = Text::plain(value),
        "form_id" => value.clone_into(&mut form.id),
        "version" => value.clone_into(&mut form.version),
        "default_language" => form.settings.default_language = Some(Language(value.to_owned())),
        "style" => value.clone_into(&mut form.settings.style),
        "instance_name" => form.settings.instance_name = Some(Expression(clean::quotes(value))),
        "name" if is_name(value) => form.settings.root = Some(value.to_owned()),
        "name" => report.fault(spot, Code::Name, name_fault(value)),
        "allow_choice_duplicates" => match clean::yes_no(value) {
            Some(allowed) => form.settings.allow_choice_duplicates = allowed,
            None => report.fault(spot, Code::Value, "write «yes» or «no»"),
        },
        "doorstep_fact" => {
            form.settings.fact = FactKind::parse(value);
            if form.settings.fact.is_none() {
                let words: Vec<_> = FactKind::ALL.iter().map(|word| word.as_str()).collect();
                let message = format!("«{value}» is no fact; write one of {}", words.join(", "));
                report.fault(spot, Code::Value, message);
            }
        }
        "namespaces" => {
            let others: Vec<_> =
                value.split_whitespace().filter(|one| !one.starts_with("doorstep=")).collect();
            if !others.is_empty() {
                form.settings.other.insert("namespaces".to_owned(), others.join(" "));
            }
        }
        other => {
            if !is_known(other) {
                report.notice(spot, "this program has no use for the setting; it is kept as it is");
            }
            form.settings.other.insert(heading.to_owned(), value.to_owned());
        }
    }
}

/// The settings that pyxform knows.
fn is_known(word: &str) -> bool {
    matches!(
        word,
        "public_key"
            | "submission_url"
            | "auto_send"
            | "auto_delete"
            | "client_editable"
            | "clean_text_values"
            | "instance_xmlns"
            | "omit_instanceid"
            | "instance_id"
            | "prefix"
            | "delimiter"
            | "sms_keyword"
            | "sms_separator"
            | "sms_allow_media"
            | "sms_date_format"
            | "sms_datetime_format"
            | "sms_response"
            | "add_none_option"
            | "flat"
    ) || word.starts_with("attribute::")
}

/// Says why a text is no name.
pub(crate) fn name_fault(name: &str) -> String {
    format!(
        "«{name}» is no name: it must begin with a letter or _, then letters, digits, - _ and . may follow, without spaces"
    )
}
