//! Putting a page of a pull together: for phones the stored CBOR goes through untouched.

use crate::db::feed::{Item, NewEntries};
use doorstep_schema::moment::Moment;
use doorstep_schema::wire::{cbor, v1};
use serde::Serialize;

/// Why a stored item does not read.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("a stored {what} does not read: {reason}")]
pub struct BadItem {
    what: &'static str,
    reason: String,
}

fn bad(what: &'static str) -> impl Fn(String) -> BadItem {
    move |reason| BadItem { what, reason }
}

/// Reads every item, for callers that take JSON.
///
/// # Errors
/// When a stored item does not read.
pub fn read(new: NewEntries, now: Moment) -> Result<v1::Page, BadItem> {
    let entries = Some(new.entries.len());
    let (cursor, more) = (new.cursor, new.more);
    let mut page = v1::Page { cursor, more, now, entries, ..v1::Page::default() };
    for entry in new.entries {
        match entry.item {
            Item::Scope(scope) => page.scope = Some(scope),
            Item::Policy(body) => {
                let policy =
                    serde_json::from_str(&body).map_err(|e| bad("policy")(e.to_string()))?;
                page.policy = Some(policy);
            }
            Item::Calendar(body) => {
                let calendar =
                    serde_json::from_str(&body).map_err(|e| bad("calendar")(e.to_string()))?;
                page.calendar = Some(calendar);
            }
            Item::Region(region) => page.regions.push(region),
            Item::School(school) => page.schools.push(school),
            Item::Class(class) => page.classes.push(class),
            Item::Worker(worker) => page.workers.push(worker),
            Item::Form(form) => page.forms.push(form),
            Item::Student(body) => {
                page.students.push(cbor::decode(&body).map_err(|e| bad("student")(e.0))?);
            }
            Item::Fact(body) => page.facts.push(cbor::decode(&body).map_err(|e| bad("fact")(e.0))?),
            Item::Removed(student) => page.removed.push(student),
            Item::File(note) => page.files.push(note),
        }
    }
    Ok(page)
}

/// Writes the page as CBOR without reading students and facts.
///
/// # Errors
/// When the stored policy or calendar does not read.
pub fn write_cbor(new: NewEntries, now: Moment) -> Result<Vec<u8>, BadItem> {
    let count = new.entries.len();
    let (mut students, mut facts, mut others) = (List::default(), List::default(), Vec::new());
    let mut entries = new.entries.into_iter();
    // What is not passed through is little, and is read and written as it always is.
    for entry in &mut entries {
        match entry.item {
            Item::Student(body) => students.add(&body),
            Item::Fact(body) => facts.add(&body),
            _ => others.push(entry),
        }
    }
    let page = read(NewEntries { entries: others, cursor: new.cursor, more: new.more }, now)?;
    let mut out = Map::default();
    out.some("scope", page.scope.as_ref());
    out.some("policy", page.policy.as_ref());
    out.some("calendar", page.calendar.as_ref());
    out.list("regions", &page.regions);
    out.list("schools", &page.schools);
    out.list("classes", &page.classes);
    out.list("workers", &page.workers);
    out.list("forms", &page.forms);
    out.raw("students", &students);
    out.raw("facts", &facts);
    out.list("removed", &page.removed);
    out.list("files", &page.files);
    out.some("cursor", Some(&page.cursor));
    out.some("more", page.more.then_some(&true));
    out.some("now", Some(&page.now));
    out.some("entries", Some(&count));
    Ok(out.finish())
}

/// The major types of CBOR that are written by hand (RFC 8949, 3.1).
const ARRAY: u8 = 4 << 5;
const MAP: u8 = 5 << 5;

/// Writes the head of an array or map.
fn head(major: u8, count: usize, out: &mut Vec<u8>) {
    if count < 24 {
        out.push(major | u8::try_from(count).unwrap_or(0));
    } else if let Ok(count) = u16::try_from(count) {
        out.push(major | 0x19);
        out.extend(count.to_be_bytes());
    } else {
        out.push(major | 0x1a);
        out.extend(u32::try_from(count).unwrap_or(u32::MAX).to_be_bytes());
    }
}

/// Items in their stored form, one behind the other.
#[derive(Default)]
struct List {
    count: usize,
    bytes: Vec<u8>,
}

impl List {
    fn add(&mut self, body: &[u8]) {
        self.count += 1;
        self.bytes.extend_from_slice(body);
    }
}

/// A map that is written field by field.
#[derive(Default)]
struct Map {
    count: usize,
    bytes: Vec<u8>,
}

impl Map {
    fn key(&mut self, key: &str) {
        self.count += 1;
        self.bytes.extend(cbor::encode(&key));
    }

    fn some<T: Serialize>(&mut self, key: &str, value: Option<&T>) {
        if let Some(value) = value {
            self.key(key);
            self.bytes.extend(cbor::encode(value));
        }
    }

    fn list<T: Serialize>(&mut self, key: &str, values: &Vec<T>) {
        self.some(key, (!values.is_empty()).then_some(values));
    }

    fn raw(&mut self, key: &str, list: &List) {
        if list.count > 0 {
            self.key(key);
            head(ARRAY, list.count, &mut self.bytes);
            self.bytes.extend_from_slice(&list.bytes);
        }
    }

    fn finish(self) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.bytes.len() + 1);
        head(MAP, self.count, &mut out);
        out.extend(self.bytes);
        out
    }
}
