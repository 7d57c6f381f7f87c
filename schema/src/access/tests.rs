//! The authority table, cell by cell.

use super::*;
use crate::id::{ClassId, SchoolId};
use crate::state::FollowUpState;

fn id(n: u8) -> uuid::Uuid {
    uuid::Uuid::from_bytes([n; 16])
}

fn region(code: &str) -> RegionCode {
    RegionCode::parse(code).unwrap()
}

fn standing() -> Standing {
    Standing {
        county: region("533325"),
        school: SchoolId(id(1)),
        class: ClassId(id(2)),
        village: region("533325001201"),
    }
}

/// The scope that each role holds over the student of [`standing`], and one that misses it.
fn scopes(role: Role) -> (Scope, Scope) {
    match role {
        Role::Teacher => (Scope::Class(ClassId(id(2))), Scope::Class(ClassId(id(9)))),
        Role::Principal => (Scope::School(SchoolId(id(1))), Scope::School(SchoolId(id(9)))),
        Role::Committee => {
            (Scope::Region(region("533325001201")), Scope::Region(region("533325001202")))
        }
        Role::Township => (Scope::Region(region("533325001")), Scope::Region(region("533325002"))),
        Role::Department => (
            Scope::Department(region("533325"), Department::CivilAffairs),
            Scope::Department(region("533323"), Department::CivilAffairs),
        ),
        Role::Supervisor | Role::Administrator => {
            (Scope::Region(region("533325")), Scope::Region(region("533323")))
        }
    }
}

/// One row an action; columns: teacher, principal, committee, township, department, supervisor, administrator.
const EXPECTED: &[(Action, [u8; 7])] = &[
    (Action::ReadStudent, [1, 1, 1, 1, 1, 1, 0]),
    (Action::UnmaskIdentity, [0, 1, 0, 0, 0, 1, 0]),
    (Action::ReadQueue, [1, 1, 1, 1, 1, 1, 0]),
    (Action::ReadBoard, [0, 1, 1, 1, 0, 1, 0]),
    (Action::ReadIndicators, [0, 1, 1, 1, 0, 1, 0]),
    (Action::ReadRegions, [1, 1, 1, 1, 1, 1, 1]),
    (Action::Export, [0, 1, 0, 1, 0, 1, 0]),
    (Action::RecordVisit, [1, 1, 1, 1, 0, 1, 0]),
    (Action::RecordContact, [1, 1, 1, 1, 0, 0, 0]),
    (Action::RecordAttendance, [1, 1, 0, 0, 0, 0, 0]),
    (Action::SettlePromise, [1, 1, 1, 1, 0, 0, 0]),
    (Action::KeepReminder, [1, 1, 1, 1, 0, 0, 0]),
    (Action::EditProfile, [1, 1, 1, 1, 0, 0, 0]),
    (Action::RequestStatus, [1, 1, 0, 0, 0, 0, 0]),
    (Action::CheckStatus, [0, 1, 0, 0, 0, 0, 0]),
    (Action::ApproveStatus, [0, 0, 0, 0, 0, 1, 0]),
    (Action::ReportDropout, [0, 1, 0, 0, 0, 0, 0]),
    (Action::WorkFollowUp, [1, 1, 1, 1, 1, 1, 0]),
    (Action::ReassignFollowUp, [0, 0, 0, 1, 0, 1, 0]),
    (Action::SendReferral, [1, 1, 1, 1, 0, 0, 0]),
    (Action::AnswerReferral, [0, 0, 0, 0, 1, 0, 0]),
    (Action::ReportVenue, [1, 1, 1, 1, 1, 1, 0]),
    (Action::AddPhoto, [1, 1, 1, 1, 0, 1, 0]),
    (Action::ReadPhoto, [1, 1, 1, 1, 0, 1, 0]),
    (Action::ExportPhoto, [0, 1, 0, 1, 0, 1, 0]),
    (Action::ExplainPhoto, [0, 0, 0, 0, 0, 1, 0]),
    (Action::ErasePhotos, [0, 0, 0, 0, 0, 1, 1]),
    (Action::ServeNotice, [0, 0, 0, 1, 1, 1, 0]),
    (Action::CorrectRecord, [1, 1, 1, 1, 1, 1, 0]),
    (Action::Import, [0, 0, 0, 0, 0, 0, 1]),
    (Action::ManageWorkers, [0, 0, 0, 0, 0, 0, 1]),
    (Action::ManageDevices, [0, 0, 0, 0, 0, 0, 1]),
    (Action::ReadAudit, [0, 0, 0, 0, 0, 0, 1]),
    (Action::ManagePolicy, [0, 0, 0, 0, 0, 0, 1]),
    (Action::ManageForms, [0, 0, 0, 0, 0, 0, 1]),
    (Action::ReadResults, [0, 1, 0, 1, 0, 1, 0]),
];

