//! Random expressions with a number as their value.

use super::{Scope, Sort};

impl Scope<'_> {
    /// Makes an expression that is a number.
    pub(in crate::testing) fn number(&mut self, depth: usize) -> String {
        if depth == 0 {
            return self.operand(Sort::Number);
        }
        let depth = depth - 1;
        match self.dice.below(21) {
            0..=3 => {
                let operator = self.dice.word(&["+", "-", "*", "div", "mod"]);
                format!("({} {operator} {})", self.number(depth), self.number(depth))
            }
            4 => format!("(0 - 1 + -{})", self.operand(Sort::Number)),
            5 => {
                let function =
                    self.dice.word(&["round", "int", "floor", "ceiling", "abs", "number"]);
                format!("{function}({})", self.number(depth))
            }
            6 => format!("round({}, {})", self.number(depth), self.dice.within(-1, 4)),
            7 => format!("pow({}, {})", self.number(depth), self.dice.within(0, 3)),
            8 => self.curve(depth),
            9 => format!("string-length({})", self.text(depth)),
            10 => {
                let many = self.operand(Sort::Many);
                format!("count-selected({many})")
            }
            11 => {
                let function = self.dice.word(&["min", "max"]);
                format!(
                    "{function}({}, {}, {})",
                    self.number(depth),
                    self.number(0),
                    self.number(0)
                )
            }
            12 | 13 => {
                format!("if({}, {}, {})", self.truth(depth), self.number(depth), self.number(0))
            }
            14 => format!("coalesce({}, {})", self.operand(Sort::Number), self.number(0)),
            15 => format!("decimal-date-time({})", self.moment()),
            16 => format!("round({} - {})", self.day(depth), self.day(0)),
            17 => self.measure(),
            _ => self.number_of_repeat(depth),
        }
    }

    fn curve(&mut self, depth: usize) -> String {
        let inner = self.number(depth);
        match self.dice.below(5) {
            0 => format!("round(sqrt({inner}), 6)"),
            1 => format!("round({}({inner}), 6)", self.dice.word(&["sin", "cos", "tan", "atan"])),
            2 => format!(
                "round({}({inner} div 40), 6)",
                self.dice.word(&["asin", "acos", "exp", "exp10"])
            ),
            3 => format!("round({}({inner}), 6)", self.dice.word(&["log", "log10"])),
            _ => format!("round(atan2({inner}, {}) + pi(), 6)", self.number(0)),
        }
    }

    /// Measures a length, or an area in square kilometres.
    fn measure(&mut self) -> String {
        let wanted = self.dice.within(0, 2);
        match (wanted, self.one(Sort::Points), self.one(Sort::Point)) {
            (0, Some(line), _) => format!("if({line} = '', 0, round(distance({line}), 1))"),
            (1, Some(line), _) => format!("if({line} = '', 0, round(area({line}) div 1000000, 0))"),
            (_, _, Some(point)) => {
                let other = self.literal(Sort::Point);
                format!("if({point} = '', 0, round(distance(concat({point}, ';', {other})), 1))")
            }
            _ => format!("round(distance({}), 1)", self.literal(Sort::Points)),
        }
    }
}
