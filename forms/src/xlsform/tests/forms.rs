//! What rows become.

use super::{sheets, survey};
use doorstep_schema::form::filling::Compiled;
use doorstep_schema::form::{
    Bound, Choices, Default, Expression, FactKind, Item, Kind, Language, Question, Text,
};

fn first(text: &str) -> Question {
    match survey(text).unwrap().form.items.remove(0) {
        Item::Question(question) => question,
        other => panic!("{other:?}"),
    }
}

fn expression(text: &str) -> Expression {
    Expression(text.to_owned())
}

#[test]
fn every_column_of_a_question() {
    let header = "type,name,label::English (en),label::中文 (zh),hint,guidance_hint,relevance,constraint,\
        constraint_message::English (en),required,required_message,readonly,calculation,default,trigger,appearance,\
        parameters,bind::doorstep:field";
    let row = "text,note_1,Which “day”?,哪一天？,A  hint,More,${a} = ‘x’,. != 'x',Not x,yes,Needed,no,1 + 1,today(),\
        \"${a}, ${b}\",multiline,rows=3,note";
    let read = survey(&format!("{header}\n{row}\n")).unwrap();
    assert_eq!(read.notices, []);
    let [Item::Question(question)] = read.form.items.as_slice() else {
        panic!("{:?}", read.form.items)
    };
    let (en, zh) = (Language("English (en)".to_owned()), Language("中文 (zh)".to_owned()));
    assert_eq!(read.form.languages, [en.clone(), zh.clone()]);
    assert_eq!(question.kind, Kind::Text);
    assert_eq!(question.label.get(&en), Some("Which “day”?"));
    assert_eq!(question.label.get(&zh), Some("哪一天？"));
    assert_eq!(question.hint, Text::plain("A hint"));
    assert_eq!(question.guidance, Text::plain("More"));
    assert_eq!(question.rules.relevant, Some(expression("${a} = 'x'")));
    assert_eq!(question.rules.constraint, Some(expression(". != 'x'")));
    assert_eq!(question.rules.constraint_message.get(&en), Some("Not x"));
    assert_eq!(question.rules.required, Some(expression("true()")));
    assert_eq!(question.rules.required_message, Text::plain("Needed"));
    assert_eq!(question.rules.read_only, Some(expression("false()")));
    assert_eq!(question.rules.calculation, Some(expression("1 + 1")));
    assert_eq!(question.rules.default, Some(Default::Dynamic(Expression("today()".to_owned()))));
    assert_eq!(question.rules.trigger, ["a", "b"]);
    assert_eq!(question.appearance, "multiline");
    assert_eq!(question.parameters["rows"], "3");
    assert_eq!(question.bound, Some(Bound::Note));
    assert_eq!(question.place.0, 2);
}

#[test]
fn defaults_are_fixed_or_computed() {
    for (kind, default, dynamic) in [
        ("text", "yes", false),
        ("date", "2024-01-31", false),
        ("date", "today()", true),
        ("text", "${b}", true),
        ("geopoint", "1 - 2", false),
    ] {
        let question = first(&format!("type,name,label,default\n{kind},a,A,{default}\n"));
        assert_eq!(
            matches!(question.rules.default, Some(Default::Dynamic(_))),
            dynamic,
            "{default}"
        );
    }
}

#[test]
fn groups_repeats_and_their_count() {
    let text = "type,name,label,repeat_count,appearance\nbegin_group,g,G,,field-list\nbegin repeat,r,R,${n},\n\
        text,a,A,,\nend_repeat,,,,\nend group,,,,\n";
    let form = survey(text).unwrap().form;
    let [Item::Group(group)] = form.items.as_slice() else { panic!("{form:?}") };
    assert_eq!(
        (group.name.as_str(), group.appearance.as_str(), group.place.0),
        ("g", "field-list", 2)
    );
    let [Item::Repeat(repeat)] = group.items.as_slice() else { panic!("{group:?}") };
    assert_eq!(repeat.count, Some(expression("${n}")));
    assert_eq!(repeat.group.items.len(), 1);
}

