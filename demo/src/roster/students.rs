//! Students: who they are, where they live, which groups they are in, and who cares for them.

use super::stage::{NEIGHBOURS, VILLAGE};
use super::{Class, Guardian, School, SchoolKind, Student};
use crate::dice::Dice;
use crate::names;
use crate::regions::{COUNTY, Township, Village, round};
use doorstep_schema::identity::check_character;
use doorstep_schema::moment::plus_days;
use doorstep_schema::people::{Group, Relation, Sex, Status};
use doorstep_schema::region::RegionCode;
use jiff::civil::{Date, date};
use std::collections::{BTreeMap, BTreeSet};

/// Where parents work when they are away.
const AWAY: &[&str] = &[
    "浙江宁波",
    "浙江宁波",
    "广东东莞",
    "广东东莞",
    "广东深圳",
    "广东佛山",
    "浙江义乌",
    "浙江温州",
    "福建泉州",
    "江苏苏州",
    "上海",
    "云南昆明",
    "云南大理",
    "云南泸水",
    "云南丽江",
];

/// What the students of a class need to know.
pub(super) struct Setting<'a> {
    pub(super) townships: &'a [Township],
    pub(super) schools: &'a [School],
    pub(super) known_since: Date,
    /// The class of the demonstration's teacher.
    pub(super) shown: usize,
}

/// Makes the students of every class.
pub(super) fn students(setting: &Setting<'_>, classes: &[Class], dice: &mut Dice) -> Vec<Student> {
    let villages: BTreeMap<RegionCode, &Village> =
        setting.townships.iter().flat_map(|t| &t.villages).map(|v| (v.code, v)).collect();
    let mut students = Vec::new();
    let mut taken = BTreeSet::new();
    for (n, class) in classes.iter().enumerate() {
        let school = &setting.schools[class.school];
        let size = match school.kind {
            SchoolKind::Junior => dice.between(31, 37),
            SchoolKind::Central => dice.between(29, 35),
            SchoolKind::Village => dice.between(11, 16),
        };
        for place in 0..usize::try_from(size).unwrap_or(0) {
            let neighbour = n == setting.shown && place < NEIGHBOURS;
            let code = if neighbour {
                RegionCode::parse(VILLAGE).unwrap_or(school.region)
            } else {
                school.villages[dice.below(school.villages.len())]
            };
            let Some(village) = villages.get(&code) else { continue };
            let serial = students.len() + 1;
            students.push(student(setting, n, class, village, serial, &mut taken, dice));
        }
    }
    students
}

fn student(
    setting: &Setting<'_>,
    nth: usize,
    class: &Class,
    village: &Village,
    serial: usize,
    taken: &mut BTreeSet<(Date, u16)>,
    dice: &mut Dice,
) -> Student {
    let sex = names::sex(dice);
    let surname = names::surname(dice);
    let name = format!("{surname}{}", names::given(dice, sex));
    let birth_date = birth_date(class, dice);
    let groups = groups(dice);
    let junior = setting.schools[class.school].kind == SchoolKind::Junior;
    let boarding = if junior { dice.percent(85) } else { class.grade >= 4 && dice.percent(30) };
    let status = match dice.below(600) {
        0 => Status::HomeTuition,
        1 => Status::Suspended,
        _ => Status::Enrolled,
    };
    Student {
        number: format!("{COUNTY}{}{serial:06}", class.year - i16::from(class.grade) + 1),
        identity: identity(birth_date, sex, taken, dice),
        name,
        sex,
        birth_date,
        class: nth,
        village: village.code,
        address: address(village, dice),
        lat: round(village.lat + dice.swing() * 0.006),
        lon: round(village.lon + dice.swing() * 0.006),
        guardians: guardians(surname, &groups, dice),
        groups,
        boarding,
        status,
        known_since: setting.known_since,
    }
}

/// A child of grade 1 is six on the last of August; a few started a year late.
fn birth_date(class: &Class, dice: &mut Dice) -> Date {
    let late = i16::from(dice.percent(4));
    let first = date(class.year - 6 - i16::from(class.grade) - late, 9, 1);
    plus_days(first, dice.between(0, 364))
}

