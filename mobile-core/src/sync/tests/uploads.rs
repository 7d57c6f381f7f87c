//! Photos on their way: in order, each byte once, whatever the network does.

use super::super::{Network, Reply, Step, Sync};
use super::fake::{Fake, Logged, problem, run};
use super::signed_in_phone;
use crate::acts::{contact, visit};
use crate::photos::{self, PhotoReceipt, PhotosWhen, Sighting};
use crate::store::{Key, Store};
use crate::testing::*;
use crate::views::{self, PhotosStatus, Why};
use crate::{Code, attention};
use doorstep_schema::digest::Digest;
use doorstep_schema::fact::{GuardianContact, Met, Visit};
use doorstep_schema::id::FactId;
use doorstep_schema::people::{Role, Scope};
use doorstep_schema::wire::v1::{FileAsk, FileNote, Page};
use proptest::prelude::*;

fn ready() -> (Store, Fake, FactId) {
    let (mut store, mut fake) = (signed_in_phone(), Fake::with(2));
    run(&mut store, &mut fake, at(23, 7, 1));
    let e = entry(at(23, 9, 0), 1);
    let of = visit::record(&mut store, &e, student_id(0), e.now, Visit::met(Met::Guardian));
    (store, fake, of.unwrap())
}

fn attach(store: &mut Store, of: FactId, seed: u64, size: usize) -> FactId {
    let e = entry(at(23, 9, 1), 100 + seed);
    photos::attach(store, &e, of, &picture(seed, size), &Sighting::default()).unwrap()
}

fn receipts(store: &Store, of: FactId) -> Vec<PhotoReceipt> {
    photos::list(store, of).unwrap().into_iter().map(|photo| photo.receipt).collect()
}

fn asks(page: FileNote) -> Logged {
    Logged::Reference(Box::new(Page { files: vec![page], ..reference() }))
}

#[test]
fn facts_go_first_then_thumbnails_then_photos_the_smallest_first() {
    let (mut store, mut fake, of) = ready();
    attach(&mut store, of, 1, 300_000);
    attach(&mut store, of, 2, 100_000);
    assert_eq!(receipts(&store, of), [PhotoReceipt::OnThisPhone, PhotoReceipt::OnThisPhone]);
    let status = views::sync_status(&store, at(23, 9, 2)).unwrap();
    assert_eq!((status.photos.thumbs_waiting, status.photos.photos_waiting), (2, 2));
    assert_eq!(status.photos.bytes_left, 450_000);
    fake.calls.clear();
    let report = run(&mut store, &mut fake, at(23, 9, 2));
    assert_eq!((report.files, report.bytes), (4, 450_000));
    let methods: Vec<&str> = fake.calls.iter().map(|c| c.split(' ').next().unwrap()).collect();
    // Push, pull, two thumbnails, then the small photo and the large one in growing parts.
    assert_eq!(methods, ["POST", "POST", "GET", "POST", "POST", "POST", "POST"]);
    assert_eq!(receipts(&store, of), [PhotoReceipt::Complete, PhotoReceipt::Complete]);
    for (seed, size) in [(1, 300_000), (2, 100_000)] {
        let picture = picture(seed, size);
        for part in [picture.photo, picture.thumb] {
            assert_eq!(fake.uploads.files[&part.sha256].bytes, part.bytes);
        }
    }
    assert_eq!(views::sync_status(&store, at(23, 9, 3)).unwrap().photos, PhotosStatus::default());
}

