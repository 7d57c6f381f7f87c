//! References and what can be known without answers.

use super::grove::Grove;
use crate::form::xpath::ast::{Ast, Path};
use crate::form::xpath::{Context, Expr, Value};

fn path(source: &str) -> Path {
    match Expr::parse(source).unwrap().ast() {
        Ast::Path(path) => path.clone(),
        other => panic!("{other:?}"),
    }
}

/// Binds `x` to `/data/rep/x`, `rep` to `/data/rep`, `all` to `/`.
fn bound(source: &str) -> Expr {
    let mut expr = Expr::parse(source).unwrap();
    expr.bind(&mut |name, last_saved| match (name, last_saved) {
        ("x", false) => Ok(path("/data/rep/x")),
        ("x", true) => Ok(path("instance('__last-saved')/data/x")),
        ("rep", false) => Ok(path("/data/rep")),
        ("all", false) => Ok(path("/")),
        _ => Err(format!("there is no question {name}")),
    })
    .unwrap_or_else(|fault| panic!("{source}: {fault}"));
    expr
}

fn paths(expr: &Expr) -> usize {
    let mut count = 0;
    expr.each_path(&mut |_| count += 1);
    count
}

#[test]
fn binds_as_if_the_path_were_written_there() {
    for (source, written) in [
        ("${x}", "/data/rep/x"),
        ("${x} + 1", "/data/rep/x + 1"),
        ("-${x}", "-/data/rep/x"),
        ("concat(${x}, ${x})", "concat(/data/rep/x, /data/rep/x)"),
        ("${rep}/x", "/data/rep/x"),
        ("${rep}[2]/x", "/data/rep[2]/x"),
        ("${rep}[x = ${x}][1]/x", "/data/rep[x = /data/rep/x][1]/x"),
        ("${all}//x", "//x"),
        ("(${rep} | ${x})[1]", "(/data/rep | /data/rep/x)[1]"),
        ("a[b = ${x}]", "a[b = /data/rep/x]"),
        (
            "instance('l')/root/item[up = ${x}]/name",
            "instance('l')/root/item[up = /data/rep/x]/name",
        ),
        ("${last-saved#x}", "instance('__last-saved')/data/x"),
    ] {
        let (bound, written) = (bound(source), Expr::parse(written).unwrap());
        assert_eq!(plain(bound.ast()), plain(written.ast()), "{source}");
        assert!(bound.references().is_empty(), "{source}");
        assert_eq!(paths(&bound), paths(&written), "{source}");
        assert_eq!(bound.source(), source);
    }
}

/// Shows a parse without offsets.
fn plain(ast: &Ast) -> String {
    let text = format!("{ast:?}");
    let mut parts = text.split("at: ");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |out, part| out + part.trim_start_matches(|c: char| c.is_ascii_digit()))
}

#[test]
fn lists_and_names_references() {
    let mut expr = Expr::parse("${a} + count(${b}[x = ${last-saved#c}]) + ${a}").unwrap();
    assert_eq!(expr.references(), ["a", "b", "c", "a"]);
    let fault = expr.bind(&mut |name, _| Err(format!("there is no question {name}"))).unwrap_err();
    assert_eq!((fault.at, &*fault.message), (0, "there is no question a"));
    assert_eq!(expr.references(), ["a", "b", "c", "a"]);
}

#[test]
fn bound_expressions_evaluate_in_the_tree() {
    let grove = Grove::new("data(rep(x=1) rep(x=2) rep(x=3))");
    let eval = |source: &str| {
        let expr = bound(source);
        let cx = Context::new(&grove, &grove.env, grove.at("/data"));
        expr.evaluate(&cx).unwrap().text(&grove).into_owned()
    };
    assert_eq!(eval("sum(${x})"), "6");
    assert_eq!(eval("(${x})[2]"), "2");
    assert_eq!(eval("count(${x}[1])"), "3");
    assert_eq!(eval("${rep}[position() = 2]/x"), "2");
    assert_eq!(eval("indexed-repeat(${x}, ${rep}, 3)"), "3");
    assert_eq!(eval("jr:choice-name(${x}, ' ${x} ')"), "x:1");
    assert_eq!(eval("regex(${x}, '[0-9]')"), "true");
    assert_eq!(eval("${rep}[x > 1][last()]/x"), "3");
}