#[test]
fn every_cell_of_roles_actions_and_scopes_is_as_expected() {
    assert_eq!(EXPECTED.len(), Action::ALL.len(), "a new action needs its row");
    let standing = standing();
    let referred = [Department::CivilAffairs];
    for (action, row) in EXPECTED {
        for (role, expected) in Role::ALL.iter().zip(row) {
            let (inside, outside) = scopes(*role);
            let student = Resource::Student(&standing, &referred);
            let ask = |scope: Scope, resource: &Resource<'_>| {
                permits(&Actor { role: *role, scopes: &[scope] }, *action, resource)
            };
            assert_eq!(ask(inside, &student), *expected == 1, "{role} {action} inside");
            assert!(!ask(outside, &student), "{role} {action} outside");
            assert!(
                !permits(&Actor { role: *role, scopes: &[] }, *action, &student),
                "{role} without scope"
            );
        }
    }
}

#[test]
fn a_department_sees_a_student_only_through_a_referral() {
    let standing = standing();
    let (inside, _) = scopes(Role::Department);
    let actor = Actor { role: Role::Department, scopes: &[inside] };
    for referred in [&[][..], &[Department::Justice]] {
        assert!(!permits(&actor, Action::ReadStudent, &Resource::Student(&standing, referred)));
    }
}

#[test]
fn queues_belong_to_those_who_serve_or_oversee_them() {
    let standing = standing();
    let owners = [
        Owner::Class(standing.class),
        Owner::School(standing.school),
        Owner::Village(standing.village),
        Owner::Township(region("533325001")),
        Owner::County(standing.county),
        Owner::Department(standing.county, Department::CivilAffairs),
    ];
    let expected: [(Role, [u8; 6]); 7] = [
        (Role::Teacher, [1, 0, 0, 0, 0, 0]),
        (Role::Principal, [1, 1, 0, 0, 0, 0]),
        (Role::Committee, [0, 0, 1, 0, 0, 0]),
        (Role::Township, [0, 0, 1, 1, 0, 0]),
        (Role::Department, [0, 0, 0, 0, 0, 1]),
        (Role::Supervisor, [1, 1, 1, 1, 1, 1]),
        (Role::Administrator, [0, 0, 0, 0, 0, 0]),
    ];
    for (role, row) in expected {
        let (inside, outside) = scopes(role);
        for (owner, expected) in owners.iter().zip(row) {
            let resource = Resource::Queue(owner, &standing);
            let ask = |scope| {
                let actor = Actor { role, scopes: &[scope] };
                let permitted = permits(&actor, Action::ReadQueue, &resource);
                let lists = queues(&actor, Action::ReadQueue);
                let listed = lists.iter().any(|queues| queues.hold(owner, &standing));
                assert_eq!(listed, permitted, "a list shows what may be read, {role} {owner}");
                permitted
            };
            assert_eq!(ask(inside), expected == 1, "{role} {owner}");
            assert!(!ask(outside), "{role} {owner} outside");
        }
    }
}

#[test]
fn boards_are_read_from_above_and_never_from_the_side() {
    let (village, county) = (region("533325001201"), region("533325"));
    let committee = [Scope::Region(village)];
    let actor = Actor { role: Role::Committee, scopes: &committee };
    assert!(permits(&actor, Action::ReadBoard, &Resource::Region(&village)));
    assert!(!permits(&actor, Action::ReadBoard, &Resource::Region(&county)));
    let school = [Scope::School(SchoolId(id(1)))];
    let principal = Actor { role: Role::Principal, scopes: &school };
    assert!(permits(&principal, Action::ReadBoard, &Resource::School(SchoolId(id(1)), &county)));
    assert!(!permits(&principal, Action::ReadBoard, &Resource::School(SchoolId(id(3)), &county)));
    assert!(!permits(&principal, Action::ReadBoard, &Resource::Region(&county)));
}

#[test]
fn work_is_offered_to_whose_queue_it_is_and_only_where_it_changes_something() {
    use Work::{Accept, Complete, Reassign, SendBack};
    let standing = standing();
    let village = Owner::Village(standing.village);
    let ask = |role: Role, inside: bool, state| {
        let (near, far) = scopes(role);
        let scopes = [if inside { near } else { far }];
        work(&Actor { role, scopes: &scopes }, &village, &standing, state)
    };
    let open = FollowUpState::Open;
    assert_eq!(ask(Role::Committee, true, open), [Accept, Complete, SendBack]);
    assert_eq!(ask(Role::Committee, true, FollowUpState::Accepted), [Complete, SendBack]);
    assert_eq!(ask(Role::Supervisor, true, FollowUpState::SentBack), [Accept, Complete, Reassign]);
    assert_eq!(ask(Role::Township, true, open), Work::ALL);
    for role in Role::ALL {
        assert_eq!(ask(*role, false, open), [], "{role} outside");
        for closed in [FollowUpState::Done, FollowUpState::Cancelled] {
            assert_eq!(ask(*role, true, closed), [], "{role} {closed}");
        }
    }
    for role in [Role::Teacher, Role::Principal, Role::Department, Role::Administrator] {
        assert_eq!(ask(role, true, open), [], "{role} serves another queue");
    }
}
