//! Sending photos by tus 1.0.0, a part at a time: thumbnails first, small before large, each byte once.

use super::Report;
use super::backoff::hold;
use super::call::{Call, Method};
use super::reply::{Answer, Understood};
use crate::Problem;
use crate::photos::{Network, PhotosWhen, when};
use crate::store::{Backoff, FileRow, FileState, Key, Session, Store};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use doorstep_schema::digest::Digest;
use doorstep_schema::moment::Moment;
use doorstep_schema::wire::v1::{FileAsk, FileNote};
use uuid::Uuid;

/// The bytes of a part: at first, and the most and the least that a network is given.
const FIRST: u64 = 64 << 10;
const MOST: u64 = 512 << 10;
const LEAST: u64 = 8 << 10;

/// How often a file that arrives damaged is begun anew before it counts as not taken.
const MOST_TRIES: u32 = 5;

const PATH: &str = "/v1/files";

/// What a call does for a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum What {
    /// Names the file and brings its first part.
    Create,
    /// Asks how far it is.
    Ask,
    /// Brings the next part.
    Patch,
}

/// One call for a file, with the place and length of the part that it carries.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Part {
    file: i64,
    what: What,
    from: u64,
    length: u64,
}

/// What is next for the photos.
#[derive(Debug)]
pub(super) enum Next {
    Send(Part, Call),
    Wait(Moment),
}

/// Says what is next; none when nothing waits that this network may carry.
pub(super) fn next(
    store: &Store,
    session: &Session,
    network: Network,
    now: Moment,
) -> Result<Option<Next>, Problem> {
    let photos_too = network == Network::Unmetered || when(store)? == PhotosWhen::Always;
    let Some(mut file) = store.next_file(photos_too)? else { return Ok(None) };
    if let Some(backoff) = store.meta::<Backoff>(Key::UploadBackoff)?
        && let Some(until) = hold(&backoff, now)
    {
        return Ok(Some(Next::Wait(until)));
    }
    let Some(location) = file.location.clone() else {
        return create(store, file, session).map(Some);
    };
    if file.unsure {
        let part = Part { file: file.key, what: What::Ask, from: file.sent, length: 0 };
        return Ok(Some(Next::Send(part, Call::tus(Method::Head, location, session))));
    }
    let body = store.file_part(file.key, file.sent, limit(store)?)?;
    let part = Part { file: file.key, what: What::Patch, from: file.sent, length: size(&body) };
    // Should the phone die now, the server is asked before anything is sent again.
    file.unsure = true;
    store.change_file(&file)?;
    let mut call = with_part(Call::tus(Method::Patch, location, session), body);
    call.headers.push(("Upload-Offset", part.from.to_string()));
    Ok(Some(Next::Send(part, call)))
}

/// Names the file with its first part; without it when an answer was lost, as the part may have come.
fn create(store: &Store, mut file: FileRow, session: &Session) -> Result<Next, Problem> {
    let call = Call::tus(Method::Post, PATH.to_owned(), session);
    let mut call = if file.unsure {
        call
    } else {
        let body = store.file_part(file.key, 0, limit(store)?)?;
        file.unsure = true;
        store.change_file(&file)?;
        with_part(call, body)
    };
    let part = Part { file: file.key, what: What::Create, from: 0, length: size(&call.body) };
    let name = STANDARD.encode(file.sha256.to_string());
    call.headers.push(("Upload-Length", file.size.to_string()));
    call.headers.push(("Upload-Metadata", format!("sha256 {name}")));
    Ok(Next::Send(part, call))
}

/// Puts a part into a call, with its checksum, so that damage on the way costs this part alone.
fn with_part(mut call: Call, body: Vec<u8>) -> Call {
    let sum = STANDARD.encode(Digest::of(&body).0);
    call.headers.push(("Upload-Checksum", format!("sha256 {sum}")));
    Call { content_type: Some("application/offset+octet-stream"), body, ..call }
}

fn size(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}

fn limit(store: &Store) -> Result<u64, Problem> {
    Ok(store.meta::<u64>(Key::ChunkLimit)?.unwrap_or(FIRST).clamp(LEAST, MOST))
}

/// Applies what the server says of a file.
pub(super) fn take(
    store: &Store,
    part: &Part,
    answer: &Answer,
    report: &mut Report,
    now: Moment,
) -> Result<Understood, Problem> {
    let Some(mut file) = store.file(part.file)?.filter(|f| f.state == FileState::Waiting) else {
        return Ok(Understood::Yes);
    };
    let before = file.sent;
    let understood = match answer {
        Answer::Offset { status, offset, location } => {
            believe(&mut file, part, *status, *offset, location.as_deref())
        }
        Answer::Problem { status, code, offset, .. } => {
            refuse(store, &mut file, part, (*status, code.as_str()), *offset)?
        }
        Answer::Bare { status: 404 | 410 } if part.what == What::Ask => {
            forget(&mut file);
            Understood::Yes
        }
        _ => Understood::Lost,
    };
    if understood == Understood::Lost {
        return Ok(understood);
    }
    if file.sent == file.size && file.state == FileState::Waiting {
        file = FileRow { state: FileState::There, location: None, unsure: false, ..file };
        store.file_is_there(file.key, now)?;
        report.files += 1;
    }
    report.bytes += file.sent.saturating_sub(before);
    store.change_file(&file)?;
    if file.state == FileState::Deleted {
        store.delete_bytes(file.key)?;
    }
    if matches!(answer, Answer::Offset { .. }) {
        store.clear_meta(Key::UploadBackoff)?;
        if part.length > 0 {
            store.set_meta(Key::ChunkLimit, &limit(store)?.saturating_mul(2).min(MOST))?;
        }
    }
    Ok(understood)
}

