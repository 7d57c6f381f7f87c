//! What is an expression and what is not, and where that shows.

use crate::form::xpath::Expr;
use crate::form::xpath::ast::{Ast, Axis, Op, Path, Start, Step, Test};

fn fault(source: &str) -> String {
    match Expr::parse(source) {
        Ok(expr) => format!("parsed: {:?}", expr.ast()),
        Err(fault) => format!("{}: {}", fault.at, fault.message),
    }
}

fn parse(source: &str) -> Ast {
    Expr::parse(source).unwrap_or_else(|fault| panic!("{source}: {fault}")).ast().clone()
}

#[test]
fn refuses_with_reason_and_place() {
    let cases = [
        ("", "0: the expression is empty"),
        ("  ", "0: the expression is empty"),
        ("1 +", "3: expected a value, a question or a function, found the end"),
        ("1 2", "2: expected an operator or the end, found the number 2"),
        ("(1", "2: expected `)`, found the end"),
        ("(1]", "2: expected `)`, found `]`"),
        ("1)", "1: expected an operator or the end, found `)`"),
        ("concat(1,)", "9: expected a value, a question or a function, found `)`"),
        ("concat(1 2)", "9: expected `,` or `)`, found the number 2"),
        ("concat(", "7: expected a value, a question or a function, found the end"),
        ("a[1", "3: expected `]`, found the end"),
        ("a[]", "2: expected a value, a question or a function, found `]`"),
        ("/a/", "3: expected the name of a question or group, found the end"),
        ("a//", "3: expected the name of a question or group, found the end"),
        ("//", "2: expected the name of a question or group, found the end"),
        ("a/1", "2: expected the name of a question or group, found the number 1"),
        ("a b", "2: expected an operator or the end, found `b`"),
        ("* *", "3: expected a value, a question or a function, found the end"),
        ("1 or or 2", "8: expected an operator or the end, found the number 2"),
        ("'abc", "0: the text that begins with ' here is never closed with '"),
        ("1 + \"x'", "4: the text that begins with \" here is never closed with \""),
        ("‘a’", "0: ‘ is a typographic quotation mark; write ' or \" instead"),
        ("x = “a”", "4: “ is a typographic quotation mark; write ' or \" instead"),
        ("选（1", "3: （ is a full-width character; write the plain one instead"),
        ("1 – 2", "2: – is a dash; write the minus - instead"),
        ("a == b", "2: `==` is no operator here; write `=`"),
        ("a <> b", "2: `<>` is no operator here; write `!=`"),
        ("a && b", "2: `&` is no operator here; write `and`, or concat() for texts"),
        ("a || b", "2: `||` is no operator here; write `or`, or concat() for texts"),
        ("!a", "0: `!` stands only in `!=`; write not(…)"),
        ("a % 2", "2: `%` is no operator here; write `mod`"),
        ("a ≥ 2", "2: ≥ is no operator here; write >="),
        ("a;b", "1: `;` has no place here"),
        ("a\u{7}", "1: the invisible character U+0007 has no place here"),
        ("$name", "0: expected `{` after `$`: a question is named as ${name}"),
        ("1 + ${name", "4: `${` is never closed with `}`"),
        ("${}", "0: expected the name of a question between `${` and `}`"),
        ("${a b}", "0: expected the name of a question between `${` and `}`"),
        ("${1a}", "0: expected the name of a question between `${` and `}`"),
        ("${last-saved#}", "0: expected the name of a question between `${` and `}`"),
        ("following::a", "0: the axis `following::` is not available here"),
        ("sideways::a", "0: there is no axis `sideways::`"),
        (
            "a/text()",
            "2: `text()` is not available here; a path leads to questions and groups only",
        ),
        ("text()", "0: `text()` is not available here; a path leads to questions and groups only"),
        ("a/count(b)", "2: the function `count()` can not be a step of a path"),
        ("1e5", "1: expected an operator or the end, found `e5`"),
        ("1 = '家", "4: the text that begins with ' here is never closed with '"),
        ("jr:choice-name(1, '${')", "19: `${` is never closed with `}`"),
    ];
    for (source, wanted) in cases {
        assert_eq!(fault(source), wanted, "{source}");
    }
}

