//! The kind of a question, by its control and its bind.

use crate::dom::Element;
use doorstep_schema::form::{Choices, Kind, Meta};

/// Returns the kind of a question; choices are given.
///
/// # Errors
///
/// Says what can't be represented.
pub(super) fn kind(
    control: Option<&Element>,
    bind: Option<&Element>,
    choices: Option<Choices>,
) -> Result<Kind, String> {
    let from_bind = |attribute| bind.and_then(|bind| bind.get(attribute));
    if let Some(preload) = from_bind("jr:preload") {
        return meta(preload, from_bind("jr:preloadParams").unwrap_or_default());
    }
    let Some(control) = control else {
        return Ok(if from_bind("calculate").is_some() { Kind::Calculate } else { Kind::Hidden });
    };
    if let Some(choices) = choices {
        return match control.name.as_str() {
            "select1" => Ok(Kind::SelectOne { choices, other: false }),
            "select" => Ok(Kind::SelectMany { choices, other: false }),
            _ => Ok(Kind::Rank { choices }),
        };
    }
    match control.name.as_str() {
        "range" => Ok(Kind::Range),
        "trigger" => Ok(Kind::Acknowledge),
        "upload" => Ok(upload(control)),
        "input" => input(from_bind("type").unwrap_or("string"), bind),
        other => Err(format!("the control «{other}» needs choices")),
    }
}

fn meta(preload: &str, parameters: &str) -> Result<Kind, String> {
    let word = parameters.trim().strip_prefix("uri:").unwrap_or_else(|| parameters.trim());
    let meta = match preload {
        "timestamp" | "date" | "property" => Meta::parse(word),
        _ => None,
    };
    meta.map(Kind::Meta)
        .ok_or_else(|| format!("the preloaded value «{preload} {parameters}» can't be represented"))
}

fn upload(control: &Element) -> Kind {
    let media = control.get("mediatype").unwrap_or_default();
    let signature = control
        .get("appearance")
        .unwrap_or_default()
        .split_whitespace()
        .any(|word| word == "signature");
    match media.split('/').next().unwrap_or_default() {
        "image" if signature => Kind::Signature,
        "image" => Kind::Photo,
        "audio" => Kind::Audio,
        "video" => Kind::Video,
        _ => Kind::File,
    }
}

fn input(kind: &str, bind: Option<&Element>) -> Result<Kind, String> {
    let has = |attribute| bind.is_some_and(|bind| bind.get(attribute).is_some());
    let read_only =
        bind.and_then(|bind| bind.get("readonly")).is_some_and(|text| text.trim() == "true()");
    let plain = !["calculate", "required", "constraint"].into_iter().any(has);
    Ok(match kind.strip_prefix("xsd:").unwrap_or(kind) {
        "string" | "text" if read_only && plain => Kind::Note,
        "string" | "text" | "intent" => Kind::Text,
        "int" | "integer" | "long" => Kind::Integer,
        "decimal" | "double" | "float" => Kind::Decimal,
        "date" => Kind::Date,
        "time" => Kind::Time,
        "dateTime" => Kind::DateTime,
        "geopoint" => Kind::Point,
        "geotrace" => Kind::Trace,
        "geoshape" => Kind::Shape,
        "barcode" => Kind::Barcode,
        other => return Err(format!("an input of the type «{other}» can't be represented")),
    })
}
