//! One invariant: whatever happens on the way, the sealed records of a device are one chain without a gap.

use super::{Worker, chain_holds, records};
use crate::drafts;
use crate::photos;
use crate::store::Store;
use doorstep_schema::id::FactId;
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn the_chain_has_no_gap_over_drafts_discards_refusals_and_restarts(
        steps in prop::collection::vec((0u8..10, 0u64..12), 5..50),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("phone.db");
        let mut worker = Worker::with(Store::open(&path).unwrap());
        let mut drafts: Vec<FactId> = Vec::new();
        let mut visits: Vec<FactId> = Vec::new();
        for (what, seed) in steps {
            let pick = usize::try_from(seed).unwrap();
            let draft = (!drafts.is_empty()).then(|| drafts[pick % drafts.len()]);
            match (what, draft) {
                (0 | 1, _) | (_, None) => drafts.push(worker.begins()),
                (2 | 3, Some(draft)) => {
                    worker.takes(draft, "house", seed).unwrap();
                }
                (4, Some(draft)) => {
                    worker.adds(draft);
                    worker.takes(draft, "more[1]/p", seed).unwrap();
                }
                (5, Some(draft)) => {
                    visits.push(worker.finishes(draft));
                    drafts.retain(|d| *d != draft);
                }
                (6, Some(draft)) => {
                    let entry = worker.entry();
                    drafts::discard(&mut worker.store, &entry, draft, "").unwrap();
                    drafts.retain(|d| *d != draft);
                }
                (7, _) if !visits.is_empty() => {
                    worker.attaches(visits[pick % visits.len()], seed).unwrap();
                }
                (8, _) => {
                    // What is refused on the phone takes no number.
                    let entry = worker.entry();
                    let picture = crate::testing::picture(seed, 500);
                    let missing = entry.id();
                    let none = photos::Sighting::default();
                    photos::attach(&mut worker.store, &entry, missing, &picture, &none).unwrap_err();
                }
                _ => worker.store = Store::open(&path).unwrap(),
            }
        }
        let sealed = records(&worker.store);
        chain_holds(&sealed);
        let listed = visits.iter().map(|v| photos::list(&worker.store, *v).unwrap().len());
        prop_assert_eq!(listed.sum::<usize>(), sealed.len());
        for draft in drafts {
            let entry = worker.entry();
            drafts::discard(&mut worker.store, &entry, draft, "").unwrap();
        }
        // No bytes are left but those of the records.
        let (photos, files, here) = worker.store.photo_counts();
        prop_assert_eq!(usize::try_from(photos).unwrap(), sealed.len());
        prop_assert!(files == here && files <= photos * 2);
    }
}
