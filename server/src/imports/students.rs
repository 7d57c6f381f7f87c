//! Students with their guardians from a table.

use super::cells::{Cells, shown};
use super::report::{Report, Unnamed};
use super::sheet::Sheet;
use super::{Draft, ImportError};
use crate::app::App;
use crate::db::Tx;
use crate::db::read::names;
use crate::db::roster::{classes, namespace, regions, schools};
use crate::db::students::{self, Record};
use doorstep_schema::id::{ClassId, GuardianId, SchoolId, StudentId};
use doorstep_schema::identity::IdentityNumber;
use doorstep_schema::initials::initials;
use doorstep_schema::moment::Clock;
use doorstep_schema::people::{Guardian, Relation, School, Sex, Status, Student};
use doorstep_schema::region::{Level, RegionCode};
use jiff::civil::Date;
use std::collections::{BTreeSet, HashMap, HashSet};

/// What the rows refer to.
struct Known {
    county: RegionCode,
    schools: HashMap<String, School>,
    classes: HashMap<classes::Key, ClassId>,
    villages: HashMap<String, (String, bool)>,
    today: Date,
}

/// Reads the rows.
pub(super) async fn read(
    app: &App,
    sheet: &Sheet,
    county: RegionCode,
    report: &mut Report,
) -> Result<Draft, ImportError> {
    let mut tx = app.db.read().await?;
    let villages: BTreeSet<RegionCode> = Cells::of(sheet)
        .filter_map(|cells| RegionCode::parse(cells.text("village")).ok())
        .collect();
    let known = Known {
        county,
        schools: schools::by_code(&mut tx, county).await?,
        classes: classes::by_key(&mut tx, county).await?,
        villages: regions::find(&mut tx, &villages).await?,
        today: Clock::CHINA.day(app.now()),
    };
    let mut records: Vec<Record> = Vec::with_capacity(sheet.rows.len());
    let mut without_date = Vec::new();
    let mut seen: HashMap<StudentId, usize> = HashMap::new();
    let mut named: HashSet<StudentId> = HashSet::with_capacity(sheet.rows.len());
    for cells in Cells::of(sheet) {
        let row = cells.row();
        named.extend(named_by(&cells, county));
        let Some(record) = one(&cells, &known, report) else { continue };
        if let Some(first) = seen.insert(record.student.id, row) {
            let message = format!("the student is in row {first} already");
            report.wrong(row, "student_number", "duplicate", message);
        }
        if report.is_good(row) {
            if cells.text("known_since").is_empty() {
                without_date.push(records.len());
            }
            report.taken.push(row);
            records.push(record);
        }
    }
    // A row that does not say since when keeps what was stored, so that importing again changes nothing.
    let ids: Vec<StudentId> = without_date.iter().map(|i| records[*i].student.id).collect();
    let stored = students::find(&mut tx, &ids).await?;
    for i in without_date {
        let student = &mut records[i].student;
        if let Some(before) = stored.get(&student.id) {
            student.known_since = before.known_since;
        }
    }
    absent(&mut tx, &records, &named, report).await?;
    Ok(Draft::Students(records))
}

/// Returns the student whom a row names, whatever else is wrong with it.
fn named_by(cells: &Cells<'_>, county: RegionCode) -> Option<StudentId> {
    let key = match (cells.text("student_number"), cells.text("identity")) {
        ("", identity) => format!("identity:{}", IdentityNumber::parse(identity).ok()?.unmasked()),
        (number, _) => format!("student:{number}"),
    };
    Some(StudentId::derive(namespace(county), &key))
}

/// Tells which children on file in the classes of the file it does not name.
async fn absent(
    tx: &mut Tx,
    records: &[Record],
    named: &HashSet<StudentId>,
    report: &mut Report,
) -> Result<(), ImportError> {
    let classes: BTreeSet<ClassId> = records.iter().map(|record| record.student.class).collect();
    let classes: Vec<ClassId> = classes.into_iter().collect();
    let called = names::classes(tx, &classes).await?;
    let standing = students::on_roll(tx, &classes).await?;
    let unnamed = standing.into_iter().filter(|(id, _, _)| !named.contains(id));
    let told = unnamed.map(|(_, name, class)| Unnamed {
        class: called.get(&class).cloned().unwrap_or_default(),
        name,
    });
    report.does_not_name(told.collect());
    Ok(())
}

