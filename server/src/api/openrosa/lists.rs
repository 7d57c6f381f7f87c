//! The students of a worker's scope and their guardians, as files that forms choose from. Made page by page, so that a
//! county does not have to fit into memory, and no transaction stays open while a client reads.

use super::form;
use crate::acts::openrosa::dress::{GUARDIANS_CSV, OF_STUDENT, STUDENTS_CSV};
use crate::app::App;
use crate::auth::caller::Caller;
use crate::db::read::students::{self as read, Ask, Listed, Within};
use crate::db::students;
use crate::problem::Problem;
use axum::body::Body;
use doorstep_schema::access::{Action, roles};
use doorstep_schema::id::StudentId;
use doorstep_schema::people::Scope;
use futures_util::stream;
use md5::{Digest as _, Md5};
use uuid::Uuid;

/// Students that are read at once.
const PAGE: i64 = 500;

/// Which list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum List {
    /// The students.
    Students,
    /// Their guardians.
    Guardians,
}

/// The last student of a page.
type Place = (String, Uuid);

impl List {
    /// Returns the list that a file is.
    pub(super) fn of(file: &str) -> Option<Self> {
        match file {
            STUDENTS_CSV => Some(Self::Students),
            GUARDIANS_CSV => Some(Self::Guardians),
            _ => None,
        }
    }

    const fn heading(self) -> &'static [&'static str] {
        match self {
            Self::Students => &["name", "label"],
            Self::Guardians => &["name", "label", OF_STUDENT],
        }
    }
}

/// Returns the scopes whose students the caller may read.
fn scopes(caller: &Caller) -> Vec<Scope> {
    let may = roles(Action::ReadStudent).contains(&caller.role);
    if may { caller.scopes.clone() } else { Vec::new() }
}

/// Returns the hash of a list.
///
/// # Errors
/// When the database refuses.
pub(super) async fn hash(app: &App, caller: &Caller, list: List) -> Result<String, Problem> {
    let scopes = scopes(caller);
    let (mut digest, mut after) = (Md5::new(), None);
    loop {
        let (bytes, next) = page(app, &scopes, list, after).await?;
        digest.update(&bytes);
        after = next;
        if after.is_none() {
            return Ok(form::written(&digest.finalize()));
        }
    }
}

/// Returns a list as a body that is made as it is read.
pub(super) fn stream(app: App, caller: &Caller, list: List) -> Body {
    let scopes = scopes(caller);
    let pages = stream::try_unfold(Some(None), move |at: Option<Option<Place>>| {
        let (app, scopes) = (app.clone(), scopes.clone());
        async move {
            let Some(after) = at else { return Ok::<_, Problem>(None) };
            let (bytes, next) = page(&app, &scopes, list, after).await?;
            Ok(Some((bytes, next.map(Some))))
        }
    });
    Body::from_stream(pages)
}

/// Makes a page, the first with the heading, and says where it ended unless it was the last.
async fn page(
    app: &App,
    scopes: &[Scope],
    list: List,
    after: Option<Place>,
) -> Result<(Vec<u8>, Option<Place>), Problem> {
    let mut tx = app.db.read().await?;
    let ask = Ask {
        scopes,
        search: None,
        within: Within::default(),
        after: after.as_ref().map(|(initials, id)| (initials.as_str(), *id)),
        limit: PAGE,
    };
    let found = read::list(&mut tx, &ask).await?;
    let rows = match list {
        List::Students => found.iter().map(|one| vec![one.id.to_string(), label(one)]).collect(),
        List::Guardians => {
            let ids: Vec<StudentId> = found.iter().map(|one| StudentId(one.id)).collect();
            let mut students = students::find(&mut tx, &ids).await?;
            let known = ids.iter().filter_map(|id| students.remove(id));
            known.flat_map(|student| guardians(&student)).collect::<Vec<_>>()
        }
    };
    let full = i64::try_from(found.len()).is_ok_and(|n| n == PAGE);
    let ended = found.into_iter().next_back().filter(|_| full).map(|one| (one.initials, one.id));
    let heading = after.is_none().then(|| list.heading());
    Ok((csv(heading, &rows)?, ended))
}

/// Names a student so that two of one name can be told apart: class and village.
fn label(one: &Listed) -> String {
    let class = one.grade.zip(one.number).map(|(grade, number)| format!("{grade}.{number}"));
    let village = one.village_name.clone().unwrap_or_else(|| one.village.clone());
    let parts = [Some(one.name.clone()), class, Some(village)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn guardians(student: &doorstep_schema::people::Student) -> Vec<Vec<String>> {
    let row = |guardian: &doorstep_schema::people::Guardian| {
        let label = format!("{} · {}", guardian.name, guardian.relation);
        vec![guardian.id.to_string(), label, student.id.to_string()]
    };
    student.guardians.iter().map(row).collect()
}

fn csv(heading: Option<&[&str]>, rows: &[Vec<String>]) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    let mut writer = csv::Writer::from_writer(&mut bytes);
    let written = heading
        .map_or(Ok(()), |heading| writer.write_record(heading))
        .and_then(|()| rows.iter().try_for_each(|row| writer.write_record(row)))
        .and_then(|()| writer.flush().map_err(csv::Error::from));
    written.map_err(|error| {
        tracing::error!(%error, "a list was not written");
        Problem::internal()
    })?;
    drop(writer);
    Ok(bytes)
}
