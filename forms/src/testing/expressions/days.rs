//! Random expressions with a day or a moment as their value.

use super::{Scope, Sort};

impl Scope<'_> {
    /// Makes an expression that is a day, or a number of days since 1970.
    pub(in crate::testing) fn day(&mut self, depth: usize) -> String {
        match self.dice.below(if depth == 0 { 6 } else { 8 }) {
            0 => "today()".to_owned(),
            1..=4 => self.operand(Sort::Day),
            5 => self.literal(Sort::Day),
            6 => format!("date({} + {})", self.operand(Sort::Day), self.dice.within(-40, 400)),
            _ => format!(
                "date(decimal-date-time({}) - {})",
                self.operand(Sort::Day),
                self.dice.within(0, 40)
            ),
        }
    }

    /// Makes an expression that is a day with a time.
    pub(in crate::testing) fn moment(&mut self) -> String {
        match self.dice.below(4) {
            0 => "now()".to_owned(),
            1 => self.literal(Sort::Moment),
            _ => self.operand(Sort::Moment),
        }
    }
}
