//! Pinyin initials of names, for searching.

use std::collections::BTreeSet;

// LETTERS: the sets of first letters; PAGES: which 256 characters a page of CELLS is about; CELLS: which set, a byte for
// each character, and 255 for those whose set is told in RARE.
include!(concat!(env!("OUT_DIR"), "/initials.rs"));

/// The most readings of a name that are kept.
const MAX_READINGS: usize = 16;

/// Returns the pinyin initials of a name in every reading, separated by blanks: `hym`.
#[must_use]
pub fn initials(name: &str) -> String {
    let mut readings: Vec<String> = vec![String::new()];
    for character in name.chars().filter(|c| !c.is_whitespace() && *c != '·') {
        let mut sounds = BTreeSet::new();
        match first_letters(character) {
            "" => sounds.extend(character.to_lowercase()),
            letters => sounds.extend(letters.chars()),
        }
        readings = readings
            .iter()
            .flat_map(|start| sounds.iter().map(move |sound| format!("{start}{sound}")))
            .take(MAX_READINGS)
            .collect();
    }
    readings.join(" ")
}

/// Returns the first letters of a character's readings, in the alphabet's order; empty when it has none.
fn first_letters(character: char) -> &'static str {
    let code = u32::from(character);
    let set = PAGES.binary_search(&(code / 256)).ok().and_then(|page| {
        let cell = CELLS.get(page * 256 + usize::try_from(code % 256).ok()?)?;
        LETTERS.get(match cell {
            255 => usize::from(RARE.get(RARE.binary_search_by_key(&code, |one| one.0).ok()?)?.1),
            set => usize::from(*set),
        })
    });
    set.copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use pinyin::ToPinyinMulti as _;

    #[test]
    fn every_character_has_the_first_letters_of_its_readings() {
        let mut known = 0;
        for character in ('\0'..=char::MAX).filter(|c| c.to_pinyin_multi().is_some()) {
            let readings = character.to_pinyin_multi().into_iter().flatten();
            let wanted: BTreeSet<char> =
                readings.filter_map(|reading| reading.plain().chars().next()).collect();
            assert_eq!(first_letters(character), wanted.iter().collect::<String>(), "{character}");
            known += 1;
        }
        assert!(known > 20_000, "{known}");
        assert_eq!((first_letters('a'), first_letters('\u{10FFFF}')), ("", ""));
    }

    #[test]
    fn initials_follow_every_reading_of_a_name() {
        assert!(initials("和玉梅").split(' ').any(|r| r == "hym"));
        let readings = initials("单晓");
        assert!(readings.split(' ').any(|r| r == "sx") && readings.split(' ').any(|r| r == "dx"));
        assert_eq!(initials("Ann Lee"), "annlee");
    }
}
