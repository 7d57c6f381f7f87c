//! A generated county: students of two schools in three villages, with states and work of every kind, some late.

use super::world::{SeededEntropy, World};
use crate::clock::Entropy as _;
use crate::db::projections::{FollowUpRow, PromiseRow, ReferralRow, Rows, StateRow, save};
use crate::db::roster::{classes, regions, schools};
use crate::db::students::day_number;
use doorstep_schema::id::{ClassId, SchoolId, StudentId};
use doorstep_schema::moment::{Clock, Moment};
use doorstep_schema::people::{Class, Group, School, Status, Student};
use doorstep_schema::region::{Level, Region, RegionCode};
use doorstep_schema::state::{FollowUpState, Reason};
use uuid::Uuid;

/// Everything that was generated.
#[derive(Clone, Debug)]
pub struct Crowd {
    /// The students as the roster has them.
    pub students: Vec<Student>,
    /// What would have been derived about them.
    pub rows: Rows,
    /// The second school, in the second township; children of the first township go there too.
    pub school: SchoolId,
    /// The village of the second township.
    pub village: RegionCode,
}

/// Chance in small numbers.
struct Dice(SeededEntropy);

impl Dice {
    /// Throws a number below `n`.
    fn below(&self, n: i64) -> i64 {
        let mut bytes = [0; 8];
        self.0.fill(&mut bytes).unwrap();
        i64::try_from(u64::from_le_bytes(bytes) % u64::try_from(n).unwrap()).unwrap()
    }

    fn of<T: Copy>(&self, all: &[T]) -> T {
        all[usize::try_from(self.below(i64::try_from(all.len()).unwrap())).unwrap()]
    }

    fn id(&self) -> Uuid {
        let mut bytes = [0; 16];
        self.0.fill(&mut bytes).unwrap();
        Uuid::from_bytes(bytes)
    }
}

const HOUR: i64 = 3_600_000;

impl World {
    /// Puts `n` students on the roster, with what is derived about them, all from a seed; now is the world's clock.
    ///
    /// # Panics
    /// When the database refuses.
    pub async fn crowd(&self, seed: u64, n: usize) -> Crowd {
        let dice = Dice(SeededEntropy::new(seed));
        let (school, class) = (SchoolId(dice.id()), ClassId(dice.id()));
        let region = |code| RegionCode::parse(code).unwrap();
        let village = region("533325002201");
        let named = |code| Region { code, name: format!("region {code}"), retired: false };
        let mut tx = self.app.db.write().await.unwrap();
        let new = [named(region("533325002")), named(village)];
        regions::put(&mut tx, self.county, &new).await.unwrap();
        let second = School {
            id: school,
            county: self.county,
            code: "S2".to_owned(),
            name: "School 2".to_owned(),
            region: region("533325002"),
            place: None,
        };
        schools::put(&mut tx, self.county, &[second]).await.unwrap();
        let class = Class { id: class, school, year: 2026, grade: 8, number: 1 };
        classes::put(&mut tx, self.county, std::slice::from_ref(&class)).await.unwrap();
        tx.commit().await.unwrap();
        let villages = [self.villages[0], self.villages[1], village];
        let students: Vec<Student> =
            (0..n).map(|_| self.someone(&dice, &class, &villages)).collect();
        self.put(&students).await;
        let mut rows = Rows::default();
        for student in &students {
            self.happen(&dice, student, &mut rows);
        }
        let mut tx = self.app.db.write().await.unwrap();
        let stored = crate::db::projections::load(&mut tx, &ids(&students)).await.unwrap();
        save(&mut tx, &stored, &rows).await.unwrap();
        tx.commit().await.unwrap();
        Crowd { students, rows, school, village }
    }

    fn someone(&self, dice: &Dice, second: &Class, villages: &[RegionCode]) -> Student {
        let mut student = self.student(usize::from(dice.below(2) == 0), 0);
        student.id = StudentId(dice.id());
        student.village = dice.of(villages);
        if dice.below(3) == 0 {
            (student.school, student.class) = (second.school, second.id);
        }
        for group in [Group::PoorHousehold, Group::LeftBehind, Group::Disability] {
            if dice.below(3) == 0 {
                student.groups.insert(group);
            }
        }
        student.status = dice.of(Status::ALL);
        student
    }

