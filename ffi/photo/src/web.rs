//! The one function that a photo worker calls.

use crate::told;
use js_sys::{Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast as _, JsValue};

#[wasm_bindgen(typescript_custom_section)]
const MADE: &str = r#"
/** What became of a picture; `json` holds what the core takes in beside both files, or `{"problem": …}`. */
export interface Made { json: string; photo: Uint8Array<ArrayBuffer>; thumb: Uint8Array<ArrayBuffer> }
"#;

#[wasm_bindgen]
extern "C" {
    /// What became of a picture, as a plain object that can be posted.
    #[wasm_bindgen(typescript_type = "Made")]
    pub type Made;
}

/// Prepares a picture as the camera wrote it.
#[wasm_bindgen]
#[must_use]
pub fn prepare(bytes: &[u8]) -> Made {
    let told = told::prepare(bytes);
    let made = Object::new();
    let set = |name: &str, value: &JsValue| {
        let _ = Reflect::set(&made, &name.into(), value);
    };
    set("json", &told.json.into());
    set("photo", &Uint8Array::from(&told.photo[..]));
    set("thumb", &Uint8Array::from(&told.thumb[..]));
    made.unchecked_into()
}
