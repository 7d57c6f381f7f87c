//! Whatever the bytes are, what they say of a photo's taking is within its ranges.
#![no_main]

use doorstep_photo::shot;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let shot = shot(bytes);
    assert!((1..=8).contains(&shot.orientation));
    if let Some(place) = shot.place {
        assert!(place.lat.abs() <= 90.0 && place.lon.abs() <= 180.0);
        assert!(place.accuracy.is_none_or(|metres| metres >= 0.0));
    }
    let offset = shot.taken.and_then(|taken| taken.offset_minutes);
    assert!(offset.is_none_or(|minutes| minutes.abs() < 24 * 60));
});
