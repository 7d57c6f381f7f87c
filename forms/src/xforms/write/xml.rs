//! Elements, and how they are written.

use super::Unwritable;
use quick_xml::Writer;
use quick_xml::escape::partial_escape;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use std::io;

/// An element with its attributes and content.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    content: Vec<Content>,
}

/// What stands in an element.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Content {
    /// An element.
    Element(Element),
    /// A text.
    Text(String),
}

impl Element {
    /// Makes an empty element.
    pub(crate) fn new(name: &str) -> Self {
        Self { name: name.to_owned(), attributes: Vec::new(), content: Vec::new() }
    }

    /// Adds an attribute.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.attributes.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Adds an attribute when there is a value.
    pub(crate) fn maybe(self, name: &str, value: Option<&str>) -> Self {
        match value.filter(|value| !value.is_empty()) {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// Adds an element.
    pub(crate) fn child(mut self, child: Self) -> Self {
        self.content.push(Content::Element(child));
        self
    }

    /// Adds elements.
    pub(crate) fn children(mut self, children: impl IntoIterator<Item = Self>) -> Self {
        self.content.extend(children.into_iter().map(Content::Element));
        self
    }

    /// Adds a text.
    pub(crate) fn text(mut self, text: &str) -> Self {
        self.content.push(Content::Text(text.to_owned()));
        self
    }

    /// Adds texts and elements.
    pub(crate) fn content(mut self, content: Vec<Content>) -> Self {
        self.content.extend(content);
        self
    }

    /// Tells whether the element says nothing but its name and where it belongs.
    pub(crate) const fn has_one_attribute(&self) -> bool {
        self.attributes.len() == 1
    }
}

/// Writes a document.
pub(crate) fn write(root: &Element) -> Result<String, Unwritable> {
    let mut writer = Writer::new(Vec::new());
    let refused = |error: io::Error| Unwritable::Xml(error.to_string());
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None))).map_err(refused)?;
    writer.write_event(Event::Text(BytesText::new("\n"))).map_err(refused)?;
    element(&mut writer, root, 0).map_err(refused)?;
    let text = String::from_utf8(writer.into_inner())
        .map_err(|error| Unwritable::Xml(error.to_string()))?;
    let allowed = |c: char| !c.is_control() || matches!(c, '\n' | '\t' | '\r' | '\u{85}');
    if text.chars().all(|c| allowed(c) && !matches!(c, '\u{fffe}' | '\u{ffff}')) {
        Ok(text)
    } else {
        Err(Unwritable::Character)
    }
}

fn element(writer: &mut Writer<Vec<u8>>, element: &Element, depth: usize) -> io::Result<()> {
    let mut start = BytesStart::new(element.name.as_str());
    for (name, value) in &element.attributes {
        // A line break in an attribute would be read as a space.
        let value = partial_escape(value.as_str())
            .replace('"', "&quot;")
            .replace('\n', "&#10;")
            .replace('\t', "&#9;");
        start.push_attribute(quick_xml::events::attributes::Attribute {
            key: quick_xml::name::QName(name),
            value: value.into(),
        });
    }
    if element.content.is_empty() {
        return writer.write_event(Event::Empty(start));
    }
    writer.write_event(Event::Start(start))?;
    // Spaces within a text would be shown.
    let shown = matches!(element.name.as_str(), "value" | "label" | "hint");
    let indented =
        !shown && element.content.iter().all(|content| matches!(content, Content::Element(_)));
    let indent = |writer: &mut Writer<Vec<u8>>, depth| {
        let space = format!("\n{}", "  ".repeat(depth));
        if indented { writer.write_event(Event::Text(BytesText::new(&space))) } else { Ok(()) }
    };
    for content in &element.content {
        indent(writer, depth + 1)?;
        match content {
            Content::Element(child) => self::element(writer, child, depth + 1)?,
            Content::Text(text) => writer
                .write_event(Event::Text(BytesText::from_escaped(partial_escape(text.as_str()))))?,
        }
    }
    indent(writer, depth)?;
    writer.write_event(Event::End(BytesEnd::new(element.name.as_str())))
}
