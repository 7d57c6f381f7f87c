//! Filled forms as XML instances, as ODK Collect and its kin send them.
//!
//! [`Instance::read`] takes what a client sends; [`write()`] makes what a client would send.

mod answers;
mod write;

use crate::dom::{self, Element};
use crate::xforms::XmlFault;
use doorstep_schema::form::Form;
use serde_json::{Map, Value};

pub use write::{Head, write};

/// The longest id of an instance, in characters.
const LONGEST_ID: usize = 200;

/// A filled form as it was sent: of which form it is, which filling it is, and its answers.
#[derive(Clone, Debug)]
pub struct Instance {
    /// The form's id.
    pub form: String,
    /// The form's version, as its author named it; empty when the client names none.
    pub version: String,
    /// The id that the client gave this filling, as in `uuid:…`.
    pub id: String,
    /// The id of the filling that this one takes the place of.
    pub replaces: Option<String>,
    root: Element,
}

impl Instance {
    /// Reads an instance.
    ///
    /// # Errors
    ///
    /// When it is no XML or has a document type, is larger than 4 MiB, deeper than 80 elements or wider than 100,000,
    /// or does not say of which form it is or which filling.
    pub fn read(xml: &[u8]) -> Result<Self, XmlFault> {
        let root = dom::parse(xml, dom::INSTANCE)?;
        let Some(form) = root.get("id").map(str::to_owned).filter(|id| !id.is_empty()) else {
            let message = "the root element has no «id»; send a filled form, not the form itself";
            return Err(root.at.fault(message));
        };
        let version = root.get("version").or_else(|| root.get("orx:version")).unwrap_or_default();
        let meta = root.children().find(|child| is_meta(child));
        let told = |name: &str| {
            let element = meta?.children().find(|child| plain(&child.name) == name)?;
            Some((element.at, element.text().trim().to_owned()))
                .filter(|(_, text)| !text.is_empty())
        };
        let (at, id) = told("instanceID")
            .ok_or_else(|| root.at.fault("the filled form has no «meta/instanceID»"))?;
        let replaces = told("deprecatedID");
        for (at, id) in [(at, &id)].into_iter().chain(replaces.iter().map(|(at, id)| (*at, id))) {
            if id.chars().count() > LONGEST_ID || id.contains(char::is_control) {
                let message = format!("an id has at most {LONGEST_ID} characters, all printable");
                return Err(at.fault(message));
            }
        }
        let version = version.to_owned();
        Ok(Self { form, version, id, replaces: replaces.map(|(_, id)| id), root })
    }

    /// Returns the answers as a draft of the form, which [`doorstep_schema::form::Filling::restore`] takes: an
    /// element without text is an answer that was taken back.
    ///
    /// # Errors
    ///
    /// When the root is not the form's, an element stands where the form has none, or stands twice.
    pub fn answers(&self, form: &Form) -> Result<Map<String, Value>, XmlFault> {
        answers::of(&self.root, form)
    }
}

/// Tells whether an element of the root is the one about the filling itself.
fn is_meta(element: &Element) -> bool {
    plain(&element.name) == "meta"
}

/// Returns a name without the prefix of OpenRosa's own namespace.
fn plain(name: &str) -> &str {
    name.strip_prefix("orx:").unwrap_or(name)
}

#[cfg(test)]
mod tests;
