//! The Python package: its wheel is built from library, generated module and layer, installed into a new environment, and
//! its stories run there against the real server.

use crate::command::{Failure, output, run, target, watch};
use crate::peers;
use crate::step::{Count, say};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where the layer, its list of tools and its tests are.
const LAYER: &str = "ffi/python";
/// What of the layer goes into the wheel's source.
const PARTS: [&str; 4] = ["pyproject.toml", "platform_tag.py", "README.md", "src"];

/// Builds, checks and installs the wheel and runs its tests; `library` and `generated` are what they stand on, `run` the
/// program that serves the demonstration.
pub(crate) fn test(
    count: &Count,
    library: &Path,
    generated: &Path,
    run_program: &Path,
) -> Result<(), Failure> {
    let folder = absolute(&target().join("bindings/python"))?;
    let source = folder.join("source");
    gather(&source, library, generated)?;
    let versions = Path::new(LAYER).join("requirements.txt");
    let tools = peers::environment(&folder.join("tools"), &versions, "hatchling and mypy")?;
    run(Command::new(&tools).args(["-m", "mypy", "-p", "doorstep_phone"]).current_dir(&source))?;
    let wheel = build(&tools, &folder.join("wheels"), &source)?;
    let python = fresh(&folder.join("fresh"), &wheel)?;
    let mut tests = Command::new(python);
    tests
        .args(["-W", "error", "-m", "unittest", "discover", "-t", ".", "-s", "tests"])
        .current_dir(LAYER)
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("PYTHONUNBUFFERED", "1")
        .env("CARGO_TARGET_DIR", absolute(&target())?)
        .env("DOORSTEP_TEST_RUN", absolute(run_program)?);
    watch(&mut tests, &|line| count.read(line))
}

/// Lays the layer, the generated module and the library beside each other, anew.
fn gather(source: &Path, library: &Path, generated: &Path) -> Result<(), Failure> {
    if source.exists() {
        std::fs::remove_dir_all(source).map_err(|e| format!("{}: {e}", source.display()))?;
    }
    for part in PARTS {
        copy(&Path::new(LAYER).join(part), &source.join(part))?;
    }
    let package = source.join("src/doorstep_phone");
    copy(&generated.join("doorstep.py"), &package.join("doorstep.py"))?;
    let name = library.file_name().ok_or_else(|| format!("{} is no file", library.display()))?;
    copy(library, &package.join(name))
}

/// Copies a file, or a folder with everything in it that was written by a person.
fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    let at = |error: std::io::Error| format!("{}: {error}", from.display());
    if from.is_dir() {
        for entry in std::fs::read_dir(from).map_err(at)? {
            let name = entry.map_err(at)?.file_name();
            if name != "__pycache__" {
                copy(&from.join(&name), &to.join(&name))?;
            }
        }
        return Ok(());
    }
    if let Some(folder) = to.parent() {
        std::fs::create_dir_all(folder).map_err(at)?;
    }
    std::fs::copy(from, to).map(|_| ()).map_err(at)
}

/// Builds the wheel with the tools that are installed already, and returns it.
fn build(tools: &Path, wheels: &Path, source: &Path) -> Result<PathBuf, Failure> {
    let at = |error: std::io::Error| format!("{}: {error}", wheels.display());
    if wheels.exists() {
        std::fs::remove_dir_all(wheels).map_err(at)?;
    }
    run(Command::new(tools)
        .args(["-m", "pip", "wheel", "--quiet", "--disable-pip-version-check"])
        .args(["--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir"])
        .args([wheels, source]))?;
    let mut found = std::fs::read_dir(wheels).map_err(at)?;
    let wheel = found.next().ok_or("pip built no wheel")?.map_err(at)?.path();
    let bytes = wheel.metadata().map_err(at)?.len();
    say(&format!("   {}: {bytes} bytes", wheel.display()));
    Ok(wheel)
}

/// Installs the wheel into an environment that holds nothing else, and returns its Python.
fn fresh(folder: &Path, wheel: &Path) -> Result<PathBuf, Failure> {
    run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(folder))?;
    let python = folder.join("bin/python");
    run(Command::new(&python)
        .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-index"])
        .arg(wheel))?;
    let place = "import doorstep_phone; print(doorstep_phone.__file__)";
    let found = output(Command::new(&python).args(["-c", place]).current_dir(folder))?;
    if Path::new(found.trim()).starts_with(folder) {
        Ok(python)
    } else {
        Err(format!("the wheel is imported from {}", found.trim()))
    }
}

fn absolute(path: &Path) -> Result<PathBuf, Failure> {
    std::path::absolute(path).map_err(|error| format!("{}: {error}", path.display()))
}
