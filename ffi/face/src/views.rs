//! What the screens show.

use crate::Face;
use crate::asks::{Nothing, asks};
use crate::call::Call;
use doorstep_core::forms::{self, OfferedForm};
use doorstep_core::schema::form::Language;
use doorstep_core::schema::id::StudentId;
use doorstep_core::schema::place::Place;
use doorstep_core::schema::state::Owner;
use doorstep_core::views::{self, Attention, Found, Notification, StudentScreen, Today, Work};
use doorstep_core::Problem;

asks! {
    /// Where one is.
    AskToday {
        /// The phone's position, when it has one.
        from: Option<Place>,
    }
    /// Whose queue.
    AskQueue {
        /// One owner; none for all whom the worker serves.
        owner: Option<Owner>,
    }
    /// What is looked for.
    AskSearch {
        /// A name, pinyin initials, a student number or a village; empty for everyone.
        text: String,
        /// The most that are answered.
        limit: u32,
    }
    /// A student.
    AskStudent {
        /// The student.
        id: StudentId,
    }
    /// A language.
    AskForms {
        /// In which titles are shown.
        language: Language,
    }
}

pub(crate) fn today(face: &mut Face, call: &mut Call, _ask: AskToday) -> Result<Today, Problem> {
    views::today(&face.store, call.now)
}

pub(crate) fn queue(face: &mut Face, call: &mut Call, ask: AskQueue) -> Result<Vec<Work>, Problem> {
    views::queue(&face.store, ask.owner.as_ref(), call.now)
}

pub(crate) fn search(
    face: &mut Face,
    call: &mut Call,
    ask: AskSearch,
) -> Result<Vec<Found>, Problem> {
    views::search(&face.store, &ask.text, ask.limit, call.now)
}

pub(crate) fn student(
    face: &mut Face,
    call: &mut Call,
    ask: AskStudent,
) -> Result<StudentScreen, Problem> {
    views::student(&face.store, ask.id, call.now)
}

pub(crate) fn reminder_plan(
    face: &mut Face,
    call: &mut Call,
    _: Nothing,
) -> Result<Vec<Notification>, Problem> {
    views::reminder_plan(&face.store, call.now)
}

pub(crate) fn attention(
    face: &mut Face,
    _: &mut Call,
    _: Nothing,
) -> Result<Vec<Attention>, Problem> {
    views::attention(&face.store)
}

pub(crate) fn forms(
    face: &mut Face,
    call: &mut Call,
    ask: AskForms,
) -> Result<Vec<OfferedForm>, Problem> {
    forms::offered(&face.store, &ask.language, call.now)
}
