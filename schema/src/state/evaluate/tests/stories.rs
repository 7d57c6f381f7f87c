//! Stories of one student.

use super::*;
use crate::fact::*;
use crate::people::{Concern, Department};
use crate::state::ReminderState as Reminded;
use crate::state::{FollowUpState, PromiseState, ReferralState, StatusRequestState};

fn visit(met: Met) -> Visit {
    Visit::met(met)
}

#[test]
fn an_absence_climbs_the_ladder_by_school_days() {
    let mut world = World::new();
    world.absent(19); // Thursday
    assert_eq!(world.work(at(19, 9)), ["ladder.1 class done", "ladder.2 class open"]);
    assert_eq!(world.work(at(20, 7)).len(), 2, "day 2 has not begun");
    assert_eq!(world.work(at(20, 8))[2], "ladder.3 village open");
    assert_eq!(world.work(at(22, 12)).len(), 3, "the weekend is no school day");
    assert_eq!(world.work(at(23, 8))[3], "ladder.4 school open");
    assert_eq!(world.work(at(23, 18)).len(), 4);
    let escalated = world.work(at(23, 19));
    assert_eq!(escalated[4..], ["ladder.5 village open", "ladder.5 township open"]);
    let state = world.at(at(23, 19));
    let case = state.open_case().unwrap();
    assert_eq!(case.step, Some(5));
    assert_eq!(case.follow_ups[4].due_at, at(30, 18));
    assert!(
        case.follow_ups[1].is_overdue(at(20, 0)),
        "the visit of the first day is late and stays doable"
    );
}

#[test]
fn the_whole_ladder_opens_in_time_when_nobody_does_anything() {
    let mut world = World::new();
    world.absent(2);
    let far = crate::moment::Clock::CHINA.at(date(2027, 3, 1), Time::midnight());
    let work = world.work(far);
    let steps: Vec<&str> =
        work.iter().filter(|w| w.starts_with("ladder")).map(String::as_str).collect();
    assert_eq!(steps.len(), 9);
    assert_eq!(steps[8], "ladder.8 department open");
    assert_eq!(
        world.at(far).status.now,
        Status::Enrolled,
        "only a signed report makes a suspected dropout"
    );
}

#[test]
fn proof_closes_steps_and_late_proof_shows_its_lateness() {
    let mut world = World::new();
    world.absent(16);
    let seen = world.tell(at(16, 17), Act::Visit(visit(Met::OtherAdult)));
    world.tell(at(17, 20), Act::GuardianContact(GuardianContact::call(true)));
    let state = world.at(at(17, 21));
    let case = state.open_case().unwrap();
    assert_eq!(case.follow_ups[1].proof, Some(seen));
    assert!(!case.follow_ups[1].is_late(at(17, 21)));
    assert_eq!(case.follow_ups[2].state, FollowUpState::Done);
    assert!(case.follow_ups[2].is_late(at(17, 21)), "done at 20:00, due at 18:00");
}

#[test]
fn two_tries_prove_the_home_visit() {
    let mut world = World::new();
    world.absent(16);
    world.tell(at(16, 12), Act::Visit(visit(Met::Nobody)));
    assert_eq!(world.work(at(16, 13))[1], "ladder.2 class open");
    world.tell(at(16, 17), Act::Visit(visit(Met::Nobody)));
    assert_eq!(world.work(at(16, 18))[1], "ladder.2 class done");
}

#[test]
fn a_report_makes_a_suspected_dropout_and_a_return_ends_it() {
    let mut world = World::new();
    world.student.groups.clear();
    world.absent(16);
    world
        .tell(at(18, 15), Act::DropoutReport(DropoutReport { account: "三次家访未果".to_owned() }));
    assert_eq!(world.at(at(18, 16)).status.now, Status::SuspectedDropout);
    assert_eq!(
        world.work(at(18, 16))[4],
        "ladder.5 village open",
        "the report opens persuasion at once"
    );
    world.back(24);
    let state = world.at(at(24, 10));
    assert_eq!(state.status.now, Status::Returned);
    let case = state.open_case().unwrap();
    assert_eq!(case.watched_until, Some(date(2026, 12, 21)));
    assert_eq!(
        case.follow_ups
            .iter()
            .filter(|f| f.step == Some(5) && f.state == FollowUpState::Done)
            .count(),
        2
    );
    let end = crate::moment::Clock::CHINA.at(date(2026, 12, 21), Time::constant(18, 0, 0, 0));
    assert!(world.at(Moment::from_ms(end.ms() - 1)).open_case().is_some());
    assert_eq!(world.at(end).cases[0].closed_at, Some(end));
}

