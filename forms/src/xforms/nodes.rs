//! Where the questions of a form stand in its instance, and the paths from one to another.

use doorstep_schema::form::{Form, Item};
use std::collections::HashMap;

/// The elements of the instance by name.
#[derive(Debug)]
pub(crate) struct Nodes<'a> {
    by_name: HashMap<&'a str, Vec<Node<'a>>>,
    root: &'a str,
}

/// An element of the instance.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Node<'a> {
    /// The names from the root element to this one.
    pub(crate) path: Vec<&'a str>,
    /// How many names long the paths of the repeats are that this element is inside of.
    pub(crate) repeats: Vec<usize>,
}

impl<'a> Node<'a> {
    /// Returns the root element.
    pub(crate) fn root(root: &'a str) -> Self {
        Self { path: vec![root], repeats: Vec::new() }
    }

    /// Returns an element inside of this one, which is a repeat or not.
    pub(crate) fn child(&self, name: &'a str, in_repeat: bool) -> Self {
        let mut node = self.clone();
        if in_repeat {
            node.repeats.push(self.path.len());
        }
        node.path.push(name);
        node
    }

    /// Returns the absolute path.
    pub(crate) fn absolute(&self) -> String {
        format!("/{}", self.path.join("/"))
    }

    /// Returns the length of the path of the innermost repeat that both elements are inside of.
    pub(crate) fn shared_repeat(&self, other: &Self) -> Option<usize> {
        let shared = self.repeats.iter().zip(&other.repeats).filter(|(a, b)| a == b);
        shared.map(|(a, _)| *a).filter(|&length| self.path[..length] == other.path[..length]).max()
    }

    /// Returns the path from this element to another: over the innermost section that both are inside of.
    pub(crate) fn relative(&self, other: &Self) -> String {
        let most = self.path.len().min(other.path.len()) - 1;
        let common = (0..most).take_while(|&at| self.path[at] == other.path[at]).count();
        self.over(common, other)
    }

    /// Returns the path from this element to another that every instance of a repeat is on: over the repeat's parent,
    /// where pyxform goes over it for choices that are answers.
    pub(crate) fn relative_to_all(&self, other: &Self, repeat: usize) -> String {
        let innermost = other.repeats.last() == Some(&repeat);
        let outermost = self.repeats.first() == Some(&repeat);
        if innermost && (outermost || self.repeats.last() != Some(&repeat)) {
            self.over(repeat - 1, other)
        } else {
            self.relative(other)
        }
    }

    fn over(&self, common: usize, other: &Self) -> String {
        let up = "../".repeat(self.path.len() - common);
        format!("{up}{}", other.path[common..].join("/"))
    }
}

impl<'a> Nodes<'a> {
    /// Finds the elements of a form.
    pub(crate) fn of(form: &'a Form) -> Self {
        let root = form.settings.root.as_deref().unwrap_or("data");
        let mut nodes = Self { by_name: HashMap::new(), root };
        nodes.add(&form.items, &Node::root(root), false);
        let meta = nodes.root().child("meta", false).child("instanceID", false);
        nodes.by_name.entry("instanceID").or_default().push(meta);
        nodes
    }

    fn add(&mut self, items: &'a [Item], parent: &Node<'a>, in_repeat: bool) {
        for item in items {
            let (name, inner) = match item {
                Item::Question(question) => (&question.name, None),
                Item::Group(group) => (&group.name, Some((&group.items, false))),
                Item::Repeat(repeat) => (&repeat.group.name, Some((&repeat.group.items, true))),
            };
            let node = parent.child(name, in_repeat);
            if let Some((items, is_repeat)) = inner {
                self.add(items, &node, is_repeat);
            }
            self.by_name.entry(name).or_default().push(node);
        }
    }

    /// Returns the root element.
    pub(crate) fn root(&self) -> Node<'a> {
        Node::root(self.root)
    }

    /// Finds the one element of a name; none when there is none or when there are several.
    pub(crate) fn find(&self, name: &str) -> Option<&Node<'a>> {
        match self.by_name.get(name).map(Vec::as_slice) {
            Some([one]) => Some(one),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_between_elements() {
        let root = Node::root("data");
        let (outer, repeat) = (root.child("o", false), root.child("r", false));
        let a = repeat.child("a", true);
        let group = repeat.child("g", true);
        let b = group.child("b", false);
        assert_eq!(b.absolute(), "/data/r/g/b");
        assert_eq!(a.shared_repeat(&b), Some(2));
        assert_eq!(a.shared_repeat(&outer), None);
        assert_eq!(a.relative(&b), "../g/b");
        assert_eq!(b.relative(&a), "../../a");
        assert_eq!(b.relative_to_all(&a, 2), "../../../r/a");
    }
}
