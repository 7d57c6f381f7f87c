//! Schemas of what is on file: regions, schools, classes, workers, students and the calendar.

use super::{Named, closed, day, flag, id, list, maybe, number, real, region, text, to, word};
use doorstep_schema::people::{Channel, Department, Group, Relation, Role, Sex, Status};
use doorstep_schema::region::Level;
use serde_json::{Value, json};

pub(super) fn all() -> Vec<Named> {
    let none = json!({});
    let region_of = json!({ "code": region(), "name": text() });
    let school = json!({
        "id": id(), "county": region(), "code": text(), "name": text(), "region": region(),
    });
    let class = json!({
        "id": id(), "school": id(), "year": number(), "grade": number(), "number": number(),
    });
    let place = json!({ "lat": real(), "lon": real(), "accuracy": real() });
    let colleague = json!({ "id": id(), "name": text(), "role": role() });
    let term = closed(&json!({ "first": day(), "last": day() }), &none);
    let calendar = json!({
        "terms": list(&term), "holidays": list(&day()), "made_up": list(&day()),
    });
    let lies = json!({
        "code": region(), "name": text(), "level": word(Level::ALL.map(Level::as_str)),
        "parent": maybe(&region()), "lat": maybe(&real()), "lon": maybe(&real()),
    });
    let listed = json!({
        "id": id(), "code": text(), "name": text(), "region": region(), "lat": maybe(&real()),
        "lon": maybe(&real()),
    });
    vec![
        ("Regions", list(&closed(&lies, &none))),
        ("Schools", list(&closed(&listed, &none))),
        ("Region", closed(&region_of, &json!({ "retired": flag() }))),
        ("School", closed(&school, &json!({ "place": to("Place") }))),
        ("Class", closed(&class, &none)),
        ("Place", closed(&place, &none)),
        ("Calendar", closed(&calendar, &none)),
        ("Colleague", closed(&colleague, &none)),
        ("Assignment", closed(&json!({ "id": id(), "scope": scope() }), &none)),
        ("Guardian", guardian()),
        ("Student", student()),
    ]
}

/// What a worker is.
pub(super) fn role() -> Value {
    word(Role::ALL.iter().map(|role| role.as_str()))
}

/// Where a student's schooling stands.
pub(super) fn status() -> Value {
    word(Status::ALL.iter().map(|status| status.as_str()))
}

/// How a guardian is reached.
pub(super) fn channel() -> Value {
    word(Channel::ALL.iter().map(|channel| channel.as_str()))
}

/// A department of the joint control.
pub(super) fn department() -> Value {
    word(Department::ALL.iter().map(|department| department.as_str()))
}

/// The groups that a student belongs to.
pub(super) fn groups() -> Value {
    list(&word(Group::ALL.iter().map(|group| group.as_str())))
}

/// A class, a school, a region, or a department of a county.
pub(super) fn scope() -> Value {
    let none = json!({});
    let pair = json!({
        "type": "array", "prefixItems": [region(), department()], "minItems": 2, "maxItems": 2,
    });
    json!({ "oneOf": [
        closed(&json!({ "class": id() }), &none),
        closed(&json!({ "school": id() }), &none),
        closed(&json!({ "region": region() }), &none),
        closed(&json!({ "department": pair }), &none),
    ] })
}

fn guardian() -> Value {
    let relation = word(Relation::ALL.iter().map(|relation| relation.as_str()));
    closed(
        &json!({ "id": id(), "name": text(), "relation": relation }),
        &json!({
            "phone": text(), "away": text(), "channel": channel(), "consent": flag(),
        }),
    )
}

fn student() -> Value {
    let sex = word(Sex::ALL.iter().map(|sex| sex.as_str()));
    let always = json!({
        "id": id(), "county": region(), "name": text(), "sex": sex, "birth_date": day(),
        "school": id(), "class": id(), "grade": number(), "village": region(), "status": status(),
        "known_since": day(),
    });
    let sometimes = json!({
        "identity_masked": text(), "student_number": text(), "address": text(),
        "home": to("Place"), "groups": groups(), "boarding": flag(),
        "guardians": list(&to("Guardian")),
    });
    closed(&always, &sometimes)
}

/// What people call places: nothing where one is not on file.
pub(super) fn names() -> Vec<Named> {
    let none = json!({});
    let (name, count) = (maybe(&text()), maybe(&number()));
    let places = json!({ "school": name, "class": name, "village": name, "township": name });
    vec![
        ("StudentName", closed(&json!({ "id": id(), "name": text() }), &none)),
        ("RegionName", closed(&json!({ "code": region(), "name": name }), &none)),
        ("SchoolName", closed(&json!({ "id": id(), "name": name }), &none)),
        ("ClassName", closed(&json!({ "id": id(), "grade": count, "number": count }), &none)),
        ("PlaceNames", closed(&places, &none)),
    ]
}
