//! Every shipped template on its sample and on hard data; what a template may not do; what its faults say.

use doorstep_papers::{Fault, Fonts, Kind, NoFont, Template, print};
use jiff::civil::{Date, date};
use serde_json::{Value, json};
use std::sync::LazyLock;
use std::time::Instant;

const TODAY: Date = date(2026, 11, 26);

#[expect(clippy::unwrap_used, reason = "a test without fonts fails")]
static FONTS: LazyLock<Fonts> = LazyLock::new(|| Fonts::find(&[]).unwrap());

/// Sets a template of its own with one line of data.
fn tried(body: &str) -> Result<usize, Vec<Fault>> {
    let data = json!({ "a": 1 });
    print(&Template::new(body), &data, TODAY, &FONTS).map(|printed| printed.len())
}

fn pages(kind: Kind, data: &Value) -> Vec<String> {
    let printed = print(&Template::new(kind.shipped()), data, TODAY, &FONTS);
    printed.unwrap_or_else(|faults| panic!("{}: {faults:?}", kind.as_str())).pages()
}

#[test]
fn every_shipped_template_is_set_the_same_each_time_with_its_fonts_within() {
    for kind in Kind::ALL {
        let begun = Instant::now();
        let printed = print(&Template::new(kind.shipped()), &kind.sample(), TODAY, &FONTS);
        let printed = printed.unwrap_or_else(|faults| panic!("{}: {faults:?}", kind.as_str()));
        let (pages, pdf) = (printed.pages(), printed.pdf().unwrap());
        eprintln!(
            "{}: {} pages, {} bytes, {:?}",
            kind.as_str(),
            pages.len(),
            pdf.len(),
            begun.elapsed()
        );
        if let Some(folder) = std::env::var_os("DOORSTEP_SHOW_PAPERS") {
            std::fs::write(
                std::path::Path::new(&folder).join(kind.as_str()).with_extension("pdf"),
                &pdf,
            )
            .unwrap();
        }
        assert!(pages.iter().all(|page| page.starts_with("<svg")), "{}", kind.as_str());
        assert!(pdf.starts_with(b"%PDF"), "{}", kind.as_str());
        let has = |word: &[u8]| pdf.windows(word.len()).any(|part| part == word);
        assert!(has(b"/FontFile"), "{}: a font is embedded", kind.as_str());
        let again = print(&Template::new(kind.shipped()), &kind.sample(), TODAY, &FONTS).unwrap();
        assert_eq!((again.pages(), again.pdf().unwrap()), (pages, pdf), "{}", kind.as_str());
    }
}

#[test]
fn the_order_is_a_letter_of_one_page_and_a_slip_of_one() {
    assert_eq!(pages(Kind::Order, &Kind::Order.sample()).len(), 2);
}

#[test]
fn a_draft_says_so() {
    for kind in Kind::ALL {
        let mut data = kind.sample();
        data["draft"] = json!(true);
        data["number"] = json!(null);
        assert_ne!(pages(kind, &data), pages(kind, &kind.sample()), "{}", kind.as_str());
    }
}

/// Takes the texts and numbers away, one by one and all at once.
fn emptied(data: &Value) -> Value {
    match data {
        Value::Object(map) => {
            map.iter().map(|(key, value)| (key.clone(), emptied(value))).collect()
        }
        Value::Array(_) => json!([]),
        Value::Bool(_) => json!(false),
        _ => Value::Null,
    }
}

/// Makes every text that people type long.
fn lengthened(data: &Value, key: &str) -> Value {
    const TYPED: [&str; 9] =
        ["name", "school", "class", "address", "home", "text", "note", "reason", "owner"];
    match data {
        Value::Object(map) => {
            map.iter().map(|(key, value)| (key.clone(), lengthened(value, key))).collect()
        }
        Value::Array(all) => all.iter().map(|value| lengthened(value, key)).collect(),
        Value::String(_) if TYPED.contains(&key) => {
            json!("阿卜杜热西提·买买提吐尔逊 Abdurishit-Memettursun ".repeat(3))
        }
        other => other.clone(),
    }
}

#[test]
fn missing_and_long_values_are_set() {
    for kind in Kind::ALL {
        assert!(!pages(kind, &emptied(&kind.sample())).is_empty());
        assert!(!pages(kind, &lengthened(&kind.sample(), "")).is_empty());
    }
}

#[test]
fn a_case_file_takes_two_hundred_entries() {
    let mut data = Kind::CaseFile.sample();
    let entry = data["timeline"][0].clone();
    data["timeline"] = json!(vec![entry; 200]);
    let begun = Instant::now();
    let pages = pages(Kind::CaseFile, &data);
    eprintln!("200 entries: {} pages, {:?}", pages.len(), begun.elapsed());
    assert!(pages.len() > 4, "{}", pages.len());
}

#[test]
fn a_fault_has_its_line_and_column_and_a_hint_where_there_is_one() {
    let faults = tried("#import \"paper.typ\": *\n\n她说#nothing-of-that-name[好]").unwrap_err();
    let Fault { line, column, message, .. } = &faults[0];
    assert_eq!((*line, *column), (Some(3), Some(4)), "{message}");
    assert!(message.contains("unknown variable"), "{message}");
    let faults = tried("#let a = (").unwrap_err();
    assert_eq!(faults[0].line, Some(1), "{faults:?}");
    // What goes wrong in the shared file is told where the template called it.
    let faults = tried("#import \"paper.typ\": *\n\n#day(\"morning\")").unwrap_err();
    assert_eq!(faults[0].line, Some(3), "{faults:?}");
}

#[test]
fn a_template_reaches_nothing_but_its_own() {
    for (body, message) in [
        ("#read(\"/etc/passwd\")", "failed to load file"),
        ("#read(\"other.typ\")", "failed to load file"),
        ("#include \"../../secret.typ\"", ""),
        ("#import \"@preview/cetz:0.3.0\": *", "failed to load file"),
        ("#image(\"seal.png\")", "failed to load file"),
    ] {
        let faults = tried(body).unwrap_err();
        assert!(faults[0].message.contains(message), "{body}: {faults:?}");
    }
    assert_eq!(tried("#json(\"data.json\").a"), Ok(1));
    assert_eq!(tried("#assert(datetime.today().display() == \"2026-11-26\")"), Ok(1));
}

#[test]
fn what_never_ends_and_what_is_too_long_is_refused() {
    assert!(tried("#while true {}").is_err());
    assert!(tried("#let f(x) = f(x + 1)\n#f(1)").is_err());
    let faults = tried(&"a".repeat(doorstep_papers::MOST_TEMPLATE_BYTES + 1)).unwrap_err();
    assert!(faults[0].message.contains("65536"), "{faults:?}");
}

#[test]
fn a_machine_without_a_chinese_font_is_told_what_to_install() {
    let folder = std::env::temp_dir().join("doorstep-no-fonts");
    std::fs::create_dir_all(&folder).unwrap();
    let error = Fonts::find_in(&[folder]).unwrap_err();
    assert_eq!(error, NoFont);
    assert!(error.to_string().contains("fonts-noto-cjk"), "{error}");
}
