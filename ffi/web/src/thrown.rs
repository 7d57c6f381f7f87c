//! How a problem reaches JavaScript: thrown as an error whose message is the problem in JSON.

use doorstep_core::Problem;
use wasm_bindgen::JsError;

/// Makes the error to throw.
pub(crate) fn thrown(problem: &Problem) -> JsError {
    JsError::new(&serde_json::to_string(problem).unwrap_or_else(|_| problem.key.clone()))
}
