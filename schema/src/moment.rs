//! Points in time to the millisecond, and a region's clock.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// A point in time: milliseconds since 1970-01-01T00:00:00Z.
///
/// Human-readable formats carry RFC 3339 text, compact formats the integer.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(type = "string"))]
pub struct Moment(i64);

/// The last representable millisecond of year 9999; nothing later is a believable record.
const MAX_MS: i64 = 253_402_207_200_000;
/// The first millisecond of year 1; nothing earlier is a believable record.
const MIN_MS: i64 = -62_135_596_800_000;

impl Moment {
    /// Makes a moment from milliseconds since the Unix epoch, clamped to the years 1 to 9999.
    #[must_use]
    pub const fn from_ms(ms: i64) -> Self {
        if ms > MAX_MS {
            Self(MAX_MS)
        } else if ms < MIN_MS {
            Self(MIN_MS)
        } else {
            Self(ms)
        }
    }

    /// Returns milliseconds since the Unix epoch.
    #[must_use]
    pub const fn ms(self) -> i64 {
        self.0
    }

    /// Returns the moment `minutes` later (earlier when negative).
    #[must_use]
    pub const fn plus_minutes(self, minutes: i64) -> Self {
        Self::from_ms(self.0.saturating_add(minutes.saturating_mul(60_000)))
    }

    /// Returns the moment `days` of 24 hours later (earlier when negative).
    #[must_use]
    pub const fn plus_days(self, days: i64) -> Self {
        self.plus_minutes(days.saturating_mul(1440))
    }

    /// Reads RFC 3339 text, dropping what is finer than a millisecond.
    ///
    /// # Errors
    /// When the text is not an RFC 3339 timestamp.
    pub fn parse(text: &str) -> Result<Self, jiff::Error> {
        text.parse::<jiff::Timestamp>().map(|t| Self::from_ms(t.as_millisecond()))
    }

    fn timestamp(self) -> jiff::Timestamp {
        jiff::Timestamp::from_millisecond(self.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH)
    }
}

impl std::fmt::Display for Moment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.timestamp().fmt(f)
    }
}

impl std::fmt::Debug for Moment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.timestamp().fmt(f)
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        if s.is_human_readable() { s.collect_str(self) } else { s.serialize_i64(self.0) }
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        if d.is_human_readable() {
            let text = std::borrow::Cow::<'de, str>::deserialize(d)?;
            Self::parse(&text).map_err(D::Error::custom)
        } else {
            i64::deserialize(d).map(Self::from_ms)
        }
    }
}

/// A region's clock: a fixed offset from UTC in minutes, as China Standard Time is (+480).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Clock {
    /// Minutes east of UTC, from -840 to 840.
    pub offset_minutes: i32,
}

impl Clock {
    /// China Standard Time, UTC+08:00.
    pub const CHINA: Self = Self { offset_minutes: 480 };

    fn offset(self) -> Offset {
        Offset::from_seconds(self.offset_minutes * 60).unwrap_or(Offset::UTC)
    }

    /// Returns the day and time that this clock shows at a moment.
    #[must_use]
    pub fn civil(self, at: Moment) -> DateTime {
        self.offset().to_datetime(at.timestamp())
    }

    /// Returns the day that this clock shows at a moment.
    #[must_use]
    pub fn day(self, at: Moment) -> Date {
        self.civil(at).date()
    }

    /// Returns the moment at which this clock shows the day and time.
    #[must_use]
    pub fn at(self, day: Date, time: Time) -> Moment {
        self.offset()
            .to_timestamp(day.to_datetime(time))
            .map_or(Moment::from_ms(0), |t| Moment::from_ms(t.as_millisecond()))
    }

    /// Returns the last millisecond of the day.
    #[must_use]
    pub fn end_of(self, day: Date) -> Moment {
        Moment::from_ms(self.at(day, Time::midnight()).ms() + 86_399_999)
    }
}

/// Returns the number of calendar days from `from` to `to`, negative when `to` is earlier.
#[must_use]
pub fn days_between(from: Date, to: Date) -> i64 {
    to.duration_since(from).as_hours() / 24
}

/// Returns the day `days` later, or the same day at the end of representable time.
#[must_use]
pub fn plus_days(day: Date, days: i64) -> Date {
    day.checked_add(jiff::SignedDuration::from_hours(days.saturating_mul(24))).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_text_for_people_and_integers_for_phones() {
        let at = Moment::parse("2026-11-23T08:15:30.250+08:00").unwrap();
        let json = serde_json::to_string(&at).unwrap();
        assert_eq!(json, "\"2026-11-23T00:15:30.25Z\"");
        assert_eq!(serde_json::from_str::<Moment>(&json).unwrap(), at);
        let mut bytes = Vec::new();
        ciborium::into_writer(&at, &mut bytes).unwrap();
        assert_eq!(bytes.len(), 9);
        assert_eq!(ciborium::from_reader::<Moment, _>(&bytes[..]).unwrap(), at);
    }

    #[test]
    fn a_region_day_starts_at_its_own_midnight() {
        let late = Moment::parse("2026-11-22T16:00:00Z").unwrap();
        assert_eq!(Clock::CHINA.day(late), jiff::civil::date(2026, 11, 23));
        assert_eq!(Clock::CHINA.at(jiff::civil::date(2026, 11, 23), Time::midnight()), late);
        assert_eq!(
            Clock::CHINA.end_of(jiff::civil::date(2026, 11, 23)).ms(),
            late.ms() + 86_399_999
        );
    }

    #[test]
    fn absurd_times_are_clamped_and_never_panic() {
        for ms in [i64::MIN, i64::MAX, 0] {
            let at = Moment::from_ms(ms);
            let _ = Clock::CHINA.day(at);
            assert!(!at.to_string().is_empty());
        }
        assert_eq!(days_between(jiff::civil::date(2026, 2, 27), jiff::civil::date(2026, 3, 2)), 3);
        assert_eq!(plus_days(jiff::civil::date(2026, 2, 27), 3), jiff::civil::date(2026, 3, 2));
    }
}
