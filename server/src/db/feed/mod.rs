//! What is new for a worker since a cursor: one ordered stream out of reference data, students and facts.
//!
//! Every entry has the place at which it became visible to this worker: the county's sequence number of its
//! last change, of the student's move into the scope, or of the assignment, whichever came last. All is read
//! from one snapshot, and writers take the county's counter first, so nothing can appear below a served place.

mod files;
mod reach;
mod reference;
mod removed;
mod visible;

pub use reach::Reach;

use super::{Error, Tx, callers, counter};
use crate::auth::caller::{Caller, Held};
use doorstep_schema::access::{Action, roles};
use doorstep_schema::form::Publication;
use doorstep_schema::id::StudentId;
use doorstep_schema::people::{Assignment, Class, School, Worker};
use doorstep_schema::region::{Region, RegionCode};
use doorstep_schema::wire::v1::{Cursor, FileNote};

/// The rank of reference data.
const REFERENCE: u8 = 0;
/// The rank of students and removals.
const STUDENT: u8 = 1;
/// The rank of facts.
const FACT: u8 = 2;
/// The rank of a cursor behind everything of its sequence number.
const DONE: u8 = 3;

/// Something that is new.
#[derive(Clone, PartialEq, Debug)]
pub enum Item {
    /// What is assigned to the worker now.
    Scope(Vec<Assignment>),
    /// The policy's JSON.
    Policy(String),
    /// The calendar's JSON.
    Calendar(String),
    /// A region.
    Region(Region),
    /// A school.
    School(School),
    /// A class.
    Class(Class),
    /// A colleague.
    Worker(Worker),
    /// An edition of a form.
    Form(Publication),
    /// A student's stored CBOR.
    Student(Vec<u8>),
    /// A fact's stored CBOR.
    Fact(Vec<u8>),
    /// A student who left the scope.
    Removed(StudentId),
    /// What is asked about a file of the device.
    File(FileNote),
}

impl Item {
    /// Returns about how many bytes it takes on the wire.
    fn bytes(&self) -> usize {
        match self {
            Self::Policy(body) | Self::Calendar(body) => body.len(),
            Self::Form(form) => form.body.len(),
            Self::Student(body) | Self::Fact(body) => body.len(),
            _ => 64,
        }
    }
}

/// An item at its place.
#[derive(Clone, PartialEq, Debug)]
pub struct Entry {
    /// The place.
    pub at: Cursor,
    /// The item.
    pub item: Item,
}

/// What a page has room for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Room {
    /// The most entries, at least 1.
    pub entries: usize,
    /// The bytes at which the page is full; the first entry always fits.
    pub bytes: usize,
}

/// A page of what is new.
#[derive(Clone, PartialEq, Debug)]
pub struct NewEntries {
    /// The entries, ascending.
    pub entries: Vec<Entry>,
    /// Where to go on.
    pub cursor: Cursor,
    /// Whether more is waiting.
    pub more: bool,
}

/// What every source of the feed needs to know.
struct Ask {
    county: RegionCode,
    after: Cursor,
    held: Vec<Held>,
    limit: i64,
}

impl Ask {
    /// Returns the least sequence number whose own place `(n, rank, n)` lies behind the cursor.
    fn least(&self, rank: u8) -> i64 {
        let own = Cursor { seq: self.after.seq, rank, own: self.after.seq };
        if own > self.after { self.after.seq } else { self.after.seq.saturating_add(1) }
    }

    /// Returns the number behind which own numbers are still to be served at the place of `seq`; `None`
    /// when everything there was served.
    fn own_after(&self, seq: i64, rank: u8) -> Option<i64> {
        let (there, here) = ((seq, rank), (self.after.seq, self.after.rank));
        match there.cmp(&here) {
            std::cmp::Ordering::Less => None,
            std::cmp::Ordering::Equal => Some(self.after.own),
            std::cmp::Ordering::Greater => Some(-1),
        }
    }

    fn active(&self) -> impl Iterator<Item = &Held> {
        self.held.iter().filter(|held| held.until.is_none())
    }
}

/// Reads the next page for the caller; `None` when nothing is new.
///
/// # Errors
/// When the database refuses or a row does not read.
pub async fn page(
    tx: &mut Tx,
    caller: &Caller,
    after: Cursor,
    room: Room,
) -> Result<Option<NewEntries>, Error> {
    let last = counter::last(tx, caller.county).await?;
    if (last, DONE) <= (after.seq, after.rank) {
        return Ok(None);
    }
    // Read again in this snapshot: an assignment may have changed since the caller was recognised.
    let held = callers::held(tx, caller.worker).await?;
    let limit = i64::try_from(room.entries).unwrap_or(i64::MAX).saturating_add(1);
    let ask = Ask { county: caller.county, after, held, limit };
    let mut found = reference::entries(tx, &ask).await?;
    files::entries(tx, &ask, caller.device, &mut found).await?;
    if roles(Action::ReadStudent).contains(&caller.role) {
        visible::entries(tx, &ask, caller.worker, &mut found).await?;
        removed::entries(tx, &ask, &mut found).await?;
    }
    found.sort_by_key(|entry| entry.at);
    // Two assignments may show the same entry at the same place.
    found.dedup();
    Ok(cut(found, last, room))
}

/// Cuts what was found to the room of a page.
fn cut(mut found: Vec<Entry>, last: i64, room: Room) -> Option<NewEntries> {
    let mut bytes = 0;
    let fits = found.iter().take(room.entries.max(1)).take_while(|entry| {
        let first = bytes == 0;
        bytes += entry.item.bytes();
        first || bytes <= room.bytes
    });
    let fits = fits.count();
    let more = fits < found.len();
    found.truncate(fits);
    let end = found.last()?.at;
    let cursor = if more { end } else { Cursor { seq: last, rank: DONE, own: 0 } };
    Some(NewEntries { entries: found, cursor, more })
}
