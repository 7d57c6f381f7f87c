//! Paths of the instance as `${name}` references again.

use crate::dom::Element;
use crate::name;
use std::collections::HashMap;

/// The elements of the instance by path, and which names stand for one of them.
#[derive(Default, Debug)]
pub(super) struct Paths {
    names: HashMap<String, usize>,
    known: HashMap<String, String>,
}

impl Paths {
    /// Finds the elements of an instance.
    pub(super) fn of(root: &Element) -> Self {
        let mut paths = Self::default();
        paths.add(root, &format!("/{}", root.name), true);
        paths
    }

    fn add(&mut self, element: &Element, path: &str, is_root: bool) {
        for child in element.children() {
            let path = format!("{path}/{}", child.name);
            let meta = is_root && matches!(child.name.as_str(), "meta" | "orx:meta");
            if meta {
                self.known.insert(format!("{path}/instanceID"), "instanceID".to_owned());
                self.names.insert("instanceID".to_owned(), 1);
                continue;
            }
            if self.known.insert(path.clone(), child.name.clone()).is_none() {
                *self.names.entry(child.name.clone()).or_default() += 1;
            }
            self.add(child, &path, false);
        }
    }

    /// Tells whether an element is there.
    pub(super) fn has(&self, path: &str) -> bool {
        self.known.contains_key(path)
    }

    /// Returns the name of the element that a path leads to from another element; none when other elements are called
    /// the same, or when it leads nowhere.
    pub(super) fn name(&self, path: &str, context: &str) -> Option<&str> {
        let name = self.known.get(&resolve(path, context)?)?;
        (self.names.get(name) == Some(&1)).then_some(name.as_str())
    }

    /// Returns `${name}` for an expression that is a path and nothing else.
    pub(super) fn reference(&self, expression: &str, context: &str) -> Option<String> {
        let expression = expression.trim();
        let (last_saved, path) = match expression.strip_prefix("instance('__last-saved')") {
            Some(path) => ("last-saved#", path),
            None => ("", expression.strip_prefix("current()/").unwrap_or(expression)),
        };
        self.name(path, context).map(|name| format!("${{{last_saved}{name}}}"))
    }

    /// Puts `${name}` for the paths of an expression that belongs to an element; what can't be put stays as it is.
    /// `filtering` is for the filter of a list, whose relative paths are the list's.
    pub(super) fn authored(&self, expression: &str, context: &str, filtering: bool) -> String {
        let text = expression.trim();
        let mut out = String::with_capacity(text.len());
        let mut predicates = usize::from(filtering);
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            if matches!(first, '\'' | '"')
                && let Some(end) = rest[1..].find(first)
            {
                let literal = &rest[1..=end];
                let whole = self.reference(literal, context).filter(|_| literal.contains('/'));
                out.push(first);
                out.push_str(whole.as_deref().unwrap_or(literal));
                out.push(first);
                rest = &rest[end + 2..];
                continue;
            }
            let length = path_length(rest);
            let after_name = out.ends_with(|c| {
                name::continues(c) || matches!(c, ')' | ']' | '/' | ':' | '$' | '{')
            });
            if length > 0 && !after_name {
                let path = &rest[..length];
                let relative = path.starts_with("..");
                let reference =
                    self.reference(path, context).filter(|_| predicates == 0 || !relative);
                let followed = rest[length..].starts_with(['/', '[', '(', ':', '*']);
                if let Some(reference) = reference.filter(|_| !followed) {
                    if ["  ", "( ", "[ "].iter().any(|end| out.ends_with(end)) {
                        out.pop();
                    }
                    out.push_str(&reference);
                    rest = &rest[length..];
                    let mut next = rest.chars();
                    if next.next() == Some(' ')
                        && matches!(next.next(), Some(' ' | ')' | ']' | ','))
                    {
                        rest = &rest[1..];
                    }
                    continue;
                }
                out.push_str(path);
                rest = &rest[length..];
                continue;
            }
            match first {
                '[' => predicates += 1,
                ']' => predicates = predicates.saturating_sub(1),
                _ => {}
            }
            out.push(first);
            rest = &rest[first.len_utf8()..];
        }
        out
    }
}

/// Length of the path to an element that a text begins with: absolute, or relative over `..`.
fn path_length(text: &str) -> usize {
    const PREFIXES: [&str; 2] = ["instance('__last-saved')/", "current()/"];
    let prefix =
        PREFIXES.iter().find(|prefix| text.starts_with(**prefix)).map_or(0, |prefix| prefix.len());
    let mut at = if prefix > 0 { prefix - 1 } else { 0 };
    let mut steps = 0;
    if prefix == 0 && text.starts_with("..") {
        at = 2;
        steps = 1;
    }
    while let Some(step) = text[at..].strip_prefix('/') {
        let length = if step.starts_with("..") { 2 } else { name::leading(step) };
        if length == 0 {
            break;
        }
        at += 1 + length;
        steps += 1;
    }
    if steps > 0 { at } else { 0 }
}

/// Returns the absolute path that a path leads to from an element.
pub(super) fn resolve(path: &str, context: &str) -> Option<String> {
    let mut steps: Vec<&str> =
        if path.starts_with('/') { Vec::new() } else { context.split('/').skip(1).collect() };
    for step in path.split('/').skip(usize::from(path.starts_with('/'))) {
        match step {
            "." => {}
            ".." => {
                steps.pop()?;
            }
            step if name::is_name(step) => steps.push(step),
            _ => return None,
        }
    }
    Some(format!("/{}", steps.join("/")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_references() {
        let root = crate::dom::parse(
            b"<d><a/><r><b/><c/></r><g><x/></g><h><x/></h><meta/></d>",
            crate::dom::FORM,
        )
        .unwrap();
        let paths = Paths::of(&root);
        for (text, expected) in [
            ("/d/a", "${a}"),
            ("../b  = 'x'", "${b} = 'x'"),
            ("/d/a  = 'x' and ../b  > 1", "${a} = 'x' and ${b} > 1"),
            ("/d/a = 1", "${a} = 1"),
            ("count( /d/r ) > 1", "count(${r}) > 1"),
            ("concat(today(),  /d/a )", "concat(today(), ${a})"),
            ("jr:choice-name( /d/a ,' /d/a ')", "jr:choice-name(${a},'${a}')"),
            ("/d/g/x", "/d/g/x"),
            ("/d/r[1]/b", "/d/r[1]/b"),
            (
                "instance('l')/root/item[name= current()/../b ]/label",
                "instance('l')/root/item[name= ${b}]/label",
            ),
            ("instance('l')/root/item[../b = 1]", "instance('l')/root/item[../b = 1]"),
            ("'it''s /d/a'", "'it''s /d/a'"),
            (".", "."),
            (". >= 1", ". >= 1"),
            ("/d/meta/instanceID", "${instanceID}"),
            ("instance('__last-saved')/d/a", "${last-saved#a}"),
        ] {
            assert_eq!(paths.authored(text, "/d/r/c", false), expected, "{text}");
        }
    }
}
