//! The classes that a teacher or principal answers for, and one class on one day: who is missing since when, who said so,
//! and who was told.

use super::names::school_name;
use super::student::{Receipt, receipt};
use crate::acts::signed_in;
use crate::project::freshen;
use crate::store::{Store, StudentKey};
use crate::{Code, Problem};
use doorstep_schema::id::{ClassId, StudentId};
use doorstep_schema::moment::Moment;
use doorstep_schema::people::{Class, Scope, Student};
use doorstep_schema::policy::Policy;
use doorstep_schema::state::{
    Attendance, FollowUp, Owner, StudentState, attendance, evaluate, guardian_phone, on_the_ladder,
    resolve,
};
use jiff::civil::Date;
use serde::Serialize;

/// A class that the worker answers for.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ClassRow {
    /// The class.
    pub class: Class,
    /// The school's name, empty when it is not known.
    pub school_name: String,
    /// How many students it has on this phone.
    pub students: u32,
    /// How many of them are in an absence that is open.
    pub absent: u32,
}

/// Somebody who was told of an absence, and by when they have to act.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct TellOf {
    /// Whose queue it came into.
    pub owner: Owner,
    /// The step of the ladder.
    pub step: Option<u8>,
    /// When.
    pub at: Moment,
    /// By when they have to act.
    pub due_at: Moment,
    /// Whether they have.
    pub done: bool,
}

/// A student of a class on a day.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ClassStudent {
    /// The student.
    pub student: StudentId,
    /// The name.
    pub name: String,
    /// Student number 学籍号.
    pub student_number: String,
    /// Whether the student boards at school.
    pub boarding: bool,
    /// Whether a student of this status is expected in class.
    pub expected: bool,
    /// Whether the student was in class, since when not, and who said so.
    pub attendance: Attendance,
    /// The name of who reported it, empty when it is not known.
    pub reported_by: String,
    /// Where that report stands.
    pub receipt: Option<Receipt>,
    /// Who was told of the open absence, and when.
    pub told: Vec<TellOf>,
    /// When a guardian was last contacted.
    pub guardian_contact_at: Option<Moment>,
    /// The telephone of the guardian who cares for the child, empty when it is not known.
    pub phone: String,
}

/// A class on a day.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ClassDay {
    /// The class.
    pub class: Class,
    /// The school's name, empty when it is not known.
    pub school_name: String,
    /// The day.
    #[cfg_attr(feature = "ts", ts(as = "doorstep_schema::ts::Day"))]
    pub day: Date,
    /// Whether there is class on it.
    pub school_day: bool,
    /// When the first class begins.
    pub first_class_at: Moment,
    /// The students, by name.
    pub students: Vec<ClassStudent>,
}

/// Lists the classes that the worker answers for: their own, or all of their school.
///
/// # Errors
/// `not_signed_in`, `device_revoked`, or when the store cannot be read.
pub fn classes(store: &Store, now: Moment) -> Result<Vec<ClassRow>, Problem> {
    let session = signed_in(store)?;
    freshen(store, now)?;
    let own = |class: &Class| {
        session.scope.iter().any(|assignment| match assignment.scope {
            Scope::Class(own) => own == class.id,
            Scope::School(school) => school == class.school,
            Scope::Region(_) | Scope::Department(..) => false,
        })
    };
    let staying = store.staying()?;
    let mut rows = Vec::new();
    for class in store.classes()?.into_iter().filter(own) {
        let mut row = ClassRow {
            school_name: school_name(store, class.school)?,
            class,
            students: 0,
            absent: 0,
        };
        for (key, _) in staying.iter().filter(|(_, student)| student.class == row.class.id) {
            row.students += 1;
            row.absent += u32::from(store.head(*key)?.is_some_and(|head| head.step.is_some()));
        }
        rows.push(row);
    }
    rows.sort_by_key(|row| (row.class.year, row.class.grade, row.class.number, row.class.id));
    Ok(rows)
}

/// Returns a class on a day.
///
/// # Errors
/// `invalid` when the phone does not have the class; `not_signed_in`, `device_revoked`.
pub fn class_day(
    store: &Store,
    class: ClassId,
    day: Date,
    now: Moment,
) -> Result<ClassDay, Problem> {
    signed_in(store)?;
    let class = store.class(class)?.ok_or_else(|| Problem::at(Code::Invalid, "class"))?;
    let rules = store.rules()?;
    let staying = store.staying()?.into_iter().filter(|(_, student)| student.class == class.id);
    let students = staying.map(|(key, student)| shown(store, key, student, day, now));
    Ok(ClassDay {
        students: students.collect::<Result<_, _>>()?,
        school_name: school_name(store, class.school)?,
        class,
        day,
        school_day: rules.calendar.is_school_day(day),
        first_class_at: rules.policy.clock.at(day, rules.policy.first_class),
    })
}

fn shown(
    store: &Store,
    key: StudentKey,
    student: Student,
    day: Date,
    now: Moment,
) -> Result<ClassStudent, Problem> {
    let rules = store.rules()?;
    let facts = store.counting_facts(key)?;
    let state = evaluate(&student, &facts, &rules.rules(), now);
    let attendance = attendance(&resolve(&facts).told, &state, day);
    let report = attendance.report.as_ref();
    let row = report.map(|report| store.find_fact(report.fact)).transpose()?.flatten();
    let receipt = row.map(|row| Ok::<_, Problem>(receipt(row.state, store.refusal(row.key)?)));
    let by = report.map(|report| store.worker(report.by)).transpose()?.flatten();
    let told =
        if attendance.missing_since.is_some() { told(&state, &rules.policy) } else { Vec::new() };
    Ok(ClassStudent {
        expected: state.status.now.expected_in_class(),
        reported_by: by.map(|worker| worker.name).unwrap_or_default(),
        receipt: receipt.transpose()?,
        told,
        guardian_contact_at: state.last_contact_at,
        phone: guardian_phone(&student, &state.profile),
        attendance,
        student: student.id,
        name: student.name,
        student_number: student.student_number,
        boarding: student.boarding,
    })
}

/// The steps of the ladder that have opened in the present absence, with whose they are.
fn told(state: &StudentState, policy: &Policy) -> Vec<TellOf> {
    let tell = |follow_up: &FollowUp| TellOf {
        owner: follow_up.owner,
        step: follow_up.step,
        at: follow_up.opened_at,
        due_at: follow_up.due_at,
        done: !follow_up.state.is_open(),
    };
    state.open_case().map_or_else(Vec::new, |case| on_the_ladder(case, policy).map(tell).collect())
}
