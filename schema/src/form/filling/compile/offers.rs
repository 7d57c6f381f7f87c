//! Finds where the choices of a question come from and parses its choice filter.

use super::expressions::Parser;
use super::lists::column;
use super::spec::{Offer, SpecId};
use crate::form::filling::Rule;
use crate::form::xpath::Expr;
use crate::form::{Choices, Expression, Form, Kind};

impl Parser<'_> {
    /// Returns where the choices of an item come from; of an item without choices none.
    pub(super) fn offer(&mut self, form: &Form, id: SpecId, filter: Option<&Expression>) -> Offer {
        let spec = &self.specs[id as usize];
        let (choices, other) = match spec.kind() {
            Some(Kind::SelectOne { choices, other } | Kind::SelectMany { choices, other }) => (choices.clone(), *other),
            Some(Kind::Rank { choices }) => (choices.clone(), false),
            _ => return Offer::None,
        };
        let (name, value, label) = match &choices {
            Choices::Repeat(expression) => {
                return self.parse(id, Rule::List, expression.0.trim()).map_or(Offer::None, Offer::Answers);
            }
            Choices::List(name) => (name, "name", "label"),
            Choices::Columns { list, value, label } => (list, value.as_str(), label.as_str()),
        };
        let Some(at) = self.lists.find(name) else {
            let why = format!("there is no list or attached file called {name}: add it, or look for a slip");
            self.fault(id, Rule::List, None, why);
            return Offer::None;
        };
        let list = &form.lists[at as usize];
        let columns = (column(list, value), column(list, label));
        let (Some(value_column), Some(label_column)) = columns else {
            let missing = if columns.0.is_none() { value } else { label };
            let why = format!("the list {name} has no column {missing}: add it, or name another");
            self.fault(id, Rule::List, None, why);
            return Offer::None;
        };
        if !matches!(spec.kind(), Some(Kind::SelectOne { .. }))
            && let Some(bad) = (0..u32::try_from(list.choices.len()).unwrap_or(u32::MAX))
                .map(|row| super::lists::cell(list, row, value_column))
                .find(|name| name.contains(char::is_whitespace))
        {
            let why = format!("the choice “{bad}” has a space in its name: put _ there, for several are chosen at once");
            self.fault(id, Rule::List, None, why);
        }
        let one = self.optional(id, Rule::ChoiceFilter, filter);
        let all = self.rows(id, name, filter.filter(|_| one.is_some()));
        Offer::Rows { list: at, value: value_column, label: label_column, one, all, other }
    }

    /// Parses the expression of all rows offered; none when that is each row of the list in its order.
    fn rows(&mut self, id: SpecId, list: &str, filter: Option<&Expression>) -> Option<Expr> {
        let spec = &self.specs[id as usize];
        let shuffled = spec.parameters.get("randomize").is_some_and(|text| text.trim() == "true");
        let quote = if list.contains('\'') { '"' } else { '\'' };
        let filter = filter.map(|filter| filter.0.trim()).filter(|text| !text.is_empty());
        if filter.is_none() && !shuffled {
            return None;
        }
        let condition = filter.map_or_else(String::new, |filter| format!("[{filter}]"));
        let mut text = format!("instance({quote}{list}{quote})/root/item{condition}");
        if shuffled {
            let seed = spec.parameters.get("seed").map_or_else(String::new, |seed| format!(", {}", seed.trim()));
            text = format!("randomize({text}{seed})");
        }
        let rule = if shuffled && filter.is_none() { Rule::Parameters } else { Rule::ChoiceFilter };
        self.parse(id, rule, &text)
    }
}
