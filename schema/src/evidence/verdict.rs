//! The verdict on a photo: a plain list of points that passed, are doubtful, or are still open. Never an accusation.

use super::near::{NearBy, near};
use super::{EvidencePolicy, Link, Record};
use crate::digest::Digest;
use crate::fact::Look;
use crate::id::{DeviceId, FactId};
use crate::moment::Moment;
use crate::people::words;
use crate::place::Place;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

words! {
    /// What a point is about.
    Topic {
        /// Whether the file is here and is the one that was recorded.
        File = "file",
        /// Whether the device's signature holds.
        Seal = "seal",
        /// Whether the device's records follow each other without a gap.
        Chain = "chain",
        /// Whether it was taken during the visit.
        Time = "time",
        /// Where it was taken.
        Place = "place",
        /// Whether the device's clock can be believed.
        Clock = "clock",
        /// Whether the same picture was used before.
        Original = "original",
    }
}

words! {
    /// What was found on a point.
    Finding {
        /// It is as it should be.
        Passed = "passed",
        /// A person should look at it.
        Doubtful = "doubtful",
        /// It is not known yet.
        Open = "open",
    }
}

/// One point of a verdict.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Point {
    /// What it is about.
    pub topic: Topic,
    /// What was found.
    pub finding: Finding,
    /// What exactly, for programs and message files: `at_home`, `signature_wrong`, …
    pub code: String,
    /// The numbers and ids that belong to it.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub with: Map<String, Value>,
}

/// The verdict: one point a topic, in the topics' order.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Verdict {
    /// The points.
    pub points: Vec<Point>,
}

impl Verdict {
    /// Returns how many points are doubtful.
    #[must_use]
    pub fn doubts(&self) -> usize {
        self.points.iter().filter(|point| point.finding == Finding::Doubtful).count()
    }
}

words! {
    /// Where a photo's or thumbnail's file stands.
    FileState {
        /// It has not arrived yet.
        Awaited = "awaited",
        /// It is stored, and its bytes have the recorded hash.
        Whole = "whole",
        /// It was stored, and is missing or damaged now; the phone is asked for it again.
        Missing = "missing",
        /// It was deleted as policy or a person asked for.
        Deleted = "deleted",
    }
}

/// The device's record before this one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Before {
    /// There is none, as this is the first.
    First,
    /// It is known; this is the hash of its link.
    Known(Digest),
    /// It is not known here yet.
    Unknown,
}

/// The visit or other fact that the photo belongs to.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Around {
    /// When it happened, as the author claims.
    pub happened_at: Moment,
    /// When it was entered, by the device's clock.
    pub entered_at: Moment,
    /// The device on which it was entered.
    pub device: DeviceId,
}

/// An earlier photo that is the same picture or nearly so.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Alike {
    /// Its record.
    pub id: FactId,
    /// Whether the files are the same to the byte.
    pub same: bool,
    /// Its look.
    pub look: Option<Look>,
}

/// What is known about a photo and what surrounds it.
#[derive(Clone, PartialEq, Debug)]
pub struct Known {
    /// The device's public key, when it enrolled with one.
    pub key: Option<[u8; 32]>,
    /// Where the photo's file stands.
    pub file: FileState,
    /// The device's record before.
    pub before: Before,
    /// Another record of the device with the same number, when there is one.
    pub twin: Option<FactId>,
    /// What it belongs to, when that is known.
    pub around: Option<Around>,
    /// The student's home.
    pub home: Option<Place>,
    /// Known places of the student's village: homes and schools.
    pub village: Vec<Place>,
    /// When the server received the record, by its own clock.
    pub arrived_at: Moment,
    /// Earlier photos that are alike.
    pub alike: Vec<Alike>,
}

/// Judges a photo by what is known.
#[must_use]
pub fn judge(record: &Record, known: &Known, policy: &EvidencePolicy) -> Verdict {
    let points = vec![
        file(known.file),
        sealed(record, known),
        chain(record, known),
        time(record, known, policy),
        place(record, known, policy),
        clock(record, known, policy),
        original(record, known, policy),
    ];
    Verdict { points }
}

fn point(topic: Topic, finding: Finding, code: &str, with: Value) -> Point {
    let with = if let Value::Object(map) = with { map } else { Map::new() };
    Point { topic, finding, code: code.to_owned(), with }
}

fn file(state: FileState) -> Point {
    let finding = match state {
        FileState::Whole => Finding::Passed,
        FileState::Missing => Finding::Doubtful,
        FileState::Awaited | FileState::Deleted => Finding::Open,
    };
    point(Topic::File, finding, state.as_str(), Value::Null)
}

fn sealed(record: &Record, known: &Known) -> Point {
    let say = |finding, code| point(Topic::Seal, finding, code, Value::Null);
    let Some((seal, link)) = record.photo.seal.as_ref().zip(Link::of(record)) else {
        return say(Finding::Doubtful, "not_sealed");
    };
    match known.key {
        None => say(Finding::Doubtful, "no_key"),
        Some(key) if link.verify(&seal.signature, &key).is_ok() => say(Finding::Passed, "signed"),
        Some(_) => say(Finding::Doubtful, "signature_wrong"),
    }
}

