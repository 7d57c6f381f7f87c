//! Names as the county's peoples have them: Bai, Pumi, Lisu, Nu, Yi and Han.

use crate::dice::Dice;
use doorstep_schema::people::Sex;

/// Family names; the common ones stand several times.
const SURNAMES: &[&str] = &[
    "和", "和", "和", "和", "和", "杨", "杨", "杨", "杨", "杨", "李", "李", "李", "李", "张", "张",
    "张", "鹿", "鹿", "熊", "熊", "熊", "普", "木", "木", "余", "余", "胡", "胡", "王", "赵", "段",
    "尹", "罗", "施", "颜", "麻", "蜂", "祝", "曹", "何", "褚", "欧", "左", "阿", "密", "桑", "丰",
];

/// First characters of given names, for both.
const FIRST: &[&str] = &[
    "丽", "秀", "春", "晓", "玉", "金", "雪", "文", "志", "建", "国", "永", "学", "润", "海", "云",
    "冬", "吉", "福", "新", "光", "庆", "继", "红", "雨", "子", "思", "佳", "天", "银",
];

/// Second characters of girls' names.
const GIRLS: &[&str] = &[
    "花", "英", "芳", "兰", "梅", "珍", "萍", "香", "菊", "燕", "娟", "琴", "芬", "仙", "秀", "月",
    "莲", "霞", "婷", "雯", "怡", "媛",
];

/// Second characters of boys' names.
const BOYS: &[&str] = &[
    "华", "军", "明", "强", "生", "林", "平", "全", "才", "雄", "龙", "泉", "山", "祥", "武", "辉",
    "松", "宏", "杰", "涛", "斌", "鹏",
];

/// Returns a family name.
pub fn surname(dice: &mut Dice) -> &'static str {
    dice.pick(SURNAMES)
}

/// Returns a given name of one or two characters.
pub fn given(dice: &mut Dice, sex: Sex) -> String {
    let second = dice.pick(if sex == Sex::Female { GIRLS } else { BOYS });
    if dice.percent(18) {
        return second.to_owned();
    }
    format!("{}{second}", dice.pick(FIRST))
}

/// Returns a whole name.
pub fn full(dice: &mut Dice, sex: Sex) -> String {
    format!("{}{}", surname(dice), given(dice, sex))
}

/// Returns a sex, either as likely.
pub fn sex(dice: &mut Dice) -> Sex {
    if dice.percent(50) { Sex::Female } else { Sex::Male }
}
