//! Statements over many rows at once, in few sizes so that prepared statements are found again.

use std::fmt::Write as _;

/// The most rows that one statement carries.
const MOST: usize = 128;

/// Splits rows into slices whose lengths are powers of two, never very long.
pub fn slices<T>(rows: &[T]) -> impl Iterator<Item = &[T]> {
    let mut rest = rows;
    std::iter::from_fn(move || {
        let n = rest.len().min(MOST);
        if n == 0 {
            return None;
        }
        let (head, tail) = rest.split_at(1 << n.ilog2());
        rest = tail;
        Some(head)
    })
}

/// Writes `($1, $2), ($3, $4)`: places for `rows` rows of `columns` values.
#[must_use]
pub fn places(rows: usize, columns: usize) -> String {
    let mut text = String::with_capacity(rows * columns * 5);
    for row in 0..rows {
        text.push_str(if row == 0 { "(" } else { ", (" });
        for column in 0..columns {
            let comma = if column == 0 { "" } else { ", " };
            // Writing to a string cannot fail.
            let _ = write!(text, "{comma}${}", row * columns + column + 1);
        }
        text.push(')');
    }
    text
}

/// Writes `($1, $2, …)`: one list of `n` places.
#[must_use]
pub fn list(n: usize) -> String {
    places(1, n)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_number_of_rows_is_covered_once_in_few_sizes() {
        for n in [0usize, 1, 2, 3, 50, 127, 128, 129, 500] {
            let rows: Vec<usize> = (0..n).collect();
            let back: Vec<usize> = slices(&rows).flatten().copied().collect();
            assert_eq!(back, rows);
            assert!(slices(&rows).all(|s| s.len().is_power_of_two() && s.len() <= MOST));
        }
    }

    #[test]
    fn places_are_numbered_row_by_row() {
        assert_eq!(places(2, 2), "($1, $2), ($3, $4)");
        assert_eq!(list(3), "($1, $2, $3)");
    }
}
