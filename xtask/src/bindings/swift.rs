//! Everything of Swift, looked at as far as it goes without Apple's tools: it parses, it calls what the library has, its
//! header compiles, and the iOS app's texts and project say the same as its code; where there is Swift, its tests run.

use crate::command::{Failure, find, run, target, watch};
use crate::peers;
use crate::step::{Count, say};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where the package, its list of tools and the checking script are.
const PACKAGE: &str = "ffi/swift";
/// The program that lists what a library has, by the names that systems give it.
const LISTERS: [&str; 4] = ["llvm-nm", "llvm-nm-19", "llvm-nm-16", "llvm-nm-14"];

/// Checks the generated and the written Swift; with a static library of iOS also that it has what the header declares.
pub(crate) fn check(library_ios: Option<&Path>, generated: &Path) -> Result<(), Failure> {
    header(&generated.join("DoorstepCoreFFI.h"))?;
    let package = Path::new(PACKAGE);
    let tools = target().join("bindings/swift/tools");
    let tools = std::path::absolute(tools).map_err(|error| error.to_string())?;
    let versions = package.join("requirements.txt");
    let python = peers::environment(&tools, &versions, "tree-sitter with Swift's grammar")?;
    let mut script = Command::new(python);
    script.arg(package.join("check.py")).arg("--generated").arg(generated);
    if let Some(library) = library_ios {
        script.arg("--library").arg(library).arg("--nm").arg(lister()?);
    }
    run(script.env("PYTHONDONTWRITEBYTECODE", "1"))
}

/// Compiles the package and runs its tests over this machine's library where there is a compiler of Swift, else says that
/// there is none.
pub(crate) fn test(count: &Count, library: &Path, generated: &Path) -> Result<(), Failure> {
    if find("swiftc", &[]).is_none() {
        say("   there is no swiftc here: Swift was parsed, its types and tests were not checked");
        return Ok(());
    }
    let out = target().join("bindings/swift/linux");
    let mut tests = Command::new("python3");
    tests.arg(Path::new(PACKAGE).join("try_linux.py")).arg("--generated").arg(generated);
    tests.arg("--library").arg(library).arg("--out").arg(out);
    watch(tests.env("PYTHONUNBUFFERED", "1"), &|line| count.read(line))
}

/// Compiles the header alone, as C, with every warning.
fn header(header: &Path) -> Result<(), Failure> {
    let clang = find("clang", &[])
        .ok_or("clang is missing; the check of Swift's header needs it (apt-get install clang)")?;
    // Included, not named: a header on its own is no program.
    run(Command::new(clang)
        .args(["-fsyntax-only", "-Wall", "-Wextra", "-Werror", "-x", "c", "/dev/null", "-include"])
        .arg(header))
}

fn lister() -> Result<PathBuf, Failure> {
    LISTERS.iter().find_map(|name| find(name, &[])).ok_or_else(|| {
        "llvm-nm is missing; the check of Swift's library needs it (apt-get install llvm)"
            .to_owned()
    })
}
