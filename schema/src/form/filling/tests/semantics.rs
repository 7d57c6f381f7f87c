//! What relevance, constraint, calculation and the other rules mean; sections are those of the specification.

use super::kit::*;
use crate::form::Kind;
use serde_json::{Value, json};

/// Section “Bind Attributes”, `relevant`: what is not relevant reads as empty, leaves the result, and comes back.
#[test]
fn what_is_not_relevant_reads_as_empty_and_comes_back() {
    let mut person = fill(vec![
        text("attends").into(),
        text("why").relevant("${attends} = 'no'").into(),
        calc("length", "string-length(${why})").into(),
    ]);
    person.answers("attends", "no");
    person.answers("why", "ill");
    assert_eq!(person.reads("length"), json!("3"));
    let changed = person.answers("attends", "yes");
    assert_eq!(changed.nodes, ["/data/attends", "/data/why", "/data/length"]);
    assert_eq!(person.reads("length"), json!("0"));
    assert_eq!(Value::Object(person.0.result()), json!({ "attends": "yes", "length": "0" }));
    assert_eq!(person.0.answers()["why"], json!("ill"));
    person.answers("attends", "no");
    assert_eq!(person.reads("length"), json!("3"));
}

/// Section “Bind Attributes”, `relevant`: it holds for everything in a group.
#[test]
fn relevance_is_inherited() {
    let mut person = fill(vec![
        text("a").into(),
        group(
            "g",
            "${a} = 'x'",
            vec![group("h", "", vec![text("q").into(), calc("c", "${q}").into()])],
        ),
    ]);
    assert!(!person.is_asked("g/h/q"));
    person.answers("a", "x");
    assert!(person.is_asked("g/h/q"));
    person.answers("/data/g/h/q", "deep");
    assert_eq!(person.reads("g/h/c"), json!("deep"));
    person.answers("a", "y");
    assert!(person.0.result().get("g").is_none());
}

/// Section “Bind Attributes”, `constraint`: `.` is the value, and an empty value breaks none.
#[test]
fn a_constraint_looks_at_the_value_and_not_at_an_empty_one() {
    let mut person =
        fill(vec![int("low").into(), int("age").constraint(". > ${low}", "Over ${low}").into()]);
    person.answers("low", 5);
    assert_eq!(person.sees("age").wrong, None);
    person.answers("age", 3);
    assert_eq!(person.sees("age").wrong.as_deref(), Some("Over 5"));
    let changed = person.answers("low", 1);
    assert_eq!(changed.nodes, ["/data/low", "/data/age"]);
    assert!(person.problems().is_empty());
}

/// Section “Bind Attributes”, `required` and `readonly`.
#[test]
fn required_and_read_only_follow_their_expressions() {
    let mut person = fill(vec![
        text("a").into(),
        text("b").required("${a} != ''").read_only("${a} = 'locked'").into(),
    ]);
    assert!(person.problems().is_empty());
    person.answers("a", "x");
    assert_eq!(person.problems()[0].0, "/data/b");
    person.answers("b", "y");
    assert!(person.problems().is_empty());
    person.answers("a", "locked");
    assert!(person.sees("b").read_only);
    assert_eq!(
        person.is_refused("b", "z").to_string(),
        "/data/b can't be answered: it may only be read"
    );
}

/// Section “Bind Attributes”, `calculate`: recomputed whenever what it reads changes, in whatever order it is written.
#[test]
fn calculations_follow_one_another() {
    let mut person = fill(vec![
        calc("total", "${double} + 1").into(),
        calc("double", "${n} * 2").into(),
        int("n").into(),
        int("shown").calculation("${total}").into(),
    ]);
    person.answers("n", 4);
    assert_eq!(person.reads("total"), json!("9"));
    assert_eq!(person.reads("shown"), json!(9));
    person.is_refused("shown", 3);
    person.is_refused("total", 3);
}

/// Section “Actions”, `setvalue` with `xforms-value-changed`: only the trigger makes the calculation.
#[test]
fn a_trigger_makes_the_calculation() {
    let mut person = fill(vec![
        text("go").into(),
        int("n").into(),
        int("copy").calculation("${n}").trigger("${go}").into(),
    ]);
    person.answers("n", 1);
    assert_eq!(person.reads("copy"), Value::Null);
    person.answers("go", "1");
    assert_eq!(person.reads("copy"), json!(1));
    person.answers("n", 2);
    assert_eq!(person.reads("copy"), json!(1));
    person.answers("copy", 9);
    assert_eq!(person.reads("copy"), json!(9), "a triggered question is still the person's");
    person.answers("go", "2");
    assert_eq!(person.reads("copy"), json!(2));
}

