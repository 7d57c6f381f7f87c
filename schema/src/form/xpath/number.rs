//! Numbers as texts and texts as numbers, by the rules of `XPath` 1.0.

use std::borrow::Cow;

/// Writes a number: no exponent, whole numbers without a point. `XPath` 1.0, 4.2, `string()`.
pub(super) fn to_text(number: f64) -> Cow<'static, str> {
    if number.is_nan() {
        "NaN".into()
    } else if number.is_infinite() {
        if number > 0.0 { "Infinity" } else { "-Infinity" }.into()
    } else if number == 0.0 {
        "0".into()
    } else {
        number.to_string().into()
    }
}

/// Reads a number: digits with an optional point and an optional minus, white space around. `XPath` 1.0, 4.4,
/// `number()`; so neither `+1` nor `1e3` nor `1,5` (which `JavaRosa` reads as 1.5).
pub(super) fn from_text(text: &str) -> f64 {
    let text = trim(text);
    let digits = text.strip_prefix('-').unwrap_or(text);
    let mut points = 0;
    let mut any = false;
    for byte in digits.bytes() {
        match byte {
            b'0'..=b'9' => any = true,
            b'.' => points += 1,
            _ => return f64::NAN,
        }
    }
    if any && points <= 1 { text.parse().unwrap_or(f64::NAN) } else { f64::NAN }
}

/// Cuts off the white space of XML.
pub(super) fn trim(text: &str) -> &str {
    text.trim_matches([' ', '\t', '\r', '\n'])
}

/// Rounds to a whole number, a half upwards: `XPath` 1.0, 4.4, `round()`.
pub(super) fn round(number: f64) -> f64 {
    let floor = number.floor();
    let rounded = if number - floor >= 0.5 { floor + 1.0 } else { floor };
    // From -0.5 to -0 it is minus zero; neither infinity nor NaN moves.
    if rounded == 0.0 && number.is_sign_negative() {
        -0.0
    } else if number.is_finite() {
        rounded
    } else {
        number
    }
}

/// Cuts a number to a whole one as a cast does: NaN is 0, what does not fit is the nearest that does.
#[expect(clippy::cast_possible_truncation, reason = "a cast saturates, which is what is wanted")]
pub(super) const fn whole(number: f64) -> i64 {
    number as i64
}

/// Counts as a number; exact, as no count here comes near 2⁵³.
#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
pub(super) const fn count(count: usize) -> f64 {
    count as f64
}

/// A whole number as a floating one; exact below 2⁵³.
#[expect(clippy::cast_precision_loss, reason = "days and seconds are far below 2^53")]
pub(super) const fn float(whole: i64) -> f64 {
    whole as f64
}
