//! `XForms` XML written and read.

mod hostile;
mod made;
mod round;
