//! Everyday absences: most children are back after a day or two, some need the village's help.

use super::Handling;
use super::pen::Pen;
use doorstep_schema::fact::{
    AbsenceReport, Act, DropoutReport, GuardianContact, Met, PromiseSettled, ReturnToClass,
};
use doorstep_schema::id::FactId;
use doorstep_schema::moment::plus_days;
use doorstep_schema::people::{Channel, Group};
use doorstep_schema::state::Reason;
use jiff::civil::Date;

/// What teachers write when a child is missing.
const UNKNOWN: &[&str] =
    &["", "", "早读未到校", "家长电话未接", "同学说昨天没有回宿舍", "家长说不清楚去向"];
/// What teachers write when a child is excused.
const EXCUSED: &[&str] =
    &["感冒发烧，家长请假", "家中老人去世，请假", "到县医院看病", "参加亲属婚礼，请假"];
/// What guardians say on the phone.
pub(super) const SAID: &[&str] = &[
    "家长说孩子在家帮忙，答应尽快送回",
    "奶奶说孩子去了亲戚家",
    "家长在外打工，答应晚上打电话劝孩子",
    "孩子说作业没写完不敢来，已和家长沟通",
    "家长说坐不上车，明天一早送来",
];

/// A few short absences every school day.
pub(super) fn short(pen: &mut Pen<'_>) {
    let all = pen.roster.students.len();
    for place in 0..pen.days.len() {
        for _ in 0..pen.dice.between(6, 11) {
            let student = pen.dice.below(all);
            let day = pen.days[place];
            let length = if pen.dice.percent(68) { 1 } else { 2 };
            let back = pen.school_day(place, length);
            if pen.take(student, day, plus_days(back, 3)) {
                one_short(pen, student, place, length);
            }
        }
    }
}

fn one_short(pen: &mut Pen<'_>, student: usize, place: usize, length: usize) {
    let (crew, day) = (pen.crew(student), pen.days[place]);
    if pen.dice.percent(15) {
        let reason = pen.dice.pick(EXCUSED);
        report(pen, student, place, 1, Some(reason));
        return;
    }
    let told = report(pen, student, place, 1, None);
    if length > 1 {
        pen.urgent(told);
    }
    if pen.dice.percent(45) {
        call(pen, student, crew.teacher, day, (8, 50));
    }
    if pen.dice.percent(58) {
        let met = met(pen);
        let visit = pen.visit(student, met);
        let at = pen.moment(day, (16, 30), (17, 55));
        pen.act(at, crew.teacher, student, Act::Visit(visit));
    } else if length > 1 && pen.dice.percent(50) {
        let visit = pen.visit(student, Met::Guardian);
        let at = pen.moment(pen.school_day(place, 1), (16, 30), (19, 0));
        pen.act(at, crew.teacher, student, Act::Visit(visit));
    }
    if length > 1 && !pen.slips(student) && pen.dice.percent(65) {
        call(pen, student, crew.committee, pen.school_day(place, 1), (10, 0));
    }
    came_back(pen, student, pen.school_day(place, length));
}

/// Absences of three to six days: joint visits, promises, sometimes the principal's report.
pub(super) fn longer(pen: &mut Pen<'_>) {
    let all = pen.roster.students.len();
    for place in 0..pen.days.len() {
        for _ in 0..pen.dice.between(0, 2) {
            let student = pen.dice.below(all);
            let length = usize::try_from(pen.dice.between(3, 6)).unwrap_or(3);
            let (day, back) = (pen.days[place], pen.school_day(place, length));
            if pen.take(student, day, plus_days(back, 10)) {
                one_longer(pen, student, place, length);
            }
        }
    }
}

fn one_longer(pen: &mut Pen<'_>, student: usize, place: usize, length: usize) {
    let crew = pen.crew(student);
    let promise = first_two_days(pen, student, place);
    if pen.dice.percent(65) {
        written_report(pen, student, place);
    }
    if let Some((id, by)) = promise {
        let back = pen.school_day(place, length);
        if by < back {
            let at = pen.moment(plus_days(by, 1), (12, 0), (13, 30));
            let settled = PromiseSettled { promise: id, kept: false };
            let told = pen.act(at, crew.teacher, student, Act::PromiseSettled(settled));
            pen.urgent(told);
            if !pen.slips(student) {
                let (on, from) = (plus_days(by, 2), (9, 0));
                call(pen, student, crew.committee, on, from);
                pen.informed();
            }
        }
    }
    came_back(pen, student, pen.school_day(place, length));
}

