//! Random expressions with a text as their value.

use super::{Scope, Sort};

impl Scope<'_> {
    /// Makes an expression that is a text.
    pub(in crate::testing) fn text(&mut self, depth: usize) -> String {
        if depth == 0 {
            let sort = if self.dice.percent(70) { Sort::Text } else { Sort::One };
            return self.operand(sort);
        }
        let depth = depth - 1;
        match self.dice.below(22) {
            0 | 1 => format!("concat({}, '-', {})", self.text(depth), self.sound(depth)),
            2 => format!("join(' ', {}, {}, {})", self.text(depth), self.text(0), self.sound(0)),
            3 => {
                let (start, length) = (self.dice.within(-1, 4), self.dice.within(0, 5));
                format!("substring({}, {start}, {length})", self.text(depth))
            }
            4 => {
                let (start, end) = (self.dice.within(0, 3), self.dice.within(0, 6));
                format!("substr({}, {start}, {end})", self.text(depth))
            }
            5 => {
                let function = self.dice.word(&["substring-before", "substring-after"]);
                format!("{function}({}, '{}')", self.text(depth), self.dice.word(&[" ", "e", "-"]))
            }
            6 => format!("normalize-space(concat('  ', {}, '  '))", self.text(depth)),
            7 => format!("translate({}, 'abcde', 'ABC')", self.text(depth)),
            8 => format!("coalesce({}, {})", self.operand(Sort::Text), self.text(depth)),
            9 | 10 => format!("if({}, {}, {})", self.truth(depth), self.text(depth), self.text(0)),
            11 => {
                let many = self.operand(Sort::Many);
                format!("selected-at({many}, {})", self.dice.within(0, 2))
            }
            12 | 13 => self.choice_name(),
            14 => self.stamp(),
            15 => {
                let (algorithm, code) = (
                    self.dice.word(&["MD5", "SHA-1", "SHA-256", "SHA-512"]),
                    self.dice.word(&["hex", "base64"]),
                );
                format!("digest({}, '{algorithm}', '{code}')", self.text(depth))
            }
            16 => format!("string({})", self.number(depth)),
            17 => self.cell(),
            18 => format!("string({})", self.truth(depth)),
            _ => self.text_of_repeat(),
        }
    }

    /// Makes a number that is one.
    fn sound(&mut self, depth: usize) -> String {
        let number = self.number(depth);
        format!("if({number} > 0, round({number}, 3), 7)")
    }

    /// Names a choice as it is shown.
    fn choice_name(&mut self) -> String {
        let selects = self.seen(Sort::One);
        match self.dice.pick(&selects) {
            Some(known) => format!("jr:choice-name(${{{0}}}, '${{{0}}}')", known.name),
            None => self.literal(Sort::Text),
        }
    }

    /// Looks a value up in a choice list.
    fn cell(&mut self) -> String {
        let selects = self.seen(Sort::One);
        match self.dice.pick(&selects).and_then(|known| Some((known, known.list?))) {
            Some((known, list)) => {
                format!("instance('{list}')/root/item[name = ${{{}}}]/side", known.name)
            }
            None => self.literal(Sort::Text),
        }
    }

    fn stamp(&mut self) -> String {
        match self.dice.below(3) {
            0 => format!("format-date({}, '%Y/%n/%e %y %m %d %b')", self.operand(Sort::Day)),
            1 => format!("format-date-time({}, '%Y-%m-%d %H:%M:%S')", self.operand(Sort::Moment)),
            _ => format!("format-date({}, '%a %e %b %Y')", self.day(1)),
        }
    }
}
