//! Administrative regions (行政区): GB/T 2260 codes and the statistical codes below them.

use serde::{Deserialize, Deserializer, Serialize, de::Error as _};

/// The level of a region, from province down to village.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Province 省, 2 digits.
    Province,
    /// Prefecture 州/市, 4 digits.
    Prefecture,
    /// County 县, 6 digits.
    County,
    /// Township 乡镇(街道), 9 digits.
    Township,
    /// Village 村(社区), 12 digits.
    Village,
}

impl Level {
    /// Returns how many digits a code of this level has.
    #[must_use]
    pub const fn digits(self) -> usize {
        match self {
            Self::Province => 2,
            Self::Prefecture => 4,
            Self::County => 6,
            Self::Township => 9,
            Self::Village => 12,
        }
    }

    /// Returns the word as it travels.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Province => "province",
            Self::Prefecture => "prefecture",
            Self::County => "county",
            Self::Township => "township",
            Self::Village => "village",
        }
    }

    /// Every level, from the top.
    pub const ALL: [Self; 5] =
        [Self::Province, Self::Prefecture, Self::County, Self::Township, Self::Village];
}

/// A region's code: 2, 4, 6, 9 or 12 digits; a parent's code is a prefix of its children's.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(type = "string"))]
pub struct RegionCode {
    digits: [u8; 12],
    level: Level,
}

/// Why a text is not a region code.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("\"{0}\" is not a region code: it must have 2, 4, 6, 9 or 12 digits")]
pub struct NotARegion(pub String);

impl RegionCode {
    /// Reads a code.
    ///
    /// # Errors
    /// When the text does not have 2, 4, 6, 9 or 12 decimal digits.
    pub fn parse(text: &str) -> Result<Self, NotARegion> {
        let bytes = text.as_bytes();
        let level = Level::ALL.into_iter().find(|l| l.digits() == bytes.len());
        match level {
            Some(level) if bytes.iter().all(u8::is_ascii_digit) => {
                let mut digits = [0; 12];
                digits[..bytes.len()].copy_from_slice(bytes);
                Ok(Self { digits, level })
            }
            _ => Err(NotARegion(text.chars().take(40).collect())),
        }
    }

    /// Returns the level.
    #[must_use]
    pub const fn level(&self) -> Level {
        self.level
    }

    /// Returns the digits as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.digits[..self.level.digits()]).unwrap_or_default()
    }

    /// Returns the region of `level` that this one is or lies in, if it is not above that level.
    #[must_use]
    pub fn at(&self, level: Level) -> Option<Self> {
        if level > self.level {
            return None;
        }
        let mut digits = [0; 12];
        digits[..level.digits()].copy_from_slice(&self.digits[..level.digits()]);
        Some(Self { digits, level })
    }

    /// Returns the region one level up.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        Level::ALL.into_iter().rev().find(|l| *l < self.level).and_then(|l| self.at(l))
    }

    /// Tells whether `other` is this region or lies in it.
    #[must_use]
    pub fn contains(&self, other: &Self) -> bool {
        other.at(self.level) == Some(*self)
    }
}

impl std::fmt::Display for RegionCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl std::fmt::Debug for RegionCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for RegionCode {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for RegionCode {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        Self::parse(&std::borrow::Cow::<'de, str>::deserialize(d)?).map_err(D::Error::custom)
    }
}

/// A region as reference data.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Region {
    /// The code.
    pub code: RegionCode,
    /// The name as the region's people write it.
    pub name: String,
    /// Whether the code has been withdrawn; it stays valid for old records.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub retired: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parent_is_a_prefix() {
        let village = RegionCode::parse("533325002206").unwrap();
        assert_eq!(village.parent().unwrap().as_str(), "533325002");
        assert_eq!(village.at(Level::County).unwrap().as_str(), "533325");
        assert!(RegionCode::parse("5333").unwrap().contains(&village));
        assert!(!RegionCode::parse("533323").unwrap().contains(&village));
        assert!(!village.contains(&RegionCode::parse("533325").unwrap()));
    }

    #[test]
    fn bad_codes_are_named() {
        for bad in ["", "5", "53332", "53332500220a", "５３"] {
            assert!(RegionCode::parse(bad).unwrap_err().to_string().contains("digits"), "{bad}");
        }
    }
}
