//! A form as other clients get it: with the question whom it is about, which our own phone answers by itself.

use doorstep_forms::worded;
use doorstep_schema::form::{
    Bound, Choice, ChoiceList, Choices, Expression, FactKind, Form, Item, Kind, Question, Repeat,
    Rules,
};

/// The question about which student the form is filled.
pub const STUDENT: &str = "doorstep_student";
/// The question about which guardian was contacted.
pub const GUARDIAN: &str = "doorstep_guardian";
/// The file with the students of the worker's scope.
pub const STUDENTS_CSV: &str = "students.csv";
/// The file with their guardians.
pub const GUARDIANS_CSV: &str = "guardians.csv";
/// The column of the guardians' file that names the student.
pub const OF_STUDENT: &str = "student";

/// Why a form cannot be given to other clients.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Unfit {
    /// It asks a question, or has a list, that has the name of one that is put in.
    #[error("the form has a «{0}» of its own, which is put in here; give it another name")]
    Taken(&'static str),
    /// It becomes no fact.
    #[error(
        "the form says neither which fact it becomes nor who was met; bind a question to «met»"
    )]
    NoFact,
}

/// Puts the questions in front of a form, and the edition in place of its version.
///
/// # Errors
/// When it cannot become a fact, or has a name that is put in.
pub fn dress(form: &Form, edition: u32) -> Result<Form, Unfit> {
    let mut dressed = form.clone();
    dressed.version = edition.to_string();
    let fact = form.settings.fact;
    if fact.is_none() && !form.binds(Bound::Met) {
        return Err(Unfit::NoFact);
    }
    if fact == Some(FactKind::VenueReport) {
        return Ok(dressed);
    }
    let mut asked = vec![(STUDENT, STUDENTS_CSV, student(form))];
    if fact == Some(FactKind::GuardianContact) {
        asked.push((GUARDIAN, GUARDIANS_CSV, guardian(form)));
    }
    for (name, file, question) in asked.into_iter().rev() {
        let is_file = |list: &ChoiceList| list.file.as_deref() == Some(file) || list.name == name;
        if form.lists.iter().any(is_file) {
            return Err(Unfit::Taken(file));
        }
        if has_name(&form.items, name) {
            return Err(Unfit::Taken(name));
        }
        dressed.items.insert(0, Item::Question(question));
        dressed.lists.push(list(name, file));
    }
    Ok(dressed)
}

/// Makes a list whose choices come with the file.
fn list(name: &str, file: &str) -> ChoiceList {
    let columns = if file == GUARDIANS_CSV { vec![OF_STUDENT.to_owned()] } else { Vec::new() };
    let choices = Vec::<Choice>::new();
    ChoiceList { name: name.to_owned(), file: Some(file.to_owned()), columns, choices }
}

fn student(form: &Form) -> Question {
    let required = Some(Expression("true()".to_owned()));
    Question {
        rules: Rules { required, ..Rules::default() },
        ..select(form, STUDENT, "这是关于哪个学生的？", "Which student is this about?")
    }
}

fn guardian(form: &Form) -> Question {
    let filter = Expression(format!("{OF_STUDENT} = ${{{STUDENT}}}"));
    Question {
        choice_filter: Some(filter),
        ..select(form, GUARDIAN, "联系的是哪位监护人？", "Which guardian was contacted?")
    }
}

fn select(form: &Form, name: &str, chinese: &str, english: &str) -> Question {
    Question {
        name: name.to_owned(),
        kind: Kind::SelectOne { choices: Choices::List(name.to_owned()), other: false },
        label: worded(form, chinese, english),
        appearance: "autocomplete".to_owned(),
        ..Question::default()
    }
}

fn has_name(items: &[Item], name: &str) -> bool {
    items.iter().any(|item| match item {
        Item::Question(question) => question.name == name,
        Item::Group(group) | Item::Repeat(Repeat { group, .. }) => {
            group.name == name || has_name(&group.items, name)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use doorstep_forms::trial::{Source, check};
    use doorstep_forms::xlsform::Attachments;
    use doorstep_forms::{shipped, xforms};

    /// Reads a dressed form back from the XML that clients get.
    fn through_xml(form: &Form) -> Form {
        let xml = xforms::write(form).unwrap();
        let files: Attachments = form
            .lists
            .iter()
            .filter_map(|list| list.file.clone())
            .map(|file| (file, b"name,label,student\n".to_vec()))
            .collect();
        check(&Source::of(xml.as_bytes()), "file", &files).form.unwrap().form().as_ref().clone()
    }

    #[test]
    fn every_shipped_form_asks_whom_it_is_about_first_and_reads_back() {
        for form in shipped::all().unwrap() {
            let dressed = dress(&form, 7).unwrap();
            let back = through_xml(&dressed);
            assert_eq!((back.id.as_str(), back.version.as_str()), (form.id.as_str(), "7"));
            let names: Vec<&str> = back
                .items
                .iter()
                .filter_map(|item| match item {
                    Item::Question(question) => Some(question.name.as_str()),
                    _ => None,
                })
                .collect();
            match form.settings.fact.unwrap() {
                FactKind::VenueReport => assert!(!names.contains(&STUDENT)),
                FactKind::GuardianContact => assert_eq!(names[..2], [STUDENT, GUARDIAN]),
                _ => assert_eq!(names[0], STUDENT),
            }
            assert_eq!(back.settings.fact, form.settings.fact);
        }
    }

    #[test]
    fn a_form_that_becomes_nothing_or_has_our_names_is_not_given() {
        assert_eq!(dress(&Form::default(), 1), Err(Unfit::NoFact));
        let mut form = shipped::home_visit().unwrap();
        let taken = Question { name: STUDENT.to_owned(), ..Question::default() };
        form.items.push(Item::Question(taken));
        assert_eq!(dress(&form, 1), Err(Unfit::Taken(STUDENT)));
        form.items.pop();
        form.lists.push(list("mine", STUDENTS_CSV));
        assert_eq!(dress(&form, 1), Err(Unfit::Taken(STUDENTS_CSV)));
    }
}
