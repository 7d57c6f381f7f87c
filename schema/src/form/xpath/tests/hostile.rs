//! Sources and answers that mean harm, and random ones.

use super::grove::Grove;
use crate::form::xpath::{Expr, Value};
use proptest::prelude::*;

/// Parses on three quarters of a thread's usual stack and tells the fault; evaluates, binds, clones and drops what parses.
fn survive(source: String) -> String {
    let thread = std::thread::Builder::new().stack_size(3 << 19).spawn(move || {
        let grove = Grove::new("data(a=1)");
        match Expr::parse(&source) {
            Err(fault) => fault.message,
            Ok(mut expr) => {
                let _ = expr.bind(&mut |_, _| Err(String::new()));
                let copy = expr.clone();
                assert_eq!(copy, expr);
                let faults = copy.check().len();
                let cx = crate::form::xpath::Context::new(&grove, &grove.env, grove.at("/data/a"));
                match expr.evaluate(&cx) {
                    Ok(value) => format!("{faults} {}", value.text(&grove)),
                    Err(trouble) => trouble.to_string(),
                }
            }
        }
    });
    thread.unwrap().join().unwrap()
}

#[test]
fn deep_and_long_sources_end_well() {
    let nested = |open: &str, inner: &str, close: &str, times| {
        [&*open.repeat(times), inner, &*close.repeat(times)].concat()
    };
    let deep = "more than 200 parentheses or brackets inside one another";
    let row = "the expression has more than 1000 operators in a row";
    for (source, wanted) in [
        (nested("(", "1", ")", 10_000), deep),
        (nested("not(", "1", ")", 10_000), deep),
        (nested("a[", "1", "]", 10_000), deep),
        (nested("if(1,", "1", ",1)", 5000), deep),
        (nested("(", "", "", 60_000), deep),
        (nested("(", "1", ")", 199), "0 1"),
        (nested("not(", "1", ")", 199), "0 false"),
        (nested("1 + (", "1", ")", 199), "0 200"),
        (nested("(1 + ", "1", " * 1)", 199), "0 200"),
        (nested("a[", "1", "]", 199), "0 "),
        (nested("if(1 = 1 and 2 > 1,", "'x'", ",1)", 199), "0 x"),
        ("1+".repeat(30_000) + "1", row),
        ("1+".repeat(900) + "1", "0 901"),
        ("1=".repeat(900) + "1", "0 true"),
        ("-".repeat(900) + "1", "0 1"),
        ("-".repeat(60_000) + "1", row),
        ("0 or ".repeat(10_000) + "1", "0 true"),
        ("1 and ".repeat(10_000) + "0", "0 false"),
        ("a|".repeat(20_000) + "a", "0 "),
        ("../".repeat(20_000) + "a", "0 "),
        ("./".repeat(20_000) + ".", "0 1"),
        ("a[1]".to_owned() + &"[1]".repeat(20_000), "0 "),
        ("concat(".to_owned() + &"1,".repeat(20_000) + "1)", &*format!("0 {}", "1".repeat(20_001))),
        (" ".repeat(1 << 20), "the expression is longer than 65536 bytes"),
        ("x".repeat(1 << 20), "the expression is longer than 65536 bytes"),
        ("'".to_owned() + &"x".repeat(60_000) + "'", &*format!("0 {}", "x".repeat(60_000))),
    ] {
        let start = source.chars().take(20).collect::<String>();
        assert_eq!(survive(source), wanted, "{start}");
    }
}

/// Patterns take time in proportion to the text: 10,000 letters against `(a+)+b`.
#[test]
fn patterns_do_not_run_away() {
    let text = "a".repeat(10_000);
    assert_eq!(survive(format!("regex('{text}', '(a+)+b')")), "0 false");
    assert_eq!(survive(format!("regex('{text}', '(a|a)*c')")), "0 false");
    assert_eq!(
        survive("regex('a', '((a{900}){900}){900}')".into()),
        "\"((a{900}){900}){900}\" is not a pattern that can be used here: it is too large"
    );
    assert_eq!(Expr::parse("regex('a', '((a{900}){900}){900}')").unwrap().check().len(), 1);
    let nested = format!("regex('a', '{}a{}')", "(".repeat(20_000), ")".repeat(20_000));
    assert_eq!(Expr::parse(&nested).unwrap().check().len(), 1);
}

