//! Forms in the field's own file formats: `XLSForm` workbooks and `XForms` XML, read and written.
//!
//! Pure: bytes in, values out.

mod expression;
mod name;
pub mod shipped;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
pub mod trial;
pub mod xforms;
pub mod xlsform;

#[cfg(test)]
mod samples;
