//! One row's cells, read by their columns; what is wrong goes to the report.

use super::report::Report;
use super::sheet::{Row, Sheet};
use doorstep_schema::people::{Group, Relation, Role, Sex, Status};
use doorstep_schema::place::Place;
use doorstep_schema::region::RegionCode;
use jiff::civil::Date;

/// The cells of a row.
pub(super) struct Cells<'a> {
    headers: &'a [String],
    row: &'a Row,
}

/// A word of a closed list, in English or Chinese.
pub(super) trait Word: Copy + 'static {
    /// Reads the English word.
    fn read(text: &str) -> Option<Self>;
    /// The words in English, for the message.
    fn known() -> String;
    /// The words in Chinese.
    const CHINESE: &'static [(&'static str, Self)];
}

macro_rules! word {
    ($type:ty, [$(($chinese:literal, $value:expr)),+ $(,)?]) => {
        impl Word for $type {
            fn read(text: &str) -> Option<Self> { Self::parse(text) }
            fn known() -> String {
                Self::ALL.iter().map(|w| w.as_str()).collect::<Vec<_>>().join(", ")
            }
            const CHINESE: &'static [(&'static str, Self)] = &[$(($chinese, $value)),+];
        }
    };
}

word!(Sex, [("女", Sex::Female), ("男", Sex::Male)]);
word!(
    Group,
    [
        ("建档立卡", Group::PoorHousehold),
        ("脱贫户", Group::PoorHousehold),
        ("留守儿童", Group::LeftBehind),
        ("困境儿童", Group::InDifficulty),
        ("孤儿", Group::Orphan),
        ("事实无人抚养儿童", Group::Unattended),
        ("残疾儿童", Group::Disability),
        ("随迁子女", Group::Migrant),
        ("单亲", Group::SingleParent),
        ("涉案未成年人", Group::InvolvedInCase),
    ]
);
word!(
    Status,
    [
        ("未入学", Status::NotEnrolled),
        ("在读", Status::Enrolled),
        ("休学", Status::Suspended),
        ("缓学", Status::Deferred),
        ("免学", Status::Exempt),
        ("送教上门", Status::HomeTuition),
        ("疑似辍学", Status::SuspectedDropout),
        ("辍学", Status::DroppedOut),
        ("复学", Status::Returned),
        ("转学", Status::Transferred),
        ("毕业", Status::Graduated),
        ("死亡", Status::Deceased),
    ]
);
word!(
    Relation,
    [
        ("父亲", Relation::Father),
        ("母亲", Relation::Mother),
        ("祖父母", Relation::Grandparent),
        ("外祖父母", Relation::Grandparent),
        ("兄弟姐妹", Relation::Sibling),
        ("亲属", Relation::Relative),
        ("机构", Relation::Institution),
        ("其他", Relation::Other),
    ]
);
word!(
    Role,
    [
        ("教师", Role::Teacher),
        ("校长", Role::Principal),
        ("村委会委员", Role::Committee),
        ("乡镇", Role::Township),
        ("部门", Role::Department),
        ("督导", Role::Supervisor),
        ("管理员", Role::Administrator),
    ]
);

impl<'a> Cells<'a> {
    /// Looks at the rows of a sheet in turn.
    pub(super) fn of(sheet: &'a Sheet) -> impl Iterator<Item = Self> {
        sheet.rows.iter().map(|row| Self { headers: &sheet.headers, row })
    }

    /// Returns the row's number.
    pub(super) const fn row(&self) -> usize {
        self.row.number
    }