#[test]
fn checks_calls_before_any_answer() {
    let check = |source: &str| {
        let faults = Expr::parse(source).unwrap().check();
        faults
            .into_iter()
            .map(|fault| format!("{}: {}", fault.at, fault.message))
            .collect::<Vec<_>>()
            .join("; ")
    };
    for (source, wanted) in [
        ("concat(1, today())", ""),
        ("1 + nope(2)", "4: there is no function nope()"),
        (
            "count_selected(.)",
            "0: there is no function count_selected(); is count-selected() meant?",
        ),
        ("Today()", "0: there is no function Today(); is today() meant?"),
        (
            "choice-name(a, 'b')",
            "0: there is no function choice-name(); is jr:choice-name() meant?",
        ),
        ("today(1)", "0: today() takes no arguments, not 1"),
        ("not()", "0: not() takes 1 argument, not 0"),
        ("if(1, 2)", "0: if() takes 3 arguments, not 2"),
        ("round(1, 2, 3)", "0: round() takes 1 or 2 arguments, not 3"),
        ("concat()", "0: concat() takes 1 argument or more, not 0"),
        ("checklist(1)", "0: checklist() takes 2 arguments or more, not 1"),
        ("string-length()", "0: string-length() takes 1 argument, not 0"),
        ("indexed-repeat(a, b)", "0: indexed-repeat() takes 3 to 7 arguments, not 2"),
        ("indexed-repeat(a, b, 1, c)", "0: the last arguments of indexed-repeat() come in pairs"),
        (
            "weighted-checklist(1, 2, 3)",
            "0: the last arguments of weighted-checklist() come in pairs",
        ),
        (
            "a[regex(b, '[')]",
            "2: '[' is not a pattern that can be used here: unclosed character class",
        ),
        (
            "regex(., '(?=a)b')",
            "0: '(?=a)b' is not a pattern that can be used here: looking ahead or behind, (?=…) and the like, is not available",
        ),
        (
            "regex(., '(a)\\1')",
            "0: '(a)\\1' is not a pattern that can be used here: backreferences are not supported",
        ),
        ("nope(1) + nope(2)", "0: there is no function nope(); 10: there is no function nope()"),
        (
            "jr:itext('x')",
            "0: jr:itext() is not available here: a form here holds its texts in all languages itself",
        ),
    ] {
        assert_eq!(check(source), wanted, "{source}");
    }
}

#[test]
fn values_convert_as_xpath_says() {
    let grove = Grove::new("data(a=7 b=x c=)");
    let nodes = |source| grove.eval_at("/", source).unwrap();
    for (value, text, number, truth) in [
        (Value::Bool(true), "true", 1.0, true),
        (Value::Bool(false), "false", 0.0, false),
        (Value::Number(-0.0), "0", 0.0, false),
        (Value::Number(1e21), "1000000000000000000000", 1e21, true),
        (Value::Number(1e-7), "0.0000001", 1e-7, true),
        (Value::Number(f64::NAN), "NaN", f64::NAN, false),
        (Value::Number(f64::NEG_INFINITY), "-Infinity", f64::NEG_INFINITY, true),
        (Value::Text("".into()), "", f64::NAN, false),
        (Value::Text("0".into()), "0", 0.0, true),
        (Value::Text("1970-01-03".into()), "1970-01-03", 2.0, true),
        (nodes("/data/*"), "7", 7.0, true),
        (nodes("/data/c"), "", f64::NAN, true),
        (nodes("/data/d"), "", f64::NAN, false),
    ] {
        assert_eq!(value.text(&grove), text, "{value:?}");
        assert_eq!(
            value.number(&grove, &grove.env).to_bits() << 1,
            number.to_bits() << 1,
            "{value:?}"
        );
        assert_eq!(value.truth(), truth, "{value:?}");
    }
}
