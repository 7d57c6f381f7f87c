//! The Kotlin package: its compiler, and its tests on the Java machine against the real server.

use super::library::folder;
use crate::command::{Failure, output, run, watch};
use crate::setup::{cache, is_root};
use crate::step::{Count, say};
use crate::web::tools::{npm, program};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The package.
const PACKAGE: &str = "ffi/kotlin";
/// The compiler that the package is compiled with; it brings coroutines along.
const COMPILER: &str = "kotlin-compiler@2.4.20";
/// What comes from Debian: how Java calls the library, and what runs tests.
const PACKAGES: [&str; 4] = ["libjna-java", "libjna-jni", "junit4", "libhamcrest-java"];
/// The archives of those, and where the compiler's own lie within it.
const ARCHIVES: [&str; 3] = ["jna.jar", "junit4.jar", "hamcrest.jar"];
const COROUTINES: &str = "lib/kotlinx-coroutines-core-jvm.jar";
/// The archive of what was generated.
const GENERATED: &str = "generated";
/// What Java may take for itself: what grows beside that is the core's.
const HEAP: &str = "-Xmx96m";

/// Where the tools of Kotlin are.
pub(crate) struct KotlinTools {
    compiler: PathBuf,
    debian: PathBuf,
}

impl KotlinTools {
    /// The archives that the package is compiled against.
    pub(crate) fn archives(&self) -> Vec<PathBuf> {
        let java = self.debian.join("usr/share/java");
        let mut archives: Vec<PathBuf> = ARCHIVES.iter().map(|name| java.join(name)).collect();
        archives.push(self.compiler.join(COROUTINES));
        archives
    }

    /// Where JNA looks for its own library.
    fn dispatch(&self) -> PathBuf {
        self.debian.join("dispatch")
    }

    /// Puts JNA's own library where it is looked for when it is not installed.
    fn give_dispatch(&self) -> Result<(), Failure> {
        let processor = std::env::consts::ARCH.replace("x86_64", "x86-64");
        let folder = self.dispatch().join("com/sun/jna").join(format!("linux-{processor}"));
        let here = folder.join("libjnidispatch.so");
        if here.exists() {
            return Ok(());
        }
        let folders = listed(&self.debian.join("usr/lib"))?;
        let mut files = folders.iter().map(|at| at.join("jni/libjnidispatch.system.so"));
        let file = files.find(|file| file.is_file());
        let file = file.ok_or("JNA has no library of its own for this machine")?;
        let _ = fresh(&folder)?;
        std::fs::copy(file, here).map(|_| ()).map_err(|error| error.to_string())
    }
}

/// Finds the Java compiler, with the machine beside it, or installs them.
pub(crate) fn java() -> Result<PathBuf, Failure> {
    let why = "the Kotlin package is tested on the Java machine";
    program("javac", "openjdk-17-jdk-headless", why)
}

/// Finds the tools, getting them once into the user's cache.
pub(crate) fn tools() -> Result<KotlinTools, Failure> {
    java()?;
    let at = cache().unwrap_or_else(|| crate::command::target().join("tools")).join("kotlin");
    let at = std::path::absolute(at).map_err(|error| error.to_string())?;
    let tools =
        KotlinTools { compiler: at.join(COMPILER.replace('@', "-")), debian: at.join("debian") };
    if !tools.compiler.exists() {
        say(&format!("   getting the Kotlin compiler once into {}", at.display()));
        let pack = fresh(&at.join("getting"))?;
        run(Command::new(npm()?).args(["pack", COMPILER, "--silent"]).current_dir(&pack))?;
        let packed = first(&pack, ".tgz")?;
        run(Command::new("tar").arg("xzf").arg(packed).current_dir(&pack))?;
        moved(&pack.join("package"), &tools.compiler)?;
        let _ = std::fs::remove_dir_all(&pack);
    }
    if !tools.archives().iter().all(|archive| archive.exists()) {
        say(&format!("   getting JNA and JUnit once into {}", at.display()));
        unpacked(&PACKAGES, &tools.debian)?;
    }
    tools.give_dispatch()?;
    Ok(tools)
}

/// Unpacks Debian packages into a folder, without installing them.
pub(crate) fn unpacked(packages: &[&str], into: &Path) -> Result<(), Failure> {
    let _ = std::fs::remove_dir_all(into);
    let got = fresh(&into.with_extension("getting"))?;
    let download = || {
        let mut apt = Command::new("apt-get");
        output(apt.args(["download", "--quiet"]).args(packages).current_dir(&got))
    };
    if download().is_err() {
        // The list of packages may be an old one.
        if is_root() {
            output(Command::new("apt-get").args(["update", "--quiet"]))?;
        }
        download()?;
    }
    let all = got.with_extension("all");
    for package in packages {
        let file = first(&got, &format!("{package}_"))?;
        run(Command::new("dpkg-deb").arg("--extract").arg(file).arg(&all))?;
    }
    let _ = std::fs::remove_dir_all(&got);
    moved(&all, into)
}

