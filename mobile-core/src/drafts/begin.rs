//! Begins a draft.

use super::open::{env, fact, form, language, phone};
use crate::acts::signed_in;
use crate::store::{DraftRow, Store};
use crate::{Code, Entry, Problem, forms};
use doorstep_schema::form::filling::Filling;
use doorstep_schema::form::{FactKind, Language};
use doorstep_schema::id::{FactId, FollowUpId, GuardianId, StudentId, WorkerId};

/// What a draft is about.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Beginning {
    /// The form.
    pub form: String,
    /// The student; none for a venue report.
    pub student: Option<StudentId>,
    /// The follow-up that a visit or a contact works on.
    pub follow_up: Option<FollowUpId>,
    /// The guardian who is contacted.
    pub guardian: Option<GuardianId>,
    /// The reminder that a contact carries out.
    pub reminder: Option<FactId>,
    /// The colleagues who come along on a visit.
    pub companions: Vec<WorkerId>,
    /// The language in which the form is shown; none for its own.
    pub language: Option<Language>,
}

impl Beginning {
    /// Makes the beginning of a form about a student.
    #[must_use]
    pub fn about(form: &str, student: StudentId) -> Self {
        Self { form: form.to_owned(), student: Some(student), ..Self::default() }
    }

    /// Makes the beginning of a form about no student.
    #[must_use]
    pub fn of(form: &str) -> Self {
        Self { form: form.to_owned(), ..Self::default() }
    }
}

/// Begins a draft on the edition that is open to the worker; the same entry again gives the same draft.
///
/// # Errors
/// `not_signed_in`; `unknown_form` when no edition is open, `app_too_old` when the app can't fill those that are;
/// `unknown_student`; `not_permitted` when the student is leaving the scope; `invalid` at what does not go with the form.
pub fn begin(store: &mut Store, entry: &Entry, beginning: &Beginning) -> Result<FactId, Problem> {
    let id = entry.id();
    let begun = store.write(|store| start(store, entry, id, beginning))?;
    if let Some(filling) = begun {
        store.keep_filling(id, filling);
    }
    Ok(id)
}

fn start(
    store: &Store,
    entry: &Entry,
    id: FactId,
    beginning: &Beginning,
) -> Result<Option<Filling>, Problem> {
    let session = signed_in(store)?;
    if store.find_draft(id)?.is_some() {
        return Ok(None);
    }
    let edition = forms::edition(store, &session, &beginning.form, entry.now)?;
    let compiled = form(store, &beginning.form, edition)?;
    check(store, fact(&compiled), beginning)?;
    let saved = compiled.reads_last_saved().then(|| store.last_saved(&beginning.form));
    let saved = saved.transpose()?.flatten();
    let chosen = beginning.language.as_ref().map_or("", |language| &language.0);
    let mut row = DraftRow {
        key: 0,
        id,
        student: beginning.student,
        form: beginning.form.clone(),
        edition,
        follow_up: beginning.follow_up,
        guardian: beginning.guardian,
        reminder: beginning.reminder,
        companions: beginning.companions.clone(),
        language: chosen.to_owned(),
        chance: entry.chance(),
        saved,
        question: String::new(),
        begun_at: entry.now,
        changed_at: entry.now,
        step: None,
    };
    row.key = store.add_draft(&row)?;
    let phone = phone(store, &session, saved)?;
    let mut filling = Filling::begin(&compiled, env(store, entry.now, row.chance)?, &phone);
    if !chosen.is_empty() {
        filling.show_in(language(&compiled, chosen));
    }
    store.change_answers(row.key, &filling.take_rows())?;
    Ok(Some(filling))
}

/// Checks that student, guardian, follow-up and companions go with the fact.
fn check(store: &Store, fact: FactKind, beginning: &Beginning) -> Result<(), Problem> {
    let misfit = |field| Err(Problem::at(Code::Invalid, field));
    let Some(student) = beginning.student else {
        return match fact {
            FactKind::VenueReport if beginning.guardian.is_some() => misfit("guardian"),
            FactKind::VenueReport if beginning.reminder.is_some() => misfit("reminder"),
            FactKind::VenueReport if beginning.follow_up.is_some() => misfit("follow_up"),
            FactKind::VenueReport if !beginning.companions.is_empty() => misfit("companions"),
            FactKind::VenueReport => Ok(()),
            _ => misfit("student"),
        };
    };
    if fact == FactKind::VenueReport {
        return misfit("student");
    }
    let unknown = || Problem::new(Code::UnknownStudent);
    let key = store.find_student_key(student)?.ok_or_else(unknown)?;
    let student = store.student(key)?.ok_or_else(unknown)?;
    if store.is_leaving(key)? {
        return Err(Problem::new(Code::NotPermitted));
    }
    let works = matches!(fact, FactKind::Visit | FactKind::GuardianContact);
    if beginning.follow_up.is_some() && !works {
        return misfit("follow_up");
    }
    if !beginning.companions.is_empty() && fact != FactKind::Visit {
        return misfit("companions");
    }
    if let Some(reminder) = beginning.reminder {
        let set = store.find_fact(reminder)?.filter(|row| row.fact.kind == "reminder_set");
        let theirs = set.is_some_and(|row| row.fact.student == beginning.student);
        if fact != FactKind::GuardianContact || !theirs {
            return misfit("reminder");
        }
    }
    match beginning.guardian {
        Some(_) if fact != FactKind::GuardianContact => misfit("guardian"),
        Some(id) if !student.guardians.iter().any(|guardian| guardian.id == id) => {
            misfit("guardian")
        }
        _ => Ok(()),
    }
}
