//! The uploads of the small server: tus 1.0.0, with an account of every byte that came.

use super::super::{Call, Method, Reply};
use super::fake::{Fake, problem};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use doorstep_schema::digest::Digest;
use doorstep_schema::fact::{Act, EvidencePhoto};
use std::collections::BTreeMap;

/// What the server knows of one file.
#[derive(Default, Clone)]
pub(super) struct Upload {
    length: usize,
    pub(super) bytes: Vec<u8>,
    pub(super) whole: bool,
    /// The bytes of bodies that came for it.
    pub(super) came: usize,
}

/// The uploads, in the order in which they were begun.
#[derive(Default)]
pub(super) struct Uploads {
    pub(super) files: BTreeMap<Digest, Upload>,
    begun: Vec<Digest>,
    /// The files that are deleted for good.
    pub(super) deleted: Vec<Digest>,
    /// What a POST is answered with instead.
    pub(super) refuse: Option<(u16, &'static str)>,
}

fn told(status: u16, location: Option<String>, offset: usize) -> Reply {
    Reply::Got {
        status,
        retry_after: None,
        content_type: None,
        encoding: None,
        location,
        upload_offset: u64::try_from(offset).ok(),
        body: Vec::new(),
    }
}

/// A problem as a HEAD request gets it.
fn bare(status: u16) -> Reply {
    match problem(status, "gone") {
        Reply::Got { content_type, retry_after, encoding, .. } => Reply::Got {
            status,
            retry_after,
            content_type,
            encoding,
            location: None,
            upload_offset: None,
            body: Vec::new(),
        },
        Reply::Lost => Reply::Lost,
    }
}

fn header<'a>(call: &'a Call, name: &str) -> Option<&'a str> {
    call.headers.iter().find(|(n, _)| *n == name).map(|(_, value)| value.as_str())
}

impl Fake {
    /// Answers a call for a file.
    pub(super) fn file(&mut self, call: &Call) -> Reply {
        assert_eq!(header(call, "Tus-Resumable"), Some("1.0.0"));
        assert!(call.encoding.is_none() && call.body.len() <= 512 << 10);
        match call.method {
            Method::Post => self.create(call),
            Method::Head => {
                self.find(call).map_or(bare(404), |file| told(200, None, file.bytes.len()))
            }
            _ => self.patch(call),
        }
    }

    fn find(&mut self, call: &Call) -> Option<&mut Upload> {
        let number = call.path.strip_prefix("/v1/files/")?;
        let number = usize::try_from(uuid::Uuid::try_parse(number).ok()?.as_u128()).ok()?;
        self.uploads.files.get_mut(self.uploads.begun.get(number)?)
    }

    fn create(&mut self, call: &Call) -> Reply {
        if let Some((status, code)) = self.uploads.refuse {
            return problem(status, code);
        }
        let name = header(call, "Upload-Metadata").unwrap().strip_prefix("sha256 ").unwrap();
        let name = String::from_utf8(STANDARD.decode(name).unwrap()).unwrap();
        let sha256 = Digest::parse(&name).unwrap();
        let length: usize = header(call, "Upload-Length").unwrap().parse().unwrap();
        if self.uploads.deleted.contains(&sha256) {
            return problem(410, "file_deleted");
        }
        if self.recorded(sha256) != Some(length) {
            return problem(404, "unknown_file");
        }
        if !self.uploads.files.contains_key(&sha256) {
            self.uploads.begun.push(sha256);
            self.uploads.files.insert(sha256, Upload { length, ..Upload::default() });
        }
        let number = self.uploads.begun.iter().position(|begun| *begun == sha256).unwrap();
        let location =
            format!("/v1/files/{}", uuid::Uuid::from_u128(u128::try_from(number).unwrap()));
        let file = self.uploads.files.get_mut(&sha256).unwrap();
        file.came += call.body.len();
        // A first part that comes again is not taken twice.
        if file.bytes.is_empty() {
            file.bytes.extend(&call.body);
        }
        settle(file, sha256).unwrap_or(told(201, Some(location), file.bytes.len()))
    }

    fn patch(&mut self, call: &Call) -> Reply {
        let sum = header(call, "Upload-Checksum").unwrap().strip_prefix("sha256 ").unwrap();
        assert_eq!(call.content_type, Some("application/offset+octet-stream"));
        let offset: usize = header(call, "Upload-Offset").unwrap().parse().unwrap();
        let Some(file) = self.find(call) else { return problem(404, "unknown_upload") };
        file.came += call.body.len();
        if offset != file.bytes.len() {
            let mut conflict = problem(409, "wrong_offset");
            if let Reply::Got { upload_offset, .. } = &mut conflict
                && offset.is_multiple_of(2)
            {
                *upload_offset = u64::try_from(file.bytes.len()).ok();
            }
            return conflict;
        }
        if sum != STANDARD.encode(Digest::of(&call.body).0) {
            return problem(460, "checksum_mismatch");
        }
        file.bytes.extend(&call.body);
        let bytes = file.bytes.len();
        let number = call.path.strip_prefix("/v1/files/").unwrap();
        let number = usize::try_from(uuid::Uuid::try_parse(number).unwrap().as_u128()).unwrap();
        let sha256 = self.uploads.begun[number];
        let file = self.uploads.files.get_mut(&sha256).unwrap();
        settle(file, sha256).unwrap_or(told(204, None, bytes))
    }

    /// Takes only the beginning of a part; returns how many bytes were lost.
    pub(super) fn cut(&mut self, call: &Call, keep: usize) -> usize {
        let keep = keep.min(call.body.len());
        if call.method == Method::Patch
            && let Some(file) = self.find(call)
        {
            let offset: usize = header(call, "Upload-Offset").unwrap().parse().unwrap();
            if offset == file.bytes.len() && keep < call.body.len() {
                file.bytes.extend(&call.body[..keep]);
                file.came += keep;
                return 0;
            }
        }
        0
    }

    /// Forgets every upload that is not whole, as when they have expired.
    pub(super) fn forgets_uploads(&mut self) {
        let Uploads { files, begun, .. } = &mut self.uploads;
        files.retain(|_, file| file.whole);
        for sha256 in begun.iter_mut().filter(|sha256| !files.contains_key(sha256)) {
            *sha256 = Digest([0; 32]);
        }
    }

    /// Returns the length that a record says of a file.
    fn recorded(&self, sha256: Digest) -> Option<usize> {
        self.facts.values().find_map(|fact| match Act::read(&fact.kind, &fact.payload) {
            Ok(Act::EvidencePhoto(EvidencePhoto { sha256: photo, bytes, .. }))
                if photo == sha256 =>
            {
                usize::try_from(bytes).ok()
            }
            Ok(Act::EvidencePhoto(EvidencePhoto { thumb: Some(thumb), .. }))
                if thumb.sha256 == sha256 =>
            {
                usize::try_from(thumb.bytes).ok()
            }
            _ => None,
        })
    }
}

/// Checks a file whose last byte has come.
fn settle(file: &mut Upload, sha256: Digest) -> Option<Reply> {
    if file.bytes.len() < file.length {
        return None;
    }
    if Digest::of(&file.bytes) != sha256 {
        file.bytes.clear();
        return Some(problem(422, "hash_mismatch"));
    }
    file.whole = true;
    None
}
