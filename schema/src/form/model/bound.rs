//! What answers become in the fact that a filled form turns into.

use crate::people::words;

words! {
    /// The fact that a filled form becomes.
    FactKind {
        /// A home visit 家访.
        Visit = "visit",
        /// A contact with a guardian 监护人联系.
        GuardianContact = "guardian_contact",
        /// An absence report 缺勤报告.
        AbsenceReport = "absence_report",
        /// A venue report 校园周边.
        VenueReport = "venue_report",
    }
}

words! {
    /// The part of a fact that an answer becomes; authored in the column `bind::doorstep:field`.
    Bound {
        /// When it happened: a date and time.
        HappenedAt = "happened_at",
        /// Who was met: a word of [`crate::fact::Met`].
        Met = "met",
        /// Whether a village committee member took part: `yes` or `no`, `true` or `false`.
        WithCommittee = "with_committee",
        /// Whether a guardian was reached by telephone: yes or no.
        ReachedByPhone = "reached_by_phone",
        /// Where: a point.
        Place = "place",
        /// Whether the child attends school: yes or no.
        Attends = "attends",
        /// Words of [`crate::people::Concern`].
        Concerns = "concerns",
        /// Words of [`crate::fact::Help`].
        Help = "help",
        /// What was promised, in words.
        Promise = "promise",
        /// By which day.
        PromiseBy = "promise_by",
        /// Whether the promise is that the child comes back to class: yes or no.
        PromiseReturns = "promise_returns",
        /// The day of the next visit.
        NextVisit = "next_visit",
        /// Departments that the case is referred to: words of [`crate::people::Department`].
        Referral = "referral",
        /// A free note.
        Note = "note",
        /// How a guardian was contacted: a word of [`crate::people::Channel`].
        Channel = "channel",
        /// Whether the guardian was reached: yes or no.
        Reached = "reached",
        /// What was said.
        Said = "said",
        /// The first day of an absence.
        AbsentFrom = "absent_from",
        /// The last day of an absence; the first when unanswered.
        AbsentUntil = "absent_until",
        /// When the school was told: a date and time.
        ToldAt = "told_at",
        /// Why the student is absent.
        Reason = "reason",
        /// Whether the absence is excused: yes or no.
        Excused = "excused",
        /// What kind of venue it is.
        VenueKind = "venue_kind",
        /// What the venue is called.
        VenueName = "venue_name",
    }
}

impl Bound {
    /// Tells whether the fact has `false` for a no and for no answer alike, so that only a yes is told by it.
    #[must_use]
    pub const fn is_no_when_unsaid(self) -> bool {
        matches!(
            self,
            Self::WithCommittee | Self::ReachedByPhone | Self::PromiseReturns | Self::Excused
        )
    }
}
