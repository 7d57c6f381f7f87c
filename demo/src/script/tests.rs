//! The plan is deterministic, keeps to school days and scopes, and has what a demonstration shows.

use super::*;
use crate::roster::stage::VILLAGE;
use doorstep_schema::access::{action_of, roles};
use doorstep_schema::moment::Clock;
use jiff::civil::date;
use std::collections::{BTreeMap, BTreeSet};

fn now() -> Moment {
    Clock::CHINA.at(date(2026, 11, 23), jiff::civil::time(20, 0, 0, 0))
}

fn plan() -> (Roster, Script) {
    let roster = Roster::generate(7, date(2026, 11, 23)).unwrap();
    let script = Script::plan(&roster, 7, now());
    (roster, script)
}

#[test]
fn the_same_seed_and_time_make_the_same_plan() {
    let (roster, script) = plan();
    assert_eq!(script, Script::plan(&roster, 7, now()));
    assert_ne!(script, Script::plan(&roster, 8, now()));
}

#[test]
fn several_thousand_facts_each_with_its_own_id_and_none_ahead_of_now() {
    let (_, script) = plan();
    let ids: BTreeSet<_> = script.steps.iter().map(Step::fact).collect();
    assert_eq!(ids.len(), script.steps.len());
    assert!((3_000..8_000).contains(&ids.len()), "{}", ids.len());
    assert!(script.steps.iter().all(|s| s.at <= now()));
    assert!(script.steps.is_sorted_by_key(|s| s.at));
}

#[test]
fn absences_and_returns_are_on_school_days_and_take_turns() {
    let (roster, script) = plan();
    let calendar = &roster.year.calendar;
    let mut absent: BTreeMap<usize, bool> = BTreeMap::new();
    for step in &script.steps {
        let Deed::Record(act) = &step.deed else { continue };
        assert_eq!(act.check(), [], "{act:?}");
        match act.as_ref() {
            Act::AbsenceReport(report) => {
                assert!(report.days.iter().all(|d| calendar.is_school_day(*d)));
                if !report.excused {
                    let before = absent.insert(step.about.unwrap(), true);
                    assert_ne!(before, Some(true), "absent twice without coming back");
                }
            }
            Act::ReturnToClass(back) => {
                assert!(calendar.is_school_day(back.day));
                assert_eq!(absent.insert(step.about.unwrap(), false), Some(true));
            }
            _ => {}
        }
    }
    let still = absent.values().filter(|a| **a).count();
    assert!((18..60).contains(&still), "{still} still absent");
}

#[test]
fn every_step_is_one_that_the_role_may_take() {
    let (roster, script) = plan();
    for step in &script.steps {
        let role = roster.workers[step.by].role;
        if let Deed::Record(act) = &step.deed {
            let action = action_of(act).unwrap();
            assert!(roles(action).contains(&role), "{role} may not {action}");
        }
    }
}

#[test]
fn what_is_settled_or_answered_was_there_before() {
    let (_, script) = plan();
    let mut known = BTreeSet::new();
    for step in &script.steps {
        if let Deed::Record(act) = &step.deed {
            let needed = match act.as_ref() {
                Act::PromiseSettled(settled) => Some(settled.promise),
                Act::ReminderDone(done) => Some(done.reminder),
                _ => None,
            };
            assert!(needed.is_none_or(|id| known.contains(&id)), "{act:?}");
        }
        known.insert(step.fact());
    }
}

#[test]
fn the_demonstration_s_village_and_class_have_work_that_lies() {
    let (roster, script) = plan();
    let class = roster.workers.iter().position(|w| w.username == "teacher").unwrap();
    let told = script.steps.iter().filter(|s| {
        let about = s.about.map(|n| &roster.students[n]);
        let here = about.is_some_and(|a| a.village.as_str() == VILLAGE && a.class == class);
        here && matches!(&s.deed, Deed::Record(act) if matches!(act.as_ref(), Act::AbsenceReport(_)))
    });
    assert!(told.count() >= 4);
    let kinds: BTreeSet<&str> = script
        .steps
        .iter()
        .map(|s| match &s.deed {
            Deed::Record(act) => act.kind(),
            Deed::Edit(..) => "profile_edit",
            Deed::Work(_, _, Handling::Accept) => "follow_up_accepted",
            Deed::Work(_, _, Handling::Done(_)) => "follow_up_done",
            Deed::Work(_, _, Handling::SendBack(_)) => "follow_up_sent_back",
        })
        .collect();
    assert!(kinds.len() >= 15, "{kinds:?}");
}
