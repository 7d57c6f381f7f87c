//! What pyxform adds to a form before writing it: counts that are computed, and what stands behind `or_other`.

use doorstep_schema::form::{
    Choice, ChoiceList, Choices, Expression, Form, Item, Kind, Language, Question, Rules, Text,
};

/// Returns the form with what is added.
pub(super) fn expand(form: &Form) -> Form {
    let mut form = form.clone();
    let mut others = Vec::new();
    form.items = items(std::mem::take(&mut form.items), &mut others);
    let languages = form.languages.clone();
    for list in form.lists.iter_mut().filter(|list| others.contains(&list.name)) {
        other(list, &languages);
    }
    form
}

fn items(from: Vec<Item>, others: &mut Vec<String>) -> Vec<Item> {
    let mut to = Vec::with_capacity(from.len());
    for item in from {
        match item {
            Item::Question(question) => {
                let specify = specify(&question, others);
                to.push(Item::Question(question));
                to.extend(specify.map(Item::Question));
            }
            Item::Group(mut group) => {
                group.items = items(group.items, others);
                to.push(Item::Group(group));
            }
            Item::Repeat(mut repeat) => {
                repeat.group.items = items(repeat.group.items, others);
                if let Some(count) =
                    repeat.count.take_if(|c| crate::expression::only_reference(&c.0).is_none())
                {
                    let name = format!("{}_count", repeat.group.name);
                    repeat.count = Some(Expression(format!("${{{name}}}")));
                    to.push(Item::Question(counted(name, count)));
                }
                to.push(Item::Repeat(repeat));
            }
        }
    }
    to
}

fn counted(name: String, count: Expression) -> Question {
    let rules = Rules {
        calculation: Some(count),
        read_only: Some(Expression("true()".to_owned())),
        ..Rules::default()
    };
    Question { name, kind: Kind::Calculate, rules, ..Question::default() }
}

fn specify(question: &Question, others: &mut Vec<String>) -> Option<Question> {
    let (Kind::SelectOne { choices, other: true } | Kind::SelectMany { choices, other: true }) =
        &question.kind
    else {
        return None;
    };
    if let Choices::List(list) | Choices::Columns { list, .. } = choices {
        others.push(list.clone());
    }
    let relevant = Expression(format!("selected(../{}, 'other')", question.name));
    Some(Question {
        name: format!("{}_other", question.name),
        label: Text::plain("Specify other."),
        rules: Rules { relevant: Some(relevant), ..Rules::default() },
        ..Question::default()
    })
}

fn other(list: &mut ChoiceList, languages: &[Language]) {
    if list.choices.iter().any(|choice| choice.name == "other") {
        return;
    }
    let translated = list
        .choices
        .iter()
        .any(|choice| choice.label.0.keys().any(|language| !language.0.is_empty()));
    let label = if translated {
        Text(languages.iter().map(|language| (language.clone(), "Other".to_owned())).collect())
    } else {
        Text::plain("Other")
    };
    list.choices.push(Choice { name: "other".to_owned(), label, ..Choice::default() });
}
