//! The columns of each kind of file, in English and Chinese.

use super::Kind;
use super::sheet::Sheet;

/// A column: its key, its Chinese headings, and whether a file must have it.
type Column = (&'static str, &'static [&'static str], bool);

const REGIONS: &[Column] = &[
    ("code", &["区划代码", "行政区划代码", "代码"], true),
    ("name", &["名称", "区划名称"], true),
    ("parent", &["上级代码"], false),
    ("level", &["级别"], false),
    ("retired", &["已撤销"], false),
];

const SCHOOLS: &[Column] = &[
    ("code", &["学校代码", "学校标识码"], true),
    ("name", &["学校名称"], true),
    ("region", &["所在地区划代码", "区划代码"], true),
    ("lat", &["纬度"], false),
    ("lon", &["经度"], false),
];

const CLASSES: &[Column] = &[
    ("school_code", &["学校代码", "学校标识码"], true),
    ("year", &["学年"], true),
    ("grade", &["年级"], true),
    ("number", &["班级", "班号"], true),
];

const STUDENTS: &[Column] = &[
    ("student_number", &["学籍号"], false),
    ("name", &["姓名"], true),
    ("sex", &["性别"], true),
    ("birth_date", &["出生日期"], false),
    ("identity", &["身份证号", "身份证件号"], false),
    ("school_code", &["学校代码", "学校标识码"], true),
    ("class_year", &["学年"], true),
    ("grade", &["年级"], true),
    ("class_number", &["班级", "班号"], true),
    ("village", &["村代码", "村(社区)代码"], true),
    ("address", &["家庭住址", "住址"], false),
    ("lat", &["纬度"], false),
    ("lon", &["经度"], false),
    ("groups", &["群体类别"], false),
    ("boarding", &["是否住校", "住校"], false),
    ("status", &["学籍状态"], false),
    ("known_since", &["起始日期"], false),
    ("guardian1_name", &["监护人1姓名", "监护人姓名"], false),
    ("guardian1_relation", &["监护人1关系", "监护人关系"], false),
    ("guardian1_phone", &["监护人1电话", "监护人电话"], false),
    ("guardian1_away", &["监护人1务工地", "监护人务工地"], false),
    ("guardian1_consent", &["监护人1同意", "监护人同意"], false),
    ("guardian2_name", &["监护人2姓名"], false),
    ("guardian2_relation", &["监护人2关系"], false),
    ("guardian2_phone", &["监护人2电话"], false),
    ("guardian2_away", &["监护人2务工地"], false),
    ("guardian2_consent", &["监护人2同意"], false),
    ("guardian3_name", &["监护人3姓名"], false),
    ("guardian3_relation", &["监护人3关系"], false),
    ("guardian3_phone", &["监护人3电话"], false),
    ("guardian3_away", &["监护人3务工地"], false),
    ("guardian3_consent", &["监护人3同意"], false),
];

const WORKERS: &[Column] = &[
    ("username", &["用户名", "账号"], true),
    ("name", &["姓名"], true),
    ("role", &["角色"], true),
    ("scope", &["管辖范围"], true),
    ("password", &["密码"], false),
];

const COHORTS: &[Column] = &[
    ("school_code", &["学校代码", "学校标识码"], true),
    ("entry_year", &["入学年份", "一年级入学年份"], true),
    ("group", &["群体类别"], false),
    ("entrants", &["入学人数", "一年级入学人数"], true),
    ("transfers_in", &["转入人数"], true),
    ("transfers_out", &["转出人数"], true),
    ("deaths", &["死亡人数"], true),
    ("graduates", &["毕业人数", "九年级毕业人数"], true),
];

/// Returns the columns of a kind of table.
pub(super) const fn of(kind: Kind) -> &'static [Column] {
    match kind {
        Kind::Regions => REGIONS,
        Kind::Schools => SCHOOLS,
        Kind::Classes => CLASSES,
        Kind::Students => STUDENTS,
        Kind::Workers => WORKERS,
        Kind::Cohorts => COHORTS,
        Kind::Calendar | Kind::Policy | Kind::Shapes => &[],
    }
}

/// Renames the headings to their keys; every heading must be known, once, and none that must be may be missing.
pub(super) fn known(kind: Kind, mut sheet: Sheet) -> Result<Sheet, String> {
    let columns = of(kind);
    let mut keys: Vec<String> = Vec::with_capacity(sheet.headers.len());
    for (place, header) in sheet.headers.iter().enumerate() {
        let plain = header.to_lowercase().replace(['（', '）', ' '], "");
        let found = columns.iter().find(|(key, chinese, _)| {
            *key == plain
                || chinese
                    .iter()
                    .any(|c| c.replace(['(', ')'], "") == plain.replace(['(', ')'], ""))
        });
        let key = match found {
            Some((key, _, _)) => (*key).to_owned(),
            // A column without heading holds remarks that nobody reads.
            None if header.is_empty() => String::new(),
            None => {
                let known: Vec<&str> = columns.iter().map(|(key, _, _)| *key).collect();
                return Err(format!(
                    "column {} is headed \"{}\", which is not known; known are: {}",
                    place + 1,
                    header.chars().take(40).collect::<String>(),
                    known.join(", ")
                ));
            }
        };
        if !key.is_empty() && keys.contains(&key) {
            return Err(format!("two columns are headed {key}; leave one out"));
        }
        keys.push(key);
    }
    let missing: Vec<&str> = columns
        .iter()
        .filter(|(key, _, must)| *must && !keys.iter().any(|k| k == key))
        .map(|(key, _, _)| *key)
        .collect();
    if !missing.is_empty() {
        return Err(format!("columns are missing: {}", missing.join(", ")));
    }
    sheet.headers = keys;
    Ok(sheet)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_headings_mean_the_same() {
        let sheet = Sheet::read("区划代码,名称\n533325,兰坪\n".as_bytes()).unwrap();
        assert_eq!(known(Kind::Regions, sheet).unwrap().headers, ["code", "name"]);
    }

    #[test]
    fn unknown_double_and_missing_headings_are_named() {
        for (text, part) in [
            ("code,colour\n1,2\n", "colour"),
            ("code,code,name\n1,2,3\n", "two columns are headed code"),
            ("code\n1\n", "missing: name"),
        ] {
            let error = known(Kind::Regions, Sheet::read(text.as_bytes()).unwrap()).unwrap_err();
            assert!(error.contains(part), "{error}");
        }
    }
}
