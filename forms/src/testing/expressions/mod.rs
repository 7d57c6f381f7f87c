//! Random expressions, by the sort of their value.

mod days;
mod numbers;
mod repeats;
mod texts;
mod truths;

use super::dice::Dice;

/// What an answer can be used as.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Sort {
    /// A number, whole or not.
    Number,
    /// A text.
    Text,
    /// A day.
    Day,
    /// A time of day.
    Time,
    /// A day and a time.
    Moment,
    /// The name of a choice.
    One,
    /// Names of choices.
    Many,
    /// A point.
    Point,
    /// A line or an area of points.
    Points,
}

/// A question that stands before the one that is made, or a repeat.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Known {
    pub(super) name: String,
    /// None of a repeat.
    pub(super) sort: Option<Sort>,
    /// The choice list of a select.
    pub(super) list: Option<&'static str>,
    /// The repeats around it, outermost first.
    pub(super) within: Vec<String>,
    /// Whether it is answered by hand alone: nothing is computed for it.
    pub(super) plain: bool,
}

/// What an expression can refer to, and the chance that it is made with.
pub(super) struct Scope<'a> {
    pub(super) dice: &'a mut Dice,
    pub(super) known: &'a [Known],
    /// The repeats around the place of the expression.
    pub(super) within: &'a [String],
}

impl Scope<'_> {
    /// Makes an expression of a sort; deeper ones for a greater depth.
    pub(super) fn of(&mut self, sort: Sort, depth: usize) -> String {
        match sort {
            Sort::Number => self.number(depth),
            Sort::Day => self.day(depth),
            Sort::Moment => self.moment(),
            Sort::Time => {
                format!("'{:02}:{:02}:00.000+08:00'", self.dice.below(24), self.dice.below(60))
            }
            _ => self.text(depth),
        }
    }

    /// Finds the questions of a sort that the place sees one answer of.
    fn seen(&self, sort: Sort) -> Vec<Known> {
        let sees =
            |known: &&Known| known.sort == Some(sort) && self.within.starts_with(&known.within);
        self.known.iter().filter(sees).cloned().collect()
    }

    /// Refers to a question of a sort that the place sees one answer of.
    fn one(&mut self, sort: Sort) -> Option<String> {
        let seen = self.seen(sort);
        self.dice.pick(&seen).map(|known| format!("${{{}}}", known.name))
    }

    /// Refers to a question as a text shows it.
    pub(super) fn reference(&mut self, sort: Sort) -> Option<String> {
        self.one(sort)
    }

    /// Refers to a question in a repeat that the place is not in.
    fn several(&mut self, sort: Sort) -> Option<Known> {
        let several: Vec<Known> = self
            .known
            .iter()
            .filter(|known| known.sort == Some(sort) && !self.within.starts_with(&known.within))
            .cloned()
            .collect();
        self.dice.pick(&several).cloned()
    }

    /// Refers to a question of a sort, else writes a value of it.
    fn operand(&mut self, sort: Sort) -> String {
        let found = if self.dice.percent(80) { self.one(sort) } else { None };
        found.unwrap_or_else(|| self.literal(sort))
    }

    /// Writes a value.
    fn literal(&mut self, sort: Sort) -> String {
        match sort {
            Sort::Number if self.dice.percent(30) => {
                format!("{}.{}", self.dice.within(0, 20), self.dice.word(&["5", "25", "1", "75"]))
            }
            Sort::Number => self.dice.within(0, 30).to_string(),
            Sort::Day => format!("date('{}')", day(self.dice)),
            Sort::Moment => format!("date-time('{}T08:30:00.000+08:00')", day(self.dice)),
            Sort::Time => "'08:30:00.000+08:00'".to_owned(),
            Sort::Point => format!("'{}'", point(self.dice)),
            Sort::Points => format!("'{}'", field(self.dice)),
            Sort::One | Sort::Many => format!("'{}'", self.dice.word(&["a", "b", "c", "d"])),
            Sort::Text => format!("'{}'", self.dice.word(super::person::WORDS)),
        }
    }
}

/// Writes any day.
pub(super) fn day(dice: &mut Dice) -> String {
    format!("{}-{:02}-{:02}", dice.within(1999, 2027), dice.within(1, 12), dice.within(1, 28))
}

/// Writes any point.
pub(super) fn point(dice: &mut Dice) -> String {
    let (lat, lon) = (dice.within(-600, 600), dice.within(-1_700, 1_700));
    format!("{}.{} {}.{} 0 0", lat / 10, lat.abs() % 10, lon / 10, lon.abs() % 10)
}

/// Writes the corners of a field, the first one again at the end: it neither crosses itself nor a pole.
pub(super) fn field(dice: &mut Dice) -> String {
    let (lat, lon) = (dice.within(-60, 60), dice.within(100, 170));
    let mut corner = |north: i64, east: i64| {
        let (up, right) = (north * 500 + dice.within(0, 400), east * 500 + dice.within(0, 400));
        format!("{lat}.{:04} {lon}.{:04} 0 0", up.abs() % 10_000, right)
    };
    let corners = [corner(0, 0), corner(0, 1), corner(1, 1), corner(1, 0)];
    format!("{};{}", corners.join(";"), corners[0])
}
