//! An episode: one absence from its first day to the return, and the ladder that it climbs.

use super::Walk;
use super::proof::first;
use crate::id::{FactId, FollowUpId};
use crate::moment::Moment;
use crate::people::{Concern, Status};
use crate::policy::{Opens, Proof, Since, Step};
use crate::state::{FollowUp, FollowUpState, Owner, Reason, Told};
use jiff::civil::{Date, Time};

/// One absence.
pub(super) struct Episode {
    /// The report that began it; with the student it names the ladder's follow-ups.
    key: FactId,
    /// The first school day absent.
    pub(super) first_day: Date,
    /// The steps that have opened, with the follow-up of the first owner.
    opened: Vec<(u8, FollowUpId)>,
    /// When the steps that wait for a day of absence open.
    on_days: Vec<(u8, Moment)>,
}

impl<'a> Walk<'a> {
    fn ladder_id(&self, key: FactId, step: u8, place: usize) -> FollowUpId {
        FollowUpId::derive(self.student.id.0, &format!("ladder/{key}/{step}/{place}"))
    }

    /// Begins an absence, or takes note of a further report of the present one.
    pub(super) fn absent(&mut self, fact: &Told, first_day: Date, at: Moment) {
        if !self.status.expected_in_class() {
            return;
        }
        let earliest = self.absent_since().map_or(first_day, |since| since.min(first_day));
        let on_days = self.on_days(earliest);
        if let Some(episode) = &mut self.episode {
            episode.first_day = earliest;
            episode.on_days = on_days;
            if episode.key != fact.id {
                self.joined.push((episode.key, fact.id));
                self.retry_parked();
            }
        } else {
            self.case_for(at, &Self::key(fact.id));
            self.cancel(at, |f| f.reason == Reason::Watch);
            self.episode = Some(Episode { key: fact.id, first_day, opened: Vec::new(), on_days });
            if let Some(case) = self.open_case() {
                case.step = None;
            }
        }
        let since = self.absent_since();
        if let Some(case) = self.open_case() {
            case.absent_since = since;
            case.watched_until = None;
            case.concerns.insert(Concern::UnexplainedAbsence);
        }
    }

    /// Finds the follow-up that a phone which knew only a further report of an absence named after that.
    pub(super) fn joined_id(&self, id: FollowUpId) -> Option<FollowUpId> {
        self.joined.iter().find_map(|(key, also)| {
            let ladder = self.rules.policy.ladder.iter();
            let mut places = ladder.flat_map(|s| (0..s.owners.len()).map(move |p| (s.step, p)));
            let (step, place) = places.find(|(s, p)| self.ladder_id(*also, *s, *p) == id)?;
            Some(self.ladder_id(*key, step, place))
        })
    }

    /// Works out when the steps that wait for a day of absence open.
    fn on_days(&self, first_day: Date) -> Vec<(u8, Moment)> {
        let policy = self.rules.policy;
        let first_class = |day: Date| policy.clock.at(day, policy.first_class);
        let opens = |step: &Step| match step.opens {
            Opens::OnAbsence => Some((step.step, first_class(first_day))),
            Opens::OnAbsentDay(n) => Some((step.step, first_class(self.school_day(first_day, n)))),
            _ => None,
        };
        policy.ladder.iter().filter_map(opens).collect()
    }

    /// Returns the step of the ladder that opens next by what is known, and when.
    pub(super) fn next_step(&self) -> Option<(Moment, &'a Step)> {
        let episode = self.episode.as_ref()?;
        let work = &self.cases.last()?.follow_ups;
        let of = |n: u8| {
            let id = episode.opened.iter().find(|(step, _)| *step == n)?.1;
            work.iter().rev().find(|f| f.id == id)
        };
        let after_due = |f: &FollowUp| Moment::from_ms(f.due_at.ms() + 1);
        let proved =
            |n: u8| of(n).filter(|f| f.state == FollowUpState::Done).and_then(|f| f.closed_at);
        let opens = |step: &Step| match step.opens {
            Opens::OnAbsence | Opens::OnAbsentDay(_) => {
                episode.on_days.iter().find(|(n, _)| *n == step.step).map(|(_, at)| *at)
            }
            Opens::AfterStep(n) => proved(n),
            Opens::WhenFailed(n) => {
                let failed = |f: &&FollowUp| f.closed_at.is_none_or(|closed| closed > f.due_at);
                of(n).filter(failed).map(after_due)
            }
            Opens::WhenNotBack(n) => of(n).map(after_due),
            Opens::AfterStepOrDue(n) => of(n).map(|f| {
                let due = after_due(f);
                proved(n).map_or(due, |p| p.min(due))
            }),
        };
        self.rules
            .policy
            .ladder
            .iter()
            .filter(|s| !episode.opened.iter().any(|(n, _)| *n == s.step))
            .filter_map(|step| opens(step).map(|at| (at, step)))
            .min_by_key(|(at, step)| (*at, step.step))
    }

