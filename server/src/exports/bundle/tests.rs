//! Bundles that hold, bundles that were changed, and other programs that check them.

use super::*;
use doorstep_schema::digest::Digest;
use doorstep_schema::evidence::{Link, Record, Verdict, seal};
use doorstep_schema::fact::{Act, Capture, EvidencePhoto, Fact, Thumb};
use doorstep_schema::hlc::Hlc;
use doorstep_schema::id::{DeviceId, FactId, StudentId, WorkerId};
use doorstep_schema::moment::Moment;
use doorstep_schema::region::RegionCode;
use doorstep_schema::wire::v1;
use ed25519_dalek::{Signer as _, SigningKey};
use std::io::{Cursor, Read as _, Write as _};
use std::process::Command;
use uuid::Uuid;

const AT: Moment = Moment::from_ms(1_795_392_000_000);

fn key() -> SigningKey {
    SigningKey::from_bytes(&[9; 32])
}

fn record(number: u128) -> Record {
    let capture = Capture {
        captured_at: Some(AT),
        received_at: AT,
        clock_offset_ms: Some(0),
        place: None,
        place_source: None,
        mock: false,
    };
    Record {
        id: FactId(Uuid::from_u128(number)),
        student: Some(StudentId(Uuid::from_u128(7))),
        county: RegionCode::parse("533325").unwrap(),
        author: WorkerId(Uuid::from_u128(8)),
        device: DeviceId(Uuid::from_u128(9)),
        photo: EvidencePhoto {
            of: FactId(Uuid::from_u128(10)),
            sha256: Digest::of(b"photo"),
            bytes: 5,
            width: 4,
            height: 3,
            thumb: Some(Thumb { sha256: Digest::of(b"thumb"), bytes: 5 }),
            look: None,
            capture: Some(capture),
            seal: None,
        },
    }
}

/// A bundle of a device's third record.
fn bundle() -> Vec<u8> {
    let (mut chain, mut last, mut made) = (Vec::new(), None, record(1));
    for number in 1..=3 {
        made = record(number);
        last = Some(seal(&mut made, last, &|text| key().sign(text).to_bytes()));
        let signature = made.photo.seal.as_ref().unwrap().signature.clone();
        chain.push(ChainLink { link: Link::of(&made).unwrap(), signature });
    }
    let fact = v1::Fact::from(&Fact {
        id: made.id,
        author: made.author,
        device: made.device,
        county: made.county,
        student: made.student,
        happened_at: AT,
        entered_at: AT,
        hlc: Hlc::at(AT),
        act: Act::EvidencePhoto(made.photo.clone()),
    });
    write(&Bundle {
        fact: &fact,
        record: &made,
        photo: Some(b"photo"),
        thumb: Some(b"thumb"),
        key: Some(key().verifying_key().to_bytes()),
        chain: &chain,
        verdict: &Verdict { points: Vec::new() },
    })
    .unwrap()
}

fn part(zip: &[u8], name: &str) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(zip)).unwrap();
    let mut bytes = Vec::new();
    archive.by_name(name).unwrap().read_to_end(&mut bytes).unwrap();
    bytes
}

/// Writes the bundle anew with one part changed; without bytes, the part is left out.
fn with(zip: &[u8], changed: &str, bytes: Option<&[u8]>) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(zip)).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for name in names {
        let mut kept = Vec::new();
        archive.by_name(&name).unwrap().read_to_end(&mut kept).unwrap();
        let written = if name == changed { bytes } else { Some(&kept[..]) };
        if let Some(written) = written {
            out.start_file(&name, zip::write::SimpleFileOptions::default()).unwrap();
            out.write_all(written).unwrap();
        }
    }
    out.finish().unwrap().into_inner()
}

fn wrong(zip: &[u8]) -> Vec<&'static str> {
    let checked = check(zip).unwrap();
    checked.into_iter().filter(|one| one.wrong.is_some()).map(|one| one.what).collect()
}

