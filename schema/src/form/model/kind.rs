//! What a question asks for.

use super::Choices;
use crate::people::words;
use serde::{Deserialize, Serialize};

/// What a question asks for.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "QuestionKind"))]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A text.
    #[default]
    Text,
    /// A whole number.
    Integer,
    /// A decimal number.
    Decimal,
    /// A whole or decimal number within `start`, `end` and `step` of the parameters.
    Range,
    /// A calendar day.
    Date,
    /// A time of day.
    Time,
    /// A day and a time.
    DateTime,
    /// One choice.
    SelectOne {
        /// Where the choices come from.
        choices: Choices,
        /// Whether the person may give another answer in words (`or_other`).
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        other: bool,
    },
    /// Any number of choices.
    SelectMany {
        /// Where the choices come from.
        choices: Choices,
        /// Whether the person may give another answer in words (`or_other`).
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        other: bool,
    },
    /// Choices put in order.
    Rank {
        /// Where the choices come from.
        choices: Choices,
    },
    /// A place: latitude, longitude, altitude in metres, accuracy in metres.
    Point,
    /// A line of places.
    Trace,
    /// A closed line of places.
    Shape,
    /// A photo.
    Photo,
    /// A signature, drawn.
    Signature,
    /// A file.
    File,
    /// A sound recording.
    Audio,
    /// A film.
    Video,
    /// A barcode's text.
    Barcode,
    /// A text that is shown, with nothing to answer.
    Note,
    /// A confirmation: `OK` or empty.
    Acknowledge,
    /// A value that is computed and not shown.
    Calculate,
    /// A value that is neither computed nor shown.
    Hidden,
    /// Something that the phone knows.
    Meta(Meta),
}

words! {
    /// Something that the phone knows about a filling.
    Meta {
        /// When the form was begun.
        Start = "start",
        /// When the form was finished.
        End = "end",
        /// The day on which the form was begun.
        Today = "today",
        /// The phone.
        DeviceId = "deviceid",
        /// The worker's sign-in name.
        Username = "username",
        /// The worker's telephone number.
        PhoneNumber = "phonenumber",
        /// The worker's mail address.
        Email = "email",
    }
}
