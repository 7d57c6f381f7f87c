//! An XML document in memory, bounded in size, depth and number of elements.

use crate::xforms::XmlFault;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::reader::NsReader;

/// How large a document may be.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounds {
    /// The most bytes, in MiB.
    pub(crate) mebibytes: usize,
    /// The most elements in each other.
    pub(crate) depth: usize,
    /// The most elements.
    pub(crate) elements: usize,
}

/// How large a form may be.
pub(crate) const FORM: Bounds = Bounds { mebibytes: 16, depth: 200, elements: 500_000 };
/// How large a filled form may be.
pub(crate) const INSTANCE: Bounds = Bounds { mebibytes: 4, depth: 80, elements: 100_000 };
/// The most attributes of an element: looking for one that stands twice takes their square.
const ATTRIBUTES: usize = 200;

/// An element. Names have the prefix that `XForms` gives their namespace, whatever the document calls it.
#[derive(Clone, Default, Debug)]
pub(crate) struct Element {
    /// Its name.
    pub(crate) name: String,
    /// Its attributes.
    pub(crate) attributes: Vec<(String, String)>,
    /// What stands in it.
    pub(crate) content: Vec<Content>,
    /// Where it begins.
    pub(crate) at: At,
}

/// What stands in an element.
#[derive(Clone, Debug)]
pub(crate) enum Content {
    /// An element.
    Element(Element),
    /// A text.
    Text(String),
}

/// A place in the document, both from 1.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct At {
    /// The line.
    pub(crate) line: u32,
    /// The character of the line.
    pub(crate) column: u32,
}

impl At {
    /// Makes a fault at this place.
    pub(crate) fn fault(self, message: impl Into<String>) -> XmlFault {
        XmlFault { line: self.line, column: self.column, message: message.into() }
    }
}

impl Element {
    /// Returns an attribute.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// Returns the elements in it.
    pub(crate) fn children(&self) -> impl Iterator<Item = &Self> {
        self.content.iter().filter_map(|content| match content {
            Content::Element(element) => Some(element),
            Content::Text(_) => None,
        })
    }

    /// Finds the first element of a name in it.
    pub(crate) fn child(&self, name: &str) -> Option<&Self> {
        self.children().find(|child| child.name == name)
    }

    /// Returns the texts in it, without those of elements in it.
    pub(crate) fn text(&self) -> String {
        let texts = self.content.iter().filter_map(|content| match content {
            Content::Text(text) => Some(text.as_str()),
            Content::Element(_) => None,
        });
        texts.collect()
    }
}

/// Reads a document. A document type is refused, and with it every entity but the five of XML itself.
pub(crate) fn parse(bytes: &[u8], bounds: Bounds) -> Result<Element, XmlFault> {
    let Bounds { mebibytes, depth, elements: most } = bounds;
    let start = At { line: 1, column: 1 };
    if bytes.len() > mebibytes << 20 {
        return Err(start.fault(format!("the document is larger than {mebibytes} MiB")));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes)
        .map_err(|_| start.fault("the document is not UTF-8; save it as UTF-8"))?;
    let mut reader = NsReader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut places = Places { text, byte: 0, at: start };
    let mut open = vec![Element::default()];
    let mut elements = 0;
    loop {
        let at = places.at(usize::try_from(reader.buffer_position()).unwrap_or(text.len()));
        let event =
            reader.read_event().map_err(|error| at.fault(format!("the XML is broken: {error}")))?;
        match event {
            Event::Start(tag) => {
                elements += 1;
                if elements > most || open.len() > depth {
                    return Err(at.fault(format!(
                        "more than {most} elements, or more than {depth} in each other"
                    )));
                }
                open.push(element(&reader, &tag, at)?);
            }
            Event::End(_) => {
                let Some(done) = open.pop() else { break };
                match open.last_mut() {
                    Some(parent) => parent.content.push(Content::Element(done)),
                    None => {
                        return Err(
                            at.fault("the XML is broken: an element ends that did not begin")
                        );
                    }
                }
            }
            Event::Text(text) => push(&mut open, &text.xml10_content()),
            Event::CData(text) => push(&mut open, &text.xml10_content()),
            Event::GeneralRef(reference) => {
                let c =
                    reference.resolve_char_ref().map_err(|error| at.fault(error.to_string()))?;
                let named = quick_xml::escape::resolve_predefined_entity(&reference);
                match (c, named) {
                    (Some(c), _) => push(&mut open, c.encode_utf8(&mut [0; 4])),
                    (None, Some(text)) => push(&mut open, text),
                    (None, None) => {
                        let name: String = reference.chars().take(40).collect();
                        return Err(at.fault(format!("the entity «{name}» is not known")));
                    }
                }
            }
            Event::DocType(_) => {
                return Err(at.fault("document types are refused; remove «<!DOCTYPE»"));
            }
            Event::Decl(declaration) => {
                let encoding = declaration.encoding().and_then(Result::ok);
                if encoding.is_some_and(|encoding| !encoding.eq_ignore_ascii_case("utf-8")) {
                    return Err(at.fault("only documents in UTF-8 are read"));
                }
            }
            Event::Eof => break,
            // Empty elements come as a start and an end.
            Event::Empty(_) | Event::Comment(_) | Event::PI(_) => {}
        }
    }
    let end = places.at(text.len());
    let mut document = open
        .pop()
        .filter(|_| open.is_empty())
        .ok_or_else(|| end.fault("the document ends too early"))?;
    let root = document.content.iter().position(|content| matches!(content, Content::Element(_)));
    match root.map(|root| document.content.swap_remove(root)) {
        Some(Content::Element(root)) => Ok(root),
        _ => Err(end.fault("the document has no element")),
    }
}

