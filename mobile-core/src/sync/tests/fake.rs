//! A server of a few dozen lines: a log, tokens, receipts, and a network that can be told to fail.

use super::super::{Call, Method, Reply, Report, Step, Sync};
use super::tus::Uploads;
use crate::store::Store;
use crate::testing::*;
use doorstep_schema::id::{DeviceId, FactId, StudentId};
use doorstep_schema::moment::Moment;
use doorstep_schema::people::{Role, Scope, Student};
use doorstep_schema::problem::Violation;
use doorstep_schema::wire::{cbor, v1};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone)]
pub(super) enum Logged {
    Reference(Box<v1::Page>),
    Student(Box<Student>),
    Removed(StudentId),
    Fact(v1::Fact),
}

#[derive(Default)]
pub(super) struct Fake {
    pub(super) log: Vec<Logged>,
    pub(super) facts: BTreeMap<FactId, v1::Fact>,
    pub(super) refuse: BTreeSet<&'static str>,
    pub(super) gone: Vec<StudentId>,
    pub(super) tokens: u32,
    pub(super) revoked: bool,
    pub(super) knows_refresh: bool,
    pub(super) calls: Vec<String>,
    pub(super) uploads: Uploads,
}

pub(super) fn got(status: u16, body: Vec<u8>) -> Reply {
    let content_type = Some(cbor::MEDIA_TYPE.to_owned());
    Reply::Got {
        status,
        retry_after: None,
        content_type,
        encoding: None,
        location: None,
        upload_offset: None,
        body,
    }
}

pub(super) fn problem(status: u16, code: &str) -> Reply {
    let body = serde_json::json!({"type": "", "title": "", "status": status, "detail": "no", "code": code, "retryable": false});
    let content_type = Some("application/problem+json; charset=utf-8".to_owned());
    Reply::Got {
        status,
        retry_after: None,
        content_type,
        encoding: None,
        location: None,
        upload_offset: None,
        body: body.to_string().into_bytes(),
    }
}

impl Fake {
    pub(super) fn with(students: u128) -> Self {
        let mut log = vec![Logged::Reference(Box::new(reference()))];
        log.extend((0..students).map(|n| Logged::Student(Box::new(student(n)))));
        Self { log, knows_refresh: true, ..Self::default() }
    }

    pub(super) fn handle(&mut self, call: &Call, now: Moment, device: DeviceId) -> Reply {
        self.calls.push(format!("{} {}", call.method.as_str(), call.path));
        if self.revoked {
            return problem(401, "device_revoked");
        }
        let body = match call.encoding {
            Some("zstd") => zstd::stream::decode_all(&call.body[..]).unwrap(),
            _ => call.body.clone(),
        };
        if call.path == "/v1/refresh" {
            let refresh: v1::Refresh = cbor::decode(&body).unwrap();
            assert!(refresh.signature.is_some_and(|s| s.len() == 86));
            if !self.knows_refresh {
                return problem(401, "unauthenticated");
            }
            self.tokens += 1;
            return got(200, cbor::encode(&self.session(now, device)));
        }
        if call.authorization != Some(format!("Bearer access-{}", self.tokens)) {
            return problem(401, "token_expired");
        }
        if call.path.starts_with("/v1/files") {
            return self.file(call);
        }
        match (call.method, call.path.split('?').next().unwrap()) {
            (Method::Post, "/v1/push") => self.push(&cbor::decode(&body).unwrap(), now),
            (Method::Post, "/v1/removals") => {
                self.gone.extend(cbor::decode::<v1::Removal>(&body).unwrap().students);
                Reply::Got {
                    status: 204,
                    retry_after: None,
                    content_type: None,
                    encoding: None,
                    location: None,
                    upload_offset: None,
                    body: vec![],
                }
            }
            _ => self.pull(&call.path, now),
        }
    }

    fn session(&self, now: Moment, device: DeviceId) -> v1::Session {
        v1::Session {
            access_token: format!("access-{}", self.tokens),
            expires_at: now.plus_minutes(15),
            refresh_token: format!("refresh-{}", self.tokens),
            worker: worker(Role::Teacher),
            subject: TEACHER,
            device,
            county: county(),
            scope: scope(Scope::Class(CLASS)),
            now,
        }
    }

    fn push(&mut self, push: &v1::Push, now: Moment) -> Reply {
        assert!(push.facts.len() <= v1::MAX_PUSH);
        let receipts = push.facts.iter().map(|fact| {
            let refused = self.refuse.contains(fact.kind.as_str());
            let outcome = if refused {
                v1::Outcome::Refused
            } else if self.facts.insert(fact.id, fact.clone()).is_none() {
                self.log.push(Logged::Fact(fact.clone()));
                v1::Outcome::Accepted
            } else {
                v1::Outcome::Duplicate
            };
            let problem =
                refused.then(|| Violation::new("payload.said", "out_of_range", "too much"));
            v1::Receipt { id: fact.id, outcome, problem }
        });
        let receipts = receipts.collect();
        got(200, cbor::encode(&v1::PushAnswer { receipts, now }))
    }

    fn pull(&self, path: &str, now: Moment) -> Reply {
        let query: BTreeMap<&str, &str> =
            path.split_once('?').unwrap().1.split('&').filter_map(|p| p.split_once('=')).collect();
        let after = usize::try_from(v1::Cursor::parse(query["after"]).unwrap().seq).unwrap();
        let limit: usize = query.get("limit").map_or(1_000, |limit| limit.parse().unwrap());
        if after >= self.log.len() {
            return Reply::Got {
                status: 204,
                retry_after: None,
                content_type: None,
                encoding: None,
                location: None,
                upload_offset: None,
                body: vec![],
            };
        }
        let end = self.log.len().min(after + limit);
        let mut page = v1::Page { now, ..v1::Page::default() };
        for entry in &self.log[after..end] {
            match entry.clone() {
                Logged::Reference(reference) => {
                    let students = std::mem::take(&mut page.students);
                    let mut files = std::mem::take(&mut page.files);
                    files.extend(reference.files.clone());
                    page = v1::Page { students, files, now, ..*reference };
                }
                Logged::Student(student) => page.students.push(*student),
                Logged::Removed(id) => page.removed.push(id),
                Logged::Fact(fact) => page.facts.push(fact),
            }
        }
        page.cursor = v1::Cursor { seq: i64::try_from(end).unwrap(), rank: 2, own: 0 };
        page.more = end < self.log.len();
        let plain = cbor::encode(&page);
        let body = zstd::bulk::compress(&plain, 3).unwrap();
        let content_type = Some(cbor::MEDIA_TYPE.to_owned());
        Reply::Got {
            status: 200,
            retry_after: None,
            content_type,
            encoding: Some("zstd".to_owned()),
            location: None,
            upload_offset: None,
            body,
        }
    }
}

/// Drives a run over a good network to its end.
pub(super) fn run(store: &mut Store, fake: &mut Fake, now: Moment) -> Report {
    let device = store.session().unwrap().map_or(DeviceId(uuid::Uuid::nil()), |s| s.device);
    let mut sync = Sync::begin(store, now).unwrap();
    let mut clock = now;
    for _ in 0..200 {
        match sync.next(store, clock).unwrap() {
            Step::Send(call) => {
                let reply = fake.handle(&call, clock, device);
                sync.answer(store, reply, clock).unwrap();
            }
            Step::Wait { until } => clock = until,
            Step::Done(report) => return report,
        }
    }
    panic!("the run does not end")
}
