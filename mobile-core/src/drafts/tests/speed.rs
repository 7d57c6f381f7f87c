//! How long one answer takes, durable save included; a figure for people, with a limit that any build holds.

use super::kit::*;
use crate::store::Store;
use crate::testing::*;
use doorstep_schema::form::Item;
use std::time::{Duration, Instant};

/// 500 questions, `within` of them in a repeat, with sums and conditions over them.
fn large(within: usize) -> Vec<Item> {
    let question = |n: usize| match n % 5 {
        1 => calc(&format!("q{n}"), &format!("coalesce(${{q{}}}, 0) + 1", n - 1), &[]),
        2 => relevant(int(&format!("q{n}")), &format!("${{q{}}} != 3", n - 2)),
        3 => text(&format!("q{n}")),
        _ => int(&format!("q{n}")),
    };
    let mut items = vec![
        repeat("r", "", (0..within).map(question).collect()),
        calc("sum", "sum(${q0})", &[]),
        calc("today", "today()", &[]),
    ];
    items.extend((within..500).map(|n| int(&format!("q{n}"))));
    items
}

#[test]
fn an_answer_in_a_large_draft_is_saved_at_once() {
    for within in [20, 500] {
        let folder = tempfile::tempdir().unwrap();
        let store = phone(Store::open(folder.path().join("phone.db")).unwrap(), 1, at(23, 7, 0));
        publish(&store, &form(large(within)), 1);
        let mut worker = Worker::with(store);
        let draft = worker.begins("f");
        for n in 1..=200 {
            if n > 1 {
                worker.adds(draft, "r").unwrap();
            }
            worker.answers(draft, &format!("r[{n}]/q0"), n).unwrap();
        }
        let rounds = 100;
        let begun = Instant::now();
        for n in 0..rounds {
            worker.answers(draft, "r[100]/q0", n).unwrap();
        }
        let each = begun.elapsed() / rounds;
        worker.store.without_sync();
        let begun = Instant::now();
        for n in 0..rounds {
            worker.answers(draft, "r[100]/q0", n).unwrap();
        }
        let without = begun.elapsed() / rounds;
        worker.forgets(draft);
        let begun = Instant::now();
        worker.reads(draft, "r[100]/q0");
        println!(
            "{within} of 500 questions in 200 instances: one answer {each:?} durable, {without:?} without the \
             disk's own time; restored in {:?}",
            begun.elapsed()
        );
        assert!(each < Duration::from_millis(250), "{each:?}");
    }
}
