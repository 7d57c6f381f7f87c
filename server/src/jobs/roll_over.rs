//! A school goes on to a new school year: what would become of its classes and children, and doing it.

use super::due;
use crate::acts::push::examine;
use crate::app::App;
use crate::auth::caller::Caller;
use crate::db::audit::{self, Event};
use crate::db::roster::roll_over::{self, Counts, Standing};
use crate::db::roster::{assignments, classes};
use crate::db::{Error, Tx, callers, counter, facts, students};
use crate::problem::Problem;
use doorstep_schema::fact::{self, Act, StatusAnswer, StatusRequest};
use doorstep_schema::hlc::Hlc;
use doorstep_schema::id::{AssignmentId, ClassId, FactId, SchoolId, StudentId, WorkerId};
use doorstep_schema::moment::Moment;
use doorstep_schema::people::{Class, Scope, Status};
use doorstep_schema::region::RegionCode;
use doorstep_schema::roll_over::{Fate, Onward, fate, has_left, onward};
use doorstep_schema::wire::v1;
use std::collections::{HashMap, HashSet};

/// The children who are changed in few statements at once, and whose histories are held in memory.
const AT_ONCE: usize = 64;

/// A class that goes on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Up {
    /// The class of the year that ends.
    pub from: Class,
    /// The class of the new year.
    pub to: Class,
    /// Whether it is made.
    pub is_new: bool,
    /// Who goes along.
    pub children: Vec<StudentId>,
}

/// A class of the new year in which other children stand already.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Taken {
    /// The class.
    pub class: Class,
    /// How many children stand in it.
    pub children: usize,
}

/// What becomes of a school's classes and children.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Plan {
    /// The school.
    pub school: SchoolId,
    /// The year in which the new school year begins.
    pub year: i16,
    /// The classes that go on.
    pub ups: Vec<Up>,
    /// Who has finished grade 9.
    pub graduates: Vec<StudentId>,
    /// How many wait for enrolment elsewhere.
    pub waiting: usize,
    /// How many of grade 9 have not finished.
    pub open: usize,
    /// Assignments of teachers whose class goes on: the assignment, who, from which class.
    pub teaching: Vec<(AssignmentId, WorkerId, ClassId)>,
    /// Classes that nobody stands in any more.
    pub emptied: HashSet<ClassId>,
    /// What stands in the way.
    pub taken: Vec<Taken>,
    /// When the school went on to this year before.
    pub before: Option<Moment>,
    /// Whether the school has classes of the year that ends at all.
    pub has_classes: bool,
}

impl Plan {
    /// Tells whether it can be done.
    #[must_use]
    pub const fn is_ready(&self) -> bool {
        self.has_classes && self.taken.is_empty() && self.before.is_none()
    }

    /// Counts what it does.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        Counts {
            classes: number(self.ups.iter().filter(|up| up.is_new).count()),
            moved: number(self.ups.iter().map(|up| up.children.len()).sum()),
            graduated: number(self.graduates.len()),
            waiting: number(self.waiting),
            open: number(self.open),
        }
    }

    /// Finds out what becomes of a school.
    ///
    /// # Errors
    /// When the database refuses or a row does not read.
    pub async fn of(tx: &mut Tx, school: SchoolId, year: i16) -> Result<Self, Error> {
        let before = roll_over::before(tx, school, year).await?;
        let all = roll_over::classes(tx, school, [year - 1, year]).await?;
        let ids: Vec<ClassId> = all.iter().map(|class| class.id).collect();
        let mut standing: HashMap<ClassId, Vec<Standing>> = HashMap::new();
        for child in roll_over::standing(tx, &ids).await? {
            standing.entry(child.class).or_default().push(child);
        }
        let (old, new): (Vec<Class>, Vec<Class>) = all.into_iter().partition(|c| c.year < year);
        let last = old.iter().chain(&new).map(|class| class.grade).max().unwrap_or_default();
        let mut plan = Self {
            school,
            year,
            ups: Vec::new(),
            graduates: Vec::new(),
            waiting: 0,
            open: 0,
            teaching: Vec::new(),
            emptied: HashSet::new(),
            taken: Vec::new(),
            before,
            has_classes: !old.is_empty(),
        };
        if before.is_some() {
            return Ok(plan);
        }
        for class in old {
            let children = standing.remove(&class.id).unwrap_or_default();
            plan.take(class, &children, last, &new, &standing);
        }
        let gone: Vec<ClassId> =
            plan.ups.iter().map(|up| up.from.id).chain(plan.emptied.iter().copied()).collect();
        plan.teaching = roll_over::teaching(tx, &gone).await?;
        Ok(plan)
    }

    fn take(
        &mut self,
        class: Class,
        children: &[Standing],
        last: u8,
        new: &[Class],
        standing: &HashMap<ClassId, Vec<Standing>>,
    ) {
        let way = onward(class.grade, last);
        let mut going = Vec::new();
        let mut staying = 0;
        for child in children {
            match fate(way, child.status, child.on_ladder) {
                Fate::MovesUp => going.push(child.student),
                Fate::Graduates => self.graduates.push(child.student),
                Fate::Waits => self.waiting += 1,
                Fate::StaysOpen => self.open += 1,
                Fate::HasLeft => continue,
            }
            staying += usize::from(way != Onward::Up);
        }
        if way != Onward::Up {
            let graduated = children
                .iter()
                .filter(|c| fate(way, c.status, c.on_ladder) == Fate::Graduates)
                .count();
            if graduated > 0 && graduated == staying {
                self.emptied.insert(class.id);
            }
            return;
        }
        let (grade, number) = (class.grade + 1, class.number);
        let known = new.iter().find(|c| c.grade == grade && c.number == number);
        if going.is_empty() && known.is_none() {
            return;
        }
        let here = known.and_then(|class| standing.get(&class.id));
        let others = here.map_or(0, |all| all.iter().filter(|c| !has_left(c.status)).count());
        let made = || Class {
            id: ClassId::derive(self.school.0, &format!("{}/{grade}/{number}", self.year)),
            school: self.school,
            year: self.year,
            grade,
            number,
        };
        let to = known.cloned().unwrap_or_else(made);
        if others > 0 && !going.is_empty() {
            self.taken.push(Taken { class: to, children: others });
            return;
        }
        self.ups.push(Up { is_new: known.is_none(), from: class, to, children: going });
    }
}

