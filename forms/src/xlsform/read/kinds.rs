//! The column `type`.

use doorstep_schema::form::{Choices, Expression, Kind, Meta};
use std::collections::BTreeMap;

/// What a row of the survey sheet is.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Line {
    /// A question.
    Question(Kind),
    /// A select from an attached file: its kind with the file's list name, and the file.
    FromFile(Kind, String),
    /// `begin group` or `begin repeat`.
    Begin(Section),
    /// `end group` or `end repeat`.
    End(Section),
    /// An attached CSV file that expressions use; its name is the row's.
    File,
}

/// A group or a repeat.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Section {
    /// A group.
    Group,
    /// A repeat.
    Repeat,
}

impl Section {
    /// Returns the word that the sheet has for it.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Group => "group",
            Self::Repeat => "repeat",
        }
    }
}

/// Understands a question type. `parameters` loses `value` and `label` to a select from a file.
///
/// # Errors
///
/// Says why the type can't be used and what can be used in its place.
pub(crate) fn parse(
    text: &str,
    appearance: &str,
    parameters: &mut BTreeMap<String, String>,
) -> Result<Line, String> {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some(section) = section(&words, "begin") {
        return section.map(Line::Begin);
    }
    if let Some(section) = section(&words, "end") {
        return section.map(Line::End);
    }
    if let Some(select) = select(&words, parameters) {
        return select;
    }
    plain(&words, appearance)
        .or_else(|| plain(&words.to_lowercase(), appearance))
        .ok_or_else(|| refusal(&words))
}

fn section(words: &str, verb: &str) -> Option<Result<Section, String>> {
    let rest = words.strip_prefix(verb)?.strip_prefix([' ', '_'])?;
    match rest {
        "group" => Some(Ok(Section::Group)),
        "repeat" | "lgroup" | "looped group" => Some(Ok(Section::Repeat)),
        _ if rest.starts_with("loop") => {
            Some(Err("loops are not supported; use «begin repeat»".to_owned()))
        }
        _ => None,
    }
}

fn select(words: &str, parameters: &mut BTreeMap<String, String>) -> Option<Result<Line, String>> {
    const ONE: [&str; 5] = [
        "add select one prompt using ",
        "select one from ",
        "select_one ",
        "select one ",
        "select1 ",
    ];
    const MANY: [&str; 4] = [
        "add select multiple prompt using ",
        "select all that apply from ",
        "select_multiple ",
        "select all that apply ",
    ];
    let file =
        |one: &str, other: &str| words.strip_prefix(one).or_else(|| words.strip_prefix(other));
    if words.starts_with("select_one_external") {
        return Some(Err(
            "external choices are not supported; use «select_one_from_file FILE.csv»".to_owned(),
        ));
    }
    if let Some(list) = file("select_one_from_file ", "select one from file ") {
        return Some(from_file(list, parameters, |choices| Kind::SelectOne {
            choices,
            other: false,
        }));
    }
    if let Some(list) = file("select_multiple_from_file ", "select multiple from file ") {
        return Some(from_file(list, parameters, |choices| Kind::SelectMany {
            choices,
            other: false,
        }));
    }
    let after = |prefixes: &[&str]| prefixes.iter().find_map(|prefix| words.strip_prefix(prefix));
    let (list, make): (&str, fn(Choices, bool) -> Kind) = if let Some(list) = after(&ONE) {
        (list, |choices, other| Kind::SelectOne { choices, other })
    } else if let Some(list) = after(&MANY) {
        (list, |choices, other| Kind::SelectMany { choices, other })
    } else {
        (words.strip_prefix("rank ")?, |choices, _| Kind::Rank { choices })
    };
    let (list, other) = ["or_other", "or other", "or specify other"]
        .iter()
        .find_map(|suffix| list.strip_suffix(suffix)?.strip_suffix(' '))
        .map_or((list, false), |list| (list, true));
    if list.contains(' ') {
        return Some(Err(format!("«{list}» is no list name; a list's name has no spaces")));
    }
    if other && words.starts_with("rank") {
        return Some(
            Err("«or_other» can't be put in order; add the choice to the list".to_owned()),
        );
    }
    let choices = if crate::expression::references(list).is_empty() {
        Choices::List(list.to_owned())
    } else {
        Choices::Repeat(Expression(list.to_owned()))
    };
    Some(Ok(Line::Question(make(choices, other))))
}

