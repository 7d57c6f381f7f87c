//! Rounds of ours and of the peer in turn, so that both meet the same weather; medians count.

use crate::{Effort, Failure};

/// Runs `ours` and `peer` alternately, whichever was second going first in the next round.
pub(crate) fn alternate(
    effort: Effort,
    mut ours: impl FnMut() -> Result<f64, Failure>,
    mut peer: impl FnMut() -> Result<f64, Failure>,
) -> Result<(f64, f64), Failure> {
    let (mut a, mut b) = (Vec::new(), Vec::new());
    for round in 0..effort.rounds {
        if round % 2 == 0 {
            a.push(ours()?);
            b.push(peer()?);
        } else {
            b.push(peer()?);
            a.push(ours()?);
        }
    }
    Ok((median(a), median(b)))
}

/// Returns the middle value; of an even number the mean of the two in the middle.
pub(crate) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    match values.len() {
        0 => f64::NAN,
        n if n % 2 == 1 => values[middle],
        _ => f64::midpoint(values[middle - 1], values[middle]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle() {
        assert!((median(vec![9.0, 1.0, 5.0]) - 5.0).abs() < f64::EPSILON);
        assert!((median(vec![4.0, 1.0, 2.0, 9.0]) - 3.0).abs() < f64::EPSILON);
        assert!(median(Vec::new()).is_nan());
    }

    #[test]
    fn the_order_changes_from_round_to_round() {
        let order = std::cell::RefCell::new(String::new());
        let effort = Effort { rounds: 3, quick: true };
        let step = |name: char| {
            order.borrow_mut().push(name);
            Ok(1.0)
        };
        alternate(effort, || step('o'), || step('p')).unwrap();
        assert_eq!(order.into_inner(), "oppoop");
    }
}
