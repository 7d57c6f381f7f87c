//! Finishes a draft as facts, shows beforehand what that will open, or discards it.

use super::lift::{Plan, plan};
use super::open::{Open, clock, language, look, of, row};
use crate::acts::{record_leaving, signed_in};
use crate::photos::keep;
use crate::store::Store;
use crate::{Code, Entry, Problem};
use doorstep_schema::fact::{Act, DraftDiscarded};
use doorstep_schema::form::filling;
use doorstep_schema::id::FactId;
use doorstep_schema::moment::Moment;
use doorstep_schema::state::{FollowUp, Promise, Referral, StudentState};
use serde::Serialize;

/// What finishing a draft will do to the student's case.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Preview {
    /// What keeps it from being finished yet, in the draft's language.
    pub problems: Vec<filling::Problem>,
    /// When what it tells of happened: as the form says, else when it was begun.
    pub happened_at: Moment,
    /// The kinds of the facts that it becomes, the one it is about first; those of photos apart.
    pub facts: Vec<String>,
    /// How many photos are recorded with it.
    pub photos: usize,
    /// How many photos are deleted instead, as a guardian refuses them meanwhile.
    pub photos_left_out: usize,
    /// The follow-ups that it will open.
    pub opens: Vec<FollowUp>,
    /// The follow-ups that it will settle, as they stand now.
    pub settles: Vec<FollowUp>,
    /// The referrals that it will send.
    pub refers: Vec<Referral>,
    /// The promises that it will note.
    pub promises: Vec<Promise>,
}

/// Says what finishing a draft with this entry will do; nothing is stored.
///
/// # Errors
/// `unknown_draft`; `bad_answer` when what is answered so far makes no fact.
pub fn preview(store: &Store, entry: &Entry, draft: FactId) -> Result<Preview, Problem> {
    let session = signed_in(store)?;
    look(store, draft, |open| {
        let Plan { acts, photos, states } = plan(store, &session, entry, open)?;
        let mut preview = Preview {
            problems: problems(open),
            happened_at: acts.first().map_or(open.row.begun_at, |planned| planned.at),
            facts: acts.iter().map(|planned| planned.act.kind().to_owned()).collect(),
            photos: photos.photos.len(),
            photos_left_out: photos.left_out,
            ..Preview::default()
        };
        if let Some((before, after)) = states {
            preview.opens = opened(&before, &after);
            preview.settles = opened(&after, &before);
            let known = |r: &Referral| before.referrals.iter().any(|known| known.id == r.id);
            let made = |p: &Promise| before.promises.iter().any(|known| known.id == p.id);
            preview.promises = after.promises.iter().filter(|p| !made(p)).cloned().collect();
            preview.refers = after.referrals.into_iter().filter(|r| !known(r)).collect();
        }
        Ok(preview)
    })
}

/// Returns the follow-ups that are open in one state and not in the other.
fn opened(before: &StudentState, after: &StudentState) -> Vec<FollowUp> {
    let all = |state: &StudentState| -> Vec<FollowUp> {
        let all = state.cases.iter().flat_map(|case| &case.follow_ups);
        all.filter(|follow_up| follow_up.state.is_open()).cloned().collect()
    };
    let known = all(before);
    all(after).into_iter().filter(|new| known.iter().all(|old| old.id != new.id)).collect()
}

fn problems(open: &Open) -> Vec<filling::Problem> {
    open.filling.problems(&language(open.filling.compiled(), &open.row.language))
}

/// Finishes a draft: it becomes the fact that its form is about, with the referrals that its answers ask for and a
/// sealed record of each photo that they name; other photos are deleted. Answers are judged by the time of the last step, so that a day that was right when it was given stays right.
///
/// # Errors
/// `unknown_draft`; `unfinished` with every question that is not right; `bad_answer` when the form makes no fact of
/// its answers; else as [`crate::acts::record()`] says.
pub fn finish(store: &mut Store, entry: &Entry, draft: FactId) -> Result<FactId, Problem> {
    store.write(|store| {
        if store.has_fact(entry.id())? {
            return Ok(entry.id());
        }
        let session = signed_in(store)?;
        let mut open = of(store, row(store, draft)?)?;
        let questions = problems(&open);
        if let Some(first) = questions.first().map(|question| question.path.clone()) {
            return Err(Problem { questions, ..Problem::at(Code::Unfinished, &first) });
        }
        open.filling.close(clock(store, entry.now)?);
        let Plan { acts, photos, .. } = plan(store, &session, entry, &open)?;
        let count = acts.len();
        for planned in acts {
            record_leaving(store, &planned.entry, open.row.student, planned.at, planned.act)?;
        }
        keep(store, entry, count, open.row.student, &photos)?;
        store.delete_draft(&open.row)?;
        if open.filling.compiled().reads_last_saved() {
            store.put_last_saved(&open.row.form, open.row.student, &open.filling.result())?;
        }
        Ok(entry.id())
    })
}

/// Discards a draft; that it was discarded, and why, stays in the record.
///
/// # Errors
/// `unknown_draft`; else as [`crate::acts::record()`] says.
pub fn discard(
    store: &mut Store,
    entry: &Entry,
    draft: FactId,
    reason: &str,
) -> Result<FactId, Problem> {
    store.write(|store| {
        if store.has_fact(entry.id())? {
            return Ok(entry.id());
        }
        let row = row(store, draft)?;
        let form = row.form.clone();
        let act = Act::DraftDiscarded(DraftDiscarded { form, reason: reason.to_owned() });
        let id = record_leaving(store, entry, row.student, entry.now, act)?;
        store.delete_draft(&row)?;
        drop(store.take_filling(draft));
        Ok(id)
    })
}
