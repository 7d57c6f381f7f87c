//! The walk through a student's facts and the clock, in time order, that builds the cases.
//!
//! Facts and clock events (a step that opens, a promise that lapses, a watch that ends) are taken in
//! the order of their times, so the result depends on the set of facts and not on their arrival.

mod apply;
mod clock;
mod due;
mod episode;
mod openings;
mod proof;
mod referrals;
mod work;

use super::{Case, FollowUp, FollowUpState, Promise, Referral, Risk, Rules, StatusChange, Told};
use crate::id::{CaseId, FactId, FollowUpId};
use crate::moment::Moment;
use crate::people::{Concern, Standing, Status, Student};
use episode::Episode;
use jiff::civil::Date;
use proof::Proved;
pub use proof::proofs;
use std::collections::{BTreeMap, BTreeSet};

/// What the walk has built so far.
pub(super) struct Walk<'a> {
    pub(super) student: &'a Student,
    standing: Standing,
    rules: Rules<'a>,
    now: Moment,
    /// Requested changes of status, with the approvals among them.
    changes: &'a [StatusChange],
    /// The status by roster and approvals so far.
    status: Status,
    pub(super) cases: Vec<Case>,
    pub(super) promises: Vec<Promise>,
    pub(super) referrals: Vec<Referral>,
    /// Changes of status that the ladder itself makes.
    pub(super) marks: Vec<(Moment, Status)>,
    pub(super) visits: Vec<Moment>,
    pub(super) last_contact_at: Option<Moment>,
    /// Returns to class with the first day back, as told so far.
    pub(super) returns: Vec<(Moment, Date)>,
    /// Earlier absences that went as far as a suspected dropout.
    pub(super) previous_dropouts: u32,
    episode: Option<Episode>,
    /// Everything told so far that can prove work.
    proved: Vec<Proved>,
    /// Other ids under which a phone that knew less may have worked on a follow-up.
    aliases: BTreeMap<FollowUpId, FollowUpId>,
    /// Further reports of an absence, after the report that began it.
    joined: Vec<(FactId, FactId)>,
    /// Acts about work that the walk has not met yet: a phone's clock may run ahead of the opening.
    parked: Vec<Told>,
    /// Terms whose visits have been looked at.
    terms_done: usize,
    /// When the clock alone does something next.
    pub(super) next_mark: Option<Moment>,
    /// The day from which the last periodic visit within a case was found missing.
    period_fired: Option<Date>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(
        student: &'a Student,
        changes: &'a [StatusChange],
        rules: Rules<'a>,
        now: Moment,
    ) -> Self {
        Self {
            student,
            standing: student.standing(),
            rules,
            now,
            changes,
            status: student.status,
            cases: Vec::new(),
            promises: Vec::new(),
            referrals: Vec::new(),
            marks: Vec::new(),
            visits: Vec::new(),
            last_contact_at: None,
            returns: Vec::new(),
            previous_dropouts: 0,
            episode: None,
            proved: Vec::new(),
            aliases: BTreeMap::new(),
            joined: Vec::new(),
            parked: Vec::new(),
            terms_done: 0,
            next_mark: None,
            period_fired: None,
        }
    }

    /// Takes all facts, then the clock up to now.
    pub(super) fn run(&mut self, told: &[Told]) {
        for fact in told {
            // A fact that claims the future counts, but does not drag the clock with it.
            self.advance(fact.at.min(self.now));
            if fact.at > self.now {
                self.mark_ahead();
            }
            self.apply(fact);
            self.close_if_settled(fact.at);
        }
        self.advance(self.now);
        self.mark_ahead();
    }

    /// Notes what the clock would do next, before a fact that claims the future forestalls it.
    fn mark_ahead(&mut self) {
        let marks = [self.next_mark, self.next_change()];
        self.next_mark = marks.into_iter().flatten().min();
    }

    fn day(&self, at: Moment) -> Date {
        self.rules.policy.clock.day(at)
    }

    fn open_case(&mut self) -> Option<&mut Case> {
        self.cases.last_mut().filter(|c| c.is_open())
    }

    fn is_case_open(&self) -> bool {
        self.cases.last().is_some_and(Case::is_open)
    }

    /// Returns the open case, opening one when there is none; `key` names what opened it.
    fn case_for(&mut self, at: Moment, key: &str) -> usize {
        if !self.is_case_open() {
            // The same fact can open a case again: a visit's promise is broken after its case has closed.
            let again = self.cases.iter().filter(|c| c.opened_by == key).count();
            let name =
                if again == 0 { format!("case/{key}") } else { format!("case/{key}/{again}") };
            self.cases.push(Case {
                id: CaseId::derive(self.student.id.0, &name),
                opened_by: key.to_owned(),
                student: self.student.id,
                opened_at: at,
                closed_at: None,
                step: None,
                absent_since: None,
                watched_until: None,
                concerns: BTreeSet::new(),
                follow_ups: Vec::new(),
                risk: Risk::default(),
            });
        }
        self.cases.len() - 1
    }

    fn note_concern(&mut self, concern: Concern) {
        if let Some(case) = self.open_case() {
            case.concerns.insert(concern);
        }
    }

    /// Finds a follow-up by its id or by an id that a phone with fewer facts gave it.
    fn follow_up(&mut self, id: FollowUpId) -> Option<&mut FollowUp> {
        let own =
            |id: FollowUpId| self.cases.iter().flat_map(|c| &c.follow_ups).any(|f| f.id == id);
        let other = || self.aliases.get(&id).copied().or_else(|| self.joined_id(id));
        let id = if own(id) { id } else { other()? };
        self.cases.iter_mut().flat_map(|c| &mut c.follow_ups).find(|f| f.id == id)
    }

    /// Closes open work of the present case that `which` selects.
    fn cancel(&mut self, at: Moment, which: impl Fn(&FollowUp) -> bool) {
        let Some(case) = self.open_case() else { return };
        for follow_up in case.follow_ups.iter_mut().filter(|f| f.state.is_open() && which(f)) {
            follow_up.state = FollowUpState::Cancelled;
            follow_up.closed_at = Some(at);
        }
    }

    /// A case with nothing left to do closes.
    fn close_if_settled(&mut self, at: Moment) {
        let busy = self.episode.is_some() || self.referrals.iter().any(|r| r.state.is_open());
        if let Some(case) = self.open_case()
            && !busy
            && !case.follow_ups.iter().any(|f| f.state.is_open())
        {
            case.closed_at = Some(at.max(case.opened_at));
        }
    }

    /// The present absence, for the risk and the next change.
    pub(super) fn absent_since(&self) -> Option<Date> {
        self.episode.as_ref().map(|e| e.first_day)
    }

    fn key(fact: FactId) -> String {
        fact.to_string()
    }
}
