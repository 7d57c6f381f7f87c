//! The roster is whole, plausible and the same for the same seed.

use super::*;
use doorstep_schema::identity::IdentityNumber;
use jiff::civil::date;
use std::collections::BTreeMap;

fn roster() -> Roster {
    Roster::generate(7, date(2026, 11, 23)).unwrap()
}

#[test]
fn the_same_seed_and_day_make_the_same_files() {
    let again = files(&roster()).unwrap();
    assert_eq!(files(&roster()).unwrap(), again);
    let other = files(&Roster::generate(8, date(2026, 11, 23)).unwrap()).unwrap();
    assert_ne!(other.students, again.students);
    assert_eq!(other.regions, again.regions);
}

#[test]
fn the_county_has_the_size_of_a_real_one() {
    let roster = roster();
    assert_eq!(roster.schools.len(), 20);
    assert_eq!(roster.classes.len(), 102);
    assert!((2_800..=3_200).contains(&roster.students.len()), "{}", roster.students.len());
    assert!((270..=330).contains(&roster.workers.len()), "{}", roster.workers.len());
}

#[test]
fn every_identity_number_is_right_and_fits_birth_sex_and_grade() {
    let roster = roster();
    let mut seen = BTreeSet::new();
    for student in &roster.students {
        let number = IdentityNumber::parse(&student.identity).unwrap();
        assert_eq!(number.birth_date(), student.birth_date);
        assert_eq!(number.is_male(), student.sex == Sex::Male);
        assert!(student.identity.starts_with("533325"));
        assert!(seen.insert(student.identity.clone()), "{} twice", student.number);
        let class = roster.class_of(student);
        let last_august = date(class.year, 8, 31);
        let age = last_august.since((jiff::Unit::Year, student.birth_date)).unwrap().get_years();
        let grade = i16::from(class.grade);
        assert!((grade + 5..=grade + 6).contains(&age), "grade {grade}, age {age}");
    }
}

#[test]
fn groups_have_their_shares() {
    let roster = roster();
    let all = roster.students.len();
    let share = |g| 100 * roster.students.iter().filter(|s| s.groups.contains(&g)).count() / all;
    assert!((22..=28).contains(&share(Group::PoorHousehold)));
    assert!((17..=23).contains(&share(Group::LeftBehind)));
    assert!((3..=9).contains(&share(Group::InDifficulty)));
    let left = roster.students.iter().filter(|s| s.groups.contains(&Group::LeftBehind));
    for student in left {
        assert!(student.guardians[0].away.is_empty() || student.guardians.len() == 1);
    }
    let junior = roster.students.iter().filter(|s| roster.class_of(s).grade >= 7);
    let boarding = junior.clone().filter(|s| s.boarding).count();
    assert!(boarding * 100 / junior.count() >= 75);
}

type Table = Vec<BTreeMap<String, String>>;

fn read(text: &str) -> Table {
    csv::Reader::from_reader(text.as_bytes()).deserialize().map(Result::unwrap).collect()
}

#[test]
fn every_row_of_the_files_refers_to_what_exists() {
    let files = files(&roster()).unwrap();
    let column = |table: &Table, name: &str| -> BTreeSet<String> {
        table.iter().map(|r| r[name].clone()).collect()
    };
    let (regions, schools) = (read(&files.regions), read(&files.schools));
    let (classes, students, workers) =
        (read(&files.classes), read(&files.students), read(&files.workers));
    let (codes, school_codes) = (column(&regions, "code"), column(&schools, "code"));
    assert!(schools.iter().all(|s| codes.contains(&s["region"])));
    let class = |r: &BTreeMap<String, String>, school: &str, year: &str, number: &str| {
        format!("{}/{}/{}/{}", r[school], r[year], r["grade"], r[number])
    };
    let class_keys: BTreeSet<String> =
        classes.iter().map(|c| class(c, "school_code", "year", "number")).collect();
    assert_eq!(class_keys.len(), classes.len());
    assert!(classes.iter().all(|c| school_codes.contains(&c["school_code"])));
    for student in &students {
        assert!(codes.contains(&student["village"]) && student["village"].len() == 12);
        let key = class(student, "school_code", "class_year", "class_number");
        assert!(class_keys.contains(&key), "{key}");
        assert!(
            Sex::parse(&student["sex"]).is_some() && Status::parse(&student["status"]).is_some()
        );
        assert!(student["groups"].split(';').all(|g| g.is_empty() || Group::parse(g).is_some()));
        assert!(Relation::parse(&student["guardian1_relation"]).is_some());
        assert!(student["guardian1_phone"].starts_with("100"));
    }
    assert_eq!(column(&students, "student_number").len(), students.len());
    assert_eq!(column(&workers, "username").len(), workers.len());
    for worker in &workers {
        let (kind, target) = worker["scope"].split_once(':').unwrap();
        let known = match kind {
            "class" => class_keys.contains(target),
            "school" => school_codes.contains(target),
            "region" => codes.contains(target),
            _ => target.starts_with("533325/"),
        };
        assert!(known, "{}", worker["scope"]);
    }
}

#[test]
fn cohorts_are_of_junior_schools_and_some_keep_less_than_they_should() {
    let roster = roster();
    let files = files(&roster).unwrap();
    let cohorts = read(&files.cohorts);
    assert_eq!(cohorts.len(), 5 * 3 * 2);
    let number = |row: &BTreeMap<String, String>, key: &str| row[key].parse::<i64>().unwrap();
    let kept: Vec<i64> = cohorts
        .iter()
        .filter(|row| row["entry_year"] == "2017" && row["group"].is_empty())
        .map(|row| {
            let expected = number(row, "entrants") + number(row, "transfers_in")
                - number(row, "transfers_out")
                - number(row, "deaths");
            assert!(number(row, "graduates") <= expected, "{row:?}");
            1_000 * number(row, "graduates") / expected
        })
        .collect();
    assert_eq!(kept.len(), 5);
    assert!(
        kept.iter().any(|rate| *rate < 960) && kept.iter().any(|rate| *rate >= 980),
        "{kept:?}"
    );
    let shapes: serde_json::Value = serde_json::from_str(&files.shapes).unwrap();
    assert_eq!(shapes["features"].as_array().unwrap().len(), 9 + 116);
}

#[test]
fn the_named_accounts_see_the_same_corner_of_the_county() {
    let roster = roster();
    for (account, _) in stage::ACCOUNTS {
        assert_eq!(
            roster.workers.iter().filter(|w| w.username == *account).count(),
            1,
            "{account}"
        );
    }
    let class = roster.workers.iter().position(|w| w.username == "teacher").unwrap();
    let here = roster.students.iter().filter(|s| s.class == class);
    assert!(here.filter(|s| s.village.as_str() == stage::VILLAGE).count() >= stage::NEIGHBOURS);
    assert!(stage::VILLAGE.starts_with(stage::TOWNSHIP));
}
