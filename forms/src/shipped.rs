//! The forms that the project ships, kept as readable texts in `forms/shipped`.

use crate::xlsform::{self, Attachments, Read, SheetFault};
use doorstep_schema::form::Form;
use std::collections::BTreeMap;

macro_rules! shipped {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {
        $(
            $(#[$doc])*
            ///
            /// # Errors
            ///
            /// Says what is wrong with the texts, which a test rules out.
            pub fn $name() -> Result<Form, Vec<SheetFault>> {
                read(stringify!($name), [
                    ("survey", include_str!(concat!("../shipped/", stringify!($name), "/survey.csv"))),
                    ("choices", include_str!(concat!("../shipped/", stringify!($name), "/choices.csv"))),
                    ("settings", include_str!(concat!("../shipped/", stringify!($name), "/settings.csv"))),
                ]).map(|read| read.form)
            }
        )+

        /// Returns every shipped form, in the order in which they are listed here.
        ///
        /// # Errors
        ///
        /// Says what is wrong with the texts, which a test rules out.
        pub fn all() -> Result<Vec<Form>, Vec<SheetFault>> {
            Ok(vec![$($name()?),+])
        }

        /// Returns the shipped workbooks by form id: what the texts are written as.
        #[must_use]
        pub const fn workbooks() -> &'static [(&'static str, &'static [u8])] {
            &[$((stringify!($name), include_bytes!(concat!("../shipped/", stringify!($name), ".xlsx")))),+]
        }
    };
}

shipped! {
    /// The home-visit form 家访.
    home_visit,
    /// The absence report 缺勤报告.
    absence_report,
    /// The venue report 校园周边.
    venue_report,
    /// The contact with a guardian 监护人联系.
    guardian_contact,
}

fn read(name: &str, sheets: [(&str, &str); 3]) -> Result<Read, Vec<SheetFault>> {
    let texts: BTreeMap<_, _> =
        sheets.into_iter().map(|(sheet, text)| (sheet.to_owned(), text.to_owned())).collect();
    xlsform::read_texts(&texts, name, &Attachments::new())
}

#[cfg(test)]
mod tests;
