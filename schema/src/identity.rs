//! Citizen identity numbers (公民身份号码): GB 11643-1999, check character by ISO 7064:1983 MOD 11-2.

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, de::Error as _};

/// An identity number of 18 characters whose date and check character are right.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct IdentityNumber(String);

/// Why a text is not an identity number.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NotAnIdentity {
    /// Not 17 digits and a digit or X.
    #[error("an identity number has 17 digits and then a digit or X")]
    Shape,
    /// Digits 7 to 14 are no date.
    #[error("digits 7 to 14 of the identity number are not a date")]
    BirthDate,
    /// The check character is wrong.
    #[error("the identity number ends in the wrong check character: one of its digits is mistyped")]
    Check,
}

impl IdentityNumber {
    /// Reads an identity number; a lower-case x is accepted.
    ///
    /// # Errors
    /// When the shape, the birth date or the check character is wrong.
    pub fn parse(text: &str) -> Result<Self, NotAnIdentity> {
        let text = text.trim().to_ascii_uppercase();
        let bytes = text.as_bytes();
        if bytes.len() != 18
            || !bytes[..17].iter().all(u8::is_ascii_digit)
            || !(bytes[17].is_ascii_digit() || bytes[17] == b'X')
        {
            return Err(NotAnIdentity::Shape);
        }
        if check_character(&bytes[..17]) != bytes[17] {
            return Err(NotAnIdentity::Check);
        }
        let number = Self(text);
        number.date().ok_or(NotAnIdentity::BirthDate)?;
        Ok(number)
    }

    fn date(&self) -> Option<Date> {
        let year = self.0.get(6..10)?.parse().ok()?;
        let month = self.0.get(10..12)?.parse().ok()?;
        let day = self.0.get(12..14)?.parse().ok()?;
        Date::new(year, month, day).ok()
    }

    /// Returns the birth date that the number carries.
    #[must_use]
    pub fn birth_date(&self) -> Date {
        self.date().unwrap_or(Date::ZERO)
    }

    /// Tells whether the sequence digit marks a male (odd) holder.
    #[must_use]
    pub fn is_male(&self) -> bool {
        self.0.as_bytes().get(16).is_some_and(|d| d % 2 == 1)
    }

    /// Returns the full number; showing it to a person is to be logged.
    #[must_use]
    pub fn unmasked(&self) -> &str {
        &self.0
    }

    /// Returns the number with the birth date and sequence hidden, as in `533325********001X`.
    #[must_use]
    pub fn masked(&self) -> String {
        format!(
            "{}********{}",
            self.0.get(..6).unwrap_or_default(),
            self.0.get(14..).unwrap_or_default()
        )
    }
}

/// Returns the check character for the first 17 digits (ISO 7064 MOD 11-2).
#[must_use]
pub fn check_character(digits: &[u8]) -> u8 {
    let remainder = digits.iter().fold(0u32, |sum, d| (sum + u32::from(d - b'0')) * 2 % 11);
    match (12 - remainder) % 11 {
        10 => b'X',
        value => b'0' + u8::try_from(value).unwrap_or(0),
    }
}

impl std::fmt::Debug for IdentityNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.masked())
    }
}

impl<'de> Deserialize<'de> for IdentityNumber {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        Self::parse(&std::borrow::Cow::<'de, str>::deserialize(d)?).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standard_s_own_examples_hold() {
        // GB 11643-1999, annex A.
        let woman = IdentityNumber::parse("11010519491231002X").unwrap();
        assert_eq!(woman.birth_date(), jiff::civil::date(1949, 12, 31));
        assert!(!woman.is_male());
        assert_eq!(woman.masked(), "110105********002X");
        assert!(IdentityNumber::parse("440524188001010014").unwrap().is_male());
    }

    #[test]
    fn mistakes_are_told_apart() {
        assert_eq!(IdentityNumber::parse("11010519491231002"), Err(NotAnIdentity::Shape));
        assert_eq!(IdentityNumber::parse("110105194912310021"), Err(NotAnIdentity::Check));
        assert_eq!(IdentityNumber::parse("１１010519491231002X"), Err(NotAnIdentity::Shape));
        let wrong_day = b"11010519491331002";
        let text = format!(
            "{}{}",
            std::str::from_utf8(wrong_day).unwrap(),
            char::from(check_character(wrong_day))
        );
        assert_eq!(IdentityNumber::parse(&text), Err(NotAnIdentity::BirthDate));
    }

    #[test]
    fn every_single_mistyped_digit_is_caught() {
        let good = "11010519491231002X";
        for place in 0..17 {
            for digit in b'0'..=b'9' {
                let mut typed = good.as_bytes().to_vec();
                if typed[place] == digit {
                    continue;
                }
                typed[place] = digit;
                assert!(IdentityNumber::parse(std::str::from_utf8(&typed).unwrap()).is_err());
            }
        }
    }

    #[test]
    fn debug_never_shows_the_number() {
        let shown = format!("{:?}", IdentityNumber::parse("11010519491231002X").unwrap());
        assert!(!shown.contains("19491231"), "{shown}");
    }
}
