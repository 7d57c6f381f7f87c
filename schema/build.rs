//! Makes the table of pinyin initials: of every character the first letters of its readings, and nothing else.
//!
//! The full readings weigh half a megabyte, which a phone would download to search by initials.

use pinyin::ToPinyinMulti as _;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::{env, fs, path};

/// How many characters share a page of the table.
const PAGE: u32 = 256;

fn main() -> std::io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    let mut sets: BTreeMap<String, u16> = BTreeMap::from([(String::new(), 0)]);
    let (mut pages, mut cells) = (Vec::new(), Vec::new());
    for page in 0..=(u32::from(char::MAX) / PAGE) {
        let mut row = Vec::new();
        for code in page * PAGE..(page + 1) * PAGE {
            let letters = char::from_u32(code).map(letters).unwrap_or_default();
            let next = u16::try_from(sets.len()).map_err(std::io::Error::other)?;
            row.push(*sets.entry(letters).or_insert(next));
        }
        if row.iter().any(|cell| *cell != 0) {
            pages.push(page);
            cells.extend(row.into_iter().flat_map(u16::to_le_bytes));
        }
    }
    let mut by_cell: Vec<(&u16, &String)> =
        sets.iter().map(|(letters, cell)| (cell, letters)).collect();
    by_cell.sort();
    let letters: Vec<&String> = by_cell.into_iter().map(|(_, letters)| letters).collect();
    let mut text = String::new();
    let _ = writeln!(text, "const LETTERS: &[&str] = &{letters:?};");
    let _ = writeln!(text, "const PAGES: &[u32] = &{pages:?};");
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
