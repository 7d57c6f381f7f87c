//! What a document says: who may draw it up, what is gathered for it, and what was typed for it.

use super::{Doing, demand, visitor_of};
use crate::acts::papers::month::Month;
use crate::acts::papers::student::{Places, Subject};
use crate::acts::papers::{Head, authority_of, class_of, government_of};
use crate::acts::rules::Held;
use crate::api::board::names_of_owners;
use crate::api::{answers, student};
use crate::app::App;
use crate::auth::caller::Caller;
use crate::db::Tx;
use crate::db::papers::templates::{self, InForce};
use crate::db::papers::{self, About};
use crate::db::read::papers as read;
use crate::db::read::{area, names};
use crate::db::roster::schools;
use crate::problem::Problem;
use doorstep_papers::Kind;
use doorstep_schema::id::{ClassId, FactId, SchoolId, StudentId, WorkerId};
use doorstep_schema::moment::Moment;
use doorstep_schema::people::{Role, Student};
use doorstep_schema::problem::{Violation, Violations};
use doorstep_schema::region::{Level, RegionCode};
use doorstep_schema::state::{Told, ladder, resolve};
use jiff::civil::{Date, date};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::collections::{BTreeSet, HashMap};

/// The longest text that can be typed for a document, in characters.
const LONGEST: usize = 500;
/// The most documents that a case file lists.
const MOST_PAPERS: i64 = 200;

/// What is to be drawn up.
#[derive(Clone, Debug, Deserialize)]
pub(in crate::api) struct Asked {
    /// The kind.
    kind: String,
    /// The student, for all but monthly reports.
    student: Option<StudentId>,
    /// The visit, for a visit record.
    visit: Option<FactId>,
    /// The school, for a monthly report.
    school: Option<SchoolId>,
    /// The month, as 2026-10.
    month: Option<String>,
    /// What is typed for it.
    #[serde(default)]
    fields: Fields,
    /// Whether it is only shown: a draft without a number.
    #[serde(default)]
    pub(super) dry_run: bool,
}

/// What is typed for a document; what is left out is left open or taken from what is on file.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::api) struct Fields {
    /// The day by which the child is to be back.
    return_by: String,
    /// The name of the guardian who is addressed; a parent when left out.
    guardian: String,
    /// Who issues it.
    issuer: String,
    /// What was established, beside what is counted.
    facts: String,
    /// Where it is served.
    place: String,
    /// Whom to call.
    contact: String,
    /// A remark.
    note: String,
}

/// A document that was drawn up.
pub(super) struct Drawn {
    pub(super) kind: Kind,
    pub(super) about: About,
    pub(super) county: RegionCode,
    pub(super) template: InForce,
    pub(super) today: Date,
    pub(super) data: Value,
    pub(super) student_name: Option<String>,
    pub(super) school_name: Option<String>,
}

/// Draws a document up for a caller who may.
pub(super) async fn draw(
    app: &App,
    tx: &mut Tx,
    caller: &Caller,
    asked: Asked,
    now: Moment,
) -> Result<Drawn, Problem> {
    let (kind, about) = subject(&asked)?;
    let visitor = visitor_of(tx, &about).await?;
    demand(tx, caller, Doing::Making, kind, &about, visitor).await?;
    match about.clone() {
        About::Student(id) | About::Visit(id, _) => {
            of_student(app, tx, caller, (kind, about, id), &asked, now).await
        }
        About::School(school, month) => {
            of_school(app, tx, caller, (school, &month), &asked, now).await
        }
    }
}

/// Reads what it is about.
fn subject(asked: &Asked) -> Result<(Kind, About), Problem> {
    let wrong = |field: &str, code: &str, message: &str| {
        Problem::invalid(vec![Violation::new(field, code, message)])
    };
    let kinds = "a kind is order, visit_record, case_file or monthly_report";
    let kind = Kind::parse(&asked.kind).ok_or_else(|| wrong("kind", "unknown", kinds))?;
    if kind == Kind::MonthlyReport {
        let school = asked.school.ok_or_else(|| wrong("school", "missing", "name the school"))?;
        let month = asked.month.clone();
        let month = month.ok_or_else(|| wrong("month", "missing", "name the month, as 2026-10"))?;
        return Ok((kind, About::School(school, month)));
    }
    let student = asked.student.ok_or_else(|| wrong("student", "missing", "name the student"))?;
    if kind != Kind::VisitRecord {
        return Ok((kind, About::Student(student)));
    }
    let visit = asked.visit.ok_or_else(|| wrong("visit", "missing", "name the visit"))?;
    Ok((kind, About::Visit(student, visit)))
}

