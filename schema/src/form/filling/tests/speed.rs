//! How far one answer reaches in a large form; how long it takes is measured by `cargo xtask bench forms`.

use super::kit::*;
use crate::form::{Item, Kind};
use serde_json::json;

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
    items = vec![
        repeat("r", "", items),
        calc("sum", "sum(${q0})").into(),
        calc("most", "max(${q1})").into(),
    ];
    items.extend((within..500).map(|n| -> Item { int(&format!("q{n}")).into() }));
    items
}

#[test]
fn an_answer_among_many_reaches_what_depends_on_it_and_nothing_else() {
    for within in [20, 500] {
        let mut person = fill(large(within));
        for at in 1..=50 {
            if at > 1 {
                person.0.add("r").unwrap();
            }
            person.answers(&format!("r[{at}]/q0"), at);
        }
        assert_eq!(person.reads("sum"), json!("1275"));
        for n in 0..20 {
            let changed = person.0.answer("r[25]/q0", &json!(n)).unwrap().nodes;
            assert!((1..20).contains(&changed.len()), "{changed:?}");
            assert!(changed.iter().all(|path| path == "/data/sum" || path.contains("r[25]")));
        }
        assert_eq!(person.reads("sum"), json!("1269"));
    }
}
