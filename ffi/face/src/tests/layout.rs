//! Lays out generated TypeScript so that it reads: a documented field a line, each with its words before it.

use std::fmt::Write as _;

/// Lays out a declaration.
pub(super) fn lay_out(text: &str) -> String {
    let mut out = String::new();
    lay(text, 0, &mut out);
    out
}

/// Where a comment, a text or a bracket that begins at a place ends.
fn end_of(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    if rest.starts_with("/*") {
        return at + rest.find("*/").unwrap() + 2;
    }
    if let Some(inside) = rest.strip_prefix('"') {
        return at + inside.find('"').unwrap() + 2;
    }
    let mut depth = 0;
    let mut place = at;
    loop {
        let here = &text[place..];
        match here.chars().next().unwrap() {
            '{' | '[' | '(' => depth += 1,
            '}' | ']' | ')' => depth -= 1,
            _ if here.starts_with("/*") || here.starts_with('"') => {
                place = end_of(text, place);
                continue;
            }
            _ => {}
        }
        place += here.chars().next().unwrap().len_utf8();
        if depth == 0 {
            return place;
        }
    }
}

fn lay(text: &str, depth: usize, out: &mut String) {
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let special = matches!(first, '{' | '"') || text[at..].starts_with("/*");
        if !special {
            out.push(first);
            at += first.len_utf8();
            continue;
        }
        let end = end_of(text, at);
        let part = &text[at..end];
        at = end;
        if first != '{' {
            out.push_str(&words(part));
            continue;
        }
        let inner = part[1..part.len() - 1].trim();
        if inner.contains("/*") {
            object(inner, depth + 1, out);
        } else {
            let fields: Vec<&str> = inner.split_inclusive(',').map(str::trim).collect();
            let line = fields.join(" ");
            let _ = write!(out, "{{ {} }}", line.trim_end_matches(','));
        }
    }
}

/// Lays out the fields of an object.
fn object(inner: &str, depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth);
    out.push_str("{\n");
    let (mut from, mut at) = (0, 0);
    let mut fields = Vec::new();
    while at < inner.len() {
        let here = &inner[at..];
        let first = here.chars().next().unwrap();
        if matches!(first, '{' | '[' | '(' | '"') || here.starts_with("/*") {
            at = end_of(inner, at);
        } else {
            at += first.len_utf8();
            if first == ',' {
                fields.push(&inner[from..at - 1]);
                from = at;
            }
        }
    }
    fields.push(&inner[from..]);
    for field in fields.into_iter().map(str::trim).filter(|field| !field.is_empty()) {
        let mut rest = field;
        while rest.starts_with("/*") {
            let end = end_of(rest, 0);
            let _ = writeln!(out, "{indent}{}", words(&rest[..end]));
            rest = rest[end..].trim();
        }
        out.push_str(&indent);
        lay(rest, depth, out);
        out.push_str(";\n");
    }
    out.push_str(&"  ".repeat(depth - 1));
    out.push('}');
}

/// Puts a comment on one line.
fn words(part: &str) -> String {
    let Some(inside) = part.strip_prefix("/**").and_then(|part| part.strip_suffix("*/")) else {
        return part.to_owned();
    };
    let lines = inside.lines().map(|line| line.trim().trim_start_matches('*').trim());
    let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    format!("/** {} */", lines.join(" "))
}
