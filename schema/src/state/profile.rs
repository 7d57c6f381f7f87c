//! The profile: roster values corrected by edits, with concurrent edits kept as conflicts.

use super::Told;
use crate::fact::{Act, ProfileEdit, ProfileField};
use crate::hlc::Hlc;
use crate::id::{FactId, WorkerId};
use crate::moment::Moment;
use crate::people::{Guardian, Student};
use crate::place::Place;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// One edit of a field.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct FieldEdit {
    /// The fact.
    pub fact: FactId,
    /// The value it gave.
    pub value: Value,
    /// Who edited.
    pub by: WorkerId,
    /// When.
    pub at: Moment,
}

/// A field as its edits leave it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct FieldState {
    /// The edit that is shown: the latest by clock, then id, of those that no other replaced.
    pub shown: FieldEdit,
    /// Edits made without knowing the shown one; a person settles them with a further edit.
    pub conflicts: Vec<FieldEdit>,
}

/// The edited fields by name.
pub type Profile = BTreeMap<String, FieldState>;

/// Returns since when a guardian refuses photos of the child; none when nobody does. Phones then take none, and the
/// server shows none.
#[must_use]
pub fn photos_refused_since(profile: &Profile) -> Option<Moment> {
    let consent = &profile.get(ProfileField::PhotoConsent.as_str())?.shown;
    (consent.value == Value::Bool(false)).then_some(consent.at)
}

/// Returns where a student's home is: as the profile says, else the roster.
#[must_use]
pub fn home(student: &Student, profile: &Profile) -> Option<Place> {
    let edited = profile.get(ProfileField::Home.as_str());
    let edited = edited.and_then(|field| Place::deserialize(&field.shown.value).ok());
    edited.filter(Place::is_valid).or(student.home)
}

/// Returns the telephone of the guardian who cares for the child: as the profile says, else the roster; empty when it
/// is not known.
#[must_use]
pub fn guardian_phone(student: &Student, profile: &Profile) -> String {
    let edited = profile.get(ProfileField::GuardianPhone.as_str());
    let edited = edited.and_then(|field| field.shown.value.as_str());
    let roster = student.guardians.first().map(|guardian| guardian.phone.as_str());
    edited.or(roster).unwrap_or_default().to_owned()
}

/// Returns a student's guardians: as the roster has them, the first one's telephone, workplace and consent as the
/// profile says.
#[must_use]
pub fn guardians(student: &Student, profile: &Profile) -> Vec<Guardian> {
    let shown = |field: ProfileField| profile.get(field.as_str()).map(|f| &f.shown.value);
    let mut guardians = student.guardians.clone();
    if let Some(first) = guardians.first_mut() {
        first.phone = guardian_phone(student, profile);
        if let Some(Value::String(away)) = shown(ProfileField::GuardianAway) {
            first.away.clone_from(away);
        }
        if let Some(Value::Bool(consent)) = shown(ProfileField::Consent) {
            first.consent = Some(*consent);
        }
    }
    guardians
}

/// Folds the edits of a student's profile.
pub(super) fn profile(told: &[Told]) -> Profile {
    let mut edits: BTreeMap<&str, Vec<(Hlc, FactId, &ProfileEdit, FieldEdit)>> = BTreeMap::new();
    for fact in told {
        if let Act::ProfileEdit(edit) = &fact.act {
            let entry = FieldEdit {
                fact: fact.id,
                value: edit.value.clone(),
                by: fact.author,
                at: fact.at,
            };
            edits.entry(&edit.field).or_default().push((fact.hlc, fact.id, edit, entry));
        }
    }
    edits
        .into_iter()
        .filter_map(|(field, edits)| fold(edits).map(|state| (field.to_owned(), state)))
        .collect()
}

fn fold(mut edits: Vec<(Hlc, FactId, &ProfileEdit, FieldEdit)>) -> Option<FieldState> {
    let replaced: BTreeSet<FactId> =
        edits.iter().flat_map(|(_, _, e, _)| e.based_on.iter().copied()).collect();
    // Edits that replace each other in a ring, as only a broken phone makes, still leave the latest.
    let ring = edits.iter().all(|(_, id, _, _)| replaced.contains(id));
    edits.retain(|(_, id, _, _)| ring || !replaced.contains(id));
    edits.sort_by_key(|(hlc, id, _, _)| (*hlc, *id));
    let mut heads: Vec<FieldEdit> = edits.into_iter().map(|(_, _, _, entry)| entry).collect();
    let shown = heads.pop()?;
    heads.retain(|edit| edit.value != shown.value);
    Some(FieldState { shown, conflicts: heads })
}
