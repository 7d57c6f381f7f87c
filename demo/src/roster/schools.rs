//! Schools and their classes: five junior secondary, nine central and six village schools.

use super::{Class, School, SchoolKind};
use crate::dice::Dice;
use crate::regions::{Township, round};
use doorstep_schema::region::RegionCode;

/// Junior secondary schools: name, and the townships they take, the first being their seat.
const JUNIOR: &[(&str, &[&str])] = &[
    ("兰坪县金凤民族中学", &["533325001", "533325002"]),
    ("营盘镇中学", &["533325103", "533325102"]),
    ("通甸镇中学", &["533325104", "533325201"]),
    ("石登乡中学", &["533325203", "533325202"]),
    ("兔峨乡中学", &["533325204"]),
];

/// Villages with a school of their own for grades 1 to 3, which also takes the village before and after.
const VILLAGE_SCHOOLS: &[&str] = &[
    "533325103210",
    "533325104203",
    "533325201208",
    "533325202210",
    "533325203210",
    "533325204206",
];

/// Makes the schools.
pub(super) fn schools(townships: &[Township], dice: &mut Dice) -> Vec<School> {
    let mut schools = Vec::new();
    for (name, takes) in JUNIOR {
        let seats: Vec<&Township> = takes
            .iter()
            .filter_map(|code| townships.iter().find(|t| t.code.as_str() == *code))
            .collect();
        let Some(seat) = seats.first() else { continue };
        let villages = seats.iter().flat_map(|t| t.villages.iter().map(|v| v.code)).collect();
        let at = (seat.lat, seat.lon);
        add(&mut schools, SchoolKind::Junior, (*name).to_owned(), seat.code, at, villages, dice);
    }
    for township in townships {
        let name = format!("{}中心完小", township.name);
        let villages = township.villages.iter().map(|v| v.code).collect();
        let at = (township.lat, township.lon);
        add(&mut schools, SchoolKind::Central, name, township.code, at, villages, dice);
    }
    for code in VILLAGE_SCHOOLS {
        let Some(township) = townships.iter().find(|t| code.starts_with(t.code.as_str())) else {
            continue;
        };
        let Some(own) = township.villages.iter().position(|v| v.code.as_str() == *code) else {
            continue;
        };
        let village = &township.villages[own];
        let near = township.villages.iter().skip(own.saturating_sub(1)).take(3);
        let villages = near.map(|v| v.code).collect();
        let name = format!("{}{}小学", township.name, village.name.trim_end_matches('村'));
        let at = (village.lat, village.lon);
        add(&mut schools, SchoolKind::Village, name, village.code, at, villages, dice);
    }
    schools
}

fn add(
    schools: &mut Vec<School>,
    kind: SchoolKind,
    name: String,
    region: RegionCode,
    (lat, lon): (f64, f64),
    villages: Vec<RegionCode>,
    dice: &mut Dice,
) {
    let code = format!("53332510{:02}", schools.len() + 1);
    let (lat, lon) = (round(lat + dice.swing() * 0.002), round(lon + dice.swing() * 0.002));
    schools.push(School { kind, code, name, region, lat, lon, villages });
}

/// Makes the classes of the school year.
pub(super) fn classes(schools: &[School], year: i16) -> Vec<Class> {
    let mut classes = Vec::new();
    for (school, of) in schools.iter().enumerate() {
        let (grades, numbers) = match of.kind {
            SchoolKind::Junior => (7..=9, 2),
            SchoolKind::Central => (1..=6, 1),
            SchoolKind::Village => (1..=3, 1),
        };
        for grade in grades {
            for number in 1..=numbers {
                classes.push(Class { school, year, grade, number });
            }
        }
    }
    classes
}
