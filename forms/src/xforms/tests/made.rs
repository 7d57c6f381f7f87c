//! What is written, piece by piece, and what other tools write.

use crate::xforms::{Unwritable, read, write};
use crate::xlsform::Attachments;
use crate::xlsform::tests::{sheets, survey};
use doorstep_schema::form::{Choices, Expression, Item, Kind};

fn xml(text: &str) -> String {
    write(&survey(text).unwrap().form).unwrap()
}

#[track_caller]
fn has(xml: &str, parts: &[&str]) {
    for part in parts {
        assert!(xml.contains(part), "{part}\n{xml}");
    }
}

#[test]
fn a_question_with_its_rules() {
    let xml = xml("type,name,label,relevant,constraint,constraint_message,required,default,hint\n\
        integer,n,How many?,,. > 0 and . < 9,Under 9,yes,3,A hint\n\
        text,t,Who of ${n}?,${n} > 1,,,,today(),\nnote,x,Thanks,,,,,,\n");
    has(
        &xml,
        &[
            "<n>3</n>",
            "<bind nodeset=\"/data/n\" type=\"int\" constraint=\". &gt; 0 and . &lt; 9\" required=\"true()\" jr:constraintMsg=\"Under 9\"/>",
            "<bind nodeset=\"/data/t\" type=\"string\" relevant=\"/data/n  &gt; 1\"/>",
            "<setvalue event=\"odk-instance-first-load\" ref=\"/data/t\" value=\"today()\"/>",
            "<label>Who of <output value=\"/data/n\"/>?</label>",
            "<bind nodeset=\"/data/x\" type=\"string\" readonly=\"true()\"/>",
            "<bind nodeset=\"/data/meta/instanceID\" type=\"string\" readonly=\"true()\" jr:preload=\"uid\"/>",
        ],
    );
}

#[test]
fn repeats_with_relative_paths() {
    let xml = xml("type,name,label,relevant,repeat_count,default,calculation,trigger\n\
        text,outer,O,,,,,\nbegin repeat,r,R,,1 + 2,,,\ntext,a,A,,,uuid(),,\n\
        text,b,B,\"${a} = ${outer} and ${a}-1 > 2\",,,,\ntext,c,C,,,,${b},${b}\nend repeat,,,,,,,\n");
    has(
        &xml,
        &[
            "<r jr:template=\"\">",
            "relevant=\"../a  =  /data/outer  and  ../a -1 &gt; 2\"",
            "<bind nodeset=\"/data/r_count\" type=\"string\" readonly=\"true()\" calculate=\"1 + 2\"/>",
            "<repeat nodeset=\"/data/r\" jr:count=\"/data/r_count\" jr:noAddRemove=\"true()\">",
            "<setvalue event=\"odk-new-repeat\" ref=\"/data/r/a\" value=\"uuid()\"/>",
            "<setvalue event=\"xforms-value-changed\" ref=\"/data/r/c\" value=\"../b\"/>",
        ],
    );
}

#[test]
fn lists_filters_and_files() {
    let form = sheets(
        &[
            (
                "survey",
                "type,name,label,choice_filter,parameters\ntext,c,C,,\nselect_one l,q,Q,side = ${c},randomize=true seed=7\n\
                select_one_from_file f.csv,v,V,,value=code label=name\nbegin repeat,r,R,,\ntext,n,N,,\nend repeat,,,,\nselect_one ${n},s,S,,\n",
            ),
            ("choices", "list_name,name,label::en,label::fr,side\nl,a,A,,left\n"),
        ],
        &[("f.csv", "code,name\n1,One\n")],
    );
    has(
        &write(&form.unwrap().form).unwrap(),
        &[
            "<itemset nodeset=\"randomize(instance('l')/root/item[side =  /data/c], 7)\">",
            "<label ref=\"jr:itext(itextId)\"/>",
            "<instance id=\"f\" src=\"jr://file-csv/f.csv\"/>",
            "<itemset nodeset=\"instance('f')/root/item\">",
            "<value ref=\"code\"/>",
            "<itemset nodeset=\"/data/r[./n != '']\">",
            "<value>-</value>",
        ],
    );
}

