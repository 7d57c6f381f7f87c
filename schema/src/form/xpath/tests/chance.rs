//! Chance: the same state gives the same, and the seeded shuffle is everyone's.

use super::grove::Grove;

/// The orders that web-forms' own tests expect of `randomize(nodes, seed)`.
#[test]
fn shuffles_as_the_reference_generator() {
    let grove = Grove::new("data(v=A v=B v=C v=D v=E v=F two(s=1 s=2) blank=)");
    grove.agrees(
        "/",
        &[
            ("randomize(/data/v, 42)", "[A,F,C,B,D,E]"),
            ("randomize(/data/v, '42')", "[A,F,C,B,D,E]"),
            ("randomize(/data/v, -42)", "[E,D,A,F,B,C]"),
            ("randomize(/data/v, 1)", "[B,F,E,A,C,D]"),
            ("randomize(/data/v, 11111111)", "[A,C,D,B,F,E]"),
            ("randomize(/data/v, 1.1)", "[B,F,E,A,C,D]"),
            ("randomize(/data/v, 0)", "[C,B,E,A,F,D]"),
            ("randomize(/data/v, 0 div 0)", "[C,B,E,A,F,D]"),
            ("randomize(/data/v, /data/blank)", "[C,B,E,A,F,D]"),
            ("randomize(/data/v, /data/two/s)", "[B,F,E,A,C,D]"),
            ("randomize(/data/v, 42)[2]", "[F]"),
            ("randomize(/data/none, 1)", "[]"),
            ("randomize(1, 2)", "! randomize() needs a path to questions, such as ${name}"),
        ],
    );
    assert_eq!(grove.show("/", "count(randomize(/data/v))"), "6");
    assert_eq!(grove.show("/", "randomize(/data/v, 'a') = randomize(/data/v, 'b')"), "true");
    assert_ne!(
        grove.show("/", "randomize(/data/v, 'a')"),
        grove.show("/", "randomize(/data/v, 'b')")
    );
}

#[test]
fn draws_from_the_lent_state() {
    let grove = Grove::new("data");
    let draw = |source| (0..50).map(|_| grove.show("/", source)).collect::<Vec<_>>();
    let numbers = draw("random()");
    assert!(numbers.iter().all(|number| (0.0..1.0).contains(&number.parse::<f64>().unwrap())));
    grove.env.chance.set(42);
    assert_eq!(draw("random()"), numbers);
    assert_eq!(
        draw(
            "regex(uuid(), '[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}')"
        )
        .concat(),
        "true".repeat(50)
    );
    assert_eq!(grove.show("/", "regex(uuid(12), '[0-9a-z]{12}')"), "true");
    assert_eq!(grove.show("/", "uuid(0)"), "''");
    assert_eq!(
        grove.show("/", "uuid(-1)"),
        "! uuid() can not use \"-1\": the length is from 0 to 1000"
    );
    assert_ne!(grove.show("/", "uuid()"), grove.show("/", "uuid()"));
}