#[test]
fn accepts_the_whole_grammar() {
    for source in [
        "/",
        ".",
        "..",
        "../..",
        "*",
        "//*",
        "@id",
        "/a/@*",
        "a/b[c][2]/.",
        "child::a/parent::node()/self::*",
        "ancestor-or-self::a | preceding-sibling::b",
        "div div div",
        "mod mod mod",
        "and and or or or",
        "* * *",
        "a-b - -c",
        "orx:meta/orx:instanceID",
        "jr:choice-name( ${a} , '${a}' )",
        "${a}",
        "${ a }",
        "${家庭}",
        "${last-saved#a}",
        "${a}[position()=2]/b",
        "(${a})[1]",
        "instance('x')/root/item[name = ${a}][2]/label",
        "instance(concat('x', 1))/root",
        "current()/../a",
        "\"it's\"",
        "'say \"x\"'",
        "''",
        ".5 + 5. + 0.5",
        "a\u{a0}+\n\tb",
        "node()",
        "selected(., 'a')and selected(.,'b')",
        "(a | b)/c[1]",
        "concat('a')[1]",
        "-a",
        "1 - - - 2",
    ] {
        parse(source);
    }
}

/// Operators as they are bracketed.
#[test]
fn brackets_by_precedence() {
    fn show(ast: &Ast) -> String {
        match ast {
            Ast::Binary(op, left, right) => format!("({} {op:?} {})", show(left), show(right)),
            Ast::Negate(inner) => format!("-{}", show(inner)),
            Ast::Number(number) => number.to_string(),
            Ast::Path(Path { steps, .. }) => match &steps[0].test {
                Test::Name(name) => name.to_string(),
                other => format!("{other:?}"),
            },
            other => panic!("{other:?}"),
        }
    }
    for (source, wanted) in [
        ("1 or 2 and 3", "(1 Or (2 And 3))"),
        ("1 = 2 < 3", "(1 Equal (2 Less 3))"),
        ("1 - 2 - 3", "((1 Subtract 2) Subtract 3)"),
        ("1 - 2 * 3 + 4", "((1 Subtract (2 Multiply 3)) Add 4)"),
        ("8 div 4 mod 3 * 2", "(((8 Divide 4) Modulo 3) Multiply 2)"),
        ("-1 + 2", "(-1 Add 2)"),
        ("-a | b", "-(a Union b)"),
        ("-a * b", "(-a Multiply b)"),
        ("a * -b", "(a Multiply -b)"),
        ("* * *", "(Any Multiply Any)"),
        ("div div mod", "(div Divide mod)"),
        ("1 or 2 or 3 or 4", "((1 Or 2) Or (3 Or 4))"),
        ("1 and 2 and 3 or 4", "(((1 And 2) And 3) Or 4)"),
        ("1 >= 2 != 3", "((1 GreaterOrEqual 2) NotEqual 3)"),
        ("a-b -c", "(a-b Subtract c)"),
    ] {
        assert_eq!(show(&parse(source)), wanted, "{source}");
    }
}

#[test]
fn knows_where_paths_start() {
    let child = |name: &str| Step {
        axis: Axis::Child,
        test: Test::Name(name.into()),
        predicates: Vec::new(),
    };
    let path = |start, steps, at| Ast::Path(Path { start, steps, at });
    assert_eq!(parse(" /a"), path(Start::Root, vec![child("a")], 1));
    assert_eq!(parse("current()/a"), path(Start::Current, vec![child("a")], 0));
    assert_eq!(parse("instance('x')/a"), path(Start::Instance("x".into()), vec![child("a")], 0));
    let inner = Ast::Reference { name: "r".into(), last_saved: true, at: 4 };
    let start = Start::Filter(Box::new(inner), vec![Ast::Number(2.0)]);
    let filter = path(start, vec![child("a")], 4);
    assert_eq!(
        parse("1 + ${last-saved#r}[2]/a"),
        Ast::Binary(Op::Add, Box::new(Ast::Number(1.0)), Box::new(filter)),
    );
}
