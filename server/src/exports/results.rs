//! The answers to a form, gathered from the facts that its fillings became.

use super::{Cell, Table};
use crate::aside::aside;
use crate::db::forms::{self, Edition};
use crate::db::read::area::Area;
use crate::db::read::names;
use crate::db::read::results::{self, Filled};
use crate::db::{Error, Tx};
use doorstep_forms::results::{Cell as Answer, Layout, Reader, Shown, feature};
use doorstep_forms::trial::language_or_own;
use doorstep_schema::form::filling::filled_of;
use doorstep_schema::form::{Compiled, Filling, Form};
use doorstep_schema::id::{ClassId, FactId, SchoolId, WorkerId};
use doorstep_schema::moment::{Clock, Moment};
use doorstep_schema::people::Worker;
use doorstep_schema::region::RegionCode;
use doorstep_schema::state::resolve;
use doorstep_schema::wire::v1;
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Facts that are read at once.
const BATCH: i64 = 500;
/// The most filled forms of one file.
pub const MOST: usize = 50_000;

/// What is gathered.
#[derive(Clone, Debug)]
pub struct Ask {
    /// The form.
    pub form: String,
    /// The county.
    pub county: RegionCode,
    /// Of students of this area.
    pub area: Area,
    /// Happened at this moment or later.
    pub from: Option<Moment>,
    /// Happened before this moment.
    pub until: Option<Moment>,
    /// The clock of the county.
    pub clock: Clock,
    /// The language of labels: its name or its code.
    pub lang: Option<String>,
    /// Whether choices are shown by their labels.
    pub labels: bool,
}

/// An edition ready to be read.
struct Known {
    compiled: Arc<Compiled>,
    reader: Reader,
}

/// A filled form, read back.
struct One {
    about: About,
    filling: Filling,
}

/// What is told of a filled form beside its answers.
struct About {
    fact: FactId,
    student: Option<results::About>,
    at: Moment,
    entered_at: Moment,
    author: WorkerId,
    edition: u32,
}

