//! Fills a database with a province: regions, schools, classes, students, supervisors, follow-ups and counts.

use super::province::{Province, Rollup, school};
use super::sink::{Cell, Sink, Table};
use crate::Failure;
use crate::clock::now;
use crate::county::{PASSWORD, student};
use doorstep_schema::id::{ClassId, SchoolId, StudentId};
use doorstep_schema::wire::cbor;
use doorstep_server::auth::password;
use doorstep_server::db::students::day_number as born;
use uuid::Uuid;

const COUNTY: Table = Table { name: "county", columns: "code, seq" };
const REGION: Table = Table { name: "region", columns: "code, county, name, retired, seq" };
const SCHOOL: Table = Table { name: "school", columns: "id, county, code, name, region, seq" };
const CLASS: Table =
    Table { name: "class", columns: "id, county, school, year, grade, number, seq" };
const STUDENT: Table = Table {
    name: "student",
    columns: "id, county, school, class, village, township, name, initials, student_number, identity, \
              status, groups, known_since, body, born, seq, moved_seq",
};
const WORKER: Table = Table {
    name: "worker",
    columns: "id, county, username, name, role, password_hash, disabled, seq",
};
const ASSIGNMENT: Table =
    Table { name: "assignment", columns: "id, county, worker, kind, target, since_seq, since_at" };
const FOLLOW_UP: Table = Table {
    name: "follow_up",
    columns: "id, county, student, case_id, owner, school, class, village, township, reason, step, \
              opened_at, due_at, due_day, state, is_open, closed_at, required, risk",
};
const OVERDUE: Table =
    Table { name: "overdue_day", columns: "county, kind, id, due_day, open_count" };

/// Every table that is filled.
pub(crate) const TABLES: [Table; 9] =
    [COUNTY, REGION, SCHOOL, CLASS, STUDENT, WORKER, ASSIGNMENT, FOLLOW_UP, OVERDUE];

/// The last sequence number of every county.
const SEQ: i64 = 1;

/// Fills the database behind a sink; the supervisors are called `supervisor-CODE`, 53 the province's.
pub(crate) fn load(province: &Province, mut sink: Sink) -> Result<(), Failure> {
    let counties = province.counties();
    sink.fill(COUNTY, &mut |row| {
        counties.iter().try_for_each(|code| row(&[Cell::Text(code), Cell::Int(SEQ)]))
    })?;
    let regions = province.townships().into_iter().chain(province.villages().iter().copied());
    let regions: Vec<&str> = counties.iter().copied().chain(regions).collect();
    sink.fill(REGION, &mut |row| {
        regions.iter().try_for_each(|code| {
            let county = Cell::Text(&code[..6]);
            row(&[Cell::Text(code), county, Cell::Text(code), Cell::Bool(false), Cell::Int(SEQ)])
        })
    })?;
    schools(province, &mut sink)?;
    students(province, &mut sink)?;
    supervisors(&counties, &mut sink)?;
    let rollup = follow_ups(province, &mut sink)?;
    sink.fill(OVERDUE, &mut |row| {
        rollup.iter().try_for_each(|((county, kind, id, day), count)| {
            let (county, kind, id) = (Cell::Text(county), Cell::Text(kind), Cell::Text(id));
            row(&[county, kind, id, Cell::Int(*day), Cell::Int(*count)])
        })
    })?;
    sink.finish()
}

fn schools(province: &Province, sink: &mut Sink) -> Result<(), Failure> {
    sink.fill(SCHOOL, &mut |row| {
        province.townships().iter().try_for_each(|township| {
            let (id, _) = school(township, 0);
            let (county, code) = (Cell::Text(&township[..6]), Cell::Text(township));
            row(&[
                Cell::Id(id),
                county,
                code,
                Cell::Text("中心学校"),
                Cell::Text(township),
                Cell::Int(SEQ),
            ])
        })
    })?;
    sink.fill(CLASS, &mut |row| {
        province.townships().iter().try_for_each(|township| {
            (0..18).try_for_each(|number| {
                let (school, class) = school(township, number);
                let number = i64::try_from(number)?;
                row(&[
                    Cell::Id(class),
                    Cell::Text(&township[..6]),
                    Cell::Id(school),
                    Cell::Int(2026),
                    Cell::Int(1 + number % 9),
                    Cell::Int(1 + number / 9),
                    Cell::Int(SEQ),
                ])
            })
        })
    })
}

