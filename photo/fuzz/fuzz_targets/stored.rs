//! A file that is found bare ends with its picture: a byte more or less and it is none.
#![no_main]

use doorstep_photo::stored;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if stored(bytes).is_ok() {
        assert!(stored(&bytes[..bytes.len() - 1]).is_err());
        assert!(stored(&[bytes, b"x"].concat()).is_err());
    }
});
