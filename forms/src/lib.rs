//! Forms in the field's own file formats: `XLSForm` workbooks and `XForms` XML, read and written; filled forms as
//! tables.
//!
//! Pure: bytes in, values out.

mod dom;
mod expression;
pub mod instance;
mod name;
pub mod results;
pub mod shipped;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
pub mod trial;
mod words;
pub mod xforms;
pub mod xlsform;

pub use words::worded;

#[cfg(test)]
mod samples;
