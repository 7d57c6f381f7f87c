//! Makes the table of pinyin initials: of every character the first letters of its readings, and nothing else.
//!
//! The full readings weigh half a megabyte, which a phone would download to search by initials.

use pinyin::ToPinyinMulti as _;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::{env, fs, path};

/// How many characters share a page of the table.
const PAGE: u32 = 256;

/// The cell of characters whose set is named in the list of rare ones.
const RARE: usize = 255;

fn main() -> std::io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    let known: Vec<(u32, String)> = ('\0'..=char::MAX)
        .map(|character| (u32::from(character), letters(character)))
        .filter(|(_, letters)| !letters.is_empty())
        .collect();
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, letters) in &known {
        *times.entry(letters).or_default() += 1;
    }
    // The most frequent first: so a byte is enough for almost all, and the table packs best.
    let mut sets: Vec<&str> = times.keys().copied().collect();
    sets.sort_by_key(|letters| Reverse(times[letters]));
    sets.insert(0, "");
    let place: BTreeMap<&str, usize> =
        sets.iter().enumerate().map(|(at, set)| (*set, at)).collect();
    let pages: BTreeSet<u32> = known.iter().map(|(code, _)| code / PAGE).collect();
    let pages: Vec<u32> = pages.into_iter().collect();
    let mut cells = vec![0; pages.len() * 256];
    let mut rare = Vec::new();
    for (code, letters) in &known {
        let page = pages.partition_point(|page| *page < code / PAGE);
        let set = place[letters.as_str()];
        cells[page * 256 + code.to_le_bytes()[0] as usize] =
            u8::try_from(set.min(RARE)).map_err(std::io::Error::other)?;
        if set >= RARE {
            rare.push(format!("({}_{:03}, {set})", code / 1000, code % 1000));
        }
    }
    let mut text = String::new();
    let _ = writeln!(text, "const LETTERS: &[&str] = &{sets:?};");
    let _ = writeln!(text, "const PAGES: &[u32] = &{pages:?};");
    let _ = writeln!(text, "const RARE: &[(u32, u16)] = &[{}];", rare.join(", "));
    let _ = writeln!(
        text,
        "const CELLS: &[u8] = include_bytes!(concat!(env!(\"OUT_DIR\"), \"/initials.bin\"));"
    );
    let out = env::var_os("OUT_DIR")
        .map(path::PathBuf::from)
        .ok_or_else(|| std::io::Error::other("no OUT_DIR"))?;
    fs::write(out.join("initials.bin"), cells)?;
    fs::write(out.join("initials.rs"), text)
}

/// Returns the first letters of a character's readings in the alphabet's order.
fn letters(character: char) -> String {
    let readings = character.to_pinyin_multi().into_iter().flatten();
    let first: BTreeSet<char> =
        readings.filter_map(|reading| reading.plain().chars().next()).collect();
    first.into_iter().collect()
}
