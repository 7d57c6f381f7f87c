//! A county in a fresh database: schools with principals, classes and students.

use crate::Failure;
use crate::clock::now;
use doorstep_schema::id::{AssignmentId, ClassId, GuardianId, SchoolId, StudentId, WorkerId};
use doorstep_schema::people::{Group, Guardian, Relation, Sex, Status, Student};
use doorstep_schema::region::RegionCode;
use doorstep_schema::wire::cbor;
use doorstep_server::auth::password;
use doorstep_server::db::Db;
use doorstep_server::imports::forms::furnish;
use rusqlite::{Connection, Transaction, params};
use std::path::Path;
use uuid::Uuid;

/// The password of every worker of the county.
pub(crate) const PASSWORD: &str = "measure-2026";
/// The county.
pub(crate) const COUNTY: &str = "533325";

/// A principal with a school.
pub(crate) struct Principal {
    pub(crate) username: String,
    pub(crate) students: Vec<StudentId>,
}

/// What was made.
pub(crate) struct County {
    pub(crate) code: RegionCode,
    pub(crate) principals: Vec<Principal>,
    /// The students as the roster has them, of all schools.
    pub(crate) roster: Vec<Student>,
}

/// Students of a class.
const CLASS: usize = 50;
const SURNAMES: [&str; 10] = ["和", "李", "杨", "熊", "鹿", "余", "罗", "张", "木", "施"];
const NAMES: [&str; 10] =
    ["春梅", "建华", "秀英", "志强", "丽芳", "阿普", "小花", "文军", "玉兰", "金生"];

/// Writes the county of so many schools and students into a new database file.
pub(crate) fn make(file: &Path, schools: usize, students: usize) -> Result<County, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let db = Db::connect(&format!("sqlite:{}", file.display())).await?;
        db.close().await;
        Ok::<_, Failure>(())
    })?;
    let mut connection = Connection::open(file)?;
    let tx = connection.transaction()?;
    let mut writer = Writer { tx, seq: 0, code: RegionCode::parse(COUNTY)?, roster: Vec::new() };
    writer.tx.execute("INSERT INTO county (code, seq) VALUES (?1, 0)", params![COUNTY])?;
    writer.regions()?;
    let hash = password::hash(PASSWORD, [7; 16], password::Cost::default())?;
    let principals: Vec<Principal> = (0..schools)
        .map(|school| writer.school(school, students.div_ceil(schools), &hash))
        .collect::<Result<_, _>>()?;
    let Writer { tx, seq, code, roster } = writer;
    tx.execute("UPDATE county SET seq = ?1", params![seq])?;
    tx.commit()?;
    runtime.block_on(async {
        // Every county has the shipped forms, and every phone gets them.
        let db = Db::connect(&format!("sqlite:{}", file.display())).await?;
        let mut tx = db.write().await?;
        furnish(&mut tx, code, now()).await?;
        tx.commit().await?;
        db.close().await;
        Ok::<_, Failure>(())
    })?;
    Ok(County { code, principals, roster })
}

struct Writer<'c> {
    tx: Transaction<'c>,
    seq: i64,
    code: RegionCode,
    roster: Vec<Student>,
}

/// A twelve-digit village code of the county.
fn village(number: usize) -> String {
    format!("{COUNTY}{:03}{:03}", 100 + number / 14 % 8, 200 + number % 14)
}

