//! Every function against its sentence in the specification, <https://getodk.github.io/xforms-spec/#xpath-functions>.

use super::grove::Grove;

fn grove() -> Grove {
    Grove::new(
        "data(me=2 age=7 blank= words=a_b__c spaced=__x___y_ yes=true one=1 hanzi=家访记录 \
         n(v=1 v=2 v=3.5) holes(v=1 v= v=4) none bad(v=1 v=x) \
         rep(x=1 y=one in(z=p) in(z=q)) rep(x=2 y=two in(z=r) in(z=s)) rep(x=3 y= in(z=t)) \
         day=2024-05-01 late=2024-04-30T23:10:00.500Z noon=12:00:00.000+08:00)",
    )
    .list("fruits", "root(item(name=a label=Apple price=3) item(name=b label=Pear price=) item(name=b label=Plum))")
}

fn agrees(cases: &[(&str, &str)]) {
    grove().agrees("/data/me", cases);
}

#[test]
fn string_functions() {
    agrees(&[
        // string, as in XPath 1.0
        ("string(/data/n/v)", "'1'"),
        ("string()", "'2'"),
        ("string(1 div 0)", "'Infinity'"),
        ("string(0 div 0)", "'NaN'"),
        ("string(-0.0)", "'0'"),
        ("string(2.50)", "'2.5'"),
        ("string(true())", "'true'"),
        ("string(/data/none/v)", "''"),
        // concat: one argument will do, and all nodes of a node-set count
        ("concat('a')", "'a'"),
        ("concat('a', 1, true())", "'a1true'"),
        ("concat(/data/n/v, '!')", "'123.5!'"),
        ("concat(/data/none/v)", "''"),
        // join
        ("join(', ', /data/n/v)", "'1, 2, 3.5'"),
        ("join('-', 'a', /data/rep/x, 'b')", "'a-1-2-3-b'"),
        ("join(',', /data/holes/v)", "'1,,4'"),
        ("join(',', /data/none/v)", "''"),
        ("join(',')", "''"),
        // substr: from 0, the end is not part of it
        ("substr('abcdef', 0)", "'abcdef'"),
        ("substr('abcdef', 2)", "'cdef'"),
        ("substr('abcdef', 1, 3)", "'bc'"),
        ("substr('abcdef', -2)", "'ef'"),
        ("substr('abcdef', 1, -1)", "'bcde'"),
        ("substr('abcdef', 4, 2)", "''"),
        ("substr('abcdef', 0, 99)", "'abcdef'"),
        ("substr('', 0, 2)", "''"),
        ("substr(/data/hanzi, 1, 3)", "'访记'"),
        // substring-before, substring-after
        ("substring-before('1999/04/01', '/')", "'1999'"),
        ("substring-before('abc', 'x')", "''"),
        ("substring-before('abc', '')", "''"),
        ("substring-after('1999/04/01', '/')", "'04/01'"),
        ("substring-after('1999/04/01', '19')", "'99/04/01'"),
        ("substring-after('abc', 'x')", "''"),
        ("substring-after('abc', '')", "'abc'"),
        ("substring-after('家访记录', '访')", "'记录'"),
        // substring, XPath 1.0, 4.2
        ("substring('12345', 2, 3)", "'234'"),
        ("substring('12345', 2)", "'2345'"),
        ("substring('12345', 1.5, 2.6)", "'234'"),
        ("substring('12345', 0, 3)", "'12'"),
        ("substring('12345', 0 div 0, 3)", "''"),
        ("substring('12345', 1, 0 div 0)", "''"),
        ("substring('12345', -42, 1 div 0)", "'12345'"),
        ("substring('12345', -1 div 0, 1 div 0)", "''"),
        ("substring('家访记录', 2, 2)", "'访记'"),
        // translate
        ("translate('bar', 'abc', 'ABC')", "'BAr'"),
        ("translate('--aaa--', 'abc-', 'ABC')", "'AAA'"),
        ("translate('aba', 'aa', 'xy')", "'xbx'"),
        // string-length: characters
        ("string-length('abc')", "3"),
        ("string-length('')", "0"),
        ("string-length(/data/hanzi)", "4"),
        ("string-length(123)", "3"),
        // normalize-space
        ("normalize-space(/data/spaced)", "'x y'"),
        ("normalize-space()", "'2'"),
        ("normalize-space('')", "''"),
        // contains, starts-with, ends-with
        ("contains('abc', 'bc')", "true"),
        ("contains('abc', '')", "true"),
        ("contains('', 'a')", "false"),
        ("starts-with('abc', 'ab')", "true"),
        ("starts-with('abc', '')", "true"),
        ("ends-with('abc', 'bc')", "true"),
        ("ends-with('abc', 'ab')", "false"),
        // lower-case, upper-case
        ("lower-case('ÀBC')", "'àbc'"),
        ("upper-case('straße')", "'STRASSE'"),
    ]);
}

