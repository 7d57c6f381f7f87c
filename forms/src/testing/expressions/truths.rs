//! Random expressions that are true or false.

use super::{Scope, Sort};

/// Patterns that mean the same in every engine.
const PATTERNS: [&str; 6] =
    ["^[a-z]+$", "^[0-9]{1,3}$", "^(un|deux) .*$", "^[^x]*$", "^\\w+ \\w+$", "[b-y]"];

impl Scope<'_> {
    /// Makes a condition.
    pub(in crate::testing) fn truth(&mut self, depth: usize) -> String {
        if depth == 0 {
            return self.comparison(0);
        }
        let depth = depth - 1;
        match self.dice.below(17) {
            0 | 1 => {
                let operator = self.dice.word(&["and", "or"]);
                format!("({} {operator} {})", self.truth(depth), self.truth(depth))
            }
            2 => format!("not({})", self.truth(depth)),
            3 => format!("regex({}, '{}')", self.text(depth), self.dice.word(&PATTERNS)),
            4 => {
                let function = self.dice.word(&["contains", "starts-with", "ends-with"]);
                format!("{function}({}, {})", self.text(depth), self.text(0))
            }
            5 | 6 => {
                let many = self.operand(Sort::Many);
                format!("selected({many}, '{}')", self.dice.word(&["a", "b", "c"]))
            }
            7 => format!("boolean({})", self.number(depth)),
            8 => format!("boolean-from-string({})", self.text(0)),
            9 => format!(
                "checklist({}, {}, {}, {})",
                self.dice.within(-1, 1),
                self.dice.within(1, 3),
                self.truth(0),
                self.truth(0)
            ),
            10 => format!(
                "weighted-checklist({}, {}, {}, {}, {}, {})",
                self.dice.within(0, 1),
                self.dice.within(2, 9),
                self.truth(0),
                self.dice.within(1, 5),
                self.truth(0),
                self.dice.within(1, 5)
            ),
            11 => self.dice.word(&["true()", "false()"]).to_owned(),
            _ => self.comparison(depth),
        }
    }

    fn comparison(&mut self, depth: usize) -> String {
        let order = self.dice.word(&["=", "!=", "<", "<=", ">", ">="]);
        let same = self.dice.word(&["=", "!="]);
        match self.dice.below(9) {
            0..=2 => format!("{} {order} {}", self.operand(Sort::Number), self.number(depth)),
            3 => format!("{} {order} {}", self.operand(Sort::Day), self.day(depth)),
            4 => format!("{} {same} {}", self.operand(Sort::Text), self.text(depth)),
            5 | 6 => {
                let one = self.operand(Sort::One);
                format!("{one} {same} '{}'", self.dice.word(&["a", "b", "c", "d", "yes", "no"]))
            }
            7 => {
                let sort = [Sort::Number, Sort::Text, Sort::One, Sort::Many, Sort::Day];
                let sort = self.dice.pick(&sort).copied().unwrap_or(Sort::Text);
                format!("{} {same} ''", self.operand(sort))
            }
            _ => format!("{} {order} {}", self.operand(Sort::Moment), self.moment()),
        }
    }
}
