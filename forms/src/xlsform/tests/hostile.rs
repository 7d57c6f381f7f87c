//! No bytes make reading panic or take long.

use crate::xlsform::{Attachments, Code, read, read_texts, write};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};
use zip::write::{SimpleFileOptions, ZipWriter};

fn workbook() -> Vec<u8> {
    write(&crate::shipped::absence_report().unwrap()).unwrap().workbook
}

/// Packs a workbook anew with the parts changed.
fn repacked(change: impl Fn(&str, Vec<u8>) -> Vec<u8>) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(workbook())).unwrap();
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..from.len() {
        let mut part = from.by_index(at).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        to.start_file(&name, SimpleFileOptions::default()).unwrap();
        to.write_all(&change(&name, bytes)).unwrap();
    }
    to.finish().unwrap().into_inner()
}

fn none() -> Attachments {
    Attachments::new()
}

#[test]
fn what_is_no_workbook() {
    for bytes in [&b""[..], b"PK", b"not a workbook", &workbook()[..200]] {
        let faults = read(bytes, "f", &none()).unwrap_err();
        assert_eq!(faults.iter().map(|fault| fault.code).collect::<Vec<_>>(), [Code::Unreadable]);
    }
}

#[test]
fn a_cell_far_out_takes_no_memory() {
    let far = repacked(|name, bytes| {
        if !name.ends_with("sheet1.xml") {
            return bytes;
        }
        let cell = "<row r=\"1048576\"><c r=\"XFD1048576\" t=\"inlineStr\"><is><t>x</t></is></c></row></sheetData>";
        String::from_utf8(bytes).unwrap().replace("</sheetData>", cell).into_bytes()
    });
    let faults = read(&far, "f", &none()).unwrap_err();
    assert_eq!((faults[0].code, faults[0].row), (Code::TooLarge, 1_048_576));
}

#[test]
fn a_long_text_used_often_takes_no_memory() {
    let many = repacked(|name, bytes| {
        if name.ends_with("sharedStrings.xml") {
            let text = String::from_utf8(bytes).unwrap();
            return text
                .replacen("<si><t>", &format!("<si><t>{}", "x".repeat(30_000)), 1)
                .into_bytes();
        }
        if !name.ends_with("sheet1.xml") {
            return bytes;
        }
        let rows: Vec<_> = (100..19_000)
            .map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>0</v></c></row>"))
            .collect();
        let rows = rows.concat();
        String::from_utf8(bytes)
            .unwrap()
            .replace("</sheetData>", &format!("{rows}</sheetData>"))
            .into_bytes()
    });
    assert_eq!(read(&many, "f", &none()).unwrap_err()[0].code, Code::TooLarge);
}

#[test]
fn deep_groups_are_refused() {
    let text = format!(
        "type,name,label\n{}",
        (0..5000).map(|at| format!("begin group,g{at},G\n")).collect::<Vec<_>>().concat()
    );
    let faults =
        read_texts(&BTreeMap::from([("survey".to_owned(), text)]), "f", &none()).unwrap_err();
    assert_eq!(faults[0].code, Code::TooLarge);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn mutated_workbooks(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20)) {
        let mut bytes = workbook();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = read(&bytes, "f", &none());
    }

    #[test]
    fn mutated_parts(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0_u8..3), 1..12)) {
        let bytes = repacked(|_, mut part| {
            for (at, byte, how) in &changes {
                let at = at.index(part.len());
                match how {
                    0 => part[at] = *byte,
                    1 => part.truncate(at.max(1)),
                    _ => part.insert(at, *byte),
                }
            }
            part
        });
        let _ = read(&bytes, "f", &none());
    }

    #[test]
    fn any_sheets(survey in "(type|name|label|text|begin group|end group|a|,|\n|\"|\\$|\\{|\\}|=){0,60}", choices in "(list_name|name|l|a|,|\n){0,30}") {
        let texts = BTreeMap::from([("survey".to_owned(), survey), ("choices".to_owned(), choices)]);
        let _ = read_texts(&texts, "f", &none());
    }
}
