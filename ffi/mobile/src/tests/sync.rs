//! The loop that syncs, called off and from several threads.

use super::core::of;
use super::kit::*;
use crate::{Cancel, Core, PortError, SyncProgress};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

fn enrolled(phone: &Arc<Phone>) -> (tempfile::TempDir, Arc<Core>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("phone.db").to_string_lossy().into_owned();
    let core = Core::open(path, phone.platform()).unwrap();
    core.sign_in("gao", "secret", "phone").unwrap();
    (folder, core)
}

#[test]
fn nobody_syncs_who_is_not_in() {
    let phone = Arc::<Phone>::default();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("phone.db").to_string_lossy().into_owned();
    let core = Core::open(path, phone.platform()).unwrap();
    assert_eq!(of(core.sync(false, true, None, None).unwrap_err()).0, "not_signed_in");
}

#[test]
fn a_run_ends_with_what_it_did_and_without_a_network_says_when_to_come_back() {
    let phone = Arc::<Phone>::default();
    let (_folder, core) = enrolled(&phone);
    let synced = core.sync(false, true, None, None).unwrap();
    assert!(!synced.cancelled && synced.again_at.is_none());
    phone.breaks("transport");
    let synced = core.sync(false, true, None, None).unwrap();
    assert!(synced.again_at.unwrap().ms() > NOW);
}

struct Hearing(AtomicU32, Option<Arc<Cancel>>);

impl SyncProgress for Hearing {
    fn carried(&self, _: u64, _: u64) -> Result<(), PortError> {
        self.0.fetch_add(1, Ordering::Relaxed);
        match &self.1 {
            Some(cancel) => {
                cancel.call_off();
                Ok(())
            }
            None => Err(PortError::Failed { reason: "enough".to_owned() }),
        }
    }
}

#[test]
fn a_run_that_is_called_off_ends_after_its_call_and_the_next_one_goes_on() {
    // By its progress that fails, and by a cancel during the run.
    for cancel in [None, Some(Cancel::new())] {
        let phone = Arc::<Phone>::default();
        let (_folder, core) = enrolled(&phone);
        let hearing = Arc::new(Hearing(AtomicU32::new(0), cancel.clone()));
        let synced = core.sync(false, true, Some(hearing.clone()), cancel).unwrap();
        assert!(synced.cancelled);
        assert_eq!(hearing.0.load(Ordering::Relaxed), 1);
        assert!(!core.sync(false, true, None, None).unwrap().cancelled);
    }
}

#[test]
fn a_run_that_is_called_off_before_it_begins_asks_nothing() {
    let phone = Arc::<Phone>::default();
    let (_folder, core) = enrolled(&phone);
    let before = phone.asked.lock().unwrap().len();
    let cancel = Cancel::new();
    cancel.call_off();
    assert!(core.sync(false, true, None, Some(cancel)).unwrap().cancelled);
    assert_eq!(phone.asked.lock().unwrap().len(), before);
}

#[test]
fn loops_of_several_threads_wait_for_each_other_and_nobody_else_waits_for_them() {
    let phone = Arc::<Phone>::default();
    let (_folder, core) = enrolled(&phone);
    let under_way = Arc::<AtomicU32>::default();
    let (seen, viewed) = (under_way.clone(), core.clone());
    *phone.meanwhile.lock().unwrap() = Some(Box::new(move |_| {
        assert_eq!(seen.fetch_add(1, Ordering::SeqCst), 0, "two calls at once");
        // A view in the middle of a call: the core is not held.
        viewed.who().unwrap();
        seen.fetch_sub(1, Ordering::SeqCst);
    }));
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| core.sync(false, true, None, None).unwrap());
        }
    });
    assert_eq!(under_way.load(Ordering::SeqCst), 0);
}