/// Compiles sources and returns their archive; the same sources are compiled once.
pub(crate) fn compile(
    tools: &KotlinTools,
    name: &str,
    sources: &[&Path],
    on: &[PathBuf],
) -> Result<PathBuf, Failure> {
    let into = folder()?.join("kotlin");
    std::fs::create_dir_all(&into).map_err(|error| error.to_string())?;
    let mut hash = DefaultHasher::new();
    COMPILER.hash(&mut hash);
    let on_files = on.iter().map(PathBuf::as_path);
    for path in sources.iter().copied().chain(on_files) {
        hash_all(path, &mut hash)?;
    }
    let archive = into.join(format!("{name}-{:016x}.jar", hash.finish()));
    if archive.exists() {
        return Ok(archive);
    }
    for old in listed(&into)? {
        if old.to_string_lossy().contains(&format!("/{name}-")) {
            let _ = std::fs::remove_file(old);
        }
    }
    let made = into.join(format!("{name}.making.jar"));
    let mut java = Command::new("java");
    // Little is compiled: the quick compiler of Java itself is the quicker one for that.
    java.args(["-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"])
        .args(["-cp", &joined(&[tools.compiler.join("lib/kotlin-compiler.jar")])?])
        .args(["org.jetbrains.kotlin.cli.jvm.K2JVMCompiler", "-jvm-target", "17"])
        // What a program wrote is as it is.
        .arg(if name == GENERATED { "-nowarn" } else { "-Werror" })
        .arg("-kotlin-home")
        .arg(&tools.compiler)
        .args(["-cp", &joined(on)?, "-d"])
        .arg(&made);
    run(java.args(sources))?;
    moved(&made, &archive)?;
    Ok(archive)
}

/// Compiles the sources that were generated.
pub(crate) fn generated(tools: &KotlinTools, generated: &Path) -> Result<PathBuf, Failure> {
    compile(tools, GENERATED, &[&generated.join("kotlin")], &tools.archives())
}

/// Compiles the package over the generated sources; returns both archives.
pub(crate) fn package(tools: &KotlinTools, generated_in: &Path) -> Result<[PathBuf; 2], Failure> {
    let core = generated(tools, generated_in)?;
    let mut on = tools.archives();
    on.push(core.clone());
    let main = Path::new(PACKAGE).join("src/main/kotlin");
    Ok([compile(tools, "package", &[&main], &on)?, core])
}

/// Compiles package and tests and runs these over the library, against the server program `run`.
pub(crate) fn test(
    count: &Count,
    library: &Path,
    generated_in: &Path,
    server: &Path,
) -> Result<(), Failure> {
    let tools = tools()?;
    let mut on = tools.archives();
    on.extend(package(&tools, generated_in)?);
    let tests = Path::new(PACKAGE).join("src/test/kotlin");
    on.push(compile(&tools, "tests", &[&tests], &on)?);
    on.push(tools.compiler.join("lib/kotlin-stdlib.jar"));
    on.push(tools.dispatch());
    let library = library.parent().ok_or("the library lies in no folder")?;
    let absolute = |path: &Path| std::path::absolute(path).map_err(|error| error.to_string());
    let mut java = Command::new("java");
    java.arg(HEAP)
        .arg(format!("-Djna.library.path={}", absolute(library)?.display()))
        .args(["-cp", &joined(&on)?])
        .arg("org.doorstep.MainKt")
        .env("DOORSTEP_TEST_RUN", absolute(server)?)
        .env("DOORSTEP_TEST_KEPT", folder()?.join("kotlin"));
    watch(&mut java, &|line| count.read(line))
}

/// Writes a class path.
fn joined(archives: &[PathBuf]) -> Result<String, Failure> {
    let joined = std::env::join_paths(archives).map_err(|error| error.to_string())?;
    Ok(joined.to_string_lossy().into_owned())
}

/// Hashes names and texts of a file or of everything in a folder.
fn hash_all(path: &Path, hash: &mut DefaultHasher) -> Result<(), Failure> {
    path.hash(hash);
    if path.is_dir() {
        return listed(path)?.iter().try_for_each(|entry| hash_all(entry, hash));
    }
    let bytes = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    bytes.hash(hash);
    Ok(())
}

/// Lists a folder in the order of its names.
pub(crate) fn listed(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let entries =
        std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut all: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    all.sort();
    Ok(all)
}

/// Finds the first entry of a folder with a text in its name.
fn first(folder: &Path, text: &str) -> Result<PathBuf, Failure> {
    let named =
        |path: &PathBuf| path.file_name().is_some_and(|n| n.to_string_lossy().contains(text));
    let found = listed(folder)?.into_iter().find(named);
    found.ok_or_else(|| format!("{}: nothing with {text}", folder.display()))
}

/// Makes an empty folder.
pub(crate) fn fresh(folder: &Path) -> Result<PathBuf, Failure> {
    let _ = std::fs::remove_dir_all(folder);
    std::fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    Ok(folder.to_owned())
}

fn moved(from: &Path, to: &Path) -> Result<(), Failure> {
    std::fs::rename(from, to).map_err(|error| format!("{}: {error}", to.display()))
}