#[test]
fn references_that_lead_nowhere_are_refused() {
    let form = survey("type,name,label,relevant\ntext,a,A,${b} = 1\n").unwrap().form;
    assert_eq!(
        write(&form),
        Err(Unwritable::Reference { at: "a".to_owned(), name: "b".to_owned() })
    );
    let form = survey("type,name,label,calculation,trigger\ncalculate,a,,1,\ntext,b,B,2,${a}\n")
        .unwrap()
        .form;
    assert_eq!(write(&form), Err(Unwritable::Trigger { trigger: "a".to_owned() }));
}

#[test]
fn other_is_spelt_out() {
    let form = sheets(
        &[
            ("survey", "type,name,label\nselect_one l or_other,q,Q\n"),
            ("choices", "list_name,name,label\nl,a,A\n"),
        ],
        &[],
    );
    has(
        &write(&form.unwrap().form).unwrap(),
        &["<name>other</name>", "relevant=\"selected(../q, 'other')\"", "ref=\"/data/q_other\""],
    );
}

const HAND: &str = r#"<html xmlns="http://www.w3.org/1999/xhtml" xmlns:xf="http://www.w3.org/2002/xforms">
<head><title>By hand</title><xf:model>
<xf:instance><visit xmlns="urn:visit" id="hand" version="2"><who/><how>sms</how><n/></visit></xf:instance>
<xf:bind id="w" nodeset="/visit/who" type="xsd:string" required="true()"/>
<xf:bind nodeset="/visit/n" type="int" calculate="string-length(/visit/who)"/>
</xf:model></head><body>
<xf:input bind="w"><xf:label>Who?</xf:label></xf:input>
<xf:select1 ref="how"><xf:label>How?</xf:label>
<xf:item><xf:label>By SMS</xf:label><xf:value>sms</xf:value></xf:item></xf:select1>
</body></html>"#;

#[test]
fn a_document_by_hand() {
    let form = read(HAND.as_bytes(), &Attachments::new()).unwrap().form;
    assert_eq!(
        (form.id.as_str(), form.version.as_str(), form.settings.root.as_deref()),
        ("hand", "2", Some("visit"))
    );
    let [Item::Question(who), Item::Question(how), Item::Question(n)] = form.items.as_slice()
    else {
        panic!()
    };
    assert_eq!((&who.kind, who.place.0), (&Kind::Text, 7));
    assert_eq!(who.rules.required, Some(Expression("true()".to_owned())));
    assert_eq!(
        how.kind,
        Kind::SelectOne { choices: Choices::List("visit_how_choices".to_owned()), other: false }
    );
    assert_eq!(n.kind, Kind::Calculate);
    assert_eq!(n.rules.calculation, Some(Expression("string-length(${who})".to_owned())));
    assert_eq!(form.lists[0].choices[0].name, "sms");
}

#[test]
fn what_cannot_be_represented_is_refused_with_its_line() {
    for (from, to, line) in [
        ("<xf:input bind=\"w\">", "<xf:input ref=\"/visit/whom\">", 7),
        ("<xf:select1 ref=\"how\">", "<xf:secret ref=\"how\"/><xf:select1 ref=\"how\">", 8),
        ("type=\"int\" calculate", "jr:preload=\"x\" calculate", 5),
        ("<xf:label>Who?", "<xf:label ref=\"/visit/n\">Who?", 7),
        ("<xf:label>Who?", "<xf:label ref=\"jr:itext('a')\">Who?", 7),
        ("<xf:label>Who?", "<xf:label><xf:output value=\"1 + 1\"/>Who?", 7),
        ("</xf:model>", "<xf:action/></xf:model>", 6),
        ("<who/><how>sms</how>", "<how>sms</how><who/>", 7),
        ("</xf:model>", "<xf:instance id=\"g\" src=\"jr://file/g.geojson\"/></xf:model>", 6),
        ("</xf:model>", "<xf:instance id=\"g\" src=\"jr://file-csv/g.csv\"/></xf:model>", 6),
        (" id=\"hand\"", "", 3),
    ] {
        let xml = HAND.replace(from, to);
        let faults = read(xml.as_bytes(), &Attachments::new()).unwrap_err();
        assert_eq!(faults[0].line, line, "{to}: {faults:?}");
    }
}
