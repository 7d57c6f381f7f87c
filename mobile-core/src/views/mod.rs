//! What the screens show, a whole screen a call; heads whose time has passed are evaluated first.

mod around;
mod attention;
mod classes;
mod colleagues;
mod follow_up;
mod homes;
mod message;
mod names;
mod patrol;
mod queue;
mod records;
mod reminder_plan;
mod reminder_times;
mod reminders;
mod search;
mod student;
mod sync_status;
mod today;
mod villages;
mod way;
mod who;
mod work;

pub use crate::store::TodoKind;
pub use attention::{Attention, attention};
pub use classes::{ClassDay, ClassRow, ClassStudent, TellOf, class_day, classes};
pub use colleagues::colleagues;
pub use follow_up::{FollowUpMay, FollowUpScreen, OfferedProof, follow_up};
pub use homes::{Home, MapSchool, MapVillage, SketchMap, homes};
pub use message::{
    GuardianMessage, MessageAsk, MessagePurpose, guardian_message, message_purposes,
};
pub use names::NamedOwner;
pub use patrol::{Patrol, PatrolPlace, PatrolSchool, patrol};
pub use queue::{OwnerCount, QueueWhen, QueueWork, promises, queue, queue_counts, queue_list};
pub use records::{Record, Records, records};
pub use reminder_plan::{Notification, reminder_plan};
pub use reminder_times::{reminder_times, reminder_window};
pub use reminders::{ReminderRow, reminders};
pub use search::{Found, Only, search};
pub use student::{Receipt, StudentScreen, TimelineEntry, student};
pub use sync_status::{PhotosStatus, SyncStatus, Why, sync_status};
pub use today::{Today, VillageGroup, today};
pub use villages::{Village, villages};
pub use way::{Beginning, Whence};
pub use who::{Phase, ScopeName, Who, lapsed, who};
pub use work::Work;

#[cfg(test)]
mod committee_tests;
#[cfg(test)]
mod tests;
