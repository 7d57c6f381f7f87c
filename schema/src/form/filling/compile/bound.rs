//! Checks that a form which becomes a fact binds what the fact needs to questions that can give it.

use super::faults::Faults;
use super::lists::{Lists, cell};
use super::spec::{Offer, Spec, SpecId};
use crate::fact::{Help, Met, VenueKind};
use crate::form::filling::Rule;
use crate::form::{Bound, FactKind, Form, Kind, Meta};
use crate::people::{Channel, Concern, Department};

/// What an answer must be to become a part of a fact.
#[derive(Clone, Copy)]
enum Sort {
    Word(fn(&str) -> bool),
    Words(fn(&str) -> bool),
    Day,
    Moment,
    Point,
    Text,
}

/// Returns the parts of a fact: those that it needs, and those that it may have.
const fn parts(fact: FactKind) -> (&'static [Bound], &'static [Bound]) {
    use Bound as B;
    match fact {
        FactKind::Visit => (
            &[B::Met],
            &[
                B::HappenedAt,
                B::WithCommittee,
                B::ReachedByPhone,
                B::Place,
                B::Attends,
                B::Concerns,
                B::Help,
                B::Promise,
                B::PromiseBy,
                B::PromiseReturns,
                B::NextVisit,
                B::Referral,
                B::Note,
            ],
        ),
        FactKind::GuardianContact => (
            &[B::Channel, B::Reached],
            &[B::HappenedAt, B::Said, B::Promise, B::PromiseBy, B::PromiseReturns],
        ),
        FactKind::AbsenceReport => {
            (&[B::AbsentFrom, B::ToldAt], &[B::HappenedAt, B::AbsentUntil, B::Reason, B::Excused])
        }
        FactKind::VenueReport => (&[B::VenueKind, B::VenueName, B::Place], &[B::HappenedAt, B::Note]),
    }
}

fn sort(bound: Bound) -> Sort {
    match bound {
        Bound::Met => Sort::Word(|word| Met::parse(word).is_some()),
        Bound::Channel => Sort::Word(|word| Channel::parse(word).is_some()),
        Bound::VenueKind => Sort::Word(|word| VenueKind::parse(word).is_some()),
        Bound::Concerns => Sort::Words(|word| Concern::parse(word).is_some()),
        Bound::Help => Sort::Words(|word| Help::parse(word).is_some()),
        Bound::Referral => Sort::Words(|word| Department::parse(word).is_some()),
        Bound::WithCommittee
        | Bound::ReachedByPhone
        | Bound::Attends
        | Bound::PromiseReturns
        | Bound::Reached
        | Bound::Excused => Sort::Word(|word| yes_or_no(word).is_some()),
        Bound::HappenedAt | Bound::ToldAt => Sort::Moment,
        Bound::PromiseBy | Bound::NextVisit | Bound::AbsentFrom | Bound::AbsentUntil => Sort::Day,
        Bound::Place => Sort::Point,
        Bound::Promise | Bound::Note | Bound::Said | Bound::Reason | Bound::VenueName => Sort::Text,
    }
}

/// Reads a yes or no.
pub(in crate::form::filling) fn yes_or_no(word: &str) -> Option<bool> {
    match word {
        "yes" | "true" | "1" | "OK" => Some(true),
        "no" | "false" | "0" => Some(false),
        _ => None,
    }
}

/// Checks the bound questions of a form.
pub(super) fn check(form: &Form, specs: &[Spec], lists: &Lists, faults: &mut Faults) {
    let fact = form.settings.fact.unwrap_or(FactKind::Visit);
    let (needed, further) = parts(fact);
    let bound: Vec<(SpecId, Bound)> = specs
        .iter()
        .enumerate()
        .filter_map(|(id, spec)| Some((SpecId::try_from(id).ok()?, spec.bound?)))
        .collect();
    if form.settings.fact.is_some() {
        let has = |part: &Bound| bound.iter().any(|(_, bound)| bound == part);
        for part in needed.iter().filter(|part| !has(part)) {
            let why = format!("the form becomes a {fact} and no question is bound to {part}: bind one");
            faults.of_form(Rule::Bound, why);
        }
        if has(&Bound::Promise) != has(&Bound::PromiseBy) {
            let why = "a promise needs its words and its day: bind promise and promise_by, or neither".to_owned();
            faults.of_form(Rule::Bound, why);
        }
    }
    for (id, part) in bound {
        let why = if needed.contains(&part) || further.contains(&part) {
            unfit(form, &specs[id as usize], part, lists)
        } else {
            Some(format!("a {fact} has no {part}: take the binding out, or choose another"))
        };
        if let Some(why) = why {
            faults.add(specs, id, Rule::Bound, None, why);
        }
    }
}

/// Says why a question can't give a part.
fn unfit(form: &Form, spec: &Spec, part: Bound, lists: &Lists) -> Option<String> {
    let kind = spec.kind()?;
    let computed = matches!(kind, Kind::Calculate | Kind::Hidden);
    let chosen = matches!(kind, Kind::SelectOne { .. });
    let (fits, wanted) = match sort(part) {
        Sort::Word(_) => (chosen || matches!(kind, Kind::Acknowledge), "a select_one"),
        Sort::Words(_) => (chosen || matches!(kind, Kind::SelectMany { .. }), "a select_multiple"),
        Sort::Day => (matches!(kind, Kind::Date | Kind::DateTime | Kind::Meta(Meta::Today)), "a date"),
        Sort::Moment => (
            matches!(kind, Kind::DateTime | Kind::Meta(Meta::Start | Meta::End)),
            "a date and time",
        ),
        Sort::Point => (matches!(kind, Kind::Point), "a point"),
        Sort::Text => (matches!(kind, Kind::Text | Kind::Barcode | Kind::SelectOne { .. }), "a text"),
    };
    if !fits && !computed {
        return Some(format!("{part} is given by {wanted}: change the type, or the binding"));
    }
    if spec.repeat.is_some() && !matches!(sort(part), Sort::Words(_)) {
        return Some(format!("there is one {part} in a fact: bind it to a question outside of repeats"));
    }
    let (Sort::Word(is_word) | Sort::Words(is_word)) = sort(part) else { return None };
    let Offer::Rows { list, value, other, .. } = &spec.offer else { return None };
    let rows = &form.lists[*list as usize];
    debug_assert!(lists.find(&rows.name).is_some(), "an offer names a list of the form");
    let mut names = (0..u32::try_from(rows.choices.len()).unwrap_or(0)).map(|row| cell(rows, row, *value));
    let bad = names.find(|name| !is_word(name)).or_else(|| (*other && !is_word("other")).then_some("other"))?;
    Some(format!("the choice {bad} is no word for {part}: use one of {}", words(part)))
}

fn words(part: Bound) -> String {
    fn join<T: std::fmt::Display>(words: &[T]) -> String {
        words.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
    }
    match part {
        Bound::Met => join(Met::ALL),
        Bound::Channel => join(Channel::ALL),
        Bound::VenueKind => join(VenueKind::ALL),
        Bound::Concerns => join(Concern::ALL),
        Bound::Help => join(Help::ALL),
        Bound::Referral => join(Department::ALL),
        _ => "yes, no".to_owned(),
    }
}