impl Writer<'_> {
    fn next(&mut self) -> i64 {
        self.seq += 1;
        self.seq
    }

    fn regions(&mut self) -> Result<(), Failure> {
        let townships = (0..8).map(|n| (format!("{COUNTY}{}", 100 + n), format!("第{n}乡")));
        let villages = (0..112).map(|n| (village(n), format!("第{n}村民委员会")));
        for (code, name) in townships.chain(villages).collect::<Vec<_>>() {
            let seq = self.next();
            self.tx.execute(
                "INSERT INTO region (code, county, name, retired, seq) VALUES (?1, ?2, ?3, FALSE, ?4)",
                params![code, COUNTY, name, seq],
            )?;
        }
        Ok(())
    }

    fn school(&mut self, number: usize, students: usize, hash: &str) -> Result<Principal, Failure> {
        let at = now().ms();
        let parent = Uuid::from_u128(0x0d00_0000_0000_7000_8000_0000_0000_0000 + number as u128);
        let school = SchoolId::derive(parent, "school");
        let seq = self.next();
        self.tx.execute(
            "INSERT INTO school (id, county, code, name, region, lat, lon, seq) \
             VALUES (?1, ?2, ?3, ?4, ?5, NULL, NULL, ?6)",
            params![
                school.0.as_bytes(),
                COUNTY,
                number.to_string(),
                format!("第{number}中学"),
                village(number),
                seq
            ],
        )?;
        let worker = WorkerId::derive(parent, "principal");
        let username = format!("principal-{number}");
        let seq = self.next();
        self.tx.execute(
            "INSERT INTO worker (id, county, username, name, role, password_hash, disabled, seq) \
             VALUES (?1, ?2, ?3, ?4, 'principal', ?5, FALSE, ?6)",
            params![worker.0.as_bytes(), COUNTY, username, format!("校长{number}"), hash, seq],
        )?;
        let seq = self.next();
        self.tx.execute(
            "INSERT INTO assignment (id, county, worker, kind, target, since_seq, since_at) \
             VALUES (?1, ?2, ?3, 'school', ?4, ?5, ?6)",
            params![
                AssignmentId::derive(parent, "assignment").0.as_bytes(),
                COUNTY,
                worker.0.as_bytes(),
                school.0.to_string(),
                seq,
                at
            ],
        )?;
        let mut ids = Vec::with_capacity(students);
        for class_number in 0..students.div_ceil(CLASS) {
            let class = ClassId::derive(parent, &format!("class {class_number}"));
            let (grade, seq) = (7 + class_number % 3, self.next());
            self.tx.execute(
                "INSERT INTO class (id, county, school, year, grade, number, seq) \
                 VALUES (?1, ?2, ?3, 2026, ?4, ?5, ?6)",
                params![
                    class.0.as_bytes(),
                    COUNTY,
                    school.0.as_bytes(),
                    i64::try_from(grade)?,
                    i64::try_from(1 + class_number / 3)?,
                    seq
                ],
            )?;
            for _ in 0..CLASS.min(students - ids.len()) {
                ids.push(self.student(parent, school, class, ids.len())?);
            }
        }
        Ok(Principal { username, students: ids })
    }

    fn student(
        &mut self,
        parent: Uuid,
        school: SchoolId,
        class: ClassId,
        n: usize,
    ) -> Result<StudentId, Failure> {
        let id = StudentId::derive(parent, &format!("student {n}"));
        let village = village(n);
        let student = student(id, school, class, &village, n)?;
        let groups: Vec<_> = student.groups.iter().map(|group| group.as_str()).collect();
        let seq = self.next();
        self.tx
            .prepare_cached(
                "INSERT INTO student (id, county, school, class, village, township, name, initials, \
                 student_number, identity, status, groups, known_since, body, seq, moved_seq) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, '', ?8, '', 'enrolled', ?9, 20697, ?10, ?11, ?11)",
            )?
            .execute(params![
                id.0.as_bytes(), COUNTY, school.0.as_bytes(), class.0.as_bytes(), village, &village[..9], student.name, student.student_number,
                groups.join(" "), cbor::encode(&student), seq,
            ])?;
        self.roster.push(student);
        Ok(id)
    }
}

/// Makes the student of a number as a roster has one.
pub(crate) fn student(
    id: StudentId,
    school: SchoolId,
    class: ClassId,
    village: &str,
    n: usize,
) -> Result<Student, Failure> {
    let guardian = Guardian {
        id: GuardianId::derive(id.0, "guardian"),
        name: format!("{}大山", SURNAMES[n % 10]),
        relation: if n.is_multiple_of(2) { Relation::Father } else { Relation::Grandparent },
        phone: format!("13{:09}", n * 7_919 % 1_000_000_000),
        away: if n.is_multiple_of(3) { "浙江义乌".to_owned() } else { String::new() },
        channel: None,
        consent: Some(true),
    };
    Ok(Student {
        id,
        county: RegionCode::parse(&village[..6])?,
        name: format!("{}{}", SURNAMES[n % 10], NAMES[n / 10 % 10]),
        sex: if n.is_multiple_of(2) { Sex::Female } else { Sex::Male },
        birth_date: jiff::civil::date(2012, i8::try_from(1 + n % 12)?, i8::try_from(1 + n % 28)?),
        identity_masked: format!("533325**********{:02}", n % 100),
        student_number: format!("G{}{n:012}", &village[..6]),
        school,
        class,
        grade: 7,
        village: RegionCode::parse(village)?,
        address: format!("{}组{}号", 1 + n % 9, 1 + n % 60),
        home: None,
        groups: if n.is_multiple_of(4) { [Group::LeftBehind].into() } else { [].into() },
        boarding: n.is_multiple_of(2),
        status: Status::Enrolled,
        known_since: jiff::civil::date(2026, 9, 1),
        guardians: vec![guardian],
    })
}
