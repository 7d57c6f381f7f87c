//! Absences that climb the ladder, and the villages that let work lie.

use super::Handling;
use super::absences::{call, came_back, first_two_days, report, written_report};
use super::pen::Pen;
use crate::roster::stage::{SLIPPING, VILLAGE};
use doorstep_schema::fact::{
    Act, GuardianContact, Met, Notice, NoticeServed, PromiseSettled, ReferralAnswered,
    ReferralReply, ReferralSent,
};
use doorstep_schema::id::ReferralId;
use doorstep_schema::moment::plus_days;
use doorstep_schema::people::{Concern, Department};
use doorstep_schema::state::Reason;
use jiff::civil::Date;

/// How many cases climb the ladder in a term.
const CLIMBING: usize = 24;

/// Cases in which village, township and departments work for weeks.
pub(super) fn climbing(pen: &mut Pen<'_>) {
    let juniors: Vec<usize> = (0..pen.roster.students.len())
        .filter(|n| pen.roster.class_of(&pen.roster.students[*n]).grade >= 6 && !pen.slips(*n))
        .collect();
    let last = pen.days.len().saturating_sub(6);
    for nth in 0..CLIMBING {
        let student = juniors[pen.dice.below(juniors.len())];
        let place = pen.dice.below(last);
        let length = match nth % 4 {
            0 | 1 => usize::try_from(pen.dice.between(6, 12)).unwrap_or(8),
            2 => usize::try_from(pen.dice.between(14, 26)).unwrap_or(18),
            // Not back by the end.
            _ => pen.days.len() + 10,
        };
        if pen.take(student, pen.days[place], Date::MAX) {
            climb(pen, student, place, length, nth);
        }
    }
}

fn climb(pen: &mut Pen<'_>, student: usize, place: usize, length: usize, nth: usize) {
    let crew = pen.crew(student);
    let promise = first_two_days(pen, student, place);
    written_report(pen, student, place);
    let third = pen.school_day(place, 2);
    let back = pen.school_day(place, length);
    if let Some((promise, by)) = promise.filter(|(_, by)| *by < back) {
        let at = pen.moment(plus_days(by, 1), (12, 0), (13, 30));
        let settled = PromiseSettled { promise, kept: false };
        let told = pen.act(at, crew.teacher, student, Act::PromiseSettled(settled));
        pen.urgent(told);
    }
    // Persuasion: the village takes it up, calls and visits; the township comes along once.
    let persuasion = (Reason::Ladder, Some(5));
    let day = plus_days(third, 2);
    let at = pen.moment(day, (9, 0), (11, 0));
    pen.work(at, crew.committee, student, persuasion, Handling::Accept);
    call(pen, student, crew.committee, day, (12, 0));
    if day_before(plus_days(third, 5), back) {
        let mut visit = pen.visit(student, Met::Guardian);
        visit.with_committee = true;
        visit.concerns = vec![if nth.is_multiple_of(3) {
            Concern::SchoolAversion
        } else {
            Concern::GuardianRefuses
        }];
        "宣讲义务教育法，家长仍有顾虑".clone_into(&mut visit.note);
        let at = pen.moment(plus_days(third, 5), (10, 0), (16, 0));
        let written = pen.act(at, crew.township, student, Act::Visit(visit));
        pen.with(written, crew.committee);
        pen.urgent(written);
    }
    if nth.is_multiple_of(4) {
        labour(pen, student, plus_days(third, 3));
    }
    if length > 10 && nth % 8 != 7 {
        // Step 6 opens when the seven days of persuasion have passed; the order is due ten days later.
        let served = plus_days(third, 10 + pen.dice.between(1, 9));
        if day_before(served, back) {
            let number = format!("兰教改〔{}〕{}号", pen.roster.year.today.year(), 11 + nth);
            let receipt = "监护人签字，村委会见证".to_owned();
            let notice = NoticeServed { notice: Notice::OrderToRectify, number, receipt };
            let at = pen.moment(served, (9, 30), (16, 30));
            let written = pen.act(at, crew.township, student, Act::NoticeServed(notice));
            pen.urgent(written);
            pen.informed();
        }
    }
    if length <= pen.days.len() {
        came_back(pen, student, back);
    }
}

