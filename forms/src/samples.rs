//! Any form, for tests of properties.

use doorstep_schema::form::{
    Bound, Choice, ChoiceList, Choices, Default, Expression, FactKind, Form, Group, Item, Kind,
    Language, Meta, Place, Question, Repeat, Rules, Settings, Text,
};
use proptest::option::of;
use proptest::prelude::*;
use std::collections::BTreeMap;

const LANGUAGES: [&str; 2] = ["中文 (zh)", "English (en)"];

/// Any form that the file formats have words for.
pub(crate) fn forms() -> impl Strategy<Value = Form> {
    let settings = (
        of(Just("visit_form")),
        of("[a-z]{1,8}"),
        of(Just(Expression("concat(${q0}, '-', ${q1})".to_owned()))),
        any::<bool>(),
        of(prop::sample::select(FactKind::ALL)),
    );
    (prop::collection::vec(item(2), 1..6), settings, of("[0-9]{1,3}"), of(texts())).prop_map(
        |(mut items, (root, style, instance_name, pages, fact), version, title)| {
            // What the expressions of the samples refer to.
            items.splice(0..0, [asked("First?"), asked("Second?")]);
            let mut number = 0;
            rename(&mut items, &mut number);
            let title = title
                .and_then(|text| text.0.into_values().next())
                .map_or_else(Text::default, Text::plain);
            let mut form = Form {
                id: "f".to_owned(),
                version: version.unwrap_or_default(),
                title,
                settings: Settings {
                    default_language: pages.then(|| Language(LANGUAGES[0].to_owned())),
                    root: root.map(str::to_owned),
                    instance_name,
                    style: style.unwrap_or_default(),
                    fact,
                    ..Settings::default()
                },
                items,
                lists: lists(),
                ..Form::default()
            };
            form.languages = spoken(&form);
            form
        },
    )
}

fn asked(label: &str) -> Item {
    Item::Question(Question { label: Text::plain(label), ..Question::default() })
}

/// The languages in the order of the survey's columns, then of the choices'.
fn spoken(form: &Form) -> Vec<Language> {
    let mut texts: [Vec<&Text>; 5] = std::array::from_fn(|_| Vec::new());
    collect(&form.items, &mut texts);
    let mut languages = Vec::new();
    for column in &texts {
        // Written in the order of the form's languages, which are not known yet: that of the alphabet.
        let mut here: Vec<_> =
            column.iter().flat_map(|text| text.0.keys()).filter(|l| !l.0.is_empty()).collect();
        here.sort();
        for language in here {
            if !languages.contains(language) {
                languages.push(language.clone());
            }
        }
    }
    for language in LANGUAGES.map(|name| Language(name.to_owned())) {
        if !languages.contains(&language) {
            languages.push(language);
        }
    }
    languages
}

fn collect<'a>(items: &'a [Item], texts: &mut [Vec<&'a Text>; 5]) {
    for item in items {
        let (label, rules) = match item {
            Item::Question(question) => {
                texts[1].push(&question.hint);
                texts[2].push(&question.guidance);
                (&question.label, &question.rules)
            }
            Item::Group(group) | Item::Repeat(Repeat { group, .. }) => (&group.label, &group.rules),
        };
        texts[0].push(label);
        texts[3].push(&rules.constraint_message);
        texts[4].push(&rules.required_message);
        if let Item::Group(group) | Item::Repeat(Repeat { group, .. }) = item {
            collect(&group.items, texts);
        }
    }
}

fn lists() -> Vec<ChoiceList> {
    let label = |text: &str| {
        Text(LANGUAGES.iter().map(|&l| (Language(l.to_owned()), format!("{text} {l}"))).collect())
    };
    let choice = |name: &str, cells: &[&str]| Choice {
        name: name.to_owned(),
        label: label(name),
        cells: cells.iter().map(|&cell| cell.to_owned()).collect(),
        row: 0,
    };
    let plain = |name: &str, cells: &[&str]| Choice {
        label: Text::plain(format!("The {name}")),
        ..choice(name, cells)
    };
    vec![
        ChoiceList {
            name: "ways".to_owned(),
            columns: vec!["side".to_owned(), "far".to_owned()],
            choices: vec![choice("left", &["l"]), choice("right", &["r", "1"]), choice("on", &[])],
            file: None,
        },
        ChoiceList {
            name: "yn".to_owned(),
            choices: vec![choice("yes", &[]), choice("no", &[])],
            ..ChoiceList::default()
        },
        ChoiceList {
            name: "villages".to_owned(),
            file: Some("villages.csv".to_owned()),
            columns: vec!["code".to_owned()],
            choices: vec![plain("v1", &["7"]), plain("v2", &["8"])],
        },
    ]
}

fn rename(items: &mut [Item], number: &mut usize) {
    for item in items {
        let (name, inner) = match item {
            Item::Question(question) => (&mut question.name, None),
            Item::Group(group) => (&mut group.name, Some(&mut group.items)),
            Item::Repeat(repeat) => (&mut repeat.group.name, Some(&mut repeat.group.items)),
        };
        *name = format!("q{number}");
        *number += 1;
        if let Some(inner) = inner {
            rename(inner, number);
        }
    }
}

fn item(depth: u32) -> BoxedStrategy<Item> {
    let question = question().prop_map(Item::Question).boxed();
    if depth == 0 {
        return question;
    }
    let group = move || {
        (
            texts(),
            rules(),
            prop_oneof![Just(""), Just("field-list")],
            prop::collection::vec(item(depth - 1), 1..4),
        )
            .prop_map(|(label, mut rules, appearance, items)| {
                rules = Rules {
                    relevant: rules.relevant,
                    read_only: rules.read_only,
                    ..Rules::default()
                };
                Group { label, rules, appearance: appearance.to_owned(), items, ..Group::default() }
            })
    };
    let repeat = (group(), of(Just(Expression("${q0}".to_owned()))))
        .prop_map(|(group, count)| Item::Repeat(Repeat { group, count }));
    prop_oneof![4 => question, 1 => group().prop_map(Item::Group), 1 => repeat].boxed()
}

