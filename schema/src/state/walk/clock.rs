//! What the clock alone changes: steps that open, promises that lapse, watches that end, visits not made.

use super::Walk;
use crate::id::FactId;
use crate::moment::{Moment, plus_days};
use crate::people::Concern;
use crate::policy::{Step, VisitPeriod};
use crate::state::{FollowUpState, Reason};
use jiff::civil::Date;

/// Something that happens by itself at its time.
enum Event<'a> {
    Step(&'a Step),
    Lapse(FactId),
    WatchEnds,
    TermEnds(Date, Date),
    PeriodEnds(Date),
}

impl<'a> Walk<'a> {
    /// Takes the clock forward, event by event.
    pub(super) fn advance(&mut self, to: Moment) {
        while let Some((at, event)) = self.next_event().filter(|(at, _)| *at <= to) {
            match event {
                Event::Step(step) => self.open_step(at, step),
                Event::Lapse(promise) => self.settle(promise, false, at),
                Event::WatchEnds => self.watch_ends(at),
                Event::TermEnds(first, last) => self.term_ends(at, first, last),
                Event::PeriodEnds(from) => self.period_ends(at, from),
            }
            self.close_if_settled(at);
        }
    }

    /// Opens the steps whose time has come by a report that arrived after it.
    pub(super) fn open_due_steps(&mut self, at: Moment) {
        while let Some((opens, step)) = self.next_step().filter(|(opens, _)| *opens <= at) {
            self.open_step(opens, step);
        }
    }

    /// Returns when the clock alone does something next.
    pub(super) fn next_change(&self) -> Option<Moment> {
        self.next_event().map(|(at, _)| at)
    }

    fn next_event(&self) -> Option<(Moment, Event<'a>)> {
        let step = self.next_step().map(|(at, step)| (at, Event::Step(step)));
        let lapse = self.next_lapse().map(|(at, id)| (at, Event::Lapse(id)));
        let watch = self.watch_end().map(|at| (at, Event::WatchEnds));
        let candidates = [step, lapse, watch, self.term_end(), self.period_end()];
        candidates.into_iter().flatten().min_by_key(|(at, _)| *at)
    }

    fn day_end(&self, day: Date) -> Moment {
        self.rules.policy.clock.at(day, self.rules.policy.day_end)
    }

    fn watch_end(&self) -> Option<Moment> {
        let case = self.cases.last().filter(|c| c.is_open())?;
        let watched =
            case.follow_ups.iter().any(|f| f.reason == Reason::Watch && f.state.is_open());
        case.watched_until.filter(|_| watched).map(|day| self.day_end(day))
    }

    fn watch_ends(&mut self, at: Moment) {
        let Some(case) = self.open_case() else { return };
        case.watched_until = None;
        for follow_up in
            case.follow_ups.iter_mut().filter(|f| f.reason == Reason::Watch && f.state.is_open())
        {
            follow_up.state = FollowUpState::Done;
            follow_up.closed_at = Some(at);
        }
    }

    fn term_end(&self) -> Option<(Moment, Event<'a>)> {
        let each_term = |p: &&VisitPeriod| p.days.is_none() && !p.at_risk && p.is_for(self.student);
        self.rules.policy.visit_periods.iter().find(each_term)?;
        let known = self.student.known_since;
        let term =
            self.rules.calendar.terms.iter().skip(self.terms_done).find(|t| t.last >= known)?;
        Some((self.day_end(term.last), Event::TermEnds(term.first, term.last)))
    }

    fn term_ends(&mut self, at: Moment, first: Date, last: Date) {
        let place = self.rules.calendar.terms.iter().position(|t| t.first == first);
        self.terms_done = place.map_or(usize::MAX, |p| p + 1);
        let from = first.max(self.student.known_since);
        let visited = self.visits.iter().any(|v| (from..=last).contains(&self.day(*v)));
        if !visited && self.status.expected_in_class() {
            self.not_visited(at, &format!("term/{first}"));
        }
    }

    fn period_end(&self) -> Option<(Moment, Event<'a>)> {
        let case = self.cases.last().filter(|c| c.is_open())?;
        let at_risk =
            self.rules.policy.visit_periods.iter().filter(|p| p.at_risk && p.is_for(self.student));
        let days = at_risk.filter_map(|p| p.days).min()?;
        let opened = self.day(case.opened_at);
        let from = self.visits.last().map_or(opened, |v| self.day(*v).max(opened));
        if self.period_fired.is_some_and(|fired| fired >= from) {
            return None;
        }
        Some((self.day_end(plus_days(from, i64::from(days))), Event::PeriodEnds(from)))
    }

    fn period_ends(&mut self, at: Moment, from: Date) {
        self.period_fired = Some(from);
        if self.status.expected_in_class() {
            self.not_visited(at, &format!("period/{from}"));
        }
    }

    fn not_visited(&mut self, at: Moment, key: &str) {
        let policy = self.rules.policy;
        self.open(Reason::NotVisited, &policy.not_visited, at, key);
        self.note_concern(Concern::NotVisited);
    }
}
