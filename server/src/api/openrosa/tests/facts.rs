//! A filled form becomes the fact that a phone would have pushed.

use super::{Collect, Fill, publish_shipped, visit};
use crate::acts::openrosa::{device_of, fact_of};
use crate::db::facts;
use crate::jobs::due::reevaluate;
use crate::jobs::verify::verify;
use crate::testing::{Person, World, each_db};
use doorstep_forms::shipped;
use doorstep_schema::fact::{Act, Fact, Help, Met, VenueKind};
use doorstep_schema::id::{FactId, GuardianId};
use doorstep_schema::moment::Moment;
use doorstep_schema::people::{Channel, Concern, Department, Guardian, Relation, Role, Scope};
use doorstep_schema::wire::v1;
use serde_json::{Value, json};

/// Reads a stored fact.
pub(super) async fn stored(world: &World, id: FactId) -> Option<Fact> {
    let mut tx = world.app.db.read().await.unwrap();
    let (_, body) = facts::find(&mut tx, &[id]).await.unwrap().remove(&id)?;
    let wire: v1::Fact = facts::read(&body).unwrap();
    Some(Fact::try_from(&wire).unwrap())
}

/// Reads the fact that a filled form became.
pub(super) async fn fact(world: &World, instance: &str) -> Fact {
    stored(world, fact_of(instance)).await.unwrap()
}

pub(super) async fn teacher(world: &World) -> (Person, Collect) {
    publish_shipped(world).await;
    let person = world.person("teacher", Role::Teacher, &[Scope::Class(world.classes[0])]).await;
    (person, Collect::new(world, "teacher"))
}

async fn reasons(desk: &Person) -> Vec<String> {
    let (_, queue) = desk.get_json("/v1/queue").await;
    let items = queue["items"].as_array().unwrap().iter();
    items.map(|item| item["reason"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_visit_becomes_a_visit_and_reaches_the_committee_s_queue() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let (person, collect) = teacher(&world).await;
        let village = Scope::Region(world.villages[0]);
        let committee = world.person("committee", Role::Committee, &[village]).await;
        let student = world.class_of(0, 1).await.remove(0);
        let form = shipped::home_visit().unwrap();
        let xml = Fill::new(&form, "uuid:v", Some(student.id)).xml(visit());
        let answer = collect.sends(&xml, &[]).await;
        assert_eq!(answer.told(), (201, "The form was received.".to_owned()));
        assert!(
            answer.body.contains("<OpenRosaResponse xmlns=\"http://openrosa.org/http/response\">")
        );
        let fact = fact(&world, "uuid:v").await;
        assert_eq!((fact.author, fact.device), (person.worker, device_of(person.worker)));
        assert_eq!((fact.student, fact.county), (Some(student.id), world.county));
        let at = |text| Moment::parse(text).unwrap();
        assert_eq!(fact.happened_at, at("2026-11-23T07:40:00+08:00"));
        assert_eq!(fact.entered_at, at("2026-11-23T07:55:10.12+08:00"));
        let Act::Visit(visit) = fact.act else { panic!("{:?}", fact.act) };
        assert_eq!(
            (visit.form.as_str(), visit.form_version, visit.met),
            ("home_visit", 1, Met::Guardian)
        );
        assert!(visit.with_committee && visit.attends == Some(true));
        assert_eq!(visit.concerns, [Concern::Hardship]);
        assert_eq!(visit.help, Vec::<Help>::new());
        assert_eq!(visit.promise.unwrap().text, "后天返校");
        assert_eq!(visit.note, "家里只有奶奶");
        assert_eq!(visit.answers["household"]["hardship_group"]["income"], 4_000);
        assert_eq!(visit.answers["evidence"]["photos"][0]["photo"], "1.jpg");
        assert!(!visit.answers.contains_key("doorstep_student"));
        assert_eq!(reasons(&committee).await, ["concern_raised"]);
        // Civil affairs is told by the policy for the concern, justice by a referral of its own.
        let refer = |to| crate::acts::openrosa::referral_of(fact.id, to);
        let justice = stored(&world, refer(Department::Justice)).await.unwrap();
        let Act::ReferralSent(sent) = justice.act else { panic!("{:?}", justice.act) };
        assert_eq!((sent.department, sent.concern), (Department::Justice, None));
        assert_eq!(sent.reason, "家访");
        assert!(stored(&world, refer(Department::CivilAffairs)).await.is_none());
        let (_, timeline) = committee.get_json(&format!("/v1/students/{}", student.id)).await;
        let text = timeline.to_string();
        assert!(text.contains("civil_affairs") && text.contains("justice"), "{text}");
        let differs = verify(&world.app.db, &world.app.rules, world.app.now()).await.unwrap();
        assert!(differs.changes.is_empty(), "{differs:?}");
    })
    .await;
}