#[test]
fn digests() {
    agrees(&[
        ("digest('abc', 'MD5', 'hex')", "'900150983cd24fb0d6963f7d28e17f72'"),
        ("digest('abc', 'SHA-1', 'hex')", "'a9993e364706816aba3e25717850c26c9cd0d89d'"),
        (
            "digest('abc', 'SHA-256', 'hex')",
            "'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'",
        ),
        ("digest('abc', 'SHA-256')", "'ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='"),
        ("digest('', 'MD5', 'base64')", "'1B2M2Y8AsgTpgAmY7PhCfg=='"),
        ("string-length(digest('abc', 'SHA-384', 'hex'))", "96"),
        ("substr(digest('abc', 'SHA-512', 'hex'), 0, 16)", "'ddaf35a193617aba'"),
        (
            "digest('a', 'CRC')",
            "! digest() can not use \"CRC\": the algorithms are MD5, SHA-1, SHA-256, SHA-384 and SHA-512",
        ),
        (
            "digest('a', 'MD5', 'x')",
            "! digest() can not use \"x\": the encodings are base64 and hex",
        ),
        ("base64-decode('SGVsbG8=')", "'Hello'"),
        ("base64-decode('SGVsbG8')", "'Hello'"),
        ("base64-decode('5a626K6/')", "'家访'"),
        ("base64-decode('')", "''"),
        ("base64-decode('*')", "! base64-decode() can not use \"*\": it is not Base64"),
    ]);
}

#[test]
fn boolean_functions() {
    agrees(&[
        // if: the values are not made texts, and only the one chosen is evaluated
        ("if(1 = 1, 'a', 'b')", "'a'"),
        ("if('', 1, 2)", "2"),
        ("if(/data/none/v, 1, /data/n/v)", "[1,2,3.5]"),
        ("if(true(), 1, nothing())", "1"),
        // coalesce
        ("coalesce('', 'b')", "'b'"),
        ("coalesce('a', 'b')", "'a'"),
        ("coalesce(/data/blank, /data/age)", "'7'"),
        ("coalesce(/data/none/v, '')", "''"),
        // once: the value that is there, else a new one
        ("once('new')", "'2'"),
        ("not(false())", "true"),
        ("not(/data/age)", "false"),
        // boolean: as in XPath 1.0, so the text false is true
        ("boolean('false')", "true"),
        ("boolean('')", "false"),
        ("boolean(0)", "false"),
        ("boolean(0 div 0)", "false"),
        ("boolean(-1)", "true"),
        ("boolean(/data/blank)", "true"),
        ("boolean(/data/none/v)", "false"),
        ("boolean-from-string('true')", "true"),
        ("boolean-from-string(1)", "true"),
        ("boolean-from-string('TRUE')", "false"),
        ("boolean-from-string('yes')", "false"),
        ("boolean-from-string(/data/yes)", "true"),
        // regex: the whole text
        ("regex('123', '[0-9]+')", "true"),
        ("regex('a123', '[0-9]+')", "false"),
        ("regex('a123', '.*[0-9]+')", "true"),
        ("regex('abc', 'a|b')", "false"),
        ("regex('', '')", "true"),
        ("regex('13800138000', '^1[3-9]\\d{9}$')", "true"),
        ("regex('家访', '[\\u4e00-\\u9fa5]{2}')", "true"),
        ("regex('家访', '\\p{L}+')", "true"),
        ("regex('家访', '\\w+')", "false"),
        ("regex('٣', '\\d')", "false"),
        ("regex('a_1', '[\\w]+')", "true"),
        ("regex('a/b', 'a\\/b')", "true"),
        ("regex('Ab', '(?i)aB')", "true"),
        ("regex('x', concat('[', 'x]'))", "true"),
        (
            "regex('x', concat('[', 'x'))",
            "! \"[x\" is not a pattern that can be used here: unclosed character class",
        ),
        // checklist: numbers above 0 count
        ("checklist(1, 2, 1, 0, 'x', true())", "true"),
        ("checklist(3, -1, 1, 1)", "false"),
        ("checklist(-1, 1, 1, 1)", "false"),
        ("checklist(-1, -1)", "true"),
        ("checklist(2, 2, /data/holes/v)", "true"),
        ("weighted-checklist(5, 5, 1, 2, 0, 9, 1, 3)", "true"),
        ("weighted-checklist(6, -1, 1, 2, 1, 3)", "false"),
        ("weighted-checklist(6, 7, /data/n/v, /data/n/v)", "true"),
        ("depend(1, /data/age)", "1"),
    ]);
}