#[test]
fn an_absence_while_watched_goes_on_in_the_same_case() {
    let mut world = World::new();
    world.absent(9);
    world.back(10);
    world.absent(16);
    let state = world.at(at(16, 10));
    assert_eq!(state.cases.len(), 1);
    let work = world.work(at(16, 10));
    assert_eq!(
        work[work.len() - 3..],
        ["watch school cancelled", "ladder.1 class done", "ladder.2 class open"]
    );
}

#[test]
fn a_report_that_arrives_after_the_return_is_known_and_over() {
    let mut world = World::new();
    world.back(11);
    let told_at = at(11, 12);
    let report = AbsenceReport {
        days: vec![date(2026, 11, 9)],
        told_at,
        reason: String::new(),
        excused: false,
        filled: None,
    };
    world.tell(told_at, Act::AbsenceReport(report));
    let state = world.at(at(20, 8));
    assert_eq!(state.open_case().unwrap().absent_since, None);
    assert!(world.work(at(20, 8)).iter().all(|w| !w.starts_with("ladder") || !w.ends_with("open")));
}

#[test]
fn an_excused_absence_opens_nothing() {
    let mut world = World::new();
    let told_at = at(16, 8);
    let days = vec![date(2026, 11, 16)];
    world.tell(
        told_at,
        Act::AbsenceReport(AbsenceReport {
            days,
            told_at,
            reason: "病假".to_owned(),
            excused: true,
            filled: None,
        }),
    );
    assert!(world.at(at(28, 8)).cases.is_empty());
}

#[test]
fn nobody_at_home_opens_a_second_try_and_the_visit_closes_the_case() {
    let mut world = World::new();
    world.tell(at(12, 17), Act::Visit(visit(Met::Nobody)));
    assert_eq!(world.work(at(12, 18)), ["retry_visit class open"]);
    world.tell(at(13, 17), Act::Visit(visit(Met::Guardian)));
    assert_eq!(world.at(at(13, 18)).cases[0].closed_at, Some(at(13, 17)));
}

#[test]
fn hardship_goes_to_civil_affairs_and_the_case_waits_for_the_answer() {
    let mut world = World::new();
    let mut seen = visit(Met::Guardian);
    seen.concerns = vec![Concern::Hardship, Concern::ChildLabour];
    world.tell(at(12, 17), Act::Visit(seen));
    let state = world.at(at(12, 18));
    let to: Vec<_> = state.referrals.iter().map(|r| r.department).collect();
    assert_eq!(to, [Department::CivilAffairs, Department::HumanResources]);
    let labour = state.referrals[1].id;
    let answered = ReferralAnswered {
        referral: labour,
        reply: ReferralReply::Rejected,
        note: "无证据".to_owned(),
    };
    world.tell(at(13, 9), Act::ReferralAnswered(answered));
    let state = world.at(at(13, 10));
    assert_eq!(state.referrals[1].state, ReferralState::Rejected);
    let told: Vec<_> = state.referrals[2..].iter().map(|r| r.department).collect();
    assert_eq!(
        told,
        [Department::MarketRegulation, Department::CivilAffairs],
        "a rejected labour case tells two more"
    );
    world.tell(at(13, 11), Act::GuardianContact(GuardianContact::call(true)));
    assert!(world.at(at(13, 12)).open_case().is_some(), "referrals are still open");
}

#[test]
fn a_promise_lapses_after_the_grace_days_and_a_late_word_still_counts() {
    let mut world = World::new();
    world.absent(9);
    let promise =
        PromiseMade { text: "周五返校".to_owned(), by: date(2026, 11, 13), returns: true };
    let contact = GuardianContact { promise: Some(promise), ..GuardianContact::call(true) };
    let made = world.tell(at(10, 10), Act::GuardianContact(contact));
    assert_eq!(world.at(at(16, 12)).promises[0].state, PromiseState::Pending);
    let broken = world.at(at(17, 1));
    assert_eq!(broken.promises[0].state, PromiseState::Broken);
    assert!(broken.open_case().unwrap().risk.parts.iter().any(|p| p.key == "broken_promises"));
    assert!(world.work(at(17, 1)).contains(&"broken_promise village open".to_owned()));
    world.tell(at(18, 9), Act::PromiseSettled(PromiseSettled { promise: made, kept: true }));
    assert_eq!(world.at(at(18, 10)).promises[0].state, PromiseState::Kept);
    assert!(world.work(at(18, 10)).contains(&"broken_promise village cancelled".to_owned()));
}