#[test]
fn a_bundle_holds_and_each_changed_part_is_told() {
    let zip = bundle();
    assert_eq!(wrong(&zip), [""; 0]);
    let replaced = |name: &str, from: &str, to: &str| {
        let text = String::from_utf8(part(&zip, name)).unwrap();
        assert!(text.contains(from), "{name} has {from}");
        wrong(&with(&zip, name, Some(text.replacen(from, to, 1).as_bytes())))
    };
    assert_eq!(wrong(&with(&zip, PHOTO, Some(b"photo!"))), ["the photo is the one in the record"]);
    assert_eq!(wrong(&with(&zip, PHOTO, None)), ["the photo is the one in the record"]);
    assert_eq!(
        wrong(&with(&zip, THUMB, Some(b"other"))),
        ["the thumbnail is the one in the record"]
    );
    assert_eq!(replaced(BODY, "mock no", "mock yes"), ["body.txt is the record's text"]);
    assert_eq!(replaced(LINK, "number 3", "number 4"), ["link.txt names body.txt"]);
    let changed = replaced(RECORD, "\"width\": 4", "\"width\": 5");
    assert!(changed.contains(&"the device's signature holds"), "{changed:?}");
    assert_eq!(replaced(CHAIN, "\n2,", "\n5,"), ["the chain has no gap"]);
    let rows = String::from_utf8(part(&zip, CHAIN)).unwrap();
    let without: Vec<&str> = rows.lines().filter(|row| !row.starts_with("1,")).collect();
    let shorter = with(&zip, CHAIN, Some(without.join("\n").as_bytes()));
    assert_eq!(wrong(&shorter), ["the chain has no gap"]);
    let other = SigningKey::from_bytes(&[1; 32]).verifying_key().to_bytes();
    let foreign = with(&zip, KEY, Some(super::write::pem(&other).as_bytes()));
    assert_eq!(wrong(&foreign), ["the device's signature holds", "the chain has no gap"]);
}

#[test]
fn what_is_no_bundle_is_told() {
    let zip = bundle();
    assert!(check(b"not a zip").is_err());
    assert!(check(&zip[..zip.len() / 2]).is_err());
    for name in [RECORD, BODY, CHAIN] {
        let error = check(&with(&zip, name, None)).unwrap_err();
        assert_eq!(error.to_string(), format!("{name} is missing"));
    }
    assert!(check(&with(&zip, RECORD, Some(b"{}"))).is_err());
    assert!(check(&with(&zip, KEY, Some(b"-----BEGIN PUBLIC KEY-----\nAAAA\n"))).is_err());
}

/// The recipe of the bundle's own README, run with the tools that it names.
#[test]
fn common_tools_check_a_bundle() {
    let zip = bundle();
    let folder = tempfile::tempdir().unwrap();
    for name in [PHOTO, BODY, LINK, SIGNATURE, KEY] {
        std::fs::write(folder.path().join(name), part(&zip, name)).unwrap();
    }
    let run = |program: &str, arguments: &[&str]| {
        let output =
            Command::new(program).args(arguments).current_dir(folder.path()).output().unwrap();
        (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let body = String::from_utf8(part(&zip, BODY)).unwrap();
    let (_, sum) = run("sha256sum", &[PHOTO]);
    assert!(body.contains(&format!("photo {}\n", &sum[..64])));
    let (_, sum) = run("sha256sum", &[BODY]);
    let link = String::from_utf8(part(&zip, LINK)).unwrap();
    assert!(link.contains(&format!("body {}\n", &sum[..64])));
    let verify = ["pkeyutl", "-verify", "-pubin", "-inkey", KEY, "-rawin", "-in", LINK];
    let verify = [&verify[..], &["-sigfile", SIGNATURE]].concat();
    assert!(run("openssl", &verify).0, "openssl finds the signature right");
    std::fs::write(folder.path().join(LINK), link.replace("number 3", "number 2")).unwrap();
    assert!(!run("openssl", &verify).0, "openssl finds the changed text wrong");
}