#[test]
fn parts_grow_on_a_good_network_and_shrink_on_a_bad_one() {
    let (mut store, mut fake, of) = ready();
    attach(&mut store, of, 1, 2_000_000);
    fake.calls.clear();
    run(&mut store, &mut fake, at(23, 9, 2));
    assert_eq!(store.meta::<u64>(Key::ChunkLimit).unwrap(), Some(512 << 10));
    attach(&mut store, of, 2, 300_000);
    let mut now = at(23, 10, 0);
    for _ in 0..20 {
        let mut sync = Sync::begin(&mut store, now).unwrap();
        let device = store.session().unwrap().unwrap().device;
        loop {
            match sync.next(&mut store, now).unwrap() {
                Step::Send(call) if call.path.starts_with("/v1/files") => {
                    sync.answer(&mut store, Reply::Lost, now).unwrap();
                }
                Step::Send(call) => {
                    let reply = fake.handle(&call, now, device);
                    sync.answer(&mut store, reply, now).unwrap();
                }
                Step::Wait { until } => {
                    now = until;
                    break;
                }
                Step::Done(_) => panic!("it waits"),
            }
        }
    }
    // A file is named without bytes until an answer comes.
    assert_eq!(store.meta::<u64>(Key::ChunkLimit).unwrap(), Some(256 << 10));
    // Facts do not wait for photos.
    let e = entry(now, 7);
    contact::log(&mut store, &e, student_id(0), now, GuardianContact::call(true)).unwrap();
    let mut sync = Sync::begin(&mut store, now.plus_minutes(-1)).unwrap();
    let Step::Send(call) = sync.next(&mut store, now.plus_minutes(-1)).unwrap() else { panic!() };
    assert!(!call.path.starts_with("/v1/files"), "{}", call.path);
    run(&mut store, &mut fake, now);
    assert_eq!(receipts(&store, of), [PhotoReceipt::Complete, PhotoReceipt::Complete]);
}

#[test]
fn on_a_metered_network_photos_wait_if_their_owner_says_so() {
    let (mut store, mut fake, of) = ready();
    attach(&mut store, of, 1, 9_000);
    photos::set_when(&mut store, PhotosWhen::Unmetered).unwrap();
    let device = store.session().unwrap().unwrap().device;
    let now = at(23, 9, 2);
    let mut sync = Sync::begin(&mut store, now).unwrap().on(Network::Metered);
    while let Step::Send(call) = sync.next(&mut store, now).unwrap() {
        let reply = fake.handle(&call, now, device);
        sync.answer(&mut store, reply, now).unwrap();
    }
    assert_eq!(receipts(&store, of), [PhotoReceipt::ThumbThere]);
    let status = views::sync_status(&store, now).unwrap();
    assert_eq!((status.why, status.photos.photos_waiting), (Why::WaitsForWifi, 1));
    run(&mut store, &mut fake, at(23, 9, 3));
    assert_eq!(receipts(&store, of), [PhotoReceipt::Complete]);
    assert_eq!(views::sync_status(&store, now).unwrap().why, Why::Nothing);
}

#[test]
fn a_file_that_is_not_taken_is_kept_until_its_author_settles_it() {
    let (mut store, mut fake, of) = ready();
    let [first, second] = [1, 2].map(|seed| attach(&mut store, of, seed, 9_000));
    fake.uploads.refuse = Some((422, "not_a_photo"));
    run(&mut store, &mut fake, at(23, 9, 2));
    let shown = views::attention(&store).unwrap();
    assert_eq!((shown.len(), shown[0].code.as_str(), shown[0].mend), (2, "not_a_photo", "resend"));
    let code = "not_a_photo".to_owned();
    assert_eq!(receipts(&store, of)[0], PhotoReceipt::Refused { code });
    let mended = attention::mend(
        &mut store,
        &entry(at(23, 9, 3), 9),
        first,
        doorstep_schema::fact::Act::Visit(Visit::met(Met::Child)),
    );
    assert_eq!(mended.unwrap_err().code, Code::WrongState);
    let begun = crate::enrol::begin(&mut store, "yang", "secret", "phone", at(23, 9, 3), [8; 32]);
    assert_eq!(begun.unwrap_err().code, Code::UnsentWork);
    // A child who leaves the scope stays until then.
    fake.log.push(Logged::Removed(student_id(0)));
    assert_eq!(run(&mut store, &mut fake, at(23, 9, 4)).removed, 0);
    fake.uploads.refuse = None;
    attention::resend(&mut store, first, at(23, 9, 5)).unwrap();
    attention::set_aside(&mut store, second).unwrap();
    assert_eq!(photos::photo(&store, picture(2, 9_000).photo.sha256).unwrap(), None);
    let report = run(&mut store, &mut fake, at(23, 9, 6));
    assert_eq!((report.files, report.removed), (2, 1));
    assert_eq!(store.photo_counts(), (0, 0, 0));
}

