//! One thing to do as a list shows it: who, why, by when, what next.

use crate::Problem;
use crate::acts::signed_in;
use crate::project::freshen;
use crate::store::{Session, Store, StudentKey, TodoKind, TodoOf};
use doorstep_schema::id::StudentId;
use doorstep_schema::moment::Moment;
use doorstep_schema::people::Role;
use doorstep_schema::place::Place;
use doorstep_schema::region::RegionCode;
use doorstep_schema::state::Owner;
use serde::Serialize;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use uuid::Uuid;

/// One thing to do.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Work {
    /// The student.
    pub student: StudentId,
    /// The student's name.
    pub name: String,
    /// The household's village.
    pub village: Option<RegionCode>,
    /// What kind of thing it is.
    pub kind: TodoKind,
    /// The follow-up, reminder or promise; `None` for a periodic or planned visit.
    pub subject: Option<Uuid>,
    /// Whose queue it is in; `None` for one's own reminder.
    pub owner: Option<Owner>,
    /// Why: `ladder`, `retry_visit`, `periodic_visit`, `promise_due`, `reminder`, …
    pub reason: String,
    /// The step of the ladder.
    pub step: Option<u8>,
    /// The state: `open`, `accepted`, `sent_back`, or a reminder's.
    pub state: String,
    /// The act that does it: `visit`, `joint_visit`, `contact`, `report_absence`, `settle_promise`, …
    pub next: String,
    /// From when it can be done.
    pub opens_at: Moment,
    /// By when it is due.
    pub due_at: Moment,
    /// Whether that has passed.
    pub late: bool,
    /// The case's risk.
    pub risk: i32,
    /// A promise's or reminder's words, or why the follow-up was sent back.
    pub text: String,
    /// The grade, 1 to 9; 0 when the roster has not brought the student.
    pub grade: u8,
    /// The number of the class in its grade, when the phone has it.
    pub class_number: Option<u8>,
    /// The village's name, empty when it is not known.
    pub village_name: String,
    /// Where the home is, once known.
    pub home: Option<Place>,
    /// How far the home is from where the way begins, in metres as the crow flies; told by today and its map.
    pub distance_m: Option<u32>,
    /// The telephone of the guardian who cares for the child, empty when it is not known.
    pub phone: String,
}

/// Lists all the work until a moment that is the signed-in worker's own.
pub(super) fn own_todos(store: &Store, until: Moment, now: Moment) -> Result<Vec<TodoOf>, Problem> {
    let session = signed_in(store)?;
    freshen(store, now)?;
    let mut todos = store.todos_until(until)?;
    todos.retain(|of| is_own(&session, of));
    Ok(todos)
}

/// Adds to each piece of work what lists show of its student; only to what is shown, as it costs some reads a student.
pub(super) fn shown(store: &Store, todos: Vec<TodoOf>, now: Moment) -> Result<Vec<Work>, Problem> {
    let mut known = BTreeMap::new();
    let todos = todos.into_iter();
    todos
        .map(|of| {
            let about = match known.entry(of.key) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(free) => free.insert(About::of(store, of.key)?),
            };
            Ok(work(of, about, now))
        })
        .collect()
}

/// What lists show of a student beside the work.
#[derive(Default)]
struct About {
    grade: u8,
    class_number: Option<u8>,
    village_name: String,
    home: Option<Place>,
    phone: String,
}

impl About {
    fn of(store: &Store, key: StudentKey) -> Result<Self, Problem> {
        let Some(student) = store.student(key)? else { return Ok(Self::default()) };
        let head = store.head(key)?;
        Ok(Self {
            grade: student.grade,
            village_name: store.region(student.village)?.map(|r| r.name).unwrap_or_default(),
            class_number: store.class(student.class)?.map(|class| class.number),
            home: head.as_ref().and_then(|head| head.home),
            phone: head.map(|head| head.phone).unwrap_or_default(),
        })
    }
}

fn work(of: TodoOf, about: &About, now: Moment) -> Work {
    let TodoOf { student, name, village, todo, .. } = of;
    let late = todo.is_late(now);
    Work {
        student,
        name,
        village,
        kind: todo.kind,
        subject: todo.subject,
        owner: todo.owner,
        reason: todo.reason,
        step: todo.step,
        state: todo.state,
        next: todo.next,
        opens_at: todo.opens_at,
        due_at: todo.due_at,
        late,
        risk: todo.risk,
        text: todo.text,
        grade: about.grade,
        class_number: about.class_number,
        village_name: about.village_name.clone(),
        home: about.home,
        distance_m: None,
        phone: about.phone.clone(),
    }
}

/// Tells whether a scope of the worker serves the owner, or the worker set the reminder.
fn is_own(session: &Session, of: &TodoOf) -> bool {
    let served = |owner: Owner| session.scope.iter().any(|a| owner.is_served_by(&a.scope));
    match of.todo.kind {
        TodoKind::Reminder => {
            of.todo.author == Some(session.subject) || of.todo.owner.is_some_and(served)
        }
        // Only roles that may visit and settle promises are asked to.
        TodoKind::Visit | TodoKind::Promise => {
            session.worker.role == Role::Teacher && of.todo.owner.is_some_and(served)
        }
        TodoKind::FollowUp => of.todo.owner.is_some_and(served),
    }
}
