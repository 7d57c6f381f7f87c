//! Messages to guardians 通知: templates of the policy, filled with what they are about.

use crate::people::words;
use crate::policy::Policy;
use crate::problem::Violations;
use jiff::civil::Date;
use std::collections::BTreeMap;

words! {
    /// What a message is for.
    Purpose {
        /// The child is not in class.
        Absence = "absence",
        /// A visit is announced.
        VisitAppointment = "visit_appointment",
        /// A promise is due.
        PromiseDue = "promise_due",
        /// The child is to come back to class.
        ReturnToClass = "return_to_class",
        /// The guardian's duty under the Compulsory Education Law.
        DutyUnderLaw = "duty_under_law",
    }
}

/// The templates: by purpose, by language tag. A purpose or language that this program does not know stays.
pub type Templates = BTreeMap<String, BTreeMap<String, String>>;

/// The longest template, in characters: some text messages long.
const MAX_TEMPLATE: usize = 600;
/// What may stand in braces in a template.
const NAMES: [&str; 4] = ["student", "school", "worker", "day"];

/// What a message is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct About<'a> {
    /// The student's name.
    pub student: &'a str,
    /// The school's name.
    pub school: &'a str,
    /// The worker's name.
    pub worker: &'a str,
    /// The day that it is about.
    pub day: Date,
}

/// Writes a message in a language tag such as `zh-Hans`: in that language, else in one of the same, else in Chinese,
/// else in any; by the shipped template when the policy has none of the purpose.
#[must_use]
pub fn message(policy: &Policy, purpose: Purpose, language: &str, about: &About<'_>) -> String {
    let of = |templates: &Templates| {
        let texts = templates.get(purpose.as_str()).filter(|texts| !texts.is_empty())?;
        let main = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
        let same = |tag: &str| texts.iter().find(|(known, _)| main(known) == main(tag));
        let any = || texts.iter().next();
        let found = texts.get_key_value(language).or_else(|| same(language));
        let (tag, text) = found.or_else(|| same("zh")).or_else(any)?;
        Some((main(tag), text.clone()))
    };
    let found = of(&policy.templates).or_else(|| of(&Policy::shipped().templates));
    let (tag, text) = found.unwrap_or_default();
    fill(&text, about, &day_in(&tag, about.day))
}

/// Puts names in their places; what the names themselves hold in braces stays as it is.
fn fill(text: &str, about: &About<'_>, day: &str) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, from)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, after)) = from.split_once('}') else {
            filled.push('{');
            rest = from;
            continue;
        };
        match name {
            "student" => filled.push_str(about.student),
            "school" => filled.push_str(about.school),
            "worker" => filled.push_str(about.worker),
            "day" => filled.push_str(day),
            _ => {
                filled.push('{');
                filled.push_str(name);
                filled.push('}');
            }
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// Writes a day as a language does.
fn day_in(language: &str, day: Date) -> String {
    match language {
        "zh" => format!("{}月{}日", day.month(), day.day()),
        _ => day.to_string(),
    }
}

/// Checks templates as a person wrote them.
pub(crate) fn check(templates: &Templates, found: &mut Violations) {
    for (purpose, texts) in templates {
        for (language, text) in texts {
            let at = format!("templates.{purpose}.{language}");
            found.require(
                !text.trim().is_empty() && text.chars().count() <= MAX_TEMPLATE,
                at.clone(),
                "out_of_range",
                format!("a template has 1 to {MAX_TEMPLATE} characters"),
            );
            for part in text.split('{').skip(1) {
                let name = part.split_once('}').map(|(name, _)| name);
                found.require(
                    name.is_some_and(|name| NAMES.contains(&name)),
                    at.clone(),
                    "unknown",
                    format!("in braces stands one of {}", NAMES.join(", ")),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const ABOUT: About<'_> = About {
        student: "和玉梅",
        school: "兔峨中学",
        worker: "高老师{day}",
        day: date(2026, 11, 23),
    };

    #[test]
    fn every_purpose_is_shipped_in_two_languages_and_names_the_child() {
        let policy = Policy::shipped();
        for purpose in Purpose::ALL {
            for (language, day) in [("zh-Hans", "11月23日"), ("en", "2026-11-23")] {
                assert!(policy.templates[purpose.as_str()].contains_key(language));
                let text = message(&policy, *purpose, language, &ABOUT);
                assert!(text.contains("和玉梅") && text.contains("高老师{day}"), "{text}");
                let dated = *purpose == Purpose::DutyUnderLaw || text.contains(day);
                assert!(dated && !text.contains("{student}"), "{text}");
            }
        }
    }

    #[test]
    fn another_language_falls_back_and_a_county_s_own_words_come_first() {
        let mut policy = Policy::shipped();
        let chinese = message(&policy, Purpose::Absence, "zh-Hans", &ABOUT);
        assert_eq!(message(&policy, Purpose::Absence, "zh", &ABOUT), chinese);
        assert_eq!(message(&policy, Purpose::Absence, "lis", &ABOUT), chinese);
        let own = BTreeMap::from([("lis".to_owned(), "{student}!".to_owned())]);
        policy.templates.insert("absence".to_owned(), own);
        assert_eq!(message(&policy, Purpose::Absence, "lis", &ABOUT), "和玉梅!");
        assert_eq!(message(&policy, Purpose::Absence, "en", &ABOUT), "和玉梅!");
        policy.templates.clear();
        assert_eq!(message(&policy, Purpose::Absence, "zh-Hans", &ABOUT), chinese);
    }

    #[test]
    fn a_template_with_an_unknown_name_is_refused() {
        let mut policy = Policy::shipped();
        let texts = BTreeMap::from([("en".to_owned(), "{pupil} {day".to_owned())]);
        policy.templates.insert("absence".to_owned(), texts);
        let found = policy.check();
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found.iter().all(|v| v.field == "templates.absence.en"));
    }
}
