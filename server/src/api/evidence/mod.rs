//! Evidence photos for those who may see them: lists with verdicts, the pictures, bundles, explanations, erasure.

mod bundle;
mod erase;
mod explain;
mod list;
mod picture;
mod seen;

pub(super) use bundle::handle as bundle;
pub(super) use erase::handle as erase;
pub(super) use explain::handle as explain;
pub(super) use list::{handle as list, one};
pub(super) use picture::{photo, thumb};

use super::student::demand;
use crate::auth::caller::Caller;
use crate::db::Tx;
use crate::db::evidence::{self, Row};
use crate::problem::Problem;
use doorstep_schema::access::{Action, roles};
use doorstep_schema::id::{FactId, StudentId};
use doorstep_schema::people::Scope;
use uuid::Uuid;

/// Finds a photo on which the caller may act.
async fn find(tx: &mut Tx, caller: &Caller, action: Action, id: Uuid) -> Result<Row, Problem> {
    if !roles(action).contains(&caller.role) {
        return Err(Problem::not_found());
    }
    let row = evidence::find(tx, FactId(id)).await?.ok_or_else(Problem::not_found)?;
    match row.student {
        Some(student) => {
            demand(tx, caller, action, StudentId(student)).await?;
        }
        None => demand_venues(caller, &row.county)?,
    }
    Ok(row)
}

/// Demands that the caller may see what is about no student in a county: their own, or one in their region.
fn demand_venues(caller: &Caller, county: &str) -> Result<(), Problem> {
    let reaches =
        |scope: &Scope| matches!(scope, Scope::Region(code) if county.starts_with(code.as_str()));
    let own = caller.county.as_str() == county && !caller.scopes.is_empty();
    if own || caller.scopes.iter().any(reaches) { Ok(()) } else { Err(Problem::not_found()) }
}

#[cfg(test)]
mod tests;
