//! All that a template can see: itself, `paper.typ`, `data.json`, `words.json`, the fonts and the day.

use crate::fonts::Fonts;
use crate::template::Template;
use jiff::civil::Date;
use std::sync::LazyLock;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World};

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

/// The files that there are.
struct Files {
    template: FileId,
    shared: FileId,
    data: FileId,
    words: FileId,
}

static FILES: LazyLock<Option<Files>> = LazyLock::new(|| {
    let id = |name: &str| {
        let path = VirtualPath::new(name).ok()?;
        Some(RootedPath::new(VirtualRoot::Project, path).intern())
    };
    Some(Files {
        template: id("template.typ")?,
        shared: id("paper.typ")?,
        data: id("data.json")?,
        words: id("words.json")?,
    })
});

/// What one template sees while it is set.
pub(crate) struct Sight<'a> {
    fonts: &'a Fonts,
    today: Date,
    files: &'static Files,
    template: Source,
    shared: Source,
    data: Bytes,
    words: Bytes,
}

impl<'a> Sight<'a> {
    /// Lays template and data before the compiler; nothing only if the names above were no names.
    pub(crate) fn new(
        template: &Template,
        data: &serde_json::Value,
        today: Date,
        fonts: &'a Fonts,
    ) -> Option<Self> {
        let files = FILES.as_ref()?;
        Some(Self {
            fonts,
            today,
            files,
            template: Source::new(files.template, template.body.clone()),
            shared: Source::new(files.shared, template.shared.clone()),
            data: Bytes::from_string(data.to_string()),
            words: Bytes::from_string(template.words.clone()),
        })
    }

    /// Returns the template itself.
    pub(crate) fn template(&self) -> &Source {
        &self.template
    }
}

impl World for Sight<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        self.files.template
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        [&self.template, &self.shared]
            .into_iter()
            .find(|source| source.id() == id)
            .cloned()
            .ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let known = [(self.files.data, &self.data), (self.files.words, &self.words)];
        let found = known.into_iter().find(|(known, _)| *known == id);
        found.map(|(_, bytes)| bytes.clone()).ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        let part = |value: i8| u8::try_from(value).ok();
        let day = self.today;
        Datetime::from_ymd(day.year().into(), part(day.month())?, part(day.day())?)
    }
}
