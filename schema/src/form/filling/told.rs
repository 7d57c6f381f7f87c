//! A fact read back as the filling that it was made from: its parts laid back onto the questions that give them.

use super::LeftOver;
use super::begin::Phone;
use super::cell::Filling;
use super::compile::{Compiled, Offer, Shape, SpecId};
use crate::fact::{Act, Filled, PromiseMade, Visit};
use crate::form::xpath::{Clock, Env};
use crate::form::{Bound, Kind};
use crate::moment::{self, Moment};
use crate::place::Place;
use serde_json::{Map, Value, json};
use std::cell::Cell;
use std::sync::Arc;

/// Which form an act was made with: its id, its edition, and the answers that are no part of the act.
#[must_use]
pub const fn filled_of(act: &Act) -> Option<(&String, u32, &Map<String, Value>)> {
    match act {
        Act::Visit(visit) => Some((&visit.form, visit.form_version, &visit.answers)),
        Act::GuardianContact(contact) => part(contact.filled.as_ref()),
        Act::AbsenceReport(report) => part(report.filled.as_ref()),
        Act::VenueReport(report) => part(report.filled.as_ref()),
        _ => None,
    }
}

/// The key of an act's answers under which stand those that have no place in its edition, by their paths; no
/// question can have this name.
pub const LEFT_OVER: &str = "$left_over";

/// Keeps answers that have no place in the edition with the act that the others became; what can't be kept, as the act
/// was made without a form, is returned.
pub fn keep_left_over(act: &mut Act, left: Vec<LeftOver>) -> Vec<LeftOver> {
    if left.is_empty() {
        return left;
    }
    let answers = match act {
        Act::Visit(visit) => Some(&mut visit.answers),
        Act::GuardianContact(contact) => contact.filled.as_mut().map(|filled| &mut filled.answers),
        Act::AbsenceReport(report) => report.filled.as_mut().map(|filled| &mut filled.answers),
        Act::VenueReport(report) => report.filled.as_mut().map(|filled| &mut filled.answers),
        _ => None,
    };
    let Some(answers) = answers else { return left };
    answers.insert(LEFT_OVER.to_owned(), Value::Object(by_path(left)));
    Vec::new()
}

/// Puts what is left over by path; what has the path of another stands beside it with a number.
fn by_path(left: Vec<LeftOver>) -> Map<String, Value> {
    let mut all = Map::new();
    for LeftOver { path, value } in left {
        let mut free = path.clone();
        let mut nth = 2;
        while all.contains_key(&free) {
            free = format!("{path}#{nth}");
            nth += 1;
        }
        all.insert(free, value);
    }
    all
}

const fn part(filled: Option<&Filled>) -> Option<(&String, u32, &Map<String, Value>)> {
    match filled {
        Some(filled) => Some((&filled.form, filled.form_version, &filled.answers)),
        None => None,
    }
}

impl Filling {
    /// Reads an act back as the filling that it was made from, as it stood at that moment on that clock; none when
    /// the act was made without a form.
    #[must_use]
    pub fn told(
        compiled: &Arc<Compiled>,
        act: &Act,
        at: Moment,
        clock: moment::Clock,
    ) -> Option<Self> {
        let (_, _, answers) = filled_of(act)?;
        let parts = Parts { compiled, act, at, clock };
        let now = Clock { civil: clock.civil(at), offset_seconds: clock.offset_minutes * 60 };
        let env = Env { now, chance: Cell::new(at.ms().unsigned_abs()) };
        let answers = parts.lay(0, answers);
        Some(Self::restore(compiled, &answers, env, &Phone::default()).0)
    }
}

/// An act whose parts go back to their questions.
struct Parts<'a> {
    compiled: &'a Compiled,
    act: &'a Act,
    at: Moment,
    clock: moment::Clock,
}

