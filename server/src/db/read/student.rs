//! Students by scope, name, initials and number.
