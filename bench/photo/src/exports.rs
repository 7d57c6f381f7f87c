//! What a browser calls; a mistake is a negative number.

#![expect(unsafe_code, reason = "functions that a browser calls keep their names")]

use crate::admit;
use doorstep_photo::Admitted;
use std::cell::RefCell;

thread_local! {
    static FILE: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static DONE: RefCell<Option<Admitted>> = const { RefCell::new(None) };
}

/// Makes room for a file of so many bytes and returns where it begins.
#[unsafe(no_mangle)]
pub extern "C" fn photo_room(length: usize) -> *mut u8 {
    FILE.with_borrow_mut(|file| {
        file.clear();
        file.resize(length, 0);
        file.as_mut_ptr()
    })
}

/// Admits the file that was written there and returns the bytes of photo and thumbnail together.
#[unsafe(no_mangle)]
pub extern "C" fn photo_admit() -> i32 {
    let done = FILE.with_borrow(|file| admit(file)).ok();
    let bytes = done.as_ref().map(|done| done.photo.bytes.len() + done.thumb.bytes.len());
    DONE.set(done);
    bytes.and_then(|bytes| i32::try_from(bytes).ok()).unwrap_or(-1)
}

/// Returns where the admitted photo begins.
#[unsafe(no_mangle)]
pub extern "C" fn photo_bytes() -> *const u8 {
    DONE.with_borrow(|done| done.as_ref().map_or(std::ptr::null(), |d| d.photo.bytes.as_ptr()))
}

/// Returns how many bytes the admitted photo has.
#[unsafe(no_mangle)]
pub extern "C" fn photo_length() -> usize {
    DONE.with_borrow(|done| done.as_ref().map_or(0, |done| done.photo.bytes.len()))
}