fn chain(record: &Record, known: &Known) -> Point {
    let Some(seal) = &record.photo.seal else {
        return point(Topic::Chain, Finding::Doubtful, "not_sealed", Value::Null);
    };
    let say = |finding, code| point(Topic::Chain, finding, code, json!({ "number": seal.number }));
    if let Some(twin) = known.twin {
        let with = json!({ "number": seal.number, "other": twin });
        return point(Topic::Chain, Finding::Doubtful, "number_used_twice", with);
    }
    match (seal.previous, known.before) {
        (None, Before::First) => say(Finding::Passed, "first"),
        (Some(named), Before::Known(hash)) if named == hash => say(Finding::Passed, "follows"),
        (_, Before::Unknown) => say(Finding::Open, "before_awaited"),
        _ => say(Finding::Doubtful, "broken"),
    }
}

/// Returns when the photo was taken by the device's clock: what the picture says, else when the app took it in.
fn taken_at(record: &Record) -> Option<Moment> {
    record.photo.capture.map(|capture| capture.captured_at.unwrap_or(capture.received_at))
}

const MINUTE_MS: i64 = 60_000;

fn time(record: &Record, known: &Known, policy: &EvidencePolicy) -> Point {
    let say = |finding, code, with| point(Topic::Time, finding, code, with);
    let Some(taken) = taken_at(record) else {
        return say(Finding::Open, "time_unknown", Value::Null);
    };
    let Some(around) = known.around else {
        return say(Finding::Open, "visit_awaited", Value::Null);
    };
    let first = around.happened_at.plus_minutes(-i64::from(policy.before_minutes));
    let last = around.entered_at.max(around.happened_at);
    let last = last.plus_minutes(i64::from(policy.after_minutes));
    if taken < first {
        let minutes = (around.happened_at.ms() - taken.ms()) / MINUTE_MS;
        say(Finding::Doubtful, "before_the_visit", json!({ "minutes": minutes }))
    } else if taken > last {
        let end = around.entered_at.max(around.happened_at);
        let minutes = (taken.ms() - end.ms()) / MINUTE_MS;
        say(Finding::Doubtful, "after_the_visit", json!({ "minutes": minutes }))
    } else {
        say(Finding::Passed, "during_the_visit", Value::Null)
    }
}

fn place(record: &Record, known: &Known, policy: &EvidencePolicy) -> Point {
    let say = |finding, code, with| point(Topic::Place, finding, code, with);
    let capture = record.photo.capture;
    if capture.is_some_and(|capture| capture.mock) {
        return say(Finding::Doubtful, "invented_position", Value::Null);
    }
    let Some(taken) = capture.and_then(|capture| capture.place) else {
        return say(Finding::Open, "place_unknown", Value::Null);
    };
    if record.student.is_none() {
        return say(Finding::Passed, "place_noted", Value::Null);
    }
    match near(&taken, known.home.as_ref(), &known.village, policy.home_m, policy.village_m) {
        NearBy::Home(m) => say(Finding::Passed, "at_home", json!({ "metres": m })),
        NearBy::Village(m) => say(Finding::Passed, "in_the_village", json!({ "metres": m })),
        NearBy::Elsewhere(m) => say(Finding::Doubtful, "elsewhere", json!({ "metres": m })),
        NearBy::Unknown => say(Finding::Open, "home_unknown", Value::Null),
    }
}

fn clock(record: &Record, known: &Known, policy: &EvidencePolicy) -> Point {
    let say = |finding, code, with| point(Topic::Clock, finding, code, with);
    let Some(capture) = record.photo.capture else {
        return say(Finding::Open, "clock_unknown", Value::Null);
    };
    let slack = i64::from(policy.clock_minutes) * MINUTE_MS;
    let offset = capture.clock_offset_ms.unwrap_or(0);
    let by_server = capture.received_at.ms().saturating_add(offset);
    let ahead = by_server.saturating_sub(known.arrived_at.ms());
    if ahead > slack {
        let minutes = ahead / MINUTE_MS;
        return say(Finding::Doubtful, "after_its_arrival", json!({ "minutes": minutes }));
    }
    if let Some(captured) = capture.captured_at {
        let apart = capture.received_at.ms().saturating_sub(captured.ms());
        if apart.abs() > slack {
            let with = json!({ "minutes": apart / MINUTE_MS });
            return say(Finding::Doubtful, "picture_tells_another_time", with);
        }
    }
    match capture.clock_offset_ms {
        None => say(Finding::Open, "clock_never_compared", Value::Null),
        Some(offset) if offset.abs() > slack => {
            say(Finding::Doubtful, "clock_wrong", json!({ "minutes": offset / MINUTE_MS }))
        }
        Some(offset) => say(Finding::Passed, "clock_right", json!({ "seconds": offset / 1_000 })),
    }
}

fn original(record: &Record, known: &Known, policy: &EvidencePolicy) -> Point {
    let say = |finding, code, with| point(Topic::Original, finding, code, with);
    if let Some(same) = known.alike.iter().find(|alike| alike.same) {
        return say(Finding::Doubtful, "used_before", json!({ "other": same.id }));
    }
    let Some(look) = record.photo.look else {
        return say(Finding::Open, "look_unknown", Value::Null);
    };
    let distances =
        known.alike.iter().filter_map(|alike| Some((alike.look?.distance(look), alike.id)));
    match distances.min() {
        Some((bits, other)) if bits <= u32::from(policy.alike_bits) => {
            say(Finding::Doubtful, "nearly_used_before", json!({ "other": other, "bits": bits }))
        }
        _ => say(Finding::Passed, "not_used_before", Value::Null),
    }
}
