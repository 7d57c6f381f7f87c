//! Visits when nothing is wrong: left-behind children and children in difficulty, once a term.

use super::Handling;
use super::absences::call;
use super::ladders::answer;
use super::pen::Pen;
use doorstep_schema::fact::{Act, Help, Met, PromiseMade, PromiseSettled, ReferralReply};
use doorstep_schema::id::FactId;
use doorstep_schema::moment::plus_days;
use doorstep_schema::people::{Concern, Department, Group};
use doorstep_schema::state::Reason;
use jiff::civil::Date;

/// Visits every child of the groups that are to be visited, as diligently as the teacher is.
pub(super) fn periodic(pen: &mut Pen<'_>) {
    let diligence: Vec<u32> = (0..pen.roster.classes.len())
        .map(|_| u32::try_from(pen.dice.between(45, 92)).unwrap_or(70))
        .collect();
    for student in 0..pen.roster.students.len() {
        let of = &pen.roster.students[student];
        let wanted =
            of.groups.contains(&Group::LeftBehind) || of.groups.contains(&Group::InDifficulty);
        if !wanted || !pen.dice.percent(diligence[of.class]) {
            continue;
        }
        let place = pen.dice.below(pen.days.len());
        // Often on a weekend, when the boarders are at home too.
        let day = if pen.dice.percent(50) { saturday(pen.days[place]) } else { pen.days[place] };
        if pen.is_present(student, day) {
            one(pen, student, day);
        }
    }
}

fn saturday(day: Date) -> Date {
    plus_days(day, 5 - i64::from(day.weekday().to_monday_zero_offset()).min(5))
}

fn one(pen: &mut Pen<'_>, student: usize, day: Date) {
    let teacher = pen.crew(student).teacher;
    let met = match pen.dice.below(100) {
        0..78 => Met::Guardian,
        78..87 => Met::OtherAdult,
        87..91 => Met::Child,
        _ => Met::Nobody,
    };
    let mut visit = pen.visit(student, met);
    visit.attends = Some(true).filter(|_| met != Met::Nobody);
    let note = pen.dice.pick(&[
        "",
        "",
        "老人身体尚好，孩子学习用心",
        "孩子一人在家，嘱咐注意安全",
        "家里有手机，晚上玩到很晚",
    ]);
    note.clone_into(&mut visit.note);
    let at = pen.moment(day, (9, 30), (18, 30));
    if met == Met::Nobody {
        "家中无人".clone_into(&mut visit.note);
        pen.act(at, teacher, student, Act::Visit(visit));
        if pen.dice.percent(75) {
            let visit = pen.visit(student, Met::Guardian);
            let at = pen.moment(plus_days(day, 1), (12, 0), (17, 30));
            pen.act(at, teacher, student, Act::Visit(visit));
        }
        return;
    }
    if pen.dice.percent(9) {
        let concern = concern(pen);
        visit.concerns = vec![concern];
        if concern == Concern::Hardship {
            visit.help = vec![Help::Money];
        }
        let written = pen.act(at, teacher, student, Act::Visit(visit));
        pen.urgent(written);
        if let Some(id) = written {
            look_after(pen, student, (id, concern), day);
        }
        return;
    }
    let promised = pen.dice.percent(22);
    if promised {
        let text =
            pen.dice.pick(&["每周给孩子打两次电话", "晚上九点前收手机", "周日下午按时送回学校"]);
        let promise = PromiseMade { text: text.to_owned(), by: plus_days(day, 7), returns: false };
        visit.promise = Some(promise);
    }
    let written = pen.act(at, teacher, student, Act::Visit(visit));
    if let Some(promise) = written.filter(|_| promised && pen.dice.percent(92)) {
        let kept = pen.dice.percent(86);
        let at = pen.moment(plus_days(day, 8), (12, 0), (13, 30));
        let settled = PromiseSettled { promise, kept };
        let told = pen.act(at, teacher, student, Act::PromiseSettled(settled));
        if !kept {
            pen.urgent(told);
            let committee = pen.crew(student).committee;
            if !pen.slips(student) && pen.dice.percent(80) {
                let after = pen.dice.between(9, 11);
                call(pen, student, committee, plus_days(day, after), (10, 0));
            }
        }
    }
}

fn concern(pen: &mut Pen<'_>) -> Concern {
    match pen.dice.below(20) {
        0..8 => Concern::Hardship,
        8..14 => Concern::SchoolAversion,
        14..17 => Concern::IllnessOrDisability,
        17 | 18 => Concern::UnsuitableVenue,
        _ => Concern::ChildLabour,
    }
}

/// The village looks after a concern; the department that the policy names is asked too.
fn look_after(pen: &mut Pen<'_>, student: usize, (visit, concern): (FactId, Concern), day: Date) {
    let committee = pen.crew(student).committee;
    let work = (Reason::ConcernRaised, None);
    if pen.slips(student) || pen.dice.percent(8) {
        if pen.dice.percent(30) {
            let at = pen.moment(plus_days(day, 3), (9, 0), (17, 0));
            let reason = Handling::SendBack("不属于村里能解决的事，请乡里出面".to_owned());
            pen.work(at, committee, student, work, reason);
        }
    } else {
        let taken = pen.dice.between(1, 3);
        let at = pen.moment(plus_days(day, taken), (8, 30), (17, 0));
        pen.work(at, committee, student, work, Handling::Accept);
        let late = if pen.dice.percent(20) { 6 } else { 0 };
        let done = pen.dice.between(taken + 1, 6) + late;
        let note = "已入户了解情况，安排网格员每周走访".to_owned();
        let at = pen.moment(plus_days(day, done), (9, 0), (17, 0));
        pen.work(at, committee, student, work, Handling::Done(note));
    }
    let department = match concern {
        Concern::Hardship => Department::CivilAffairs,
        Concern::IllnessOrDisability => Department::DisabledFederation,
        Concern::UnsuitableVenue => Department::Culture,
        _ => return,
    };
    if pen.dice.percent(75) {
        let (first, then) = (pen.dice.between(2, 9), pen.dice.between(3, 8));
        let sent = (visit, department);
        answer(pen, student, sent, plus_days(day, first), ReferralReply::Accepted, "");
        let note = "已核实，纳入临时救助";
        if pen.dice.percent(70) {
            answer(pen, student, sent, plus_days(day, first + then), ReferralReply::Done, note);
        }
    }
}
