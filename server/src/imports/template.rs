//! A workbook to begin a file of a kind with: its headings, one example row, and a note on each column. The example refers
//! to what no county has, so that a workbook that was not filled in is refused.

use super::{Kind, columns};
use crate::exports::NotWritten;
use rust_xlsxwriter::{Color, Format, Note, Workbook, XlsxError};

/// What is to be known about a column: an example, and a note in Chinese and in English.
type Told = (&'static str, &'static str, &'static str);

/// Writes the workbook in Chinese or English; kinds that are no tables have none.
///
/// # Errors
/// When the workbook cannot be written.
pub fn workbook(kind: Kind, chinese: bool) -> Result<Option<Vec<u8>>, NotWritten> {
    let columns = columns::of(kind);
    if columns.is_empty() {
        return Ok(None);
    }
    let mut workbook = Workbook::new();
    let (bold, must) = (Format::new().set_bold(), Format::new().set_bold());
    let must = must.set_background_color(Color::RGB(0x00ff_f2cc));
    // Codes and numbers stay texts: a spreadsheet rounds what is longer than 15 digits.
    let text = Format::new().set_num_format("@");
    let example = Format::new().set_num_format("@").set_italic();
    let sheet = workbook.add_worksheet();
    sheet.set_freeze_panes(1, 0)?;
    let mut lines = Vec::with_capacity(columns.len());
    for (place, (key, names, required)) in (0u16..).zip(columns) {
        let heading = names.first().filter(|_| chinese).copied().unwrap_or(key);
        let (sample, zh, en) = told(kind, key);
        let need = match (*required, chinese) {
            (true, true) => "必填。",
            (true, false) => "Required. ",
            (false, true) => "可不填。",
            (false, false) => "May be left out. ",
        };
        let note = format!("{need}{}", if chinese { zh } else { en });
        sheet.set_column_format(place, &text)?;
        sheet.set_column_width(place, 16)?;
        sheet.write_string_with_format(0, place, heading, if *required { &must } else { &bold })?;
        sheet.insert_note(0, place, &Note::new(note.as_str()).set_width(320).set_height(120))?;
        sheet.write_string_with_format(1, place, sample, &example)?;
        lines.push((heading.to_owned(), note));
    }
    explain(&mut workbook, chinese, &lines)?;
    Ok(Some(workbook.save_to_buffer()?))
}

/// Adds a second sheet, which is never imported, with the notes to read and print.
fn explain(
    workbook: &mut Workbook,
    chinese: bool,
    lines: &[(String, String)],
) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet();
    sheet.set_name(if chinese { "说明" } else { "Notes" })?;
    sheet.set_column_width(0, 24)?;
    sheet.set_column_width(1, 80)?;
    let first = if chinese {
        "第一张表的第 2 行是示例，导入前请换成自己的内容。"
    } else {
        "Row 2 of the first sheet is an example: replace it before you import."
    };
    sheet.write_string_with_format(0, 0, first, &Format::new().set_bold())?;
    for (row, (heading, note)) in (2u32..).zip(lines) {
        sheet.write_string(row, 0, heading)?;
        sheet.write_string(row, 1, note)?;
    }
    Ok(())
}

/// Tells about a column; a guardian's column is told by what stands behind the number.
fn told(kind: Kind, key: &str) -> Told {
    let key = match key.split_once('_') {
        Some((guardian, what)) if guardian.starts_with("guardian") && guardian != "guardian1" => {
            // An example has one guardian.
            let (_, zh, en) = of_guardian(what);
            return ("", zh, en);
        }
        Some(("guardian1", what)) => return of_guardian(what),
        _ => key,
    };
    of_own(kind, key).unwrap_or_else(|| of_any(key))
}

fn of_guardian(what: &str) -> Told {
    match what {
        "name" => ("和大山", "监护人姓名。", "The guardian's name."),
        "relation" => (
            "父亲",
            "父亲、母亲、祖父母、外祖父母、兄弟姐妹、亲属、机构或其他。",
            "father, mother, grandparent, sibling, relative, institution or other.",
        ),
        "phone" => {
            ("13800000000", "电话号码，最多 15 位数字。", "A telephone number, at most 15 digits.")
        }
        "away" => (
            "",
            "在外务工的地方；在家的不填。",
            "Where the guardian works away from home; empty when at home.",
        ),
        _ => (
            "是",
            "是否同意收集孩子的资料：是或否；没问过的不填。",
            "Whether the guardian agreed to what is collected: yes or no; empty when not asked.",
        ),
    }
}

/// Tells about a column whose name means something else in other kinds.
fn of_own(kind: Kind, key: &str) -> Option<Told> {
    Some(match (kind, key) {
        (Kind::Regions, "code") => (
            "示例 533325001201",
            "区划代码：省 2 位、州市 4 位、县 6 位、乡镇 9 位、村 12 位。",
            "The region's code: province 2 digits, prefecture 4, county 6, township 9, village 12.",
        ),
        (Kind::Regions, "name") => ("高坪村", "区划名称。", "The region's name."),
        (Kind::Schools, "code") => (
            "示例-1",
            "学校自己的代码，在县内不重复。再次导入时按它找到学校。",
            "The school's own code, once in the county. An import finds the school again by it.",
        ),
        (Kind::Schools, "name") => ("中心学校", "学校名称。", "The school's name."),
        (Kind::Students, "name") => ("和玉梅", "学生姓名。", "The student's name."),
        (Kind::Workers, "name") => ("和老师", "姓名。", "The worker's name."),
        (Kind::Students, "groups") => (
            "留守儿童;建档立卡",
            "一个或几个群体，用分号隔开：建档立卡、留守儿童、困境儿童、孤儿、事实无人抚养儿童、残疾儿童、随迁子女、单亲、涉案未成年人。",
            "One or more groups with semicolons: poor_household, left_behind, in_difficulty, orphan, unattended, \
             disability, migrant, single_parent, involved_in_case.",
        ),
        (Kind::Cohorts, "group") => (
            "",
            "只统计这一群体时填写；全体学生不填。",
            "The group that is counted; empty for all children.",
        ),
        _ => return None,
    })
}