#[test]
fn walks_without_end_are_given_up() {
    let many = (0..400).map(|n| format!("g(v={n})")).collect::<Vec<_>>().join(" ");
    let grove = Grove::new(&format!("data({many})"));
    assert_eq!(grove.show("/", "count(//*)"), "801");
    assert_eq!(grove.show("/", "count(//v[. = //v])"), "400");
    let tired = "! the expression looks at too many answers; make its paths more precise";
    assert_eq!(grove.show("/", "count(//*[//*[//*[. = 'x']]])"), tired);
    assert_eq!(grove.show("/", "count(//*[//*[//*[//*]]])"), tired);
}

fn words() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "(",
        ")",
        "[",
        "]",
        "/",
        "//",
        ".",
        "..",
        "@",
        ",",
        "*",
        "+",
        "-",
        "|",
        "=",
        "!=",
        "<",
        "<=",
        ">",
        ">=",
        "::",
        " or ",
        " and ",
        " div ",
        " mod ",
        "a",
        "b",
        "data",
        "child",
        "node",
        "1",
        "0.5",
        "'x'",
        "''",
        "'2024-05-01'",
        "${a}",
        "${last-saved#b}",
        "concat(",
        "count(",
        "sum(",
        "if(",
        "selected(",
        "round(",
        "date(",
        "format-date(",
        "substr(",
        "position()",
        "last()",
        "current()",
        "instance('l')",
        "regex(",
        "randomize(",
        "indexed-repeat(",
        "area(",
        "uuid(",
        "jr:choice-name(",
        "translate(",
        "decimal-time(",
        "checklist(",
        "pulldata(",
        "max(",
    ]);
    prop::collection::vec(word, 0..24).prop_map(|words| words.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_text_is_parsed_or_refused(source in "\\PC{0,60}") {
        let _ = Expr::parse(&source);
    }

    #[test]
    fn any_bytes_are_parsed_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
        let source = String::from_utf8_lossy(&bytes);
        if let Err(fault) = Expr::parse(&source) {
            prop_assert!(source.is_char_boundary(fault.at));
        }
    }

    #[test]
    fn any_words_are_parsed_and_evaluated_or_refused(source in words()) {
        let grove = Grove::new("data(a=1 b=x_y a=2 data(a= b=2024-05-01))").list("l", "root(item(a=1))");
        if let Ok(expr) = Expr::parse(&source) {
            let _ = (expr.check(), expr.references());
            grove.show("/data/a", &source);
        }
    }

    #[test]
    fn numbers_are_read_as_they_are_written(number in any::<f64>()) {
        let grove = Grove::new("data");
        let text = Value::Number(number).text(&grove).into_owned();
        prop_assert!(!text.contains(['e', 'E', '+']));
        let read = Value::Text(text.into()).number(&grove, &grove.env);
        if number.is_finite() {
            prop_assert_eq!(read.to_bits() << 1, number.to_bits() << 1);
        } else {
            prop_assert!(read.is_nan());
        }
    }

    #[test]
    fn days_become_dates_and_come_back(day in -100_000_i32..2_900_000) {
        let grove = Grove::new("data");
        let source = format!("number(date({day})) = {day}");
        prop_assert_eq!(grove.show("/", &source), if date_has_four_digits(day) { "true" } else { "false" });
    }

    #[test]
    fn any_text_is_a_date_or_none(text in "[0-9T:Z.+-]{0,30}") {
        let grove = Grove::new("data");
        for function in ["number", "date", "date-time", "decimal-date-time", "decimal-time"] {
            grove.show("/", &format!("{function}('{text}')"));
        }
        grove.show("/", &format!("format-date-time('{text}', '%Y%y%m%n%b%d%e%a%H%h%M%S%3')"));
    }

    #[test]
    fn cutting_never_fails(text in "\\PC{0,12}", from in any::<f64>(), to in -20.0..20.0_f64) {
        let text = text.replace(['\'', '_', '(', ')', '=', ' '], "");
        let grove = Grove::new(&format!("data(t={text})"));
        for function in ["substr", "substring"] {
            let from = Value::Number(from).text(&grove).into_owned();
            grove.show("/", &format!("{function}(/data/t, number('{from}'), {to})"));
        }
    }
}

/// Years beyond 9999 and before 0 are written in ways that are not read again.
const fn date_has_four_digits(day: i32) -> bool {
    -719_528 <= day && day <= 2_932_896
}
