//! `web/shared/src/face.ts`, generated from the list of requests.

use super::layout::lay_out;
use crate::requests;
use doorstep_core::Problem;
use doorstep_core::schema::fact::Payloads;
use serde::{Deserialize, Serialize};
use std::any::TypeId;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use ts_rs::{Config, TS, TypeVisitor};

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../web/shared/src/face.ts");

const HEAD: &str = "// Every request of the core with what is asked and answered, and every type in it; generated from \
    ffi/face, never edited.\n\n";

/// Names that would hide those of TypeScript and the browser.
const LANGUAGE_S_OWN: [&str; 12] = [
    "Array",
    "Date",
    "Document",
    "Error",
    "Event",
    "File",
    "Map",
    "Notification",
    "Promise",
    "Record",
    "Request",
    "Screen",
];

/// What `doorstep_photo::Made` is in JSON.
#[derive(Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct Prepared {
    photo: PictureSize,
    thumb: PictureSize,
    look: String,
    taken: Option<TakenAt>,
    place: Option<TakenWhere>,
}

/// One file of a picture.
#[derive(Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
struct PictureSize {
    width: u32,
    height: u32,
    sha256: String,
}

/// When the camera's clock says that it was taken.
#[derive(Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
struct TakenAt {
    civil: String,
    offset_minutes: Option<i32>,
}

/// Where the camera says that it was taken.
#[derive(Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
struct TakenWhere {
    lat: f64,
    lon: f64,
    accuracy: Option<f64>,
}

/// Collects the types of the requests.
pub(crate) struct Interface {
    config: Config,
    seen: BTreeSet<TypeId>,
    types: BTreeMap<String, String>,
    requests: String,
}

impl TypeVisitor for Interface {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if T::output_path().is_none() || !self.seen.insert(TypeId::of::<T>()) {
            return;
        }
        let docs = T::docs().unwrap_or_default();
        let text = lay_out(&format!("{docs}export {}\n", T::decl(&self.config)));
        let name = T::ident(&self.config);
        assert!(!LANGUAGE_S_OWN.contains(&&*name), "{name} is a type of the language itself");
        let before = self.types.insert(name.clone(), text.clone());
        assert!(before.is_none_or(|before| before == text), "two types are called {name}");
        T::visit_dependencies(self);
    }
}

impl Interface {
    /// Adds a request.
    pub(crate) fn request<A: TS + 'static, B: TS + 'static>(&mut self, name: &str, docs: &[&str]) {
        A::visit_dependencies(self);
        A::visit_generics(self);
        self.visit::<B>();
        B::visit_generics(self);
        let docs = docs.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ");
        let (ask, answer) = (A::inline(&self.config), B::name(&self.config));
        let request = lay_out(&format!("{{ ask: {ask}, answer: {answer} }}"));
        let request = request.replace(", answer: ", "; answer: ").replace('\n', "\n  ");
        let _ = writeln!(self.requests, "  /** {docs} */\n  {name}: {request};");
    }

    fn written() -> String {
        let mut to = Self {
            config: Config::new().with_large_int("number"),
            seen: BTreeSet::new(),
            types: BTreeMap::new(),
            requests: String::new(),
        };
        to.visit::<Problem>();
        to.visit::<Payloads>();
        requests::show(&mut to);
        let types: Vec<String> = to.types.into_values().collect();
        format!(
            "{HEAD}/** Every request by its name. */\nexport interface Face {{\n{}}}\n\n{}",
            to.requests,
            types.join("\n")
        )
    }
}

/// `DOORSTEP_WRITE_FACE=1 cargo test -p doorstep-face the_typescript` writes it anew.
#[test]
fn the_typescript_is_that_of_the_requests() {
    let written = Interface::written();
    if std::env::var_os("DOORSTEP_WRITE_FACE").is_some() {
        std::fs::create_dir_all(std::path::Path::new(PATH).parent().unwrap()).unwrap();
        std::fs::write(PATH, &written).unwrap();
    }
    let stored = std::fs::read_to_string(PATH).unwrap_or_default();
    assert!(
        stored == written,
        "run: DOORSTEP_WRITE_FACE=1 cargo test -p doorstep-face the_typescript"
    );
}
