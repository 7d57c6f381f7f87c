//! Editions of forms as they came, and what of them is at hand: compiled forms and open fillings.

use super::{Error, Store};
use doorstep_schema::form::filling::{Compiled, Filling};
use doorstep_schema::form::{FactKind, Form, Listing, Publication, Text};
use doorstep_schema::id::FactId;
use rusqlite::OptionalExtension as _;
use serde::Deserialize;
use std::sync::Arc;

/// The largest form that is read, in bytes of its JSON: as much as one page of a pull may hold.
const MAX_FORM: usize = 32 << 20;
/// How many compiled forms stay at hand.
const FORMS: usize = 6;
/// How many open fillings stay at hand.
const FILLINGS: usize = 3;

/// An edition on the phone.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct FormRow {
    pub(crate) listing: Listing,
    /// Whether this app can fill it.
    pub(crate) fits: bool,
}

/// What stays in memory between calls; everything in it is made again from rows when it is gone.
#[derive(Default)]
pub(super) struct AtHand {
    forms: Vec<(String, u32, Arc<Compiled>)>,
    fillings: Vec<(FactId, Filling)>,
    /// Whether forms that did not fit were tried again since the app was started.
    tried: bool,
}

impl AtHand {
    /// Lets go of the open fillings, which may be ahead of the rows.
    pub(super) fn close(&mut self) {
        self.fillings.clear();
    }

    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }
}

/// What a list shows of a form even when this app can't read it whole.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Head {
    title: Text,
    settings: HeadSettings,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct HeadSettings {
    fact: Option<FactKind>,
}

/// Compiles the body of a form, when it reads and is the form that it is said to be.
fn compile(id: &str, body: &str) -> Option<Compiled> {
    let form: Form = serde_json::from_str(body).ok().filter(|form: &Form| form.id == id)?;
    Compiled::new(form).ok()
}

fn judge(publication: &Publication) -> FormRow {
    let fits = compile(&publication.form, &publication.body).is_some();
    let listing = publication.listing();
    if fits {
        return FormRow { listing, fits };
    }
    let head: Head = serde_json::from_str(&publication.body).unwrap_or_default();
    let audience = publication.audience.clone();
    FormRow {
        listing: Listing { title: head.title, fact: head.settings.fact, audience, ..listing },
        fits,
    }
}

impl Store {
    /// Puts an edition as it was published; one that this app can't read is kept for an app that can.
    pub(crate) fn put_form(&self, publication: &Publication) -> Result<(), Error> {
        let row = judge(publication);
        self.db
            .prepare_cached(
                "INSERT OR REPLACE INTO form (id, edition, fits, listing, body) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute((
                &publication.form,
                publication.edition,
                row.fits,
                self.codec.write(&row.listing),
                self.codec.write(&publication.body),
            ))?;
        let mut at_hand = self.at_hand.borrow_mut();
        at_hand.forms.retain(|(form, edition, _)| {
            (form, *edition) != (&publication.form, publication.edition)
        });
        at_hand.close();
        Ok(())
    }

    fn form_body(&self, form: &str, edition: u32) -> Result<Option<String>, Error> {
        let mut query =
            self.db.prepare_cached("SELECT body FROM form WHERE id = ?1 AND edition = ?2")?;
        let body: Option<Vec<u8>> =
            query.query_row((form, edition), |row| row.get(0)).optional()?;
        let read = |body: Vec<u8>| self.codec.read_within(&body, MAX_FORM);
        body.map(|body| read(body).map_err(|e| Error::row("form", "body", form, e))).transpose()
    }

    /// Returns an edition compiled; none when the phone does not have it or can't fill it.
    pub(crate) fn form(&self, form: &str, edition: u32) -> Result<Option<Arc<Compiled>>, Error> {
        let known = {
            let mut at_hand = self.at_hand.borrow_mut();
            let forms = &mut at_hand.forms;
            let place = forms.iter().position(|(id, e, _)| id == form && *e == edition);
            place.map(|place| {
                let found = forms.remove(place);
                let compiled = Arc::clone(&found.2);
                forms.push(found);
                compiled
            })
        };
        if known.is_some() {
            return Ok(known);
        }
        let Some(body) = self.form_body(form, edition)? else { return Ok(None) };
        let Some(compiled) = compile(form, &body).map(Arc::new) else { return Ok(None) };
        let forms = &mut self.at_hand.borrow_mut().forms;
        forms.push((form.to_owned(), edition, Arc::clone(&compiled)));
        if forms.len() > FORMS {
            forms.remove(0);
        }
        Ok(Some(compiled))
    }

    /// Lists every edition on the phone, by form and edition.
    pub(crate) fn forms(&self) -> Result<Vec<FormRow>, Error> {
        if !self.at_hand.borrow().tried {
            self.try_again()?;
            self.at_hand.borrow_mut().tried = true;
        }
        let mut query =
            self.db.prepare_cached("SELECT id, fits, listing FROM form ORDER BY id, edition")?;
        let rows = query.query_map([], |row| {
            Ok((row.get::<_, String>(0)?, row.get(1)?, row.get::<_, Vec<u8>>(2)?))
        })?;
        rows.map(|row| {
            let (id, fits, listing) = row?;
            let listing =
                self.codec.read(&listing).map_err(|e| Error::row("form", "listing", id, e))?;
            Ok(FormRow { listing, fits })
        })
        .collect()
    }

    /// Judges the forms that did not fit again: the app may have been renewed since.
    fn try_again(&self) -> Result<(), Error> {
        let mut query =
            self.db.prepare_cached("SELECT id, edition, listing FROM form WHERE fits = 0")?;
        let rows: Vec<(String, u32, Vec<u8>)> = query
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
            .collect::<Result<_, _>>()?;
        for (form, edition, listing) in rows {
            let listing: Listing =
                self.codec.read(&listing).map_err(|e| Error::row("form", "listing", &form, e))?;
            let Some(body) = self.form_body(&form, edition)? else { continue };
            let audience = listing.audience;
            let publication = Publication { form, edition, audience, body };
            if judge(&publication).fits {
                self.put_form(&publication)?;
            }
        }
        Ok(())
    }

    /// Takes an open filling out of memory.
    pub(crate) fn take_filling(&self, draft: FactId) -> Option<Filling> {
        let fillings = &mut self.at_hand.borrow_mut().fillings;
        let place = fillings.iter().position(|(id, _)| *id == draft)?;
        Some(fillings.remove(place).1)
    }

    /// Keeps an open filling in memory, as its rows say it is.
    pub(crate) fn keep_filling(&self, draft: FactId, filling: Filling) {
        let fillings = &mut self.at_hand.borrow_mut().fillings;
        fillings.retain(|(id, _)| *id != draft);
        fillings.push((draft, filling));
        if fillings.len() > FILLINGS {
            fillings.remove(0);
        }
    }
}