#[tokio::test]
async fn an_absence_report_opens_the_ladder() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let (person, collect) = teacher(&world).await;
        let student = world.class_of(0, 1).await.remove(0);
        let form = shipped::absence_report().unwrap();
        let answers = json!({ "started": "2026-11-23T07:58:00+08:00", "absent_from": "2026-11-20",
            "absent_until": "2026-11-23", "told_at": "2026-11-23T07:59:00.000+08:00", "lessons": "day",
            "asked_home": "yes", "reason_known": "yes", "reason_kind": "illness", "reason": "感冒",
            "excused": "no" });
        let xml = Fill::new(&form, "uuid:a", Some(student.id)).xml(answers);
        assert_eq!(collect.sends(&xml, &[]).await.status, 201);
        let fact = fact(&world, "uuid:a").await;
        let Act::AbsenceReport(report) = fact.act else { panic!("{:?}", fact.act) };
        assert_eq!((report.days.len(), report.reason.as_str(), report.excused), (2, "感冒", false));
        let filled = report.filled.unwrap();
        assert_eq!((filled.form.as_str(), filled.form_version), ("absence_report", 1));
        assert_eq!(filled.answers["lessons"], "day");
        assert_eq!(fact.happened_at, Moment::parse("2026-11-23T07:58:00+08:00").unwrap());
        reevaluate(&world.app.db, &world.app.rules, world.app.now()).await.unwrap();
        assert!(reasons(&person).await.contains(&"ladder".to_owned()));
    })
    .await;
}

#[tokio::test]
async fn a_contact_names_its_guardian_and_a_venue_report_no_student() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let (_, collect) = teacher(&world).await;
        let mut student = world.student(0, 0);
        let guardian = GuardianId(uuid::Uuid::from_u128(9));
        student.guardians = vec![Guardian {
            id: guardian,
            name: "和大山".to_owned(),
            relation: Relation::Father,
            phone: String::new(),
            away: String::new(),
            channel: None,
            consent: None,
        }];
        world.put(std::slice::from_ref(&student)).await;
        let form = shipped::guardian_contact().unwrap();
        let answers = json!({ "happened_at": "2026-11-22T19:00:00.000+08:00", "channel": "wechat",
            "reached": "yes", "talk": { "relation": "father", "said": "明天就去", "promised": "no" } });
        let fill = Fill::new(&form, "uuid:c", Some(student.id));
        let xml = Fill { guardian: Some(guardian), ..fill }.xml(answers);
        assert_eq!(collect.sends(&xml, &[]).await.status, 201);
        let Act::GuardianContact(contact) = fact(&world, "uuid:c").await.act else { panic!() };
        assert_eq!((contact.channel, contact.guardian), (Channel::Wechat, Some(guardian)));
        assert_eq!((contact.reached, contact.said.as_str()), (true, "明天就去"));
        let form = shipped::venue_report().unwrap();
        let answers = json!({ "venue_kind": "internet_cafe", "venue_name": "星空网吧",
            "place": "26.5 98.9 0 5", "minors_seen": "yes", "minors": "3", "employs_minors": "no" });
        let xml = Fill::new(&form, "uuid:n", None).xml(answers);
        assert_eq!(collect.sends(&xml, &[]).await.status, 201);
        let fact = fact(&world, "uuid:n").await;
        let Act::VenueReport(report) = fact.act else { panic!("{:?}", fact.act) };
        assert_eq!((report.kind, report.name.as_str()), (VenueKind::InternetCafe, "星空网吧"));
        assert_eq!((fact.student, fact.happened_at), (None, world.app.now()));
    })
    .await;
}

#[tokio::test]
async fn what_is_not_permitted_or_cannot_be_a_fact_is_refused_in_words() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let (_, collect) = teacher(&world).await;
        world.person("county", Role::Supervisor, &[Scope::Region(world.county)]).await;
        let (mine, other) =
            (world.class_of(0, 1).await.remove(0), world.class_of(1, 1).await.remove(0));
        let form = shipped::home_visit().unwrap();
        let told = async |id: &str, student, change: fn(&mut Value)| {
            let mut answers = visit();
            change(&mut answers);
            collect.sends(&Fill::new(&form, id, student).xml(answers), &[]).await.told()
        };
        let (status, outside) = told("uuid:1", Some(other.id), |_| {}).await;
        let nobody = doorstep_schema::id::StudentId(uuid::Uuid::nil());
        assert_eq!(told("uuid:2", Some(nobody), |_| {}).await, (403, outside.clone()));
        assert!(status == 403 && outside.contains("outside your scope"), "{outside}");
        let (status, text) = told("uuid:3", None, |_| {}).await;
        assert!(status == 422 && text.contains("doorstep_student"), "{text}");
        let (status, text) = told("uuid:4", Some(mine.id), |a| a["who"]["met"] = Value::Null).await;
        assert!(status == 422 && text.contains("/data/who/met"), "{text}");
        let future = |a: &mut Value| a["where"]["happened_at"] = "2027-01-01T08:00:00+08:00".into();
        let (status, text) = told("uuid:5", Some(mine.id), future).await;
        assert!(status == 422 && text.contains("clock"), "{text}");
        let future = |a: &mut Value| a["ended"] = "2027-01-01T08:00:00+08:00".into();
        let (status, text) = told("uuid:6", Some(mine.id), future).await;
        assert!(status == 422 && text.contains("clock"), "{text}");
        for n in 1..7 {
            assert!(stored(&world, fact_of(&format!("uuid:{n}"))).await.is_none());
        }
        // An answer that has no place is kept with the visit.
        let odd = |a: &mut Value| a["child"]["sleep_hours"] = "long".into();
        assert_eq!(told("uuid:7", Some(mine.id), odd).await.0, 201);
        let Act::Visit(visited) = fact(&world, "uuid:7").await.act else { panic!() };
        assert_eq!(visited.answers["$left_over"]["/data/child/sleep_hours"], "long");
        // A referral that the role may not send does not keep the visit out.
        let county = Collect::new(&world, "county");
        let xml = Fill::new(&form, "uuid:8", Some(other.id)).xml(visit());
        let (status, text) = county.sends(&xml, &[]).await.told();
        assert!(status == 201 && text.contains("referral"), "{text}");
    })
    .await;
}
