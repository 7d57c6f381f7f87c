//! Filled forms become facts.

use super::kit::*;
use crate::calendar::Calendar;
use crate::fact::{Help, Met};
use crate::form::filling::{Rule, fact};
use crate::form::{Bound, FactKind, Form, Item, Kind, Settings};
use crate::moment::Moment;
use crate::people::{Concern, Department};
use serde_json::{Value, json};

fn becomes(fact: FactKind, items: Vec<Item>) -> Form {
    let lists = vec![
        list("met", &[], &["guardian", "child", "nobody"]),
        list("yes_no", &[], &["yes", "no"]),
        list("concerns", &[], &["truancy", "hardship"]),
        list("help", &[], &["money"]),
        list("departments", &[], &["justice"]),
        list("other", &[], &["who"]),
        list("venues", &[], &["game_hall"]),
    ];
    let settings = Settings { fact: Some(fact), ..Settings::default() };
    Form { id: "visit".into(), settings, lists, ..form(items) }
}

fn visit() -> Form {
    becomes(
        FactKind::Visit,
        vec![
            ask("when", Kind::DateTime).bound(Bound::HappenedAt).into(),
            one("met", "met").bound(Bound::Met).into(),
            ask("where", Kind::Point).bound(Bound::Place).into(),
            one("attends", "yes_no").bound(Bound::Attends).into(),
            many("concerns", "concerns").bound(Bound::Concerns).into(),
            many("help", "help").bound(Bound::Help).into(),
            text("promise").bound(Bound::Promise).into(),
            ask("by", Kind::Date).bound(Bound::PromiseBy).relevant("${promise} != ''").into(),
            many("to", "departments").bound(Bound::Referral).into(),
            group("more", "", vec![text("remark").into(), text("note").bound(Bound::Note).into()]),
        ],
    )
}

#[test]
fn a_filled_form_becomes_a_visit() {
    let mut person = fill_form(visit());
    let missing = fact::to_visit(&person.0, 3).unwrap_err();
    assert_eq!(missing.to_string(), "met is not answered: /data/met");
    person.answers("met", "guardian");
    person.answers("when", "2026-11-23T08:15:00");
    person.answers("where", json!({ "lat": 26.0, "lon": 99.0, "accuracy": 5.0 }));
    person.answers("attends", "no");
    person.answers("concerns", json!(["hardship", "truancy"]));
    person.answers("help", json!(["money"]));
    person.answers("to", json!(["justice"]));
    person.answers("more/remark", "r");
    person.answers("more/note", "n");
    person.answers("promise", "back on Monday");
    let missing = fact::to_visit(&person.0, 3).unwrap_err();
    assert_eq!(missing.to_string(), "promise_by is not answered: /data/by");
    person.answers("by", "2026-11-30");
    let lifted = fact::to_visit(&person.0, 3).unwrap();
    assert_eq!(lifted.happened_at, Moment::parse("2026-11-23T08:15:00+08:00").ok());
    assert_eq!(lifted.referral, [Department::Justice]);
    let visit = lifted.fact;
    assert_eq!((visit.form.as_str(), visit.form_version), ("visit", 3));
    assert_eq!((visit.met, visit.attends), (Met::Guardian, Some(false)));
    assert_eq!(visit.concerns, [Concern::Hardship, Concern::Truancy]);
    assert_eq!(visit.help, [Help::Money]);
    assert_eq!(visit.promise.unwrap().by, jiff::civil::date(2026, 11, 30));
    assert_eq!(visit.note, "n");
    assert_eq!(
        Value::Object(visit.answers),
        json!({ "more": { "remark": "r" }, "to": ["justice"] })
    );
}

#[test]
fn an_absence_counts_its_school_days() {
    let mut person = fill_form(becomes(
        FactKind::AbsenceReport,
        vec![
            ask("from", Kind::Date).bound(Bound::AbsentFrom).into(),
            ask("until", Kind::Date).bound(Bound::AbsentUntil).into(),
            calc("told", "once(now())").bound(Bound::ToldAt).into(),
            text("why").bound(Bound::Reason).into(),
        ],
    ));
    let term = crate::calendar::Term {
        first: jiff::civil::date(2026, 9, 1),
        last: jiff::civil::date(2027, 1, 20),
    };
    let calendar = Calendar { terms: vec![term], holidays: [].into(), made_up: [].into() };
    person.answers("from", "2026-11-20");
    person.answers("until", "2026-11-23");
    let report = fact::to_absence_report(&person.0, 3, &calendar).unwrap().fact;
    assert_eq!(report.days, [jiff::civil::date(2026, 11, 20), jiff::civil::date(2026, 11, 23)]);
    assert_eq!(report.told_at, Moment::parse("2026-11-23T08:15:00+08:00").unwrap());
    for (from, until) in
        [("2026-11-21", "2026-11-22"), ("2026-11-23", "2026-11-20"), ("2020-01-01", "2026-01-01")]
    {
        person.answers("from", from);
        person.answers("until", until);
        fact::to_absence_report(&person.0, 3, &calendar).unwrap_err();
    }
}

