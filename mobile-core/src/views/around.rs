//! What stands around a student on the screen: what is overdue, the names behind ids, what one may do.

use super::TimelineEntry;
use super::names::owner_name;
use crate::Problem;
use crate::store::{Session, Store};
use doorstep_schema::access::{ACTS_ABOUT_A_STUDENT, Actor, Resource, permits};
use doorstep_schema::id::{FollowUpId, WorkerId};
use doorstep_schema::moment::Moment;
use doorstep_schema::people::{Department, Scope, Student};
use doorstep_schema::state::{Owner, Rung, StudentState};
use std::collections::{BTreeMap, BTreeSet};

/// The follow-ups that are open after their due time.
pub(super) fn overdue(state: &StudentState, now: Moment) -> Vec<FollowUpId> {
    let all = state.cases.iter().flat_map(|case| &case.follow_ups);
    all.filter(|f| f.is_overdue(now)).map(|f| f.id).collect()
}

/// The names of the workers whom the screen speaks of.
pub(super) fn names(
    store: &Store,
    state: &StudentState,
    timeline: &[TimelineEntry],
) -> Result<BTreeMap<WorkerId, String>, Problem> {
    let edits = state.profile.values().flat_map(|f| f.conflicts.iter().chain([&f.shown]));
    let follow_ups = state.cases.iter().flat_map(|case| &case.follow_ups);
    let workers: BTreeSet<WorkerId> = edits
        .map(|edit| edit.by)
        .chain(follow_ups.filter_map(|f| f.accepted_by))
        .chain(state.status.changes.iter().map(|change| change.by))
        .chain(timeline.iter().map(|entry| entry.fact.author))
        .collect();
    let mut names = BTreeMap::new();
    for worker in workers {
        names.extend(store.worker(worker)?.map(|known| (worker, known.name)));
    }
    Ok(names)
}

/// The names behind the owners of the student's follow-ups and of the ladder's steps.
pub(super) fn owners(
    store: &Store,
    state: &StudentState,
    ladder: &[Rung],
) -> Result<BTreeMap<String, String>, Problem> {
    let follow_ups = state.cases.iter().flat_map(|case| &case.follow_ups);
    let owners: BTreeSet<Owner> =
        follow_ups.map(|f| f.owner).chain(ladder.iter().map(|rung| rung.owner)).collect();
    let mut names = BTreeMap::new();
    for owner in owners {
        names.insert(owner.to_string(), owner_name(store, &owner)?);
    }
    Ok(names)
}

/// The kinds of acts that the worker may record about the student.
pub(super) fn may(session: &Session, student: &Student, state: &StudentState) -> Vec<String> {
    let scopes: Vec<Scope> = session.scope.iter().map(|a| a.scope).collect();
    let actor = Actor { role: session.worker.role, scopes: &scopes };
    let standing = student.standing();
    let referred: Vec<Department> = state.referrals.iter().map(|r| r.department).collect();
    let about = Resource::Student(&standing, &referred);
    let allowed =
        ACTS_ABOUT_A_STUDENT.iter().filter(|(_, action)| permits(&actor, *action, &about));
    allowed.map(|(kind, _)| (*kind).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::acts;
    use crate::testing::{absence, at, entry, phone, student_id};
    use crate::views::student;
    use doorstep_schema::fact::{Act, Met, ProfileField, Visit};
    use doorstep_schema::state::RungState;
    use jiff::civil::date;
    use serde_json::Value;

    fn absent() -> Store {
        let mut store = phone(Store::in_memory().unwrap(), 2, at(23, 8, 0));
        let told = absence(date(2026, 11, 23), at(23, 8, 30));
        acts::absence::report(&mut store, &entry(at(23, 8, 40), 1), student_id(1), told).unwrap();
        store
    }

    #[test]
    fn the_ladder_tells_what_is_proved_what_is_due_and_what_comes() {
        let screen = student(&absent(), student_id(1), at(23, 9, 0)).unwrap();
        let rungs: Vec<_> = screen.ladder.iter().map(|r| (r.step, r.state)).collect();
        assert_eq!(rungs, [(1, RungState::Proved), (2, RungState::Due), (3, RungState::Ahead)]);
        let evening = student(&absent(), student_id(1), at(23, 20, 0)).unwrap();
        assert_eq!(evening.ladder[1].state, RungState::Late);
        assert_eq!(evening.overdue.len(), 1);
        assert_eq!(evening.owners[&evening.ladder[1].owner.to_string()], "兔峨中学");
        assert_eq!(evening.owners[&evening.ladder[2].owner.to_string()], "俄科罗村");
        assert_eq!(student(&absent(), student_id(0), at(23, 9, 0)).unwrap().ladder, []);
    }

    #[test]
    fn a_corrected_telephone_is_the_one_that_is_dialled_and_its_author_has_a_name() {
        let mut store = absent();
        let field = ProfileField::GuardianPhone;
        let phone = Value::from("13800001111");
        acts::profile::edit(&mut store, &entry(at(23, 9, 0), 2), student_id(1), field, phone)
            .unwrap();
        let screen = student(&store, student_id(1), at(23, 9, 1)).unwrap();
        assert_eq!(screen.guardians[0].phone, "13800001111");
        assert_ne!(screen.student.guardians[0].phone, "13800001111");
        assert_eq!(screen.age, 13);
        let by = screen.state.profile[field.as_str()].shown.by;
        assert_eq!(screen.names[&by], "高老师");
    }

    #[test]
    fn what_a_teacher_may_do_is_what_recording_allows() {
        let mut store = absent();
        let screen = student(&store, student_id(1), at(23, 9, 0)).unwrap();
        assert!(screen.may.iter().any(|kind| kind == "visit"));
        assert!(!screen.may.iter().any(|kind| kind == "dropout_report"));
        let visit = Visit::met(Met::Guardian);
        let e = entry(at(23, 9, 0), 3);
        acts::visit::record(&mut store, &e, student_id(1), at(23, 9, 0), visit).unwrap();
        for (kind, _) in ACTS_ABOUT_A_STUDENT {
            assert!(Act::KINDS.contains(&kind), "{kind}");
        }
        let screen = student(&store, student_id(1), at(23, 9, 2)).unwrap();
        assert!(screen.timeline.iter().all(|entry| entry.may_correct));
    }

    #[test]
    fn what_was_withdrawn_is_not_corrected_again() {
        let mut store = absent();
        let of = student(&store, student_id(1), at(23, 9, 0)).unwrap().timeline[0].fact.id;
        acts::correction::retract(&mut store, &entry(at(23, 9, 1), 4), of, "看错了").unwrap();
        let screen = student(&store, student_id(1), at(23, 9, 2)).unwrap();
        assert!(screen.timeline.iter().all(|entry| !entry.may_correct));
        assert_eq!(screen.ladder, []);
    }
}