/// Does it: classes, children, graduations, teachers and the log, in the caller's transaction, which holds the county's
/// counter row. Says what was done; nothing where something stands in the way.
///
/// # Errors
/// When the database refuses; then nothing was done.
pub async fn carry_out(
    app: &App,
    tx: &mut Tx,
    caller: &Caller,
    county: RegionCode,
    plan: &Plan,
    now: Moment,
) -> Result<(), Problem> {
    let made: Vec<Class> = plan.ups.iter().filter(|up| up.is_new).map(|up| up.to.clone()).collect();
    classes::put(tx, county, &made).await?;
    for up in &plan.ups {
        for some in up.children.chunks(AT_ONCE) {
            let mut records = students::records(tx, some).await?;
            for record in &mut records {
                record.student.class = up.to.id;
                record.student.grade = up.to.grade;
            }
            students::put(tx, county, &records, now).await?;
        }
    }
    for some in plan.graduates.chunks(AT_ONCE) {
        graduate(app, tx, caller, county, some, plan.year, now).await?;
    }
    move_teachers(tx, county, plan, now).await?;
    let done = plan.counts();
    roll_over::add(tx, county, (plan.school, plan.year), done, (caller.worker, now)).await?;
    let Counts { classes, moved, graduated, waiting, open } = done;
    let event = Event {
        county,
        at: now,
        worker: Some(caller.worker),
        device: Some(caller.device),
        action: "roll_over",
        resource: format!("school:{}", plan.school),
        detail: format!(
            "{}: {classes} classes made, {moved} moved, {graduated} graduated, {waiting} waiting, {open} open",
            plan.year
        ),
    };
    audit::append(tx, &event).await?;
    Ok(())
}

/// Ends what teachers held of classes that are over, and begins the class that follows.
async fn move_teachers(
    tx: &mut Tx,
    county: RegionCode,
    plan: &Plan,
    now: Moment,
) -> Result<(), Error> {
    let next: HashMap<ClassId, ClassId> =
        plan.ups.iter().map(|up| (up.from.id, up.to.id)).collect();
    for (assignment, worker, class) in &plan.teaching {
        assignments::end(tx, county, *worker, *assignment, now).await?;
        let Some(to) = next.get(class).map(|class| Scope::Class(*class)) else { continue };
        let held = callers::held(tx, *worker).await?;
        if !held.iter().any(|held| held.until.is_none() && held.scope == to) {
            assignments::add(tx, county, *worker, &to, now).await?;
        }
    }
    Ok(())
}

/// Records that children finished grade 9, as the status procedure does: asked for, checked and approved.
async fn graduate(
    app: &App,
    tx: &mut Tx,
    caller: &Caller,
    county: RegionCode,
    children: &[StudentId],
    year: i16,
    now: Moment,
) -> Result<(), Problem> {
    let stored = facts::of_students(tx, children).await?;
    let clock = app.rules.of(tx, county).await?.policy.clock;
    let from = clock.day(now);
    let mut sound = Vec::with_capacity(children.len() * 3);
    for student in children {
        let seen = stored.get(student).into_iter().flatten();
        let mut hlc = seen.fold(Hlc::default(), |hlc, fact| hlc.witness(fact.hlc, now));
        let mut record = |act: Act| -> Result<FactId, Problem> {
            hlc = hlc.tick(now);
            let fact = v1::Fact::from(&fact::Fact {
                id: FactId::mint(now, app.chance()?),
                author: caller.worker,
                device: caller.device,
                county,
                student: Some(*student),
                happened_at: now,
                entered_at: now,
                hlc,
                act,
            });
            let id = fact.id;
            sound.push(examine(caller, fact, now).map_err(|_| Problem::internal())?);
            Ok(id)
        };
        let reason = format!("毕业 graduated: {year}");
        let asked = StatusRequest { to: Status::Graduated, reason, from, evidence: Vec::new() };
        let request = record(Act::StatusRequest(asked))?;
        let granted = StatusAnswer { request, granted: true, note: String::new() };
        record(Act::StatusCheck(granted.clone()))?;
        record(Act::StatusApproval(granted))?;
    }
    let count = i64::try_from(sound.len()).unwrap_or(i64::MAX);
    let first = counter::take(tx, county, count).await?;
    let entries: Vec<facts::Entry<'_>> = (first..)
        .zip(&sound)
        .map(|(seq, sound)| facts::Entry { sound, seq, received_at: now })
        .collect();
    facts::add(tx, &entries).await?;
    due::evaluate_again(tx, &app.rules, children, now).await?;
    Ok(())
}
