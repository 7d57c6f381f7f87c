//! The forms that the signed-in worker may begin.

use crate::acts::signed_in;
use crate::store::{FormRow, Session, Store};
use crate::{Code, Problem};
use doorstep_schema::form::{FactKind, Language, Listing, publication};
use doorstep_schema::moment::Moment;
use doorstep_schema::people::Scope;
use doorstep_schema::region::RegionCode;
use serde::Serialize;
use std::collections::BTreeMap;

/// Whether the app can fill what is open.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum Fit {
    /// It fills the newest edition.
    Fills,
    /// It is too old for the newest edition and fills an older one that is open too.
    FillsOlder {
        /// The newest edition that is open.
        newest: u32,
    },
    /// It is too old for every edition that is open.
    TooOld,
}

/// A form as a list offers it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct OfferedForm {
    /// The form's id.
    pub form: String,
    /// The edition that a filling begins on; the newest when the app can fill none.
    pub edition: u32,
    /// The author's name of this version; empty when none was given.
    pub version: String,
    /// The form's name in the language asked for, else in any; its id when it has none.
    pub title: String,
    /// The fact that a filled form becomes; a form that names none becomes a visit.
    pub fact: FactKind,
    /// Whether the app can fill it.
    pub fit: Fit,
}

/// Lists the forms that the signed-in worker may begin now, by form id.
///
/// # Errors
/// `not_signed_in`, `device_revoked`, or when the store cannot be read.
pub fn offered(
    store: &Store,
    language: &Language,
    now: Moment,
) -> Result<Vec<OfferedForm>, Problem> {
    let session = signed_in(store)?;
    let (fit, unfit) = open(store, &session, now)?;
    let mut all: BTreeMap<String, OfferedForm> = BTreeMap::new();
    for listing in fit {
        all.insert(listing.form.clone(), shown(&listing, language, Fit::Fills));
    }
    for listing in unfit {
        let newest = listing.edition;
        all.entry(listing.form.clone())
            .and_modify(|form| {
                if form.edition < newest {
                    form.fit = Fit::FillsOlder { newest };
                }
            })
            .or_insert_with(|| shown(&listing, language, Fit::TooOld));
    }
    Ok(all.into_values().collect())
}

/// Returns the edition of a form on which the worker may begin a filling now.
///
/// # Errors
/// `unknown_form` when none is open; `app_too_old` when the app can fill none of those that are.
pub(crate) fn edition(
    store: &Store,
    session: &Session,
    form: &str,
    now: Moment,
) -> Result<u32, Problem> {
    let (fit, unfit) = open(store, session, now)?;
    let of = |listing: &&Listing| listing.form == form;
    match (fit.iter().find(of), unfit.iter().any(|listing| listing.form == form)) {
        (Some(listing), _) => Ok(listing.edition),
        (None, true) => Err(Problem::at(Code::AppTooOld, "form")),
        (None, false) => Err(Problem::at(Code::UnknownForm, "form")),
    }
}

/// Returns of each form the newest open edition that the app can fill, and the newest of those that it can't.
fn open(
    store: &Store,
    session: &Session,
    now: Moment,
) -> Result<(Vec<Listing>, Vec<Listing>), Problem> {
    let today = store.rules()?.policy.clock.day(now);
    let regions = regions(store, session)?;
    let (fit, unfit): (Vec<FormRow>, Vec<FormRow>) =
        store.forms()?.into_iter().partition(|row| row.fits);
    let offered = |rows: Vec<FormRow>| {
        let listings = rows.into_iter().map(|row| row.listing);
        publication::offered(listings, session.worker.role, &regions, today)
    };
    Ok((offered(fit), offered(unfit)))
}

/// Returns the regions in which the worker works: a class and a school lie in their school's.
fn regions(store: &Store, session: &Session) -> Result<Vec<RegionCode>, Problem> {
    let mut regions = Vec::new();
    for assignment in &session.scope {
        let school = match assignment.scope {
            Scope::Region(region) | Scope::Department(region, _) => {
                regions.push(region);
                continue;
            }
            Scope::School(school) => Some(school),
            Scope::Class(class) => store.class(class)?.map(|class| class.school),
        };
        let school = school.map(|school| store.school(school)).transpose()?.flatten();
        regions.extend(school.map(|school| school.region));
    }
    Ok(regions)
}

fn shown(listing: &Listing, language: &Language, fit: Fit) -> OfferedForm {
    OfferedForm {
        form: listing.form.clone(),
        edition: listing.edition,
        version: listing.version.clone(),
        title: listing.title.best(language).unwrap_or(&listing.form).to_owned(),
        fact: listing.fact.unwrap_or(FactKind::Visit),
        fit,
    }
}

#[cfg(test)]
mod tests;
