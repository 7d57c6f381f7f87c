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
    /// Further reports of the same absence; phones that knew only those named the work after them.
    also: Vec<FactId>,
    /// The first school day absent.
    pub(super) first_day: Date,
    /// The steps that have opened.
    opened: Vec<u8>,
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
        if let Some(episode) = &mut self.episode {
            episode.first_day = episode.first_day.min(first_day);
            if episode.key != fact.id {
                episode.also.push(fact.id);
            }
            self.alias_opened(fact.id);
        } else {
            self.case_for(at, &Self::key(fact.id));
            self.cancel(at, |f| f.reason == Reason::Watch);
            self.episode =
                Some(Episode { key: fact.id, also: Vec::new(), first_day, opened: Vec::new() });
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

    fn alias_opened(&mut self, also: FactId) {
        let Some(episode) = &self.episode else { return };
        let mut pairs = Vec::new();
        for step in self.rules.policy.ladder.iter().filter(|s| episode.opened.contains(&s.step)) {
            for place in 0..step.owners.len() {
                let id = self.ladder_id(episode.key, step.step, place);
                pairs.push((self.ladder_id(also, step.step, place), id));
            }
        }
        for (alias, id) in pairs {
            self.alias(alias, id);
        }
    }

    /// Returns the step of the ladder that opens next by what is known, and when.
    pub(super) fn next_step(&self) -> Option<(Moment, &'a Step)> {
        let episode = self.episode.as_ref()?;
        let policy = self.rules.policy;
        let first_class = |day: Date| policy.clock.at(day, policy.first_class);
        let of = |n: u8| {
            let id = self.ladder_id(episode.key, n, 0);
            episode
                .opened
                .contains(&n)
                .then(|| self.cases.last()?.follow_ups.iter().find(|f| f.id == id))
                .flatten()
        };
        let proved =
            |n: u8| of(n).filter(|f| f.state == FollowUpState::Done).and_then(|f| f.closed_at);
        policy
            .ladder
            .iter()
            .filter(|s| !episode.opened.contains(&s.step))
            .filter_map(|step| {
                let at = match step.opens {
                    Opens::OnAbsence => Some(first_class(episode.first_day)),
                    Opens::OnAbsentDay(n) => {
                        Some(first_class(self.school_day(episode.first_day, n)))
                    }
                    Opens::AfterStep(n) => proved(n),
                    Opens::WhenFailed(n) => of(n)
                        .filter(|f| f.closed_at.is_none_or(|closed| closed > f.due_at))
                        .map(|f| Moment::from_ms(f.due_at.ms() + 1)),
                    Opens::WhenNotBack(n) => of(n).map(|f| Moment::from_ms(f.due_at.ms() + 1)),
                    Opens::AfterStepOrDue(n) => of(n).map(|f| {
                        let due = Moment::from_ms(f.due_at.ms() + 1);
                        proved(n).map_or(due, |p| p.min(due))
                    }),
                };
                at.map(|at| (at, step))
            })
            .min_by_key(|(at, step)| (*at, step.step))
    }

    /// Opens a step of the ladder for each of its owners; what was already proved closes at once.
    pub(super) fn open_step(&mut self, at: Moment, step: &'a Step) {
        let Some(episode) = &mut self.episode else { return };
        episode.opened.push(step.step);
        let (key, also) = (episode.key, episode.also.clone());
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
            for other in &also {
                let alias = self.ladder_id(*other, step.step, place);
                self.alias(alias, id);
            }
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
        for number in opened {
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
            due_at: self.rules.policy.clock.at(until, self.rules.policy.day_end),
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
