//! Taking what is new, page by page.

use super::Report;
use super::call::Call;
use super::reply::{Answer, Understood};
use super::upload;
use crate::Problem;
use crate::project::reevaluate;
use crate::store::{Key, Session, Store, StudentKey, SyncState};
use doorstep_schema::hlc::Hlc;
use doorstep_schema::moment::Moment;
use doorstep_schema::wire::v1;
use std::collections::BTreeSet;

/// The most entries of a page, and the least on a bad network.
const MAX_LIMIT: u32 = 1000;
const MIN_LIMIT: u32 = 50;

pub(super) fn call(store: &Store, session: &Session) -> Result<(v1::Cursor, Call), Problem> {
    let cursor: v1::Cursor = store.meta(Key::Cursor)?.unwrap_or_default();
    let limit = store.meta::<u32>(Key::PullLimit)?.unwrap_or(MAX_LIMIT).clamp(MIN_LIMIT, MAX_LIMIT);
    // The server's own limit is the largest; asking for it costs bytes.
    let asked = if limit == MAX_LIMIT { String::new() } else { format!("&limit={limit}") };
    Ok((cursor, Call::get(format!("/v1/pull?after={cursor}{asked}"), session)))
}

/// Applies a page; one from before the cursor is of another call and counts as lost.
pub(super) fn take(
    store: &Store,
    after: v1::Cursor,
    answer: &Answer,
    report: &mut Report,
    pulled: &mut bool,
    now: Moment,
) -> Result<Understood, Problem> {
    if matches!(answer, Answer::Empty) {
        *pulled = true;
        return Ok(Understood::Yes);
    }
    let Some(page) = answer.value::<v1::Page>() else { return Ok(Understood::Lost) };
    if !page.is_whole() || page.cursor < after || (page.cursor == after && page.more) {
        return Ok(Understood::Lost);
    }
    reference(store, &page)?;
    let changed = students_and_facts(store, &page, report, now)?;
    for id in &page.removed {
        if !page.students.iter().any(|s| s.id == *id) {
            store.let_go(*id)?;
        }
    }
    page.files.iter().try_for_each(|note| upload::note(store, note))?;
    changed.into_iter().try_for_each(|key| reevaluate(store, key, now))?;
    store.set_meta(Key::Cursor, &page.cursor)?;
    store.set_meta(Key::ClockOffset, &(page.now.ms() - now.ms()))?;
    let limit = store.meta::<u32>(Key::PullLimit)?.unwrap_or(MAX_LIMIT);
    store.set_meta(Key::PullLimit, &limit.saturating_mul(2).min(MAX_LIMIT))?;
    *pulled = !page.more;
    Ok(Understood::Yes)
}

/// Half a page next time: the network may not carry a whole one.
pub(super) fn shrink(store: &Store) -> Result<(), Problem> {
    let limit = store.meta::<u32>(Key::PullLimit)?.unwrap_or(MAX_LIMIT);
    Ok(store.set_meta(Key::PullLimit, &(limit / 2).max(MIN_LIMIT))?)
}

fn reference(store: &Store, page: &v1::Page) -> Result<(), Problem> {
    page.regions.iter().try_for_each(|r| store.put_region(r))?;
    page.schools.iter().try_for_each(|s| store.put_school(s))?;
    page.classes.iter().try_for_each(|c| store.put_class(c))?;
    page.workers.iter().try_for_each(|w| store.put_worker(w))?;
    page.forms.iter().try_for_each(|f| store.put_form(f))?;
    // A policy that cannot be used is not taken: the one before holds.
    if let Some(policy) = page.policy.as_ref().filter(|p| p.check().is_empty()) {
        store.put_policy(policy)?;
    }
    if let Some(calendar) = page.calendar.as_ref().filter(|c| c.check().is_empty()) {
        store.put_calendar(calendar)?;
    }
    if let (Some(scope), Some(session)) = (&page.scope, store.session()?) {
        store.set_meta(Key::Session, &Session { scope: scope.clone(), ..session })?;
    }
    if page.policy.is_some() || page.calendar.is_some() || page.scope.is_some() {
        store.spoil_heads()?;
    }
    Ok(())
}

/// Puts students and facts; returns whose heads no longer hold.
fn students_and_facts(
    store: &Store,
    page: &v1::Page,
    report: &mut Report,
    now: Moment,
) -> Result<BTreeSet<StudentKey>, Problem> {
    let mut changed = BTreeSet::new();
    for student in &page.students {
        changed.insert(store.put_student(student)?);
        report.students += 1;
    }
    let mut hlc = store.meta::<Hlc>(Key::Hlc)?.unwrap_or_default();
    for fact in &page.facts {
        hlc = hlc.witness(fact.hlc, now);
        let Some(known) = store.find_fact(fact.id)? else {
            store.add_fact(fact, false, SyncState::Accepted)?;
            report.facts += 1;
            changed.extend(fact.student.map(|s| store.student_key(s)).transpose()?);
            continue;
        };
        // Our own fact comes back: the receipt may have been lost, the fact was not.
        if known.state != SyncState::Accepted && known.fact == *fact {
            store.set_fact_state(known.key, SyncState::Accepted, None)?;
            changed.extend(known.student);
        }
    }
    store.set_meta(Key::Hlc, &hlc)?;
    Ok(changed)
}
