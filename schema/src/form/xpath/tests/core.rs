//! Paths, operators and conversions: `XPath` 1.0.

use super::grove::Grove;

fn grove() -> Grove {
    Grove::new(
        "data(age=7 name=Li_Lei blank= day=2024-05-01 late=2024-05-01T00:10:00.000+08:00 many=a_b_c \
         rep(x=1 y=one) rep(x=2 y=two) rep(x=3 y=three) grp(x=9 in(x=10)))",
    )
    .list("town", "root(item(name=a label=A up=n) item(name=b label=B up=s) item(name=c label=C up=n))")
}

/// The context node is `/data/age`.
#[test]
fn evaluates_as_xpath_demands() {
    let cases = [
        // XPath 1.0, 2: location paths.
        ("/data/age", "[7]"),
        (".", "[7]"),
        ("..", "[7Li Lei2024-05-012024-05-01T00:10:00.000+08:00a b c1one2two3three910]"),
        ("../name", "[Li Lei]"),
        ("/data/missing", "[]"),
        ("/data/rep/x", "[1,2,3]"),
        ("/data/rep[2]/x", "[2]"),
        ("/data/rep[position() = 2]/x", "[2]"),
        ("/data/rep[last()]/x", "[3]"),
        ("/data/rep[x > 1]/y", "[two,three]"),
        ("/data/rep[x > 1][1]/y", "[two]"),
        ("//x", "[1,2,3,9,10]"),
        ("//x[1]", "[1,2,3,9,10]"),
        ("(//x)[1]", "[1]"),
        ("(//x)[last()]", "[10]"),
        ("/data//x", "[1,2,3,9,10]"),
        ("/data/*[1]", "[7]"),
        ("count(/data/*)", "10"),
        ("count(//node())", "20"),
        ("//in/ancestor::*[1]/x", "[9]"),
        ("name(//in/ancestor::*[1])", "'grp'"),
        ("name(//in/ancestor-or-self::*[1])", "'in'"),
        ("/data/rep[2]/preceding-sibling::rep/x", "[1]"),
        ("/data/rep[3]/preceding-sibling::rep[1]/x", "[2]"),
        ("/data/rep[1]/following-sibling::rep/x", "[2,3]"),
        ("/data/rep/x/parent::rep/y", "[one,two,three]"),
        ("/data/rep/x/../..//in/x", "[10]"),
        ("child::node()", "[]"),
        ("self::age", "[7]"),
        ("self::name", "[]"),
        ("/data/descendant::x", "[1,2,3,9,10]"),
        ("/data/descendant-or-self::grp/x", "[9]"),
        ("/data/@version", "[]"),
        ("/data/rep[1]/x | /data/age | /data/rep[1]/x", "[7,1]"),
        ("current()", "[7]"),
        ("/data/rep[x = current()/../rep[3]/x]/y", "[three]"),
        // Secondary instances; `/` stays the document of the answers.
        ("instance('town')/root/item[name='b']/label", "[B]"),
        ("instance('town')/root/item[up='n']/name", "[a,c]"),
        ("instance('town')/root/item[name = substring(/data/many, 1, 1)]/label", "[A]"),
        ("instance(concat('to', 'wn'))/root/item[1]/label", "[A]"),
        ("instance('none')/root/item", "! there is no list or file called \"none\""),
        // XPath 1.0, 3.4: booleans and comparisons.
        ("/data/rep/x = 2", "true"),
        ("/data/rep/x != 2", "true"),
        ("/data/missing = ''", "false"),
        ("/data/missing != ''", "false"),
        ("/data/blank = ''", "true"),
        ("not(/data/missing)", "true"),
        ("/data/missing = false()", "true"),
        ("/data/rep/x = /data/age", "false"),
        ("/data/rep/x < /data/age", "true"),
        ("'1' = 1", "true"),
        ("'01' = '1'", "false"),
        ("'01' = 1", "true"),
        ("'a' = true()", "true"),
        ("1 < 2 and 2 < 1", "false"),
        ("1 = 1 or 1 div 0", "true"),
        ("3 > 2 > 1", "false"),
        ("'b' > 'a'", "false"),
        ("'10' > '9'", "true"),
        ("/data/blank > 0", "false"),
        ("/data/blank < 1", "false"),
        // XPath 1.0, 3.5: numbers.
        ("1 + 2 * 3", "7"),
        ("(1 + 2) * 3", "9"),
        ("7 - 2 - 1", "4"),
        ("-3 - -2", "-1"),
        ("- - 2", "2"),
        ("-(2) * 3", "-6"),
        ("5 mod 2", "1"),
        ("5 mod -2", "1"),
        ("-5 mod 2", "-1"),
        ("1.5 mod 0.5", "0"),
        ("7 div 2", "3.5"),
        ("1 div 0", "Infinity"),
        ("-1 div 0", "-Infinity"),
        ("0 div 0", "NaN"),
        ("/data/blank + 1", "NaN"),
        (". + 1", "8"),
        ("0.1 + 0.2", "0.30000000000000004"),
        ("100000 * 100000 * 100000 * 100000 * 100000", "10000000000000000000000000"),
        ("1 div 3", "0.3333333333333333"),
        ("-0", "0"),
        ("2 * (/data/rep/x)[3]", "6"),
        // Names that look like operators.
        ("count(/data/div)", "0"),
        ("6 div 2", "3"),
        ("count(//*) * 2", "40"),
        // Dates as numbers: days since 1970-01-01.
        ("/data/day + 1", "19845"),
        ("'2024-05-02' - /data/day", "1"),
        ("/data/day < '2024-05-02'", "true"),
        ("/data/day = '2024-05-01'", "true"),
        ("today() = /data/day", "true"),
        ("now() >= today()", "true"),
        ("now() > '2024-05-02'", "false"),
        ("/data/late >= /data/day", "true"),
        ("/data/late < '2024-04-30'", "false"),
        ("(now() - today()) * 24 > 1.5 and (now() - today()) * 24 < 1.51", "true"),
        ("'2024-02-30' + 0", "NaN"),
        // What is no node-set can not be one.
        ("(1)[1]", "! `[…]` needs a path to questions, such as ${name}"),
        ("1 | 2", "! `|` needs a path to questions, such as ${name}"),
        ("${gone}", "! ${gone} is not a question of this form"),
        ("nothing()", "! there is no function nothing()"),
        ("not()", "! not() takes another number of arguments"),
    ];
    grove().agrees("/data/age", &cases);
}
