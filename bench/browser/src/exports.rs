//! What a browser calls; a mistake is a negative number.

#![expect(unsafe_code, reason = "functions that a browser calls keep their names")]

use crate::{answer, begin, cascade, choose, compile, fill, large};
use doorstep_schema::form::Filling;
use std::cell::RefCell;

thread_local! {
    static LARGE: RefCell<Option<Filling>> = const { RefCell::new(None) };
    static CASCADE: RefCell<Option<Filling>> = const { RefCell::new(None) };
}

fn with(
    place: &'static std::thread::LocalKey<RefCell<Option<Filling>>>,
    act: impl FnOnce(&mut Filling) -> Option<usize>,
) -> i32 {
    let done = place.with_borrow_mut(|filling| act(filling.as_mut()?));
    done.and_then(|count| i32::try_from(count).ok()).unwrap_or(-1)
}

/// Begins and fills the large form.
#[unsafe(no_mangle)]
pub extern "C" fn large_begin() -> i32 {
    LARGE.set(compile(large()).and_then(|compiled| fill(&compiled)).ok());
    with(&LARGE, |_| Some(0))
}

/// Answers one question of it; returns how many nodes changed.
#[unsafe(no_mangle)]
pub extern "C" fn large_answer(value: u32) -> i32 {
    with(&LARGE, |filling| answer(filling, value).ok())
}

/// Begins the form with the long list.
#[unsafe(no_mangle)]
pub extern "C" fn cascade_begin() -> i32 {
    CASCADE.set(compile(cascade()).ok().map(|compiled| begin(&compiled)));
    with(&CASCADE, |_| Some(0))
}

/// Chooses a county; returns how many villages are offered then.
#[unsafe(no_mangle)]
pub extern "C" fn cascade_choose(county: u32) -> i32 {
    with(&CASCADE, |filling| choose(filling, county).ok())
}
