//! Forms as teachers fill them: on the real engine, with the phone that dies, and on one edition after another.

mod editions;
mod kill;
mod kit;
mod property;
mod shipped;
mod speed;
mod steps;
