//! What a child waits for beside the follow-ups of its case, so that a list can show it.

use crate::people::{Status, words};
use crate::roll_over::has_left;

words! {
    /// What a child waits for.
    Waiting {
        /// Its class went on without it, to no higher grade of the school: enrolment at another one.
        Enrolment = "enrolment",
        /// Its class went on without it from grade 9: that grade 9 is finished.
        Completion = "completion",
        /// A department's answer to a referral.
        Referral = "referral",
    }
}

/// What decides what a child waits for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stands {
    /// The status that holds.
    pub status: Status,
    /// The grade of the class, where that is known.
    pub grade: Option<i64>,
    /// Whether the school has gone on to a later year than the class's.
    pub gone_on: bool,
    /// Whether a department has not answered a referral.
    pub unanswered: bool,
}

/// Returns what a child waits for, the weightiest: between two schools it is lost most easily.
#[must_use]
pub const fn waiting(stands: Stands) -> Option<Waiting> {
    match stands.grade {
        _ if !stands.gone_on || has_left(stands.status) => {}
        Some(9..) => return Some(Waiting::Completion),
        _ => return Some(Waiting::Enrolment),
    }
    if stands.unanswered { Some(Waiting::Referral) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whom_the_school_went_on_without_waits_until_they_have_left() {
        let stands =
            Stands { status: Status::Enrolled, grade: Some(6), gone_on: true, unanswered: true };
        assert_eq!(waiting(stands), Some(Waiting::Enrolment));
        assert_eq!(waiting(Stands { grade: None, ..stands }), Some(Waiting::Enrolment));
        let finished = Stands { grade: Some(9), status: Status::SuspectedDropout, ..stands };
        assert_eq!(waiting(finished), Some(Waiting::Completion));
        assert_eq!(waiting(Stands { gone_on: false, ..stands }), Some(Waiting::Referral));
        let gone = Stands { status: Status::Transferred, ..stands };
        assert_eq!(waiting(gone), Some(Waiting::Referral), "a department may still owe an answer");
        assert_eq!(waiting(Stands { unanswered: false, ..gone }), None);
    }
}
