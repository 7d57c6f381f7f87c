//! What the screens show.

use crate::Face;
use crate::asks::{Nothing, asks};
use crate::call::Call;
use doorstep_core::Problem;
use doorstep_core::forms::{self, OfferedForm};
use doorstep_core::schema::form::Language;
use doorstep_core::schema::id::{ClassId, FactId, GuardianId, StudentId};
use doorstep_core::schema::message::Purpose;
use doorstep_core::schema::people::Worker;
use doorstep_core::schema::place::Place;
use doorstep_core::schema::state::Owner;
use doorstep_core::views::{
    self, Attention, ClassDay, ClassRow, Found, GuardianMessage, MessageAsk, Notification, Only,
    OwnerCount, Patrol, QueueWork, Records, ReminderRow, SketchMap, StudentScreen, Today, Village,
    Work,
};
use jiff::civil::Date;

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
        /// Which of them; everyone when it is not said.
        only: Option<Only>,
    }
    /// A student.
    AskStudent {
        /// The student.
        id: StudentId,
    }
    /// A class on a day.
    AskClassDay {
        /// The class.
        class: ClassId,
        /// The day.
        #[cfg_attr(test, ts(as = "doorstep_core::schema::ts::Day"))]
        day: Date,
    }
    /// A page of records.
    AskRecords {
        /// The `next` of the page before; none for the newest.
        before: Option<i64>,
        /// The most that are answered.
        limit: u32,
    }
    /// What a message is about.
    AskMessage {
        /// The student.
        student: StudentId,
        /// What it is for; without one it is the reminder's own words.
        purpose: Option<Purpose>,
        /// The reminder that it carries out.
        reminder: Option<FactId>,
        /// The guardian; the reminder's, or the one who cares for the child, when it is not said.
        guardian: Option<GuardianId>,
        /// The day that it is about; what follows from the record when it is not said.
        #[cfg_attr(test, ts(as = "Option<doorstep_core::schema::ts::Day>"))]
        day: Option<Date>,
        /// The language as a tag such as `zh-Hans`.
        language: String,
    }
    /// A language.
    AskForms {
        /// In which titles are shown.
        language: Language,
    }
}

pub(crate) fn today(face: &mut Face, call: &mut Call, ask: AskToday) -> Result<Today, Problem> {
    views::today(&face.store, ask.from, call.now)
}

pub(crate) fn homes(face: &mut Face, call: &mut Call, ask: AskToday) -> Result<SketchMap, Problem> {
    views::homes(&face.store, ask.from, call.now)
}

pub(crate) fn queue_counts(
    face: &mut Face,
    call: &mut Call,
    _: Nothing,
) -> Result<Vec<OwnerCount>, Problem> {
    views::queue_counts(&face.store, call.now)
}

pub(crate) fn colleagues(
    face: &mut Face,
    _: &mut Call,
    _: Nothing,
) -> Result<Vec<Worker>, Problem> {
    views::colleagues(&face.store)
}

pub(crate) fn classes(
    face: &mut Face,
    call: &mut Call,
    _: Nothing,
) -> Result<Vec<ClassRow>, Problem> {
    views::classes(&face.store, call.now)
}

pub(crate) fn class_day(
    face: &mut Face,
    call: &mut Call,
    ask: AskClassDay,
) -> Result<ClassDay, Problem> {
    views::class_day(&face.store, ask.class, ask.day, call.now)
}

pub(crate) fn reminders(
    face: &mut Face,
    call: &mut Call,
    _: Nothing,
) -> Result<Vec<ReminderRow>, Problem> {
    views::reminders(&face.store, call.now)
}

pub(crate) fn promises(face: &mut Face, call: &mut Call, _: Nothing) -> Result<Vec<Work>, Problem> {
    views::promises(&face.store, call.now)
}

pub(crate) fn records(face: &mut Face, _: &mut Call, ask: AskRecords) -> Result<Records, Problem> {
    views::records(&face.store, ask.before, ask.limit)
}

pub(crate) fn patrol(face: &mut Face, call: &mut Call, _: Nothing) -> Result<Patrol, Problem> {
    views::patrol(&face.store, call.now)
}

pub(crate) fn message(
    face: &mut Face,
    call: &mut Call,
    ask: AskMessage,
) -> Result<GuardianMessage, Problem> {
    let AskMessage { student, purpose, reminder, guardian, day, language } = ask;
    let ask = MessageAsk { student, purpose, reminder, guardian, day, language };
    views::guardian_message(&face.store, &ask, call.now)
}

pub(crate) fn villages(face: &mut Face, _: &mut Call, _: Nothing) -> Result<Vec<Village>, Problem> {
    views::villages(&face.store)
}

pub(crate) fn queue(
    face: &mut Face,
    call: &mut Call,
    ask: AskQueue,
) -> Result<Vec<QueueWork>, Problem> {
    views::queue_list(&face.store, ask.owner.as_ref(), call.now)
}

pub(crate) fn search(
    face: &mut Face,
    call: &mut Call,
    ask: AskSearch,
) -> Result<Vec<Found>, Problem> {
    views::search(&face.store, &ask.text, ask.limit, ask.only, call.now)
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
