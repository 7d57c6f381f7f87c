//! Writes the parts of a Swift package apart: its sources, the C header and the module map.

fn main() {
    uniffi::uniffi_bindgen_swift();
}
