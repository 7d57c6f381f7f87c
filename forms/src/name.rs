//! Names that can be elements of an instance.

/// Tells whether a text can be the name of an element: an `NCName`, as pyxform takes them, without a prefix.
pub(crate) fn is_name(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(starts) && chars.all(continues)
}

/// Returns the length in bytes of the name that a text begins with; 0 when it begins with none.
pub(crate) fn leading(text: &str) -> usize {
    if !text.chars().next().is_some_and(starts) {
        return 0;
    }
    text.char_indices().find(|&(_, c)| !continues(c)).map_or(text.len(), |(at, _)| at)
}

/// Tells whether a name can start with the character: `NameStartChar` of XML 1.0, without the colon.
pub(crate) const fn starts(c: char) -> bool {
    matches!(c,
        'A'..='Z' | '_' | 'a'..='z' | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}'
        | '\u{370}'..='\u{37d}' | '\u{37f}'..='\u{1fff}' | '\u{200c}'..='\u{200d}' | '\u{2070}'..='\u{218f}'
        | '\u{2c00}'..='\u{2fef}' | '\u{3001}'..='\u{d7ff}' | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}'
        | '\u{10000}'..='\u{effff}')
}

/// Tells whether a name can go on with the character: `NameChar` of XML 1.0, without the colon.
pub(crate) const fn continues(c: char) -> bool {
    starts(c)
        || matches!(c, '-' | '.' | '0'..='9' | '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}'..='\u{2040}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for good in ["a", "_x", "met.who", "a-1", "姓名"] {
            assert!(is_name(good), "{good}");
        }
        for bad in ["", "1a", "a b", "a:b", "-a", "a/b", "a\u{2028}"] {
            assert!(!is_name(bad), "{bad}");
        }
        assert_eq!(leading("abc[1]"), 3);
        assert_eq!(leading("[1]"), 0);
    }
}
