//! Documents: what templates are given about a student, a visit or a school's month, and the press that sets them.

mod entry;
pub mod month;
pub mod press;
pub mod student;

use doorstep_papers::Kind;
use doorstep_schema::people::Role;
use doorstep_schema::region::RegionCode;
use jiff::civil::Date;
use serde_json::{Map, Value, json};

pub use entry::Entry;

/// What stands on every document.
#[derive(Clone, Debug)]
pub struct Head<'a> {
    /// The kind.
    pub kind: Kind,
    /// Who issues it.
    pub issuer: &'a str,
    /// The county and its name.
    pub county: (RegionCode, &'a str),
    /// Who draws it up, and as what.
    pub by: (&'a str, Role),
    /// The day on the region's clock.
    pub today: Date,
    /// What was typed for it.
    pub fields: Map<String, Value>,
}

impl Head<'_> {
    /// Writes it down: a draft without a number.
    #[must_use]
    pub fn data(self) -> Map<String, Value> {
        let (code, county) = self.county;
        let (name, role) = self.by;
        let data = json!({
            "kind": self.kind.as_str(),
            "title": self.kind.title(),
            "number": null,
            "draft": true,
            "issued_on": self.today,
            "issuer": self.issuer,
            "county": { "code": code, "name": county },
            "drawn_up_by": { "name": name, "role": role.as_str() },
            "fields": self.fields,
        });
        match data {
            Value::Object(map) => map,
            _ => Map::new(),
        }
    }
}

/// Writes a number by its pattern.
#[must_use]
pub fn number(pattern: &str, year: i64, n: i64) -> String {
    pattern.replace("{year}", &year.to_string()).replace("{n}", &n.to_string())
}

/// Returns what a township's government is called.
#[must_use]
pub fn government_of(township: &str) -> String {
    if township.ends_with("街道") {
        format!("{township}办事处")
    } else if township.ends_with("政府") || township.ends_with("办事处") {
        township.to_owned()
    } else {
        format!("{township}人民政府")
    }
}

/// Returns what a county's education authority is called.
#[must_use]
pub fn authority_of(county: &str) -> String {
    format!("{county}教育体育局")
}

/// Returns what a class is called on paper: 八年级（2）班.
#[must_use]
pub fn class_of(grade: i64, number: i64) -> String {
    const GRADES: [&str; 9] = ["一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let named = usize::try_from(grade - 1).ok().and_then(|at| GRADES.get(at));
    named.map_or_else(|| format!("{grade}.{number}"), |name| format!("{name}年级（{number}）班"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_papers() {
        assert_eq!(number("兰控辍〔{year}〕{n}号", 2026, 17), "兰控辍〔2026〕17号");
        assert_eq!(government_of("营盘镇"), "营盘镇人民政府");
        assert_eq!(government_of("金顶街道"), "金顶街道办事处");
        assert_eq!((class_of(8, 2).as_str(), class_of(12, 1).as_str()), ("八年级（2）班", "12.1"));
    }
}
