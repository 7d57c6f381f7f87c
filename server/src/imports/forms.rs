//! Forms from workbooks and XML: checked as a whole, stored as the next edition, opened to an audience.

use super::{ImportError, met};
use crate::app::App;
use crate::db::audit::{self, Event};
use crate::db::forms::{self, NewEdition};
use crate::db::{Error, Tx, counter};
use doorstep_forms::shipped;
use doorstep_forms::trial::{Checked, Finding, Source, check};
use doorstep_forms::xlsform::Attachments;
use doorstep_schema::form::{Audience, Form};
use doorstep_schema::id::{DeviceId, WorkerId};
use doorstep_schema::moment::Moment;
use doorstep_schema::region::RegionCode;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

/// The longest id of a form, in bytes.
const MAX_ID: usize = 128;
/// The largest form, as bytes of its JSON.
const MAX_BODY: usize = 32 << 20;

/// A form's file and what is attached to it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct File {
    /// The file's name; without its ending it is the id of a form that gives itself none.
    pub name: String,
    /// The workbook or XML.
    pub bytes: Vec<u8>,
    /// Attached CSV files.
    pub attachments: Attachments,
}

impl File {
    /// Reads and checks the form.
    #[must_use]
    pub fn check(&self) -> Checked {
        let name = self.name.rsplit_once('.').map_or(self.name.as_str(), |(name, _)| name);
        check(&Source::of(&self.bytes), name, &self.attachments)
    }
}

/// Who brings a form in, and how.
#[derive(Clone, Copy, Debug)]
pub struct Import<'a> {
    /// The county that gets it.
    pub county: RegionCode,
    /// Who brings it, on which device; none from the command line.
    pub by: Option<(WorkerId, DeviceId)>,
    /// To whom it is opened at once; `None` leaves that for later.
    pub audience: Option<&'a [Audience]>,
    /// Only tells what would be done.
    pub dry_run: bool,
}

/// What became of a form's file.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct FormReport {
    /// The form's id; empty when the file does not read.
    pub form: String,
    /// The author's name of this version.
    pub version: String,
    /// The edition that it is or would be; none when something is wrong.
    pub edition: Option<u32>,
    /// Whether it was only tried.
    pub dry_run: bool,
    /// Whether it is stored now.
    pub applied: bool,
    /// Whether the edition is new; a file that holds the newest edition again changes nothing.
    pub created: bool,
    /// What is wrong, and what the author should know; one fault keeps the form out.
    pub findings: Vec<Finding>,
}

impl FormReport {
    fn refused(dry_run: bool, findings: Vec<Finding>) -> Self {
        Self {
            form: String::new(),
            version: String::new(),
            edition: None,
            dry_run,
            applied: false,
            created: false,
            findings,
        }
    }

    /// Returns the faults.
    pub fn faults(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|found| found.fault)
    }

    /// Returns one line for people.
    #[must_use]
    pub fn summary(&self) -> String {
        match self.edition {
            None => format!("not taken: {} faults", self.faults().count()),
            Some(edition) => {
                let what = match (self.created, self.applied) {
                    (true, true) => "is stored as",
                    (true, false) => "would become",
                    (false, _) => "is already",
                };
                format!("{} {what} edition {edition}", self.form)
            }
        }
    }
}

