//! What is written is read as the same form.

use crate::xlsform::{Read, read, read_texts, write, write_texts};
use doorstep_schema::form::{Form, Item, Repeat};
use proptest::prelude::*;

/// Takes the rows out of a form, which is all that writing may change.
pub(crate) fn without_rows(mut form: Form) -> Form {
    strip(&mut form.items);
    form.lists.iter_mut().flat_map(|list| &mut list.choices).for_each(|choice| choice.row = 0);
    form
}

fn strip(items: &mut [Item]) {
    for item in items {
        match item {
            Item::Question(question) => question.place.0 = 0,
            Item::Group(group) | Item::Repeat(Repeat { group, .. }) => {
                group.place.0 = 0;
                strip(&mut group.items);
            }
        }
    }
}

fn form_of(read: Result<Read, Vec<crate::xlsform::SheetFault>>) -> Form {
    without_rows(read.unwrap_or_else(|faults| panic!("{faults:#?}")).form)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn read_of_write_is_the_form(form in crate::samples::forms()) {
        let written = write(&form).unwrap();
        prop_assert_eq!(form_of(read(&written.workbook, "f", &written.attachments)), form.clone());
        let texts = write_texts(&form).unwrap();
        prop_assert_eq!(form_of(read_texts(&texts, "f", &written.attachments)), form);
    }
}

#[test]
fn the_same_form_gives_the_same_bytes() {
    let form = crate::shipped::home_visit().unwrap();
    assert_eq!(write(&form).unwrap(), write(&form).unwrap());
}