fn question() -> impl Strategy<Value = Question> {
    (kind(), texts(), of(texts()), of(texts()), rules(), of(prop::sample::select(Bound::ALL)), any::<bool>()).prop_map(
        |(kind, label, hint, guidance, mut rules, bound, more)| {
            let silent = matches!(kind, Kind::Calculate | Kind::Hidden | Kind::Meta(_));
            if silent {
                rules = Rules { calculation: rules.calculation, relevant: rules.relevant, ..Rules::default() };
            }
            if kind == Kind::Calculate {
                rules.calculation.get_or_insert_with(|| Expression("1 + ${q0}".to_owned()));
            } else if silent {
                rules.calculation = None;
            }
            if kind == Kind::Note {
                rules = Rules { relevant: rules.relevant, ..Rules::default() };
            }
            if matches!(kind, Kind::Text) && rules.calculation.is_none() {
                rules.read_only = None;
            }
            let mut parameters = BTreeMap::new();
            let selects = matches!(&kind, Kind::SelectOne { .. } | Kind::SelectMany { .. });
            if kind == Kind::Range {
                parameters = ["start", "end", "step"].map(|key| (key.to_owned(), "2".to_owned())).into();
                parameters.insert("end".to_owned(), "10".to_owned());
            } else if selects && more {
                parameters.insert("randomize".to_owned(), "true".to_owned());
            }
            let own = matches!(&kind, Kind::SelectOne { choices: Choices::List(list), other: false } if list == "ways");
            let text = |text: Option<Text>| if silent { Text::default() } else { text.unwrap_or_default() };
            Question {
                name: String::new(),
                label: text(Some(label)),
                hint: text(hint),
                guidance: text(guidance),
                choice_filter: (own && more).then(|| Expression("side = ${q0}".to_owned())),
                appearance: if more && !silent { "compact".to_owned() } else { String::new() },
                parameters,
                bound,
                place: Place(0),
                kind,
                rules,
            }
        },
    )
}

fn kind() -> impl Strategy<Value = Kind> {
    let list = |name: &str| Choices::List(name.to_owned());
    let file = Choices::Columns {
        list: "villages".to_owned(),
        value: "code".to_owned(),
        label: "name".to_owned(),
    };
    prop::sample::select(vec![
        Kind::Text,
        Kind::Integer,
        Kind::Decimal,
        Kind::Range,
        Kind::Date,
        Kind::Time,
        Kind::DateTime,
        Kind::SelectOne { choices: list("ways"), other: false },
        Kind::SelectMany { choices: list("yn"), other: false },
        Kind::SelectOne { choices: list("villages"), other: false },
        Kind::SelectMany { choices: file, other: false },
        Kind::Rank { choices: list("ways") },
        Kind::Point,
        Kind::Trace,
        Kind::Shape,
        Kind::Photo,
        Kind::Signature,
        Kind::File,
        Kind::Audio,
        Kind::Video,
        Kind::Barcode,
        Kind::Note,
        Kind::Acknowledge,
        Kind::Calculate,
        Kind::Hidden,
        Kind::Meta(Meta::Start),
        Kind::Meta(Meta::Today),
        Kind::Meta(Meta::DeviceId),
    ])
}

fn rules() -> impl Strategy<Value = Rules> {
    let expression = || {
        of(prop::sample::select(vec![
            "${q0} = 'a b'",
            "true()",
            "count(${q1}) < 3 and not(${q0} > 1)",
            ".",
        ]))
    };
    let default = prop_oneof![
        2 => Just(None),
        1 => Just(Some(Default::Fixed("fixed & <dry>".to_owned()))),
        1 => Just(Some(Default::Dynamic(Expression("concat(today(), ${q0})".to_owned()))))
    ];
    (
        expression(),
        expression(),
        texts(),
        expression(),
        expression(),
        of(Just("${q0} + 1")),
        default,
        any::<bool>(),
    )
        .prop_map(
            |(
                relevant,
                constraint,
                message,
                required,
                read_only,
                calculation,
                default,
                triggered,
            )| {
                let own = |text: Option<&str>| text.map(|text| Expression(text.to_owned()));
                Rules {
                    relevant: own(relevant),
                    constraint_message: if constraint.is_some() {
                        message.clone()
                    } else {
                        Text::default()
                    },
                    constraint: own(constraint),
                    required_message: if required.is_some() { message } else { Text::default() },
                    required: own(required),
                    read_only: own(read_only),
                    trigger: if triggered && calculation.is_some() {
                        vec!["q0".to_owned()]
                    } else {
                        Vec::new()
                    },
                    calculation: own(calculation),
                    default,
                }
            },
        )
}

fn texts() -> impl Strategy<Value = Text> {
    let words = || {
        prop::sample::select(vec![
            "A question",
            "多少个孩子？",
            "Hello, ${q0}: <b> & \"so\"",
            "two\nlines",
        ])
    };
    prop_oneof![
        1 => words().prop_map(Text::plain),
        3 => (words(), words()).prop_map(|(a, b)| Text(BTreeMap::from([
            (Language(LANGUAGES[0].to_owned()), a.to_owned()),
            (Language(LANGUAGES[1].to_owned()), format!("{b} in English")),
        ])))
    ]
}
