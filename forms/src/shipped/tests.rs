//! The shipped forms are sound, and their workbooks say what their texts say.

use super::*;
use crate::xlsform::write;
use doorstep_schema::fact::{Help, Met, VenueKind};
use doorstep_schema::form::filling::Compiled;
use doorstep_schema::form::{Bound, Choices, FactKind, Item, Question, Repeat};
use doorstep_schema::people::{Channel, Concern, Department};

fn questions<'a>(items: &'a [Item], out: &mut Vec<&'a Question>) {
    for item in items {
        match item {
            Item::Question(question) => out.push(question),
            Item::Group(group) | Item::Repeat(Repeat { group, .. }) => questions(&group.items, out),
        }
    }
}

/// The workbooks are made anew with `DOORSTEP_WRITE_SHIPPED=1 cargo test -p doorstep-forms shipped`.
#[test]
fn workbooks_say_what_the_texts_say() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/shipped");
    let anew = std::env::var_os("DOORSTEP_WRITE_SHIPPED").is_some();
    for (form, (id, bytes)) in all().unwrap().into_iter().zip(workbooks()) {
        assert_eq!(form.id, *id);
        let written = write(&form).unwrap().workbook;
        if anew {
            std::fs::write(format!("{folder}/{id}.xlsx"), &written).unwrap();
        }
        let bytes = if anew { &written } else { *bytes };
        let read = xlsform::read(bytes, "", &Attachments::new()).unwrap();
        assert_eq!(read.form, form, "{id}");
        assert_eq!(read.notices, []);
    }
}

#[test]
fn each_becomes_its_fact() {
    let facts: Vec<_> = all().unwrap().iter().map(|form| form.settings.fact.unwrap()).collect();
    assert_eq!(
        facts,
        [
            FactKind::Visit,
            FactKind::AbsenceReport,
            FactKind::VenueReport,
            FactKind::GuardianContact
        ]
    );
    for form in all().unwrap() {
        assert_eq!(form.languages.len(), 2);
        assert_eq!(form.settings.default_language.as_ref(), form.languages.first());
    }
}

#[test]
fn each_can_be_filled() {
    for form in all().unwrap() {
        let id = form.id.clone();
        let compiled = Compiled::new(form);
        assert!(compiled.is_ok(), "{id}: {:#?}", compiled.err());
    }
}

#[test]
fn every_text_is_in_both_languages() {
    for form in all().unwrap() {
        let mut found = Vec::new();
        questions(&form.items, &mut found);
        for question in found {
            for text in [&question.label, &question.hint, &question.rules.constraint_message] {
                assert!(text.is_empty() || text.0.len() == 2, "{}: {text:?}", question.name);
            }
        }
        assert!(
            form.lists
                .iter()
                .flat_map(|list| &list.choices)
                .all(|choice| choice.label.0.len() == 2)
        );
    }
}

#[test]
fn bound_choices_are_words_of_the_fact() {
    for form in all().unwrap() {
        let mut found = Vec::new();
        questions(&form.items, &mut found);
        for question in found {
            let (Some(bound), Some(Choices::List(list))) = (question.bound, question.choices())
            else {
                continue;
            };
            for choice in &form.list(list).unwrap().choices {
                let name = choice.name.as_str();
                let known = match bound {
                    Bound::Met => Met::parse(name).is_some(),
                    Bound::Channel => Channel::parse(name).is_some(),
                    Bound::VenueKind => VenueKind::parse(name).is_some(),
                    _ => matches!(name, "yes" | "no"),
                };
                assert!(known, "{}: {name}", question.name);
            }
        }
    }
}

#[test]
fn computed_words_are_words_of_the_fact() {
    let form = home_visit().unwrap();
    let mut found = Vec::new();
    questions(&form.items, &mut found);
    let words = |bound| {
        let question = found.iter().find(|question| question.bound == Some(bound)).unwrap();
        let text = question.rules.calculation.clone().unwrap().0;
        let parts: Vec<_> = text.split('\'').skip(1).step_by(2).map(str::to_owned).collect();
        parts
            .into_iter()
            .filter_map(|part| part.strip_suffix(' ').map(str::to_owned))
            .collect::<Vec<_>>()
    };
    let concerns = words(Bound::Concerns);
    assert_eq!(concerns.len(), Concern::ALL.len() - 2, "all but those that only the state knows");
    assert!(concerns.iter().all(|word| Concern::parse(word).is_some()));
    let referrals = words(Bound::Referral);
    assert_eq!(referrals.len(), Department::ALL.len());
    assert!(referrals.iter().all(|word| Department::parse(word).is_some()));
    for (list, known) in [
        ("helps", Help::ALL.len()),
        ("departments", Department::ALL.len()),
        ("met", Met::ALL.len()),
    ] {
        let extra = usize::from(list == "helps");
        assert_eq!(form.list(list).unwrap().choices.len(), known + extra, "{list}");
    }
}

#[test]
fn what_a_fact_needs_is_asked() {
    for (form, needed) in all().unwrap().iter().zip([
        &[
            Bound::HappenedAt,
            Bound::Met,
            Bound::Place,
            Bound::Concerns,
            Bound::Help,
            Bound::Referral,
            Bound::NextVisit,
        ][..],
        &[Bound::AbsentFrom, Bound::ToldAt, Bound::Excused],
        &[Bound::VenueKind, Bound::VenueName, Bound::Place],
        &[Bound::Channel, Bound::Reached, Bound::Said, Bound::PromiseBy],
    ]) {
        let mut found = Vec::new();
        questions(&form.items, &mut found);
        for bound in needed {
            assert_eq!(
                found.iter().filter(|q| q.bound == Some(*bound)).count(),
                1,
                "{} {bound}",
                form.id
            );
        }
    }
}
