//! Pinyin initials of names, for searching.

use pinyin::ToPinyinMulti as _;
use std::collections::BTreeSet;

/// The most readings of a name that are kept.
const MAX_READINGS: usize = 16;

/// Returns the pinyin initials of a name in every reading, separated by blanks: `hym`.
#[must_use]
pub fn initials(name: &str) -> String {
    let mut readings: Vec<String> = vec![String::new()];
    for character in name.chars().filter(|c| !c.is_whitespace() && *c != '·') {
        let mut sounds = BTreeSet::new();
        match character.to_pinyin_multi() {
            Some(multi) => {
                sounds.extend(multi.into_iter().filter_map(|p| p.plain().chars().next()));
            }
            None => sounds.extend(character.to_lowercase()),
        }
        readings = readings
            .iter()
            .flat_map(|start| sounds.iter().map(move |sound| format!("{start}{sound}")))
            .take(MAX_READINGS)
            .collect();
    }
    readings.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_follow_every_reading_of_a_name() {
        assert!(initials("和玉梅").split(' ').any(|r| r == "hym"));
        let readings = initials("单晓");
        assert!(readings.split(' ').any(|r| r == "sx") && readings.split(' ').any(|r| r == "dx"));
        assert_eq!(initials("Ann Lee"), "annlee");
    }
}