fn students(province: &Province, sink: &mut Sink) -> Result<(), Failure> {
    sink.fill(STUDENT, &mut |row| {
        (0..province.students()).try_for_each(|number| {
            let (id, village) = province.student(number);
            let (school, class) = school(village, number);
            let place = usize::try_from(number)?;
            let person = student(StudentId(id), SchoolId(school), ClassId(class), village, place)?;
            row(&[
                Cell::Id(id),
                Cell::Text(&village[..6]),
                Cell::Id(school),
                Cell::Id(class),
                Cell::Text(village),
                Cell::Text(&village[..9]),
                Cell::Text(&person.name),
                Cell::Text(""),
                Cell::Text(&person.student_number),
                Cell::Text(""),
                Cell::Text("enrolled"),
                Cell::Text(""),
                Cell::Int(20_697),
                Cell::Bytes(&cbor::encode(&person)),
                Cell::Int(born(person.birth_date)),
                Cell::Int(SEQ),
                Cell::Int(SEQ),
            ])
        })
    })
}

fn supervisors(counties: &[&str], sink: &mut Sink) -> Result<(), Failure> {
    let hash = password::hash(PASSWORD, [7; 16], password::Cost::default())?;
    let scopes: Vec<&str> = counties.iter().copied().chain(["53"]).collect();
    let worker = |scope: &str| Uuid::new_v5(&Uuid::nil(), scope.as_bytes());
    let home =
        |scope: &str| if scope.len() == 6 { scope.to_owned() } else { counties[0].to_owned() };
    sink.fill(WORKER, &mut |row| {
        scopes.iter().try_for_each(|scope| {
            row(&[
                Cell::Id(worker(scope)),
                Cell::Text(&home(scope)),
                Cell::Text(&format!("supervisor-{scope}")),
                Cell::Text("督导"),
                Cell::Text("supervisor"),
                Cell::Text(&hash),
                Cell::Bool(false),
                Cell::Int(SEQ),
            ])
        })
    })?;
    let at = now().ms();
    sink.fill(ASSIGNMENT, &mut |row| {
        scopes.iter().try_for_each(|scope| {
            row(&[
                Cell::Id(Uuid::new_v5(&worker(scope), b"assignment")),
                Cell::Text(&home(scope)),
                Cell::Id(worker(scope)),
                Cell::Text("region"),
                Cell::Text(scope),
                Cell::Int(SEQ),
                Cell::Int(at),
            ])
        })
    })
}

fn follow_ups(province: &Province, sink: &mut Sink) -> Result<Rollup, Failure> {
    let mut rollup = Rollup::new();
    sink.fill(FOLLOW_UP, &mut |take| {
        (0..province.follow_ups).try_for_each(|number| {
            let row = province.row(number);
            if row.is_open {
                Province::count(&mut rollup, &row);
            }
            let optional = |number: Option<i64>| number.map_or(Cell::Null, Cell::Int);
            take(&[
                Cell::Id(row.id),
                Cell::Text(row.county()),
                Cell::Id(row.student),
                Cell::Id(row.case),
                Cell::Text(&row.owner),
                Cell::Id(row.school),
                Cell::Id(row.class),
                Cell::Text(row.village),
                Cell::Text(row.township()),
                Cell::Text(row.reason()),
                optional(row.step),
                Cell::Int(row.opened_at),
                Cell::Int(row.due_at),
                Cell::Int(row.due_day),
                Cell::Text(row.state()),
                Cell::Bool(row.is_open),
                optional(row.closed_at()),
                Cell::Text("visit"),
                Cell::Int(row.risk),
            ])
        })
    })?;
    Ok(rollup)
}
