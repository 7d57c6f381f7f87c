//! Parameters of the reading endpoints: what they mean, and what is told when one does not read.

use crate::auth::caller::Caller;
use crate::db::Tx;
use crate::db::read::area::{self, Area};
use crate::problem::Problem;
use doorstep_schema::access::{Action, Resource, roles};
use doorstep_schema::id::SchoolId;
use doorstep_schema::people::Scope;
use doorstep_schema::region::RegionCode;

/// The entries of a page when nothing else is asked for.
const LIMIT: i64 = 50;
/// The most entries of a page.
const MOST: i64 = 200;

/// Reads an optional parameter; an empty one counts as left out.
///
/// # Errors
/// `bad_parameter` with the parameter's name.
pub(super) fn read<'t, T>(
    name: &str,
    text: Option<&'t str>,
    parse: impl FnOnce(&'t str) -> Result<T, String>,
) -> Result<Option<T>, Problem> {
    let Some(text) = text.filter(|text| !text.is_empty()) else { return Ok(None) };
    parse(text).map(Some).map_err(|message| Problem::parameter(name, message))
}

/// Reads `limit`.
///
/// # Errors
/// `bad_parameter` when it is not a number from 1 to 200.
pub(super) fn limit(text: Option<&str>) -> Result<i64, Problem> {
    let parse = |text: &str| {
        let number = text.parse::<i64>().ok().filter(|n| (1..=MOST).contains(n));
        number.ok_or_else(|| format!("a limit is a number from 1 to {MOST}"))
    };
    Ok(read("limit", text, parse)?.unwrap_or(LIMIT))
}

/// Reads a region's code.
///
/// # Errors
/// `bad_parameter` with the parameter's name.
pub(super) fn region(name: &str, text: Option<&str>) -> Result<Option<RegionCode>, Problem> {
    read(name, text, |text| RegionCode::parse(text).map_err(|e| e.to_string()))
}

/// Reads an id.
///
/// # Errors
/// `bad_parameter` with the parameter's name.
pub(super) fn id(name: &str, text: Option<&str>) -> Result<Option<uuid::Uuid>, Problem> {
    read(name, text, |text| uuid::Uuid::parse_str(text).map_err(|e| format!("not an id: {e}")))
}

/// The longest text to search for, in characters.
const LONGEST: usize = 60;

/// Reads a text to search students for.
///
/// # Errors
/// `bad_parameter` with the parameter's name when it is too long.
pub(super) fn search<'t>(name: &str, text: Option<&'t str>) -> Result<Option<&'t str>, Problem> {
    read(name, text, |text| {
        let fits = text.chars().count() <= LONGEST && !text.contains('\0');
        if fits {
            Ok(text.trim())
        } else {
            Err(format!("a search has at most {LONGEST} characters"))
        }
    })
}

/// The fewest and the most letters of a reason to see identity numbers in full.
pub(super) const REASON: (usize, usize) = (5, 500);

/// Tells what is wrong with a reason to see identity numbers in full; it is written into the log.
pub(super) fn wrong_reason(reason: &str) -> Option<String> {
    let (least, most) = REASON;
    let fits = (least..=most).contains(&reason.trim().chars().count());
    (!fits).then(|| format!("say why, in {least} to {most} letters; it is written into the log"))
}

/// Reads a yes or no; left out, it is no.
///
/// # Errors
/// `bad_parameter` with the parameter's name.
pub(super) fn flag(name: &str, text: Option<&str>) -> Result<bool, Problem> {
    let parse = |text: &str| text.parse().map_err(|_| "it is true or false".to_owned());
    Ok(read(name, text, parse)?.unwrap_or(false))
}

/// Cuts a page that was read with one entry too many; tells where the next one goes on.
pub(super) fn cut<T>(found: &mut Vec<T>, limit: i64) -> bool {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = found.len() > limit;
    found.truncate(limit);
    more
}

/// Finds the region or school that is asked for, otherwise the caller's own, and demands every action to it.
///
/// # Errors
/// `bad_parameter`, or `not_found` for what is not there or may not be seen.
pub(super) async fn area(
    tx: &mut Tx,
    caller: &Caller,
    actions: &[Action],
    region_text: Option<&str>,
    school_text: Option<&str>,
) -> Result<Area, Problem> {
    let (region, school) = (region("region", region_text)?, id("school", school_text)?);
    let own = caller.scopes.iter().find_map(|scope| match scope {
        Scope::Region(code) => Some((Some(*code), None)),
        Scope::School(id) => Some((None, Some(*id))),
        Scope::Class(_) | Scope::Department(..) => None,
    });
    let asked = match (region, school) {
        (Some(_), Some(_)) => {
            return Err(Problem::parameter("school", "give a region or a school, not both"));
        }
        (None, None) => own.ok_or_else(Problem::not_found)?,
        (region, school) => (region, school.map(SchoolId)),
    };
    // Whose role never may is told apart from nobody before anything is read.
    if !actions.iter().all(|action| roles(*action).contains(&caller.role)) {
        return Err(Problem::not_found());
    }
    let demand = |resource: &Resource<'_>| {
        actions.iter().try_for_each(|action| caller.demand(*action, resource))
    };
    match asked {
        (Some(code), _) => {
            demand(&Resource::Region(&code))?;
            Ok(Area::Region(code))
        }
        (None, Some(id)) => {
            let (county, region) = area::school(tx, id).await?.ok_or_else(Problem::not_found)?;
            demand(&Resource::School(id, &region))?;
            Ok(Area::School(id, county))
        }
        (None, None) => Err(Problem::not_found()),
    }
}
