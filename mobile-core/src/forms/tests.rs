//! Who is offered what, and bodies that this app can't read.

use super::*;
use crate::drafts::{self, Beginning};
use crate::testing::*;
use doorstep_schema::form::Text;
use doorstep_schema::form::{Audience, Form, Item, Publication, Question};
use doorstep_schema::people::{Department, Role};
use jiff::civil::{Date, date};

fn form(id: &str) -> Form {
    let question = Question { name: "q".to_owned(), ..Question::default() };
    let mut form =
        Form { id: id.to_owned(), items: vec![Item::Question(question)], ..Form::default() };
    form.title = Text::plain(id.to_uppercase());
    form.title.0.insert(Language("zh".to_owned()), "表".to_owned());
    form
}

fn open(region: &str, roles: &[Role], from: Date) -> Vec<Audience> {
    let region = RegionCode::parse(region).unwrap();
    vec![Audience { region, roles: roles.to_vec(), from: Some(from), until: None }]
}

fn put(store: &Store, form: &Form, edition: u32, audience: Vec<Audience>) {
    store.put_form(&publication(form, edition, audience)).unwrap();
}

fn worker(role: Role, scope: Scope) -> Store {
    let mut store = Store::in_memory().unwrap();
    sign_in(&mut store, role, scope, at(1, 8, 0));
    fill(&store, 1, at(1, 8, 0));
    let (early, later) = (date(2026, 11, 1), date(2026, 11, 10));
    put(&store, &form("all"), 1, open("533325", &[], early));
    put(&store, &form("all"), 2, open("533325", &[Role::Teacher], later));
    put(&store, &form("school"), 1, open("533325002", &[], early));
    put(&store, &form("village"), 1, open("533325002206", &[Role::Committee], early));
    put(&store, &form("gone"), 1, vec![]);
    put(&store, &form("next"), 1, open("533323", &[], early));
    store
}

fn seen(store: &Store, now: Moment) -> Vec<(String, u32)> {
    let all = offered(store, &Language::default(), now).unwrap();
    assert!(all.iter().all(|form| form.fit == Fit::Fills));
    all.into_iter().map(|form| (form.form, form.edition)).collect()
}

#[test]
fn forms_are_offered_by_role_region_and_day() {
    let of = |forms: &[(&str, u32)]| -> Vec<(String, u32)> {
        forms.iter().map(|(form, edition)| ((*form).to_owned(), *edition)).collect()
    };
    let (early, late) = (at(9, 23, 59), at(10, 0, 0));
    let teacher = worker(Role::Teacher, Scope::Class(CLASS));
    assert_eq!(seen(&teacher, early), of(&[("all", 1), ("school", 1)]), "a class is in a school");
    assert_eq!(seen(&teacher, late), of(&[("all", 2), ("school", 1)]));
    let principal = worker(Role::Principal, Scope::School(SCHOOL));
    assert_eq!(seen(&principal, late), of(&[("all", 1), ("school", 1)]));
    let committee = worker(Role::Committee, Scope::Region(village(0)));
    assert_eq!(seen(&committee, late), of(&[("all", 1), ("school", 1), ("village", 1)]));
    let next_door = worker(Role::Committee, Scope::Region(village(1)));
    assert_eq!(seen(&next_door, late), of(&[("all", 1), ("school", 1)]));
    let scope = Scope::Department(county(), Department::CivilAffairs);
    assert_eq!(seen(&worker(Role::Department, scope), late), of(&[("all", 1)]));
    assert_eq!(seen(&teacher, at(1, 0, 0).plus_minutes(-1)), of(&[]));
    let nobody = Store::in_memory().unwrap();
    let refused = offered(&nobody, &Language::default(), late).unwrap_err();
    assert_eq!(refused.code, Code::NotSignedIn);
}

#[test]
fn titles_come_in_the_language_asked_for() {
    let store = worker(Role::Teacher, Scope::Class(CLASS));
    let title = |language: &str| {
        offered(&store, &Language(language.to_owned()), at(9, 9, 0)).unwrap()[0].title.clone()
    };
    assert_eq!((title("zh").as_str(), title("fr").as_str()), ("表", "ALL"));
}

/// Bodies that no app, or only another one, can read.
const HOSTILE: [&str; 9] = [
    r#"{"id": "another", "items": [{"item": "question", "name": "q", "kind": "text"}]}"#,
    "",
    "null",
    "[]",
    "{\"id\": \"f\"}",
    r#"{"id": "f", "title": {"": "Later"}, "items": [{"item": "hologram", "name": "x"}]}"#,
    r#"{"id": "f", "items": [{"item": "question", "name": "q", "kind": "text", "rules": {"relevant": "no-such-function()"}}]}"#,
    r#"{"id": "f", "items": [{"item": "question", "name": "a", "kind": "text", "rules": {"relevant": "${a} = 1"}}]}"#,
    "\u{0}\u{1}",
];

#[test]
fn a_body_that_this_app_cannot_read_is_kept_and_told() {
    let deep = format!(
        r#"{{"id":"f","items":[{}"#,
        r#"{"item":"group","name":"g","items":["#.repeat(5_000)
    );
    for body in HOSTILE.into_iter().chain([deep.as_str()]) {
        let store = worker(Role::Teacher, Scope::Class(CLASS));
        let everyone = open("533325", &[], date(2026, 11, 1));
        let publication = |edition| Publication {
            form: "f".to_owned(),
            edition,
            audience: everyone.clone(),
            body: body.to_owned(),
        };
        store.put_form(&publication(2)).unwrap();
        let fit = |store: &Store| {
            let all = offered(store, &Language::default(), at(9, 9, 0)).unwrap();
            all.into_iter().find(|form| form.form == "f").map(|form| (form.edition, form.fit))
        };
        assert_eq!(fit(&store), Some((2, Fit::TooOld)), "{body:.40}");
        let mut store = store;
        let refused = drafts::begin(
            &mut store,
            &entry(at(9, 9, 0), 1),
            &Beginning::about("f", student_id(0)),
        );
        assert_eq!(refused.unwrap_err().code, Code::AppTooOld);
        put(&store, &form("f"), 1, everyone.clone());
        assert_eq!(fit(&store), Some((1, Fit::FillsOlder { newest: 2 })));
        put(&store, &form("f"), 3, everyone.clone());
        assert_eq!(fit(&store), Some((3, Fit::Fills)));
    }
}

#[test]
fn a_form_that_a_newer_app_can_read_is_offered_once_that_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("phone.db");
    let mut store = Store::open(&path).unwrap();
    sign_in(&mut store, Role::Teacher, Scope::Class(CLASS), at(1, 8, 0));
    fill(&store, 1, at(1, 8, 0));
    put(&store, &form("f"), 1, open("533325", &[], date(2026, 11, 1)));
    // As the older app judged it.
    store.misjudge("f", 1);
    drop(store);
    let store = Store::open(&path).unwrap();
    assert_eq!(seen(&store, at(9, 9, 0)), [("f".to_owned(), 1)]);
}

#[test]
fn a_large_form_comes_back_whole() {
    let store = worker(Role::Teacher, Scope::Class(CLASS));
    let mut large = form("large");
    let item = |n: u32| {
        let hint = Text::plain(format!("{n}-{}", "家访须知".repeat(900)));
        Item::Question(Question { name: format!("q{n}"), hint, ..Question::default() })
    };
    large.items.extend((0..600).map(item));
    put(&store, &large, 1, open("533325", &[], date(2026, 11, 1)));
    assert_eq!(**store.form("large", 1).unwrap().unwrap().form(), large);
}
