//! `cargo xtask web`: the field app and the desk as a browser downloads them.

pub(crate) mod tools;

use crate::command::{Failure, cargo, run, target};
use crate::npm;
use crate::step::say;
use clap::Args;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

/// The field app's place in the web workspace.
const FIELD: &str = "field";
/// The desk's.
const DESK: &str = "desk";
/// What both applications are made of, beside what lies in their own folders.
const SHARED: [&str; 4] = ["shared", "package.json", "package-lock.json", "tsconfig.base.json"];
/// The modules: package, its file, and its name and folder among the app's sources.
const MODULES: [(&str, &str, &str); 2] = [
    ("doorstep-web", "doorstep_web.wasm", "core"),
    ("doorstep-web-photo", "doorstep_web_photo.wasm", "photo"),
];

/// The field app with its two wasm modules, the desk, and a brotli copy of every file. What has not
/// changed is not built again.
#[derive(Args, Default)]
pub(crate) struct Web {
    /// Builds sooner what runs slower and is larger, for trying things out.
    #[arg(long)]
    dev: bool,
    /// Builds the wasm modules and no pages.
    #[arg(long)]
    modules: bool,
}

impl Web {
    /// Builds it.
    pub(crate) fn run(&self) -> Result<(), Failure> {
        tools::target()?;
        tools::clang()?;
        let built = self.build_modules()?;
        for (_, file, name) in MODULES {
            let folder = Path::new(npm::WEB).join("field/src/wasm").join(name);
            let module = built.join(file);
            let kept = mark(&format!("{name}-bound"));
            once(&kept, &listing(&[&module])?, &folder.join(format!("{name}.js")), || {
                run(pack().arg("bind").arg(&module).arg(&folder).arg(name))
            })?;
        }
        if self.modules {
            return Ok(());
        }
        self.build_pages(FIELD)?;
        self.build_pages(DESK)
    }

    /// Compiles both modules; returns the folder in which they lie.
    fn build_modules(&self) -> Result<PathBuf, Failure> {
        let profile = if self.dev { "web-dev" } else { "web" };
        let mut build = cargo();
        build.args(["build", "--profile", profile, "--target", tools::TARGET]);
        for (package, ..) in MODULES {
            build.args(["--package", package]);
        }
        run(&mut build)?;
        Ok(target().join(tools::TARGET).join(profile))
    }

    fn build_pages(&self, name: &str) -> Result<(), Failure> {
        npm::packages()?;
        let app = built(name);
        let web = Path::new(npm::WEB);
        let parts: Vec<PathBuf> = SHARED.iter().chain([&name]).map(|part| web.join(part)).collect();
        let parts: Vec<&Path> = parts.iter().map(PathBuf::as_path).collect();
        let mut sources = listing(&parts)?;
        let _ = writeln!(sources, "\ndev: {}", self.dev);
        once(&mark(&format!("{name}-built")), &sources, &app.join("index.html"), || {
            run(&mut npm::npm(&["run", "build", "--workspace", name])?)?;
            if self.dev { Ok(()) } else { run(pack().arg("squeeze").arg(&app)) }
        })
    }
}

/// The folders of the built applications.
pub(crate) struct Built {
    /// The field app.
    pub(crate) field: PathBuf,
    /// The desk.
    pub(crate) desk: PathBuf,
}

/// Builds both applications as they are shipped.
pub(crate) fn build() -> Result<Built, Failure> {
    Web::default().run()?;
    Ok(Built { field: built(FIELD), desk: built(DESK) })
}

/// Builds the wasm modules, as the applications' sources import them.
pub(crate) fn modules() -> Result<(), Failure> {
    Web { dev: false, modules: true }.run()
}

/// Returns the folder that an application's build leaves.
fn built(name: &str) -> PathBuf {
    Path::new(npm::WEB).join(name).join("dist")
}

/// Makes the command that binds and packs: a program of its own, built when it's first needed.
fn pack() -> Command {
    let mut pack = cargo();
    pack.args(["run", "--quiet", "--package", "doorstep-pack", "--"]);
    pack
}

/// Returns where it's noted of what something was made.
fn mark(name: &str) -> PathBuf {
    target().join("web").join(name)
}

/// Makes something, unless it's there and was made of the very same.
fn once(
    mark: &Path,
    wanted: &str,
    made: &Path,
    act: impl FnOnce() -> Result<(), Failure>,
) -> Result<(), Failure> {
    if made.exists() && fs::read_to_string(mark).is_ok_and(|found| found == wanted) {
        say(&format!("   {}: as it was", made.display()));
        return Ok(());
    }
    act()?;
    let told = |e: std::io::Error| format!("{}: {e}", mark.display());
    mark.parent().map_or(Ok(()), fs::create_dir_all).map_err(told)?;
    fs::write(mark, wanted).map_err(told)
}

/// Lists files with size and time of change, those of a folder too, but for what is made there.
fn listing(paths: &[&Path]) -> Result<String, Failure> {
    const MADE: [&str; 3] = ["node_modules", "dist", ".vite"];
    let mut lines = Vec::new();
    let mut left: Vec<PathBuf> = paths.iter().map(|path| path.to_path_buf()).collect();
    while let Some(path) = left.pop() {
        let told = |e: std::io::Error| format!("{}: {e}", path.display());
        let metadata = fs::metadata(&path).map_err(told)?;
        if metadata.is_file() {
            let since = metadata.modified().map_err(told)?.duration_since(SystemTime::UNIX_EPOCH);
            let changed = since.map_or(0, |since| since.as_nanos());
            lines.push(format!("{} {} {changed}", path.display(), metadata.len()));
            continue;
        }
        for entry in fs::read_dir(&path).map_err(told)? {
            let entry = entry.map_err(told)?;
            if !MADE.iter().any(|made| entry.file_name() == *made) {
                left.push(entry.path());
            }
        }
    }
    lines.sort();
    Ok(lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_not_changed_is_not_made_again() {
        let folder = std::env::temp_dir().join(format!("doorstep-web-{}", std::process::id()));
        let (source, product) = (folder.join("src/a.ts"), folder.join("dist/a.js"));
        let place = |path: &Path, text: &str| {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        place(&source, "1");
        let mut times = 0;
        let mut build = || {
            let wanted = listing(&[&folder]).unwrap();
            let make = || {
                times += 1;
                place(&product, "made");
                Ok(())
            };
            once(&folder.join("dist/mark"), &wanted, &product, make).unwrap();
            times
        };
        assert_eq!((build(), build()), (1, 1));
        place(&source, "22");
        assert_eq!((build(), build()), (2, 2));
        place(&folder.join("src/b.ts"), "");
        assert_eq!(build(), 3);
        fs::remove_file(&product).unwrap();
        assert_eq!(build(), 4);
        fs::remove_dir_all(&folder).unwrap();
    }
}