fn push(open: &mut [Element], text: &str) {
    let Some(element) = open.last_mut() else { return };
    if let Some(Content::Text(last)) = element.content.last_mut() {
        last.push_str(text);
    } else {
        element.content.push(Content::Text(text.to_owned()));
    }
}

fn element(reader: &NsReader<&[u8]>, tag: &BytesStart<'_>, at: At) -> Result<Element, XmlFault> {
    let (namespace, local) = reader.resolver().resolve_element(tag.name());
    let name = prefixed(&namespace, tag.name().0, local.as_ref());
    let mut attributes = Vec::new();
    for (count, attribute) in tag.attributes().enumerate() {
        if count == ATTRIBUTES {
            return Err(at.fault(format!("an element has at most {ATTRIBUTES} attributes")));
        }
        let attribute =
            attribute.map_err(|error| at.fault(format!("the XML is broken: {error}")))?;
        if attribute.key.as_namespace_binding().is_some() {
            continue;
        }
        let value = attribute.normalized_value(XmlVersion::Implicit1_0);
        let value = value.map_err(|error| at.fault(format!("the XML is broken: {error}")))?;
        let (namespace, local) = reader.resolver().resolve_attribute(attribute.key);
        attributes
            .push((prefixed(&namespace, attribute.key.0, local.as_ref()), value.into_owned()));
    }
    Ok(Element { name, attributes, content: Vec::new(), at })
}

fn prefixed(namespace: &ResolveResult<'_>, whole: &str, local: &str) -> String {
    let prefix = match namespace {
        ResolveResult::Bound(Namespace(uri)) => match *uri {
            "http://www.w3.org/1999/xhtml" => "h:",
            "http://openrosa.org/javarosa" => "jr:",
            "http://openrosa.org/xforms" => "orx:",
            "http://www.opendatakit.org/xforms" => "odk:",
            "http://www.opendatakit.org/xforms/entities" => "entities:",
            "urn:doorstep:form" => "doorstep:",
            "http://www.w3.org/2002/xforms" => "",
            _ => return whole.to_owned(),
        },
        ResolveResult::Unbound => "",
        ResolveResult::Unknown(_) => return whole.to_owned(),
    };
    format!("{prefix}{local}")
}

/// Counts lines as far as the reading is.
struct Places<'a> {
    text: &'a str,
    byte: usize,
    at: At,
}

impl Places<'_> {
    fn at(&mut self, byte: usize) -> At {
        for c in self.text.get(self.byte..byte).unwrap_or_default().chars() {
            if c == '\n' {
                self.at = At { line: self.at.line + 1, column: 1 };
            } else {
                self.at.column += 1;
            }
        }
        self.byte = self.byte.max(byte);
        self.at
    }
}
