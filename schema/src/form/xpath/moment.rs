//! Dates and times in texts, and what they are as numbers.
//!
//! The specification's `number()` makes days since 1970-01-01 UTC of both. A date is a day of the calendar and gives
//! a whole number, as in `JavaRosa`; web-forms takes its midnight in the local time zone and gives a fraction. A
//! moment gives days since the epoch in UTC, as `decimal-date-time()` demands. Where the two meet in one comparison
//! or one arithmetic operation, the date stands for its midnight on the local clock, so that `now() >= today()`
//! holds in the early morning too.

use super::number;
use super::tree::Clock;
use jiff::civil::{Date, DateTime, Time, date};
use jiff::{SignedDuration, ToSpan};

const DAY_SECONDS: f64 = 86_400.0;

/// A text that is a date or a date with a time, or a plain number.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Amount {
    /// A number.
    Number(f64),
    /// A day of the calendar: days since 1970-01-01.
    Day(f64),
    /// A moment: days since 1970-01-01 00:00 UTC.
    Moment(f64),
}

impl Amount {
    /// Reads a text; what is none of the three is the number NaN.
    pub(super) fn read(text: &str, clock: Clock) -> Self {
        let bytes = text.as_bytes();
        if bytes.len() < 10 || !bytes.contains(&b'-') || bytes[0] == b'-' {
            return Self::Number(number::from_text(text));
        }
        match Moment::read(number::trim(text)) {
            Some(Moment { day, time: None, .. }) => Self::Day(days(day)),
            Some(moment) => Self::Moment(moment.utc_days(clock)),
            None => Self::Number(f64::NAN),
        }
    }

    /// Returns the number alone.
    pub(super) const fn number(self) -> f64 {
        match self {
            Self::Number(number) | Self::Day(number) | Self::Moment(number) => number,
        }
    }

    /// Returns two amounts as numbers that may be compared or reckoned with.
    pub(super) fn pair(self, other: Self, clock: Clock) -> (f64, f64) {
        let offset = f64::from(clock.offset_seconds) / DAY_SECONDS;
        match (self, other) {
            (Self::Day(day), Self::Moment(moment)) => (day - offset, moment),
            (Self::Moment(moment), Self::Day(day)) => (moment, day - offset),
            _ => (self.number(), other.number()),
        }
    }
}

/// A date, and the time and offset from UTC that may follow it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Moment {
    pub(super) day: Date,
    pub(super) time: Option<Time>,
    /// Seconds east of UTC.
    pub(super) offset: Option<i32>,
}

impl Moment {
    /// Reads `2024-05-01`, `2024-05-01T10:20:30.400+08:00` and shorter forms of the latter.
    pub(super) fn read(text: &str) -> Option<Self> {
        let (day, rest) = text.split_at_checked(10)?;
        let day = read_day(day)?;
        if rest.is_empty() {
            return Some(Self { day, time: None, offset: None });
        }
        let (time, offset) = read_time(rest.strip_prefix('T')?)?;
        Some(Self { day, time: Some(time), offset })
    }

    /// Makes a moment on the local clock from days since the epoch; none beyond the years -9999 to 9999.
    pub(super) fn from_days(days: f64, clock: Clock) -> Option<Self> {
        if !days.is_finite() {
            return None;
        }
        if days.fract() == 0.0 {
            return Some(Self { day: from_days(days)?, time: None, offset: None });
        }
        let milliseconds = (days * DAY_SECONDS * 1000.0).round();
        let start = date(1970, 1, 1).at(0, 0, 0, 0);
        let utc =
            start.checked_add(SignedDuration::from_millis(number::whole(milliseconds))).ok()?;
        let local = utc.checked_add(east(clock.offset_seconds)).ok()?;
        Some(Self {
            day: local.date(),
            time: Some(local.time()),
            offset: Some(clock.offset_seconds),
        })
    }

    /// Returns what the local clock shows at this moment; a date shows its midnight.
    pub(super) fn local(self, clock: Clock) -> DateTime {
        let shown = self.day.to_datetime(self.time.unwrap_or(Time::midnight()));
        match self.offset {
            Some(offset) if self.time.is_some() && offset != clock.offset_seconds => {
                shown.saturating_add(east(clock.offset_seconds) - east(offset))
            }
            _ => shown,
        }
    }

    /// Returns days since the epoch in UTC; without an offset it is the local clock's.
    pub(super) fn utc_days(self, clock: Clock) -> f64 {
        let offset = self.offset.unwrap_or(clock.offset_seconds);
        days(self.day) + (self.time.map_or(0.0, seconds) - f64::from(offset)) / DAY_SECONDS
    }
}

