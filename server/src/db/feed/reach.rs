//! Which students a scope reaches, as a condition of SQL.

use crate::db::Query;
use doorstep_schema::people::Scope;
use doorstep_schema::region::Level;
use std::fmt::Write as _;
use uuid::Uuid;

/// The column that a scope is compared with, and the value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Reach {
    /// A class's or school's id.
    Id(&'static str, Uuid),
    /// A region's code.
    Code(&'static str, String),
}

impl Reach {
    /// Returns what the scope reaches by organisation; a department reaches nobody by itself. A region above
    /// the county reaches every student of the county whose log is read.
    #[must_use]
    pub fn of(scope: &Scope) -> Option<Self> {
        Some(match scope {
            Scope::Class(id) => Self::Id("class", id.0),
            Scope::School(id) => Self::Id("school", id.0),
            Scope::Region(code) => match code.level() {
                Level::Village => Self::Code("village", code.to_string()),
                Level::Township => Self::Code("township", code.to_string()),
                Level::County => Self::Code("county", code.to_string()),
                Level::Prefecture | Level::Province => return None,
            },
            Scope::Department(..) => return None,
        })
    }

    /// Returns the column.
    #[must_use]
    pub const fn column(&self) -> &'static str {
        match self {
            Self::Id(column, _) | Self::Code(column, _) => column,
        }
    }

    /// Tells whether it is so wide that the county's log is read in order rather than student by student.
    #[must_use]
    pub fn is_wide(&self) -> bool {
        self.column() == "county"
    }

    /// Writes the condition that none of the reaches holds the student `s`; its places start at `first`.
    #[must_use]
    pub fn none_of(reaches: &[Self], first: usize) -> String {
        let mut text = String::new();
        for (i, reach) in reaches.iter().enumerate() {
            // Writing to a string cannot fail.
            let _ = write!(text, " AND s.{} <> ${}", reach.column(), first + i);
        }
        text
    }

    /// Binds the value.
    pub fn bind<'q>(&self, query: Query<'q>) -> Query<'q> {
        match self {
            Self::Id(_, id) => query.bind(*id),
            Self::Code(_, code) => query.bind(code.clone()),
        }
    }
}
