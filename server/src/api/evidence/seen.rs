//! A photo as callers are told of it: the record, where its files stand, and the verdict in sentences.

use crate::acts::evidence::Judged;
use doorstep_schema::digest::Digest;
use doorstep_schema::evidence::{FileState, Point, sentence};
use doorstep_schema::id::{DeviceId, FactId, StudentId, WorkerId};
use doorstep_schema::moment::Moment;
use doorstep_schema::place::Place;
use serde::Serialize;

/// A photo.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Photo {
    id: FactId,
    /// The visit or other fact that it belongs to.
    of: FactId,
    student: Option<StudentId>,
    author: WorkerId,
    author_name: Option<String>,
    device: DeviceId,
    /// The record's number on its device.
    number: Option<u64>,
    sha256: Digest,
    bytes: u64,
    width: u32,
    height: u32,
    /// When it was taken, by the picture's own word or the device's clock.
    taken_at: Option<Moment>,
    place: Option<Place>,
    /// When the server received the record.
    arrived_at: Moment,
    /// Where the photo's file stands.
    file: FileState,
    /// Where the thumbnail's file stands; none where there is no thumbnail.
    thumb: Option<FileState>,
    /// Whether a guardian refuses photos: then the picture is shown to nobody.
    held_back: bool,
    /// The retraction that withdrew it.
    withdrawn: Option<FactId>,
    /// How many points are doubtful.
    doubts: usize,
    /// One point a topic.
    points: Vec<Told>,
    /// What supervisors say, oldest first.
    explanations: Vec<Said>,
}

/// A point with its sentence.
#[derive(Clone, Debug, Serialize)]
struct Told {
    #[serde(flatten)]
    point: Point,
    text: String,
}

/// An explanation.
#[derive(Clone, Debug, Serialize)]
struct Said {
    fact: FactId,
    author: WorkerId,
    at: Moment,
    note: String,
}

impl Photo {
    /// Tells of a photo in a language: `zh`, otherwise English.
    pub(super) fn new(judged: Judged, author_name: Option<String>, language: &str) -> Self {
        let Judged { row, record, verdict, file, thumb, held_back, withdrawn, explanations } =
            judged;
        let capture = record.photo.capture;
        let told = |point: Point| Told { text: sentence(&point, language), point };
        let said = |said: crate::acts::evidence::Explanation| Said {
            fact: said.fact,
            author: said.author,
            at: said.at,
            note: said.note,
        };
        Self {
            id: record.id,
            of: record.photo.of,
            student: record.student,
            author: record.author,
            author_name,
            device: record.device,
            number: record.photo.seal.as_ref().map(|seal| seal.number),
            sha256: record.photo.sha256,
            bytes: record.photo.bytes,
            width: record.photo.width,
            height: record.photo.height,
            taken_at: capture.map(|c| c.captured_at.unwrap_or(c.received_at)),
            place: capture.and_then(|c| c.place),
            arrived_at: Moment::from_ms(row.arrived_at),
            file,
            thumb,
            held_back,
            withdrawn,
            doubts: verdict.doubts(),
            points: verdict.points.into_iter().map(told).collect(),
            explanations: explanations.into_iter().map(said).collect(),
        }
    }

    /// Tells whether a point is doubtful that nobody has explained.
    pub(super) const fn is_unexplained(&self) -> bool {
        self.doubts > 0 && self.explanations.is_empty()
    }
}
