//! One story in which every operation is called, by those who may and by some who may not.

mod acts;
mod desk;
mod evidence;
mod papers;
mod phones;
mod photos;

use super::contract::Contract;
use crate::db::students::{self, Record};
use crate::testing::{Person, Phone, World};
use doorstep_schema::id::GuardianId;
use doorstep_schema::people::{Channel, Group, Guardian, Relation, Role, Scope, Student};
use doorstep_schema::place::Place;
use serde_json::{Value, json};

/// A county with someone of every kind, and the contract that all their calls are held against.
pub(super) struct Story {
    pub(super) contract: Contract,
    world: World,
    teacher: Person,
    committee: Person,
    officer: Person,
    head: Person,
    supervisor: Person,
    admin: Person,
    student: Student,
}

/// A value as it travels.
fn wire<T: serde::Serialize>(value: &T) -> Value {
    serde_json::to_value(value).unwrap()
}

/// A student of whom everything is on file.
async fn put_student(world: &World) -> Student {
    let guardian = Guardian {
        id: GuardianId(uuid::Uuid::from_u128(0x91)),
        name: "和玉兰".to_owned(),
        relation: Relation::Grandparent,
        phone: "13800000000".to_owned(),
        away: "昆明".to_owned(),
        channel: Some(Channel::Call),
        consent: Some(true),
    };
    let student = Student {
        address: "三组".to_owned(),
        home: Some(Place { lat: 26.5, lon: 99.4, accuracy: 12.5 }),
        groups: [Group::LeftBehind, Group::PoorHousehold].into(),
        boarding: true,
        guardians: vec![guardian],
        ..world.student(0, 0)
    };
    let record = Record {
        student: student.clone(),
        identity: "53332520130504001X".to_owned(),
        initials: "hxm".to_owned(),
    };
    let mut tx = world.app.db.write().await.unwrap();
    students::put(&mut tx, world.county, &[record], world.app.now()).await.unwrap();
    tx.commit().await.unwrap();
    student
}

impl Story {
    pub(super) async fn new(world: World) -> Self {
        let person = async |name: &str, role, scope| world.person(name, role, &[scope]).await;
        let township = world.villages[0].parent().unwrap();
        let county = Scope::Region(world.county);
        Self {
            contract: Contract::new(),
            teacher: person("teacher", Role::Teacher, Scope::Class(world.classes[0])).await,
            committee: person("committee", Role::Committee, Scope::Region(world.villages[0])).await,
            officer: person("officer", Role::Township, Scope::Region(township)).await,
            head: person("head", Role::Principal, Scope::School(world.school)).await,
            supervisor: person("supervisor", Role::Supervisor, county).await,
            admin: person("admin", Role::Administrator, county).await,
            student: put_student(&world).await,
            world,
        }
    }

    /// Gets an address and demands a status.
    async fn get(&mut self, person: &Person, path: &str, status: u16) -> Value {
        self.send(person, "GET", path, &Value::Null, status).await
    }

    /// Calls an address and demands a status.
    async fn send(
        &mut self,
        person: &Person,
        method: &str,
        path: &str,
        body: &Value,
        status: u16,
    ) -> Value {
        let (answered, answer) = self.contract.by(person, method, path, body).await;
        assert_eq!(answered, status, "{method} {path} {answer}");
        answer
    }

    /// Calls an address as nobody and demands a status.
    async fn stranger(&mut self, method: &str, path: &str, body: &Value, status: u16) -> Value {
        let world = self.world.clone();
        let (answered, answer) = self.contract.stranger(&world, method, path, body).await;
        assert_eq!(answered, status, "{method} {path} {answer}");
        answer
    }

    pub(super) async fn people_sign_in(&mut self) {
        let phone = Phone::new(1);
        let sign_in = phone.sign_in(&self.world, "teacher", "password");
        let session = self.stranger("POST", "/v1/sign-in", &wire(&sign_in), 200).await;
        let refresh = wire(&phone.refresh(session["refresh_token"].as_str().unwrap()));
        self.stranger("POST", "/v1/refresh", &refresh, 200).await;
        let browser = json!({ "username": "head", "password": "password" });
        self.stranger("POST", "/v1/sign-in", &browser, 200).await;
        let wrong = json!({ "username": "head", "password": "wrong" });
        self.stranger("POST", "/v1/sign-in", &wrong, 401).await;
        let mut unsigned = wire(&sign_in);
        unsigned["device"]["signature"] = json!("x");
        self.stranger("POST", "/v1/sign-in", &unsigned, 422).await;
        let stolen = phone.sign_in(&self.world, "head", "password");
        self.stranger("POST", "/v1/sign-in", &wire(&stolen), 409).await;
        self.stranger("POST", "/v1/sign-in", &json!({ "username": 7 }), 400).await;
        self.stranger("GET", "/v1/me", &Value::Null, 401).await;
        let admin = self.admin.clone();
        self.get(&admin, "/v1/me", 200).await;
        let gone = self.world.person("gone", Role::Department, &[]).await;
        self.send(&gone, "POST", "/v1/sign-out", &Value::Null, 204).await;
    }
}
