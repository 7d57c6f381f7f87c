//! What the good rows of a table would change, column by column, told before anything is written.

use super::Draft;
use super::report::{Altered, Change, Report};
use crate::db::roster::cohorts::{self, Cohort};
use crate::db::roster::workers::{self, Account};
use crate::db::roster::{classes, regions, schools};
use crate::db::{Error, Tx, callers, students};
use crate::scopes;
use doorstep_schema::id::{ClassId, SchoolId, StudentId};
use doorstep_schema::people::{Class, Group, School, Scope, Student};
use doorstep_schema::region::{Region, RegionCode};
use std::collections::{BTreeSet, HashMap};

/// The columns of one thing, with what they hold in the words of a file.
type Written = Vec<(String, String)>;

/// Notes in the report what the draft makes and changes; nothing is written.
pub(super) async fn tell(
    tx: &mut Tx,
    county: RegionCode,
    draft: &Draft,
    report: &mut Report,
) -> Result<(), Error> {
    match draft {
        Draft::Regions(rows) => of_regions(tx, rows, report).await,
        Draft::Schools(rows) => of_schools(tx, county, rows, report).await,
        Draft::Classes(rows) => of_classes(tx, county, rows, report).await,
        Draft::Students(rows) => {
            let rows: Vec<&Student> = rows.iter().map(|record| &record.student).collect();
            of_students(tx, county, &rows, report).await
        }
        Draft::Workers(rows) => of_workers(tx, county, rows, report).await,
        Draft::Cohorts(rows) => of_cohorts(tx, county, rows, report).await,
    }
}

/// Notes one thing; `before` is what it is now, unless it is new.
fn note(report: &mut Report, place: usize, label: String, before: Option<Written>, after: Written) {
    let row = report.taken.get(place).copied().unwrap_or_default();
    let what = if before.is_some() { "change" } else { "create" };
    let columns = before.map_or_else(Vec::new, |before| differences(before, after));
    report.tells(Change { row, what, label, columns });
}

fn differences(before: Written, after: Written) -> Vec<Altered> {
    let gone = before.iter().filter(|(column, _)| after.iter().all(|(other, _)| other != column));
    let gone: Vec<Altered> = gone
        .map(|(column, from)| Altered {
            column: column.clone(),
            from: Some(from.clone()),
            to: Some(String::new()),
        })
        .collect();
    let mut before: HashMap<String, String> = before.into_iter().collect();
    let new = after.into_iter().filter_map(|(column, to)| {
        let from = before.remove(&column).unwrap_or_default();
        (from != to).then_some(Altered { column, from: Some(from), to: Some(to) })
    });
    new.chain(gone).collect()
}

fn written<const N: usize>(columns: [(&str, String); N]) -> Written {
    columns.into_iter().map(|(column, text)| (column.to_owned(), text)).collect()
}

async fn of_regions(tx: &mut Tx, rows: &[Region], report: &mut Report) -> Result<(), Error> {
    let known = regions::find(tx, &rows.iter().map(|region| region.code).collect()).await?;
    let columns = |name: &str, gone: bool| {
        written([("name", name.to_owned()), ("retired", gone.to_string())])
    };
    for (place, region) in rows.iter().enumerate() {
        let before = known.get(region.code.as_str());
        if before.is_some_and(|(name, gone)| *name == region.name && *gone == region.retired) {
            continue;
        }
        let before = before.map(|(name, gone)| columns(name, *gone));
        let label = format!("{} {}", region.name, region.code);
        note(report, place, label, before, columns(&region.name, region.retired));
    }
    Ok(())
}

async fn of_schools(
    tx: &mut Tx,
    county: RegionCode,
    rows: &[School],
    report: &mut Report,
) -> Result<(), Error> {
    let known = schools::by_code(tx, county).await?;
    let columns = |school: &School| {
        let degree = |of: fn(&doorstep_schema::place::Place) -> f64| {
            school.place.as_ref().map_or_else(String::new, |place| of(place).to_string())
        };
        written([
            ("name", school.name.clone()),
            ("region", school.region.to_string()),
            ("lat", degree(|place| place.lat)),
            ("lon", degree(|place| place.lon)),
        ])
    };
    for (place, school) in rows.iter().enumerate() {
        let before = known.get(&school.code);
        if before != Some(school) {
            let label = format!("{} {}", school.name, school.code);
            note(report, place, label, before.map(columns), columns(school));
        }
    }
    Ok(())
}

async fn of_classes(
    tx: &mut Tx,
    county: RegionCode,
    rows: &[Class],
    report: &mut Report,
) -> Result<(), Error> {
    let known = classes::by_key(tx, county).await?;
    let schools = names(tx, county).await?;
    for (place, class) in rows.iter().enumerate() {
        if !known.contains_key(&classes::key(class)) {
            let school = schools.get(&class.school).map_or("", |(_, name)| name.as_str());
            let label = format!("{school} {}.{} {}", class.grade, class.number, class.year);
            note(report, place, label, None, Vec::new());
        }
    }
    Ok(())
}

/// Lists code and name of the county's schools.
async fn names(
    tx: &mut Tx,
    county: RegionCode,
) -> Result<HashMap<SchoolId, (String, String)>, Error> {
    let schools = schools::by_code(tx, county).await?;
    Ok(schools.into_values().map(|school| (school.id, (school.code, school.name))).collect())
}

