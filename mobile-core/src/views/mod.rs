//! What the screens show, a whole screen a call; heads whose time has passed are evaluated first.

mod attention;
mod follow_up;
mod messages;
mod owner_name;
mod queue;
mod reminder_times;
mod reminders;
mod search;
mod student;
mod sync_status;
mod today;
mod venues;
mod who;
mod work;

pub use crate::store::TodoKind;
pub use attention::{Attention, attention};
pub use follow_up::{FollowUpMay, FollowUpScreen, OfferedProof, follow_up};
pub use messages::{MessagePurpose, message_purposes};
pub use owner_name::NamedOwner;
pub use queue::queue;
pub use reminder_times::{ReminderTime, ReminderTimeKey, ReminderWindow, reminder_times, reminder_window};
pub use reminders::{Notification, reminder_plan};
pub use search::{Found, search};
pub use student::{Receipt, StudentScreen, TimelineEntry, student};
pub use sync_status::{PhotosStatus, SyncStatus, Why, sync_status};
pub use today::{Today, VillageGroup, today};
pub use venues::{VenueRow, Venues, venues};
pub use who::{Phase, ScopeName, Who, lapsed, who};
pub use work::Work;
