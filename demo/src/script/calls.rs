//! The small work of a term: calls, reminders, corrections of profiles, places near schools.

use super::Deed;
use super::absences::call;
use super::pen::Pen;
use crate::roster::stage::VILLAGE;
use doorstep_schema::fact::{
    Act, GuardianContact, ProfileField, ReminderDone, ReminderSet, VenueKind, VenueReport,
};
use doorstep_schema::moment::{Moment, plus_days};
use doorstep_schema::people::Channel;
use doorstep_schema::place::Place;
use serde_json::{Value, json};

/// Teachers call guardians who are away.
pub(super) fn routine(pen: &mut Pen<'_>) {
    for _ in 0..460 {
        let student = away(pen);
        let day = pen.days[pen.dice.below(pen.days.len())];
        let teacher = pen.crew(student).teacher;
        call(pen, student, teacher, day, (18, 30));
    }
}

/// Teachers remind guardians of the way back to school on Sunday, and note what came of it.
pub(super) fn reminders(pen: &mut Pen<'_>) {
    for _ in 0..140 {
        let student = away(pen);
        let day = pen.days[pen.dice.below(pen.days.len())];
        let sunday = plus_days(day, 6 - i64::from(day.weekday().to_monday_zero_offset()));
        let teacher = pen.crew(student).teacher;
        let at = |pen: &mut Pen<'_>, h| pen.moment(sunday, (h, 0), (h, 0));
        let (opens, due, late) = (at(pen, 14), at(pen, 18), at(pen, 20));
        let text = pen.dice.pick(&[
            "提醒家长周日送孩子返校",
            "提醒家长给孩子打电话",
            "提醒家长周日晚查看作业",
        ]);
        let set = ReminderSet {
            guardian: None,
            text: text.to_owned(),
            channel: Some(Channel::Sms),
            opens,
            due,
            late,
        };
        let when = pen.moment(day, (12, 0), (13, 30));
        let Some(reminder) = pen.act(when, teacher, student, Act::ReminderSet(set)) else {
            continue;
        };
        if pen.dice.percent(78) {
            answer(pen, student, teacher, reminder, opens);
        }
    }
}

fn answer(
    pen: &mut Pen<'_>,
    student: usize,
    teacher: usize,
    reminder: doorstep_schema::id::FactId,
    opens: Moment,
) {
    let at = opens.plus_minutes(pen.dice.between(20, 220));
    let carried_out = pen.dice.percent(90);
    if carried_out {
        let contact = GuardianContact {
            channel: Channel::Sms,
            said: "家长回复收到".to_owned(),
            reminder: Some(reminder),
            ..GuardianContact::call(true)
        };
        pen.act(at, teacher, student, Act::GuardianContact(contact));
    }
    let note =
        if carried_out { "孩子已按时返校" } else { "孩子已经返校，不用再提醒" };
    let done = ReminderDone { reminder, carried_out, note: note.to_owned() };
    pen.act(at.plus_minutes(45), teacher, student, Act::ReminderDone(done));
}

/// Teachers correct what they find wrong at the door.
pub(super) fn edits(pen: &mut Pen<'_>) {
    for _ in 0..130 {
        let student = away(pen);
        let day = pen.days[pen.dice.below(pen.days.len())];
        let at = pen.moment(day, (12, 0), (21, 0));
        let (field, value) = match pen.dice.below(10) {
            0..4 => (ProfileField::GuardianPhone, phone(pen)),
            4..7 => (
                ProfileField::GuardianAway,
                json!(pen.dice.pick(&["浙江宁波", "广东东莞", "江苏昆山", "福建晋江"])),
            ),
            7 => (ProfileField::Consent, json!(true)),
            _ => (
                ProfileField::Remark,
                json!(pen.dice.pick(&[
                    "由奶奶照看，听力不好，宜上门",
                    "父亲每月初打一次电话",
                    "路远，周末住亲戚家"
                ])),
            ),
        };
        let teacher = pen.crew(student).teacher;
        pen.step(at, teacher, Some(student), Deed::Edit(field, value));
    }
}

/// Teacher and committee correct the same field while neither has heard from the other.
pub(super) fn conflicts(pen: &mut Pen<'_>) {
    let here = |n: &usize| pen.roster.students[*n].village.as_str() == VILLAGE;
    let mut pairs: Vec<usize> = (0..pen.roster.students.len()).filter(here).take(2).collect();
    pairs.push(away(pen));
    for student in pairs {
        let place = pen.days.len().saturating_sub(5);
        let (day, crew) = (pen.days[place], pen.crew(student));
        for by in [crew.teacher, crew.committee] {
            let at = pen.moment(day, (12, 0), (17, 0));
            let value = phone(pen);
            let edit = Deed::Edit(ProfileField::GuardianPhone, value);
            let written = pen.step(at, by, Some(student), edit);
            pen.urgent(written);
        }
    }
}

/// A few places near schools are reported.
pub(super) fn venues(pen: &mut Pen<'_>) {
    let found = [
        (VenueKind::InternetCafe, "蓝天网络会所"),
        (VenueKind::GameHall, "金顶电玩城"),
        (VenueKind::DanceHall, "夜色歌舞厅"),
        (VenueKind::Employer, "顺达烧烤店"),
    ];
    for (nth, (kind, name)) in found.into_iter().enumerate() {
        let school = &pen.roster.schools[nth];
        let (lat, lon, scope) = (school.lat, school.lon, format!("school:{}", school.code));
        let principal = pen.roster.worker_of(doorstep_schema::people::Role::Principal, &scope);
        let place = Place { lat: lat + 0.001 * pen.dice.swing(), lon: lon + 0.001, accuracy: 8.0 };
        let report = VenueReport {
            kind,
            name: name.to_owned(),
            place,
            note: "放学后有学生出入".to_owned(),
            filled: None,
        };
        let day = pen.days[pen.dice.below(pen.days.len())];
        let at = pen.moment(day, (17, 0), (21, 0));
        if let Some(by) = principal {
            pen.step(at, by, None, Deed::Record(Box::new(Act::VenueReport(report))));
        }
    }
}

fn phone(pen: &mut Pen<'_>) -> Value {
    json!(format!("100{:08}", pen.dice.between(0, 99_999_999)))
}

/// A student with a guardian who works away.
fn away(pen: &mut Pen<'_>) -> usize {
    let all = pen.roster.students.len();
    let found = (0..200)
        .map(|_| pen.dice.below(all))
        .find(|n| pen.roster.students[*n].guardians.iter().any(|g| !g.away.is_empty()));
    found.unwrap_or(0)
}
