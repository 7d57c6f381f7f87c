//! The last steps of a web build: `doorstep-pack bind MODULE FOLDER NAME` and `doorstep-pack squeeze FOLDER`.

mod bind;
mod squeeze;

use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let done = match words[..] {
        ["bind", module, folder, name] => bind::bind(Path::new(module), Path::new(folder), name),
        ["squeeze", folder] => squeeze::squeeze(Path::new(folder)),
        _ => Err("doorstep-pack bind MODULE FOLDER NAME | squeeze FOLDER".to_owned()),
    };
    match done {
        Ok(said) => {
            let _ = writeln!(std::io::stdout(), "   {said}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "error: {error}");
            ExitCode::FAILURE
        }
    }
}
