//! Taking, replacing, refusing, finishing and discarding.

use super::{Worker, chain_holds, records};
use crate::acts::{profile, venue, visit};
use crate::photos::{self, PhotoReceipt, Sighting, Taken};
use crate::testing::*;
use crate::{Code, attention, drafts, views};
use doorstep_schema::fact::{Met, PlaceSource, ProfileField, VenueKind, VenueReport, Visit};
use doorstep_schema::form::Language;
use doorstep_schema::moment::Moment;
use doorstep_schema::place::Place;
use jiff::civil::date;
use serde_json::{Value, json};

#[test]
fn a_photo_answers_its_question_and_is_recorded_with_the_visit() {
    let mut worker = Worker::new();
    let draft = worker.begins();
    let sha256 = worker.takes(draft, "house", 1).unwrap();
    worker.adds(draft);
    let more = worker.takes(draft, "more[1]/p", 2).unwrap();
    assert_eq!(photos::in_draft(&worker.store, draft).unwrap(), [sha256, more]);
    let shown = drafts::state(&worker.store, draft, "house", &Language::default()).unwrap();
    assert_eq!(shown.value, json!(format!("{sha256}.jpg")));
    let entry = worker.entry();
    let preview = drafts::preview(&worker.store, &entry, draft).unwrap();
    assert_eq!((preview.photos, preview.photos_left_out), (2, 0));
    let visit = worker.finishes(draft);
    let listed = photos::list(&worker.store, visit).unwrap();
    assert_eq!(listed.iter().map(|photo| photo.sha256).collect::<Vec<_>>(), [sha256, more]);
    assert!(listed.iter().all(|p| p.photo_here && p.receipt == PhotoReceipt::OnThisPhone));
    assert_eq!(photos::photo(&worker.store, more).unwrap(), Some(picture(2, 3_000).photo.bytes));
    assert_eq!(photos::thumb(&worker.store, more).unwrap(), Some(picture(2, 3_000).thumb.bytes));
    let sealed = records(&worker.store);
    assert!(sealed.len() == 2 && sealed.iter().all(|record| record.photo.of == visit));
    chain_holds(&sealed);
    let screen = views::student(&worker.store, student_id(0), worker.now).unwrap();
    let entry = screen.timeline.iter().find(|entry| entry.fact.id == visit).unwrap();
    assert_eq!(entry.photos, listed);
}

#[test]
fn what_no_answer_names_is_deleted() {
    let mut worker = Worker::new();
    let draft = worker.begins();
    worker.takes(draft, "house", 1).unwrap();
    let house = worker.takes(draft, "house", 2).unwrap();
    assert_eq!(worker.store.photo_counts(), (1, 2, 2), "the one before is replaced");
    for seed in [3, 4] {
        worker.adds(draft);
        worker.takes(draft, &format!("more[{}]/p", seed - 2), seed).unwrap();
    }
    let entry = worker.entry();
    drafts::remove(&mut worker.store, &entry, draft, "more", 1).unwrap();
    // The same picture again is one photo.
    worker.adds(draft);
    worker.takes(draft, "more[2]/p", 2).unwrap();
    let visit = worker.finishes(draft);
    let listed = photos::list(&worker.store, visit).unwrap();
    let fourth = picture(4, 3_000).photo.sha256;
    assert_eq!(listed.iter().map(|p| p.sha256).collect::<Vec<_>>(), [house, fourth]);
    assert_eq!(worker.store.photo_counts(), (2, 4, 4));

    let draft = worker.begins();
    worker.takes(draft, "house", 5).unwrap();
    worker.answers(draft, "met", &json!("nobody"));
    worker.adds(draft);
    worker.takes(draft, "more[1]/p", 6).unwrap();
    worker.answers(draft, "more[1]/p", &Value::Null);
    let nowhere = worker.takes(draft, "house", 7).unwrap_err();
    assert_eq!(nowhere.code, Code::BadAnswer, "it is not asked");
    assert_eq!(worker.takes(draft, "met", 7).unwrap_err().code, Code::BadAnswer);
    let visit = worker.finishes(draft);
    assert_eq!(photos::list(&worker.store, visit).unwrap(), []);
    assert_eq!(worker.store.photo_counts(), (2, 4, 4));

    let draft = worker.begins();
    worker.takes(draft, "house", 8).unwrap();
    // A picture that is recorded already is taken once more.
    worker.adds(draft);
    worker.takes(draft, "more[1]/p", 2).unwrap();
    let entry = worker.entry();
    drafts::discard(&mut worker.store, &entry, draft, "不去了").unwrap();
    assert_eq!(worker.store.photo_counts(), (2, 4, 4));
}

#[test]
fn a_guardian_who_refuses_photos_is_heard() {
    let mut worker = Worker::new();
    let draft = worker.begins();
    worker.takes(draft, "house", 1).unwrap();
    let visit = worker.visits();
    let entry = worker.entry();
    let no = json!(false);
    profile::edit(&mut worker.store, &entry, student_id(0), ProfileField::PhotoConsent, no)
        .unwrap();
    let refused = worker.takes(draft, "house", 2).unwrap_err();
    assert_eq!(
        (refused.code, refused.key.as_str()),
        (Code::PhotosRefused, "problem.photo_refused")
    );
    let shown = drafts::state(&worker.store, draft, "house", &Language::default()).unwrap();
    assert_eq!(shown.value, json!(format!("{}.jpg", picture(1, 3_000).photo.sha256)));
    assert_eq!(worker.attaches(visit, 3).unwrap_err().code, Code::PhotosRefused);
    assert_eq!(worker.store.photo_counts(), (1, 2, 2), "nothing is kept of what was refused");
    let entry = worker.entry();
    let preview = drafts::preview(&worker.store, &entry, draft).unwrap();
    assert_eq!((preview.photos, preview.photos_left_out), (0, 1));
    let visit = worker.finishes(draft);
    assert_eq!(photos::list(&worker.store, visit).unwrap(), []);
    assert_eq!(worker.store.photo_counts(), (0, 0, 0));
    let entry = worker.entry();
    let yes = json!(true);
    profile::edit(&mut worker.store, &entry, student_id(0), ProfileField::PhotoConsent, yes)
        .unwrap();
    worker.attaches(visit, 4).unwrap();
    chain_holds(&records(&worker.store));
}