    /// Returns a cell's text, empty when there is none.
    pub(super) fn text(&self, column: &str) -> &'a str {
        let place = self.headers.iter().position(|h| h == column);
        place.and_then(|place| self.row.cells.get(place)).map_or("", |cell| cell.trim())
    }

    /// Returns a cell's text, which must not be empty.
    pub(super) fn required(&self, column: &str, report: &mut Report) -> Option<&'a str> {
        let text = self.text(column);
        if text.is_empty() {
            report.wrong(self.row(), column, "missing", "fill in this cell");
            return None;
        }
        Some(text)
    }

    /// Reads a short text that must not be empty: a name or a code.
    pub(super) fn short(&self, column: &str, report: &mut Report) -> Option<String> {
        let text = self.required(column, report)?;
        if text.chars().count() > 100 || text.chars().any(char::is_control) {
            let message = "at most 100 characters on one line";
            report.wrong(self.row(), column, "too_long", message);
            return None;
        }
        Some(text.to_owned())
    }

    /// Reads a whole number within bounds.
    pub(super) fn number<T>(&self, column: &str, from: T, to: T, report: &mut Report) -> Option<T>
    where
        T: std::str::FromStr + PartialOrd + std::fmt::Display + Copy,
    {
        let text = self.required(column, report)?;
        let found = text.parse::<T>().ok().filter(|n| *n >= from && *n <= to);
        if found.is_none() {
            let message = format!("\"{}\" is not a whole number from {from} to {to}", shown(text));
            report.wrong(self.row(), column, "out_of_range", message);
        }
        found
    }

    /// Reads a region's code.
    pub(super) fn region(&self, column: &str, report: &mut Report) -> Option<RegionCode> {
        let text = self.required(column, report)?;
        match RegionCode::parse(text) {
            Ok(code) => Some(code),
            Err(error) => {
                report.wrong(self.row(), column, "not_a_region", error.to_string());
                None
            }
        }
    }

    /// Reads a date such as 2026-09-01, 2026/9/1, 20260901 or 2026年9月1日; `None` when the cell is empty.
    pub(super) fn date(&self, column: &str, report: &mut Report) -> Option<Date> {
        let text = self.text(column);
        if text.is_empty() {
            return None;
        }
        let found = date(text);
        if found.is_none() {
            let message = format!("\"{}\" is not a date such as 2026-09-01", shown(text));
            report.wrong(self.row(), column, "not_a_date", message);
        }
        found
    }

    /// Reads yes or no; `None` when the cell is empty.
    pub(super) fn yes(&self, column: &str, report: &mut Report) -> Option<bool> {
        match self.text(column).to_lowercase().as_str() {
            "" => None,
            "true" | "yes" | "y" | "1" | "是" => Some(true),
            "false" | "no" | "n" | "0" | "否" => Some(false),
            other => {
                let message = format!("\"{}\" is not true or false", shown(other));
                report.wrong(self.row(), column, "not_yes_or_no", message);
                None
            }
        }
    }

    /// Reads a word of a closed list; `None` when the cell is empty.
    pub(super) fn word<W: Word>(&self, column: &str, report: &mut Report) -> Option<W> {
        let text = self.text(column);
        if text.is_empty() { None } else { self.one_word(column, text, report) }
    }

    /// Reads words of a closed list, separated by semicolons.
    pub(super) fn words<W: Word>(&self, column: &str, report: &mut Report) -> Vec<W> {
        let parts = self.text(column).split([';', '；', '、']).map(str::trim);
        let parts: Vec<&str> = parts.filter(|p| !p.is_empty()).collect();
        parts.into_iter().filter_map(|part| self.one_word(column, part, report)).collect()
    }

    fn one_word<W: Word>(&self, column: &str, text: &str, report: &mut Report) -> Option<W> {
        let chinese = || W::CHINESE.iter().find(|(word, _)| *word == text).map(|(_, w)| *w);
        let found = W::read(text).or_else(chinese);
        if found.is_none() {
            let message = format!("\"{}\" is not one of {}", shown(text), W::known());
            report.wrong(self.row(), column, "unknown", message);
        }
        found
    }

    /// Reads latitude and longitude, which come together or not at all.
    pub(super) fn place(&self, accuracy: f64, report: &mut Report) -> Option<Place> {
        let (lat, lon) = (self.text("lat"), self.text("lon"));
        if lat.is_empty() && lon.is_empty() {
            return None;
        }
        let read = lat.parse::<f64>().ok().zip(lon.parse::<f64>().ok());
        let place = read.map(|(lat, lon)| Place { lat, lon, accuracy }).filter(Place::is_valid);
        if place.is_none() {
            let message = "latitude is -90 to 90 and longitude -180 to 180, both or neither";
            report.wrong(self.row(), "lat", "out_of_range", message);
        }
        place
    }
}

/// Returns the start of a cell for a message.
pub(super) fn shown(text: &str) -> String {
    text.chars().take(40).collect()
}

fn date(text: &str) -> Option<Date> {
    let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    if text.len() == 8 && digits(text) {
        return Date::new(
            text[..4].parse().ok()?,
            text[4..6].parse().ok()?,
            text[6..].parse().ok()?,
        )
        .ok();
    }
    let plain = text.trim_end_matches('日').replace(['/', '.', '年', '月'], "-");
    let mut parts = plain.split('-');
    let date = Date::new(
        parts.next()?.parse().ok()?,
        parts.next()?.parse().ok()?,
        parts.next()?.parse().ok()?,
    );
    date.ok().filter(|d| parts.next().is_none() && (1900..=2200).contains(&d.year()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_read_in_every_form_that_people_type() {
        let day = jiff::civil::date(2026, 9, 1);
        for text in ["2026-09-01", "2026/9/1", "20260901", "2026年9月1日", "2026.9.1"] {
            assert_eq!(date(text), Some(day), "{text}");
        }
        for text in ["", "2026-13-01", "1.9.26", "2026-9", "2026-9-1-1", "今天"] {
            assert_eq!(date(text), None, "{text}");
        }
    }
}
