//! A form as its author tries it.

use super::*;
use crate::xlsform::Attachments;
use crate::{shipped, xforms, xlsform};
use doorstep_schema::form::Language;
use serde_json::{Value, json};
use std::collections::BTreeMap;

fn texts(survey: &str) -> Source {
    let choices = "list_name,name,label::English (en),label::中文 (zh)\n\
        yn,yes,Yes,是\nyn,no,No,否\n";
    Source::Texts(BTreeMap::from([
        ("survey".to_owned(), survey.to_owned()),
        ("choices".to_owned(), choices.to_owned()),
    ]))
}

const SURVEY: &str = "type,name,label::English (en),label::中文 (zh),relevant,required,constraint\n\
    select_one yn,works,Does the child work?,打工吗？,,yes,\n\
    begin repeat,job,Job,工作,${works} = 'yes',,\n\
    integer,age,Since which age?,几岁开始？,,,. > 5\n\
    end repeat,,,,,,\n";

fn checked(source: &Source) -> Checked {
    check(source, "t", &Attachments::new())
}

fn filled(steps: &Value, asked: Option<&str>) -> Value {
    let form = checked(&texts(SURVEY)).form.unwrap();
    let steps = Steps::parse(&steps.to_string()).unwrap();
    let setting = Setting {
        now: steps.now.or_else(|| day("2026-03-02")).unwrap(),
        seed: 1,
        language: language(form.form(), asked).unwrap(),
    };
    serde_json::to_value(fill(&form, &steps.steps, &setting)).unwrap()
}

#[test]
fn a_fault_is_told_with_its_cell() {
    let found = checked(&texts("type,name,label\ntext,a,A\ntext,b,B\nnosuch,c,C\n"));
    assert!(found.form.is_none());
    let told = found.findings[0].to_string();
    assert!(told.starts_with("fault: survey, row 4, column A (type): "), "{told}");
    assert!(told.ends_with("[type]"), "{told}");
}

#[test]
fn a_fault_of_an_expression_is_told_with_its_cell_too() {
    let found = checked(&texts("type,name,label,relevant\ntext,a,A,${b} = 1\n"));
    let told = found.findings[0].to_string();
    assert!(told.starts_with("fault: survey, row 2, column D (relevant): "), "{told}");
}

#[test]
fn xml_is_read_as_well_and_its_faults_have_lines() {
    let form = checked(&texts(SURVEY)).form.unwrap();
    let xml = export(form.form(), Format::Xml).unwrap().bytes;
    let again = checked(&Source::Xml(xml));
    assert_eq!(again.form.unwrap().form().items.len(), 2, "{:?}", again.findings);
    let broken = checked(&Source::Xml(b"<h:html>\n<oops>".to_vec()));
    let told = broken.findings[0].to_string();
    assert!(told.starts_with("fault: xml, line "), "{told}");
}

#[test]
fn an_outline_shows_types_labels_rules_and_choices() {
    let form = checked(&texts(SURVEY)).form.unwrap();
    let drawn = outline(form.form(), &Language("中文 (zh)".to_owned()));
    let expected = "t\nlanguages: English (en), 中文 (zh)\n  \
        select_one yn works  «打工吗？»  [required]\n      yes «是», no «否»\n  \
        repeat job  «工作»  [relevant: ${works} = 'yes']\n    \
        integer age  «几岁开始？»  [constraint: . > 5]\n";
    assert_eq!(drawn, expected);
}