#[test]
fn lists_with_further_columns() {
    let form = sheets(
        &[
            ("survey", "type,name,label,choice_filter\nselect_one b,q,Q,county = ${c}\n"),
            ("choices", "list name,name,label,county,color\na,1.0,One,,\n\nb,x,X,c1,\nb,y,Y,,red\n"),
            ("settings", "form_title,form_id,version,default_language,doorstep_fact,style\nT,f,3,zh,visit,pages\n"),
        ],
        &[("villages.csv", "\u{feff}name,label,code\nv1,V one,7\n")],
    )
    .unwrap()
    .form;
    assert_eq!((form.id.as_str(), form.version.as_str()), ("f", "3"));
    assert_eq!(form.title, Text::plain("T"));
    assert_eq!(form.settings.fact, Some(FactKind::Visit));
    assert_eq!(form.settings.style, "pages");
    assert_eq!(
        form.lists.iter().map(|list| list.name.as_str()).collect::<Vec<_>>(),
        ["a", "b", "villages"]
    );
    assert!(form.lists[0].columns.is_empty());
    assert_eq!(form.lists[1].columns, ["county", "color"]);
    assert_eq!(form.lists[1].choices[0].cells, ["c1"]);
    assert_eq!(form.lists[1].choices[1].cells, ["", "red"]);
    assert_eq!(form.lists[1].choices[1].row, 5);
    assert_eq!(form.lists[2].file.as_deref(), Some("villages.csv"));
    assert_eq!(form.lists[2].choices[0].cells, ["7"]);
}

#[test]
fn selects_from_files_and_repeats() {
    let read = sheets(
        &[("survey", "type,name,label,parameters\nselect_one_from_file f.csv,a,A,value=code label=name\nselect_one ${n},b,B,\n")],
        &[("f.csv", "code,name\n1,One\n"), ("logo.png", "")],
    )
    .unwrap();
    let choices: Vec<_> = read
        .form
        .items
        .iter()
        .filter_map(
            |item| if let Item::Question(question) = item { question.choices() } else { None },
        )
        .collect();
    let columns = Choices::Columns {
        list: "f".to_owned(),
        value: "code".to_owned(),
        label: "name".to_owned(),
    };
    assert_eq!(choices, [&columns, &Choices::Repeat(Expression("${n}".to_owned()))]);
    assert_eq!(read.notices[0].sheet, "logo.png");
}

#[test]
fn what_has_no_use_gets_a_notice() {
    let text = "type,name,label,media::image,remarks,hint\ntext,a,A,x.png,,\ntext,b,,,to do,\n,,,,comment,\n";
    let read = survey(text).unwrap();
    let found: Vec<_> =
        read.notices.iter().map(|notice| (notice.row, notice.column.as_str())).collect();
    assert_eq!(found, [(2, "D (media::image)"), (3, "E (remarks)"), (3, "C (label)")]);
}

#[test]
fn faults_of_expressions_are_found_in_the_sheet() {
    let text = "type,name,label,relevance\ntext,a,A,\n\ntext,b,B,${c} = 1\n";
    let read = survey(text).unwrap();
    let faults = Compiled::new(read.form.clone()).unwrap_err();
    let found = read.fault(&faults[0]);
    let place = (found.sheet.as_str(), found.row, found.column.as_str());
    assert_eq!(place, ("survey", 4, "D (relevance)"), "{found}");
}

#[test]
fn a_name_for_a_form_without_settings() {
    let read = survey("type,name,label\nnote,,Hello\n").unwrap();
    assert_eq!(read.form.id, "given");
    let Item::Question(question) = &read.form.items[0] else { panic!() };
    assert_eq!(question.name, "generated_note_name_2");
}