/// The first two days of a long absence; returns the promise that was made at the door.
pub(super) fn first_two_days(
    pen: &mut Pen<'_>,
    student: usize,
    place: usize,
) -> Option<(FactId, Date)> {
    let (crew, day) = (pen.crew(student), pen.days[place]);
    let told = report(pen, student, place, 1, None);
    pen.urgent(told);
    if pen.dice.percent(60) {
        call(pen, student, crew.teacher, day, (8, 50));
    }
    let mut made = None;
    if pen.dice.percent(80) {
        let met = met(pen);
        let mut visit = pen.visit(student, met);
        visit.attends = Some(false);
        let ahead = usize::try_from(pen.dice.between(1, 3)).unwrap_or(2);
        let by = pen.school_day(place, ahead);
        if met == Met::Guardian && pen.dice.percent(70) {
            visit.promise = Some(pen.promise_back(by));
        }
        let promised = visit.promise.is_some();
        let at = pen.moment(day, (16, 30), (18, 40));
        let written = pen.act(at, crew.teacher, student, Act::Visit(visit));
        pen.urgent(written);
        made = written.filter(|_| promised).map(|id| (id, by));
    }
    let second = pen.school_day(place, 1);
    let slips = pen.slips(student);
    if !slips {
        let work = (Reason::Ladder, Some(3));
        let at = pen.moment(second, (8, 40), (10, 30));
        pen.work(at, crew.committee, student, work, Handling::Accept);
        if pen.dice.percent(70) {
            let mut visit = pen.visit(student, Met::Guardian);
            visit.with_committee = true;
            visit.attends = Some(false);
            "村委会与班主任一同入户".clone_into(&mut visit.note);
            let at = pen.moment(second, (14, 0), (17, 50));
            let written = pen.act(at, crew.committee, student, Act::Visit(visit));
            pen.with(written, crew.teacher);
            pen.urgent(written);
        } else {
            call(pen, student, crew.committee, second, (14, 0));
        }
    } else if pen.dice.percent(25) {
        let at = pen.moment(second, (10, 0), (17, 0));
        let reason = Handling::SendBack("组上不通车，请乡里协助".to_owned());
        pen.work(at, crew.committee, student, (Reason::Ladder, Some(3)), reason);
    }
    made
}

/// The principal's report on the third day, sometimes late.
pub(super) fn written_report(pen: &mut Pen<'_>, student: usize, place: usize) {
    let crew = pen.crew(student);
    let late = usize::from(pen.dice.percent(25));
    let at = pen.moment(pen.school_day(place, 2 + late), (11, 0), (17, 30));
    let account = "学生连续三天未到校，班主任已家访，家长答应配合劝返。".to_owned();
    let written =
        pen.act(at, crew.principal, student, Act::DropoutReport(DropoutReport { account }));
    pen.urgent(written);
    if written.is_some() {
        pen.informed();
    }
}

/// The morning's absence report; `excused` names the reason.
pub(super) fn report(
    pen: &mut Pen<'_>,
    student: usize,
    place: usize,
    days: usize,
    excused: Option<&str>,
) -> Option<FactId> {
    let first = pen.days[place];
    let on_time = pen.dice.percent(86);
    let told_at = if on_time {
        pen.moment(first, (8, 6), (8, 48))
    } else {
        pen.moment(first, (9, 10), (11, 30))
    };
    let reason = excused.unwrap_or_else(|| pen.dice.pick(UNKNOWN)).to_owned();
    let days = (0..days).map(|n| pen.school_day(place, n)).collect();
    let report = AbsenceReport { days, told_at, reason, excused: excused.is_some(), filled: None };
    let teacher = pen.crew(student).teacher;
    pen.act(told_at, teacher, student, Act::AbsenceReport(report))
}

/// A call or message to the guardian some time after `from`.
pub(super) fn call(
    pen: &mut Pen<'_>,
    student: usize,
    by: usize,
    day: Date,
    from: (i8, i8),
) -> Option<FactId> {
    let reached = pen.dice.percent(84);
    let channel = match pen.dice.below(10) {
        0..7 => Channel::Call,
        7 | 8 => Channel::Wechat,
        _ => Channel::Sms,
    };
    let said = if reached { pen.dice.pick(SAID) } else { "无人接听" };
    let contact =
        GuardianContact { channel, said: said.to_owned(), ..GuardianContact::call(reached) };
    let at = pen.moment(day, from, (from.0 + 2, 30));
    pen.act(at, by, student, Act::GuardianContact(contact))
}

/// The child is in class again, before the first lesson.
pub(super) fn came_back(pen: &mut Pen<'_>, student: usize, day: Date) {
    let at = pen.moment(day, (7, 35), (7, 58));
    let teacher = pen.crew(student).teacher;
    let written = pen.act(at, teacher, student, Act::ReturnToClass(ReturnToClass { day }));
    pen.urgent(written);
    // A child who is watched is visited once more; boarders and poor households are to be.
    let of = &pen.roster.students[student];
    let wanted = of.boarding || of.groups.contains(&Group::PoorHousehold);
    if pen.dice.percent(if wanted { 80 } else { 25 }) {
        let visit = pen.visit(student, Met::Guardian);
        let after = plus_days(day, pen.dice.between(8, 24));
        let at = pen.moment(after, (12, 0), (19, 0));
        pen.act(at, teacher, student, Act::Visit(visit));
    }
}

fn met(pen: &mut Pen<'_>) -> Met {
    match pen.dice.below(20) {
        0..14 => Met::Guardian,
        14 | 15 => Met::OtherAdult,
        16 => Met::Child,
        _ => Met::Nobody,
    }
}
