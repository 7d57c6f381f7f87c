//! State as a function of facts: `state = f(set of facts, policy, calendar, now)`.

mod attendance;
mod case;
mod evaluate;
mod ladder;
mod owner;
mod profile;
mod promise;
mod referral;
mod reminder;
mod resolve;
mod risk;
mod status;
mod visits;
mod walk;

pub use attendance::{Attendance, Presence, ReportedAbsence, attendance};
pub use case::{Case, FollowUp, FollowUpState, Reason};
pub use evaluate::{Rules, StudentState, evaluate};
pub use ladder::{Rung, RungState, ladder, on_the_ladder};
pub use owner::{NotAnOwner, Owner};
pub use profile::{
    FieldEdit, FieldState, Profile, guardian_phone, guardians, home, photos_refused_since,
};
pub use promise::{Promise, PromiseState};
pub use referral::{Named, Referral, ReferralState};
pub use reminder::{Reminder, ReminderState};
pub use resolve::{Resolved, Told, resolve};
pub use risk::{Risk, RiskPart};
pub use status::{StatusChange, StatusRequestState, StatusView};
pub use visits::VisitDue;
pub use walk::proofs;
