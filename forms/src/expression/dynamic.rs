//! Whether a default is computed: pyxform's lexer, of which only the tokens that decide it are told apart.

use crate::name;

/// Tells whether pyxform takes a default for an expression: it holds an operator, a function call or a reference.
/// `hyphenated` is for kinds such as dates and places whose values hold hyphens.
pub(crate) fn is_dynamic(default: &str, hyphenated: bool) -> bool {
    let mut rest = default;
    while !rest.is_empty() {
        let (token, length) = next(rest);
        match token {
            Token::Minus if hyphenated => return false,
            Token::Minus | Token::Decides => return true,
            Token::Other => rest = rest.get(length..).unwrap_or_default(),
        }
    }
    false
}

enum Token {
    Minus,
    Decides,
    Other,
}

/// Takes the next token, in the order of priority of pyxform's lexer.
fn next(text: &str) -> (Token, usize) {
    let number = number(text);
    if number > 0 {
        return (Token::Other, number);
    }
    let first = text.chars().next().unwrap_or_default();
    if first == '-' {
        return (Token::Minus, 1);
    }
    if matches!(first, '*' | '+' | '|') || text.starts_with(" mod ") || text.starts_with(" div ") {
        return (Token::Decides, 1);
    }
    if matches!(first, '"' | '\'')
        && let Some(end) = text[1..].find(first)
    {
        return (Token::Other, end + 2);
    }
    if crate::expression::references(text).first().is_some_and(|r| r.at.start == 0) {
        return (Token::Decides, 1);
    }
    let name = qualified(text);
    if name > 0 && text[name..].starts_with('(') {
        return (Token::Decides, name);
    }
    (Token::Other, if name > 0 { name } else { first.len_utf8() })
}

/// Length of a date, a time or a number that may begin with a minus.
fn number(text: &str) -> usize {
    let date = shaped(text.strip_prefix('-').unwrap_or(text), "dddd-dd-dd");
    if date > 0 {
        return date + usize::from(text.starts_with('-'));
    }
    let time = shaped(text, "dd:dd:dd");
    if time > 0 {
        let zone = &text[time..];
        let signed = zone.strip_prefix(['+', '-']).map_or(0, |z| shaped(z, "dd:dd"));
        return time + if signed > 0 { signed + 1 } else { usize::from(zone.starts_with('Z')) };
    }
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let digits = |t: &str| t.bytes().take_while(u8::is_ascii_digit).count();
    let whole = digits(unsigned);
    let fraction = unsigned[whole..].strip_prefix('.').map_or(0, |f| digits(f) + 1);
    if whole == 0 && fraction < 2 { 0 } else { text.len() - unsigned.len() + whole + fraction }
}

/// The length of a shape (`d` stands for a digit) when the text begins with it, else 0.
fn shaped(text: &str, shape: &str) -> usize {
    let fits = text.len() >= shape.len()
        && text
            .bytes()
            .zip(shape.bytes())
            .all(|(b, s)| if s == b'd' { b.is_ascii_digit() } else { b == s });
    if fits { shape.len() } else { 0 }
}

/// Length of a name with at most one prefix.
fn qualified(text: &str) -> usize {
    let first = name::leading(text);
    if first == 0 {
        return 0;
    }
    let second = text[first..].strip_prefix(':').map_or(0, name::leading);
    if second > 0 { first + 1 + second } else { first }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_pyxform_decides() {
        for fixed in [
            "",
            "yes",
            "12",
            "-3",
            "3-4",
            "2024-01-31",
            "'a + b'",
            "a/b",
            "hello-world",
            "10:00:00-07:00",
            "http://a-b",
        ] {
            assert!(!is_dynamic(fixed, false), "{fixed}");
        }
        for dynamic in
            ["today()", "1 + 1", "${a}", "a - b", "3 mod 2", "jr:itext('x')", "a|b", "*", "once(x)"]
        {
            assert!(is_dynamic(dynamic, false), "{dynamic}");
        }
        assert!(!is_dynamic("a - b", true));
        assert!(!is_dynamic("12.5 -7.2 0 0", true));
        assert!(is_dynamic("today() - 1", true));
    }
}
