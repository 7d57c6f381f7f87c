//! Who owns a piece of work: one class, school, village committee, township, county or department.

use crate::id::{ClassId, SchoolId};
use crate::people::{Department, Scope, Standing};
use crate::policy::OwnerKind;
use crate::region::{Level, RegionCode};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// The one owner of a follow-up. As text: `village:533325001201`, `department:533325/justice`, …
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(type = "string"))]
pub enum Owner {
    /// The teacher of a class.
    Class(ClassId),
    /// A school, that is its principal.
    School(SchoolId),
    /// A village committee.
    Village(RegionCode),
    /// A township.
    Township(RegionCode),
    /// A county's education authority.
    County(RegionCode),
    /// A department of a county.
    Department(RegionCode, Department),
}

/// Why a text is not an owner.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error(
    "\"{0}\" is not an owner, such as \"village:533325001201\" or \"department:533325/justice\""
)]
pub struct NotAnOwner(pub String);

impl Owner {
    /// Returns the owner of a kind for a student.
    #[must_use]
    pub fn of(kind: OwnerKind, standing: &Standing) -> Self {
        let county = standing.county;
        match kind {
            OwnerKind::Class => Self::Class(standing.class),
            OwnerKind::School => Self::School(standing.school),
            OwnerKind::Village => Self::Village(standing.village),
            OwnerKind::Township => {
                Self::Township(standing.village.at(Level::Township).unwrap_or(standing.village))
            }
            OwnerKind::County => Self::County(county),
            OwnerKind::Department(department) => Self::Department(county, department),
        }
    }

    /// Returns who takes over work that this owner sends back: the next one up, at last the county.
    #[must_use]
    pub fn above(&self, county: RegionCode) -> Self {
        match self {
            Self::Village(code) => code.parent().map_or(Self::County(county), Self::Township),
            Self::Class(_)
            | Self::School(_)
            | Self::Township(_)
            | Self::County(_)
            | Self::Department(..) => Self::County(county),
        }
    }

    /// Returns the kind's word: `class`, `school`, `village`, `township`, `county` or `department`.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Class(_) => "class",
            Self::School(_) => "school",
            Self::Village(_) => "village",
            Self::Township(_) => "township",
            Self::County(_) => "county",
            Self::Department(..) => "department",
        }
    }

    /// Returns the owner whose queue a worker of the scope answers for; above counties there is none.
    #[must_use]
    pub fn served_by(scope: &Scope) -> Option<Self> {
        Some(match scope {
            Scope::Class(id) => Self::Class(*id),
            Scope::School(id) => Self::School(*id),
            Scope::Region(code) => match code.level() {
                Level::Village => Self::Village(*code),
                Level::Township => Self::Township(*code),
                Level::County => Self::County(*code),
                Level::Province | Level::Prefecture => return None,
            },
            Scope::Department(county, department) => Self::Department(*county, *department),
        })
    }

    /// Returns the scope of those who answer for this owner's queue.
    #[must_use]
    pub const fn scope(&self) -> Scope {
        match self {
            Self::Class(id) => Scope::Class(*id),
            Self::School(id) => Scope::School(*id),
            Self::Village(code) | Self::Township(code) | Self::County(code) => Scope::Region(*code),
            Self::Department(county, department) => Scope::Department(*county, *department),
        }
    }

    /// Tells whether a worker of that scope answers for this owner's queue.
    #[must_use]
    pub fn is_served_by(&self, scope: &Scope) -> bool {
        self.scope() == *scope
    }

    /// Reads the text form.
    ///
    /// # Errors
    /// When the text is not `kind:code`.
    pub fn parse(text: &str) -> Result<Self, NotAnOwner> {
        let owner = text.split_once(':').and_then(|(kind, rest)| {
            let region = |level| RegionCode::parse(rest).ok().filter(|c| c.level() == level);
            match kind {
                "class" => ClassId::parse(rest).ok().map(Self::Class),
                "school" => SchoolId::parse(rest).ok().map(Self::School),
                "village" => region(Level::Village).map(Self::Village),
                "township" => region(Level::Township).map(Self::Township),
                "county" => region(Level::County).map(Self::County),
                "department" => {
                    let (county, name) = rest.split_once('/')?;
                    Some(Self::Department(
                        RegionCode::parse(county).ok()?,
                        Department::parse(name)?,
                    ))
                }
                _ => None,
            }
        });
        owner.ok_or_else(|| NotAnOwner(text.chars().take(80).collect()))
    }
}

impl std::fmt::Display for Owner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let kind = self.kind();
        match self {
            Self::Class(id) => write!(f, "{kind}:{id}"),
            Self::School(id) => write!(f, "{kind}:{id}"),
            Self::Village(code) | Self::Township(code) | Self::County(code) => {
                write!(f, "{kind}:{code}")
            }
            Self::Department(county, department) => write!(f, "{kind}:{county}/{department}"),
        }
    }
}

impl Serialize for Owner {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Owner {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        Self::parse(&std::borrow::Cow::<'de, str>::deserialize(d)?).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn owners_read_back_and_bad_ones_are_named() {
        for text in [
            "village:533325001201",
            "township:533325001",
            "county:533325",
            "department:533325/justice",
        ] {
            let owner = Owner::parse(text).unwrap();
            assert_eq!(owner.to_string(), text);
            assert_eq!(Owner::served_by(&owner.scope()), Some(owner));
            assert!(owner.is_served_by(&owner.scope()));
        }
        for bad in ["", "village", "village:533325", "class:x", "department:533325/magic"] {
            assert!(Owner::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn sent_back_work_goes_up_and_never_nowhere() {
        let county = RegionCode::parse("533325").unwrap();
        let village = Owner::parse("village:533325001201").unwrap();
        let township = village.above(county);
        assert_eq!(township.to_string(), "township:533325001");
        assert_eq!(township.above(county), Owner::County(county));
        assert_eq!(Owner::County(county).above(county), Owner::County(county));
    }
}
