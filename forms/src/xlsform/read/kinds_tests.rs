//! Question types and their aliases.

use super::*;

fn read(text: &str) -> Result<Line, String> {
    parse(text, "", &mut BTreeMap::new())
}

fn list(name: &str) -> Choices {
    Choices::List(name.to_owned())
}

#[test]
fn types_and_their_aliases() {
    for (words, kind) in [
        (&["text", "string", "Text", " text "][..], Kind::Text),
        (&["integer", "int"], Kind::Integer),
        (&["decimal"], Kind::Decimal),
        (&["range"], Kind::Range),
        (&["date"], Kind::Date),
        (&["time"], Kind::Time),
        (&["dateTime", "datetime", "date time"], Kind::DateTime),
        (&["geopoint", "gps", "location"], Kind::Point),
        (&["geotrace"], Kind::Trace),
        (&["geoshape"], Kind::Shape),
        (&["image", "photo"], Kind::Photo),
        (&["file"], Kind::File),
        (&["audio"], Kind::Audio),
        (&["video"], Kind::Video),
        (&["barcode"], Kind::Barcode),
        (&["note"], Kind::Note),
        (&["acknowledge", "trigger"], Kind::Acknowledge),
        (&["calculate"], Kind::Calculate),
        (&["hidden"], Kind::Hidden),
        (&["start"], Kind::Meta(Meta::Start)),
        (&["end"], Kind::Meta(Meta::End)),
        (&["today"], Kind::Meta(Meta::Today)),
        (&["deviceid", "imei"], Kind::Meta(Meta::DeviceId)),
        (&["username"], Kind::Meta(Meta::Username)),
        (&["phonenumber"], Kind::Meta(Meta::PhoneNumber)),
        (&["email"], Kind::Meta(Meta::Email)),
        (
            &["select_one l", "select one l", "select1 l", "select one from l"],
            Kind::SelectOne { choices: list("l"), other: false },
        ),
        (
            &["select_one l or_other", "select_one l or other"],
            Kind::SelectOne { choices: list("l"), other: true },
        ),
        (
            &["select_multiple l", "select all that apply l"],
            Kind::SelectMany { choices: list("l"), other: false },
        ),
        (&["rank l"], Kind::Rank { choices: list("l") }),
        (
            &["select_one ${q}"],
            Kind::SelectOne {
                choices: Choices::Repeat(Expression("${q}".to_owned())),
                other: false,
            },
        ),
    ] {
        for word in words {
            assert_eq!(read(word), Ok(Line::Question(kind.clone())), "{word}");
        }
    }
}

#[test]
fn sections() {
    for (word, line) in [
        ("begin group", Line::Begin(Section::Group)),
        ("begin_group", Line::Begin(Section::Group)),
        ("begin repeat", Line::Begin(Section::Repeat)),
        ("end_repeat", Line::End(Section::Repeat)),
        ("end group", Line::End(Section::Group)),
        ("csv-external", Line::File),
    ] {
        assert_eq!(read(word), Ok(line), "{word}");
    }
}

#[test]
fn files_and_their_columns() {
    let mut parameters =
        super::super::parameters::parse("value=code label=Title randomize=true").unwrap();
    let line = parse("select_one_from_file villages.csv", "", &mut parameters).unwrap();
    let choices = Choices::Columns {
        list: "villages".to_owned(),
        value: "code".to_owned(),
        label: "Title".to_owned(),
    };
    assert_eq!(
        line,
        Line::FromFile(Kind::SelectOne { choices, other: false }, "villages.csv".to_owned())
    );
    assert_eq!(parameters.len(), 1);
    assert!(read("select_one_from_file places.geojson").is_err());
}

#[test]
fn signatures_are_images_with_an_appearance() {
    let line = parse("image", "new signature", &mut BTreeMap::new());
    assert_eq!(line, Ok(Line::Question(Kind::Signature)));
}

#[test]
fn what_is_not_supported_is_refused() {
    for word in [
        "osm x",
        "xml-external",
        "audit",
        "background-audio",
        "select_one",
        "select_one a b",
        "begin loop over x",
        "frob",
        "select_one_external x",
        "rank x or_other",
    ] {
        assert!(read(word).is_err(), "{word}");
    }
}