#[test]
fn a_refused_record_keeps_its_photo() {
    let (mut store, mut fake, of) = ready();
    let [first, second] = [1, 2].map(|seed| attach(&mut store, of, seed, 9_000));
    fake.refuse.insert("evidence_photo");
    fake.calls.clear();
    run(&mut store, &mut fake, at(23, 9, 2));
    assert!(fake.calls.iter().all(|call| !call.contains("files")), "{:?}", fake.calls);
    assert_eq!(views::attention(&store).unwrap()[0].mend, "resend");
    assert_eq!(store.photo_counts(), (2, 4, 4));
    fake.refuse.clear();
    attention::resend(&mut store, first, at(23, 9, 3)).unwrap();
    attention::set_aside(&mut store, second).unwrap();
    assert_eq!(store.photo_counts(), (1, 2, 2));
    run(&mut store, &mut fake, at(23, 9, 4));
    assert_eq!(receipts(&store, of), [PhotoReceipt::Complete, PhotoReceipt::Deleted]);
}

#[test]
fn the_server_asks_again_and_has_photos_deleted() {
    let (mut store, mut fake, of) = ready();
    attach(&mut store, of, 1, 9_000);
    run(&mut store, &mut fake, at(23, 9, 2));
    let sha256 = picture(1, 9_000).photo.sha256;
    fake.uploads.files.get_mut(&sha256).unwrap().whole = false;
    fake.forgets_uploads();
    fake.log.push(asks(FileNote { sha256, ask: FileAsk::Wanted }));
    assert_eq!(run(&mut store, &mut fake, at(23, 9, 3)).files, 1);
    assert!(fake.uploads.files[&sha256].whole);
    // A month later the bytes have left the phone, but not the thumbnail.
    let later = at(23, 9, 4).plus_days(31);
    run(&mut store, &mut fake, later);
    assert_eq!(photos::photo(&store, sha256).unwrap(), None);
    assert!(photos::thumb(&store, sha256).unwrap().is_some());
    fake.log.push(asks(FileNote { sha256, ask: FileAsk::Wanted }));
    assert_eq!(run(&mut store, &mut fake, later).files, 0);
    assert_eq!(receipts(&store, of), [PhotoReceipt::Complete]);
    for sha256 in [sha256, picture(1, 9_000).thumb.sha256] {
        fake.log.push(asks(FileNote { sha256, ask: FileAsk::Deleted }));
    }
    run(&mut store, &mut fake, later);
    assert_eq!(receipts(&store, of), [PhotoReceipt::Deleted]);
    assert_eq!(store.photo_counts().2, 0);
    fake.uploads.deleted.push(picture(2, 9_000).photo.sha256);
    attach(&mut store, of, 2, 9_000);
    run(&mut store, &mut fake, later);
    assert_eq!(receipts(&store, of)[1], PhotoReceipt::Deleted);
}

#[test]
fn a_location_elsewhere_and_offsets_that_cannot_be_are_not_believed() {
    let (mut store, mut fake, of) = ready();
    attach(&mut store, of, 1, 400_000);
    let mut now = at(23, 9, 2);
    let path = |n| format!("/v1/files/{}", uuid::Uuid::from_u128(n));
    let bad = [
        (201, Some("https://elsewhere.example/v1/files/1".to_owned()), 9),
        (201, Some(format!("{}/..", path(1))), 9),
        (201, Some(path(1)), 999_999_999),
        (204, Some(path(1)), 9),
        (201, None, 9),
    ];
    for (status, location, offset) in bad {
        let mut sync = Sync::begin(&mut store, now).unwrap();
        let device = store.session().unwrap().unwrap().device;
        loop {
            match sync.next(&mut store, now).unwrap() {
                Step::Send(call) if call.path.starts_with("/v1/files") => {
                    assert_eq!(call.path, "/v1/files");
                    let reply = Reply::Got {
                        status,
                        retry_after: None,
                        content_type: None,
                        encoding: None,
                        location: location.clone(),
                        upload_offset: Some(offset),
                        body: vec![],
                    };
                    sync.answer(&mut store, reply, now).unwrap();
                }
                Step::Send(call) => {
                    let reply = fake.handle(&call, now, device);
                    sync.answer(&mut store, reply, now).unwrap();
                }
                Step::Wait { until } => break now = until,
                Step::Done(_) => panic!("it waits"),
            }
        }
    }
    run(&mut store, &mut fake, now);
    assert_eq!(receipts(&store, of), [PhotoReceipt::Complete]);
}

