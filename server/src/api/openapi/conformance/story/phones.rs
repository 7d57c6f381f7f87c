//! What a phone pushes, pulls and confirms.

use super::{Story, wire};
use doorstep_schema::fact::{
    AbsenceReport, Act, Amendment, Met, ProfileEdit, PromiseMade, ReferralSent, ReminderSet,
    Retraction, StatusRequest, Visit,
};
use doorstep_schema::people::{Channel, Concern, Department, Status};
use doorstep_schema::wire::v1::{Cursor, Fact, Push};
use jiff::civil::date;
use serde_json::{Value, json};

impl Story {
    /// What a teacher enters about a student who is absent.
    fn entered(&self) -> Vec<Fact> {
        let (teacher, id, now) = (&self.teacher, Some(self.student.id), self.world.app.now());
        let absence = |reason: &str| {
            let days = vec![date(2026, 11, 20), date(2026, 11, 23)];
            Act::AbsenceReport(AbsenceReport {
                days,
                told_at: now,
                reason: reason.to_owned(),
                excused: false,
                filled: None,
            })
        };
        let promise =
            PromiseMade { text: "周一回校".to_owned(), by: date(2026, 11, 30), returns: true };
        let visit = Visit {
            concerns: vec![Concern::Hardship],
            promise: Some(promise),
            ..Visit::met(Met::Guardian)
        };
        let edit = |value: &str| ProfileEdit {
            field: "address".to_owned(),
            value: json!(value),
            based_on: Vec::new(),
        };
        let request = StatusRequest {
            to: Status::Suspended,
            reason: "生病".to_owned(),
            from: date(2026, 12, 1),
            evidence: Vec::new(),
        };
        let referral = ReferralSent {
            department: Department::CivilAffairs,
            reason: "困难".to_owned(),
            concern: Some(Concern::Hardship),
            serious: false,
        };
        let reminder = ReminderSet {
            guardian: None,
            text: "打电话".to_owned(),
            channel: Some(Channel::Call),
            opens: now,
            due: now.plus_minutes(60),
            late: now.plus_minutes(120),
        };
        let (absent, call) = (teacher.enters(id, absence("")), teacher.calls(&self.student));
        let amendment = Amendment {
            of: absent.id,
            payload: absence("务工").payload(),
            happened_at: None,
            reason: String::new(),
        };
        let retraction = Retraction { of: call.id, reason: "记错人".to_owned() };
        let mut facts = vec![absent, call];
        facts.extend(
            [
                Act::Visit(visit),
                Act::ProfileEdit(edit("四组")),
                Act::ProfileEdit(edit("五组")),
                Act::StatusRequest(request),
                Act::ReferralSent(referral),
                Act::ReminderSet(reminder),
                Act::Amendment(amendment),
                Act::Retraction(retraction),
            ]
            .map(|act| teacher.enters(id, act)),
        );
        facts
    }

    pub(in super::super) async fn phones_sync(&mut self) {
        let (teacher, mut facts) = (self.teacher.clone(), self.entered());
        let push = wire(&Push { facts: facts.clone() });
        let answer = self.send(&teacher, "POST", "/v1/push", &push, 200).await;
        let accepted = |receipt: &Value| receipt["outcome"] == "accepted";
        assert!(answer["receipts"].as_array().unwrap().iter().all(accepted), "{answer}");
        facts[1].kind = "drone_flight".to_owned();
        self.send(&teacher, "POST", "/v1/push", &wire(&Push { facts }), 200).await;
        self.send(&teacher, "POST", "/v1/push", &json!({ "facts": 1 }), 400).await;
        let mut after = Cursor::default();
        loop {
            let page = self.get(&teacher, &format!("/v1/pull?after={after}"), 200).await;
            after = serde_json::from_value(page["cursor"].clone()).unwrap();
            if page["more"].is_null() {
                break;
            }
        }
        self.get(&teacher, &format!("/v1/pull?after={after}&limit=5"), 204).await;
        self.get(&teacher, "/v1/pull?after=x", 400).await;
        let gone = json!({ "students": [self.student.id] });
        self.send(&teacher, "POST", "/v1/removals", &gone, 204).await;
    }
}
