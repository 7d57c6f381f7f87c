//! Forms being filled.

use crate::Face;
use crate::acts::Recorded;
use crate::asks::{Nothing, asks};
use crate::call::Call;
use doorstep_core::Problem;
use doorstep_core::drafts::{self, Beginning, Changed, Draft, LeftOver, Preview, View};
use doorstep_core::schema::form::Language;
use doorstep_core::schema::form::filling::{Offered, State};
use doorstep_core::schema::id::{FactId, FollowUpId, GuardianId, StudentId, WorkerId};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;

asks! {
    /// What a draft is about.
    AskBegin {
        /// The form.
        form: String,
        /// The student; none for a venue report.
        student: Option<StudentId>,
        /// The follow-up that a visit or a contact works on.
        follow_up: Option<FollowUpId>,
        /// The guardian who is contacted.
        guardian: Option<GuardianId>,
        /// The reminder that a contact carries out.
        reminder: Option<FactId>,
        /// The colleagues who come along on a visit.
        companions: Option<Vec<WorkerId>>,
        /// The language in which the form is shown; none for its own.
        language: Option<Language>,
    }
    /// A draft.
    AskDraft {
        /// The draft.
        draft: FactId,
    }
    /// A draft in a language.
    AskView {
        /// The draft.
        draft: FactId,
        /// The language: one of the form's, or a tag such as `zh-Hans`.
        language: Language,
    }
    /// A place in a draft, in a language.
    AskAt {
        /// The draft.
        draft: FactId,
        /// The path of the node.
        path: String,
        /// The language: one of the form's, or a tag such as `zh-Hans`.
        language: Language,
    }
    /// A place in a draft.
    AskPath {
        /// The draft.
        draft: FactId,
        /// The path of the node.
        path: String,
    }
    /// An answer.
    AskAnswer {
        /// The draft.
        draft: FactId,
        /// The path of the question.
        path: String,
        /// The answer; null takes it back.
        value: Value,
        /// The language in which everything that is shown afterwards is wanted; none when it is not.
        language: Option<Language>,
    }
    /// A repeat to add to.
    AskAdd {
        /// The draft.
        draft: FactId,
        /// The path of the repeat.
        path: String,
        /// The language in which everything that is shown afterwards is wanted; none when it is not.
        language: Option<Language>,
    }
    /// An instance of a repeat.
    AskRemove {
        /// The draft.
        draft: FactId,
        /// The path of the repeat.
        path: String,
        /// The instance, counted from 1.
        index: usize,
        /// The language in which everything that is shown afterwards is wanted; none when it is not.
        language: Option<Language>,
    }
    /// Who came along.
    AskAccompany {
        /// The draft.
        draft: FactId,
        /// The colleagues.
        companions: Vec<WorkerId>,
    }
    /// Why a draft is not needed.
    AskDiscard {
        /// The draft.
        draft: FactId,
        /// Why.
        reason: String,
    }
    /// Another edition.
    AskMigrate {
        /// The draft.
        draft: FactId,
        /// The edition.
        edition: u32,
        /// Paths of this edition by those of the draft's, without instance numbers.
        renames: Option<BTreeMap<String, String>>,
    }
}

/// A draft that was begun.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Begun {
    /// Its id.
    draft: FactId,
}

/// A step that was taken.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Stepped {
    /// What it changed.
    changed: Changed,
    /// Everything that is shown now, when a language was given.
    view: Option<View>,
}

pub(crate) fn list(face: &mut Face, _: &mut Call, _: Nothing) -> Result<Vec<Draft>, Problem> {
    drafts::list(&face.store)
}

pub(crate) fn resume(face: &mut Face, _: &mut Call, ask: AskDraft) -> Result<Draft, Problem> {
    drafts::resume(&face.store, ask.draft)
}

pub(crate) fn begin(face: &mut Face, call: &mut Call, ask: AskBegin) -> Result<Begun, Problem> {
    let AskBegin { form, student, follow_up, guardian, reminder, companions, language } = ask;
    let beginning = Beginning {
        form,
        student,
        follow_up,
        guardian,
        reminder,
        companions: companions.unwrap_or_default(),
        language,
    };
    Ok(Begun { draft: drafts::begin(&mut face.store, &call.entry(), &beginning)? })
}