/// A day on which photos are sent over a bad network, from a phone that dies between any two steps.
fn bad_day(fates: &[u8], sizes: &[usize]) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("phone.db");
    let mut now = at(23, 7, 0);
    let mut store = Store::open(&path).unwrap();
    sign_in(&mut store, Role::Teacher, Scope::Class(CLASS), now);
    let device = store.session().unwrap().unwrap().device;
    let mut fake = Fake::with(2);
    run(&mut store, &mut fake, now);
    let e = entry(now, 1);
    let of = visit::record(&mut store, &e, student_id(0), now, Visit::met(Met::Guardian)).unwrap();
    for (seed, size) in (1..).zip(sizes) {
        attach(&mut store, of, seed, *size);
    }
    let mut sync = Sync::begin(&mut store, now).unwrap();
    // Bytes that may have to come twice: those of answers that were lost, and of parts that were damaged.
    let mut lost = 0;
    for fate in fates {
        if fate % 7 == 0 {
            store = Store::open(&path).unwrap();
            sync = Sync::begin(&mut store, now).unwrap();
        }
        let call = match sync.next(&mut store, now).unwrap() {
            Step::Send(call) => call,
            Step::Wait { until } => {
                now = until;
                continue;
            }
            Step::Done(_) => {
                sync = Sync::begin(&mut store, now).unwrap();
                continue;
            }
        };
        let is_file = call.path.starts_with("/v1/files");
        let reply = match fate % 11 {
            0 => Reply::Lost,
            1 if call.path != "/v1/refresh" => {
                lost += if is_file { call.body.len() } else { 0 };
                fake.handle(&call, now, device);
                Reply::Lost
            }
            2 if is_file => {
                // The network is cut while the part is on its way: the server keeps what came.
                lost += fake.cut(&call, usize::from(*fate) * 100);
                Reply::Lost
            }
            3 if is_file && call.method == super::super::Method::Patch => {
                let mut damaged = call.clone();
                damaged.body[0] ^= 1;
                lost += call.body.len();
                fake.handle(&damaged, now, device)
            }
            4 if is_file => problem(503, "busy"),
            _ => fake.handle(&call, now, device),
        };
        sync.answer(&mut store, reply, now).unwrap();
    }
    let mut store = Store::open(&path).unwrap();
    run(&mut store, &mut fake, now.plus_days(1));
    assert_eq!(receipts(&store, of), vec![PhotoReceipt::Complete; sizes.len()]);
    let mut came = 0;
    let mut whole = 0;
    for (seed, size) in (1..).zip(sizes) {
        let picture = picture(seed, *size);
        for part in [picture.photo, picture.thumb] {
            let file = &fake.uploads.files[&part.sha256];
            assert!(file.whole && file.bytes == part.bytes);
            came += file.came;
            whole += part.bytes.len();
        }
    }
    assert!(came <= whole + lost, "{came} bytes came for {whole}, with {lost} lost");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn whatever_is_lost_every_byte_is_sent_once_and_the_file_ends_whole(
        fates in prop::collection::vec(any::<u8>(), 0..120),
        sizes in prop::collection::vec(900usize..200_000, 1..4),
    ) {
        bad_day(&fates, &sizes);
    }
}

#[test]
fn a_revoked_device_keeps_no_photo() {
    let (mut store, mut fake, of) = ready();
    attach(&mut store, of, 1, 9_000);
    fake.revoked = true;
    assert!(run(&mut store, &mut fake, at(23, 9, 2)).revoked);
    assert_eq!(store.photo_counts(), (0, 0, 0));
    assert_eq!(store.meta::<crate::store::Chain>(Key::Chain).unwrap(), None);
}

#[test]
fn digests_of_made_pictures_are_right() {
    let made = picture(1, 2_000);
    assert_eq!(Digest::of(&made.photo.bytes), made.photo.sha256);
}
