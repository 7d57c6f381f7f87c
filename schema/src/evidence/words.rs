//! A point in a plain sentence, in Chinese and English.

use super::Point;

/// The sentences by code: Chinese, English. `{name}` stands for a value of the point.
const SENTENCES: &[(&str, &str, &str)] = &[
    ("awaited", "照片尚未上传完成。", "The photo has not arrived yet."),
    ("whole", "照片完整，与记录一致。", "The photo is whole and is the one that was recorded."),
    (
        "missing",
        "服务器上的照片缺失或损坏，已请手机重新上传。",
        "The stored photo is missing or damaged; the phone was asked for it again.",
    ),
    ("deleted", "照片已按规定删除。", "The photo was deleted as the rules ask for."),
    ("signed", "设备签名有效。", "The device's signature holds."),
    ("not_sealed", "记录没有设备封签。", "The record came without a device's seal."),
    ("no_key", "没有该设备的公钥，无法核对签名。", "The device's public key is not known here."),
    ("signature_wrong", "签名与记录不符。", "The signature does not fit the record."),
    ("first", "这是该设备的第一条记录。", "It is the device's first record."),
    (
        "follows",
        "与该设备的上一条记录相接（第{number}条）。",
        "It follows the device's record before it (number {number}).",
    ),
    (
        "before_awaited",
        "该设备的上一条记录尚未收到（本条为第{number}条）。",
        "The device's record before it has not arrived yet (this is number {number}).",
    ),
    (
        "broken",
        "与该设备的上一条记录不相接（第{number}条）。",
        "It does not follow the device's record before it (number {number}).",
    ),
    (
        "number_used_twice",
        "该设备有两条编号为{number}的记录。",
        "The device has two records with the number {number}.",
    ),
    ("during_the_visit", "拍摄于走访期间。", "It was taken during the visit."),
    (
        "before_the_visit",
        "拍摄时间早于走访{minutes}分钟。",
        "It was taken {minutes} minutes before the visit.",
    ),
    (
        "after_the_visit",
        "拍摄时间晚于走访{minutes}分钟。",
        "It was taken {minutes} minutes after the visit.",
    ),
    ("time_unknown", "拍摄时间未知。", "It is not known when it was taken."),
    (
        "visit_awaited",
        "所属走访记录尚未收到。",
        "The visit that it belongs to has not arrived yet.",
    ),
    (
        "at_home",
        "拍摄于学生家中（相距{metres}米）。",
        "It was taken at the home ({metres} m from it).",
    ),
    (
        "in_the_village",
        "拍摄于本村（距已知地点{metres}米）。",
        "It was taken in the village ({metres} m from a known place).",
    ),
    (
        "elsewhere",
        "拍摄于别处（距最近的已知地点{metres}米）。",
        "It was taken elsewhere ({metres} m from the nearest known place).",
    ),
    ("place_noted", "拍摄地点已记录。", "The place was noted."),
    ("place_unknown", "拍摄地点未知。", "It is not known where it was taken."),
    (
        "home_unknown",
        "尚无学生家庭位置可比对。",
        "No place of the home or village is known to compare with.",
    ),
    (
        "invented_position",
        "手机提示位置由模拟软件提供。",
        "The phone said that its position came from another program.",
    ),
    ("clock_right", "手机时钟与服务器相符。", "The phone's clock agreed with the server's."),
    (
        "clock_wrong",
        "手机时钟与服务器相差{minutes}分钟。",
        "The phone's clock was {minutes} minutes off the server's.",
    ),
    ("clock_unknown", "未记录手机时钟。", "The phone's clock was not noted."),
    (
        "clock_never_compared",
        "手机时钟当时尚未与服务器核对。",
        "The phone's clock had not been compared with the server's yet.",
    ),
    (
        "after_its_arrival",
        "所称时间比服务器收到时间晚{minutes}分钟。",
        "It claims a time {minutes} minutes after the server received it.",
    ),
    (
        "picture_tells_another_time",
        "照片自带时间与手机时间相差{minutes}分钟。",
        "The picture's own time and the phone's are {minutes} minutes apart.",
    ),
    ("not_used_before", "未发现重复使用。", "No earlier photo looks like it."),
    ("used_before", "同一照片曾经使用过。", "The very same file was used before."),
    (
        "nearly_used_before",
        "与先前一张照片几乎相同。",
        "It looks nearly the same as an earlier photo.",
    ),
    (
        "look_unknown",
        "未记录画面特征，无法比对。",
        "The picture's look was not noted, so it can't be compared.",
    ),
];

/// Says a point in a sentence: Chinese for a language that begins with `zh`, otherwise English.
#[must_use]
pub fn sentence(point: &Point, language: &str) -> String {
    let found = SENTENCES.iter().find(|(code, _, _)| *code == point.code);
    let Some((_, chinese, english)) = found else { return point.code.clone() };
    let mut text = if language.starts_with("zh") { *chinese } else { *english }.to_owned();
    for (name, value) in &point.with {
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        text = text.replace(&format!("{{{name}}}"), &value);
    }
    text
}