pub(crate) fn view(face: &mut Face, _: &mut Call, ask: AskView) -> Result<View, Problem> {
    drafts::view(&mut face.store, ask.draft, &ask.language)
}

pub(crate) fn state(face: &mut Face, _: &mut Call, ask: AskAt) -> Result<State, Problem> {
    drafts::state(&face.store, ask.draft, &ask.path, &ask.language)
}

pub(crate) fn choices(face: &mut Face, _: &mut Call, ask: AskAt) -> Result<Vec<Offered>, Problem> {
    drafts::choices(&face.store, ask.draft, &ask.path, &ask.language)
}

pub(crate) fn answer(face: &mut Face, call: &mut Call, ask: AskAnswer) -> Result<Stepped, Problem> {
    let AskAnswer { draft, path, value, language } = ask;
    let changed = drafts::answer(&mut face.store, &call.entry(), draft, &path, &value)?;
    stepped(face, draft, changed, language)
}

pub(crate) fn add(face: &mut Face, call: &mut Call, ask: AskAdd) -> Result<Stepped, Problem> {
    let AskAdd { draft, path, language } = ask;
    let changed = drafts::add(&mut face.store, &call.entry(), draft, &path)?;
    stepped(face, draft, changed, language)
}

pub(crate) fn remove(face: &mut Face, call: &mut Call, ask: AskRemove) -> Result<Stepped, Problem> {
    let AskRemove { draft, path, index, language } = ask;
    let changed = drafts::remove(&mut face.store, &call.entry(), draft, &path, index)?;
    stepped(face, draft, changed, language)
}

fn stepped(
    face: &mut Face,
    draft: FactId,
    changed: Changed,
    language: Option<Language>,
) -> Result<Stepped, Problem> {
    let view = language.map(|language| drafts::view(&mut face.store, draft, &language));
    Ok(Stepped { changed, view: view.transpose()? })
}

pub(crate) fn go_to(face: &mut Face, _: &mut Call, ask: AskPath) -> Result<(), Problem> {
    drafts::go_to(&mut face.store, ask.draft, &ask.path)
}

pub(crate) fn accompany(face: &mut Face, _: &mut Call, ask: AskAccompany) -> Result<(), Problem> {
    drafts::accompany(&mut face.store, ask.draft, ask.companions)
}

pub(crate) fn preview(face: &mut Face, call: &mut Call, ask: AskDraft) -> Result<Preview, Problem> {
    drafts::preview(&face.store, &call.entry(), ask.draft)
}

pub(crate) fn finish(face: &mut Face, call: &mut Call, ask: AskDraft) -> Result<Recorded, Problem> {
    Ok(Recorded { id: drafts::finish(&mut face.store, &call.entry(), ask.draft)? })
}

pub(crate) fn discard(
    face: &mut Face,
    call: &mut Call,
    ask: AskDiscard,
) -> Result<Recorded, Problem> {
    let id = drafts::discard(&mut face.store, &call.entry(), ask.draft, &ask.reason)?;
    Ok(Recorded { id })
}

pub(crate) fn newer(
    face: &mut Face,
    call: &mut Call,
    ask: AskDraft,
) -> Result<Option<u32>, Problem> {
    drafts::newer(&face.store, ask.draft, call.now)
}

pub(crate) fn migrate(
    face: &mut Face,
    call: &mut Call,
    ask: AskMigrate,
) -> Result<Vec<LeftOver>, Problem> {
    drafts::migrate(
        &mut face.store,
        &call.entry(),
        ask.draft,
        ask.edition,
        &ask.renames.unwrap_or_default(),
    )
}

pub(crate) fn let_go(face: &mut Face, _: &mut Call, ask: AskPath) -> Result<(), Problem> {
    drafts::let_go(&mut face.store, ask.draft, &ask.path)
}