#[test]
fn number_functions() {
    agrees(&[
        // number: XPath 1.0, 4.4, and dates
        ("number('12')", "12"),
        ("number(' 1.50 ')", "1.5"),
        ("number('.5')", "0.5"),
        ("number('5.')", "5"),
        ("number('-.5')", "-0.5"),
        ("number('')", "NaN"),
        ("number('.')", "NaN"),
        ("number('-')", "NaN"),
        ("number('+1')", "NaN"),
        ("number('1e3')", "NaN"),
        ("number('1,5')", "NaN"),
        ("number('1.2.3')", "NaN"),
        ("number('--1')", "NaN"),
        ("number('Infinity')", "NaN"),
        ("number('0x10')", "NaN"),
        ("number(true())", "1"),
        ("number()", "2"),
        ("number(/data/none/v)", "NaN"),
        ("number('1970-01-01')", "0"),
        ("number('1970-01-02T00:00:00Z')", "1"),
        ("number('1969-12-31T12:00:00.000+00:00')", "-0.5"),
        ("number('2024-13-01')", "NaN"),
        ("number('2024-1-1')", "NaN"),
        ("int(2.9)", "2"),
        ("int(-2.9)", "-2"),
        ("int('x')", "NaN"),
        ("floor(-2.5)", "-3"),
        ("ceiling(2.1)", "3"),
        ("sum(/data/n/v)", "6.5"),
        ("sum(/data/none/v)", "0"),
        ("sum(/data/holes/v)", "5"),
        ("sum(/data/holes/v[. != ''])", "5"),
        ("sum(1)", "! sum() needs a path to questions, such as ${name}"),
        ("max(/data/n/v)", "3.5"),
        ("max(/data/n/v, 9, 4)", "9"),
        ("max(-3, -2)", "-2"),
        ("max(/data/none/v)", "NaN"),
        ("max(/data/bad/v)", "NaN"),
        ("min(/data/n/v)", "1"),
        ("min(2, '1')", "1"),
        // round: a half goes up; with decimals those written count
        ("round(2.5)", "3"),
        ("round(-2.5)", "-2"),
        ("round(-0.2)", "0"),
        ("round(0.49999999999999994)", "0"),
        ("round('x')", "NaN"),
        ("round(1 div 0)", "Infinity"),
        ("round(1.234, 2)", "1.23"),
        ("round(1.005, 2)", "1.01"),
        ("round(-1.005, 2)", "-1"),
        ("round(12345, -2)", "12300"),
        ("round(1250, -2)", "1300"),
        ("round(3.14159, 99)", "3.14159"),
        ("round(3.14159, -99)", "0"),
        ("round(1, 'x')", "NaN"),
        ("pow(2, 10)", "1024"),
        ("pow(4, 0.5)", "2"),
        ("exp(0)", "1"),
        ("exp10(3)", "1000"),
        ("log(1)", "0"),
        ("log(0)", "-Infinity"),
        ("log10(1000)", "3"),
        ("sqrt(-1)", "NaN"),
        ("sqrt(9)", "3"),
        ("abs(-1.5)", "1.5"),
        ("round(sin(pi() div 2), 12)", "1"),
        ("cos(0)", "1"),
        ("round(tan(pi() div 4), 12)", "1"),
        ("asin(1) * 2 = pi()", "true"),
        ("acos(1)", "0"),
        ("atan(1) * 4 = pi()", "true"),
        ("atan2(1, -1) * 4 div 3 = pi()", "true"),
        ("abs('')", "NaN"),
    ]);
}

