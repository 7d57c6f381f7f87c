//! Who may do what to whom: roles × actions in one table, then the scope.

use crate::fact::Act;
use crate::id::SchoolId;
use crate::people::{Department, Role, Scope, Standing, words};
use crate::region::RegionCode;
use crate::state::Owner;
pub use work::{Work, work};

mod work;

words! {
    /// Something a worker may or may not do.
    Action {
        /// Read a student's record, case and timeline.
        ReadStudent = "read_student",
        /// See an identity number in full; each look is logged.
        UnmaskIdentity = "unmask_identity",
        /// Read a queue.
        ReadQueue = "read_queue",
        /// Read the overdue board of a region or school.
        ReadBoard = "read_board",
        /// Read indicators of a region or school.
        ReadIndicators = "read_indicators",
        /// List regions and schools, and see where they lie.
        ReadRegions = "read_regions",
        /// Export a queue or a board.
        Export = "export",
        /// Record a visit.
        RecordVisit = "record_visit",
        /// Record a guardian contact.
        RecordContact = "record_contact",
        /// Report an absence or a return to class.
        RecordAttendance = "record_attendance",
        /// Say that a promise was kept or broken.
        SettlePromise = "settle_promise",
        /// Set or answer a reminder.
        KeepReminder = "keep_reminder",
        /// Edit a field of the profile.
        EditProfile = "edit_profile",
        /// Request a change of status.
        RequestStatus = "request_status",
        /// Check a requested change of status for the school.
        CheckStatus = "check_status",
        /// Approve a requested change of status for the county.
        ApproveStatus = "approve_status",
        /// Sign a dropout report.
        ReportDropout = "report_dropout",
        /// Accept, complete or send back a follow-up of one's own queue.
        WorkFollowUp = "work_follow_up",
        /// Hand a follow-up to another owner.
        ReassignFollowUp = "reassign_follow_up",
        /// Send a referral.
        SendReferral = "send_referral",
        /// Answer a referral.
        AnswerReferral = "answer_referral",
        /// Report a venue.
        ReportVenue = "report_venue",
        /// Add an evidence photo.
        AddPhoto = "add_photo",
        /// See evidence photos, what is known about them, and the verdict.
        ReadPhoto = "read_photo",
        /// Take a photo out with its record and chain; each is logged.
        ExportPhoto = "export_photo",
        /// Explain what is doubtful about a photo.
        ExplainPhoto = "explain_photo",
        /// Erase a student's photos; receipts stay.
        ErasePhotos = "erase_photos",
        /// Serve a notice or decision.
        ServeNotice = "serve_notice",
        /// Amend or retract an own fact, or discard a draft.
        CorrectRecord = "correct_record",
        /// Import rosters, regions, schools, workers.
        Import = "import",
        /// Manage workers, accounts and assignments.
        ManageWorkers = "manage_workers",
        /// See and revoke devices.
        ManageDevices = "manage_devices",
        /// Read the audit log.
        ReadAudit = "read_audit",
        /// Change policy and calendar.
        ManagePolicy = "manage_policy",
        /// Import forms, publish and withdraw them.
        ManageForms = "manage_forms",
        /// Read the answers to a form of a region, and export them.
        ReadResults = "read_results",
    }
}

/// The roles that an action is open to at all; the scope decides the rest.
#[must_use]
pub const fn roles(action: Action) -> &'static [Role] {
    use Role::{Administrator, Committee, Department, Principal, Supervisor, Teacher, Township};
    match action {
        Action::ReadStudent
        | Action::ReadQueue
        | Action::WorkFollowUp
        | Action::ReportVenue
        | Action::CorrectRecord => {
            &[Teacher, Principal, Committee, Township, Department, Supervisor]
        }
        Action::ReadRegions => Role::ALL,
        Action::RecordVisit | Action::AddPhoto | Action::ReadPhoto => {
            &[Teacher, Principal, Committee, Township, Supervisor]
        }
        Action::RecordContact
        | Action::SettlePromise
        | Action::KeepReminder
        | Action::EditProfile
        | Action::SendReferral => &[Teacher, Principal, Committee, Township],
        Action::RecordAttendance | Action::RequestStatus => &[Teacher, Principal],
        Action::CheckStatus | Action::ReportDropout => &[Principal],
        Action::ReadBoard | Action::ReadIndicators => &[Principal, Committee, Township, Supervisor],
        Action::UnmaskIdentity => &[Principal, Supervisor],
        Action::Export | Action::ExportPhoto | Action::ReadResults => {
            &[Principal, Township, Supervisor]
        }
        Action::ApproveStatus | Action::ExplainPhoto => &[Supervisor],
        Action::ErasePhotos => &[Supervisor, Administrator],
        Action::ReassignFollowUp => &[Township, Supervisor],
        Action::ServeNotice => &[Township, Department, Supervisor],
        Action::AnswerReferral => &[Department],
        Action::Import
        | Action::ManageWorkers
        | Action::ManageDevices
        | Action::ReadAudit
        | Action::ManagePolicy
        | Action::ManageForms => &[Administrator],
    }
}

