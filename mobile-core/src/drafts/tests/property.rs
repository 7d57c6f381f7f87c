//! Whatever is done to a draft: what its rows say is what stood in memory.

use super::kit::*;
use crate::drafts;
use doorstep_schema::form::{Choices, Form, Item, Kind};
use proptest::prelude::*;
use serde_json::{Value, json};

/// A form with everything that a draft must bring back: what is drawn by chance, given by default, noted by a trigger,
/// computed once or from the clock, said in a language, counted, nested and not relevant.
fn everything() -> Form {
    let label = Item::Question(ask("shown", Kind::Calculate));
    let mut label = label;
    if let Item::Question(question) = &mut label {
        let said = "jr:choice-name(${met}, '${met}')".to_owned();
        question.rules.calculation = Some(doorstep_schema::form::Expression(said));
    }
    let mut random =
        ask("order", Kind::SelectOne { choices: Choices::List("met".to_owned()), other: true });
    random.parameters.insert("randomize".to_owned(), "true".to_owned());
    let mut built = form(vec![
        met(),
        label,
        Item::Question(random),
        dynamic("begun", Kind::DateTime, "now()"),
        calc("today", "today()", &[]),
        calc("drawn", "once(random())", &[]),
        calc("noted", "concat(${met}, now())", &["n"]),
        int("n"),
        repeat(
            "counted",
            "${n}",
            vec![text("c"), dynamic("d", Kind::Text, "concat(position(..), now())")],
        ),
        relevant(
            group(
                "g",
                "field-list",
                vec![
                    text("t"),
                    repeat(
                        "r",
                        "",
                        vec![
                            int("x"),
                            calc("id", "once(random())", &[]),
                            calc("since", "once(now())", &[]),
                            repeat(
                                "s",
                                "",
                                vec![
                                    int("y"),
                                    calc("both", "coalesce(${x}, 0) + coalesce(${y}, 0)", &[]),
                                ],
                            ),
                        ],
                    ),
                ],
            ),
            "${met} = 'child'",
        ),
        calc("sum", "sum(${both})", &[]),
    ]);
    for choice in &mut built.lists[0].choices {
        choice.label.0.insert(en(), format!("en {}", choice.name));
    }
    built.languages = vec![zh(), en()];
    built
}

#[derive(Clone, Debug)]
enum Step {
    Answer(usize, Option<u8>),
    Add(usize),
    Remove(usize, usize),
    GoTo(usize),
    Speak(bool),
    Wait(i64),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        8 => (any::<usize>(), prop::option::weighted(0.8, 0..4_u8)).prop_map(|(at, n)| Step::Answer(at, n)),
        3 => any::<usize>().prop_map(Step::Add),
        2 => (any::<usize>(), 1..4_usize).prop_map(|(at, n)| Step::Remove(at, n)),
        1 => any::<usize>().prop_map(Step::GoTo),
        1 => any::<bool>().prop_map(Step::Speak),
        1 => (-2_000..20_000_i64).prop_map(Step::Wait),
    ]
}

fn take(worker: &mut Worker, draft: doorstep_schema::id::FactId, step: &Step) {
    let language = drafts::resume(&worker.store, draft).unwrap().language;
    let view = drafts::view(&mut worker.store, draft, &language).unwrap();
    let repeat =
        |at: usize| view.repeats.get(at % view.repeats.len().max(1)).map(|r| r.path.clone());
    match step {
        Step::Answer(at, n) => {
            let node = &view.nodes[at % view.nodes.len()];
            let value = match (n, &node.kind) {
                (None, _) => Value::Null,
                (Some(n), Some(Kind::Integer)) => json!(n),
                (Some(n), Some(Kind::SelectOne { .. })) => {
                    json!(["guardian", "other_adult", "child", "nobody"][usize::from(*n)])
                }
                (Some(n), _) => json!(n.to_string()),
            };
            let _ = worker.answers(draft, &node.path, value);
        }
        Step::Add(at) => {
            let _ = repeat(*at).map(|path| worker.adds(draft, &path));
        }
        Step::Remove(at, n) => {
            let _ = repeat(*at).map(|path| worker.removes(draft, &path, *n));
        }
        Step::GoTo(at) => {
            let path = &view.nodes[at % view.nodes.len()].path;
            drafts::go_to(&mut worker.store, draft, path).unwrap();
        }
        Step::Speak(english) => {
            let language = if *english { en() } else { zh() };
            drafts::view(&mut worker.store, draft, &language).unwrap();
        }
        Step::Wait(minutes) => worker.now = worker.now.plus_minutes(*minutes),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn a_draft_restored_is_the_draft_in_memory(steps in prop::collection::vec(step(), 1..30)) {
        let form = everything();
        let mut worker = Worker::of(&form);
        let draft = worker.begins("f");
        for (n, step) in steps.iter().enumerate() {
            take(&mut worker, draft, step);
            let language = drafts::resume(&worker.store, draft).unwrap().language;
            let see = |worker: &mut Worker| {
                let view = drafts::view(&mut worker.store, draft, &language).unwrap();
                let offered = drafts::choices(&worker.store, draft, "order", &language).unwrap();
                let open = worker.store.take_filling(draft).unwrap();
                (view, offered, open.answers(), open.result())
            };
            // Looking took the filling out of memory, so that the second look is at the rows.
            let memory = see(&mut worker);
            prop_assert_eq!(memory, see(&mut worker), "step {}, {:?}", n, step);
            // And every second step goes on in memory.
            if n % 2 == 0 {
                worker.sees(draft);
            }
        }
        prop_assert_eq!(drafts::left_over(&worker.store, draft).unwrap(), vec![]);
    }
}
