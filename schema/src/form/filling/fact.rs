//! Turns a filled form into the fact that it is about: bound answers become its parts, the others stay answers.

use super::cell::{CellId, Filling, Flag};
use super::compile::yes_or_no;
use crate::calendar::Calendar;
use crate::fact::{
    AbsenceReport, Act, Filled, GuardianContact, Met, PromiseMade, VenueReport, Visit,
};
use crate::form::{Bound, FactKind};
use crate::moment::{Clock, Moment, plus_days};
use crate::people::Department;
use crate::place::Place;
use jiff::civil::{Date, DateTime};

/// The longest absence that one report tells of, in days.
const LONGEST_ABSENCE: i64 = 400;

/// Why a filled form does not become a fact.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum FactFault {
    /// The fact needs a part that is not answered.
    #[error("{part} is not answered{}", path.as_ref().map_or_else(String::new, |path| format!(": {path}")))]
    Missing {
        /// The part.
        part: Bound,
        /// The question that is bound to it; none when there is none.
        path: Option<String>,
    },
    /// An answer is not what the part needs.
    #[error("{path}: “{value}” is no {part}")]
    Unfit {
        /// The question.
        path: String,
        /// The part.
        part: Bound,
        /// The answer.
        value: String,
    },
    /// Two questions give one part.
    #[error("{path} and {other} both answer {part}")]
    Twice {
        /// The part.
        part: Bound,
        /// One question.
        path: String,
        /// The other.
        other: String,
    },
}

/// A fact made of a filled form, with what the act around it is told.
#[derive(Clone, PartialEq, Debug)]
pub struct Lifted<T> {
    /// The fact.
    pub fact: T,
    /// When it happened, when the form says so.
    pub happened_at: Option<Moment>,
    /// The departments that the case is referred to.
    pub referral: Vec<Department>,
}

impl<T> Lifted<T> {
    /// Turns the fact into something else, and keeps what is told beside it.
    pub fn map<U>(self, to: impl FnOnce(T) -> U) -> Lifted<U> {
        Lifted { fact: to(self.fact), happened_at: self.happened_at, referral: self.referral }
    }
}

/// Makes the fact that the form is about; a form that names none becomes a visit.
///
/// # Errors
/// When a part is missing, twice there or unfit.
pub fn to_act(
    filling: &Filling,
    edition: u32,
    calendar: &Calendar,
) -> Result<Lifted<Act>, FactFault> {
    Ok(match filling.compiled.form().settings.fact {
        None | Some(FactKind::Visit) => to_visit(filling, edition)?.map(Act::Visit),
        Some(FactKind::GuardianContact) => {
            to_guardian_contact(filling, edition)?.map(Act::GuardianContact)
        }
        Some(FactKind::AbsenceReport) => {
            to_absence_report(filling, edition, calendar)?.map(Act::AbsenceReport)
        }
        Some(FactKind::VenueReport) => to_venue_report(filling, edition)?.map(Act::VenueReport),
    })
}

/// Makes a home visit; who came along and what it works on is the caller's to add.
///
/// # Errors
/// When a part is missing, twice there, or no word of its list.
pub fn to_visit(filling: &Filling, edition: u32) -> Result<Lifted<Visit>, FactFault> {
    let parts = Parts(filling);
    let mut visit = Visit::met(parts.needed(Bound::Met, Met::parse)?);
    visit.form.clone_from(&filling.compiled.form().id);
    visit.form_version = edition;
    visit.answers = filling.unbound();
    visit.with_committee = parts.flag(Bound::WithCommittee)?;
    visit.reached_by_phone = parts.flag(Bound::ReachedByPhone)?;
    visit.place = parts.one(Bound::Place, place)?;
    visit.attends = parts.one(Bound::Attends, yes_or_no)?;
    visit.concerns = parts.many(Bound::Concerns, crate::people::Concern::parse)?;
    visit.help = parts.many(Bound::Help, crate::fact::Help::parse)?;
    visit.promise = parts.promise()?;
    visit.next_visit = parts.one(Bound::NextVisit, day)?;
    visit.note = parts.text(Bound::Note)?;
    parts.lifted(visit)
}

/// Makes a contact with a guardian; which guardian and what it works on is the caller's to add.
///
/// # Errors
/// When a part is missing, twice there, or no word of its list.
pub fn to_guardian_contact(
    filling: &Filling,
    edition: u32,
) -> Result<Lifted<GuardianContact>, FactFault> {
    let parts = Parts(filling);
    let mut contact = GuardianContact::call(parts.needed(Bound::Reached, yes_or_no)?);
    contact.channel = parts.needed(Bound::Channel, crate::people::Channel::parse)?;
    contact.said = parts.text(Bound::Said)?;
    contact.promise = parts.promise()?;
    contact.filled = Some(parts.filled(edition));
    parts.lifted(contact)
}

/// Makes an absence report of the school days from the first day to the last.
///
/// # Errors
/// When a part is missing, twice there or unfit, or no school day lies in the absence.
pub fn to_absence_report(
    filling: &Filling,
    edition: u32,
    calendar: &Calendar,
) -> Result<Lifted<AbsenceReport>, FactFault> {
    let parts = Parts(filling);
    let from = parts.needed(Bound::AbsentFrom, day)?;
    let until = parts.one(Bound::AbsentUntil, day)?.unwrap_or(from);
    let span = crate::moment::days_between(from, until);
    if !(0..=LONGEST_ABSENCE).contains(&span) {
        return Err(parts.unfit(Bound::AbsentUntil, until.to_string()));
    }
    let days: Vec<Date> =
        (0..=span).map(|n| plus_days(from, n)).filter(|day| calendar.is_school_day(*day)).collect();
    if days.is_empty() {
        return Err(parts.unfit(Bound::AbsentFrom, from.to_string()));
    }
    let offset = filling.env.now.offset_seconds / 60;
    let told_at = parts.needed(Bound::ToldAt, |text| moment(text, offset))?;
    let reason = parts.text(Bound::Reason)?;
    let excused = parts.flag(Bound::Excused)?;
    let filled = Some(parts.filled(edition));
    parts.lifted(AbsenceReport { days, told_at, reason, excused, filled })
}