fn of_any(key: &str) -> Told {
    match key {
        "parent" => ("533325001", "上级区划的代码。", "The code of the region above."),
        "level" => {
            ("村", "省、州市、县、乡镇或村。", "province, prefecture, county, township or village.")
        }
        "retired" => (
            "否",
            "已撤销填是；旧记录仍然有效。",
            "yes when it is retired; old records stay valid.",
        ),
        "region" => (
            "示例 533325001",
            "学校所在乡镇或村的代码。",
            "The code of the township or village that the school lies in.",
        ),
        "lat" => ("26.45", "纬度，和经度一起填。", "Latitude, together with longitude."),
        "lon" => ("99.42", "经度，和纬度一起填。", "Longitude, together with latitude."),
        "school_code" => {
            ("示例-1", "学校代码；学校要先导入。", "The school's code; import the school first.")
        }
        "year" | "class_year" => (
            "2026",
            "学年开始的年份，例如 2026。",
            "The year in which the school year begins, such as 2026.",
        ),
        "grade" => ("7", "年级，1 到 9。", "The grade, 1 to 9."),
        "number" | "class_number" => {
            ("1", "班号，1 到 99。", "The class's number in its grade, 1 to 99.")
        }
        "student_number" => (
            "G533325201300001",
            "学籍号。再次导入时按它找到学生；没有学籍号的填身份证号。",
            "The student number. An import finds the student again by it; without one, give the identity number.",
        ),
        "sex" => ("女", "男或女。", "female or male."),
        "birth_date" => (
            "2013-05-04",
            "出生日期，例如 2013-05-04；填了身份证号的可不填。",
            "The birth date, such as 2013-05-04; an identity number carries it.",
        ),
        "identity" => ("", "18 位身份证号。", "The identity number of 18 characters."),
        "village" => (
            "533325001201",
            "家庭所在村（居）的 12 位代码。",
            "The 12-digit code of the household's village.",
        ),
        "address" => ("三组", "村以下的住址。", "The address below the village."),
        "boarding" => ("否", "是否住校：是或否。", "Whether the student boards: yes or no."),
        "status" => (
            "在读",
            "在读、休学、缓学、免学、送教上门、疑似辍学、辍学、复学、转学、毕业等；不填为在读。",
            "enrolled, suspended, deferred, exempt, home_tuition, suspected_dropout, dropped_out, returned, \
             transferred, graduated and others; enrolled when left out.",
        ),
        "known_since" => (
            "",
            "从哪天起在册；不填为导入当天。",
            "Since when the roster knows the student; the day of the import when left out.",
        ),
        "username" => (
            "heyumei",
            "登录账号：字母、数字、点、横线或下划线。",
            "The sign-in name: letters, digits, dots, hyphens or underscores.",
        ),
        "role" => (
            "教师",
            "教师、校长、村委会委员、乡镇、部门、督导或管理员。",
            "teacher, principal, committee, township, department, supervisor or administrator.",
        ),
        "scope" => (
            "class:示例-1/2026/7/1",
            "管辖范围，几个用分号隔开：class:学校代码/学年/年级/班号、school:学校代码、region:区划代码、department:县代码/部门。",
            "What the worker is responsible for, several with semicolons: class:SCHOOL/2026/7/2, school:CODE, \
             region:533325001, department:533325/justice.",
        ),
        "password" => (
            "",
            "至少 8 位；新账号不填时由系统生成，只显示一次。",
            "At least 8 characters; a new account without one gets a password, which is told once.",
        ),
        "entry_year" => {
            ("2017", "一年级入学的年份。", "The year in which the cohort entered grade 1.")
        }
        "entrants" => ("48", "一年级入学人数。", "Who entered grade 1."),
        "transfers_in" => ("3", "其后转入的人数。", "Who came from other schools since."),
        "transfers_out" => ("2", "其后转出的人数。", "Who went to other schools since."),
        "deaths" => ("0", "其后死亡的人数。", "Who died since."),
        "graduates" => ("49", "九年级毕业人数。", "Who graduated from grade 9."),
        _ => ("", "", ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::imports::sheet::Sheet;

    #[test]
    fn every_table_has_a_workbook_whose_headings_are_known_and_every_column_a_note() {
        for kind in Kind::ALL {
            for chinese in [true, false] {
                let Some(bytes) = workbook(kind, chinese).unwrap() else {
                    assert!(columns::of(kind).is_empty());
                    continue;
                };
                let sheet = Sheet::read(&bytes).unwrap();
                assert_eq!((sheet.rows.len(), sheet.rows[0].number), (1, 2));
                let sheet = columns::known(kind, sheet).unwrap();
                assert_eq!(sheet.headers.len(), columns::of(kind).len());
            }
            for (key, _, _) in columns::of(kind) {
                let (_, zh, en) = told(kind, key);
                assert!(!zh.is_empty() && !en.is_empty(), "{} {key}", kind.as_str());
            }
        }
    }
}
