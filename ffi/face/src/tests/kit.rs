//! A phone behind its face, and a server that answers what a teacher's first days need.

use crate::{Face, Said};
use doorstep_core::schema::calendar::{Calendar, Term};
use doorstep_core::schema::form::{Audience, Publication};
use doorstep_core::schema::id::{AssignmentId, ClassId, GuardianId, SchoolId, StudentId, WorkerId};
use doorstep_core::schema::moment::{Clock, Moment};
use doorstep_core::schema::people::{
    Assignment, Class, Guardian, Relation, Role, School, Scope, Sex, Status, Student, Worker,
};
use doorstep_core::schema::place::Place;
use doorstep_core::schema::policy::Policy;
use doorstep_core::schema::region::{Region, RegionCode};
use doorstep_core::schema::wire::{cbor, v1};
use doorstep_core::{Store, photos};
use jiff::civil::{Time, date};
use serde_json::{Value, json};

/// The class, the school and the teacher.
pub(super) const CLASS: &str = "00000000-0000-0000-0000-000000000002";
const SCHOOL: &str = "00000000-0000-0000-0000-000000000001";
const TEACHER: &str = "00000000-0000-0000-0000-000000000028";

/// A moment of the week that begins on Monday, 23 November 2026.
pub(super) fn at(day: i8, hour: i8, minute: i8) -> i64 {
    Clock::CHINA.at(date(2026, 11, day), Time::constant(hour, minute, 0, 0)).ms()
}

/// The id of a student of the class.
pub(super) fn student_id(n: u32) -> String {
    format!("01990000-0000-7000-8000-{n:012}")
}

fn region(code: &str, name: &str) -> Region {
    Region { code: RegionCode::parse(code).unwrap(), name: name.to_owned(), retired: false }
}

fn student(n: u32) -> Student {
    let east = f64::from(n) * 0.003;
    Student {
        id: StudentId::parse(&student_id(n)).unwrap(),
        county: RegionCode::parse("533325").unwrap(),
        name: ["和玉梅", "李晓光", "余阿花", "杨志强"][n as usize % 4].to_owned(),
        sex: Sex::Female,
        birth_date: date(2013, 5, 1),
        identity_masked: String::new(),
        student_number: format!("G53332520{n:08}"),
        school: SchoolId::parse(SCHOOL).unwrap(),
        class: ClassId::parse(CLASS).unwrap(),
        grade: 7,
        village: RegionCode::parse("533325002206").unwrap(),
        address: String::new(),
        home: (n != 3).then_some(Place { lat: 26.4, lon: 99.4 + east, accuracy: 10.0 }),
        groups: [].into(),
        boarding: false,
        status: Status::Enrolled,
        known_since: date(2026, 9, 1),
        guardians: vec![Guardian {
            id: GuardianId::parse(&format!("00000000-0000-0000-0077-{n:012}")).unwrap(),
            name: "和大山".to_owned(),
            relation: Relation::Father,
            phone: format!("139{n:08}"),
            away: String::new(),
            channel: None,
            consent: Some(true),
        }],
    }
}

/// Everything that the first pull brings.
fn first_page(now: Moment) -> v1::Page {
    let county = RegionCode::parse("533325").unwrap();
    let everyone = Audience { region: county, roles: Vec::new(), from: None, until: None };
    let publish = |form: doorstep_core::schema::form::Form| Publication {
        form: form.id.clone(),
        edition: 1,
        audience: vec![everyone.clone()],
        body: serde_json::to_string(&form).unwrap(),
    };
    let school = School {
        id: SchoolId::parse(SCHOOL).unwrap(),
        county,
        code: "0101".to_owned(),
        name: "兔峨中学".to_owned(),
        region: RegionCode::parse("533325002206").unwrap(),
        place: Some(Place { lat: 26.41, lon: 99.41, accuracy: 10.0 }),
    };
    let class = Class {
        id: ClassId::parse(CLASS).unwrap(),
        school: school.id,
        year: 2026,
        grade: 7,
        number: 1,
    };
    v1::Page {
        policy: Some(Policy::shipped()),
        calendar: Some(Calendar {
            terms: vec![Term { first: date(2026, 9, 1), last: date(2027, 1, 15) }],
            holidays: [].into(),
            made_up: [].into(),
        }),
        regions: vec![region("533325", "兰坪县"), region("533325002206", "双纳村")],
        schools: vec![school],
        classes: vec![class],
        workers: vec![worker()],
        forms: doorstep_forms::shipped::all().unwrap().into_iter().map(publish).collect(),
        students: (0..4).map(student).collect(),
        cursor: v1::Cursor { seq: 1, rank: 2, own: 1 },
        now,
        ..v1::Page::default()
    }
}

fn worker() -> Worker {
    let id = WorkerId::parse(TEACHER).unwrap();
    Worker { id, name: "高老师".to_owned(), role: Role::Teacher }
}

/// A phone with its clock.
pub(super) struct Phone {
    pub(super) face: Face,
    pub(super) now: i64,
    entropy: u64,
}

