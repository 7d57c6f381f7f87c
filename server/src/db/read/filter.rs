//! Conditions put together at run time: texts with numbered places, and the values for them.

use crate::db::Query;
use doorstep_schema::access::Queues;
use doorstep_schema::people::{Department, Scope};
use doorstep_schema::region::{Level, RegionCode};
use uuid::Uuid;

/// A value for a place.
#[derive(Clone, Debug)]
pub(in crate::db) enum Value {
    Text(String),
    Id(Uuid),
    Number(i64),
}

/// Conditions that all hold.
#[derive(Clone, Default, Debug)]
pub(in crate::db) struct Filter {
    conditions: Vec<String>,
    values: Vec<Value>,
}

impl Filter {
    /// Adds a text and returns its place.
    pub(in crate::db) fn text(&mut self, value: impl Into<String>) -> String {
        self.place(Value::Text(value.into()))
    }

    /// Adds an id and returns its place.
    pub(in crate::db) fn id(&mut self, value: Uuid) -> String {
        self.place(Value::Id(value))
    }

    /// Adds a number and returns its place.
    pub(in crate::db) fn number(&mut self, value: i64) -> String {
        self.place(Value::Number(value))
    }

    /// Adds a value and returns its place.
    pub(in crate::db) fn place(&mut self, value: Value) -> String {
        self.values.push(value);
        format!("${}", self.values.len())
    }

    /// Adds a condition, written with the places that were returned.
    pub(in crate::db) fn and(&mut self, condition: impl Into<String>) {
        self.conditions.push(condition.into());
    }

    /// Writes the conditions behind WHERE.
    pub(in crate::db) fn sql(&self) -> String {
        if self.conditions.is_empty() { "1 = 1".to_owned() } else { self.conditions.join(" AND ") }
    }

    /// Binds the values.
    pub(in crate::db) fn bind<'t>(&self, query: Query<'t>) -> Query<'t> {
        self.values.iter().fold(query, |query, value| match value {
            Value::Text(text) => query.bind(text.clone()),
            Value::Id(id) => query.bind(*id),
            Value::Number(number) => query.bind(*number),
        })
    }

    /// Writes that a column with a region's code lies in a region, by its prefix. Digits alone are
    /// compared, which every collation orders alike.
    pub(in crate::db) fn within(&mut self, column: &str, code: RegionCode) -> String {
        let (from, to) =
            (self.text(code.to_string()), self.text(format!("{:9<12}", code.as_str())));
        format!("({column} >= {from} AND {column} <= {to})")
    }

    /// Writes that a student's row lies in a region.
    pub(in crate::db) fn student_in(&mut self, table: &str, code: RegionCode) -> String {
        match code.level() {
            Level::Province | Level::Prefecture => self.within(&format!("{table}.county"), code),
            Level::County => format!("{table}.county = {}", self.text(code.to_string())),
            Level::Township => format!("{table}.township = {}", self.text(code.to_string())),
            Level::Village => format!("{table}.village = {}", self.text(code.to_string())),
        }
    }

    /// Adds that a student's row has the text in its name, or begins with it in initials or number.
    pub(in crate::db) fn search(&mut self, table: &str, text: &str) {
        let plain = text.to_lowercase().replace(['\\', '%', '_'], "");
        let part = self.text(format!("%{plain}%"));
        let start = self.text(format!("{plain}%"));
        // Further readings of a name stand behind a blank.
        let reading = self.text(format!("% {plain}%"));
        self.and(format!(
            "(LOWER({table}.name) LIKE {part} OR {table}.initials LIKE {start} OR {table}.initials LIKE {reading}
                OR LOWER({table}.student_number) LIKE {start})"
        ));
    }

    /// Adds that a follow-up's row lies in one of the queues; without a queue nothing does. `of_county` is the table whose
    /// county is compared where a queue goes through whole counties.
    pub(in crate::db) fn queues(&mut self, table: &str, of_county: &str, queues: &[Queues]) {
        let (mut owners, mut any) = (Vec::new(), Vec::new());
        for queue in queues {
            match queue {
                Queues::Of(owner) => owners.push(self.text(owner.to_string())),
                Queues::OfVillagesIn(code) => {
                    // Behind the same word only digits are compared, which every collation orders alike.
                    let from = self.text(format!("village:{code}"));
                    let to = self.text(format!("village:{:9<12}", code.as_str()));
                    any.push(format!("({table}.owner >= {from} AND {table}.owner <= {to})"));
                }
                Queues::OfClassesIn(school) => {
                    let school = self.id(school.0);
                    any.push(format!(
                        "({table}.school = {school} AND {table}.owner LIKE 'class:%')"
                    ));
                }
                Queues::AboutStudentsOf(code) => {
                    let whole = code.level() <= Level::County;
                    any.push(self.student_in(if whole { of_county } else { table }, *code));
                }
            }
        }
        if !owners.is_empty() {
            any.push(format!("{table}.owner IN ({})", owners.join(", ")));
        }
        self.any(&any);
    }

    /// Adds that one of the conditions holds.
    fn any(&mut self, conditions: &[String]) {
        self.and(match conditions {
            [] => "1 = 0".to_owned(),
            [only] => only.clone(),
            several => format!("({})", several.join(" OR ")),
        });
    }

    /// Adds that a student's row lies in one of the scopes; without a scope nothing does.
    pub(in crate::db) fn scopes(&mut self, table: &str, scopes: &[Scope]) {
        let mut any = Vec::new();
        for scope in scopes {
            any.push(match scope {
                Scope::Class(id) => format!("{table}.class = {}", self.id(id.0)),
                Scope::School(id) => format!("{table}.school = {}", self.id(id.0)),
                Scope::Region(code) => self.student_in(table, *code),
                Scope::Department(county, department) => self.referred(table, *county, *department),
            });
        }
        self.any(&any);
    }

    fn referred(&mut self, table: &str, county: RegionCode, department: Department) -> String {
        let (county, department) = (self.text(county.to_string()), self.text(department.as_str()));
        format!(
            "EXISTS (SELECT 1 FROM referral r WHERE r.student = {table}.id
                AND r.county = {county} AND r.department = {department})"
        )
    }
}