impl Parts<'_> {
    /// Lays answers and parts onto an item's children; a question without an answer is told so, lest a default comes.
    fn lay(&self, spec: SpecId, answers: &Map<String, Value>) -> Map<String, Value> {
        let within = self.compiled.spec(spec);
        let none = Map::new();
        let mut laid = answers.clone();
        for child in &within.children {
            let (id, child) = (*child, self.compiled.spec(*child));
            let known = answers.get(&*child.name);
            let value = match (&child.shape, known) {
                (Shape::Group, known) => {
                    Value::Object(self.lay(id, known.and_then(Value::as_object).unwrap_or(&none)))
                }
                (Shape::Repeat, known) => {
                    let items = known.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
                    let lay = |item: &Value| {
                        Value::Object(self.lay(id, item.as_object().unwrap_or(&none)))
                    };
                    Value::Array(items.iter().map(lay).collect())
                }
                (Shape::Question(_), Some(known)) => known.clone(),
                (Shape::Question(kind), None) => {
                    let bound = child.bound.filter(|_| self.compiled.is_told(child));
                    bound.and_then(|bound| self.part(bound, id, kind)).unwrap_or(Value::Null)
                }
            };
            laid.insert(child.name.to_string(), value);
        }
        laid
    }

    /// Returns the part as the question would have given it.
    fn part(&self, bound: Bound, spec: SpecId, kind: &Kind) -> Option<Value> {
        if bound == Bound::HappenedAt {
            let civil = self.clock.civil(self.at);
            return Some(json!(civil.strftime("%Y-%m-%dT%H:%M:%S").to_string()));
        }
        match self.given(bound)? {
            Given::Words(words) => {
                let mut fit = words.into_iter().filter(|word| self.offers(spec, word));
                if matches!(kind, Kind::SelectMany { .. }) {
                    Some(json!(fit.collect::<Vec<_>>()))
                } else {
                    fit.next().map(Value::from)
                }
            }
            Given::Flag(false) if bound.is_no_when_unsaid() => None,
            Given::Flag(flag) if matches!(kind, Kind::Acknowledge) => Some(json!(flag)),
            Given::Flag(flag) => {
                let words = if flag { ["yes", "true", "1"] } else { ["no", "false", "0"] };
                words.into_iter().find(|word| self.offers(spec, word)).map(Value::from)
            }
            Given::Day(day) if matches!(kind, Kind::DateTime) => {
                Some(json!(format!("{day}T00:00:00")))
            }
            Given::Day(day) => Some(json!(day.to_string())),
            Given::Moment(at) => {
                let civil = self.clock.civil(at);
                Some(json!(civil.strftime("%Y-%m-%dT%H:%M:%S").to_string()))
            }
            Given::Place(place) => {
                Some(json!({ "lat": place.lat, "lon": place.lon, "accuracy": place.accuracy }))
            }
            Given::Text(text) => Some(json!(text)),
        }
    }

    fn offers(&self, spec: SpecId, word: &str) -> bool {
        let Offer::Rows { list, value, .. } = &self.compiled.spec(spec).offer else { return true };
        !self.compiled.lists.rows(self.compiled.list(*list), *list, *value, word).is_empty()
    }

    fn given(&self, bound: Bound) -> Option<Given> {
        match self.act {
            Act::Visit(visit) => of_visit(visit, bound),
            Act::GuardianContact(contact) => match bound {
                Bound::Channel => Some(Given::word(contact.channel.as_str())),
                Bound::Reached => Some(Given::Flag(contact.reached)),
                Bound::Said => Given::text(&contact.said),
                _ => of_promise(contact.promise.as_ref()?, bound),
            },
            Act::AbsenceReport(report) => match bound {
                Bound::AbsentFrom => report.days.iter().min().copied().map(Given::Day),
                Bound::AbsentUntil => report.days.iter().max().copied().map(Given::Day),
                Bound::ToldAt => Some(Given::Moment(report.told_at)),
                Bound::Reason => Given::text(&report.reason),
                Bound::Excused => Some(Given::Flag(report.excused)),
                _ => None,
            },
            Act::VenueReport(report) => match bound {
                Bound::VenueKind => Some(Given::word(report.kind.as_str())),
                Bound::VenueName => Given::text(&report.name),
                Bound::Place => Some(Given::Place(report.place)),
                Bound::Note => Given::text(&report.note),
                _ => None,
            },
            _ => None,
        }
    }
}

/// A part of a fact.
enum Given {
    Words(Vec<&'static str>),
    Flag(bool),
    Day(jiff::civil::Date),
    Moment(Moment),
    Place(Place),
    Text(String),
}

impl Given {
    fn word(word: &'static str) -> Self {
        Self::Words(vec![word])
    }

    fn text(text: &str) -> Option<Self> {
        (!text.is_empty()).then(|| Self::Text(text.to_owned()))
    }

    fn words(words: impl Iterator<Item = &'static str>) -> Option<Self> {
        let words: Vec<&str> = words.collect();
        (!words.is_empty()).then_some(Self::Words(words))
    }
}

fn of_visit(visit: &Visit, bound: Bound) -> Option<Given> {
    match bound {
        Bound::Met => Some(Given::word(visit.met.as_str())),
        Bound::WithCommittee => Some(Given::Flag(visit.with_committee)),
        Bound::ReachedByPhone => Some(Given::Flag(visit.reached_by_phone)),
        Bound::Place => visit.place.map(Given::Place),
        Bound::Attends => visit.attends.map(Given::Flag),
        Bound::Concerns => Given::words(visit.concerns.iter().map(|concern| concern.as_str())),
        Bound::Help => Given::words(visit.help.iter().map(|help| help.as_str())),
        Bound::NextVisit => visit.next_visit.map(Given::Day),
        Bound::Note => Given::text(&visit.note),
        _ => of_promise(visit.promise.as_ref()?, bound),
    }
}

fn of_promise(promise: &PromiseMade, bound: Bound) -> Option<Given> {
    match bound {
        Bound::Promise => Given::text(&promise.text),
        Bound::PromiseBy => Some(Given::Day(promise.by)),
        Bound::PromiseReturns => Some(Given::Flag(promise.returns)),
        _ => None,
    }
}