/// The child works somewhere: a referral, and what came of it.
fn labour(pen: &mut Pen<'_>, student: usize, day: Date) {
    let crew = pen.crew(student);
    let sent = ReferralSent {
        department: Department::HumanResources,
        reason: "据同学反映在县城餐馆打工，请核查".to_owned(),
        concern: Some(Concern::ChildLabour),
        serious: pen.dice.percent(30),
    };
    let at = pen.moment(day, (10, 0), (15, 0));
    let Some(id) = pen.act(at, crew.principal, student, Act::ReferralSent(sent)) else { return };
    pen.urgent(Some(id));
    let notes = [
        (4, ReferralReply::Accepted, ""),
        (8, ReferralReply::Done, "已责令餐馆清退，学生由家长领回"),
    ];
    for (days, reply, note) in notes {
        answer(pen, student, (id, Department::HumanResources), plus_days(day, days), reply, note);
    }
}

/// A department answers a referral.
pub(super) fn answer(
    pen: &mut Pen<'_>,
    student: usize,
    (sent_by, department): (doorstep_schema::id::FactId, Department),
    day: Date,
    reply: ReferralReply,
    note: &str,
) {
    let Some(officer) = pen.department(department) else { return };
    let referral = ReferralId::derive(sent_by.0, &format!("referral/{department}"));
    let answered = ReferralAnswered { referral, reply, note: note.to_owned() };
    let at = pen.moment(day, (9, 0), (17, 0));
    let written = pen.act(at, officer, student, Act::ReferralAnswered(answered));
    pen.urgent(written);
    if written.is_some() {
        pen.informed();
    }
}

/// Villages in which long absences, broken promises and concerns lie for weeks.
pub(super) fn slipping(pen: &mut Pen<'_>) {
    for village in SLIPPING {
        let here: Vec<usize> = (0..pen.roster.students.len())
            .filter(|n| pen.roster.students[*n].village.as_str() == *village)
            .collect();
        let shown = pen.roster.workers.iter().position(|w| w.username == "teacher").unwrap_or(0);
        // The demonstration's own class first, then the older children.
        let mut here = here;
        here.sort_by_key(|n| {
            let student = &pen.roster.students[*n];
            let own = *village == VILLAGE && student.class == shown;
            (!own, std::cmp::Reverse(pen.roster.class_of(student).grade), *n)
        });
        for (nth, student) in here.into_iter().take(6).enumerate() {
            let ago = [4, 9, 14, 20, 27, 3][nth];
            let place = pen.days.len().saturating_sub(ago + 1);
            if pen.take(student, pen.days[place], Date::MAX) {
                lie(pen, student, place, nth);
            }
        }
    }
}

fn lie(pen: &mut Pen<'_>, student: usize, place: usize, nth: usize) {
    let (crew, day) = (pen.crew(student), pen.days[place]);
    let told = report(pen, student, place, 1, None);
    pen.urgent(told);
    match nth {
        // Even the home visit was never made.
        0 | 5 => {
            call(pen, student, crew.teacher, day, (9, 0));
        }
        // Nobody was at home, and nobody went again.
        1 => {
            let mut visit = pen.visit(student, Met::Nobody);
            "大门上锁，邻居说老人去了地里".clone_into(&mut visit.note);
            let at = pen.moment(day, (16, 30), (18, 0));
            pen.act(at, crew.teacher, student, Act::Visit(visit));
        }
        // A promise that was broken, after which nobody called.
        _ => {
            let mut visit = pen.visit(student, Met::Guardian);
            visit.attends = Some(false);
            visit.concerns =
                vec![if nth == 2 { Concern::Hardship } else { Concern::SchoolAversion }];
            let by = pen.school_day(place, 2);
            visit.promise = Some(pen.promise_back(by));
            let at = pen.moment(day, (16, 30), (18, 0));
            let made = pen.act(at, crew.teacher, student, Act::Visit(visit));
            pen.urgent(made);
            if let Some(promise) = made {
                let at = pen.moment(plus_days(by, 1), (12, 0), (13, 0));
                let settled = PromiseSettled { promise, kept: false };
                let told = pen.act(at, crew.teacher, student, Act::PromiseSettled(settled));
                pen.urgent(told);
            }
        }
    }
    if nth != 0 {
        written_report(pen, student, place);
    }
    if nth == 3 {
        let at = pen.moment(plus_days(day, 6), (10, 0), (12, 0));
        let reason = Handling::SendBack("家长在广东，村里联系不上，请乡里协助".to_owned());
        pen.work(at, crew.committee, student, (Reason::Ladder, Some(5)), reason);
    }
    if nth == 4 {
        // One call in weeks, and nobody picked up.
        let contact =
            GuardianContact { said: "无人接听".to_owned(), ..GuardianContact::call(false) };
        let at = pen.moment(plus_days(day, 9), (15, 0), (17, 0));
        pen.act(at, crew.committee, student, Act::GuardianContact(contact));
    }
}

fn day_before(day: Date, other: Date) -> bool {
    day < other
}
