//! Writes Kotlin and Python, and Swift in one file: `generate LIBRARY --language L --out-dir D`.

fn main() {
    uniffi::uniffi_bindgen_main();
}