/// Makes a venue report.
///
/// # Errors
/// When a part is missing, twice there, or no word of its list.
pub fn to_venue_report(filling: &Filling, edition: u32) -> Result<Lifted<VenueReport>, FactFault> {
    let parts = Parts(filling);
    let report = VenueReport {
        kind: parts.needed(Bound::VenueKind, crate::fact::VenueKind::parse)?,
        name: parts.needed(Bound::VenueName, |text| Some(text.to_owned()))?,
        place: parts.needed(Bound::Place, place)?,
        note: parts.text(Bound::Note)?,
        filled: Some(parts.filled(edition)),
    };
    parts.lifted(report)
}

/// The bound answers of a filling.
struct Parts<'a>(&'a Filling);

impl Parts<'_> {
    /// Returns the questions that answer a part now, in document order.
    fn answers(&self, part: Bound) -> Vec<CellId> {
        let bound = |id: &CellId| {
            let cell = self.0.cell(*id);
            cell.is(Flag::Relevant)
                && !cell.value.is_empty()
                && self.0.compiled.spec(cell.spec).bound == Some(part)
        };
        self.0.in_order().filter(bound).collect()
    }

    fn one<T>(
        &self,
        part: Bound,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, FactFault> {
        match self.answers(part)[..] {
            [] => Ok(None),
            [id] => parse(&self.0.cell(id).value).map(Some).ok_or_else(|| self.unfit_at(id, part)),
            [one, other, ..] => Err(FactFault::Twice {
                part,
                path: self.0.path_of(one),
                other: self.0.path_of(other),
            }),
        }
    }

    fn needed<T>(&self, part: Bound, parse: impl Fn(&str) -> Option<T>) -> Result<T, FactFault> {
        self.one(part, parse)?.ok_or_else(|| FactFault::Missing { part, path: self.question(part) })
    }

    fn many<T: PartialEq>(
        &self,
        part: Bound,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<Vec<T>, FactFault> {
        let mut words = Vec::new();
        for id in self.answers(part) {
            for word in self.0.cell(id).value.split_whitespace() {
                let word = parse(word).ok_or_else(|| self.unfit_at(id, part))?;
                if !words.contains(&word) {
                    words.push(word);
                }
            }
        }
        Ok(words)
    }

    fn flag(&self, part: Bound) -> Result<bool, FactFault> {
        Ok(self.one(part, yes_or_no)?.unwrap_or(false))
    }

    fn text(&self, part: Bound) -> Result<String, FactFault> {
        Ok(self.one(part, |text| Some(text.to_owned()))?.unwrap_or_default())
    }

    fn filled(&self, edition: u32) -> Filled {
        let form = self.0.compiled.form().id.clone();
        Filled { form, form_version: edition, answers: self.0.unbound() }
    }

    fn promise(&self) -> Result<Option<PromiseMade>, FactFault> {
        let text = self.text(Bound::Promise)?;
        if text.is_empty() {
            return Ok(None);
        }
        let by = self.needed(Bound::PromiseBy, day)?;
        Ok(Some(PromiseMade { text, by, returns: self.flag(Bound::PromiseReturns)? }))
    }

    fn lifted<T>(&self, fact: T) -> Result<Lifted<T>, FactFault> {
        let offset = self.0.env.now.offset_seconds / 60;
        Ok(Lifted {
            fact,
            happened_at: self.one(Bound::HappenedAt, |text| moment(text, offset))?,
            referral: self.many(Bound::Referral, Department::parse)?,
        })
    }

    /// Returns the path of the first question that is bound to a part.
    fn question(&self, part: Bound) -> Option<String> {
        let specs = &self.0.compiled.specs;
        let spec = specs.iter().position(|spec| spec.bound == Some(part))?;
        Some(super::compile::path_of(specs, u32::try_from(spec).ok()?))
    }

    fn unfit_at(&self, id: CellId, part: Bound) -> FactFault {
        FactFault::Unfit { path: self.0.path_of(id), part, value: self.0.cell(id).value.clone() }
    }

    fn unfit(&self, part: Bound, value: String) -> FactFault {
        FactFault::Unfit { path: self.question(part).unwrap_or_default(), part, value }
    }
}

fn day(text: &str) -> Option<Date> {
    text.get(..10)?.parse().ok()
}

/// Reads a day and time; without an offset of its own it is of the clock where the form is filled.
fn moment(text: &str, offset_minutes: i32) -> Option<Moment> {
    let at = text.find('T')?;
    if text[at..].contains(['Z', '+', '-']) {
        return Moment::parse(text).ok();
    }
    let civil: DateTime = text.parse().ok()?;
    Some(Clock { offset_minutes }.at(civil.date(), civil.time()))
}

fn place(text: &str) -> Option<Place> {
    let parts: Vec<f64> =
        text.split_whitespace().map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let place = Place {
        lat: *parts.first()?,
        lon: *parts.get(1)?,
        accuracy: parts.get(3).copied().unwrap_or(0.0),
    };
    place.is_valid().then_some(place)
}
