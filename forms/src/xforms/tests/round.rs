//! What is written is read as the same form.

use crate::xforms::{read, write};
use crate::xlsform::tests::round::without_rows;
use doorstep_schema::form::Form;
use proptest::prelude::*;

fn again(form: &Form) -> Form {
    let xml = write(form).unwrap_or_else(|why| panic!("{why}"));
    let files = crate::xlsform::write(form).unwrap().attachments;
    let read = read(xml.as_bytes(), &files).unwrap_or_else(|faults| panic!("{faults:#?}\n{xml}"));
    without_rows(read.form)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn read_of_write_is_the_form(form in crate::samples::forms()) {
        // A form without a title is called by its id.
        let mut once = again(&form);
        once.title.clone_from(&form.title);
        prop_assert_eq!(&once.lists, &form.lists);
        prop_assert_eq!(once.items.len(), form.items.len());
        prop_assert_eq!(once, form);
    }
}

#[test]
fn the_shipped_forms_come_back() {
    for form in crate::shipped::all().unwrap() {
        let mut form = without_rows(form);
        let again = again(&form);
        form.title.0.clone_from(&again.title.0);
        assert_eq!(again, form, "{}", form.id);
    }
}