    /// Makes up what was derived about a student; one in eight was put on the roster a moment ago and has no state.
    fn happen(&self, dice: &Dice, student: &Student, rows: &mut Rows) {
        let now = self.app.now().ms();
        let ago = |days: i64| now - dice.below(days * 24) * HOUR - dice.below(HOUR);
        if dice.below(8) > 0 {
            rows.states.push(StateRow {
                student: student.id.0,
                county: self.county.to_string(),
                status: dice.of(Status::ALL).as_str().to_owned(),
                open_case: (dice.below(2) == 0).then(|| dice.id()),
                step: None,
                risk: dice.below(90),
                next_change_at: None,
                last_visit_at: (dice.below(2) == 0).then(|| ago(150)),
                last_contact_at: None,
                visit_due_at: None,
                evaluated_at: now,
            });
        }
        for _ in 0..dice.below(6) {
            let follow_up = self.follow_up(dice, student, ago(120));
            rows.follow_ups.push(follow_up);
        }
        for _ in 0..dice.below(3) {
            let (made_at, state) = (ago(150), dice.of(&["pending", "kept", "broken"]));
            rows.promises.push(PromiseRow {
                id: dice.id(),
                county: self.county.to_string(),
                student: student.id.0,
                by_day: 0,
                returns: true,
                state: state.to_owned(),
                made_at,
                settled_at: (state != "pending").then_some(made_at + HOUR),
            });
        }
        for _ in 0..dice.below(3) {
            let sent_at = ago(150);
            let answered = (dice.below(2) == 0).then(|| sent_at + dice.below(20 * 24) * HOUR);
            rows.referrals.push(ReferralRow {
                id: dice.id(),
                county: self.county.to_string(),
                student: student.id.0,
                department: "civil_affairs".to_owned(),
                concern: None,
                state: "sent".to_owned(),
                is_open: answered.is_none(),
                sent_at,
                due_at: sent_at + 10 * 24 * HOUR,
                answered_at: answered.filter(|at| *at <= now),
            });
        }
    }

    fn follow_up(&self, dice: &Dice, student: &Student, opened_at: i64) -> FollowUpRow {
        let now = self.app.now().ms();
        let due_at = opened_at + dice.below(40 * 24) * HOUR;
        let closed = opened_at + dice.below(60 * 24) * HOUR;
        let closed_at = (closed <= now && dice.below(3) > 0).then_some(closed);
        let state = match closed_at {
            Some(_) => dice.of(&[FollowUpState::Done, FollowUpState::Cancelled]),
            None => {
                dice.of(&[FollowUpState::Open, FollowUpState::Accepted, FollowUpState::SentBack])
            }
        };
        let reason = dice.of(&[Reason::Ladder, Reason::Ladder, Reason::Watch, Reason::NotVisited]);
        let step = (reason == Reason::Ladder).then(|| dice.below(5) + 1);
        FollowUpRow {
            id: dice.id(),
            county: self.county.to_string(),
            student: student.id.0,
            // Few cases, so that a return finds the ladder of its case.
            case_id: student.id.0,
            owner: format!("village:{}", student.village),
            school: student.school.0,
            class: student.class.0,
            village: student.village.to_string(),
            township: student.village.at(Level::Township).unwrap().to_string(),
            reason: reason.as_str().to_owned(),
            step,
            opened_at,
            due_at,
            due_day: day_number(Clock::CHINA.day(Moment::from_ms(due_at))),
            state: state.as_str().to_owned(),
            is_open: state.is_open(),
            accepted_by: None,
            closed_at,
            proof: None,
            required: String::new(),
            sent_back: None,
            risk: dice.below(90),
        }
    }
}

fn ids(students: &[Student]) -> Vec<StudentId> {
    students.iter().map(|student| student.id).collect()
}
