//! The fonts of the machine: looked for once, each read when a page first needs it.

use fontdb::{Database, Source};
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Mutex, OnceLock, PoisonError};
use typst::foundations::Bytes;
use typst::text::{Font, FontBook, FontInfo};
use typst::utils::LazyHash;

/// Families that Chinese is set in, the first that is there wins: serif for text, sans for headings.
const FAMILIES: [&str; 14] = [
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "Noto Serif SC",
    "FangSong",
    "FangSong_GB2312",
    "STFangsong",
    "SimSun",
    "Songti SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Noto Sans SC",
    "Microsoft YaHei",
    "SimHei",
    "WenQuanYi Zen Hei",
];

/// No font of the machine has Chinese.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error(
    "no Chinese font was found: install fonts-noto-cjk, or name a folder that holds one in the setting papers.fonts"
)]
pub struct NoFont;

/// Fonts that pages are set in.
pub struct Fonts {
    book: LazyHash<FontBook>,
    faces: Vec<Face>,
    /// Files that were read; several faces lie in one.
    files: Mutex<HashMap<PathBuf, Bytes>>,
}

/// A face that was found.
struct Face {
    file: PathBuf,
    index: u32,
    font: OnceLock<Option<Font>>,
}

impl std::fmt::Debug for Fonts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Fonts").field("faces", &self.faces.len()).finish_non_exhaustive()
    }
}

impl Fonts {
    /// Looks for fonts in the folders, the first one's first, then where the system keeps its own.
    ///
    /// # Errors
    /// When none of them has Chinese.
    pub fn find(folders: &[PathBuf]) -> Result<Self, NoFont> {
        let mut found = in_folders(folders);
        found.load_system_fonts();
        Self::of(&found)
    }

    /// Looks for fonts in the folders and nowhere else.
    ///
    /// # Errors
    /// When none of them has Chinese.
    pub fn find_in(folders: &[PathBuf]) -> Result<Self, NoFont> {
        Self::of(&in_folders(folders))
    }

    fn of(found: &Database) -> Result<Self, NoFont> {
        let mut book = FontBook::new();
        let mut faces = Vec::new();
        for face in found.faces() {
            let (Source::File(file) | Source::SharedFile(file, _)) = &face.source else { continue };
            let Some(info) = found.with_face_data(face.id, FontInfo::new).flatten() else {
                continue;
            };
            book.push(info);
            let (file, index) = (file.clone(), face.index);
            faces.push(Face { file, index, font: OnceLock::new() });
        }
        // The book knows families in lower case.
        if !FAMILIES.iter().any(|family| book.contains_family(&family.to_lowercase())) {
            return Err(NoFont);
        }
        Ok(Self { book: LazyHash::new(book), faces, files: Mutex::default() })
    }

    pub(crate) fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    /// Reads a face when it is first needed.
    pub(crate) fn font(&self, index: usize) -> Option<Font> {
        let face = self.faces.get(index)?;
        face.font.get_or_init(|| Font::new(self.file(&face.file)?, face.index)).clone()
    }

    fn file(&self, path: &PathBuf) -> Option<Bytes> {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = files.get(path) {
            return Some(known.clone());
        }
        let read = Bytes::new(std::fs::read(path).ok()?);
        files.insert(path.clone(), read.clone());
        Some(read)
    }
}

fn in_folders(folders: &[PathBuf]) -> Database {
    let mut found = Database::new();
    for folder in folders.iter().filter(|folder| folder.is_dir()) {
        found.load_fonts_dir(folder);
    }
    found
}
