//! `GET /v1/roster`, `GET` and `POST /v1/schools/{id}/classes`, `POST /v1/schools` and `PATCH /v1/schools/{id}`: schools
//! and classes, one by one; many come by an import.

use super::extract::{Input, PathId};
use super::office::{Office, Schools};
use crate::db::read::names;
use crate::db::roster::{classes, namespace, regions, roll_over as stored, schools};
use crate::db::{Error, Tx};
use crate::problem::Problem;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use doorstep_schema::id::{ClassId, SchoolId, WorkerId};
use doorstep_schema::people::{Class, School};
use doorstep_schema::place::Place;
use doorstep_schema::problem::Violations;
use doorstep_schema::region::{Level, RegionCode};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap};

/// The schools of the county.
#[derive(Clone, Debug, Serialize)]
struct Roster {
    schools: Vec<Listed>,
    /// The school year in which most children stand; nothing without children.
    year: Option<i64>,
}

/// A school with what its administrator wants to know.
#[derive(Clone, Debug, Serialize)]
struct Listed {
    id: SchoolId,
    code: String,
    name: String,
    region: String,
    region_name: Option<String>,
    /// The last school year that it has classes of.
    year: Option<i64>,
    /// How many classes it has of that year.
    classes: i64,
    /// How many children are on its roll.
    students: i64,
    /// How many of them stand in a class that went on without them.
    waiting: i64,
}

/// The classes of a school.
#[derive(Clone, Debug, Serialize)]
struct Classes {
    school: School,
    classes: Vec<ListedClass>,
}

/// A class with its children counted and its teachers named.
#[derive(Clone, Debug, Serialize)]
struct ListedClass {
    id: ClassId,
    year: i64,
    grade: i64,
    number: i64,
    students: i64,
    teachers: Vec<Teacher>,
}

/// Who teaches a class.
#[derive(Clone, Debug, Serialize)]
struct Teacher {
    id: WorkerId,
    name: Option<String>,
}

/// A new school.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct New {
    code: String,
    name: String,
    region: String,
    lat: Option<f64>,
    lon: Option<f64>,
}

/// What of a school changes.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Change {
    name: Option<String>,
    region: Option<String>,
    lat: Option<f64>,
    lon: Option<f64>,
}

/// A new class.
#[derive(Clone, Copy, Debug, Deserialize)]
pub(super) struct NewClass {
    year: i16,
    grade: u8,
    number: u8,
}

/// Answers the schools with their numbers.
pub(super) async fn roster(office: Office<Schools>) -> Result<Response, Problem> {
    let mut tx = office.read().await?;
    let found = stored::schools(&mut tx, office.county()).await?;
    drop(tx);
    let mut years: HashMap<i64, i64> = HashMap::new();
    for school in &found {
        if let Some(year) = school.year {
            *years.entry(year).or_default() += school.students - school.waiting;
        }
    }
    let year = years.into_iter().max_by_key(|(year, count)| (*count, *year)).map(|(year, _)| year);
    let listed = |row: stored::Listed| Listed {
        id: SchoolId(row.id),
        code: row.code,
        name: row.name,
        region: row.region,
        region_name: row.region_name,
        year: row.year,
        classes: row.classes,
        students: row.students,
        waiting: row.waiting,
    };
    let schools = found.into_iter().map(listed).collect();
    Ok(office.answer(&Roster { schools, year }))
}

async fn own(tx: &mut Tx, county: RegionCode, id: SchoolId) -> Result<School, Problem> {
    let found = schools::find(tx, id).await?.filter(|school| school.county == county);
    found.ok_or_else(Problem::not_found)
}

/// Answers the classes of a school.
pub(super) async fn of_school(
    office: Office<Schools>,
    PathId(id): PathId,
) -> Result<Response, Problem> {
    let mut tx = office.read().await?;
    let school = own(&mut tx, office.county(), SchoolId(id)).await?;
    Ok(office.answer(&with_classes(&mut tx, school).await?))
}

async fn with_classes(tx: &mut Tx, school: School) -> Result<Classes, Error> {
    let found = stored::classes_of(tx, school.id).await?;
    let ids: Vec<ClassId> = found.iter().map(|class| ClassId(class.id)).collect();
    let teaching = stored::teaching(tx, &ids).await?;
    let people: BTreeSet<WorkerId> = teaching.iter().map(|(_, worker, _)| *worker).collect();
    let people = names::workers(tx, &people.into_iter().collect::<Vec<_>>()).await?;
    let mut teachers: HashMap<ClassId, Vec<Teacher>> = HashMap::new();
    for (_, worker, class) in teaching {
        let name = people.get(&worker).map(|worker| worker.name.clone());
        teachers.entry(class).or_default().push(Teacher { id: worker, name });
    }
    let listed = |row: stored::ListedClass| ListedClass {
        id: ClassId(row.id),
        year: row.year,
        grade: row.grade,
        number: row.number,
        students: row.students,
        teachers: teachers.remove(&ClassId(row.id)).unwrap_or_default(),
    };
    Ok(Classes { school, classes: found.into_iter().map(listed).collect() })
}