#[test]
fn a_record_says_when_and_where_as_the_picture_and_the_device_know_it() {
    let mut worker = Worker::new();
    let visit = worker.visits();
    let place = |lat| Place { lat, lon: 99.123_456_789, accuracy: 12.345 };
    let taken =
        |offset_minutes| Taken { civil: date(2026, 11, 23).at(8, 30, 0, 0), offset_minutes };
    let here = Sighting { place: Some(place(26.4)), mock: true };
    for (seed, offset, sighting) in
        [(1, None, here), (2, Some(0), Sighting::default()), (3, Some(540), Sighting::default())]
    {
        let prepared = photos::Prepared {
            taken: Some(taken(offset)),
            place: (seed == 2).then(|| place(27.0)),
            ..picture(seed, 900)
        };
        let entry = worker.entry();
        photos::attach(&mut worker.store, &entry, visit, &prepared, &sighting).unwrap();
        let again = photos::attach(&mut worker.store, &entry, visit, &prepared, &sighting);
        assert_eq!(again, Ok(entry.id()));
    }
    let sealed = records(&worker.store);
    chain_holds(&sealed);
    let captures: Vec<_> = sealed.iter().map(|record| record.photo.capture.unwrap()).collect();
    assert_eq!(captures[0].captured_at, Some(at(23, 8, 30)), "the region's clock");
    assert_eq!(captures[1].captured_at, Some(at(23, 16, 30)), "universal time");
    assert_eq!(captures[2].captured_at, Some(at(23, 7, 30)), "an hour further east");
    let places: Vec<_> =
        captures.iter().map(|c| (c.place.map(|p| p.lat), c.place_source)).collect();
    assert_eq!(places[0], (Some(26.4), Some(PlaceSource::Device)));
    assert_eq!(places[1], (Some(27.0), Some(PlaceSource::Picture)));
    assert_eq!(places[2], (None, None));
    assert!(captures[0].mock && captures[0].clock_offset_ms == Some(0));
    let rows = worker.store.unsent(99).unwrap().into_iter();
    let times: Vec<Moment> =
        rows.filter(|r| r.fact.kind == "evidence_photo").map(|r| r.fact.happened_at).collect();
    // A camera that is ahead of the phone does not put its photo into the future.
    assert!(times[0] == at(23, 8, 30) && times[1] <= worker.now && times[2] == at(23, 7, 30));
}

#[test]
fn only_own_visits_and_venues_take_further_photos() {
    let mut worker = Worker::new();
    let entry = worker.entry();
    let place = Place { lat: 26.4, lon: 99.4, accuracy: 9.0 };
    let report = VenueReport {
        kind: VenueKind::InternetCafe,
        name: "网吧".to_owned(),
        place,
        note: String::new(),
        filled: None,
    };
    let venue = venue::report(&mut worker.store, &entry, report).unwrap();
    let photo = worker.attaches(venue, 1).unwrap();
    assert_eq!(photos::list(&worker.store, venue).unwrap()[0].id, photo);
    assert_eq!(worker.attaches(photo, 2).unwrap_err().code, Code::WrongState);
    assert_eq!(worker.attaches(entry_id(), 2).unwrap_err().code, Code::UnknownFact);
    let damaged = photos::Prepared { photo: picture(9, 99).photo, ..picture(8, 99) };
    let entry = worker.entry();
    let mut torn = damaged;
    torn.photo.bytes[50] ^= 1;
    let refused =
        photos::attach(&mut worker.store, &entry, venue, &torn, &Sighting::default()).unwrap_err();
    assert_eq!(refused.code, Code::BadPhoto);
    let entry = worker.entry();
    let by_hand =
        visit::record(&mut worker.store, &entry, student_id(1), entry.now, Visit::met(Met::Child));
    let photo = worker.attaches(by_hand.unwrap(), 3).unwrap();
    let amended = attention::mend(
        &mut worker.store,
        &entry,
        photo,
        doorstep_schema::fact::Act::Visit(Visit::met(Met::Child)),
    );
    assert!(amended.is_ok(), "the same entry is the visit");
    let entry = worker.entry();
    let amendment = doorstep_schema::fact::Amendment {
        of: photo,
        payload: worker.store.find_fact(photo).unwrap().unwrap().fact.payload,
        happened_at: None,
        reason: String::new(),
    };
    let refused = crate::acts::correction::amend(&mut worker.store, &entry, amendment).unwrap_err();
    assert_eq!(refused.code, Code::WrongState, "a seal is never amended");
    chain_holds(&records(&worker.store));
}

fn entry_id() -> doorstep_schema::id::FactId {
    entry(at(1, 1, 1), 77).id()
}

#[test]
fn a_camera_file_is_prepared_or_the_problem_says_why_not() {
    let problem = photos::prepare(b"no picture").unwrap_err();
    assert_eq!(
        (problem.code, problem.key.as_str()),
        (Code::BadPhoto, "problem.photo_unknown_format")
    );
}
