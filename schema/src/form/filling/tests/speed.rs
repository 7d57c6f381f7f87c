//! How long one answer takes; meant for `cargo test --release`, the limits hold for any build.

use super::kit::*;
use crate::form::{Item, Kind};
use serde_json::json;
use std::time::{Duration, Instant};

/// A form of 500 questions, `within` of them in a repeat, with sums over it, relevance, constraints and labels.
fn large(within: usize) -> Vec<Item> {
    let question = |n: usize| -> Item {
        let name = format!("q{n}");
        match n % 5 {
            _ if n < 2 => int(&name).into(),
            0 => int(&name).relevant(&format!("${{q{}}} != 3", n - 4)).into(),
            1 => calc(&name, &format!("coalesce(${{q{}}}, 0) + 1", n - 1)).into(),
            2 => int(&name).constraint(&format!(". >= ${{q{}}}", n - 2), "").into(),
            3 => ask(&name, Kind::Text).label(&format!("And ${{q{}}}?", n - 3)).into(),
            _ => int(&name).required(&format!("${{q{}}} > 5", n - 4)).into(),
        }
    };
    let mut items: Vec<Item> = (0..within).map(question).collect();
    items = vec![repeat("r", "", items), calc("sum", "sum(${q0})").into(), calc("most", "max(${q1})").into()];
    items.extend((within..500).map(|n| -> Item { int(&format!("q{n}")).into() }));
    items
}

#[test]
fn an_answer_among_many_takes_little_time() {
    for within in [20, 500] {
        let start = Instant::now();
        let mut person = fill(large(within));
        for at in 1..=200 {
            if at > 1 {
                person.0.add("r").unwrap();
            }
            person.answers(&format!("r[{at}]/q0"), at);
        }
        println!("{within} of 500 questions in 200 instances, begun in {:?}", start.elapsed());
        assert_eq!(person.reads("sum"), json!("20100"));
        let (start, rounds) = (Instant::now(), 200);
        for n in 0..rounds {
            person.answers("r[100]/q0", n);
        }
        let each = start.elapsed() / rounds;
        println!("  one answer with a sum over all: {each:?}");
        assert!(each < Duration::from_millis(50), "{each:?}");
        let start = Instant::now();
        let draft = person.0.answers();
        println!("  the draft: {:?}", start.elapsed());
        let start = Instant::now();
        let shown = person.0.state("r[100]/q3", &crate::form::Language::default());
        println!("  one state: {:?}, {}", start.elapsed(), shown.is_ok());
        let start = Instant::now();
        let problems = person.0.problems(&crate::form::Language::default()).len();
        println!("  {problems} problems: {:?}", start.elapsed());
        let start = Instant::now();
        person.0.remove("r", 1).unwrap();
        println!("  one instance removed: {:?}", start.elapsed());
        let start = Instant::now();
        let compiled = std::sync::Arc::clone(person.0.compiled());
        let _ = crate::form::Filling::restore(&compiled, &draft, env(), &crate::form::filling::Phone::default());
        println!("  restored: {:?}", start.elapsed());
    }
}