async fn of_student(
    app: &App,
    tx: &mut Tx,
    caller: &Caller,
    (kind, about, id): (Kind, About, StudentId),
    asked: &Asked,
    now: Moment,
) -> Result<Drawn, Problem> {
    let seen = student::see(app, tx, caller, id, now).await?;
    let held = app.rules.of(tx, seen.student.county).await?;
    let today = held.policy.clock.day(now);
    let facts: Vec<_> = seen.facts.iter().map(|(_, fact)| fact.clone()).collect();
    let told = resolve(&facts).told;
    let fields = asked.fields.read(kind, today, asked.dry_run)?;
    let places = places(tx, &seen.student).await?;
    let workers = names::workers(tx, &recorders(&told)).await?;
    let rungs = ladder(&seen.student, &seen.state, &held.policy, now);
    let owners: Vec<_> = rungs.iter().map(|rung| rung.owner).collect();
    let owners = names_of_owners(tx, &owners).await?;
    let subject = Subject {
        student: &seen.student,
        state: &seen.state,
        told: &told,
        places: &places,
        workers: &workers,
        owners: &owners,
        policy: &held.policy,
        now,
    };
    let own = match (kind, caller.role) {
        (Kind::VisitRecord, _) | (Kind::CaseFile, Role::Principal) => places.school.clone(),
        (_, Role::Township) => government_of(&places.township),
        _ => authority_of(&places.county),
    };
    let top = Head {
        kind,
        issuer: asked.fields.issuer(&own),
        county: (seen.student.county, &places.county),
        by: (&caller.name, caller.role),
        today,
        fields,
    };
    let mut data = top.data();
    data.insert("student".to_owned(), subject.student());
    data.insert("guardian".to_owned(), addressed(&subject, &asked.fields.guardian)?);
    if let About::Visit(_, visit) = &about {
        let answers = answers_of(tx, seen.student.county, &told, *visit, &held).await?;
        let photos = read::photos(tx, *visit).await?;
        let visit = subject.visit(*visit, &answers, photos).ok_or_else(Problem::not_found)?;
        data.insert("visit".to_owned(), visit);
    } else {
        data.insert("case".to_owned(), subject.case());
        data.insert("facts".to_owned(), subject.facts());
    }
    if kind == Kind::CaseFile {
        whole(tx, &subject, &mut data).await?;
    }
    Ok(Drawn {
        kind,
        about,
        county: seen.student.county,
        template: templates::find(tx, seen.student.county, kind).await?,
        today,
        data: Value::Object(data),
        student_name: Some(seen.student.name.clone()),
        school_name: Some(places.school),
    })
}

/// Adds what only a case file tells.
async fn whole(
    tx: &mut Tx,
    subject: &Subject<'_>,
    data: &mut Map<String, Value>,
) -> Result<(), Problem> {
    let timeline = subject.timeline();
    let contacts: Vec<_> = timeline
        .iter()
        .filter(|entry| ["visit", "guardian_contact"].contains(&entry.kind))
        .collect();
    let ask = read::Ask {
        of: read::Of::Student(subject.student.id),
        kind: None,
        after: None,
        limit: MOST_PAPERS,
    };
    let mut issued = Vec::new();
    for listed in read::list(tx, &ask).await?.iter().rev() {
        let papers::Paper { number, day, cancelled_at, .. } = &listed.paper;
        issued.push(json!({
            "kind": listed.paper.kind,
            "title": listed.paper.kind()?.title(),
            "number": number,
            "on": super::day_of(*day),
            "cancelled": cancelled_at.is_some(),
        }));
    }
    let more = [
        ("guardians", subject.guardians()),
        ("status", subject.status()),
        ("promises", subject.promises()),
        ("contacts", json!(contacts)),
        ("timeline", json!(timeline)),
        ("papers", json!(issued)),
    ];
    data.extend(more.map(|(name, value)| (name.to_owned(), value)));
    Ok(())
}

/// Returns the guardian of that name, a parent when none is named.
fn addressed(subject: &Subject<'_>, name: &str) -> Result<Value, Problem> {
    if name.trim().is_empty() {
        return Ok(subject.guardian());
    }
    let all = subject.guardians();
    let mut all = all.as_array().into_iter().flatten();
    all.find(|guardian| guardian["name"] == name.trim()).cloned().ok_or_else(|| {
        let message = "no guardian of that name is on file";
        Problem::invalid(vec![Violation::new("fields.guardian", "unknown", message)])
    })
}

/// Everybody who recorded something or came along.
fn recorders(told: &[Told]) -> Vec<WorkerId> {
    let mut all: BTreeSet<WorkerId> = told.iter().map(|told| told.author).collect();
    for told in told {
        if let doorstep_schema::fact::Act::Visit(visit) = &told.act {
            all.extend(&visit.accompanied_by);
        }
    }
    all.into_iter().collect()
}