#[test]
fn a_promise_broken_after_its_visit_s_case_closed_opens_another_case() {
    let mut world = World::new();
    let promise =
        PromiseMade { text: "办低保".to_owned(), by: date(2026, 11, 20), returns: false };
    world.tell(at(12, 17), Act::Visit(Visit { promise: Some(promise), ..visit(Met::Nobody) }));
    world.tell(at(13, 17), Act::Visit(visit(Met::Guardian)));
    let state = world.at(at(28, 8));
    assert_eq!(state.cases.len(), 2);
    assert_ne!(state.cases[0].id, state.cases[1].id);
}

#[test]
fn work_is_accepted_sent_back_and_handed_on() {
    let mut world = World::new();
    world.absent(16);
    let id = world.at(at(17, 9)).open_case().unwrap().follow_ups[2].id;
    world.tell(at(17, 10), Act::FollowUpAccepted(FollowUpAccepted { follow_up: id }));
    world.tell(
        at(17, 11),
        Act::FollowUpSentBack(FollowUpSentBack {
            follow_up: id, reason: "不住本村".to_owned()
        }),
    );
    let state = world.at(at(17, 12));
    let work = &state.open_case().unwrap().follow_ups[2];
    assert_eq!(work.owner.to_string(), "township:533325002");
    assert_eq!(work.state, FollowUpState::SentBack);
    assert!(work.is_overdue(at(17, 19)), "work that was sent back still counts");
    let to = crate::state::Owner::parse("village:533325002201").unwrap();
    let handed = FollowUpReassigned { follow_up: id, to, reason: String::new() };
    world.tell(at(17, 13), Act::FollowUpReassigned(handed));
    let state = world.at(at(17, 14));
    let work = &state.open_case().unwrap().follow_ups[2];
    assert_eq!((work.owner, work.state), (to, FollowUpState::Open));
    let done = FollowUpDone { follow_up: id, proof: None, note: "打过电话".to_owned() };
    world.tell(at(17, 15), Act::FollowUpDone(done));
    assert_eq!(
        world.work(at(17, 16))[2],
        "ladder.3 village accepted",
        "a word alone is no proof here"
    );
}

#[test]
fn an_acceptance_by_a_phone_whose_clock_is_behind_is_not_lost() {
    let mut world = World::new();
    world.absent(16);
    let id = world.at(at(17, 9)).open_case().unwrap().follow_ups[2].id;
    world.tell(at(15, 3), Act::FollowUpAccepted(FollowUpAccepted { follow_up: id }));
    assert_eq!(world.work(at(17, 9))[2], "ladder.3 village accepted");
}

#[test]
fn work_done_on_a_phone_that_knew_only_the_second_report_counts() {
    let mut alone = World::new();
    alone.tell(
        at(1, 8),
        Act::DraftDiscarded(DraftDiscarded { form: String::new(), reason: String::new() }),
    );
    let second = alone.absent(17);
    let id = alone.at(at(18, 9)).open_case().unwrap().follow_ups[2].id;
    let mut world = World::new();
    world.absent(16);
    world.facts.extend(alone.facts);
    assert_ne!(world.facts[0].id, second);
    world.tell(at(18, 10), Act::FollowUpAccepted(FollowUpAccepted { follow_up: id }));
    assert_eq!(world.work(at(18, 11))[2], "ladder.3 village accepted");
}

#[test]
fn amendments_and_retractions_change_what_counts_and_nothing_else() {
    let mut world = World::new();
    let report = world.absent(16);
    let days = vec![date(2026, 11, 16)];
    let fixed = AbsenceReport {
        days,
        told_at: at(16, 8),
        reason: "病假".to_owned(),
        excused: true,
        filled: None,
    };
    let payload = Act::AbsenceReport(fixed).payload();
    let amendment =
        Amendment { of: report, payload, happened_at: None, reason: "家长补假条".to_owned() };
    let amended = world.tell(at(16, 12), Act::Amendment(amendment));
    assert!(world.at(at(20, 8)).cases.is_empty());
    world.tell(
        at(16, 13),
        Act::Retraction(Retraction { of: amended, reason: "假条是假的".to_owned() }),
    );
    assert_eq!(world.at(at(20, 9)).cases.len(), 1, "the amendment was withdrawn");
    world.tell(at(16, 14), Act::Retraction(Retraction { of: report, reason: "认错人".to_owned() }));
    assert!(world.at(at(20, 9)).cases.is_empty());
}