/// Why results cannot be gathered.
#[derive(Debug, thiserror::Error)]
pub enum NotGathered {
    /// The county has no such form.
    #[error("there is no such form")]
    NoForm,
    /// There are more than a file holds.
    #[error("there are more than {MOST} filled forms: ask for less time or a smaller region")]
    TooMany,
    /// The server could not finish reading them.
    #[error("the filled forms could not all be read")]
    Unfinished,
    /// The database refused.
    #[error(transparent)]
    Database(#[from] Error),
}

/// Gathers the answers as tables: the form's own, named as the form, then one for each repeat. Corrected answers stand
/// as last corrected, withdrawn ones are left out.
///
/// # Errors
/// When there is no such form, there are too many, or the database refuses.
pub async fn tables(tx: &mut Tx, ask: &Ask) -> Result<Vec<(String, Table)>, NotGathered> {
    let editions = editions(tx, ask).await?;
    let forms: Vec<Arc<Form>> =
        editions.values().rev().map(|known| Arc::clone(known.compiled.form())).collect();
    let layout = Layout::of(forms.iter().map(|form| &**form));
    let chosen = forms.first().map(|form| language_or_own(form, ask.lang.as_deref()));
    let mut tables: Vec<(String, Table)> = Vec::new();
    for (place, sheet) in layout.sheets.iter().enumerate() {
        let mut heading: Vec<String> = if place == 0 { ABOUT.as_slice() } else { LINK.as_slice() }
            .iter()
            .map(|(en, zh)| if is_chinese(ask) { *zh } else { *en }.to_owned())
            .collect();
        heading.extend(sheet.columns.iter().map(|column| {
            let label = chosen.as_ref().and_then(|chosen| column.label.get(chosen));
            match label.filter(|label| ask.labels && !label.is_empty()) {
                Some(label) => label.to_owned(),
                None => column.path.clone(),
            }
        }));
        let name = if place == 0 { ask.form.clone() } else { sheet.path.clone() };
        tables.push((name, Table { heading, rows: Vec::new() }));
    }
    let mut gathered = Gathered::new(tx, ask, editions).await?;
    let layout = Arc::new(layout);
    let rows = move |known: &Known, one: &One| known.reader.rows(&layout, &one.filling);
    while let Some(ones) = gathered.next(tx, rows.clone()).await? {
        let named = Named::of(tx, &ones).await?;
        for (about, all) in ones {
            for (place, rows) in all.into_iter().enumerate() {
                for row in rows {
                    let mut cells = if place == 0 {
                        described(&about, &named, ask.clock)
                    } else {
                        vec![Cell::Text(about.fact.to_string()), Cell::Text(row.instance)]
                    };
                    cells.extend(row.cells.into_iter().map(|cell| match cell {
                        Answer::Empty => Cell::Empty,
                        Answer::Text(text) => Cell::Text(text),
                        Answer::Number(number) => Cell::Real(number),
                    }));
                    tables[place].1.rows.push(cells);
                }
            }
        }
    }
    Ok(tables)
}

/// Gathers the answers as a feature collection of `GeoJSON`; also tells how many there are.
///
/// # Errors
/// When there is no such form, there are too many, or the database refuses.
pub async fn features(tx: &mut Tx, ask: &Ask) -> Result<(Value, usize), NotGathered> {
    let editions = editions(tx, ask).await?;
    let mut features = Vec::new();
    let mut gathered = Gathered::new(tx, ask, editions).await?;
    let make = |_: &Known, one: &One| feature(&one.about.fact.to_string(), &one.filling);
    while let Some(ones) = gathered.next(tx, make).await? {
        let named = Named::of(tx, &ones).await?;
        for (about, mut feature) in ones {
            for ((key, _), cell) in ABOUT.iter().zip(described(&about, &named, ask.clock)).skip(1) {
                feature["properties"][*key] = match cell {
                    Cell::Empty => Value::Null,
                    Cell::Text(text) => json!(text),
                    Cell::Number(number) => json!(number),
                    Cell::Real(number) => json!(number),
                };
            }
            features.push(feature);
        }
    }
    let count = features.len();
    Ok((json!({ "type": "FeatureCollection", "features": features }), count))
}

/// What is told of a filled form before its answers.
const ABOUT: [(&str, &str); 10] = [
    ("fact", "记录"),
    ("student", "学生"),
    ("student_id", "学生编号"),
    ("village", "村(社区)"),
    ("school", "学校"),
    ("class", "班级"),
    ("happened_at", "发生时间"),
    ("entered_at", "录入时间"),
    ("author", "记录人"),
    ("edition", "表单版本"),
];
/// What links a row of a repeat to its filled form.
const LINK: [(&str, &str); 2] = [("fact", "记录"), ("instance", "序号")];

fn is_chinese(ask: &Ask) -> bool {
    ask.lang.as_deref().is_some_and(|lang| lang.starts_with("zh"))
}

fn described(about: &About, named: &Named, clock: Clock) -> Vec<Cell> {
    let time = |at: Moment| Cell::Text(clock.civil(at).strftime("%Y-%m-%d %H:%M").to_string());
    let student = about.student.as_ref();
    let village = |code: &String| named.villages.get(code).unwrap_or(code).clone();
    vec![
        Cell::Text(about.fact.to_string()),
        student.map(|student| student.name.clone()).into(),
        student.map(|student| student.id.to_string()).into(),
        student.map(|student| village(&student.village)).into(),
        student.and_then(|student| named.schools.get(&student.school).cloned()).into(),
        student.and_then(|student| named.classes.get(&student.class).cloned()).into(),
        time(about.at),
        time(about.entered_at),
        named.workers.get(&about.author).map(|worker| worker.name.clone()).into(),
        Cell::Number(i64::from(about.edition)),
    ]
}

/// Reads the editions of the form that read, by number.
async fn editions(tx: &mut Tx, ask: &Ask) -> Result<BTreeMap<u32, Known>, NotGathered> {
    let found = forms::list(tx, ask.county, Some(&ask.form)).await?;
    let known = |edition: Edition| {
        let form = edition.publication.read().ok()?;
        let language = language_or_own(&form, ask.lang.as_deref());
        let shown = if ask.labels { Shown::Labels } else { Shown::Names };
        let reader = Reader::new(&form, language, shown);
        let compiled = Arc::new(Compiled::new(form).ok()?);
        Some((edition.publication.edition, Known { compiled, reader }))
    };
    let editions: BTreeMap<u32, Known> = found.into_iter().filter_map(known).collect();
    if editions.is_empty() { Err(NotGathered::NoForm) } else { Ok(editions) }
}

/// What filled forms are read with.
struct Reading {
    form: String,
    clock: Clock,
    editions: BTreeMap<u32, Known>,
    corrections: HashMap<FactId, Vec<v1::Fact>>,
}

impl Reading {
    /// Reads a fact as it was last corrected; one of another form, or withdrawn, is left out. A filling of an edition
    /// that is not on file is read with the newest one.
    fn read(&self, filled: Filled) -> Option<(&Known, One)> {
        let (id, entered_at) = (filled.fact.id, filled.fact.entered_at);
        let mut facts = self.corrections.get(&id).cloned().unwrap_or_default();
        facts.push(filled.fact);
        let told = resolve(&facts).told.into_iter().find(|told| told.id == id)?;
        let (form, edition, _) = filled_of(&told.act)?;
        if *form != self.form {
            return None;
        }
        let own = self.editions.get_key_value(&edition);
        let (edition, known) = own.or_else(|| self.editions.last_key_value())?;
        let filling = Filling::told(&known.compiled, &told.act, told.at, self.clock)?;
        let about = About {
            fact: id,
            student: filled.student,
            at: told.at,
            entered_at,
            author: told.author,
            edition: *edition,
        };
        Some((known, One { about, filling }))
    }
}

/// Filled forms, batch by batch.
struct Gathered {
    reading: Arc<Reading>,
    ask: results::Ask,
    after: i64,
    count: usize,
}

impl Gathered {
    async fn new(tx: &mut Tx, ask: &Ask, editions: BTreeMap<u32, Known>) -> Result<Self, Error> {
        let corrections = results::corrections(tx, ask.county).await?;
        let (form, clock) = (ask.form.clone(), ask.clock);
        let reading = Arc::new(Reading { form, clock, editions, corrections });
        let Ask { county, area, from, until, .. } = *ask;
        Ok(Self { reading, ask: results::Ask { county, area, from, until }, after: 0, count: 0 })
    }

