//! How much a packed file may hold: measured by unpacking it into nothing, before anything is read from it.

use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The most bytes that a workbook may have packed.
const PACKED: usize = 32 * 1024 * 1024;
/// The most bytes that all parts may have unpacked.
const UNPACKED: u64 = 64 * 1024 * 1024;
/// The most parts.
const PARTS: usize = 10_000;

/// Why a file is not unpacked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Bounds {
    /// The file is no ZIP archive, or a broken one.
    #[error(
        "the file is no XLSX workbook, or it is broken or encrypted; save it as .xlsx again, without a password"
    )]
    NotPacked,
    /// The file is too large.
    #[error(
        "the workbook is larger than 32 MiB, or than 64 MiB unpacked, or has more than 10,000 parts"
    )]
    TooLarge,
}

/// Checks a packed file's size, number of parts and unpacked size. What the file says of itself is not believed:
/// every part is unpacked and counted, up to the limit.
///
/// # Errors
///
/// Refuses what is broken or too large.
pub(crate) fn check(bytes: &[u8]) -> Result<(), Bounds> {
    if bytes.len() > PACKED {
        return Err(Bounds::TooLarge);
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Bounds::NotPacked)?;
    if archive.len() > PARTS {
        return Err(Bounds::TooLarge);
    }
    let mut left = UNPACKED;
    for part in 0..archive.len() {
        let part = archive.by_index(part).map_err(|_| Bounds::NotPacked)?;
        let mut counted = part.take(left + 1);
        let read =
            std::io::copy(&mut counted, &mut std::io::sink()).map_err(|_| Bounds::NotPacked)?;
        left = left.checked_sub(read).ok_or(Bounds::TooLarge)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use zip::write::{SimpleFileOptions, ZipWriter};

    fn archive(parts: usize, bytes: usize) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for part in 0..parts {
            zip.start_file(format!("p{part}"), SimpleFileOptions::default()).unwrap();
            zip.write_all(&vec![0; bytes]).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn bombs_are_refused() {
        assert!(check(&archive(3, 1000)).is_ok());
        assert!(matches!(check(&archive(1, 65 * 1024 * 1024)), Err(Bounds::TooLarge)));
        assert!(matches!(check(&archive(33, 2 * 1024 * 1024)), Err(Bounds::TooLarge)));
        assert!(matches!(check(&archive(10_001, 0)), Err(Bounds::TooLarge)));
        assert!(matches!(check(b"PK no archive"), Err(Bounds::NotPacked)));
    }

    #[test]
    fn a_lie_about_the_size_helps_nobody() {
        let mut bytes = archive(1, 70 * 1024 * 1024);
        let size = u32::to_le_bytes(70 * 1024 * 1024);
        let places: Vec<usize> =
            (0..bytes.len() - 4).filter(|&at| bytes[at..at + 4] == size).collect();
        assert!(!places.is_empty());
        for at in places {
            bytes[at..at + 4].copy_from_slice(&1000_u32.to_le_bytes());
        }
        assert!(check(&bytes).is_err());
    }
}
