//! A filled form of another client becomes an act, as a form filled on our own phone does.

use super::dress::{self, GUARDIAN, STUDENT, Unfit};
use doorstep_forms::instance::Instance;
use doorstep_forms::xforms::XmlFault;
use doorstep_schema::calendar::Calendar;
use doorstep_schema::fact::Act;
use doorstep_schema::form::filling::fact::{self, FactFault};
use doorstep_schema::form::filling::{Compiled, Filling, FormFault, Phone, keep_left_over};
use doorstep_schema::form::xpath::{self, Env};
use doorstep_schema::form::{FactKind, Form, Item, Kind, Meta};
use doorstep_schema::id::{GuardianId, StudentId};
use doorstep_schema::moment::{Clock, Moment};
use doorstep_schema::people::Department;
use serde_json::{Map, Value};
use std::cell::Cell;
use std::sync::Arc;

/// How far ahead of the server's clock something may have happened, in days, as on the phone.
const AHEAD_DAYS: i64 = 1;

/// What the server knows around a filled form.
#[derive(Clone, Debug)]
pub struct Around {
    /// The edition's number.
    pub edition: u32,
    /// When the server received it.
    pub now: Moment,
    /// The clock of the county.
    pub clock: Clock,
    /// The school calendar of the county.
    pub calendar: Arc<Calendar>,
    /// The worker's sign-in name.
    pub username: String,
}

/// A filled form as an act, with what the fact around it is told.
#[derive(Clone, PartialEq, Debug)]
pub struct Lift {
    /// The act.
    pub act: Act,
    /// The student it is about.
    pub student: Option<StudentId>,
    /// When it happened.
    pub happened_at: Moment,
    /// When it was finished, by the client's clock.
    pub entered_at: Moment,
    /// The departments that the case is referred to.
    pub referral: Vec<Department>,
    /// The form's name for people.
    pub title: String,
}

/// What is wrong with a filled form and how to mend it, for the person who filled it.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Unlifted {
    /// The form is not one that such clients get.
    #[error(transparent)]
    Form(#[from] Unfit),
    /// The edition does not compile.
    #[error("{}", .0.first().map_or_else(String::new, ToString::to_string))]
    Edition(Vec<FormFault>),
    /// An element stands where the form has none.
    #[error(transparent)]
    Element(#[from] XmlFault),
    /// The answers do not make the fact.
    #[error(transparent)]
    Fact(#[from] FactFault),
    /// No student is chosen.
    #[error("{STUDENT}: no student of the list is chosen; choose whom it is about")]
    Student,
    /// The chosen guardian is none.
    #[error("{GUARDIAN}: this is no guardian of the list; choose one, or none")]
    Guardian,
    /// It happened later than now.
    #[error(
        "it happened at {0}, which is more than a day after now; check the phone's clock and the form's date and time"
    )]
    Ahead(Moment),
}

/// Lifts a filled form; slow for a large form, so call it off the async threads.
///
/// # Errors
/// When the answers do not fit the form, or do not make the fact that it is about.
pub fn lift(form: &Form, instance: &Instance, around: &Around) -> Result<Lift, Unlifted> {
    let dressed = dress::dress(form, around.edition)?;
    let mut answers = instance.answers(&dressed)?;
    let student = answers.remove(STUDENT);
    let guardian = answers.remove(GUARDIAN);
    let start = told(&form.items, &answers, Meta::Start, around.clock);
    let end = told(&form.items, &answers, Meta::End, around.clock);
    let entered_at = end.or(start).unwrap_or(around.now);
    let compiled = Arc::new(Compiled::new(form.clone()).map_err(Unlifted::Edition)?);
    let phone = Phone { username: around.username.clone(), ..Phone::default() };
    let env = Env { now: shows(around.clock, entered_at), chance: Cell::new(1) };
    let (filling, left) = Filling::restore(&compiled, &answers, env, &phone);
    let lifted = fact::to_act(&filling, around.edition, &around.calendar)?;
    let (mut act, referral) = (lifted.fact, lifted.referral);
    keep_left_over(&mut act, left);
    let student = match form.settings.fact {
        Some(FactKind::VenueReport) => None,
        _ => Some(chosen_student(student.as_ref())?),
    };
    if let Act::GuardianContact(contact) = &mut act {
        contact.guardian = chosen_guardian(guardian.as_ref())?;
    }
    let happened_at = lifted.happened_at.or(start).or(end).unwrap_or(around.now);
    if happened_at > around.now.plus_days(AHEAD_DAYS) {
        return Err(Unlifted::Ahead(happened_at));
    }
    let title = form.title.best(&form.own_language()).unwrap_or(&form.id).to_owned();
    Ok(Lift { act, student, happened_at, entered_at, referral, title })
}

fn chosen_student(answer: Option<&Value>) -> Result<StudentId, Unlifted> {
    let text = answer.and_then(Value::as_str).unwrap_or_default();
    StudentId::parse(text).map_err(|_| Unlifted::Student)
}

fn chosen_guardian(answer: Option<&Value>) -> Result<Option<GuardianId>, Unlifted> {
    let Some(text) = answer.and_then(Value::as_str) else { return Ok(None) };
    GuardianId::parse(text).map(Some).map_err(|_| Unlifted::Guardian)
}

/// Finds what the client noted by itself: when the form was begun or finished.
fn told(items: &[Item], answers: &Map<String, Value>, what: Meta, clock: Clock) -> Option<Moment> {
    items.iter().find_map(|item| match item {
        Item::Question(question) if question.kind == Kind::Meta(what) => {
            moment(answers.get(&question.name)?.as_str()?, clock)
        }
        Item::Group(group) => {
            told(&group.items, answers.get(&group.name)?.as_object()?, what, clock)
        }
        _ => None,
    })
}

/// Reads a day and a time; without an offset they are of the county's clock.
fn moment(text: &str, clock: Clock) -> Option<Moment> {
    Moment::parse(text).ok().or_else(|| {
        let civil: jiff::civil::DateTime = text.parse().ok()?;
        Some(clock.at(civil.date(), civil.time()))
    })
}

/// Returns what the county's clock shows at a moment, as expressions read it.
fn shows(clock: Clock, at: Moment) -> xpath::Clock {
    xpath::Clock { civil: clock.civil(at), offset_seconds: clock.offset_minutes * 60 }
}
