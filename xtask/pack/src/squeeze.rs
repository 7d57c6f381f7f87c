//! A brotli copy beside every file of a built app that gets smaller by it.

use brotli::enc::BrotliEncoderParams;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// What shrinks; pictures and fonts are packed already.
const ENDINGS: [&str; 11] =
    ["html", "js", "mjs", "css", "wasm", "svg", "json", "webmanifest", "txt", "map", "xml"];

/// Writes `FILE.br` beside each such file of a folder and of the folders in it.
pub(crate) fn squeeze(folder: &Path) -> Result<String, String> {
    let mut files = Vec::new();
    list(folder, &mut files).map_err(|error| format!("{}: {error}", folder.display()))?;
    let (mut before, mut after) = (0, 0);
    for file in &files {
        let told = |error| format!("{}: {error}", file.display());
        let plain = fs::read(file).map_err(told)?;
        let packed = packed(&plain).map_err(told)?;
        let mut name = file.as_os_str().to_owned();
        name.push(".br");
        fs::write(name, &packed).map_err(told)?;
        (before, after) = (before + plain.len(), after + packed.len());
    }
    let kb = |bytes: usize| bytes.div_ceil(1000);
    let (count, shown) = (files.len(), folder.display());
    Ok(format!("{shown}: {count} files, {} kB, {} kB as brotli", kb(before), kb(after)))
}

fn packed(plain: &[u8]) -> std::io::Result<Vec<u8>> {
    let size_hint = plain.len();
    let parameters =
        BrotliEncoderParams { quality: 11, lgwin: 24, size_hint, ..BrotliEncoderParams::default() };
    let mut writer = brotli::CompressorWriter::with_params(Vec::new(), 1 << 16, &parameters);
    writer.write_all(plain)?;
    Ok(writer.into_inner())
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        if path.is_dir() {
            list(&path, files)?;
        } else if ENDINGS.contains(&ending) {
            files.push(path);
        }
    }
    files.sort();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_that_shrinks_has_a_copy_that_reads_back() {
        let folder = std::env::temp_dir().join(format!("doorstep-pack-{}", std::process::id()));
        fs::create_dir_all(folder.join("assets")).unwrap();
        let text = "一家一家走访 ".repeat(500);
        fs::write(folder.join("assets/a.js"), &text).unwrap();
        fs::write(folder.join("a.png"), &text).unwrap();
        squeeze(&folder).unwrap();
        let packed = fs::read(folder.join("assets/a.js.br")).unwrap();
        assert!(packed.len() < 100 && !folder.join("a.png.br").exists());
        let mut plain = Vec::new();
        brotli::BrotliDecompress(&mut &packed[..], &mut plain).unwrap();
        assert_eq!(plain, text.as_bytes());
        // A second time packs no packed file.
        assert!(squeeze(&folder).unwrap().contains("1 files"));
        fs::remove_dir_all(&folder).unwrap();
    }
}