fn from_file(
    file: &str,
    parameters: &mut BTreeMap<String, String>,
    make: impl FnOnce(Choices) -> Kind,
) -> Result<Line, String> {
    let list = file
        .strip_suffix(".csv")
        .filter(|list| !list.is_empty() && !list.contains(['.', ' ', '/', '\\']));
    let Some(list) = list else {
        return Err(format!(
            "choices can be read from a CSV file only; name it like «villages.csv», not «{file}»"
        ));
    };
    let (value, label) = (parameters.remove("value"), parameters.remove("label"));
    let choices = if value.is_none() && label.is_none() {
        Choices::List(list.to_owned())
    } else {
        let or =
            |column: Option<String>, standard: &str| column.unwrap_or_else(|| standard.to_owned());
        Choices::Columns {
            list: list.to_owned(),
            value: or(value, "name"),
            label: or(label, "label"),
        }
    };
    Ok(Line::FromFile(make(choices), file.to_owned()))
}

fn plain(word: &str, appearance: &str) -> Option<Line> {
    let kind = match word {
        "text" | "string" | "q string" | "add text prompt" => Kind::Text,
        "integer" | "int" | "q int" | "add integer prompt" => Kind::Integer,
        "decimal" | "q decimal" | "add decimal prompt" => Kind::Decimal,
        "range" => Kind::Range,
        "date" | "q date" | "add date prompt" => Kind::Date,
        "time" => Kind::Time,
        "dateTime"
        | "datetime"
        | "date time"
        | "q dateTime"
        | "q date time"
        | "add date time prompt"
        | "add dateTime prompt" => Kind::DateTime,
        "geopoint" | "gps" | "location" | "q geopoint" | "q location" | "add location prompt" => {
            Kind::Point
        }
        "geotrace" | "q geotrace" => Kind::Trace,
        "geoshape" | "q geoshape" => Kind::Shape,
        "image" | "photo" | "q image" | "q picture" | "add image prompt" | "add photo prompt" => {
            if appearance.split_whitespace().any(|word| word == "signature") {
                Kind::Signature
            } else {
                Kind::Photo
            }
        }
        "file" | "add file prompt" => Kind::File,
        "audio" | "q audio" | "add audio prompt" => Kind::Audio,
        "video" | "q video" | "add video prompt" => Kind::Video,
        "barcode" | "q barcode" | "add barcode prompt" => Kind::Barcode,
        "note" | "q note" | "add note prompt" => Kind::Note,
        "acknowledge" | "trigger" | "q acknowledge" | "add acknowledge prompt" => Kind::Acknowledge,
        "calculate" | "q calculate" | "add calculate prompt" => Kind::Calculate,
        "hidden" => Kind::Hidden,
        "start" | "start time" | "get start time" => Kind::Meta(Meta::Start),
        "end" | "end time" | "get end time" => Kind::Meta(Meta::End),
        "today" | "get today" => Kind::Meta(Meta::Today),
        "deviceid" | "device id" | "get device id" | "imei" | "uri:deviceid" => {
            Kind::Meta(Meta::DeviceId)
        }
        "username" | "uri:username" => Kind::Meta(Meta::Username),
        "phonenumber" | "get phone number" | "uri:phonenumber" => Kind::Meta(Meta::PhoneNumber),
        "email" | "uri:email" => Kind::Meta(Meta::Email),
        "csv-external" => return Some(Line::File),
        _ => return None,
    };
    Some(Line::Question(kind))
}

fn refusal(word: &str) -> String {
    match word {
        "xml-external" => {
            "attached XML files are not supported; attach a CSV file and use «csv-external»"
                .to_owned()
        }
        "select_one" | "select_multiple" | "rank" => format!("name the list: «{word} LIST»"),
        "osm"
        | "audit"
        | "background-audio"
        | "start-geopoint"
        | "background-geopoint"
        | "subscriberid"
        | "simserial" => {
            format!("the type «{word}» is not supported; remove the row")
        }
        _ => format!(
            "«{word}» is no question type; use one such as text, integer, decimal, range, date, time, dateTime, \
             select_one LIST, select_multiple LIST, rank LIST, geopoint, image, note, acknowledge, calculate, \
             begin group, begin repeat"
        ),
    }
}

#[cfg(test)]
#[path = "kinds_tests.rs"]
mod tests;
