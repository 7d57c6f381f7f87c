//! Cells as texts.

use calamine::{DataRef, ExcelDateTime};

/// Returns the letters of a column counted from 0: `A`, `B`, … `Z`, `AA`.
pub(crate) fn letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or_default();
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// Returns a text without spaces around it and with plain spaces for hard ones.
pub(crate) fn clean(text: &str) -> String {
    text.trim().replace('\u{a0}', " ")
}

/// Returns a cell's text: whole numbers without a fraction, days and times as ISO 8601, truth as `TRUE` and `FALSE`.
///
/// # Errors
///
/// Gives the error that the spreadsheet shows, such as `#REF!`.
pub(crate) fn text(cell: &DataRef<'_>) -> Result<String, String> {
    Ok(match cell {
        DataRef::Empty => String::new(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            clean(text)
        }
        DataRef::SharedString(text) => clean(text),
        DataRef::Int(number) => number.to_string(),
        // Rust writes a whole number without its fraction.
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(truth) => if *truth { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::DateTime(moment) => moment_text(moment),
        DataRef::Error(error) => return Err(error.to_string()),
    })
}

fn moment_text(moment: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    if moment.as_f64() < 1.0 {
        time
    } else if time == "00:00:00" {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02}T{time}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType;

    #[test]
    fn columns_have_letters() {
        for (column, name) in
            [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")]
        {
            assert_eq!(letters(column), name);
        }
    }

    #[test]
    fn values_as_texts() {
        let date = |serial| {
            DataRef::DateTime(ExcelDateTime::new(serial, ExcelDateTimeType::DateTime, false))
        };
        for (cell, expected) in [
            (DataRef::Float(1.0), "1"),
            (DataRef::Float(1.5), "1.5"),
            (DataRef::Float(-20.0), "-20"),
            (DataRef::Bool(true), "TRUE"),
            (DataRef::String(" a\u{a0}b \n".to_owned()), "a b"),
            (date(45_943.0), "2025-10-13"),
            (date(45_943.5), "2025-10-13T12:00:00"),
            (date(0.25), "06:00:00"),
        ] {
            assert_eq!(text(&cell).unwrap(), expected);
        }
        assert!(text(&DataRef::Error(calamine::CellErrorType::Ref)).is_err());
    }
}
