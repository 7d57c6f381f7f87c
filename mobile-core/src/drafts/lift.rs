//! From a filling to the acts that finishing it does: the fact itself, then a referral for each department that the
//! fact alone does not tell.

use super::open::{Open, refused_fact};
use super::pictures::named;
use crate::acts::{draw_up, find_student};
use crate::photos::{Kept, sort_out};
use crate::store::{Session, Store, StudentKey};
use crate::{Entry, Problem};
use doorstep_schema::fact::{Act, ReferralSent};
use doorstep_schema::form::filling::{fact, keep_left_over};
use doorstep_schema::moment::Moment;
use doorstep_schema::people::{Department, Role, Student};
use doorstep_schema::state::{Named, StudentState, evaluate};
use doorstep_schema::wire::v1;

/// One act that finishing does.
pub(super) struct Planned {
    pub(super) entry: Entry,
    pub(super) at: Moment,
    pub(super) act: Act,
}

/// What finishing a draft does.
pub(super) struct Plan {
    pub(super) acts: Vec<Planned>,
    /// The photos that are recorded after them.
    pub(super) photos: Kept,
    /// The student's state before and after it, when it is about one.
    pub(super) states: Option<(StudentState, StudentState)>,
}

/// Says what finishing a draft does, without storing anything.
pub(super) fn plan(
    store: &Store,
    session: &Session,
    entry: &Entry,
    open: &Open,
) -> Result<Plan, Problem> {
    let Open { row, filling } = open;
    let rules = store.rules()?;
    let lifted = fact::to_act(filling, row.edition, &rules.calendar);
    let lifted = lifted.map_err(|fault| refused_fact(&fault))?;
    let mut act = lifted.fact;
    complete(store, open, &mut act)?;
    let at = lifted.happened_at.unwrap_or(row.begun_at);
    let mut acts = vec![Planned { entry: *entry, at, act }];
    let named = named(filling);
    let Some(student) = row.student else {
        let photos = sort_out(store, row.key, &named, None)?;
        return Ok(Plan { acts, photos, states: None });
    };
    let (key, student) = find_student(store, student)?;
    let case = Case { store, session, key, student, now: entry.now };
    let before = case.with(&[])?;
    let mut after = case.with(&acts)?;
    let further = referrals(&case, &acts[0], &lifted.referral, &after, open)?;
    if !further.is_empty() {
        acts.extend(further);
        after = case.with(&acts)?;
    }
    let photos = sort_out(store, row.key, &named, Some(&before))?;
    Ok(Plan { acts, photos, states: Some((before, after)) })
}

/// Adds what only the draft knows: what the act works on, whom it is with, and what is left over.
fn complete(store: &Store, open: &Open, act: &mut Act) -> Result<(), Problem> {
    let row = &open.row;
    let left = store.left_over(row.key)?;
    match act {
        Act::Visit(visit) => {
            visit.follow_up = row.follow_up;
            visit.accompanied_by.clone_from(&row.companions);
            for companion in &row.companions {
                let worker = store.worker(*companion)?;
                visit.with_committee |= worker.is_some_and(|w| w.role == Role::Committee);
            }
        }
        Act::GuardianContact(contact) => {
            contact.follow_up = row.follow_up;
            contact.guardian = row.guardian;
            contact.reminder = row.reminder;
        }
        _ => {}
    }
    keep_left_over(act, left);
    Ok(())
}

/// A student with what the phone knows, to be evaluated with acts that are not stored.
struct Case<'a> {
    store: &'a Store,
    session: &'a Session,
    key: StudentKey,
    student: Student,
    now: Moment,
}

impl Case<'_> {
    fn with(&self, acts: &[Planned]) -> Result<StudentState, Problem> {
        let mut facts = self.store.counting_facts(self.key)?;
        for Planned { entry, at, act } in acts {
            let about = Some(&self.student);
            let fact = draw_up(self.store, self.session, entry, about, *at, act.clone())?;
            facts.push(v1::Fact::from(&fact));
        }
        let rules = self.store.rules()?;
        Ok(evaluate(&self.student, &facts, &rules.rules(), self.now))
    }
}

/// Plans the referrals that the answers ask for and that the fact alone does not tell.
fn referrals(
    case: &Case<'_>,
    main: &Planned,
    departments: &[Department],
    after: &StudentState,
    open: &Open,
) -> Result<Vec<Planned>, Problem> {
    let form = open.filling.compiled().form();
    let title = form.title.best(&form.own_language()).unwrap_or(&form.id);
    let named = Named { fact: main.entry.id(), act: &main.act, departments, title };
    let sent = named.still_to_send(&case.store.rules()?.policy, after);
    let plan = |(nth, sent): (u8, ReferralSent)| Planned {
        entry: main.entry.further(nth),
        at: main.at,
        act: Act::ReferralSent(sent),
    };
    Ok((1..=u8::MAX).zip(sent).map(plan).collect())
}