/// Section “Events”, `odk-instance-first-load`: defaults are given once, and may be taken back.
#[test]
fn defaults_are_given_once() {
    let mut person = fill(vec![
        text("fixed").default("a").into(),
        ask("day", Kind::Date).dynamic("today()").into(),
        text("from_calculation").dynamic("concat(${c}, '!')").into(),
        calc("c", "concat(${fixed}, 'b')").into(),
    ]);
    assert_eq!(person.reads("fixed"), json!("a"));
    assert_eq!(person.reads("day"), json!("2026-11-23"));
    assert_eq!(person.reads("from_calculation"), json!("ab!"));
    person.answers("fixed", Value::Null);
    assert_eq!(person.reads("from_calculation"), json!("ab!"));
    assert_eq!(person.0.answers()["fixed"], Value::Null);
}

/// Section “Functions”, `once`: a value made stays.
#[test]
fn once_keeps_what_it_made() {
    let mut person =
        fill(vec![text("a").into(), calc("first", "once(${a})").relevant("${a} != 'hide'").into()]);
    person.answers("a", "one");
    person.answers("a", "two");
    assert_eq!(person.reads("first"), json!("one"));
    person.answers("a", "hide");
    person.answers("a", "three");
    assert_eq!(person.reads("first"), json!("one"));
}

/// Section “Preloaders”: what the phone knows.
#[test]
fn the_phone_fills_what_it_knows() {
    use crate::form::Meta;
    use crate::form::filling::{Filling, Phone};
    let items = vec![
        ask("start", Kind::Meta(Meta::Start)).into(),
        ask("end", Kind::Meta(Meta::End)).into(),
        ask("today", Kind::Meta(Meta::Today)).into(),
        ask("who", Kind::Meta(Meta::Username)).into(),
        calc("before", "${last-saved#who}").into(),
    ];
    let last_saved = json!({ "who": "wang" }).as_object().unwrap().clone();
    let phone = Phone { username: "li".into(), last_saved, ..Phone::default() };
    let mut person = Person(Filling::begin(&compiled(form(items)), env(), &phone));
    assert_eq!(person.reads("start"), json!("2026-11-23T08:15:00.000+08:00"));
    assert_eq!(person.reads("today"), json!("2026-11-23"));
    assert_eq!(person.reads("who"), json!("li"));
    assert_eq!(person.reads("before"), json!("wang"));
    let now = crate::form::xpath::Clock {
        civil: jiff::civil::date(2026, 11, 23).at(9, 0, 0, 0),
        offset_seconds: 28_800,
    };
    assert_eq!(person.0.close(now).nodes, ["/data/end"]);
    assert_eq!(person.reads("end"), json!("2026-11-23T09:00:00.000+08:00"));
}

#[test]
fn texts_show_the_answers_they_name() {
    let mut person =
        fill(vec![text("name").into(), text("q").label("Is ${name} in? ${ name").into()]);
    let changed = person.answers("name", "Li");
    assert_eq!(changed.nodes, ["/data/name", "/data/q"]);
    assert_eq!(person.sees("q").label, "Is Li in? ${ name");
}

#[test]
fn values_fit_their_questions() {
    let table: Vec<(Kind, Value, Result<Value, ()>)> = vec![
        (Kind::Integer, json!(12), Ok(json!(12))),
        (Kind::Integer, json!("-7"), Ok(json!(-7))),
        (Kind::Integer, json!(1.5), Err(())),
        (Kind::Integer, json!("x"), Err(())),
        (Kind::Decimal, json!(1.5), Ok(json!(1.5))),
        (Kind::Decimal, json!(1e21), Ok(json!(1e21))),
        (Kind::Decimal, json!("NaN"), Err(())),
        (Kind::Range, json!(11), Err(())),
        (Kind::Range, json!(3), Ok(json!(3))),
        (Kind::Date, json!("2026-02-28"), Ok(json!("2026-02-28"))),
        (Kind::Date, json!("2026-02-30"), Err(())),
        (Kind::Date, json!("2026-2-3"), Err(())),
        (Kind::Time, json!("08:15"), Ok(json!("08:15"))),
        (Kind::Time, json!("08:15:00.000+08:00"), Ok(json!("08:15:00.000+08:00"))),
        (Kind::Time, json!("25:00"), Err(())),
        (Kind::Time, json!("+8é:00"), Err(())),
        (
            Kind::DateTime,
            json!("2026-11-23T08:15:00+08:00"),
            Ok(json!("2026-11-23T08:15:00+08:00")),
        ),
        (Kind::DateTime, json!("2026-11-23"), Err(())),
        (
            Kind::Point,
            json!({ "lat": 26.5, "lon": 99, "accuracy": 4 }),
            Ok(json!({ "lat": 26.5, "lon": 99.0, "altitude": 0.0, "accuracy": 4.0 })),
        ),
        (Kind::Point, json!({ "lat": 96.5, "lon": 99 }), Err(())),
        (Kind::Point, json!("26 99 1 2 3"), Err(())),
        (Kind::Trace, json!(["26 99"]), Err(())),
        (Kind::Acknowledge, json!(true), Ok(json!("OK"))),
        (Kind::Acknowledge, json!("maybe"), Err(())),
        (Kind::Note, json!("x"), Err(())),
        (Kind::Hidden, json!("x"), Err(())),
        (Kind::Text, json!(["x"]), Err(())),
        (Kind::Photo, json!("a.jpg"), Ok(json!("a.jpg"))),
    ];
    for (kind, given, kept) in table {
        let mut person = fill(vec![ask("q", kind.clone()).into()]);
        if let Ok(kept) = kept {
            person.answers("q", given);
            assert_eq!(person.reads("q"), kept, "{kind:?}");
            person.answers("q", Value::Null);
            assert_eq!(person.reads("q"), Value::Null);
        } else {
            person.is_refused("q", given);
        }
    }
}

