//! What is made of a cell's text before it is understood.

/// Puts one space for several, as pyxform does on the survey sheet unless `clean_text_values` is `no`.
pub(crate) fn spaces(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for c in text.chars() {
        if c != ' ' || !clean.ends_with(' ') {
            clean.push(c);
        }
    }
    clean
}

/// Puts straight quotes for curly ones, which spreadsheet programs put into expressions. Labels keep theirs: Chinese
/// quotes with them.
pub(crate) fn quotes(text: &str) -> String {
    text.replace(['\u{2018}', '\u{2019}'], "'").replace(['\u{201c}', '\u{201d}'], "\"")
}

/// Understands a word for yes or no.
pub(crate) fn yes_no(text: &str) -> Option<bool> {
    match text {
        "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" | "true()" => Some(true),
        "no" | "No" | "NO" | "false" | "False" | "FALSE" | "false()" => Some(false),
        _ => None,
    }
}

/// Puts `true()` and `false()` for the words that pyxform takes for them in an expression.
pub(crate) fn condition(text: &str) -> String {
    match yes_no(text) {
        Some(true) => "true()".to_owned(),
        Some(false) => "false()".to_owned(),
        None => quotes(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_pyxform_cleans() {
        assert_eq!(spaces("a   b\n  c"), "a b\n c");
        assert_eq!(quotes("${a} = ‘x’ or “y”"), "${a} = 'x' or \"y\"");
        assert_eq!(condition("YES"), "true()");
        assert_eq!(condition("no"), "false()");
        assert_eq!(condition("yEs"), "yEs");
    }
}
