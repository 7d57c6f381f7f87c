//! Forms in the field's own file formats: `XLSForm` workbooks and `XForms` XML, read and written.
//!
//! Pure: bytes in, values out.

mod dom;
mod expression;
pub mod instance;
mod name;
pub mod shipped;
mod take;
pub mod xforms;
pub mod xlsform;

pub use take::{Remark, Taken, take};

#[cfg(test)]
mod samples;