#[test]
fn contacts_and_venues_become_facts() {
    let mut person = fill_form(becomes(
        FactKind::GuardianContact,
        vec![
            calc("channel", "'sms'").bound(Bound::Channel).into(),
            one("reached", "yes_no").bound(Bound::Reached).into(),
        ],
    ));
    person.answers("reached", "yes");
    assert!(fact::to_guardian_contact(&person.0, 3).unwrap().fact.reached);
    let mut person = fill_form(becomes(
        FactKind::VenueReport,
        vec![
            one("kind", "venues").bound(Bound::VenueKind).into(),
            text("name").bound(Bound::VenueName).into(),
            ask("place", Kind::Point).bound(Bound::Place).into(),
        ],
    ));
    person.answers("kind", "game_hall");
    person.answers("name", "Lucky");
    person.answers("place", json!({ "lat": 26.0, "lon": 99.0 }));
    assert_eq!(fact::to_venue_report(&person.0, 3).unwrap().fact.name, "Lucky");
}

#[test]
fn bad_bindings_are_faults_of_the_form() {
    let met = || one("met", "met").bound(Bound::Met);
    let table: Vec<(FactKind, Vec<Item>, &str)> = vec![
        (FactKind::Visit, vec![], "no question is bound to met"),
        (
            FactKind::Visit,
            vec![one("met", "other").bound(Bound::Met).into()],
            "who is no word for met",
        ),
        (
            FactKind::Visit,
            vec![text("met").bound(Bound::Met).into()],
            "met is given by a select_one",
        ),
        (FactKind::Visit, vec![repeat("r", "", vec![met().into()])], "outside of repeats"),
        (FactKind::Visit, vec![met().into(), text("p").bound(Bound::Promise).into()], "promise_by"),
        (
            FactKind::Visit,
            vec![met().into(), text("c").bound(Bound::VenueName).into()],
            "a visit has no venue_name",
        ),
    ];
    for (kind, items, words) in table {
        let told = faults(becomes(kind, items));
        assert_eq!(told.len(), 1, "{told:?}");
        assert_eq!(told[0].rule, Rule::Bound);
        assert!(told[0].message.contains(words), "{}", told[0].message);
    }
    let mut twice = fill_form(becomes(
        FactKind::Visit,
        vec![met().into(), one("again", "met").bound(Bound::Met).into()],
    ));
    twice.answers("met", "child");
    twice.answers("again", "nobody");
    let fault = fact::to_visit(&twice.0, 1).unwrap_err();
    assert_eq!(fault.to_string(), "/data/met and /data/again both answer met");
}

/// Says what is shown of every question that is asked.
fn shown(filling: &crate::form::Filling) -> Vec<(String, Value)> {
    let language = crate::form::Language::default();
    let asked = filling.walk(&language).filter(|state| state.relevant && state.kind.is_some());
    asked.map(|state| (state.path, state.value)).collect()
}

#[test]
fn a_visit_reads_back_as_the_filling_that_it_was_made_from() {
    let mut form = visit();
    form.items.push(text("remark2").default("as always").into());
    form.items.push(repeat(
        "children",
        "",
        vec![text("child").into(), many("why", "concerns").bound(Bound::Concerns).into()],
    ));
    let mut person = fill_form(form.clone());
    for (path, value) in [
        ("met", json!("guardian")),
        ("when", json!("2026-11-23T08:15:00")),
        ("where", json!({ "lat": 26.0, "lon": 99.0, "accuracy": 5.0 })),
        ("attends", json!("no")),
        ("concerns", json!(["hardship"])),
        ("to", json!(["justice"])),
        ("more/note", json!("n")),
        ("promise", json!("back")),
        ("by", json!("2026-11-30")),
        ("remark2", Value::Null),
        ("children[1]/child", json!("a")),
        ("children[1]/why", json!(["truancy"])),
    ] {
        person.answers(path, value);
    }
    let lifted = fact::to_visit(&person.0, 3).unwrap();
    assert_eq!(lifted.fact.concerns.len(), 2);
    let act = crate::fact::Act::Visit(lifted.fact);
    let compiled = compiled(form);
    let told = crate::form::Filling::told(
        &compiled,
        &act,
        lifted.happened_at.unwrap(),
        crate::moment::Clock::CHINA,
    );
    assert_eq!(shown(&told.unwrap()), shown(&person.0));
    let none = crate::fact::Act::Retraction(crate::fact::Retraction {
        of: crate::id::FactId(uuid::Uuid::nil()),
        reason: String::new(),
    });
    assert!(
        crate::form::Filling::told(
            &compiled,
            &none,
            Moment::from_ms(0),
            crate::moment::Clock::CHINA
        )
        .is_none()
    );
}

#[test]
fn a_no_that_nobody_said_is_not_read_back() {
    let form = becomes(
        FactKind::Visit,
        vec![
            one("met", "met").bound(Bound::Met).into(),
            one("phoned", "yes_no").bound(Bound::ReachedByPhone).into(),
        ],
    );
    let read_back = |said: Option<&str>| {
        let mut person = fill_form(form.clone());
        person.answers("met", "guardian");
        if let Some(said) = said {
            person.answers("phoned", said);
        }
        let act = crate::fact::Act::Visit(fact::to_visit(&person.0, 3).unwrap().fact);
        let (at, clock) = (Moment::from_ms(0), crate::moment::Clock::CHINA);
        let told = crate::form::Filling::told(&compiled(form.clone()), &act, at, clock).unwrap();
        told.state("phoned", &crate::form::Language::default()).unwrap().value
    };
    assert_eq!(read_back(Some("yes")), json!("yes"));
    assert_eq!(read_back(Some("no")), json!("no"));
    assert_eq!(read_back(None), Value::Null);
}
