//! What the screens show, a whole screen a call; heads whose time has passed are evaluated first.

mod attention;
mod queue;
mod reminders;
mod search;
mod student;
mod sync_status;
mod today;
mod who;
mod work;

pub use crate::store::TodoKind;
pub use attention::{Attention, attention};
pub use queue::queue;
pub use reminders::{Notification, reminder_plan};
pub use search::{Found, search};
pub use student::{Receipt, StudentScreen, TimelineEntry, student};
pub use sync_status::{PhotosStatus, SyncStatus, Why, sync_status};
pub use today::{Today, VillageGroup, today};
pub use who::{Phase, ScopeName, Who, lapsed, who};
pub use work::Work;
