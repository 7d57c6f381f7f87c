//! Tables of filled forms.

use super::*;
use crate::xlsform::{Attachments, read_texts};
use doorstep_schema::form::filling::Phone;
use doorstep_schema::form::xpath::{Clock, Env};
use doorstep_schema::form::{Compiled, Filling, Form, Language};
use serde_json::{Value, json};
use std::sync::Arc;

const SURVEY: &str = "type,name,label::English (en),label::中文 (zh),relevant
note,hello,Hello,你好,
begin_group,home,Home,家,
geopoint,where,Where,在哪里,
integer,rooms,Rooms,房间,
end_group,,,,
select_multiple help,help,Help,帮助,
text,why,Why,为什么,${rooms} > 5
begin_repeat,child,Child,孩子,
text,name,Name,姓名,
begin_repeat,absence,Absence,缺勤,
date,day,Day,日期,
end_repeat,,,,
end_repeat,,,,
";
const CHOICES: &str = "list_name,name,label::English (en),label::中文 (zh)
help,money,Money,钱
help,law,Legal aid,法律援助
";

fn form(survey: &str) -> Form {
    let sheets = [("survey", survey), ("choices", CHOICES)];
    let texts = sheets.map(|(sheet, text)| (sheet.to_owned(), text.to_owned())).into();
    read_texts(&texts, "f", &Attachments::new()).unwrap().form
}

fn filled(form: &Form) -> Filling {
    let env = Env {
        now: Clock {
            civil: jiff::civil::date(2026, 11, 23).at(8, 15, 0, 0),
            offset_seconds: 28_800,
        },
        chance: std::cell::Cell::new(7),
    };
    let compiled = Arc::new(Compiled::new(form.clone()).unwrap());
    let mut filling = Filling::begin(&compiled, env, &Phone::default());
    for (path, value) in [
        ("/data/home/where", json!({ "lat": 26.5, "lon": 99.4, "altitude": 2300, "accuracy": 5 })),
        ("/data/home/rooms", json!(9)),
        ("/data/why", json!("=big")),
        ("/data/home/rooms", json!(3)),
        ("/data/help", json!(["money", "law"])),
        ("/data/child[1]/name", json!("花")),
        ("/data/child[1]/absence[1]/day", json!("2026-11-20")),
    ] {
        filling.answer(path, &value).unwrap();
    }
    filling.add("/data/child").unwrap();
    filling.answer("/data/child[2]/name", &json!("山")).unwrap();
    filling
}

fn texts(rows: &[Row]) -> Vec<(String, Vec<String>)> {
    let text = |cell: &Cell| match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Number(number) => number.to_string(),
    };
    rows.iter().map(|row| (row.instance.clone(), row.cells.iter().map(text).collect())).collect()
}

#[test]
fn each_question_has_a_column_and_each_repeat_a_linked_table() {
    let form = form(SURVEY);
    let layout = Layout::of([&form]);
    let paths: Vec<&str> = layout.sheets.iter().map(|sheet| sheet.path.as_str()).collect();
    assert_eq!(paths, ["", "child", "child/absence"]);
    let columns = |sheet: usize| -> Vec<&str> {
        layout.sheets[sheet].columns.iter().map(|column| column.path.as_str()).collect()
    };
    assert_eq!(columns(0), ["home/where", "home/rooms", "help", "why"]);
    let filling = filled(&form);
    let zh = Reader::new(&form, Language("中文 (zh)".to_owned()), Shown::Labels);
    let rows = zh.rows(&layout, &filling);
    let main = texts(&rows[0]);
    assert_eq!(
        main[0].1,
        ["26.5 99.4 2300 5", "3", "钱; 法律援助", ""],
        "an answer that does not count is left out"
    );
    let names = Reader::new(&form, Language::default(), Shown::Names).rows(&layout, &filling);
    assert_eq!(texts(&names[0])[0].1[2], "money law");
    assert_eq!(
        texts(&rows[1]),
        [
            ("child[1]".to_owned(), vec!["花".to_owned()]),
            ("child[2]".to_owned(), vec!["山".to_owned()])
        ]
    );
    assert_eq!(
        texts(&rows[2])[0],
        ("child[1]/absence[1]".to_owned(), vec!["2026-11-20".to_owned()])
    );
}

#[test]
fn columns_of_older_editions_follow_those_of_the_newest() {
    let (old, new) = (form(SURVEY), form("type,name,label\ntext,fresh,Fresh\ntext,help,Help\n"));
    let layout = Layout::of([&new, &old]);
    let paths: Vec<&str> =
        layout.sheets[0].columns.iter().map(|column| column.path.as_str()).collect();
    assert_eq!(paths, ["fresh", "help", "home/where", "home/rooms", "why"]);
    let rows = Reader::new(&old, Language::default(), Shown::Names).rows(&layout, &filled(&old));
    assert_eq!(texts(&rows[0])[0].1, ["", "money law", "26.5 99.4 2300 5", "3", ""]);
}

#[test]
fn a_place_becomes_the_geometry_of_a_feature() {
    let form = form(SURVEY);
    let feature = feature("id", &filled(&form));
    assert_eq!(
        feature["geometry"],
        json!({ "type": "Point", "coordinates": [99.4, 26.5, 2300.0] })
    );
    assert_eq!(feature["id"], "id");
    assert_eq!(feature["properties"]["answers"]["home"]["rooms"], 3);
    assert_eq!(feature["properties"]["answers"]["why"], Value::Null);
}
