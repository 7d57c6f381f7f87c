//! The people of a world: a few workers with overlapping scopes and a dozen students.

use super::chance::Chance;
use doorstep_schema::id::{AssignmentId, WorkerId};
use doorstep_schema::people::{Group, Role, Scope, Student};
use doorstep_server::testing::World;

/// A worker who carries a phone.
#[derive(Clone, Debug)]
pub(super) struct Worker {
    pub(super) id: WorkerId,
    pub(super) username: String,
    pub(super) role: Role,
    /// The assignments that hold, with their scopes.
    pub(super) assignments: Vec<(AssignmentId, Scope)>,
}

/// Puts students on the roster and gives workers their scopes.
pub(super) async fn found(server: &World, chance: &mut Chance) -> (Vec<Worker>, Vec<Student>) {
    let mut students = Vec::new();
    for place in 0..6 + chance.below(7) {
        let mut student = server.student(place % 2, chance.below(2));
        student.groups = Group::ALL.iter().copied().filter(|_| chance.in_100(20)).collect();
        student.name = format!("学生{place}");
        students.push(student);
    }
    server.put(&students).await;
    server.publish_shipped_forms().await;
    let staff = [
        ("teacher1", Role::Teacher, Scope::Class(server.classes[0])),
        ("teacher2", Role::Teacher, Scope::Class(server.classes[1])),
        ("committee1", Role::Committee, Scope::Region(server.villages[0])),
        ("committee2", Role::Committee, Scope::Region(server.villages[1])),
        ("principal", Role::Principal, Scope::School(server.school)),
    ];
    let mut workers = Vec::new();
    for (username, role, scope) in staff {
        let person = server.person(username, role, &[]).await;
        let assignment = server.assign(person.worker, scope).await;
        workers.push(Worker {
            id: person.worker,
            username: username.to_owned(),
            role,
            assignments: vec![(assignment, scope)],
        });
    }
    (workers, students)
}
