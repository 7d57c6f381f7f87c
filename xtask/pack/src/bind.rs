//! JavaScript and its types beside a wasm module.

use std::path::Path;
use wasm_bindgen_cli_support::Bindgen;

/// Writes a module for a browser into a folder, as `NAME.js`, `NAME.d.ts` and `NAME_bg.wasm`.
pub(crate) fn bind(module: &Path, folder: &Path, name: &str) -> Result<String, String> {
    let told = |error: &dyn std::fmt::Display| format!("{}: {error:#}", module.display());
    if folder.exists() {
        std::fs::remove_dir_all(folder).map_err(|error| told(&error))?;
    }
    let mut bindgen = Bindgen::new();
    bindgen.web(true).map_err(|error| told(&error))?;
    bindgen
        .input_path(module)
        .out_name(name)
        .typescript(true)
        // So that the page finds the module without being told where it lies.
        .omit_default_module_path(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(folder)
        .map_err(|error| told(&error))?;
    let wasm = folder.join(format!("{name}_bg.wasm"));
    let bytes = std::fs::metadata(&wasm).map_err(|error| told(&error))?.len();
    Ok(format!("{}: {} kB", wasm.display(), bytes.div_ceil(1000)))
}
