//! A form drawn up for other tools names no fact and asks nobody's name: it becomes a visit, and a visit says who was
//! met. Such a form is asked that first, and runs otherwise as its author wrote it.

use doorstep_forms::trial::{Checked, Finding};
use doorstep_forms::worded;
use doorstep_schema::fact::Met;
use doorstep_schema::form::{
    Bound, Choice, ChoiceList, Choices, Compiled, Expression, FactKind, Form, Item, Kind, Question,
    Rules,
};
use std::sync::Arc;

/// The name of the question and of its list.
const NAME: &str = "doorstep_met";

/// Adds the question to a checked form that becomes a visit and does not ask it; a notice says so.
pub(super) fn ask(mut checked: Checked) -> Checked {
    let Some(compiled) = &checked.form else { return checked };
    let form = compiled.form();
    let is_visit = matches!(form.settings.fact, None | Some(FactKind::Visit));
    if !is_visit || form.binds(Bound::Met) {
        return checked;
    }
    checked.form = Compiled::new(with_question(form)).map(Arc::new).ok();
    let said = if checked.form.is_some() {
        let message = "no question says who was met, which a visit needs to say: it is asked first. Bind a question \
            of your own by the column bind::doorstep:field, with the word met, to word it yourself";
        finding(false, "notice", message)
    } else {
        let message = "no question says who was met, which a visit needs to say: bind one by the column \
            bind::doorstep:field, with the word met";
        finding(true, "value", message)
    };
    checked.findings.push(said);
    checked
}

fn finding(fault: bool, code: &str, message: &str) -> Finding {
    Finding {
        fault,
        sheet: "survey".to_owned(),
        row: 0,
        column: String::new(),
        code: code.to_owned(),
        message: message.to_owned(),
    }
}

fn with_question(form: &Form) -> Form {
    let label = |met: Met| match met {
        Met::Guardian => worded(form, "监护人", "A guardian"),
        Met::OtherAdult => worded(form, "其他成年人", "Another adult"),
        Met::Child => worded(form, "只有孩子", "Only the child"),
        Met::Nobody => worded(form, "没有人", "Nobody"),
    };
    let choice = |met: &Met| Choice {
        name: met.as_str().to_owned(),
        label: label(*met),
        ..Choice::default()
    };
    let list = ChoiceList {
        name: NAME.to_owned(),
        choices: Met::ALL.iter().map(choice).collect(),
        ..ChoiceList::default()
    };
    let always = Some(Expression("true()".to_owned()));
    let question = Question {
        name: NAME.to_owned(),
        kind: Kind::SelectOne { choices: Choices::List(NAME.to_owned()), other: false },
        label: worded(form, "见到了谁？", "Who was met?"),
        rules: Rules { required: always, ..Rules::default() },
        bound: Some(Bound::Met),
        ..Question::default()
    };
    let mut form = form.clone();
    form.lists.push(list);
    form.items.insert(0, Item::Question(question));
    form
}

#[cfg(test)]
mod tests {
    use super::*;
    use doorstep_forms::trial::{Source, check};
    use doorstep_forms::xlsform::Attachments;
    use doorstep_schema::form::Language;

    fn checked(survey: &str) -> Checked {
        let texts = [("survey".to_owned(), survey.to_owned())].into();
        ask(check(&Source::Texts(texts), "f", &Attachments::new()))
    }

    #[test]
    fn a_form_of_another_tool_is_asked_who_was_met_and_told_so() {
        let checked = checked("type,name,label::English (en),label::中文 (zh)\ntext,q,Q,问\n");
        let form = checked.form.unwrap();
        let Item::Question(first) = &form.form().items[0] else { panic!("no question") };
        assert_eq!(first.bound, Some(Bound::Met));
        assert_eq!(first.label.get(&Language("中文 (zh)".to_owned())), Some("见到了谁？"));
        assert!(!checked.findings.is_empty() && checked.findings.iter().all(|found| !found.fault));
    }

    #[test]
    fn a_form_that_asks_it_or_becomes_something_else_stays_as_it_is() {
        for form in doorstep_forms::shipped::all().unwrap() {
            let compiled = Arc::new(Compiled::new(form).unwrap());
            let before = compiled.form().clone();
            let after = ask(Checked { form: Some(compiled), findings: Vec::new() });
            assert_eq!(after.form.unwrap().form(), &before);
            assert_eq!(after.findings, []);
        }
    }

    #[test]
    fn a_name_that_is_taken_is_a_fault_with_the_way_out() {
        let checked = checked("type,name,label\ntext,doorstep_met,Mine\n");
        assert!(checked.form.is_none());
        assert!(checked.findings.iter().any(|found| found.fault && found.message.contains("met")));
    }
}
