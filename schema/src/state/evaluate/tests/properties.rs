//! Properties: order, repetition and batching of facts do not matter; the clock moves only at its marks.

use super::*;
use crate::fact::*;
use crate::people::{Concern, Department};
use crate::state::{FollowUpState, Owner};
use proptest::prelude::*;

fn day() -> impl Strategy<Value = i8> {
    2i8..28
}

fn promise() -> impl Strategy<Value = Option<PromiseMade>> {
    let made =
        |(d, returns)| PromiseMade { text: "返校".to_owned(), by: date(2026, 11, d), returns };
    prop::option::of((day(), any::<bool>()).prop_map(made))
}

fn attendance() -> impl Strategy<Value = Act> {
    let absent = |(d, excused)| {
        let days = vec![date(2026, 11, d)];
        Act::AbsenceReport(AbsenceReport {
            days,
            told_at: at(d, 9),
            reason: String::new(),
            excused,
            filled: None,
        })
    };
    prop_oneof![
        3 => (day(), prop::bool::weighted(0.2)).prop_map(absent),
        1 => day().prop_map(|d| Act::ReturnToClass(ReturnToClass { day: date(2026, 11, d) })),
    ]
}

fn meeting() -> impl Strategy<Value = Act> {
    let concerns = prop::sample::subsequence(Concern::ALL, 0..3);
    let met = prop::sample::select(Met::ALL);
    let visit = (met, concerns, promise(), prop::option::of(any::<bool>()), any::<bool>());
    prop_oneof![
        visit.prop_map(|(met, concerns, promise, attends, with_committee)| {
            Act::Visit(Visit { with_committee, attends, concerns, promise, ..Visit::met(met) })
        }),
        (any::<bool>(), promise()).prop_map(|(reached, promise)| {
            Act::GuardianContact(GuardianContact { promise, ..GuardianContact::call(reached) })
        }),
    ]
}

/// Acts about earlier facts and work; their ids are filled in by place.
fn answer() -> impl Strategy<Value = Act> {
    let none = FactId(Uuid::nil());
    let follow_up = crate::id::FollowUpId(Uuid::nil());
    prop_oneof![
        any::<bool>()
            .prop_map(move |kept| Act::PromiseSettled(PromiseSettled { promise: none, kept })),
        Just(Act::Retraction(Retraction { of: none, reason: String::new() })),
        Just(Act::FollowUpAccepted(FollowUpAccepted { follow_up })),
        Just(Act::FollowUpSentBack(FollowUpSentBack { follow_up, reason: String::new() })),
        Just(Act::FollowUpDone(FollowUpDone { follow_up, proof: None, note: String::new() })),
    ]
}

fn other() -> impl Strategy<Value = Act> {
    let edit = |(value, effective): (bool, bool)| {
        let field = if effective { "effective_guardian" } else { "remark" }.to_owned();
        Act::ProfileEdit(ProfileEdit { field, value: value.into(), based_on: vec![] })
    };
    let refer = |serious| {
        let department = Department::HumanResources;
        Act::ReferralSent(ReferralSent {
            department,
            reason: String::new(),
            concern: None,
            serious,
        })
    };
    let remind = |(a, b): (i8, i8)| {
        let (opens, due, late) = (at(a.min(b), 8), at(a.max(b), 12), at(a.max(b), 18));
        Act::ReminderSet(ReminderSet {
            guardian: None,
            text: String::new(),
            channel: None,
            opens,
            due,
            late,
        })
    };
    prop_oneof![
        Just(Act::DropoutReport(DropoutReport { account: String::new() })),
        (any::<bool>(), any::<bool>()).prop_map(edit),
        any::<bool>().prop_map(refer),
        (day(), day()).prop_map(remind),
    ]
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![3 => attendance(), 3 => meeting(), 2 => answer(), 1 => other()]
}