/// Believes an offset that can be one of this file and this call.
fn believe(
    file: &mut FileRow,
    part: &Part,
    status: u16,
    offset: u64,
    location: Option<&str>,
) -> Understood {
    let fits = match part.what {
        // The server may have all of it from another record, or some of it from an earlier try.
        What::Create => matches!(status, 200 | 201) && offset <= file.size,
        // The server may have lost a part that it never acknowledged.
        What::Ask => status == 200 && offset <= file.size,
        What::Patch => {
            status == 204 && (part.from..=part.from.saturating_add(part.length)).contains(&offset)
        }
    };
    if !fits {
        return Understood::Lost;
    }
    if part.what == What::Create && offset < file.size {
        let Some(location) = location.and_then(own_path) else { return Understood::Lost };
        file.location = Some(location);
    }
    file.sent = offset;
    file.unsure = false;
    Understood::Yes
}

/// Reads a location as a path of the server's uploads, and as nothing else.
fn own_path(location: &str) -> Option<String> {
    let id = location.strip_prefix(PATH)?.strip_prefix('/')?;
    let id = (id.len() == 36).then(|| Uuid::try_parse(id).ok()).flatten()?;
    Some(format!("{PATH}/{id}"))
}

/// Takes a no: some begin the file anew, some end it, the others are tried again.
fn refuse(
    store: &Store,
    file: &mut FileRow,
    part: &Part,
    (status, code): (u16, &str),
    offset: Option<u64>,
) -> Result<Understood, Problem> {
    match (part.what, status, code) {
        (What::Create, 410, _) => {
            file.state = FileState::Deleted;
            file.location = None;
        }
        (What::Ask | What::Patch, 404 | 410, _) => forget(file),
        (_, 409, _) => match offset.filter(|offset| *offset <= file.size) {
            Some(offset) if part.what == What::Patch => {
                file.sent = offset;
                file.unsure = false;
            }
            _ => return Ok(Understood::Lost),
        },
        (_, 422, "hash_mismatch") => {
            let whole = store.file_bytes(file.key)?.is_some_and(|b| Digest::of(&b) == file.sha256);
            if !whole || file.tries + 1 >= MOST_TRIES {
                give_up(file, code);
            } else {
                return Ok(Understood::Lost);
            }
        }
        (What::Create, 404, "unknown_file") | (_, 413 | 422, _) => give_up(file, code),
        _ => return Ok(Understood::Lost),
    }
    Ok(Understood::Yes)
}

fn give_up(file: &mut FileRow, code: &str) {
    forget(file);
    file.state = FileState::Refused;
    file.refusal = Some(code.to_owned());
}

fn forget(file: &mut FileRow) {
    file.location = None;
    file.sent = 0;
    file.unsure = false;
}

/// Notes that a part did not get through: smaller parts next time, and others first when it was this file's fault.
pub(super) fn lost(store: &Store, part: &Part, answer: &Answer) -> Result<(), Problem> {
    if part.length > 0 && matches!(answer, Answer::Lost) {
        store.set_meta(Key::ChunkLimit, &(limit(store)? / 2).max(LEAST))?;
    }
    let Answer::Problem { status, code, .. } = answer else { return Ok(()) };
    let Some(mut file) = store.file(part.file)? else { return Ok(()) };
    file.tries = file.tries.saturating_add(1);
    // A damaged part is asked about and sent again; a file that came out wrong is begun anew.
    if (*status == 422 && code == "hash_mismatch") || (*status == 460 && file.tries >= MOST_TRIES) {
        forget(&mut file);
    }
    Ok(store.change_file(&file)?)
}

/// Does what the server asks about a file of this phone.
pub(super) fn note(store: &Store, note: &FileNote) -> Result<(), Problem> {
    let Some(mut file) = store.find_file(note.sha256)? else { return Ok(()) };
    match note.ask {
        // One that is on its way already goes on from where it is.
        FileAsk::Wanted if file.here && file.state != FileState::Waiting => {
            forget(&mut file);
            let waiting = FileRow { state: FileState::Waiting, tries: 0, refusal: None, ..file };
            store.change_file(&waiting)?;
        }
        FileAsk::Wanted => {}
        FileAsk::Deleted => {
            forget(&mut file);
            store.delete_bytes(file.key)?;
            store.change_file(&FileRow { state: FileState::Deleted, refusal: None, ..file })?;
        }
    }
    Ok(())
}

/// Deletes the photos that the server has had for as many days as the policy keeps them here.
pub(super) fn tidy(store: &Store, now: Moment) -> Result<(), Problem> {
    let days = i64::from(store.rules()?.policy.evidence.phone_days);
    if store.delete_old_bytes(now.plus_days(-days))? > 0 {
        store.flush()?;
    }
    Ok(())
}