async fn of_students(
    tx: &mut Tx,
    county: RegionCode,
    rows: &[&Student],
    report: &mut Report,
) -> Result<(), Error> {
    let ids: Vec<StudentId> = rows.iter().map(|student| student.id).collect();
    let known = students::find(tx, &ids).await?;
    let schools = names(tx, county).await?;
    let classes: HashMap<ClassId, classes::Key> =
        classes::by_key(tx, county).await?.into_iter().map(|(key, id)| (id, key)).collect();
    for (place, student) in rows.iter().enumerate() {
        let before = known.get(&student.id);
        if before == Some(student) {
            continue;
        }
        let school = schools.get(&student.school).map_or("", |(_, name)| name.as_str());
        let number = classes.get(&student.class).map_or(0, |key| key.3);
        let label = format!("{} · {school} {}.{number}", student.name, student.grade);
        let before = before.map(|before| student_columns(before, &schools, &classes));
        note(report, place, label, before, student_columns(student, &schools, &classes));
    }
    Ok(())
}

fn student_columns(
    student: &Student,
    schools: &HashMap<SchoolId, (String, String)>,
    classes: &HashMap<ClassId, classes::Key>,
) -> Written {
    let school = schools.get(&student.school).map_or("", |(code, _)| code.as_str());
    let key = classes.get(&student.class);
    let class = |of: fn(&classes::Key) -> i16| key.map_or_else(String::new, |k| of(k).to_string());
    let groups: Vec<&str> = student.groups.iter().map(|group| group.as_str()).collect();
    let degree = |of: fn(&doorstep_schema::place::Place) -> f64| {
        student.home.as_ref().map_or_else(String::new, |home| of(home).to_string())
    };
    let mut columns = written([
        ("student_number", student.student_number.clone()),
        ("name", student.name.clone()),
        ("sex", student.sex.as_str().to_owned()),
        ("birth_date", student.birth_date.to_string()),
        ("identity", student.identity_masked.clone()),
        ("school_code", school.to_owned()),
        ("class_year", class(|key| key.1)),
        ("grade", class(|key| i16::from(key.2))),
        ("class_number", class(|key| i16::from(key.3))),
        ("village", student.village.to_string()),
        ("address", student.address.clone()),
        ("lat", degree(|home| home.lat)),
        ("lon", degree(|home| home.lon)),
        ("groups", groups.join(";")),
        ("boarding", student.boarding.to_string()),
        ("status", student.status.as_str().to_owned()),
        ("known_since", student.known_since.to_string()),
    ]);
    for (n, guardian) in (1..).zip(&student.guardians) {
        let consent = guardian.consent.map_or_else(String::new, |yes| yes.to_string());
        for (what, text) in [
            ("name", guardian.name.clone()),
            ("relation", guardian.relation.as_str().to_owned()),
            ("phone", guardian.phone.clone()),
            ("away", guardian.away.clone()),
            ("consent", consent),
        ] {
            if !text.is_empty() {
                columns.push((format!("guardian{n}_{what}"), text));
            }
        }
    }
    columns
}

async fn of_workers(
    tx: &mut Tx,
    county: RegionCode,
    rows: &[(Account, BTreeSet<Scope>)],
    report: &mut Report,
) -> Result<(), Error> {
    let usernames: Vec<String> = rows.iter().map(|(account, _)| account.username.clone()).collect();
    let known = workers::by_username(tx, &usernames).await?;
    let words = scopes::Known {
        county,
        schools: schools::by_code(tx, county).await?,
        classes: classes::by_key(tx, county).await?,
        regions: std::collections::HashSet::new(),
    };
    let columns = |account: &Account, scopes: &BTreeSet<Scope>| {
        let scopes: Vec<String> = scopes.iter().map(|scope| words.write(scope)).collect();
        written([
            ("name", account.name.clone()),
            ("role", account.role.as_str().to_owned()),
            ("scope", scopes.join(";")),
        ])
    };
    for (place, (account, scopes)) in rows.iter().enumerate() {
        let label = format!("{} {}", account.name, account.username);
        let Some(before) = known.get(&account.username) else {
            note(report, place, label, None, Vec::new());
            continue;
        };
        let held = callers::held(tx, before.id).await?;
        let held: BTreeSet<Scope> =
            held.into_iter().filter(|held| held.until.is_none()).map(|held| held.scope).collect();
        if before == account && held == *scopes {
            continue;
        }
        let mut columns = differences(columns(before, &held), columns(account, scopes));
        if before.password_hash != account.password_hash {
            columns.push(Altered { column: "password".to_owned(), from: None, to: None });
        }
        let row = report.taken.get(place).copied().unwrap_or_default();
        report.tells(Change { row, what: "change", label, columns });
    }
    Ok(())
}

async fn of_cohorts(
    tx: &mut Tx,
    county: RegionCode,
    rows: &[Cohort],
    report: &mut Report,
) -> Result<(), Error> {
    let known = cohorts::of_county(tx, county).await?;
    let schools = names(tx, county).await?;
    let columns = |figures: [i64; 5]| -> Written {
        let names = ["entrants", "transfers_in", "transfers_out", "deaths", "graduates"];
        names.iter().zip(figures).map(|(name, n)| ((*name).to_owned(), n.to_string())).collect()
    };
    for (place, cohort) in rows.iter().enumerate() {
        let group = cohort.group.map_or("", Group::as_str);
        let key = (cohort.school.0, i64::from(cohort.entry_year), group.to_owned());
        let (before, after) = (known.get(&key), cohort.figures().map(i64::from));
        if before == Some(&after) {
            continue;
        }
        let school = schools.get(&cohort.school).map_or("", |(_, name)| name.as_str());
        let label = format!("{school} {} {group}", cohort.entry_year).trim().to_owned();
        note(report, place, label, before.map(|figures| columns(*figures)), columns(after));
    }
    Ok(())
}

#[cfg(test)]
mod tests;