#[test]
fn node_set_functions() {
    agrees(&[
        ("count(/data/rep)", "3"),
        ("count(/data/none/v)", "0"),
        ("count('x')", "! count() needs a path to questions, such as ${name}"),
        ("count-non-empty(/data/rep/y)", "2"),
        ("position(/data/rep[2])", "2"),
        ("position(/data/rep[3]/x/..)", "3"),
        ("position(/data/none/v)", "NaN"),
        ("/data/rep[position() >= 2]/x", "[2,3]"),
        ("/data/n/v[last()]", "[3.5]"),
        ("name(/data/rep)", "'rep'"),
        ("local-name()", "'me'"),
        ("instance('fruits')/root/item[1]/label", "[Apple]"),
        ("/data/rep[x = current()]/y", "[two]"),
        // indexed-repeat, 1-based
        ("indexed-repeat(/data/rep/y, /data/rep, 2)", "[two]"),
        ("indexed-repeat(/data/rep/in/z, /data/rep, 2, /data/rep/in, 1)", "[r]"),
        ("indexed-repeat(//z, //in, 2, //rep, 1)", "[q]"),
        ("indexed-repeat(/data/rep/in/z, /data/rep, 1)", "[p,q]"),
        ("indexed-repeat(/data/rep[3]/y, /data/rep[1], 2)", "[two]"),
        ("indexed-repeat(/data/rep/y, /data/rep, 9)", "[]"),
        ("indexed-repeat(/data/rep/y, /data/rep, 0)", "[]"),
        ("indexed-repeat(/data/rep/y, /data/rep, 'x')", "[]"),
        ("indexed-repeat(/data/none/v, /data/rep, 1)", "[]"),
        (
            "indexed-repeat(/data/age, /data/rep, 1)",
            "! indexed-repeat() can not use \"data/rep\": the question must be inside the repeat",
        ),
        // pulldata: the first row that fits
        ("pulldata('fruits', 'label', 'name', 'a')", "'Apple'"),
        ("pulldata('fruits', 'label', 'name', 'b')", "'Pear'"),
        ("pulldata('fruits.csv', 'label', 'name', 'a')", "'Apple'"),
        ("pulldata('fruits', 'price', 'name', 'b')", "''"),
        ("pulldata('fruits', 'label', 'name', 'z')", "''"),
        ("pulldata('fruits', 'colour', 'name', 'a')", "''"),
        ("pulldata('veg', 'label', 'name', 'a')", "! there is no list or file called \"veg\""),
    ]);
}

