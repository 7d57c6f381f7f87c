//! SQLite with SQLite3 Multiple Ciphers, as the browser's core has it: one file format and one cipher on every phone.

use super::library::{Compiler, folder};
use crate::command::{Failure, cargo, output, run};
use serde_json::Value;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::process::Command;

/// What the core's database needs, and what keeps it whole.
const FLAGS: [&str; 11] = [
    "-DSQLITE_CORE",
    "-DSQLITE_DEFAULT_FOREIGN_KEYS=1",
    "-DSQLITE_ENABLE_API_ARMOR",
    "-DSQLITE_ENABLE_COLUMN_METADATA",
    "-DSQLITE_ENABLE_DBSTAT_VTAB",
    "-DSQLITE_ENABLE_FTS5",
    "-DSQLITE_OMIT_LOAD_EXTENSION",
    "-DSQLITE_THREADSAFE=1",
    "-DSQLITE_USE_URI",
    // Nothing of a query is written to a file of its own: it would lie there in the clear.
    "-DSQLITE_TEMP_STORE=3",
    "-DHAVE_USLEEP=1",
];

/// Compiles it as a static library, when that is not done yet, and returns the folder that it lies in.
pub(crate) fn build(target: &str, compiler: &Compiler) -> Result<PathBuf, Failure> {
    let source = source()?;
    let mut hash = DefaultHasher::new();
    (&source, FLAGS, &compiler.cc).hash(&mut hash);
    let into = folder()?.join("sqlite").join(format!("{target}-{:016x}", hash.finish()));
    if into.join("libsqlite3.a").exists() {
        return Ok(into);
    }
    let packages = into.join("pkgconfig");
    std::fs::create_dir_all(&packages).map_err(|error| error.to_string())?;
    let object = into.join("sqlite3.o");
    let mut cc = Command::new(&compiler.cc[0]);
    cc.args(&compiler.cc[1..]).args(["-O2", "-fPIC", "-w", "-c"]).args(FLAGS);
    run(cc.arg(source.join("sqlite3mc_amalgamation.c")).arg("-o").arg(&object))?;
    let said = format!(
        "Name: sqlite3\nDescription: SQLite with ciphers\nVersion: 99.0.0\nLibs: -L{} -lsqlite3\n",
        into.display()
    );
    // First what is looked for first: another SQLite of this machine must not be found instead.
    std::fs::write(packages.join("sqlite3.pc"), said).map_err(|error| error.to_string())?;
    run(Command::new(&compiler.ar).arg("rcs").arg(into.join("libsqlite3.a")).arg(&object))?;
    Ok(into)
}

/// Makes a build link it.
pub(crate) fn given_to(command: &mut Command, sqlite: &Path) {
    command
        .env("LIBSQLITE3_SYS_USE_PKG_CONFIG", "1")
        .env("PKG_CONFIG_ALLOW_CROSS", "1")
        .env("SQLITE3_LIB_DIR", sqlite)
        .env("SQLITE3_STATIC", "1");
}

/// Finds its source in the very package that the browser's core is built of.
fn source() -> Result<PathBuf, Failure> {
    let text = output(cargo().args(["metadata", "--format-version", "1"]))?;
    let metadata: Value =
        serde_json::from_str(&text).map_err(|e| format!("cargo metadata: {e}"))?;
    let packages = metadata["packages"].as_array().map(Vec::as_slice).unwrap_or_default();
    let manifest = packages
        .iter()
        .find(|package| package["name"] == "sqlite-wasm-rs")
        .and_then(|package| package["manifest_path"].as_str())
        .ok_or("sqlite-wasm-rs is not among the packages")?;
    Ok(Path::new(manifest).with_file_name("sqlite3mc"))
}