/// Adds a school.
pub(super) async fn add(
    office: Office<Schools>,
    Input(new): Input<New>,
) -> Result<Response, Problem> {
    let county = office.county();
    let mut found = Violations::default();
    let code = new.code.trim().to_owned();
    let plain = code.chars().all(|c| !c.is_control() && c != '/' && c != ';');
    let short = (1..=100).contains(&code.chars().count());
    found.require(
        short && plain,
        "code",
        "out_of_range",
        "a code has 1 to 100 characters, no / and no ;",
    );
    let name = name(&new.name, &mut found);
    let place = place(new.lat, new.lon, &mut found);
    let mut tx = office.write().await?;
    let region = region(&mut tx, county, &new.region, &mut found).await?;
    let (Some(region), true) = (region, found.0.is_empty()) else {
        return Err(Problem::invalid(found.0));
    };
    if schools::by_code(&mut tx, county).await?.contains_key(&code) {
        return Err(Problem::conflict("taken", "another school has this code"));
    }
    let id = SchoolId::derive(namespace(county), &format!("school:{code}"));
    let school = School { id, county, code, name, region, place };
    schools::put(&mut tx, county, std::slice::from_ref(&school)).await?;
    office.log(&mut tx, "add_school", format!("school:{id}"), "").await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, office.answer(&school)).into_response())
}

/// Changes a school's name and where it lies; its code stays, as imports find it by that.
pub(super) async fn change(
    office: Office<Schools>,
    PathId(id): PathId,
    Input(change): Input<Change>,
) -> Result<Response, Problem> {
    let county = office.county();
    let mut found = Violations::default();
    let mut tx = office.write().await?;
    let mut school = own(&mut tx, office.county(), SchoolId(id)).await?;
    if let Some(text) = &change.name {
        school.name = name(text, &mut found);
    }
    if let Some(code) = &change.region {
        school.region = region(&mut tx, county, code, &mut found).await?.unwrap_or(school.region);
    }
    if change.lat.is_some() || change.lon.is_some() {
        school.place = place(change.lat, change.lon, &mut found);
    }
    if !found.0.is_empty() {
        return Err(Problem::invalid(found.0));
    }
    schools::put(&mut tx, county, std::slice::from_ref(&school)).await?;
    office.log(&mut tx, "change_school", format!("school:{id}"), "").await?;
    tx.commit().await?;
    Ok(office.answer(&school))
}

/// Adds a class to a school.
pub(super) async fn add_class(
    office: Office<Schools>,
    PathId(id): PathId,
    Input(new): Input<NewClass>,
) -> Result<Response, Problem> {
    let NewClass { year, grade, number } = new;
    let mut found = Violations::default();
    found.require((1990..=2200).contains(&year), "year", "out_of_range", "a year is 1990 to 2200");
    found.require((1..=9).contains(&grade), "grade", "out_of_range", "a grade is 1 to 9");
    found.require((1..=99).contains(&number), "number", "out_of_range", "a number is 1 to 99");
    let mut tx = office.write().await?;
    let school = own(&mut tx, office.county(), SchoolId(id)).await?;
    if !found.0.is_empty() {
        return Err(Problem::invalid(found.0));
    }
    let class = ClassId::derive(school.id.0, &format!("{year}/{grade}/{number}"));
    let class = Class { id: class, school: school.id, year, grade, number };
    if classes::put(&mut tx, office.county(), &[class]).await?.created == 0 {
        return Err(Problem::conflict("taken", "the school has this class already"));
    }
    office.log(&mut tx, "add_class", format!("school:{id}"), "").await?;
    let answer = with_classes(&mut tx, school).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, office.answer(&answer)).into_response())
}

fn name(text: &str, found: &mut Violations) -> String {
    let name = text.trim();
    let good = (1..=100).contains(&name.chars().count()) && !name.chars().any(char::is_control);
    found.require(good, "name", "out_of_range", "a name has 1 to 100 characters");
    name.to_owned()
}

fn place(lat: Option<f64>, lon: Option<f64>, found: &mut Violations) -> Option<Place> {
    let read = lat.zip(lon).map(|(lat, lon)| Place { lat, lon, accuracy: 0.0 });
    let both = lat.is_some() == lon.is_some();
    let good = both && read.is_none_or(|place| place.is_valid());
    let message = "latitude is -90 to 90 and longitude -180 to 180, both or neither";
    found.require(good, "lat", "out_of_range", message);
    read
}

/// Finds the township or village that a school lies in.
async fn region(
    tx: &mut Tx,
    county: RegionCode,
    text: &str,
    found: &mut Violations,
) -> Result<Option<RegionCode>, Error> {
    let code = RegionCode::parse(text.trim()).ok();
    let code = code.filter(|code| county.contains(code) && code.level() >= Level::Township);
    let known = match code {
        Some(code) => !regions::find(tx, &BTreeSet::from([code])).await?.is_empty(),
        None => false,
    };
    found.require(
        known,
        "region",
        "unknown",
        "a school lies in a township or village of the county",
    );
    Ok(code.filter(|_| known))
}
