//! Statements over many rows at once, in few sizes so that prepared statements are found again.

use std::fmt::Write as _;

/// The most rows that one statement carries.
const MOST: usize = 128;
/// Up to so many rows go into one statement whatever their number.
const FEW: usize = 16;

/// Splits rows into slices of a few lengths, never very long: powers of two, and at the end any number up to sixteen.
/// Each slice is a message to the database and back, so a small group is one slice.
pub fn slices<T>(rows: &[T]) -> impl Iterator<Item = &[T]> {
    let mut rest = rows;
    std::iter::from_fn(move || {
        let n = match rest.len() {
            0 => return None,
            n @ 1..=FEW => n,
            n => 1 << n.min(MOST).ilog2(),
        };
        let (head, tail) = rest.split_at(n);
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
            let is_of_few = |n: usize| n <= FEW || (n.is_power_of_two() && n <= MOST);
            assert!(slices(&rows).all(|s| is_of_few(s.len())));
            assert!(n > FEW || slices(&rows).count() <= 1);
        }
    }

    #[test]
    fn places_are_numbered_row_by_row() {
        assert_eq!(places(2, 2), "($1, $2), ($3, $4)");
        assert_eq!(list(3), "($1, $2, $3)");
    }
}