#[test]
fn concurrent_edits_keep_both_values_until_a_person_settles_them() {
    let mut world = World::new();
    let edit = |value: &str, based_on: Vec<FactId>| {
        Act::ProfileEdit(ProfileEdit {
            field: "guardian_phone".to_owned(),
            value: value.into(),
            based_on,
        })
    };
    let first = world.tell(at(2, 8), edit("13800000001", vec![]));
    let second = world.tell(at(2, 9), edit("13800000002", vec![]));
    let field = world.at(at(2, 10)).profile["guardian_phone"].clone();
    assert_eq!((field.shown.fact, field.conflicts.len()), (second, 1));
    world.tell(at(2, 11), edit("13800000001", vec![first, second]));
    let field = world.at(at(2, 12)).profile["guardian_phone"].clone();
    assert_eq!((field.shown.value, field.conflicts.len()), ("13800000001".into(), 0));
}

#[test]
fn a_status_change_needs_the_school_and_the_county() {
    let mut world = World::new();
    world.absent(9);
    let from = date(2026, 11, 10);
    let asked =
        StatusRequest {
            to: Status::Suspended, reason: "骨折".to_owned(), from, evidence: vec![]
        };
    let request = world.tell(at(10, 8), Act::StatusRequest(asked));
    let answer = |granted| StatusAnswer { request, granted, note: String::new() };
    world.tell(at(10, 10), Act::StatusApproval(answer(true)));
    assert_eq!(world.at(at(10, 11)).status.now, Status::Enrolled, "the school has not checked it");
    world.tell(at(10, 9), Act::StatusCheck(answer(true)));
    let state = world.at(at(10, 12));
    let asked = state.status.changes[0].state;
    assert_eq!((state.status.now, asked), (Status::Suspended, StatusRequestState::Approved));
    assert_eq!(state.open_case(), None, "a suspended student is not absent");
}

#[test]
fn a_left_behind_child_is_visited_once_a_term_or_a_case_opens() {
    let mut world = World::new();
    world.student.groups = BTreeSet::from([Group::LeftBehind]);
    assert_eq!(world.at(at(2, 8)).visit_due.unwrap().due, date(2027, 1, 15));
    let after = crate::moment::Clock::CHINA.at(date(2027, 1, 16), Time::midnight());
    assert_eq!(world.work(after), ["not_visited class open"]);
    world.tell(at(12, 17), Act::Visit(visit(Met::Guardian)));
    assert_eq!(world.at(at(13, 8)).visit_due, None);
    assert!(world.at(after).cases.is_empty());
}

#[test]
fn reminders_move_through_their_window_and_their_effect_is_followed() {
    let mut world = World::new();
    world.absent(9);
    let (opens, due, late) = (at(10, 8), at(10, 18), at(11, 18));
    let set = ReminderSet {
        guardian: None,
        text: "提醒返校".to_owned(),
        channel: None,
        opens,
        due,
        late,
    };
    let reminder = world.tell(at(9, 12), Act::ReminderSet(set));
    let states = [at(9, 13), opens, due, late].map(|now| world.at(now).reminders[0].state);
    assert_eq!(states, [Reminded::Planned, Reminded::Open, Reminded::Due, Reminded::Late]);
    let call = GuardianContact { reminder: Some(reminder), ..GuardianContact::call(true) };
    world.tell(at(12, 8), Act::GuardianContact(call));
    world.back(13);
    let answered = world.at(at(13, 10)).reminders[0].clone();
    assert_eq!((answered.state, answered.returned_after), (Reminded::Done, true));
}

#[test]
fn the_risk_is_the_sum_of_its_parts() {
    let mut world = World::new();
    world.absent(16);
    let risk = world.at(at(18, 9)).open_case().unwrap().risk.clone();
    let parts: Vec<_> = risk.parts.iter().map(|p| (p.key.as_str(), p.points)).collect();
    let expected = [
        ("absence_days", 9),
        ("group.poor_household", 10),
        ("junior_secondary", 5),
        ("concern.unexplained_absence", 4),
    ];
    assert_eq!(parts, expected);
    assert_eq!(risk.total, 28);
}

#[test]
fn a_claimed_future_does_not_drag_the_clock() {
    let mut world = World::new();
    world.absent(9);
    world.tell(at(28, 8), Act::GuardianContact(GuardianContact::call(false)));
    assert_eq!(world.work(at(9, 9)).len(), 2);
}
