//! Each fault, with its sheet, row and column.

use super::{sheets, survey};
use crate::xlsform::Code;

const CHOICES: (&str, &str) = ("choices", "list_name,name,label\nl,a,A\nl,b,B\n");

#[test]
fn of_the_survey() {
    for (text, row, column, code) in [
        ("name,label\na,A\n", 1, "", Code::Column),
        ("type,name,label,relevant,relevance\ntext,a,A,,\n", 1, "E (relevance)", Code::Column),
        ("type,name,label\n,a,A\n", 2, "A (type)", Code::Incomplete),
        ("type,name,label\ntext,,A\n", 2, "B (name)", Code::Incomplete),
        ("type,name,label\ntext,1a,A\n", 2, "B (name)", Code::Name),
        ("type,name,label\ntext,a b,A\n", 2, "B (name)", Code::Name),
        ("type,name,label\ntext,meta,A\n", 2, "B (name)", Code::Name),
        ("type,name,label\ntext,a,A\n\ntext,a,A\n", 4, "B (name)", Code::Duplicate),
        ("type,name,label\nfrob,a,A\n", 2, "A (type)", Code::Type),
        ("type,name,label\nosm,a,A\n", 2, "A (type)", Code::Type),
        ("type,name,label\naudit,a,A\n", 2, "A (type)", Code::Type),
        ("type,name,label\nxml-external,a,A\n", 2, "A (type)", Code::Type),
        ("type,name,label\nbegin group,g,G\ntext,a,A\n", 2, "A (type)", Code::Unbalanced),
        ("type,name,label\ntext,a,A\nend group,,\n", 3, "A (type)", Code::Unbalanced),
        (
            "type,name,label\nbegin group,g,G\nend repeat,,\nend group,,\n",
            3,
            "A (type)",
            Code::Unbalanced,
        ),
        ("type,name,label\nbegin repeat,data,G\nend repeat,,\n", 2, "B (name)", Code::Name),
        ("type,name,label\ncalculate,a,\n", 2, "", Code::Incomplete),
        ("type,name,label\ntext,a,A,\n,b,,\n", 3, "A (type)", Code::Incomplete),
        ("type,name,label,calculation\ncalculate,a,,\n", 2, "D (calculation)", Code::Incomplete),
        ("type,name,label,trigger\ntext,a,A,b\n", 2, "D (trigger)", Code::Value),
        ("type,name,label,parameters\nrange,a,A,start\n", 2, "D (parameters)", Code::Value),
        ("type,name,label,parameters\nrange,a,A,step=0\n", 2, "D (parameters)", Code::Value),
        ("type,name,label,parameters\nnote,a,A,rows=1\n", 2, "D (parameters)", Code::Value),
        (
            "type,name,label,bind::doorstep:field\ntext,a,A,frob\n",
            2,
            "D (bind::doorstep:field)",
            Code::Value,
        ),
        ("type,name,label\nselect_one l,a,A\n", 2, "A (type)", Code::List),
        ("type,name,label\nselect_one_from_file f.csv,a,A\n", 2, "A (type)", Code::List),
        ("type,name,label\nselect_one_from_file f.geojson,a,A\n", 2, "A (type)", Code::Type),
        ("type,name,label\ncsv-external,f,A\ntext,a,A\n", 2, "B (name)", Code::List),
    ] {
        let faults = survey(text).unwrap_err();
        let fault = &faults[0];
        assert_eq!(faults.len(), 1, "{text}: {faults:?}");
        assert_eq!(
            (fault.sheet.as_str(), fault.row, fault.column.as_str(), fault.code),
            ("survey", row, column, code),
            "{text}: {fault}"
        );
    }
}

#[test]
fn of_the_other_sheets() {
    let ask = ("survey", "type,name,label\nselect_multiple l,a,A\n");
    for (sheet, text, row, column, code) in [
        ("choices", "list_name,label\nl,A\n", 1, "", Code::Column),
        ("choices", "list_name,name,label\nl,,A\n", 2, "B (name)", Code::Choice),
        ("choices", "list_name,name,label\nl,a,A\nl,a,B\n", 3, "B (name)", Code::Duplicate),
        ("choices", "list_name,name,label\nl,a b,A\n", 2, "", Code::Choice),
        ("choices", "list_name,name,value,label\nl,a,b,A\n", 1, "C (value)", Code::Column),
        ("settings", "form_id,id_string\na,b\n", 1, "B (id_string)", Code::Column),
        ("settings", "name\n1x\n", 2, "A (name)", Code::Name),
        (
            "settings",
            "allow_choice_duplicates\nmaybe\n",
            2,
            "A (allow_choice_duplicates)",
            Code::Value,
        ),
        ("settings", "doorstep_fact\nfrob\n", 2, "A (doorstep_fact)", Code::Value),
        ("external_choices", "list_name,name\nl,a\n", 0, "", Code::Sheet),
        ("entities", "list_name\ntrees\n", 0, "", Code::Sheet),
        ("osm", "list_name\nl\n", 0, "", Code::Sheet),
    ] {
        let mut all = vec![ask, (sheet, text)];
        if sheet != "choices" {
            all.push(CHOICES);
        }
        let faults = sheets(&all, &[]).unwrap_err();
        let fault = &faults[0];
        assert_eq!(
            (fault.sheet.as_str(), fault.row, fault.column.as_str(), fault.code),
            (sheet, row, column, code),
            "{text}: {fault}"
        );
    }
    let fault =
        &sheets(&[ask, CHOICES, ("settings", "doorstep_fact\nfrob\n")], &[]).unwrap_err()[0];
    assert!(
        fault.message.contains("visit, guardian_contact, absence_report, venue_report"),
        "{fault}"
    );
}

#[test]
fn of_attached_files() {
    let ask = [("survey", "type,name,label\ntext,a,A\n")];
    for (file, text, row, column, code) in [
        ("f.geojson", "{}", 0, "", Code::Attachment),
        ("f.xml", "<a/>", 0, "", Code::Attachment),
        ("f.csv", "name,name\na,b\n", 1, "B (name)", Code::Duplicate),
        ("f.csv", "name,label\na,A\nb,B,x\n", 3, "", Code::Attachment),
    ] {
        let faults = sheets(&ask, &[(file, text)]).unwrap_err();
        let fault = &faults[0];
        assert_eq!(
            (fault.sheet.as_str(), fault.row, fault.column.as_str(), fault.code),
            (file, row, column, code),
            "{fault}"
        );
    }
    let select =
        [("survey", "type,name,label,parameters\nselect_one_from_file f.csv,a,A,value=code\n")];
    let fault = &sheets(&select, &[("f.csv", "name,label\na,A\n")]).unwrap_err()[0];
    assert_eq!((fault.row, fault.code), (2, Code::List));
}

#[test]
fn all_faults_are_said_at_once() {
    let faults = survey("type,name,label\nfrob,a,A\ntext,1,A\nend group,,\n").unwrap_err();
    assert_eq!(faults.iter().map(|fault| fault.row).collect::<Vec<_>>(), [2, 3, 4]);
    assert_eq!(faults[0].to_string().split(':').next(), Some("survey, row 2, column A (type)"));
}
