//! What the screens show, a whole screen a call; heads whose time has passed are evaluated first.

mod attention;
mod classes;
mod homes;
mod message;
mod patrol;
mod queue;
mod records;
mod reminded;
mod reminders;
mod search;
mod student;
mod sync_status;
mod today;
mod who;
mod work;

#[cfg(test)]
mod tests;

pub use crate::store::TodoKind;
pub use attention::{Attention, attention};
pub use classes::{ClassDay, ClassRow, ClassStudent, TellOf, class_day, classes};
pub use homes::{Home, MapSchool, MapVillage, SketchMap, homes};
pub use message::{GuardianMessage, MessageAsk, guardian_message};
pub use patrol::{Patrol, PatrolPlace, PatrolSchool, patrol};
pub use queue::{OwnerCount, promises, queue, queue_counts};
pub use records::{Record, Records, records};
pub use reminded::{ReminderRow, reminders};
pub use reminders::{Notification, reminder_plan};
pub use search::{Found, search};
pub use student::{Receipt, StudentScreen, TimelineEntry, student};
pub use sync_status::{PhotosStatus, SyncStatus, Why, sync_status};
pub use today::{Today, VillageGroup, today};
pub use who::{Phase, ScopeName, Who, lapsed, who};
pub use work::Work;