    /// Opens a step of the ladder for each of its owners; what was already proved closes at once.
    pub(super) fn open_step(&mut self, at: Moment, step: &'a Step) {
        let Some(episode) = &self.episode else { return };
        let key = episode.key;
        let first_owner = self.ladder_id(key, step.step, 0);
        if let Some(episode) = &mut self.episode {
            episode.opened.push((step.step, first_owner));
        }
        let due_at = self.due(at, step.due);
        let Some(case) = self.cases.last() else { return };
        let case_id = case.id;
        for (place, owner) in step.owners.iter().enumerate() {
            let id = self.ladder_id(key, step.step, place);
            let follow_up = FollowUp {
                id,
                case: case_id,
                student: self.student.id,
                reason: Reason::Ladder,
                step: Some(step.step),
                owner: Owner::of(*owner, &self.standing),
                opened_at: at,
                due_at,
                state: FollowUpState::Open,
                required: step.proof.clone(),
                accepted_by: None,
                closed_at: None,
                proof: None,
                sent_back: None,
            };
            self.add_follow_up(follow_up);
        }
        if let Some(case) = self.open_case() {
            case.step = case.step.max(Some(step.step));
        }
        self.prove_step(step.step);
    }

    /// Closes the work of an opened step if something told so far proves it.
    fn prove_step(&mut self, number: u8) {
        let Some(step) = self.rules.policy.step(number) else { return };
        let Some(first_day) = self.absent_since() else { return };
        let morning = self.rules.policy.clock.at(first_day, Time::midnight());
        let Some(case) = self.cases.last() else { return };
        let open = case.follow_ups.iter().filter(|f| f.step == Some(number) && f.state.is_open());
        let Some(opened_at) = open.map(|f| f.opened_at).max() else { return };
        let since = if step.since == Since::Absence { morning } else { opened_at };
        let Some((at, proof)) = first(&self.proved, &step.proof, |t| t >= since) else { return };
        let Some(case) = self.open_case() else { return };
        for follow_up in
            case.follow_ups.iter_mut().filter(|f| f.step == Some(number) && f.state.is_open())
        {
            follow_up.state = FollowUpState::Done;
            follow_up.closed_at = Some(at);
            follow_up.proof = Some(proof);
        }
        if step.suspects && step.proof.contains(&Proof::DropoutReport) {
            self.marks.push((at, Status::SuspectedDropout));
        }
    }

    /// Closes what the latest fact proves on the ladder.
    pub(super) fn prove_ladder(&mut self) {
        let opened = self.episode.as_ref().map(|e| e.opened.clone()).unwrap_or_default();
        for (number, _) in opened {
            self.prove_step(number);
        }
    }

    /// The child is back in class: the ladder ends and the school watches for the policy's days.
    pub(super) fn came_back(&mut self, at: Moment, day: Date, key: FactId) {
        if self.absent_since().is_none_or(|first| day < first) {
            return;
        }
        self.cancel(at, |f| f.reason == Reason::Ladder);
        self.episode = None;
        let until = self.school_day(day, self.rules.policy.watch_days);
        let suspected = self.marks.last().is_some_and(|(_, s)| *s == Status::SuspectedDropout);
        self.previous_dropouts += u32::from(suspected);
        if suspected || matches!(self.status, Status::SuspectedDropout | Status::DroppedOut) {
            self.marks.push((at, Status::Returned));
        }
        // A return that is recorded when its watch would be over has nothing left to watch.
        let watched = self.rules.policy.clock.at(until, self.rules.policy.day_end).max(at);
        let Some(case) = self.open_case() else { return };
        case.absent_since = None;
        case.watched_until = Some(until);
        let case_id = case.id;
        let follow_up = FollowUp {
            id: FollowUpId::derive(self.student.id.0, &format!("watch/{key}")),
            case: case_id,
            student: self.student.id,
            reason: Reason::Watch,
            step: None,
            owner: Owner::School(self.standing.school),
            opened_at: at,
            due_at: watched,
            state: FollowUpState::Open,
            required: Vec::new(),
            accepted_by: None,
            closed_at: None,
            proof: None,
            sent_back: None,
        };
        self.add_follow_up(follow_up);
    }

    /// The student is no longer expected in class: the ladder has no ground.
    pub(super) fn excused_by_status(&mut self, at: Moment) {
        self.episode = None;
        self.cancel(at, |f| matches!(f.reason, Reason::Ladder | Reason::Watch));
        if let Some(case) = self.open_case() {
            case.absent_since = None;
            case.watched_until = None;
        }
    }
}
