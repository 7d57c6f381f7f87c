//! The browser's private files (OPFS) as SQLite sees them, with the cipher laid over them.

use doorstep_core::{Code, Problem};
use rsqlite_vfs::transfer::{DbTransfer as _, ExportSource as _};
use rsqlite_vfs::{OsCallback, VfsFilesManager as _, VfsResult};
use sqlite_wasm_rs::{SQLITE_OK, sqlite3_vfs_find, sqlite3mc_vfs_create};
use sqlite_wasm_vfs::sahpool::{OpfsSAHError, OpfsSAHPoolCfgBuilder, OpfsSAHPoolUtil, install};
use std::ffi::CStr;
use std::time::Duration;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast as _, JsValue};

/// The VFS of the pool of files.
const PLAIN: &CStr = c"doorstep";
/// The same under the cipher, as SQLite3 Multiple Ciphers names it.
const CIPHERED: &CStr = c"multipleciphers-doorstep";
/// The folder of the pool below the origin's root.
const FOLDER: &str = "doorstep";
/// The files of one database with its log, and of another beside it.
const FILES: usize = 4;
/// How every SQLite file starts that is not encrypted.
const IN_THE_CLEAR: &[u8; 16] = b"SQLite format 3\0";

/// The pool of files, held by this worker alone until it is released.
pub(crate) struct Pool(OpfsSAHPoolUtil);

impl Pool {
    /// Takes hold of the files.
    ///
    /// # Errors
    /// `storage` when the browser has none or another worker holds them; `storage_full`; `damaged_database` when what
    /// is there makes no sense.
    pub(crate) async fn take() -> Result<Self, Problem> {
        let name = PLAIN.to_string_lossy();
        let wanted = OpfsSAHPoolCfgBuilder::new().vfs_name(&name).directory(FOLDER);
        let wanted = wanted.initial_capacity(FILES).build();
        let pool = install::<Browser>(&wanted, false).await.map_err(|error| told(&error))?;
        pool.resume().await.map_err(|error| told(&error))?;
        lay_cipher_over()?;
        Ok(Self(pool))
    }

    /// Returns the name of the VFS through which files of the pool are encrypted.
    pub(crate) fn vfs() -> String {
        CIPHERED.to_string_lossy().into_owned()
    }

    /// Tells whether there is such a file.
    pub(crate) fn has(&self, file: &str) -> Result<bool, Problem> {
        self.0.contains(file).map_err(|error| told(&error))
    }

    /// Removes a closed database with all that belongs to it.
    pub(crate) fn remove(&self, file: &str) -> Result<(), Problem> {
        for end in ["-wal", "-journal", ""] {
            self.0.remove(&format!("{file}{end}")).map_err(|error| told(&error))?;
        }
        Ok(())
    }

    /// Tells whether a closed database could be read without its key.
    pub(crate) fn is_in_the_clear(&self, file: &str) -> Result<bool, Problem> {
        let mut start = [0; 16];
        let mut source = self.0.open_export(file).map_err(|error| told(&error))?;
        let read = source.read_at(0, &mut start).map_err(|error| told(&error))?;
        Ok(read < start.len() || start == *IN_THE_CLEAR)
    }

    /// Lets go of the files, so that another worker can take them. No database may be open.
    pub(crate) fn release(&self) -> Result<(), Problem> {
        self.0.pause().map_err(|error| told(&error))
    }
}

/// Lays the cipher over the pool, once.
#[expect(
    unsafe_code,
    reason = "SQLite has no safe call for a VFS of its own; both names live for ever"
)]
fn lay_cipher_over() -> Result<(), Problem> {
    let done = unsafe {
        !sqlite3_vfs_find(CIPHERED.as_ptr()).is_null()
            || sqlite3mc_vfs_create(PLAIN.as_ptr(), 0) == SQLITE_OK
    };
    if done { Ok(()) } else { Err(Problem::new(Code::Storage)) }
}

/// Tells what the browser said in the core's words.
fn told(error: &OpfsSAHError) -> Problem {
    let later = |code| Problem { retryable: true, ..Problem::new(code) };
    match error {
        OpfsSAHError::Opfs { value, .. } if is_quota(value) => later(Code::Full),
        OpfsSAHError::InvalidHeader { .. }
        | OpfsSAHError::DuplicateFilename(_)
        | OpfsSAHError::NeedsRecovery => Problem::new(Code::Damaged),
        OpfsSAHError::NotSupported => Problem::new(Code::Storage),
        _ => later(Code::Storage),
    }
}

fn is_quota(thrown: &JsValue) -> bool {
    let error = thrown.dyn_ref::<js_sys::Object>();
    let name = error.and_then(|error| js_sys::Reflect::get(error, &"name".into()).ok());
    name.and_then(|name| name.as_string()).as_deref() == Some("QuotaExceededError")
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["globalThis", "crypto"], js_name = getRandomValues, catch)]
    fn get_random_values(into: &mut [u8]) -> Result<(), JsValue>;
}

/// The clock and the chance that SQLite itself asks for.
#[derive(Default)]
struct Browser;

impl OsCallback for Browser {
    /// A worker cannot sleep; SQLite waits only for locks, and there is nobody else here.
    fn sleep(&self, _: Duration) {}

    fn random(&self, into: &mut [u8]) -> usize {
        get_random_values(into).map_or(0, |()| into.len())
    }

    #[expect(clippy::cast_possible_truncation, reason = "a date is far below 2^53 ms")]
    fn epoch_timestamp_in_ms(&self) -> VfsResult<i64> {
        Ok(js_sys::Date::now() as i64)
    }
}
