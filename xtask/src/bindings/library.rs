//! The phone's core as a library: for this machine, and for phones where their tools are.

use super::sqlite;
use crate::command::{Failure, cargo, output, run};
use crate::web::tools;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Android, as most phones are.
pub(crate) const ANDROID: &str = "aarch64-linux-android";
/// iOS, as every phone is.
pub(crate) const IOS: &str = "aarch64-apple-ios";

/// How it is built for tests: soon.
pub(super) const PROFILE: &str = "bindings";

/// Where everything of the bindings is built: the core is compiled otherwise here, over a SQLite with ciphers.
pub(crate) fn folder() -> Result<PathBuf, Failure> {
    let folder = crate::command::target().join("mobile");
    std::path::absolute(folder).map_err(|error| error.to_string())
}

/// What to compile C for a target with.
pub(crate) struct Compiler {
    /// The compiler, and what it is always given.
    pub(crate) cc: Vec<String>,
    /// The archiver.
    pub(crate) ar: String,
}

/// Builds the library of a target and returns it: one that is loaded at run time, but a static one for iOS.
pub(crate) fn build(target: Option<&str>, release: bool) -> Result<PathBuf, Failure> {
    let compiler = compiler(target)?;
    let sqlite = sqlite::build(target.unwrap_or("host"), &compiler)?;
    let mut command = cargo();
    command.args(["rustc", "--quiet", "--package", "doorstep-mobile", "--lib"]);
    let (crate_type, file) = match target {
        Some(target) if target.contains("apple") => ("staticlib", "libdoorstep.a"),
        _ => ("cdylib", "libdoorstep.so"),
    };
    command.args(["--crate-type", crate_type]);
    let profile = if release { "release" } else { PROFILE };
    command.args(["--profile", profile]);
    let mut built = folder()?;
    command.env("CARGO_TARGET_DIR", &built);
    if let Some(target) = target {
        tools::rust_target(target)?;
        command.args(["--target", target]);
        built.push(target);
        let upper = target.to_uppercase().replace('-', "_");
        let named = target.replace('-', "_");
        command.env(format!("CC_{named}"), &compiler.cc[0]);
        command.env(format!("AR_{named}"), &compiler.ar);
        if target.contains("android") {
            command.env(format!("CARGO_TARGET_{upper}_LINKER"), &compiler.cc[0]);
        }
    }
    sqlite::given_to(&mut command, &sqlite);
    run(&mut command)?;
    built.extend([profile, file]);
    Ok(built)
}

/// Builds the static library of a phone's target without its C parts, SQLite and zstd: the compiler of that phone's own
/// tools would be needed for them. What the bindings are made of is all in it.
pub(crate) fn build_without_c(target: &str) -> Result<PathBuf, Failure> {
    let mut command = cargo();
    command.args(["rustc", "--quiet", "--package", "doorstep-mobile", "--lib"]);
    command.args(["--crate-type", "staticlib", "--profile", PROFILE, "--target", target]);
    without_c(&mut command, target)?;
    run(&mut command)?;
    Ok(folder()?.join(target).join(PROFILE).join("libdoorstep.a"))
}

/// Checks the types of core and face for a phone's target.
pub(crate) fn check(target: &str) -> Result<(), Failure> {
    let mut command = cargo();
    command.args(["check", "--quiet", "--package", "doorstep-mobile", "--target", target]);
    command.args(["--profile", PROFILE]);
    without_c(&mut command, target)?;
    run(&mut command)
}

/// Says to build scripts that the C libraries are elsewhere.
fn without_c(command: &mut Command, target: &str) -> Result<(), Failure> {
    tools::rust_target(target)?;
    tools::pkg_config()?;
    let folder = folder()?;
    let elsewhere = folder.join("elsewhere");
    std::fs::create_dir_all(&elsewhere).map_err(|error| error.to_string())?;
    for (library, link) in [("sqlite3", "sqlite3"), ("libzstd", "zstd")] {
        let said = format!(
            "Name: {library}\nDescription: comes with a phone's own build\nVersion: 99.0.0\nLibs: -l{link}\n"
        );
        let file = elsewhere.join(format!("{library}.pc"));
        std::fs::write(file, said).map_err(|error| error.to_string())?;
    }
    command
        .env("CARGO_TARGET_DIR", folder)
        .env("PKG_CONFIG_PATH", elsewhere)
        .env("PKG_CONFIG_ALLOW_CROSS", "1")
        .env("LIBSQLITE3_SYS_USE_PKG_CONFIG", "1")
        .env("ZSTD_SYS_USE_PKG_CONFIG", "1");
    Ok(())
}

/// Finds the C compiler of a target: clang here, that of the NDK for Android, that of Xcode for iOS.
fn compiler(target: Option<&str>) -> Result<Compiler, Failure> {
    let Some(target) = target else {
        let clang = tools::clang()?.to_string_lossy().into_owned();
        return Ok(Compiler { cc: vec![clang], ar: "ar".to_owned() });
    };
    if target.contains("android") { ndk(target) } else { xcode(target) }
}

/// The oldest Android that the library runs on: 8.0.
const ANDROID_API: u32 = 26;

fn ndk(target: &str) -> Result<Compiler, Failure> {
    let missing = || "the Android NDK is missing (set ANDROID_NDK_HOME to its folder)".to_owned();
    let home = std::env::var_os("ANDROID_NDK_HOME").ok_or_else(missing)?;
    let hosts = Path::new(&home).join("toolchains/llvm/prebuilt");
    let mut found = std::fs::read_dir(&hosts).map_err(|_| missing())?;
    let bin = found.find_map(Result::ok).ok_or_else(missing)?.path().join("bin");
    let program = |name: String| bin.join(name).to_string_lossy().into_owned();
    let triple = target.replace("armv7-", "armv7a-");
    Ok(Compiler {
        cc: vec![program(format!("{triple}{ANDROID_API}-clang"))],
        ar: program("llvm-ar".to_owned()),
    })
}

fn xcode(target: &str) -> Result<Compiler, Failure> {
    let sdk = if target.ends_with("-sim") { "iphonesimulator" } else { "iphoneos" };
    let missing = |_| "Xcode is missing: the library of iOS is built on macOS".to_owned();
    let told = |of: &[&str]| {
        let said = output(Command::new("xcrun").args(["--sdk", sdk]).args(of)).map_err(missing)?;
        Ok::<_, Failure>(said.trim().to_owned())
    };
    let target = match target {
        "aarch64-apple-ios-sim" => "arm64-apple-ios15.0-simulator",
        _ => "arm64-apple-ios15.0",
    };
    let (clang, root) = (told(&["--find", "clang"])?, told(&["--show-sdk-path"])?);
    let cc = [&clang, "-target", target, "-isysroot", &root].map(str::to_owned);
    Ok(Compiler { cc: cc.to_vec(), ar: told(&["--find", "ar"])? })
}