fn one(cells: &Cells<'_>, known: &Known, report: &mut Report) -> Option<Record> {
    let row = cells.row();
    let name = cells.short("name", report);
    let sex: Option<Sex> = cells.required("sex", report).and_then(|_| cells.word("sex", report));
    let identity = identity(cells, report);
    let birth_date = birth_date(cells, identity.as_ref(), report);
    if let (Some(identity), Some(sex)) = (&identity, sex)
        && identity.is_male() != (sex == Sex::Male)
    {
        report.wrong(row, "sex", "contradiction", "the identity number says the other sex");
    }
    let student_number = cells.text("student_number").to_owned();
    if student_number.chars().count() > 100 {
        report.wrong(row, "student_number", "too_long", "at most 100 characters");
    }
    let key = match (&identity, student_number.as_str()) {
        (Some(identity), "") => Some(format!("identity:{}", identity.unmasked())),
        (None, "") => {
            let message = "give a student number or an identity number";
            report.wrong(row, "student_number", "missing", message);
            None
        }
        (_, number) => Some(format!("student:{number}")),
    };
    let class = class(cells, known, report);
    let village = village(cells, known, report);
    let groups = cells.words("groups", report).into_iter().collect();
    let boarding = cells.yes("boarding", report).unwrap_or(false);
    let status = cells.word("status", report).unwrap_or(Status::Enrolled);
    let known_since = cells.date("known_since", report).unwrap_or(known.today);
    let home = cells.place(50.0, report);
    let id = StudentId::derive(namespace(known.county), &key?);
    let guardians = (1..=3).filter_map(|n| guardian(cells, n, id, report)).collect();
    let (name, (school, class, grade)) = (name?, class?);
    let student = Student {
        id,
        county: known.county,
        sex: sex?,
        birth_date: birth_date?,
        identity_masked: identity.as_ref().map_or_else(String::new, IdentityNumber::masked),
        student_number,
        school,
        class,
        grade,
        village: village?,
        address: cells.text("address").to_owned(),
        home,
        groups,
        boarding,
        status,
        known_since,
        guardians,
        name,
    };
    let identity = identity.map_or_else(String::new, |i| i.unmasked().to_owned());
    Some(Record { initials: initials(&student.name), student, identity })
}

fn identity(cells: &Cells<'_>, report: &mut Report) -> Option<IdentityNumber> {
    let text = cells.text("identity");
    if text.is_empty() {
        return None;
    }
    let read = IdentityNumber::parse(text);
    if let Err(error) = &read {
        // The number itself is never repeated.
        report.wrong(cells.row(), "identity", "not_an_identity", error.to_string());
    }
    read.ok()
}

fn birth_date(
    cells: &Cells<'_>,
    identity: Option<&IdentityNumber>,
    report: &mut Report,
) -> Option<Date> {
    let row = cells.row();
    if cells.text("birth_date").is_empty() {
        if identity.is_none() && cells.text("identity").is_empty() {
            let message = "give the birth date, or an identity number that carries it";
            report.wrong(row, "birth_date", "missing", message);
        }
        return identity.map(IdentityNumber::birth_date);
    }
    let date = cells.date("birth_date", report)?;
    if identity.is_some_and(|i| i.birth_date() != date) {
        let message = "the identity number says another birth date";
        report.wrong(row, "birth_date", "contradiction", message);
    }
    Some(date)
}

type Class = (SchoolId, ClassId, u8);

fn class(cells: &Cells<'_>, known: &Known, report: &mut Report) -> Option<Class> {
    let row = cells.row();
    let code = cells.required("school_code", report);
    let year = cells.number("class_year", 1990i16, 2200, report);
    let grade = cells.number("grade", 1u8, 9, report);
    let number = cells.number("class_number", 1u8, 99, report);
    let (code, year, grade, number) = (code?, year?, grade?, number?);
    let Some(school) = known.schools.get(code) else {
        let message = format!("there is no school \"{}\"; import it first", shown(code));
        report.wrong(row, "school_code", "unknown", message);
        return None;
    };
    let class = known.classes.get(&(school.id, year, grade, number));
    if class.is_none() {
        let message = format!("the school has no class {year}/{grade}/{number}; import it first");
        report.wrong(row, "class_number", "unknown", message);
    }
    class.map(|class| (school.id, *class, grade))
}

fn village(cells: &Cells<'_>, known: &Known, report: &mut Report) -> Option<RegionCode> {
    let village = cells.region("village", report)?;
    let row = cells.row();
    if village.level() != Level::Village || !known.county.contains(&village) {
        let message = format!("{village} is not a village (12 digits) of {}", known.county);
        report.wrong(row, "village", "outside_county", message);
    } else if !known.villages.contains_key(village.as_str()) {
        let message = format!("there is no village {village}; import it first");
        report.wrong(row, "village", "unknown", message);
    }
    Some(village)
}

fn guardian(cells: &Cells<'_>, n: u8, student: StudentId, report: &mut Report) -> Option<Guardian> {
    let column = |what: &str| format!("guardian{n}_{what}");
    let all = ["name", "relation", "phone", "away", "consent"];
    if all.iter().all(|what| cells.text(&column(what)).is_empty()) {
        return None;
    }
    let name = cells.short(&column("name"), report);
    let relation = cells.word(&column("relation"), report).unwrap_or(Relation::Other);
    let phone = cells.text(&column("phone")).replace([' ', '-'], "");
    let digits = phone.strip_prefix('+').unwrap_or(&phone);
    if !(digits.chars().all(|c| c.is_ascii_digit()) && digits.len() <= 15) {
        let message = "a telephone number has at most 15 digits";
        report.wrong(cells.row(), column("phone"), "out_of_range", message);
    }
    let consent = cells.yes(&column("consent"), report);
    let name = name?;
    Some(Guardian {
        id: GuardianId::derive(student.0, &format!("guardian:{n}")),
        name,
        relation,
        phone,
        away: cells.text(&column("away")).to_owned(),
        channel: None,
        consent,
    })
}