/// Who asks.
#[derive(Clone, Copy, Debug)]
pub struct Actor<'a> {
    /// What they are.
    pub role: Role,
    /// What they are responsible for.
    pub scopes: &'a [Scope],
}

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub enum Resource<'a> {
    /// A student, with the departments that hold a referral about them.
    Student(&'a Standing, &'a [Department]),
    /// A queue, and through it the follow-ups in it; the county is the owner's.
    Queue(&'a Owner, &'a Standing),
    /// A region as a whole: its board, indicators, settings.
    Region(&'a RegionCode),
    /// A school as a whole, in its region.
    School(SchoolId, &'a RegionCode),
}

/// Tells whether the actor may do the action to the resource.
#[must_use]
pub fn permits(actor: &Actor<'_>, action: Action, resource: &Resource<'_>) -> bool {
    roles(action).contains(&actor.role)
        && actor.scopes.iter().any(|scope| reaches(actor.role, scope, resource))
}

fn reaches(role: Role, scope: &Scope, resource: &Resource<'_>) -> bool {
    match resource {
        Resource::Student(standing, referred) => match scope {
            Scope::Department(county, department) => {
                *county == standing.county && referred.contains(department)
            }
            _ => scope.covers(standing),
        },
        Resource::Queue(owner, standing) => {
            reached(role, scope).into_iter().flatten().any(|queues| queues.hold(owner, standing))
        }
        Resource::Region(region) => match scope {
            Scope::Region(code) => code.contains(region),
            _ => false,
        },
        Resource::School(school, region) => match scope {
            Scope::School(own) => own == school,
            Scope::Region(code) => code.contains(region),
            _ => false,
        },
    }
}

/// Queues that somebody reaches, told so that a list can be narrowed to them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Queues {
    /// The queue of one owner.
    Of(Owner),
    /// The queues of the village committees in a region.
    OfVillagesIn(RegionCode),
    /// What classes have to do about the students of a school.
    OfClassesIn(SchoolId),
    /// Whatever is to be done about the students of a region.
    AboutStudentsOf(RegionCode),
}

impl Queues {
    /// Tells whether they hold an owner's work about a student of that standing.
    #[must_use]
    pub fn hold(&self, owner: &Owner, standing: &Standing) -> bool {
        match self {
            Self::Of(own) => own == owner,
            Self::OfVillagesIn(code) => {
                matches!(owner, Owner::Village(village) if code.contains(village))
            }
            Self::OfClassesIn(school) => {
                *school == standing.school && matches!(owner, Owner::Class(_))
            }
            Self::AboutStudentsOf(code) => Scope::Region(*code).covers(standing),
        }
    }
}

/// Returns the queues that a role reaches through a scope: a supervisor every one of the region, everyone else only
/// what they serve or oversee.
fn reached(role: Role, scope: &Scope) -> [Option<Queues>; 2] {
    let own = Owner::served_by(scope).map(Queues::Of);
    match (role, scope) {
        (Role::Supervisor, Scope::Region(code)) => [Some(Queues::AboutStudentsOf(*code)), None],
        (Role::Township, Scope::Region(code)) => [own, Some(Queues::OfVillagesIn(*code))],
        (Role::Principal, Scope::School(school)) => [own, Some(Queues::OfClassesIn(*school))],
        _ => [own, None],
    }
}

/// Returns the queues to which the actor may do the action; what [`permits`] says of each is the same.
#[must_use]
pub fn queues(actor: &Actor<'_>, action: Action) -> Vec<Queues> {
    if !roles(action).contains(&actor.role) {
        return Vec::new();
    }
    actor.scopes.iter().flat_map(|scope| reached(actor.role, scope)).flatten().collect()
}

/// Returns the action that recording an act is; an unknown kind may be recorded by nobody here.
#[must_use]
pub const fn action_of(act: &Act) -> Option<Action> {
    Some(match act {
        Act::Visit(_) => Action::RecordVisit,
        Act::GuardianContact(_) => Action::RecordContact,
        Act::AbsenceReport(_) | Act::ReturnToClass(_) => Action::RecordAttendance,
        Act::PromiseSettled(_) => Action::SettlePromise,
        Act::ProfileEdit(_) => Action::EditProfile,
        Act::StatusRequest(_) => Action::RequestStatus,
        Act::StatusCheck(_) => Action::CheckStatus,
        Act::StatusApproval(_) => Action::ApproveStatus,
        Act::DropoutReport(_) => Action::ReportDropout,
        Act::FollowUpAccepted(_) | Act::FollowUpDone(_) | Act::FollowUpSentBack(_) => {
            Action::WorkFollowUp
        }
        Act::FollowUpReassigned(_) => Action::ReassignFollowUp,
        Act::ReferralSent(_) => Action::SendReferral,
        Act::ReferralAnswered(_) => Action::AnswerReferral,
        Act::ReminderSet(_) | Act::ReminderDone(_) => Action::KeepReminder,
        Act::VenueReport(_) => Action::ReportVenue,
        Act::EvidencePhoto(_) => Action::AddPhoto,
        Act::EvidenceExplained(_) => Action::ExplainPhoto,
        Act::NoticeServed(_) => Action::ServeNotice,
        Act::Amendment(_) | Act::Retraction(_) | Act::DraftDiscarded(_) => Action::CorrectRecord,
        Act::Unknown => return None,
    })
}

/// The kinds of acts that can be begun from a student's screen, each with the action that recording it is.
pub const ACTS_ABOUT_A_STUDENT: [(&str, Action); 13] = [
    ("visit", Action::RecordVisit),
    ("guardian_contact", Action::RecordContact),
    ("absence_report", Action::RecordAttendance),
    ("return_to_class", Action::RecordAttendance),
    ("promise_settled", Action::SettlePromise),
    ("profile_edit", Action::EditProfile),
    ("status_request", Action::RequestStatus),
    ("status_check", Action::CheckStatus),
    ("status_approval", Action::ApproveStatus),
    ("dropout_report", Action::ReportDropout),
    ("referral_sent", Action::SendReferral),
    ("reminder_set", Action::KeepReminder),
    ("notice_served", Action::ServeNotice),
];

#[cfg(test)]
mod tests;