#[test]
fn a_filling_shows_every_node_and_the_steps_that_were_refused() {
    let seen = filled(
        &json!([
            { "path": "/data/works", "value": "maybe" },
            { "path": "/data/works", "value": "yes" },
            { "path": "/data/job[1]/age", "value": 3 },
            { "path": "/data/job", "add": 2 },
            { "path": "/data/job", "remove": 2 },
            { "path": "/data/job", "remove": 7 },
        ]),
        Some("zh"),
    );
    let works = &seen["nodes"]["/data/works"];
    assert_eq!(works["value"], "yes");
    assert_eq!(works["label"], "打工吗？");
    assert_eq!(works["choices"][0], json!({ "name": "yes", "label": "是" }));
    let age = &seen["nodes"]["/data/job[1]/age"];
    assert_eq!((&age["valid"], &age["relevant"]), (&json!(false), &json!(true)));
    assert!(seen["nodes"]["/data/job[2]/age"].is_object());
    assert!(seen["nodes"]["/data/job[3]/age"].is_null());
    let refused: Vec<_> = seen["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| (error["step"].as_u64().unwrap(), error["code"].as_str().unwrap()))
        .collect();
    assert_eq!(refused, [(1, "bad_value"), (6, "no_such_node")]);
}

#[test]
fn steps_say_their_day_and_language() {
    let steps = Steps::parse(r#"{"today": "2026-03-02", "lang": "en", "seed": 7, "steps": []}"#);
    let steps = steps.unwrap();
    assert_eq!(steps.now, day("2026-03-02"));
    assert_eq!((steps.seed, steps.language.as_deref()), (Some(7), Some("en")));
    let now = moment("2026-03-02T08:15:00-03:30").unwrap();
    assert_eq!((now.civil.hour(), now.offset_seconds), (8, -12_600));
}

#[test]
fn steps_that_are_none_are_told_with_their_place() {
    let wrong = |json: &str| Steps::parse(json).unwrap_err().to_string();
    assert!(wrong("[\n  {\"path\": }\n]").starts_with("line 2, column 12: "));
    assert_eq!(wrong("7"), BadSteps::Shape.to_string());
    assert!(wrong(r#"[{"path": "a", "value": 1}, {"path": "a"}]"#).starts_with("step 2: "));
    assert!(wrong(r#"[{"path": "a", "add": -1}]"#).starts_with("step 1: "));
    assert!(wrong(r#"{"steps": [], "today": "Monday"}"#).starts_with("«today»: "));
    assert!(wrong(r#"{"steps": [], "todey": "Monday"}"#).starts_with("«todey»: "));
}

#[test]
fn a_language_is_found_by_name_or_code() {
    let form = checked(&texts(SURVEY)).form.unwrap();
    let named = |asked| language(form.form(), asked).map(|language| language.0);
    assert_eq!(named(None).unwrap(), "English (en)");
    for asked in ["中文 (zh)", "中文", "zh", "ZH"] {
        assert_eq!(named(Some(asked)).unwrap(), "中文 (zh)");
    }
    assert!(named(Some("fr")).unwrap_err().to_string().contains("English (en), 中文 (zh)"));
}

#[test]
fn a_form_comes_back_from_both_formats() {
    let form = checked(&texts(SURVEY)).form.unwrap();
    let workbook = export(form.form(), Format::Workbook).unwrap().bytes;
    let again = checked(&Source::Workbook(workbook)).form.unwrap();
    assert_eq!(again.form().items, form.form().items);
    assert_eq!(Format::of("a.b.XLSX"), Some(Format::Workbook));
    assert_eq!(Format::of("xlsx"), None);
}

#[test]
fn both_formats_are_told_apart_by_their_bytes() {
    for (id, workbook) in shipped::workbooks() {
        let form = checked(&Source::of(workbook)).form.unwrap();
        assert_eq!(form.form().id, *id);
        let xml = xforms::write(form.form()).unwrap();
        let again = checked(&Source::of(xml.as_bytes())).form.unwrap();
        assert_eq!(again.form().id, *id);
    }
}

#[test]
fn a_fault_found_by_the_compiler_names_sheet_row_and_column_of_the_workbook() {
    let sheets = [("survey", "type,name,label,relevant\ninteger,age,Age,${agee} > 3\n")];
    let sheets = sheets.map(|(sheet, text)| (sheet.to_owned(), text.to_owned())).into();
    let read = xlsform::read_texts(&sheets, "f", &Attachments::new()).unwrap();
    let book = xlsform::write(&read.form).unwrap().workbook;
    let findings = checked(&Source::of(&book)).findings;
    let fault = findings.iter().find(|found| found.fault).unwrap();
    assert_eq!((fault.sheet.as_str(), fault.row), ("survey", 2));
    assert!(fault.column.contains("relevant") && fault.message.contains("agee"), "{fault:?}");
}

#[test]
fn what_is_neither_format_is_refused_in_words() {
    for bad in [&b""[..], b"hello", b"<html>", b"PK\x03\x04rubbish"] {
        let checked = checked(&Source::of(bad));
        assert!(checked.form.is_none());
        assert!(checked.findings.iter().any(|found| found.fault && !found.message.is_empty()));
    }
}