    /// Returns the next batch, each filled form as `show` has it; the batch may be empty, and `None` is the end.
    async fn next<T: Send + 'static>(
        &mut self,
        tx: &mut Tx,
        show: impl Fn(&Known, &One) -> T + Send + 'static,
    ) -> Result<Option<Vec<(About, T)>>, NotGathered> {
        let found = results::filled(tx, &self.ask, self.after, BATCH).await?;
        let Some(last) = found.last() else { return Ok(None) };
        self.after = last.seq;
        let reading = Arc::clone(&self.reading);
        let ones = aside(move || {
            let read = found.into_iter().filter_map(|filled| reading.read(filled));
            let show = |(known, one): (&Known, One)| {
                let shown = show(known, &one);
                (one.about, shown)
            };
            read.map(show).collect::<Vec<_>>()
        });
        let ones = ones.await.map_err(|_| NotGathered::Unfinished)?;
        self.count += ones.len();
        if self.count > MOST { Err(NotGathered::TooMany) } else { Ok(Some(ones)) }
    }
}

/// What people call what a batch speaks of.
struct Named {
    villages: HashMap<String, String>,
    schools: HashMap<SchoolId, String>,
    classes: HashMap<ClassId, String>,
    workers: HashMap<WorkerId, Worker>,
}

impl Named {
    async fn of<T>(tx: &mut Tx, ones: &[(About, T)]) -> Result<Self, Error> {
        let students = || ones.iter().filter_map(|(about, _)| about.student.as_ref());
        let villages = distinct(students().map(|student| student.village.clone()));
        let schools = distinct(students().map(|student| student.school));
        let classes = distinct(students().map(|student| student.class));
        let workers = distinct(ones.iter().map(|(about, _)| about.author));
        Ok(Self {
            villages: names::regions(tx, &villages).await?,
            schools: names::schools(tx, &schools).await?,
            classes: names::classes(tx, &classes).await?,
            workers: names::workers(tx, &workers).await?,
        })
    }
}

fn distinct<T: Ord>(all: impl Iterator<Item = T>) -> Vec<T> {
    all.collect::<std::collections::BTreeSet<T>>().into_iter().collect()
}