fn world() -> impl Strategy<Value = World> {
    prop::collection::vec((day(), 0i8..24, any::<u8>(), act()), 0..24).prop_map(|acts| {
        let mut world = World::new();
        for (d, hour, place, mut act) in acts {
            let place = usize::from(place);
            let fact = world.facts.get(place % world.facts.len().max(1)).map(|f| f.id);
            let state = world.at(at(28, 0));
            let work: Vec<_> =
                state.cases.iter().flat_map(|c| &c.follow_ups).map(|f| f.id).collect();
            let follow_up = work.get(place % work.len().max(1)).copied();
            match &mut act {
                Act::PromiseSettled(a) => a.promise = fact.unwrap_or(a.promise),
                Act::Retraction(a) => a.of = fact.unwrap_or(a.of),
                Act::FollowUpAccepted(a) => a.follow_up = follow_up.unwrap_or(a.follow_up),
                Act::FollowUpSentBack(a) => a.follow_up = follow_up.unwrap_or(a.follow_up),
                Act::FollowUpDone(a) => a.follow_up = follow_up.unwrap_or(a.follow_up),
                _ => {}
            }
            world.tell(at(d, hour), act);
        }
        world
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn order_and_repetition_of_facts_do_not_matter(world in world(), order in any::<u64>(), twice in any::<u8>()) {
        let expected = world.at(at(28, 0));
        let mut shuffled = world.facts.clone();
        let mut seed = order;
        for i in (1..shuffled.len()).rev() {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            shuffled.swap(i, usize::try_from(seed >> 33).unwrap() % (i + 1));
        }
        if let Some(fact) = shuffled.get(usize::from(twice) % shuffled.len().max(1)).cloned() {
            shuffled.push(fact);
        }
        let again = World { facts: shuffled, ..world };
        prop_assert_eq!(again.at(at(28, 0)), expected);
    }

    #[test]
    fn the_clock_changes_nothing_before_its_next_mark(world in world(), from in (2i8..28, 0i8..24), steps in 1i64..60) {
        let now = at(from.0, from.1);
        let state = world.at(now);
        let later = Moment::from_ms(now.ms() + steps * 3_600_000 * 3);
        let mark = state.next_change_at.unwrap_or(Moment::from_ms(i64::MAX));
        prop_assert!(mark > now);
        let until = later.min(Moment::from_ms(mark.ms() - 1));
        prop_assert_eq!(world.at(until), state);
    }

    #[test]
    fn a_state_keeps_its_own_rules(world in world(), now in (2i8..30, 0i8..24)) {
        let now = at(now.0, now.1);
        let state = world.at(now);
        let (last, earlier) = state.cases.split_last().map_or((None, &[][..]), |(l, e)| (Some(l), e));
        prop_assert!(earlier.iter().all(|c| c.closed_at.is_some()), "at most one case is open");
        let cases: BTreeSet<_> = state.cases.iter().map(|c| c.id).collect();
        prop_assert_eq!(cases.len(), state.cases.len(), "no case's id twice");
        let mut ids = BTreeSet::new();
        for follow_up in state.cases.iter().flat_map(|c| &c.follow_ups) {
            prop_assert!(ids.insert(follow_up.id), "no id twice");
            prop_assert!(follow_up.due_at >= follow_up.opened_at || follow_up.step == Some(1));
            prop_assert_eq!(follow_up.closed_at.is_some(), !follow_up.state.is_open());
            if follow_up.state == FollowUpState::SentBack {
                prop_assert!(!matches!(follow_up.owner, Owner::Class(_) | Owner::Village(_)), "sent back work goes up");
            }
        }
        for case in earlier {
            prop_assert!(case.follow_ups.iter().all(|f| !f.state.is_open()), "a closed case has no open work");
        }
        if let Some(case) = last.filter(|c| c.is_open()) {
            let referred = state.referrals.iter().any(|r| r.state.is_open());
            let open = case.follow_ups.iter().any(|f| f.state.is_open());
            prop_assert!(open || referred || case.absent_since.is_some(), "an open case has something to do");
            prop_assert_eq!(case.risk.total, case.risk.parts.iter().map(|p| p.points).sum::<i32>());
        }
    }

    #[test]
    fn hostile_times_never_panic(facts in prop::collection::vec((any::<i64>(), any::<i64>(), act()), 0..8), now in any::<i64>()) {
        let mut world = World::new();
        for (happened, told, mut act) in facts {
            if let Act::AbsenceReport(report) = &mut act {
                report.told_at = Moment::from_ms(told);
            }
            world.tell(Moment::from_ms(happened), act);
        }
        let _ = world.at(Moment::from_ms(now));
    }
}
