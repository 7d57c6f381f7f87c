//! The core as JavaScript holds it.

use crate::pool::Pool;
use crate::thrown::thrown;
use doorstep_core::{Code, Opening, Problem, Store};
use doorstep_face::Face;
use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast as _, JsError, JsValue};

#[wasm_bindgen(typescript_custom_section)]
const SAID: &str = r#"
/** The answer to a request: `json` is `{"ok": …}` or `{"problem": …}`; `wrote` tells that views may have changed. */
export interface Said { json: string; bytes: Uint8Array<ArrayBuffer>[]; wrote: boolean }
"#;

#[wasm_bindgen]
extern "C" {
    /// The answer to a request, as a plain object that can be posted.
    #[wasm_bindgen(typescript_type = "Said")]
    pub type Said;
}

/// The core with its open database, held by one worker at a time.
#[wasm_bindgen]
pub struct Core {
    face: Face,
    pool: Pool,
}

#[wasm_bindgen(wasm_bindgen_futures = js_sys::futures)]
impl Core {
    /// Opens a database under its key of 32 bytes, making it when there is none. A problem is thrown as an error whose
    /// message is its JSON.
    ///
    /// # Errors
    /// `damaged_database`, also when the key is another one, or `newer_database`, and the file stays as it is;
    /// `storage_full`; `storage` when the files cannot be had now, or never when it is not retryable.
    pub async fn open(file: String, key: Vec<u8>) -> Result<Core, JsError> {
        let key = key.as_slice().try_into().map_err(|_| Problem::at(Code::Invalid, "key"));
        let key = key.map_err(|problem| thrown(&problem))?;
        let pool = Pool::take().await.map_err(|problem| thrown(&problem))?;
        match open(&pool, &file, &key) {
            Ok(store) => Ok(Self { face: Face::new(store), pool }),
            Err(problem) => {
                let _ = pool.release();
                Err(thrown(&problem))
            }
        }
    }

    /// Answers one request.
    #[expect(clippy::cast_possible_truncation, reason = "a date is far below 2^53 ms")]
    #[expect(clippy::needless_pass_by_value, reason = "an array of JavaScript comes by value")]
    pub fn call(&mut self, now: f64, entropy: &[u8], ask: &str, bytes: Vec<Uint8Array>) -> Said {
        let Ok(entropy) = entropy.try_into() else {
            let problem = Problem::at(Code::Invalid, "entropy");
            let json = serde_json::json!({ "problem": problem });
            return said(&json.to_string(), &[], false);
        };
        let bytes = bytes.iter().map(Uint8Array::to_vec).collect();
        let answer = self.face.call(now as i64, entropy, ask, bytes);
        said(&answer.json, &answer.bytes, answer.wrote)
    }

    /// Closes the database and lets go of the files.
    ///
    /// # Errors
    /// `storage` when the browser does not let them go.
    pub fn close(self) -> Result<(), JsError> {
        let Self { face, pool } = self;
        drop(face);
        pool.release().map_err(|problem| thrown(&problem))
    }

    /// Tells whether there is such a database.
    ///
    /// # Errors
    /// As [`Core::open`] says.
    pub async fn exists(file: String) -> Result<bool, JsError> {
        within(|pool| pool.has(&file)).await
    }

    /// Erases a database that is not open.
    ///
    /// # Errors
    /// As [`Core::open`] says; `storage` when it is open.
    pub async fn erase(file: String) -> Result<(), JsError> {
        within(|pool| pool.remove(&file)).await
    }
}

/// Does something with the files and lets go of them again, unless a database is open.
async fn within<T>(act: impl FnOnce(&Pool) -> Result<T, Problem>) -> Result<T, JsError> {
    let pool = Pool::take().await.map_err(|problem| thrown(&problem))?;
    let done = act(&pool).map_err(|problem| thrown(&problem));
    let _ = pool.release();
    done
}

/// Opens a database; one that is new is looked at from outside before anything is entrusted to it.
fn open(pool: &Pool, file: &str, key: &[u8; 32]) -> Result<Store, Problem> {
    let vfs = Pool::vfs();
    let opening = Opening { vfs: Some(&vfs), key: Some(key) };
    if pool.has(file)? {
        return Store::open_with(file, &opening);
    }
    drop(Store::open_with(file, &opening)?);
    if pool.is_in_the_clear(file)? {
        pool.remove(file)?;
        return Err(Problem::new(Code::Storage));
    }
    Store::open_with(file, &opening)
}

fn said(json: &str, bytes: &[Vec<u8>], wrote: bool) -> Said {
    let said = Object::new();
    let set = |name: &str, value: &JsValue| {
        let _ = Reflect::set(&said, &name.into(), value);
    };
    set("json", &json.into());
    set("bytes", &bytes.iter().map(|part| Uint8Array::from(&part[..])).collect::<Array>());
    set("wrote", &wrote.into());
    said.unchecked_into()
}
