//! Random expressions about repeats: their instances counted, summed up, picked.

use super::{Known, Scope, Sort};

impl Scope<'_> {
    /// Makes a number of a repeat that stands before; another number when there is none.
    pub(super) fn number_of_repeat(&mut self, depth: usize) -> String {
        if self.dice.percent(35)
            && let Some(repeat) = self.repeat()
        {
            return if self.dice.percent(70) {
                format!("count(${{{}}})", repeat.name)
            } else {
                format!("count-non-empty(${{{}}})", repeat.name)
            };
        }
        if self.dice.percent(20) && !self.within.is_empty() {
            return "position(..)".to_owned();
        }
        let Some(number) = self.several(Sort::Number) else { return self.number(depth.min(1)) };
        let name = &number.name;
        match self.dice.below(7) {
            0 => format!("sum(${{{name}}})"),
            1 => format!("sum(${{{name}}}[. != ''])"),
            2 => {
                let function = self.dice.word(&["min", "max"]);
                format!("{function}(${{{name}}})")
            }
            3 => {
                let function = self.dice.word(&["min", "max"]);
                format!("{function}(${{{name}}}[. != ''])")
            }
            4 => format!("count(${{{name}}}[. > {}])", self.dice.within(0, 9)),
            5 => format!("count-non-empty(${{{name}}})"),
            _ => self.indexed(&number),
        }
    }

    /// Makes a text of a repeat that stands before; another text when there is none.
    pub(super) fn text_of_repeat(&mut self) -> String {
        let Some(text) = self.several(Sort::Text) else { return self.text(0) };
        match self.dice.below(3) {
            0 => format!("join(', ', ${{{}}})", text.name),
            1 => format!("concat(${{{}}})", text.name),
            _ => self.indexed(&text),
        }
    }

    /// Picks an answer by the number of its instance.
    fn indexed(&mut self, known: &Known) -> String {
        let repeats: Vec<String> = known
            .within
            .iter()
            .map(|repeat| format!(", ${{{repeat}}}, {}", self.dice.within(1, 3)))
            .collect();
        format!("indexed-repeat(${{{}}}{})", known.name, repeats.concat())
    }

    fn repeat(&mut self) -> Option<Known> {
        let seen: Vec<Known> = self
            .known
            .iter()
            .filter(|known| known.sort.is_none() && self.within.starts_with(&known.within))
            .cloned()
            .collect();
        self.dice.pick(&seen).cloned()
    }
}