/// Returns the days since 1970-01-01.
pub(super) fn days(day: Date) -> f64 {
    let seconds = date(1970, 1, 1).duration_until(day).as_secs();
    number::float(seconds / 86_400)
}

fn east(seconds: i32) -> SignedDuration {
    SignedDuration::from_secs(i64::from(seconds))
}

fn from_days(days: f64) -> Option<Date> {
    let days = number::whole(days);
    if days.abs() > 5_000_000 {
        return None;
    }
    date(1970, 1, 1).checked_add(days.days()).ok()
}

/// Returns the share of the day that has passed.
pub(super) fn share(time: Time) -> f64 {
    seconds(time) / DAY_SECONDS
}

fn seconds(time: Time) -> f64 {
    f64::from(
        i32::from(time.hour()) * 3600 + i32::from(time.minute()) * 60 + i32::from(time.second()),
    ) + f64::from(time.subsec_nanosecond()) / 1e9
}

fn read_day(text: &str) -> Option<Date> {
    let bytes = text.as_bytes();
    if bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let month = i8::try_from(digits(&bytes[5..7])?).ok()?;
    let day = i8::try_from(digits(&bytes[8..10])?).ok()?;
    Date::new(digits(&bytes[..4])?, month, day).ok()
}

/// Reads `10:20`, `10:20:30`, `10:20:30.400`, each with `Z`, `+08:00`, `+08` or no offset.
pub(super) fn read_time(text: &str) -> Option<(Time, Option<i32>)> {
    let end = text.find(['Z', '+', '-']).unwrap_or(text.len());
    let (clock, offset) = text.split_at(end);
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    let mut parts = clock.split(':');
    let mut part =
        || parts.next().map(|part| if part.len() == 2 { digits(part.as_bytes()) } else { None });
    let (hour, minute, second) = (part()??, part()??, part().unwrap_or(Some(0))?);
    if parts.next().is_some()
        || fraction.is_empty()
        || !fraction.bytes().all(|b| b.is_ascii_digit())
    {
        return None;
    }
    let nanosecond = fraction.bytes().chain(std::iter::repeat(b'0')).take(9);
    let nanosecond = nanosecond.fold(0, |sum, digit| sum * 10 + i32::from(digit - b'0'));
    let small = |number: i16| i8::try_from(number).ok();
    let time = Time::new(small(hour)?, small(minute)?, small(second)?, nanosecond).ok()?;
    Some((time, read_offset(offset)?))
}

/// Reads an offset; the inner none is no offset.
#[expect(clippy::option_option, reason = "the outer none is a fault, the inner an absence")]
fn read_offset(text: &str) -> Option<Option<i32>> {
    let (sign, rest) = match text.as_bytes().first() {
        None => return Some(None),
        Some(b'Z') => return (text.len() == 1).then_some(Some(0)),
        Some(b'-') => (-1, &text[1..]),
        Some(_) => (1, &text[1..]),
    };
    let (hours, minutes) = match rest.len() {
        2 => (rest, "00"),
        5 => rest.split_once(':')?,
        _ => return None,
    };
    let (hours, minutes) = (digits(hours.as_bytes())?, digits(minutes.as_bytes())?);
    if hours > 18 || minutes > 59 {
        return None;
    }
    Some(Some(sign * (i32::from(hours) * 3600 + i32::from(minutes) * 60)))
}

fn digits(bytes: &[u8]) -> Option<i16> {
    bytes.iter().try_fold(0_i16, |sum, byte| {
        byte.is_ascii_digit().then(|| sum.checked_mul(10)?.checked_add(i16::from(byte - b'0')))?
    })
}

/// Writes a date: `2024-05-01`.
pub(super) fn write_day(day: Date) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day())
}

/// Writes a moment: `2024-05-01T10:20:30.400+08:00`.
pub(super) fn write(shown: DateTime, offset: i32) -> String {
    let sign = if offset < 0 { '-' } else { '+' };
    let minutes = offset.abs() / 60;
    let (day, milliseconds) = (write_day(shown.date()), shown.millisecond());
    let (hour, minute, second) = (shown.hour(), shown.minute(), shown.second());
    let (hours, minutes) = (minutes / 60, minutes % 60);
    format!(
        "{day}T{hour:02}:{minute:02}:{second:02}.{milliseconds:03}{sign}{hours:02}:{minutes:02}"
    )
}