/// Takes a checked form in: stores it as the next edition of its id, and opens it when an audience is given.
///
/// # Errors
/// When the database refuses; what is wrong with the form is in the report.
pub async fn import(
    app: &App,
    checked: Checked,
    import: Import<'_>,
) -> Result<FormReport, ImportError> {
    let checked = met::ask(checked);
    let refused = |findings| Ok(FormReport::refused(import.dry_run, findings));
    let Some(compiled) = &checked.form else { return refused(checked.findings.clone()) };
    let form = compiled.form();
    if let Some(fault) = unfit_id(&form.id) {
        return refused(vec![fault]);
    }
    let body = body_of(form)?;
    if body.len() > MAX_BODY {
        let message = format!("the form has {} bytes of at most {MAX_BODY}", body.len());
        return refused(vec![whole("too_large", message)]);
    }
    let mut tx = app.db.write().await?;
    let at = app.now();
    let (edition, created) =
        store(&mut tx, import.county, form, &body, at, import.by.map(|(worker, _)| worker)).await?;
    if let Some(audience) = import.audience {
        forms::publish(&mut tx, import.county, &form.id, edition, audience).await?;
    }
    if !import.dry_run {
        let event = Event {
            county: import.county,
            at,
            worker: import.by.map(|(worker, _)| worker),
            device: import.by.map(|(_, device)| device),
            action: "import_form",
            resource: format!("form:{}/{edition}", form.id),
            detail: import.audience.map(describe).unwrap_or_default(),
        };
        audit::append(&mut tx, &event).await?;
        tx.commit().await?;
    }
    Ok(FormReport {
        form: form.id.clone(),
        version: form.version.clone(),
        edition: Some(edition),
        dry_run: import.dry_run,
        applied: !import.dry_run,
        created,
        findings: checked.findings.clone(),
    })
}

/// Opens the shipped forms to everybody of a county that has no form at all yet.
///
/// # Errors
/// When the database refuses.
pub async fn furnish(tx: &mut Tx, county: RegionCode, now: Moment) -> Result<(), Error> {
    if forms::any(tx, county).await? {
        return Ok(());
    }
    let all = shipped::all().map_err(|faults| {
        let reason = faults.first().map(ToString::to_string).unwrap_or_default();
        Error::bad_row("form", "body", "shipped", reason)
    })?;
    let everybody = Audience { region: county, roles: Vec::new(), from: None, until: None };
    for form in all {
        let body = serde_json::to_string(&form)
            .map_err(|e| Error::bad_row("form", "body", &form.id, e))?;
        let (edition, _) = store(tx, county, &form, &body, now, None).await?;
        forms::publish(tx, county, &form.id, edition, std::slice::from_ref(&everybody)).await?;
    }
    Ok(())
}

/// Says in one line to whom an edition is open.
#[must_use]
pub fn describe(audience: &[Audience]) -> String {
    if audience.is_empty() {
        return "nobody".to_owned();
    }
    let one = |one: &Audience| {
        let roles: Vec<&str> = one.roles.iter().map(|role| role.as_str()).collect();
        let roles = if roles.is_empty() { "everybody".to_owned() } else { roles.join(" ") };
        let from = one.from.map(|day| format!(" from {day}")).unwrap_or_default();
        let until = one.until.map(|day| format!(" until {day}")).unwrap_or_default();
        format!("{roles} in {}{from}{until}", one.region)
    };
    audience.iter().map(one).collect::<Vec<_>>().join(", ")
}

async fn store(
    tx: &mut Tx,
    county: RegionCode,
    form: &Form,
    body: &str,
    at: Moment,
    by: Option<WorkerId>,
) -> Result<(u32, bool), Error> {
    counter::take(tx, county, 0).await?;
    let hash = Sha256::digest(body);
    let new = NewEdition { form: &form.id, version: &form.version, body, hash: &hash, at, by };
    forms::add(tx, county, &new).await
}

fn body_of(form: &Form) -> Result<String, ImportError> {
    serde_json::to_string(form)
        .map_err(|error| Error::bad_row("form", "body", &form.id, error).into())
}

fn whole(code: &str, message: String) -> Finding {
    let (sheet, column) = (String::new(), String::new());
    Finding { fault: true, sheet, row: 0, column, code: code.to_owned(), message }
}

/// An id travels in addresses, and both databases keep it.
fn unfit_id(id: &str) -> Option<Finding> {
    let is_good = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':');
    if (1..=MAX_ID).contains(&id.len()) && id.chars().all(is_good) && !id.starts_with('.') {
        return None;
    }
    let message = format!(
        "the form's id \"{}\" must have 1 to {MAX_ID} bytes: letters, digits, _, -, . and :",
        id.chars().take(40).collect::<String>()
    );
    Some(Finding { sheet: "settings".to_owned(), ..whole("name", message) })
}