impl Phone {
    /// A phone on which nobody has signed in.
    pub(super) fn fresh() -> Self {
        Self { face: Face::new(Store::in_memory().unwrap()), now: at(23, 9, 0), entropy: 0 }
    }

    /// A teacher's phone after its first sync.
    pub(super) fn enrolled() -> Self {
        let mut phone = Self::fresh();
        phone.enrol();
        phone.sync();
        phone
    }

    /// Asks with byte parts; returns what was said.
    pub(super) fn say(&mut self, ask: &Value, bytes: Vec<Vec<u8>>) -> Said {
        self.entropy += 1;
        let mut entropy = [7; 32];
        entropy[..8]
            .copy_from_slice(&self.entropy.wrapping_mul(0x9E37_79B9_7F4A_7C15).to_be_bytes());
        self.face.call(self.now, entropy, &ask.to_string(), bytes)
    }

    /// Asks; a problem fails the test.
    pub(super) fn ask(&mut self, ask: &Value) -> Value {
        let said = self.say(ask, Vec::new());
        let mut json: Value = serde_json::from_str(&said.json).unwrap();
        assert!(json.get("problem").is_none(), "{ask} gave {json}");
        json["ok"].take()
    }

    /// Asks for what is refused; returns the code and the field.
    pub(super) fn refused(&mut self, ask: &Value) -> (String, Option<String>) {
        let said = self.say(ask, Vec::new());
        let json: Value = serde_json::from_str(&said.json).unwrap();
        assert!(!said.wrote && said.bytes.is_empty());
        let text = |value: &Value| value.as_str().map(str::to_owned);
        (text(&json["problem"]["code"]).unwrap(), text(&json["problem"]["field"]))
    }

    /// Signs the teacher in against a server that agrees.
    pub(super) fn enrol(&mut self) {
        let sign_in = self.ask(&json!({
            "do": "enrol_begin", "username": "gao", "password": "secret", "device_name": "phone",
        }));
        let now = Moment::from_ms(self.now);
        let session = v1::Session {
            access_token: "access".to_owned(),
            expires_at: now.plus_days(400),
            refresh_token: "refresh".to_owned(),
            worker: worker(),
            subject: worker().id,
            device: serde_json::from_value(sign_in["device"]["id"].clone()).unwrap(),
            county: RegionCode::parse("533325").unwrap(),
            scope: vec![Assignment {
                id: AssignmentId::parse(CLASS).unwrap(),
                scope: Scope::Class(ClassId::parse(CLASS).unwrap()),
            }],
            now,
        };
        self.ask(&json!({ "do": "enrol_finish", "session": session }));
    }

    /// Syncs with a server that takes every fact and brings the first page; returns the paths of the calls but uploads.
    pub(super) fn sync(&mut self) -> Vec<String> {
        let mut calls = Vec::new();
        loop {
            let said = self.say(&json!({ "do": "sync_next", "network": "unmetered" }), Vec::new());
            let json: Value = serde_json::from_str(&said.json).unwrap();
            let step = &json["ok"];
            if step["step"] != "send" {
                return calls;
            }
            let path = step["call"]["path"].as_str().unwrap().to_owned();
            let now = Moment::from_ms(self.now);
            let answer = match path.as_str() {
                "/v1/push" => Some(cbor::encode(&taken(&said.bytes[0], now))),
                path if path.starts_with("/v1/pull?after=0.0.0") => {
                    Some(cbor::encode(&first_page(now)))
                }
                path if path.starts_with("/v1/pull") => None,
                _ => {
                    self.ask(&json!({ "do": "sync_answer", "lost": true }));
                    calls.push(path);
                    continue;
                }
            };
            calls.push(path);
            let (status, body) = answer.map_or((204, Vec::new()), |body| (200, body));
            let came =
                json!({ "do": "sync_answer", "status": status, "content_type": cbor::MEDIA_TYPE });
            let said = self.say(&came, vec![body]);
            assert_eq!(said.json, "{\"ok\":null}");
        }
    }
}

/// A receipt for each pushed fact.
fn taken(body: &[u8], now: Moment) -> v1::PushAnswer {
    let push: v1::Push = cbor::decode(&zstd::decode_all(body).unwrap()).unwrap();
    let receipt =
        |fact: v1::Fact| v1::Receipt { id: fact.id, outcome: v1::Outcome::Accepted, problem: None };
    v1::PushAnswer { receipts: push.facts.into_iter().map(receipt).collect(), now }
}

/// A prepared picture: what is told of it, the photo and the thumbnail.
pub(super) fn picture() -> (Value, Vec<Vec<u8>>) {
    let file = doorstep_photo::made::picture(5, 640, 480);
    let prepared = photos::prepare(&file).unwrap();
    let size = |picture: &photos::Picture| json!({ "width": picture.width, "height": picture.height, "sha256": picture.sha256 });
    let made = json!({
        "photo": size(&prepared.photo), "thumb": size(&prepared.thumb), "look": prepared.look,
        "taken": null, "place": null,
    });
    (made, vec![prepared.photo.bytes, prepared.thumb.bytes])
}