#[test]
fn date_and_time_functions() {
    agrees(&[
        ("today()", "'2024-05-01'"),
        ("now()", "'2024-05-01T01:30:15.250+08:00'"),
        // date
        ("date('2024-05-01')", "'2024-05-01'"),
        ("date('2024-5-1')", "'2024-05-01'"),
        ("date(19844)", "'2024-05-01'"),
        ("date(today() + 7)", "'2024-05-08'"),
        ("date(today() - 1)", "'2024-04-30'"),
        ("date(/data/late)", "'2024-05-01'"),
        ("date(-1)", "'1969-12-31'"),
        ("date('')", "''"),
        ("date('someday')", "''"),
        ("date(0 div 0)", "''"),
        ("date(1 div 0)", "''"),
        ("date(true())", "''"),
        ("date('2024-02-30')", "''"),
        ("date(99999999999)", "''"),
        ("today() - date('2024-04-24')", "7"),
        ("int((today() - date('2000-05-02')) div 365.25)", "23"),
        // date-time
        ("date-time('2024-05-01T10:00:00Z')", "'2024-05-01T18:00:00.000+08:00'"),
        ("date-time(0.5)", "'1970-01-01T20:00:00.000+08:00'"),
        ("date-time('x')", "''"),
        // decimal-date-time: days since the epoch in UTC; a date is the local midnight
        ("decimal-date-time('1970-01-02T00:00:00Z')", "1"),
        ("decimal-date-time('2018-04-24T15:30:00.000+06:00')", "17645.395833333332"),
        ("round(decimal-date-time('1970-01-01'), 6)", "-0.333333"),
        ("decimal-date-time('')", "NaN"),
        ("decimal-date-time(12.5)", "12.5"),
        // decimal-time
        ("decimal-time('12:00')", "0.5"),
        ("decimal-time('18:00:00.000')", "0.75"),
        ("decimal-time(/data/noon)", "0.5"),
        ("decimal-time('12:00:00Z')", "0.8333333333333334"),
        ("decimal-time('2024-05-01T06:00:00+08:00')", "0.25"),
        ("decimal-time('24:00')", "NaN"),
        ("decimal-time('')", "NaN"),
        ("decimal-time('2024-05-01')", "NaN"),
        ("decimal-time('1:00')", "NaN"),
        // format-date, format-date-time
        ("format-date('2024-05-01', '%Y/%m/%d')", "'2024/05/01'"),
        ("format-date('2024-05-01', '%y %n %e %b %a')", "'24 5 1 May Wed'"),
        ("format-date(19844, '%d')", "'01'"),
        ("format-date('', '%d')", "''"),
        ("format-date('x', '%d')", "''"),
        ("format-date('2024-05-01', '100%% %Q %')", "'100% %Q %'"),
        ("format-date(today(), '%Y年%n月%e日')", "'2024年5月1日'"),
        ("format-date-time(now(), '%H:%M:%S.%3')", "'01:30:15.250'"),
        ("format-date-time(/data/late, '%e. %h:%M')", "'1. 7:10'"),
        ("format-date-time('2024-05-01T00:05:00', '%H%M')", "'0005'"),
    ]);
}

#[test]
fn select_functions() {
    agrees(&[
        ("selected(/data/words, 'b')", "true"),
        ("selected(/data/words, ' b ')", "true"),
        ("selected(/data/words, 'a b')", "false"),
        ("selected('ab', 'a')", "false"),
        ("selected('', '')", "false"),
        ("selected(/data/blank, 'a')", "false"),
        ("selected(/data/one, 1)", "true"),
        ("selected-at(/data/words, 0)", "'a'"),
        ("selected-at(/data/words, 2)", "'c'"),
        ("selected-at(/data/words, 3)", "''"),
        ("selected-at(/data/words, -1)", "''"),
        ("selected-at(/data/words, 'x')", "''"),
        ("count-selected(/data/words)", "3"),
        ("count-selected(/data/blank)", "0"),
        // jr:choice-name, as forms write it and as the specification does
        ("jr:choice-name(/data/one, '/data/one')", "'one:1'"),
        ("jr:choice-name('b', ' /data/words ')", "'words:b'"),
        ("jr:choice-name(/data/words, 'b')", "'words:b'"),
        ("jr:choice-name(/data/blank, '/data/blank')", "''"),
        (
            "jr:choice-name('a', 'b')",
            "! jr:choice-name() can not use \"b\": one argument must be a path to a question",
        ),
        ("jr:itext('x')", "! jr:itext() is not available here"),
    ]);
}
