//! Whatever the bytes are, a photo is refused or becomes two bare files within their budgets.
#![no_main]

use doorstep_photo::{Limits, Target, admit, look, stored};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let limits = Limits { pixels: 1_000_000, memory: 64 << 20, ..Limits::default() };
    let target = Target { edge: 64, bytes: 4_000, thumb_edge: 16, thumb_bytes: 2_048 };
    let admitted = admit(bytes, &limits, &target);
    assert_eq!(look(bytes, &limits).is_ok(), admitted.is_ok());
    if let Ok(admitted) = admitted {
        assert!(stored(&admitted.photo.bytes).is_ok() && stored(&admitted.thumb.bytes).is_ok());
        assert!(admitted.photo.bytes.len() <= 4_000 && admitted.thumb.bytes.len() <= 2_048);
    }
});