/// `JavaRosa`, `Recalculate.wrapData`: what is computed becomes an answer of the question's kind, or none.
#[test]
fn what_is_computed_fits_its_question() {
    let mut person = fill(vec![
        int("n").into(),
        int("whole").calculation("${n} div 2").into(),
        ask("day", Kind::Date).calculation("concat('2026-11-0', ${n}, 'T08:00:00')").into(),
        calc("sum", "${n} + 1").into(),
        text("asked").relevant("${sum} = ''").into(),
    ]);
    assert_eq!(person.reads("sum"), Value::Null, "a number that is none is no answer");
    assert_eq!(person.reads("whole"), Value::Null);
    assert!(person.is_asked("asked"));
    person.answers("n", 7);
    assert_eq!(person.reads("whole"), json!(3), "cut off, not rounded");
    assert_eq!(person.reads("day"), json!("2026-11-07"));
    assert_eq!(person.reads("sum"), json!("8"));
    person.answers("n", -1);
    assert_eq!(person.reads("whole"), json!(0));
    assert_eq!(person.reads("day"), Value::Null);
}

/// `JavaRosa`, `XPathPathExpr`: what is not relevant is not counted, joined or summed up.
#[test]
fn what_is_not_relevant_is_not_counted() {
    let child = vec![text("name").into(), int("age").relevant("${name} != 'x'").into()];
    let mut person = fill(vec![
        text("has").into(),
        group("g", "${has} = 'yes'", vec![repeat("child", "", child)]),
        calc("children", "count(${child})").into(),
        calc("ages", "concat(count(${age}), '/', sum(${age}))").into(),
        calc("names", "join(', ', ${name})").into(),
        calc("least", "min(${age})").into(),
    ]);
    assert_eq!(person.reads("children"), json!("0"));
    person.answers("has", "yes");
    assert_eq!(person.reads("children"), json!("1"));
    person.answers("g/child[1]/name", "a");
    person.answers("g/child[1]/age", 7);
    person.0.add("g/child").unwrap();
    assert_eq!(person.reads("ages"), json!("2/7"), "an empty answer is left out of a sum");
    assert_eq!(person.reads("least"), json!("7"));
    person.answers("g/child[2]/name", "x");
    assert_eq!(person.reads("ages"), json!("1/7"));
    assert_eq!(person.reads("names"), json!("a, x"));
    person.answers("has", "no");
    assert_eq!(person.reads("names"), Value::Null);
    assert_eq!(person.reads("children"), json!("0"));
    assert_eq!(person.reads("ages"), json!("0/0"));
}

#[test]
fn a_note_may_only_be_read() {
    assert!(fill(vec![ask("n", Kind::Note).into()]).sees("n").read_only);
}

/// Section “Events”: defaults are given when the form is begun, and what is computed once knows them.
#[test]
fn what_is_computed_once_knows_the_defaults() {
    let person = fill(vec![
        text("first").dynamic("concat('a', 'b')").into(),
        calc("kept", "once(concat(${first}, 'c'))").into(),
        calc("two", "once(1 + 1)").into(),
        text("last").dynamic("concat('x', ${two})").into(),
    ]);
    assert_eq!(person.reads("kept"), json!("abc"));
    assert_eq!(person.reads("last"), json!("x2"), "a default knows what is computed");
}
