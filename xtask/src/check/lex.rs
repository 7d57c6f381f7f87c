//! Rust source taken apart just enough to tell code from texts and comments.

/// What a stretch of source is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// Anything that is neither of the others.
    Code,
    /// What stands in a string literal, without its quotes.
    Text,
    /// A comment.
    Comment,
}

/// A stretch of source and the line, from 1, on which it starts.
#[derive(PartialEq, Eq, Debug)]
pub(super) struct Piece<'a> {
    pub(super) kind: Kind,
    pub(super) line: usize,
    pub(super) text: &'a str,
}

/// Takes source apart. What doesn't lex as Rust comes out as something; the compiler sees to that.
pub(super) fn pieces(source: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut rest, mut line) = (source, 1);
    let mut code = 0;
    while code < rest.len() {
        let Some((kind, before, inside, after)) = special(&rest[code..]) else {
            code += rest[code..].chars().next().map_or(1, char::len_utf8);
            continue;
        };
        if kind == Kind::Code {
            code += inside;
            continue;
        }
        push(&mut pieces, Kind::Code, &mut line, &rest[..code + before]);
        rest = &rest[code + before..];
        push(&mut pieces, kind, &mut line, &rest[..inside]);
        rest = &rest[inside..];
        code = after;
    }
    push(&mut pieces, Kind::Code, &mut line, rest);
    pieces
}

fn push<'a>(pieces: &mut Vec<Piece<'a>>, kind: Kind, line: &mut usize, text: &'a str) {
    if !text.is_empty() {
        pieces.push(Piece { kind, line: *line, text });
        *line += text.matches('\n').count();
    }
}

/// At a comment, a string or a character: its kind and the lengths of opening, inside and closing.
fn special(rest: &str) -> Option<(Kind, usize, usize, usize)> {
    if rest.starts_with("//") {
        return Some((Kind::Comment, 0, rest.find('\n').unwrap_or(rest.len()), 0));
    }
    if rest.starts_with("/*") {
        return Some((Kind::Comment, 0, block_comment(rest), 0));
    }
    if let Some(inside) = rest.strip_prefix('"') {
        let length = escaped(inside, '"');
        return Some((Kind::Text, 1, length, inside.len().min(length + 1) - length));
    }
    if let Some(raw) = rest.strip_prefix('r') {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        let inside = raw[hashes..].strip_prefix('"')?;
        let close = format!("\"{}", "#".repeat(hashes));
        let length = inside.find(&close).unwrap_or(inside.len());
        return Some((Kind::Text, hashes + 2, length, close.len().min(inside.len() - length)));
    }
    if let Some(inside) = rest.strip_prefix('\'') {
        // 'a' and '\'' are characters, 'a is a lifetime.
        let mut chars = inside.chars();
        let first = chars.next()?;
        let is_char = first == '\\' || chars.next() == Some('\'');
        return is_char.then(|| (Kind::Code, 0, 1 + escaped(inside, '\'') + 1, 0));
    }
    // A name is stepped over whole, so that the r of `for"` is not taken for a raw string's.
    let name =
        rest.len() - rest.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_').len();
    (name > 0 && !matches!(&rest[..name], "b" | "c" | "br" | "cr")).then_some((
        Kind::Code,
        0,
        name,
        0,
    ))
}

fn escaped(inside: &str, end: char) -> usize {
    let mut skip = false;
    for (at, c) in inside.char_indices() {
        match c {
            _ if skip => skip = false,
            '\\' => skip = true,
            c if c == end => return at,
            _ => {}
        }
    }
    inside.len()
}

fn block_comment(rest: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while at < rest.len() {
        if rest[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += rest[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(kind: Kind, source: &str) -> Vec<(usize, String)> {
        pieces(source)
            .into_iter()
            .filter(|p| p.kind == kind)
            .map(|p| (p.line, p.text.to_owned()))
            .collect()
    }

    #[test]
    fn texts_are_found_in_all_their_forms() {
        let source = "let a = \"one \\\" two\";\nlet b = r#\"raw \" three\"#;\nlet c = b\"four\"; let d = br\"five\";";
        let texts: Vec<_> = of(Kind::Text, source);
        let expected = [(1, "one \\\" two"), (2, "raw \" three"), (3, "four"), (3, "five")];
        assert_eq!(texts, expected.map(|(l, t)| (l, t.to_owned())));
    }

    #[test]
    fn quotes_in_comments_and_characters_open_nothing() {
        let source = "// a \" quote\nfn f<'a>(c: char) -> bool { c == '\"' || c == '\\'' } /* \" /* \" */ */\nlet x = \"text\";";
        assert_eq!(of(Kind::Text, source), [(3, "text".to_owned())]);
        assert_eq!(of(Kind::Comment, source).len(), 2);
    }

    #[test]
    fn nothing_is_lost_and_broken_source_ends() {
        for source in ["let s = \"never closed", "/* open", "r#\"open", "'", "'\\", "é\"ü\"", ""]
        {
            let whole: String = pieces(source).iter().map(|p| p.text).collect();
            assert!(whole.len() <= source.len(), "{source}");
        }
    }
}
