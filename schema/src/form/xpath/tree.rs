//! What an expression sees: a tree of named nodes, and what the caller lends it of the world.

use std::borrow::Cow;
use std::cell::Cell;

/// A node of a [`Tree`], opaque to expressions; ordered as in the document within one document.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Node(pub u64);

/// Named nodes with texts: the answers of a form and its secondary instances.
pub trait Tree {
    /// Returns the document node of the primary instance: the parent of the root element.
    fn document(&self) -> Node;

    /// Finds the root element of a secondary instance (`<root>` of choice lists, its children are `<item>`).
    fn instance(&self, id: &str) -> Option<Node>;

    /// Returns the document node that a node is under.
    fn document_of(&self, node: Node) -> Node;

    /// Returns the parent; none of a document node.
    fn parent(&self, node: Node) -> Option<Node>;

    /// Adds the children to `out` in document order; only those of a name when one is given.
    fn children(&self, node: Node, name: Option<&str>, out: &mut Vec<Node>);

    /// Returns the element's name; empty for a document node.
    fn name(&self, node: Node) -> &str;

    /// Returns the string-value: the node's text, or for a node with children their texts put together.
    /// A node that is not relevant has an empty text.
    fn text(&self, node: Node) -> Cow<'_, str>;

    /// Tells whether a node is asked for; nodes of lists always are.
    fn is_relevant(&self, node: Node) -> bool {
        let _ = node;
        true
    }

    /// Orders two nodes as in the document.
    fn order(&self, a: Node, b: Node) -> std::cmp::Ordering;

    /// Finds by index the children of `parent` called `name` whose own child `column` has this text, in document
    /// order; none when there is no index, and then the caller looks at each. Texts compare as texts here: callers
    /// use it only for `column = text` where neither side is a number.
    fn indexed(&self, parent: Node, name: &str, column: &str, text: &str) -> Option<Vec<Node>> {
        let _ = (parent, name, column, text);
        None
    }

    /// Returns the label of the choice `value` of the select question at `node`, in the language shown.
    fn choice_label(&self, node: Node, value: &str) -> Option<String> {
        let _ = (node, value);
        None
    }
}

/// Day, time and chance, as the caller lends them: evaluation reads no clock and throws no dice.
#[derive(Clone, Debug)]
pub struct Env {
    /// Now, with the offset of the place where the form is filled.
    pub now: Clock,
    /// The state of the generator behind `random()` and unseeded `randomize()`; each call moves it on.
    pub chance: Cell<u64>,
}

/// A moment on a clock with its offset from UTC.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Clock {
    /// The day and time that the clock shows.
    pub civil: jiff::civil::DateTime,
    /// Its offset from UTC, in seconds east.
    pub offset_seconds: i32,
}
