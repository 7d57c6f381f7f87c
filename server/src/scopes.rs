//! Scopes as people write them: `class:SCHOOL/2026/7/2`, `school:CODE`, `region:533325001`, `department:533325/justice`.

use crate::db::roster::classes;
use doorstep_schema::id::{ClassId, SchoolId};
use doorstep_schema::people::{Department, Role, School, Scope};
use doorstep_schema::region::{Level, RegionCode};
use std::collections::{HashMap, HashSet};

/// What a county's scopes can refer to.
#[derive(Clone, Debug)]
pub struct Known {
    /// The county.
    pub county: RegionCode,
    /// Its schools by their codes.
    pub schools: HashMap<String, School>,
    /// Its classes.
    pub classes: HashMap<classes::Key, ClassId>,
    /// Its regions' codes.
    pub regions: HashSet<String>,
}

fn unread(text: &str) -> String {
    let shown: String = text.chars().take(60).collect();
    format!(
        "\"{shown}\" is not a scope, such as class:SCHOOL/2026/7/2, school:CODE, region:533325001 or department:533325/justice"
    )
}

impl Known {
    /// Reads a scope; what it refers to must exist.
    ///
    /// # Errors
    /// A sentence that says what is wrong and how to mend it.
    pub fn read(&self, text: &str) -> Result<Scope, String> {
        let (kind, target) = text.split_once(':').ok_or_else(|| unread(text))?;
        match kind {
            "class" => self.class(target).ok_or_else(|| unread(text))?,
            "school" => {
                let school = self.schools.get(target);
                school
                    .map(|s| Scope::School(s.id))
                    .ok_or_else(|| format!("there is no school {target}"))
            }
            "region" => self.region(target),
            "department" => {
                let (county, word) = target.split_once('/').ok_or_else(|| unread(text))?;
                let department = Department::parse(word)
                    .ok_or_else(|| format!("there is no department {word}"))?;
                if county == self.county.as_str() {
                    Ok(Scope::Department(self.county, department))
                } else {
                    Err(format!("a department here is of {}", self.county))
                }
            }
            _ => Err(unread(text)),
        }
    }

    /// Writes a scope as [`Known::read`] reads it; by its id where what it refers to is not on file.
    #[must_use]
    pub fn write(&self, scope: &Scope) -> String {
        let school = |id: &SchoolId| self.schools.values().find(|school| school.id == *id);
        match scope {
            Scope::Class(id) => {
                let key = self.classes.iter().find(|(_, class)| *class == id).map(|(key, _)| *key);
                let written = key.and_then(|(in_school, year, grade, number)| {
                    let code = &school(&in_school)?.code;
                    Some(format!("class:{code}/{year}/{grade}/{number}"))
                });
                written.unwrap_or_else(|| format!("class:{id}"))
            }
            Scope::School(id) => {
                school(id).map_or_else(|| format!("school:{id}"), |s| format!("school:{}", s.code))
            }
            Scope::Region(code) => format!("region:{code}"),
            Scope::Department(county, department) => {
                format!("department:{county}/{}", department.as_str())
            }
        }
    }

    fn class(&self, target: &str) -> Option<Result<Scope, String>> {
        let mut parts = target.rsplitn(4, '/');
        let number: u8 = parts.next()?.parse().ok()?;
        let grade: u8 = parts.next()?.parse().ok()?;
        let year: i16 = parts.next()?.parse().ok()?;
        let code = parts.next()?;
        let Some(school) = self.schools.get(code) else {
            return Some(Err(format!("there is no school {code}")));
        };
        let class = self.classes.get(&(school.id, year, grade, number));
        Some(class.map(|id| Scope::Class(*id)).ok_or_else(|| format!("there is no class {target}")))
    }

    fn region(&self, target: &str) -> Result<Scope, String> {
        let code = RegionCode::parse(target).map_err(|e| e.to_string())?;
        if code.contains(&self.county) || self.regions.contains(code.as_str()) {
            Ok(Scope::Region(code))
        } else {
            Err(format!("there is no region {code} in {}", self.county))
        }
    }
}

/// Tells whether a role can hold a scope of that kind.
#[must_use]
pub fn fits(role: Role, scope: &Scope) -> bool {
    match (role, scope) {
        (Role::Teacher, Scope::Class(_))
        | (Role::Teacher | Role::Principal, Scope::School(_))
        | (Role::Department, Scope::Department(..)) => true,
        (Role::Committee, Scope::Region(code)) => code.level() == Level::Village,
        (Role::Township, Scope::Region(code)) => code.level() == Level::Township,
        (Role::Supervisor | Role::Administrator, Scope::Region(code)) => {
            code.level() <= Level::County
        }
        _ => false,
    }
}

/// Tells whether a text can be a sign-in name.
#[must_use]
pub fn is_username(text: &str) -> bool {
    (1..=64).contains(&text.chars().count())
        && text.chars().all(|c| c.is_alphanumeric() || "._-@".contains(c))
}
