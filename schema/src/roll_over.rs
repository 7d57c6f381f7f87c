//! A new school year: what becomes of a class, and of each child in it. No child leaves every list.

use crate::people::{Status, words};

words! {
    /// What becomes of a class when the next school year begins.
    Onward {
        /// It goes on one grade higher in its school.
        Up = "up",
        /// It was grade 9.
        Graduation = "graduation",
        /// Its school has no higher grade: the children go to another school.
        Elsewhere = "elsewhere",
    }
}

words! {
    /// What becomes of a child when the next school year begins.
    Fate {
        /// Goes on with the class.
        MovesUp = "moves_up",
        /// Has finished grade 9.
        Graduates = "graduates",
        /// Stays in the old class, listed as waiting for enrolment, until a roster names them.
        Waits = "waits",
        /// Has not finished grade 9 and stays in the old class, listed as open.
        StaysOpen = "stays_open",
        /// Graduated, moved away or died before.
        HasLeft = "has_left",
    }
}

/// Returns what becomes of a class of a grade in a school whose highest grade is `last`. A school that teaches grade 7 or 8
/// teaches to grade 9, though it may have no such class yet.
#[must_use]
pub const fn onward(grade: u8, last: u8) -> Onward {
    if grade >= 9 {
        Onward::Graduation
    } else if grade < last || grade >= 7 {
        Onward::Up
    } else {
        Onward::Elsewhere
    }
}

/// Returns what becomes of a child of the class. Only who is in school graduates: a child who is absent, suspended, taught
/// at home or out of school has not finished, and is finished with by a person, through the status procedure.
#[must_use]
pub const fn fate(onward: Onward, status: Status, on_ladder: bool) -> Fate {
    if has_left(status) {
        return Fate::HasLeft;
    }
    match onward {
        Onward::Up => Fate::MovesUp,
        Onward::Elsewhere => Fate::Waits,
        Onward::Graduation => match status {
            Status::Enrolled | Status::Returned if !on_ladder => Fate::Graduates,
            _ => Fate::StaysOpen,
        },
    }
}

/// Tells whether a status says that the child is no longer the school's.
#[must_use]
pub const fn has_left(status: Status) -> bool {
    matches!(status, Status::Transferred | Status::Graduated | Status::Deceased)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_goes_up_while_its_school_does() {
        assert_eq!(onward(1, 6), Onward::Up);
        assert_eq!(onward(6, 6), Onward::Elsewhere);
        assert_eq!(onward(3, 3), Onward::Elsewhere, "a teaching point ends early");
        assert_eq!(onward(6, 9), Onward::Up, "a school of nine years goes on");
        assert_eq!(onward(7, 7), Onward::Up, "a junior secondary that has just begun");
        assert_eq!(onward(9, 9), Onward::Graduation);
    }

    #[test]
    fn only_who_is_in_school_graduates_and_nobody_is_lost() {
        for status in Status::ALL {
            for onward in Onward::ALL {
                for on_ladder in [false, true] {
                    let fate = fate(*onward, *status, on_ladder);
                    assert_eq!(fate == Fate::HasLeft, has_left(*status));
                    let in_school = matches!(status, Status::Enrolled | Status::Returned);
                    let graduates = *onward == Onward::Graduation && in_school && !on_ladder;
                    assert_eq!(fate == Fate::Graduates, graduates, "{status} {onward}");
                }
            }
        }
    }
}
