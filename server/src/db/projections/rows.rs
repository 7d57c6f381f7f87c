//! The rows of the projections.

use super::table::projected;
use uuid::Uuid;

projected! {
    /// A student's state in short.
    StateRow, "student_state", student, student {
        /// The student.
        student: Uuid,
        /// The county.
        county: String,
        /// The status that holds.
        status: String,
        /// The open case.
        open_case: Option<Uuid>,
        /// The highest step of the ladder in the present absence.
        step: Option<i64>,
        /// The open case's risk, otherwise 0.
        risk: i64,
        /// When the clock alone changes something next.
        next_change_at: Option<i64>,
        /// When the last visit was.
        last_visit_at: Option<i64>,
        /// When a guardian was last contacted.
        last_contact_at: Option<i64>,
        /// When the next periodic visit is due.
        visit_due_at: Option<i64>,
        /// The `now` that it was derived with.
        evaluated_at: i64,
    }
}

projected! {
    /// A case, open or closed.
    CaseRow, "student_case", id, student {
        /// The id.
        id: Uuid,
        /// The county.
        county: String,
        /// The student.
        student: Uuid,
        /// The student's school.
        school: Uuid,
        /// The student's class.
        class: Uuid,
        /// The student's village.
        village: String,
        /// The student's township.
        township: String,
        /// When it opened.
        opened_at: i64,
        /// When it closed.
        closed_at: Option<i64>,
        /// The highest step of the ladder.
        step: Option<i64>,
        /// The first day of the present absence, in days since 1970-01-01.
        absent_since: Option<i64>,
        /// The risk.
        risk: i64,
    }
}

projected! {
    /// A follow-up, open or closed.
    FollowUpRow, "follow_up", id, student {
        /// The id.
        id: Uuid,
        /// The county.
        county: String,
        /// The student.
        student: Uuid,
        /// The case.
        case_id: Uuid,
        /// The owner's text.
        owner: String,
        /// The student's school.
        school: Uuid,
        /// The student's class.
        class: Uuid,
        /// The student's village.
        village: String,
        /// The student's township.
        township: String,
        /// Why it exists.
        reason: String,
        /// The step of the ladder.
        step: Option<i64>,
        /// When it opened.
        opened_at: i64,
        /// When it is due.
        due_at: i64,
        /// The day on which it is due on the region's clock, in days since 1970-01-01.
        due_day: i64,
        /// The state.
        state: String,
        /// Whether work is still to be done.
        is_open: bool,
        /// Who accepted it.
        accepted_by: Option<Uuid>,
        /// When it was done or cancelled.
        closed_at: Option<i64>,
        /// The fact that proved it.
        proof: Option<Uuid>,
        /// The proofs' words, space-separated.
        required: String,
        /// Why it was sent back.
        sent_back: Option<String>,
        /// The case's risk.
        risk: i64,
    }
}

projected! {
    /// A referral to a department.
    ReferralRow, "referral", id, student {
        /// The id.
        id: Uuid,
        /// The county.
        county: String,
        /// The student.
        student: Uuid,
        /// The department.
        department: String,
        /// The concern.
        concern: Option<String>,
        /// The state.
        state: String,
        /// Whether the department still has work to do.
        is_open: bool,
        /// When it was sent.
        sent_at: i64,
        /// When an answer is due.
        due_at: i64,
        /// When the department first answered.
        answered_at: Option<i64>,
    }
}

projected! {
    /// A promise of a guardian.
    PromiseRow, "promise", id, student {
        /// The fact in which it was made.
        id: Uuid,
        /// The county.
        county: String,
        /// The student.
        student: Uuid,
        /// The last day on which it can be kept, in days since 1970-01-01.
        by_day: i64,
        /// Whether it is to bring the child back to class.
        returns: bool,
        /// The state.
        state: String,
        /// When it was made.
        made_at: i64,
        /// When it was settled.
        settled_at: Option<i64>,
    }
}

/// Every projected row of some students.
#[derive(Clone, PartialEq, Default, Debug)]
pub struct Rows {
    /// The states.
    pub states: Vec<StateRow>,
    /// The cases.
    pub cases: Vec<CaseRow>,
    /// The follow-ups.
    pub follow_ups: Vec<FollowUpRow>,
    /// The referrals.
    pub referrals: Vec<ReferralRow>,
    /// The promises.
    pub promises: Vec<PromiseRow>,
}