/// An identity number of the county with the right check character, given to nobody else.
fn identity(
    birth_date: Date,
    sex: Sex,
    taken: &mut BTreeSet<(Date, u16)>,
    dice: &mut Dice,
) -> String {
    let odd = u16::from(sex == Sex::Male);
    let mut sequence = u16::try_from(dice.between(0, 499)).unwrap_or(0) * 2 + odd;
    while !taken.insert((birth_date, sequence)) {
        sequence = (sequence + 2) % 1000;
    }
    let (y, m, d) = (birth_date.year(), birth_date.month(), birth_date.day());
    let digits = format!("{COUNTY}{y:04}{m:02}{d:02}{sequence:03}");
    let check = char::from(check_character(digits.as_bytes()));
    format!("{digits}{check}")
}

fn groups(dice: &mut Dice) -> BTreeSet<Group> {
    let mut groups = BTreeSet::new();
    let shares = [
        (Group::PoorHousehold, 250),
        (Group::LeftBehind, 200),
        (Group::InDifficulty, 60),
        (Group::SingleParent, 70),
        (Group::Disability, 20),
        (Group::Migrant, 15),
        (Group::Unattended, 10),
        (Group::Orphan, 6),
        (Group::InvolvedInCase, 1),
    ];
    for (group, share) in shares {
        if dice.per_mille(share) {
            groups.insert(group);
        }
    }
    // An orphan's parents are neither away nor apart.
    if groups.contains(&Group::Orphan) {
        groups.remove(&Group::LeftBehind);
        groups.remove(&Group::SingleParent);
    }
    groups
}

fn address(village: &Village, dice: &mut Dice) -> String {
    if village.name.ends_with("社区") {
        let (house, floor, door) = (dice.between(1, 18), dice.between(1, 6), dice.between(1, 4));
        format!("{}{house}栋{floor}0{door}室", village.name)
    } else {
        format!("{}{}组{}号", village.name, dice.between(1, 12), dice.between(1, 60))
    }
}

fn guardians(surname: &str, groups: &BTreeSet<Group>, dice: &mut Dice) -> Vec<Guardian> {
    let has = |group| groups.contains(&group);
    let away = |dice: &mut Dice| dice.pick(AWAY).to_owned();
    let mut guardians = Vec::new();
    if has(Group::Orphan) || has(Group::Unattended) {
        let relation = if dice.percent(70) { Relation::Grandparent } else { Relation::Relative };
        guardians.push(guardian(surname, relation, String::new(), dice));
    } else if has(Group::LeftBehind) {
        guardians.push(guardian(surname, Relation::Grandparent, String::new(), dice));
        let place = away(dice);
        guardians.push(guardian(surname, Relation::Father, place.clone(), dice));
        if !has(Group::SingleParent) {
            guardians.push(guardian(surname, Relation::Mother, place, dice));
        }
    } else if has(Group::SingleParent) {
        let relation = if dice.percent(50) { Relation::Father } else { Relation::Mother };
        guardians.push(guardian(surname, relation, String::new(), dice));
    } else if dice.percent(35) {
        let place = away(dice);
        guardians.push(guardian(surname, Relation::Mother, String::new(), dice));
        guardians.push(guardian(surname, Relation::Father, place, dice));
    } else if dice.percent(8) {
        let place = away(dice);
        guardians.push(guardian(surname, Relation::Father, place, dice));
        guardians.push(guardian(surname, Relation::Mother, String::new(), dice));
    } else {
        guardians.push(guardian(surname, Relation::Father, String::new(), dice));
        guardians.push(guardian(surname, Relation::Mother, String::new(), dice));
    }
    guardians
}

fn guardian(surname: &str, relation: Relation, away: String, dice: &mut Dice) -> Guardian {
    let sex = if relation == Relation::Mother { Sex::Female } else { Sex::Male };
    let name = match relation {
        Relation::Father | Relation::Grandparent => {
            format!("{surname}{}", names::given(dice, sex))
        }
        _ => names::full(dice, sex),
    };
    let consent = if dice.percent(90) { Some(dice.percent(97)) } else { None };
    // No network hands out numbers that begin with 100.
    let phone = format!("100{:08}", dice.between(0, 99_999_999));
    Guardian { name, relation, phone, away, consent }
}
