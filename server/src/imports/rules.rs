//! Calendar and policy from JSON, checked by the rules' own words.

use super::report::Report;
use super::{ImportError, Kind};
use crate::app::App;
use crate::db::policy::{self, Rules};
use doorstep_schema::calendar::Calendar;
use doorstep_schema::id::WorkerId;
use doorstep_schema::policy::Policy;
use doorstep_schema::problem::Violation;
use doorstep_schema::region::RegionCode;

/// Reads the file and puts it in force unless something is wrong with it or it is only tried.
pub(super) async fn import(
    app: &App,
    kind: Kind,
    bytes: &[u8],
    (county, by): (RegionCode, Option<WorkerId>),
    report: &mut Report,
) -> Result<(), ImportError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes)
        .map_err(|_| ImportError::File("the file is not UTF-8 text".to_owned()))?;
    report.rows = 1;
    let read = match kind {
        Kind::Policy => Policy::read(text).map(|policy| Rules::Policy(Box::new(policy))),
        _ => calendar(text).map(Rules::Calendar),
    };
    let rules = match read {
        Ok(rules) => rules,
        Err(violations) => {
            for violation in violations {
                report.wrong(1, violation.field, &violation.code, violation.message);
            }
            report.settle();
            return Ok(());
        }
    };
    report.settle();
    let mut tx = app.db.write().await?;
    let (before, same) = match &rules {
        Rules::Policy(new) => {
            let before = policy::policy(&mut tx, county).await?;
            (before.is_some(), before.as_ref() == Some(&**new))
        }
        Rules::Calendar(new) => {
            let before = policy::calendar(&mut tx, county).await?;
            (before.is_some(), before.as_ref() == Some(new))
        }
    };
    report.created = usize::from(!before);
    report.changed = usize::from(before && !same);
    report.unchanged = usize::from(same);
    if !same {
        let version = policy::change(&mut tx, county, &rules, (by, app.now())).await?;
        report.version = Some(version).filter(|_| !report.dry_run);
    }
    if !report.dry_run {
        tx.commit().await?;
        report.applied = true;
    }
    Ok(())
}

fn calendar(text: &str) -> Result<Calendar, Vec<Violation>> {
    let calendar: Calendar = serde_json::from_str(text).map_err(|e| {
        let place = format!("line {}, column {}", e.line(), e.column());
        vec![Violation::new(place, "unreadable", e.to_string())]
    })?;
    let found = calendar.check();
    if found.is_empty() { Ok(calendar) } else { Err(found) }
}
