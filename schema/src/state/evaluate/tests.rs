//! The ladder and its neighbours, told as stories, then as properties.

mod properties;
mod stories;

use super::*;
use crate::fact::{AbsenceReport, Act, Fact, ReturnToClass};
use crate::hlc::Hlc;
use crate::id::{ClassId, DeviceId, FactId, SchoolId, StudentId, WorkerId};
use crate::people::{Group, Sex, Status};
use crate::region::RegionCode;
use jiff::civil::date;
use std::collections::BTreeSet;
use uuid::Uuid;

/// A world of one student, in which stories are told.
#[derive(Debug)]
struct World {
    student: Student,
    policy: Policy,
    calendar: Calendar,
    facts: Vec<v1::Fact>,
}

fn at(day: i8, hour: i8) -> Moment {
    minute(day, hour, 0)
}

fn minute(day: i8, hour: i8, minute: i8) -> Moment {
    // November 2026 begins on a Sunday; the 23rd is a Monday.
    crate::moment::Clock::CHINA.at(date(2026, 11, day), Time::constant(hour, minute, 0, 0))
}

impl World {
    fn new() -> Self {
        let student = Student {
            id: StudentId(Uuid::from_u128(7)),
            county: RegionCode::parse("533325").unwrap(),
            name: "和玉梅".to_owned(),
            sex: Sex::Female,
            birth_date: date(2013, 5, 1),
            identity_masked: String::new(),
            student_number: "G533325".to_owned(),
            school: SchoolId(Uuid::from_u128(1)),
            class: ClassId(Uuid::from_u128(2)),
            grade: 7,
            village: RegionCode::parse("533325002206").unwrap(),
            address: String::new(),
            home: None,
            groups: BTreeSet::from([Group::PoorHousehold]),
            boarding: false,
            status: Status::Enrolled,
            known_since: date(2026, 9, 1),
            guardians: Vec::new(),
        };
        let calendar = Calendar {
            terms: vec![crate::calendar::Term { first: date(2026, 9, 1), last: date(2027, 1, 15) }],
            holidays: BTreeSet::new(),
            made_up: BTreeSet::new(),
        };
        Self { student, policy: Policy::shipped(), calendar, facts: Vec::new() }
    }

    fn tell(&mut self, when: Moment, act: Act) -> FactId {
        let id = FactId::mint(when, [u8::try_from(self.facts.len()).unwrap(); 10]);
        let fact = Fact {
            id,
            author: WorkerId(Uuid::from_u128(40)),
            device: DeviceId(Uuid::from_u128(50)),
            county: self.student.county,
            student: Some(self.student.id),
            happened_at: when,
            entered_at: when,
            hlc: Hlc::at(when),
            act,
        };
        self.facts.push(v1::Fact::from(&fact));
        id
    }

    fn absent(&mut self, day: i8) -> FactId {
        let told_at = minute(day, 8, 40);
        let days = vec![date(2026, 11, day)];
        self.tell(
            told_at,
            Act::AbsenceReport(AbsenceReport {
                days,
                told_at,
                reason: String::new(),
                excused: false,
                filled: None,
            }),
        )
    }

    fn back(&mut self, day: i8) -> FactId {
        self.tell(at(day, 9), Act::ReturnToClass(ReturnToClass { day: date(2026, 11, day) }))
    }

    fn at(&self, now: Moment) -> StudentState {
        let rules = Rules { policy: &self.policy, calendar: &self.calendar };
        evaluate(&self.student, &self.facts, &rules, now)
    }

    /// The work of the last case as `reason.step owner state`.
    fn work(&self, now: Moment) -> Vec<String> {
        let state = self.at(now);
        let work = state.cases.last().map(|c| c.follow_ups.clone()).unwrap_or_default();
        work.iter()
            .map(|f| {
                let step = f.step.map(|s| format!(".{s}")).unwrap_or_default();
                format!("{}{step} {} {}", f.reason, f.owner.kind(), f.state)
            })
            .collect()
    }
}
