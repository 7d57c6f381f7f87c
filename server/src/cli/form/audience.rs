//! To whom an edition is opened, as it is said on the command line.

use crate::app::App;
use crate::cli::Failure;
use crate::db::read;
use crate::db::read::area::counties_of;
use clap::Args;
use doorstep_schema::form::Audience;
use doorstep_schema::form::publication::check;
use doorstep_schema::people::Role;
use doorstep_schema::region::RegionCode;
use jiff::civil::Date;

/// To whom an edition is opened.
#[derive(Args, Debug)]
pub(super) struct To {
    /// A region of the county; may be repeated. The whole county when left out.
    #[arg(long)]
    region: Vec<String>,
    /// teacher, principal, committee, township, department or supervisor; may be repeated. Every role when left out.
    #[arg(long)]
    role: Vec<String>,
    /// The first day, such as 2026-09-01.
    #[arg(long)]
    from: Option<Date>,
    /// The last day.
    #[arg(long)]
    until: Option<Date>,
}

impl To {
    /// Tells whether anything was said.
    pub(super) const fn is_said(&self) -> bool {
        !self.region.is_empty()
            || !self.role.is_empty()
            || self.from.is_some()
            || self.until.is_some()
    }

    /// Returns the audience in a county.
    pub(super) fn audience(&self, county: RegionCode) -> Result<Vec<Audience>, Failure> {
        let role = |text: &String| {
            let all = || Role::ALL.iter().map(|role| role.as_str()).collect::<Vec<_>>().join(", ");
            Role::parse(text).ok_or_else(|| Failure(format!("--role: {text} is none of {}", all())))
        };
        let roles = self.role.iter().map(role).collect::<Result<Vec<Role>, Failure>>()?;
        let mut regions = Vec::new();
        for text in &self.region {
            regions.push(
                RegionCode::parse(text).map_err(|error| Failure(format!("--region: {error}")))?,
            );
        }
        if regions.is_empty() {
            regions.push(county);
        }
        let one =
            |region| Audience { region, roles: roles.clone(), from: self.from, until: self.until };
        let audience: Vec<Audience> = regions.into_iter().map(one).collect();
        match check(&audience, county).into_iter().next() {
            Some(fault) => Err(Failure(fault.message)),
            None => Ok(audience),
        }
    }
}

/// Finds the counties that are meant: the one that is named, those of a wider region, or the only one on file.
pub(super) async fn counties(app: &App, named: Option<&str>) -> Result<Vec<RegionCode>, Failure> {
    let mut tx = app.db.read().await?;
    let Some(named) = named else {
        let all = read::counties(&mut tx).await?;
        return match all.as_slice() {
            [only] => Ok(vec![*only]),
            [] => Err(Failure(
                "the database knows no county yet: import its regions first".to_owned(),
            )),
            _ => Err(Failure("say for which county, such as --county 533325".to_owned())),
        };
    };
    let code = RegionCode::parse(named).map_err(|error| Failure(format!("--county: {error}")))?;
    let found = counties_of(&mut tx, code).await?;
    if found.is_empty() {
        return Err(Failure(format!("--county: the database knows no county of {named}")));
    }
    Ok(found)
}
