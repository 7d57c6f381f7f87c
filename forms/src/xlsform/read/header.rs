//! Headings: split at colons, their aliases known, as pyxform takes them.

use doorstep_schema::form::Language;

/// What a column of the survey sheet holds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) enum Key {
    /// The question type.
    Type,
    /// The name.
    Name,
    /// What is asked.
    Label,
    /// The hint.
    Hint,
    /// The longer explanation.
    Guidance,
    /// When the question is asked.
    Relevant,
    /// What an answer must fulfil.
    Constraint,
    /// What is said when it does not.
    ConstraintMessage,
    /// When an answer is required.
    Required,
    /// What is said when it is missing.
    RequiredMessage,
    /// When the answer may only be read.
    ReadOnly,
    /// What the value is computed from.
    Calculation,
    /// The value before anyone answers.
    Default,
    /// Which answers start the calculation.
    Trigger,
    /// Which choices are offered.
    ChoiceFilter,
    /// How it is shown.
    Appearance,
    /// Further parameters.
    Parameters,
    /// How many instances a repeat has.
    Count,
    /// Which part of the fact the answer becomes.
    Bound,
    /// Whether the row is skipped.
    Disabled,
    /// Pictures, sounds and films beside a label; not shown by this program.
    Media,
    /// Which entity property the answer is saved to; not supported.
    SaveTo,
    /// What pyxform knows and this program has no use for.
    Ignored,
    /// What nobody knows.
    Unknown,
}

impl Key {
    /// Tells whether the column comes once for each language.
    pub(crate) const fn is_text(self) -> bool {
        matches!(
            self,
            Self::Label
                | Self::Hint
                | Self::Guidance
                | Self::ConstraintMessage
                | Self::RequiredMessage
        )
    }
}

/// What a column holds, and in which language.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(crate) struct Column {
    /// What it holds.
    pub(crate) key: Key,
    /// The language; empty when none is named.
    pub(crate) language: Language,
}

/// Splits a heading at `::`, or at `:` on a sheet that has no `::` at all; `jr:count` stays whole.
pub(crate) fn tokens(heading: &str, double: bool) -> Vec<String> {
    if double || heading.contains("::") {
        return heading.split("::").map(|part| part.trim().to_owned()).collect();
    }
    let mut tokens = Vec::<String>::new();
    for part in heading.split(':').map(str::trim) {
        match tokens.last_mut() {
            Some(last)
                if matches!(last.as_str(), "jr" | "doorstep" | "orx" | "odk" | "entities") =>
            {
                last.push(':');
                last.push_str(part);
            }
            _ => tokens.push(part.to_owned()),
        }
    }
    tokens
}

/// Writes a heading in lower case with `_` between its words.
pub(crate) fn snake(heading: &str) -> String {
    heading.split_whitespace().collect::<Vec<_>>().join("_").to_lowercase()
}

/// Tells what a column of the survey sheet holds by its heading.
pub(crate) fn survey(heading: &str, double: bool) -> Column {
    let tokens = tokens(heading, double);
    let mut rest = tokens.iter().map(String::as_str);
    let first = snake(rest.next().unwrap_or_default());
    let key = match first.as_str() {
        "bind" => bind(&snake(rest.next().unwrap_or_default())),
        "body" | "control" => body(&snake(rest.next().unwrap_or_default())),
        "media" => Key::Media,
        other => plain(other),
    };
    let language = rest.next().unwrap_or_default();
    let translated = key.is_text();
    let odd = !language.is_empty()
        && !translated
        && !matches!(key, Key::Media | Key::Ignored | Key::SaveTo);
    Column {
        key: if odd { Key::Unknown } else { key },
        language: Language(if translated { language.to_owned() } else { String::new() }),
    }
}

fn plain(word: &str) -> Key {
    match word {
        "type" | "command" => Key::Type,
        "name" | "tag" | "value" => Key::Name,
        "label" | "caption" => Key::Label,
        "hint" => Key::Hint,
        "guidance_hint" => Key::Guidance,
        "default" => Key::Default,
        "trigger" => Key::Trigger,
        "choice_filter" => Key::ChoiceFilter,
        "parameters" => Key::Parameters,
        "repeat_count" | "count" => Key::Count,
        "disabled" => Key::Disabled,
        "image" | "big-image" | "audio" | "video" => Key::Media,
        "save_to" => Key::SaveTo,
        "instance"
        | "intent"
        | "rows"
        | "autoplay"
        | "noapperrorstring"
        | "no_app_error_string"
        | "compact_tag"
        | "sms_field"
        | "sms_option"
        | "sms_separator"
        | "sms_allow_media"
        | "sms_date_format"
        | "sms_datetime_format"
        | "sms_response" => Key::Ignored,
        "appearance" | "jr:count" => body(word),
        other => match bind(other) {
            Key::Ignored | Key::Bound => Key::Unknown,
            key => key,
        },
    }
}

fn bind(word: &str) -> Key {
    match word {
        "relevant" | "relevance" => Key::Relevant,
        "constraint" => Key::Constraint,
        "jr:constraintmsg" | "constraint_message" | "constraining_message" => {
            Key::ConstraintMessage
        }
        "required" => Key::Required,
        "jr:requiredmsg" | "required_message" | "requiredmsg" => Key::RequiredMessage,
        "readonly" | "read_only" => Key::ReadOnly,
        "calculate" | "calculation" => Key::Calculation,
        "doorstep:field" => Key::Bound,
        "entities:saveto" => Key::SaveTo,
        _ => Key::Ignored,
    }
}

fn body(word: &str) -> Key {
    match word {
        "appearance" => Key::Appearance,
        "jr:count" => Key::Count,
        _ => Key::Ignored,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_and_their_aliases() {
        for (heading, key, language) in [
            ("type", Key::Type, ""),
            (" Type ", Key::Type, ""),
            ("label::中文 (zh)", Key::Label, "中文 (zh)"),
            ("Label :: English (en)", Key::Label, "English (en)"),
            ("Constraint Message", Key::ConstraintMessage, ""),
            ("constraint_message::fr", Key::ConstraintMessage, "fr"),
            ("jr:constraintMsg", Key::ConstraintMessage, ""),
            ("bind::jr:constraintMsg::fr", Key::ConstraintMessage, "fr"),
            ("bind::jr:requiredMsg", Key::RequiredMessage, ""),
            ("relevance", Key::Relevant, ""),
            ("bind::relevant", Key::Relevant, ""),
            ("read_only", Key::ReadOnly, ""),
            ("readonly", Key::ReadOnly, ""),
            ("calculation", Key::Calculation, ""),
            ("repeat_count", Key::Count, ""),
            ("jr:count", Key::Count, ""),
            ("body::appearance", Key::Appearance, ""),
            ("bind::doorstep:field", Key::Bound, ""),
            ("guidance_hint::English", Key::Guidance, "English"),
            ("media::image::English", Key::Media, ""),
            ("big-image", Key::Media, ""),
            ("body::accuracyThreshold", Key::Ignored, ""),
            ("instance::odk:tag", Key::Ignored, ""),
            ("remarks", Key::Unknown, ""),
            ("relevant::English", Key::Unknown, ""),
        ] {
            let column = survey(heading, false);
            assert_eq!((column.key, column.language.0.as_str()), (key, language), "{heading}");
        }
        assert_eq!(survey("label:English", false).language.0, "English");
        assert_eq!(survey("label:English", true).key, Key::Unknown);
        assert_eq!(survey("bind:doorstep:field", false).key, Key::Bound);
    }
}
