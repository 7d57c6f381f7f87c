//! No bytes make reading panic or take long.

use crate::xforms::{read, write};
use crate::xlsform::Attachments;
use proptest::prelude::*;

fn refused(xml: &str) -> crate::xforms::XmlFault {
    read(xml.as_bytes(), &Attachments::new()).unwrap_err().remove(0)
}

#[test]
fn bombs_are_refused() {
    let laughs = "<?xml version=\"1.0\"?>\n<!DOCTYPE lolz [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;\">]>\n<h>&b;</h>";
    let fault = refused(laughs);
    assert_eq!(fault.line, 2);
    assert!(fault.message.contains("DOCTYPE"));
    assert!(refused("<h>&b;</h>").message.contains("entity"));
    assert!(refused("<h a='&b;'/>").message.contains("broken"));
    let deep = "<a>".repeat(201) + &"</a>".repeat(201);
    assert!(refused(&deep).message.contains("200"));
    assert!(refused(&format!("<a>{}</a>", "<b/>".repeat(500_001))).message.contains("500000"));
    assert!(
        refused(&format!("<a>{}</a>", "x".repeat(16 * 1024 * 1024))).message.contains("16 MiB")
    );
}

#[test]
fn broken_documents_are_refused_with_their_line() {
    for (xml, line) in
        [("", 1), ("<a>\n<b></a>", 2), ("<a>\n\n", 3), ("text", 1), ("<a/>", 1), ("<a x=1/>", 1)]
    {
        assert_eq!(refused(xml).line, line, "{xml}");
    }
    assert!(read(b"\xff\xfe<\0a\0", &Attachments::new()).is_err());
    assert!(refused("<?xml version='1.0' encoding='gbk'?><a/>").message.contains("UTF-8"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn mutated_documents(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0_u8..3), 1..12)) {
        let mut bytes = write(&crate::shipped::guardian_contact().unwrap()).unwrap().into_bytes();
        for (at, byte, how) in changes {
            let at = at.index(bytes.len());
            match how {
                0 => bytes[at] = byte,
                1 => { bytes.remove(at); }
                _ => bytes.insert(at, byte),
            }
        }
        let _ = read(&bytes, &Attachments::new());
    }
}
