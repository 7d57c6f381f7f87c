//! `${name}` references in a text.

use crate::name;
use std::ops::Range;

/// A `${name}` or `${last-saved#name}` reference.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Reference<'a> {
    /// The question's name.
    pub(crate) name: &'a str,
    /// Whether the last saved instance is meant.
    pub(crate) last_saved: bool,
    /// Where it stands, in bytes.
    pub(crate) at: Range<usize>,
}

/// Finds the references of a text in their order, those in string literals included: `jr:choice-name(${q}, '${q}')`.
pub(crate) fn references(text: &str) -> Vec<Reference<'_>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find("${").map(|at| from + at) {
        let inner = &text[start + 2..];
        let (last_saved, name_at) =
            inner.strip_prefix("last-saved#").map_or((false, inner), |rest| (true, rest));
        let length = name::leading(name_at);
        let end = text.len() - name_at.len() + length;
        if length > 0 && text[end..].starts_with('}') {
            found.push(Reference { name: &name_at[..length], last_saved, at: start..end + 1 });
            from = end + 1;
        } else {
            from = start + 2;
        }
    }
    found
}

/// Returns the name when a text is one reference and nothing else.
pub(crate) fn only_reference(text: &str) -> Option<&str> {
    let text = text.trim();
    match references(text).as_slice() {
        [one] if one.at == (0..text.len()) && !one.last_saved => Some(one.name),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_each() {
        let names = |text| {
            references(text)
                .into_iter()
                .map(|r| (r.name.to_owned(), r.last_saved))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            names("${a} + ${last-saved#b}"),
            [("a".to_owned(), false), ("b".to_owned(), true)]
        );
        assert_eq!(names("jr:choice-name(${q}, '${q}')").len(), 2);
        assert_eq!(names("${} ${a b} ${a ${c}"), [("c".to_owned(), false)]);
        assert_eq!(names("${姓名}"), [("姓名".to_owned(), false)]);
        assert_eq!(only_reference(" ${a} "), Some("a"));
        assert_eq!(only_reference("${a}+1"), None);
    }
}