async fn answers_of(
    tx: &mut Tx,
    county: RegionCode,
    told: &[Told],
    visit: FactId,
    held: &Held,
) -> Result<Value, Problem> {
    let found = told.iter().find(|told| told.id == visit).ok_or_else(Problem::not_found)?;
    answers::on_paper(tx, county, found, held.policy.clock).await
}

/// Finds what people call a student's places.
async fn places(tx: &mut Tx, student: &Student) -> Result<Places, Problem> {
    let known = student::places(tx, student).await?;
    let class = read::class(tx, student.class).await?;
    Ok(Places {
        county: read::region(tx, student.county).await?.unwrap_or_default(),
        township: known.township.unwrap_or_default(),
        village: known.village.unwrap_or_default(),
        school: known.school.unwrap_or_default(),
        class: class.map(|(grade, number)| class_of(grade, number)).unwrap_or_default(),
    })
}

async fn of_school(
    app: &App,
    tx: &mut Tx,
    caller: &Caller,
    (id, month): (SchoolId, &str),
    asked: &Asked,
    now: Moment,
) -> Result<Drawn, Problem> {
    let school = schools::find(tx, id).await?.ok_or_else(Problem::not_found)?;
    let (county, _) = area::school(tx, id).await?.ok_or_else(Problem::not_found)?;
    let held = app.rules.of(tx, county).await?;
    let today = held.policy.clock.day(now);
    let first = first_day(month, today)?;
    let fields = asked.fields.read(Kind::MonthlyReport, today, asked.dry_run)?;
    let counted = Month::count(tx, &held, id, first, now).await?;
    let owners = names_of_owners(tx, &counted.owners()).await?;
    let mut classes: HashMap<ClassId, String> = HashMap::new();
    for class in counted.classes() {
        if let Some((grade, number)) = read::class(tx, class).await? {
            classes.insert(class, class_of(grade, number));
        }
    }
    let township = match school.region.at(Level::Township) {
        Some(code) => read::region(tx, code).await?.unwrap_or_default(),
        None => String::new(),
    };
    let county_name = read::region(tx, county).await?.unwrap_or_default();
    let top = Head {
        kind: Kind::MonthlyReport,
        issuer: asked.fields.issuer(&school.name),
        county: (county, &county_name),
        by: (&caller.name, caller.role),
        today,
        fields,
    };
    let mut data = top.data();
    let named = json!({ "name": school.name, "code": school.code, "township": township });
    data.insert("school".to_owned(), named);
    data.insert("month".to_owned(), json!(month));
    data.insert("until".to_owned(), json!(counted.until));
    if let Value::Object(counted) = counted.data(&held, &owners, &classes) {
        data.extend(counted);
    }
    Ok(Drawn {
        kind: Kind::MonthlyReport,
        about: About::School(id, month.to_owned()),
        county,
        template: templates::find(tx, county, Kind::MonthlyReport).await?,
        today,
        data: Value::Object(data),
        student_name: None,
        school_name: Some(school.name),
    })
}

/// Reads a month that has begun.
fn first_day(month: &str, today: Date) -> Result<Date, Problem> {
    let read = format!("{month}-01").parse::<Date>().ok().filter(|_| month.len() == 7);
    read.filter(|first| (date(2000, 1, 1)..=today).contains(first)).ok_or_else(|| {
        let message = "a month is written 2026-10 and has begun";
        Problem::invalid(vec![Violation::new("month", "out_of_range", message)])
    })
}

impl Fields {
    fn issuer<'a>(&'a self, own: &'a str) -> &'a str {
        if self.issuer.trim().is_empty() { own } else { self.issuer.trim() }
    }

    /// Checks what was typed, and writes it as templates read it.
    fn read(&self, kind: Kind, today: Date, is_draft: bool) -> Result<Map<String, Value>, Problem> {
        let texts = [
            ("return_by", &self.return_by),
            ("guardian", &self.guardian),
            ("issuer", &self.issuer),
            ("facts", &self.facts),
            ("place", &self.place),
            ("contact", &self.contact),
            ("note", &self.note),
        ];
        let mut found = Violations::default();
        for (name, text) in texts {
            let fits = text.chars().count() <= LONGEST && !text.contains('\0');
            let message = "it has at most 500 characters";
            found.require(fits, format!("fields.{name}"), "too_long", message);
        }
        if kind == Kind::Order {
            let given = !self.return_by.is_empty();
            let by = self.return_by.parse::<Date>().ok();
            let message = "say by which day the child is to be back, from today on";
            let fits = by.is_some_and(|by| by >= today) || (is_draft && !given);
            found.require(fits, "fields.return_by", "missing", message);
        }
        if !found.0.is_empty() {
            return Err(Problem::invalid(found.0));
        }
        let text = |(name, text): (&str, &String)| (name.to_owned(), json!(text.trim()));
        Ok(texts.into_iter().map(text).collect())
    }
}
