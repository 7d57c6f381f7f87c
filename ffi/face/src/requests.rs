//! The one list of requests: how each is done, its name, what is asked, what is answered, and the function for it.

use crate::asks::{Nothing, answer, fields};
use crate::call::Call;
use crate::{Face, acts, drafts, photos, session, sync, views, work};
use doorstep_core::schema::digest::Digest;
use doorstep_core::schema::form::filling::{LeftOver, Offered, State};
use doorstep_core::schema::people::Worker;
use doorstep_core::schema::reminding;
use doorstep_core::schema::wire::v1;
use doorstep_core::{
    Code, Problem, drafts as core_drafts, forms, photos as core_photos, views as core_views,
};
use serde_json::{Map, Value};

/// How a request is done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum How {
    /// It is answered also when the phone's lease has lapsed, so that the phone can get in touch again.
    Always,
    /// It shows something; what it may compute anew on the way is no change for anyone.
    Reads,
    /// It changes something.
    Writes,
}

macro_rules! requests {
    ($($(#[doc = $doc:literal])+ $how:ident $name:ident as $variant:ident($ask:ty) -> $answer:ty = $work:path;)+) => {
        /// A request with its fields.
        #[derive(Debug)]
        pub(crate) enum Ask { $($(#[doc = $doc])+ $variant($ask)),+ }

        impl Ask {
            /// Reads the request of a name.
            fn named(name: &str, of: Map<String, Value>) -> Result<Self, Problem> {
                match name {
                    $(stringify!($name) => fields(of).map(Self::$variant),)+
                    _ => Err(Problem::at(Code::Invalid, "do")),
                }
            }

            /// Tells how it is done.
            pub(crate) const fn how(&self) -> How {
                match self { $(Self::$variant(_) => How::$how),+ }
            }

            /// Does it and writes the answer.
            pub(crate) fn answer(self, face: &mut Face, call: &mut Call) -> Result<String, Problem> {
                match self {
                    $(Self::$variant(ask) => {
                        let done: $answer = $work(face, call, ask)?;
                        answer(&done)
                    })+
                }
            }
        }

        /// Shows the type of every ask and answer.
        #[cfg(test)]
        pub(crate) fn show(to: &mut crate::tests::Interface) {
            $(to.request::<$ask, $answer>(stringify!($name), &[$($doc),+]);)+
        }
    };
}

impl Ask {
    /// Reads a request: an object with its name under `do` and its fields beside it.
    pub(crate) fn read(json: &str) -> Result<Self, Problem> {
        let Ok(Value::Object(mut of)) = serde_json::from_str(json) else {
            return Err(Problem::at(Code::Invalid, "ask"));
        };
        match of.remove("do") {
            Some(Value::String(name)) => Self::named(&name, of),
            _ => Err(Problem::at(Code::Invalid, "do")),
        }
    }
}

requests! {
    /// Who is in on this phone, and until when it may work without contact.
    Always who as Who(Nothing) -> core_views::Who = session::who;
    /// Makes the request that signs a worker in; the page sends it to `/v1/sign-in` as JSON.
    Always enrol_begin as EnrolBegin(session::AskEnrolBegin) -> v1::SignIn = session::enrol_begin;
    /// Takes the server's answer to the sign-in.
    Always enrol_finish as EnrolFinish(session::AskEnrolFinish) -> () = session::enrol_finish;
    /// Signs out: says what has not reached the server, or erases everything when nothing is left to send.
    Always leave as Leave(session::AskLeave) -> session::Left = session::leave;

    /// Says what the sync machine does next; a call's body is the one byte part.
    Always sync_next as SyncNext(sync::AskSyncNext) -> sync::SyncStep = sync::next;
    /// Hands the sync machine what came back, with the body as the one byte part.
    Always sync_answer as SyncAnswer(sync::AskSyncAnswer) -> () = sync::came;
    /// How this phone stands with the server.
    Always sync_status as SyncStatus(Nothing) -> core_views::SyncStatus = sync::status;
    /// On which networks photos go.
    Reads photos_when as PhotosWhen(Nothing) -> core_photos::PhotosWhen = sync::photos_when;
    /// Sets on which networks photos go.
    Writes set_photos_when as SetPhotosWhen(sync::AskSetPhotosWhen) -> () = sync::set_photos_when;
    /// Reads the whole database for damage.
    Reads check as Check(Nothing) -> () = session::check;

    /// The day's work, by village.
    Reads today as Today(views::AskToday) -> core_views::Today = views::today;
    /// The villages that a household can live in.
    Reads villages as Villages(Nothing) -> Vec<core_views::Village> = views::villages;
    /// The open follow-ups of one owner, or of all whom the worker serves.
    Reads queue as Queue(views::AskQueue) -> Vec<core_views::QueueWork> = views::queue;
    /// The homes of today's work on a flat plane in metres, with villages and schools.
    Reads homes as Homes(views::AskToday) -> core_views::SketchMap = views::homes;
    /// How much there is to do in each queue that the worker serves.
    Reads queue_counts as QueueCounts(Nothing) -> Vec<core_views::OwnerCount> = views::queue_counts;
    /// The classes that the worker answers for.
    Reads classes as Classes(Nothing) -> Vec<core_views::ClassRow> = views::classes;
    /// The colleagues whom the phone knows, for those who come along on a visit.
    Reads colleagues as Colleagues(Nothing) -> Vec<Worker> = views::colleagues;
    /// A class on a day: who is missing since when, who reported it, and who was told.
    Reads class_day as ClassDay(views::AskClassDay) -> core_views::ClassDay = views::class_day;
    /// The worker's reminders and those for guardians, with what followed.
    Reads reminders as Reminders(Nothing) -> Vec<core_views::ReminderRow> = views::reminders;
    /// The promises that are due by tonight and not settled.
    Reads promises as Promises(Nothing) -> Vec<core_views::Work> = views::promises;
    /// What was recorded on this phone, the newest first.
    Reads records as Records(views::AskRecords) -> core_views::Records = views::records;
    /// The schools of the worker's regions, and what was reported around schools.
    Reads patrol as Patrol(Nothing) -> core_views::Patrol = views::patrol;
    /// A message to a guardian, ready to be sent.
    Reads guardian_message as GuardianMessage(views::AskMessage) -> core_views::GuardianMessage = views::message;
    /// Students by name, pinyin initials, student number or village.
    Reads search as Search(views::AskSearch) -> Vec<core_views::Found> = views::search;
    /// One student's screen.
    Reads student as Student(views::AskStudent) -> core_views::StudentScreen = views::student;
    /// The notifications that the phone's own clock should show, the first first.
    Reads reminder_plan as ReminderPlan(Nothing) -> Vec<core_views::Notification> = views::reminder_plan;
    /// What the server did not take.
    Reads attention as Attention(Nothing) -> Vec<core_views::Attention> = views::attention;
    /// One follow-up with what proves it and what the worker may do with it.
    Reads follow_up as FollowUp(work::AskFollowUp) -> core_views::FollowUpScreen = work::follow_up;
    /// The near times that a reminder can be set for.
    Reads reminder_times as ReminderTimes(Nothing) -> Vec<reminding::ReminderTime> = work::reminder_times;
    /// The window of a reminder that is set for a day and a time.
    Reads reminder_window as ReminderWindow(work::AskWindow) -> reminding::ReminderWindow = work::reminder_window;
    /// What a message to a student's guardian can be for.
    Reads message_purposes as MessagePurposes(work::AskPurposes) -> Vec<core_views::MessagePurpose> = work::message_purposes;
    /// The forms that the worker may begin.
    Reads forms as Forms(views::AskForms) -> Vec<forms::OfferedForm> = views::forms;

    /// Records an act of any kind but a photo or the end of a draft.
    Writes act as Act(acts::AskAct) -> acts::Recorded = acts::act;
    /// Reports all who are missing from a class on a day, or none of them.
    Writes absences as Absences(acts::AskAbsences) -> acts::RecordedAll = acts::absences;
    /// Corrects a field of a student's profile.
    Writes profile_edit as ProfileEdit(acts::AskProfileEdit) -> acts::Recorded = acts::profile_edit;
    /// Corrects an own record with the whole corrected payload.
    Writes amend as Amend(acts::AskAmend) -> acts::Recorded = acts::amend;
    /// Withdraws an own record.
    Writes retract as Retract(acts::AskRetract) -> acts::Recorded = acts::retract;
    /// Records a mended act in place of a refused one.
    Writes mend as Mend(acts::AskMend) -> acts::Recorded = acts::mend;
    /// Sends a refused record or photo again as it is.
    Writes resend as Resend(acts::AskOf) -> () = acts::resend;
    /// Sets a refused record or photo aside.
    Writes set_aside as SetAside(acts::AskOf) -> () = acts::set_aside;

    /// The drafts, the last touched first.
    Reads drafts as Drafts(Nothing) -> Vec<core_drafts::Draft> = drafts::list;
    /// A draft as it was left.
    Reads draft as Draft(drafts::AskDraft) -> core_drafts::Draft = drafts::resume;
    /// Begins a draft.
    Writes draft_begin as DraftBegin(drafts::AskBegin) -> drafts::Begun = drafts::begin;
    /// Everything that is shown of a draft; the language is kept with it.
    Reads draft_view as DraftView(drafts::AskView) -> core_drafts::View = drafts::view;
    /// What is shown of one node: after a step, of each that it changed.
    Reads draft_state as DraftState(drafts::AskAt) -> State = drafts::state;
    /// The choices that a question offers now.
    Reads draft_choices as DraftChoices(drafts::AskAt) -> Vec<Offered> = drafts::choices;
    /// Saves one answer; null takes it back.
    Writes draft_answer as DraftAnswer(drafts::AskAnswer) -> drafts::Stepped = drafts::answer;
    /// Adds an instance at the end of a repeat.
    Writes draft_add as DraftAdd(drafts::AskAdd) -> drafts::Stepped = drafts::add;
    /// Removes an instance of a repeat, counted from 1.
    Writes draft_remove as DraftRemove(drafts::AskRemove) -> drafts::Stepped = drafts::remove;
    /// Notes which question or screen is shown.
    Writes draft_go_to as DraftGoTo(drafts::AskPath) -> () = drafts::go_to;
    /// Says who came along on a visit.
    Writes draft_accompany as DraftAccompany(drafts::AskAccompany) -> () = drafts::accompany;
    /// What finishing the draft will do.
    Reads draft_preview as DraftPreview(drafts::AskDraft) -> core_drafts::Preview = drafts::preview;
    /// Finishes a draft as a record.
    Writes draft_finish as DraftFinish(drafts::AskDraft) -> acts::Recorded = drafts::finish;
    /// Discards a draft; that it was, and why, stays in the record.
    Writes draft_discard as DraftDiscard(drafts::AskDiscard) -> acts::Recorded = drafts::discard;
    /// The newer edition of a draft's form that is open, if one is.
    Reads draft_newer as DraftNewer(drafts::AskDraft) -> Option<u32> = drafts::newer;
    /// Moves a draft to another edition; answers without a place there.
    Writes draft_migrate as DraftMigrate(drafts::AskMigrate) -> Vec<LeftOver> = drafts::migrate;
    /// Lets go of what is left over at a path.
    Writes draft_let_go as DraftLetGo(drafts::AskPath) -> () = drafts::let_go;

    /// Takes a prepared picture into a draft's photo question. Byte parts: photo, thumbnail.
    Writes photo_take as PhotoTake(photos::AskTake) -> photos::Taken = photos::take;
    /// Adds a prepared picture to an own visit or venue report. Byte parts: photo, thumbnail.
    Writes photo_attach as PhotoAttach(photos::AskAttach) -> acts::Recorded = photos::attach;
    /// Whether the thumbnail of a photo is on this phone; it is the one byte part.
    Reads thumb as Thumb(photos::AskPicture) -> bool = photos::thumb;
    /// Whether a photo is on this phone; it is the one byte part.
    Reads photo as Photo(photos::AskPicture) -> bool = photos::photo;
    /// The photos of a record.
    Reads photos_of as PhotosOf(acts::AskOf) -> Vec<core_photos::Photo> = photos::of;
    /// The SHA-256 of every picture in a draft.
    Reads photos_in_draft as PhotosInDraft(drafts::AskDraft) -> Vec<Digest> = photos::in_draft;
}
