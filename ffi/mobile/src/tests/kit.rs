//! A platform whose every port can fail, and a server behind its transport that signs a teacher in.

use crate::{
    Call, Clock, Entropy, Gate, Header, Keystore, Location, Moment, Notifications, Place,
    PlannedNotification, Platform, PortError, Reply, Sighting, Transport,
};
use doorstep_core::schema::id::{AssignmentId, ClassId, WorkerId};
use doorstep_core::schema::people::{Assignment, Role, Scope, Worker};
use doorstep_core::schema::region::RegionCode;
use doorstep_core::schema::wire::v1;
use serde_json::Value;
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

/// 2026-11-23 09:00 in China.
pub(super) const NOW: i64 = 1_795_395_600_000;

/// What is done before a call is answered.
pub(super) type Meanwhile = Box<dyn Fn(&Call) + Send>;

/// The platform: what fails is in `broken`, by the name of its port.
#[derive(Default)]
pub(super) struct Phone {
    pub(super) broken: Mutex<BTreeSet<&'static str>>,
    pub(super) key: Mutex<Option<Vec<u8>>>,
    pub(super) forgotten: Mutex<u32>,
    pub(super) recognised: Mutex<bool>,
    /// How many notifications were planned, each time.
    pub(super) plans: Mutex<Vec<usize>>,
    /// The paths that were asked of the server.
    pub(super) asked: Mutex<Vec<String>>,
    pub(super) meanwhile: Mutex<Option<Meanwhile>>,
    chance: AtomicU64,
}

/// The same phone in each of its ports.
pub(super) struct Port(Arc<Phone>, &'static str);

impl Phone {
    pub(super) fn platform(self: &Arc<Self>) -> Platform {
        let port = |name| Arc::new(Port(self.clone(), name));
        Platform {
            clock: port("clock"),
            entropy: port("entropy"),
            keystore: port("keystore"),
            transport: port("transport"),
            location: Some(port("location")),
            notifications: Some(port("notifications")),
        }
    }

    pub(super) fn gate(self: &Arc<Self>) -> Arc<dyn Gate> {
        Arc::new(Port(self.clone(), "gate"))
    }

    pub(super) fn breaks(&self, port: &'static str) {
        self.broken.lock().unwrap().insert(port);
    }

    pub(super) fn mends(&self, port: &'static str) {
        self.broken.lock().unwrap().remove(port);
    }
}

impl Port {
    fn works(&self) -> Result<&Phone, PortError> {
        let broken = self.0.broken.lock().unwrap().contains(self.1);
        if broken { Err(PortError::Failed { reason: self.1.to_owned() }) } else { Ok(&self.0) }
    }
}

impl Clock for Port {
    fn now(&self) -> Result<Moment, PortError> {
        self.works().map(|_| Moment::from_ms(NOW))
    }
}

impl Entropy for Port {
    fn bytes(&self, length: u32) -> Result<Vec<u8>, PortError> {
        let n = self.works()?.chance.fetch_add(1, Ordering::Relaxed) + 1;
        let chance = n.wrapping_mul(0x9E37_79B9_7F4A_7C15).to_be_bytes();
        Ok(chance.into_iter().cycle().take(length as usize).collect())
    }
}

impl Keystore for Port {
    fn key(&self) -> Result<Option<Vec<u8>>, PortError> {
        Ok(self.works()?.key.lock().unwrap().clone())
    }

    fn forget(&self) -> Result<(), PortError> {
        *self.works()?.forgotten.lock().unwrap() += 1;
        Ok(())
    }
}

impl Gate for Port {
    fn pass(&self) -> Result<bool, PortError> {
        Ok(*self.works()?.recognised.lock().unwrap())
    }
}

impl Location for Port {
    fn here(&self) -> Result<Option<Sighting>, PortError> {
        self.works()?;
        let place = Place { lat: 26.4, lon: 99.4, accuracy: 10.0 };
        Ok(Some(Sighting { place: Some(place), mock: true }))
    }
}

impl Notifications for Port {
    fn plan(&self, all: Vec<PlannedNotification>) -> Result<(), PortError> {
        self.works()?.plans.lock().unwrap().push(all.len());
        Ok(())
    }
}

impl Transport for Port {
    fn carry(&self, call: Call) -> Result<Reply, PortError> {
        let phone = self.works()?;
        phone.asked.lock().unwrap().push(call.path.clone());
        if let Some(meanwhile) = &*phone.meanwhile.lock().unwrap() {
            meanwhile(&call);
        }
        let body = if call.path == "/v1/sign-in" { session(&call.body) } else { Vec::new() };
        let status = if body.is_empty() { 204 } else { 200 };
        Ok(Reply { status, headers: Vec::<Header>::new(), body })
    }
}

/// The session of a teacher.
fn session(sign_in: &[u8]) -> Vec<u8> {
    let asked: Value = serde_json::from_slice(sign_in).unwrap();
    let id = "00000000-0000-0000-0000-000000000028";
    let (now, class) = (Moment::from_ms(NOW), ClassId::parse(id).unwrap());
    let worker =
        Worker {
            id: WorkerId::parse(id).unwrap(), name: "高老师".to_owned(), role: Role::Teacher
        };
    let session = v1::Session {
        access_token: "access".to_owned(),
        expires_at: now.plus_days(400),
        refresh_token: "refresh".to_owned(),
        subject: worker.id,
        worker,
        device: serde_json::from_value(asked["device"]["id"].clone()).unwrap(),
        county: RegionCode::parse("533325").unwrap(),
        scope: vec![Assignment {
            id: AssignmentId::parse(id).unwrap(),
            scope: Scope::Class(class),
        }],
        now,
    };
    serde_json::to_vec(&session).unwrap()
}
