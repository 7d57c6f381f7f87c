//! What is done at desks: lists, many follow-ups at once, facts, moves between workers.

use super::Story;
use serde_json::{Value, json};

impl Story {
    pub(in super::super) async fn acts_are_recorded(&mut self) {
        let (committee, supervisor) = (self.committee.clone(), self.supervisor.clone());
        let list = self.get(&supervisor, "/v1/follow-ups?limit=1&total=true", 200).await;
        let after = list["next"].as_str().unwrap();
        self.get(&supervisor, &format!("/v1/follow-ups?after={after}"), 200).await;
        for query in ["sort=-student", "state=closed", "age=1-3&text=hxm", "reason=ladder&step=3"] {
            self.get(&supervisor, &format!("/v1/follow-ups?{query}"), 200).await;
        }
        self.get(&supervisor, "/v1/follow-ups?sort=x", 400).await;
        let mut ids = vec![json!(uuid::Uuid::from_u128(1))];
        ids.extend(list["rows"].as_array().unwrap().iter().map(|row| row["id"].clone()));
        let bulk = json!({ "act": "accept", "ids": ids });
        let done = self.send(&supervisor, "POST", "/v1/follow-ups/bulk", &bulk, 200).await;
        assert!(done["results"][0]["problem"].is_object(), "{done}");
        assert!(done["results"][1]["fact"].is_string(), "{done}");
        let nobody = json!({ "act": "reassign", "ids": ids });
        self.send(&supervisor, "POST", "/v1/follow-ups/bulk", &nobody, 422).await;
        let facts = format!("/v1/students/{}/facts", self.student.id);
        let call = json!({ "kind": "guardian_contact", "payload": { "channel": "call", "reached": true },
            "happened_at": self.world.app.now() });
        let made = self.send(&committee, "POST", &facts, &call, 201).await;
        let misfit = json!({ "kind": "guardian_contact", "payload": { "channel": "call" } });
        self.send(&committee, "POST", &facts, &misfit, 422).await;
        self.send(&supervisor, "POST", &facts, &call, 404).await;
        let retract = format!("/v1/facts/{}/retract", made["id"].as_str().unwrap());
        let why = json!({ "reason": "记错了" });
        self.send(&supervisor, "POST", &retract, &why, 404).await;
        self.send(&committee, "POST", &retract, &why, 201).await;
        self.send(&committee, "POST", &retract, &why, 409).await;
    }

    pub(in super::super) async fn work_is_moved(&mut self) {
        let (admin, teacher) = (self.admin.clone(), self.teacher.clone());
        let workers = self.get(&admin, "/v1/workers", 200).await;
        let workers = workers["workers"].as_array().unwrap();
        let other = workers.iter().find(|worker| worker["username"] == "t9").unwrap();
        let mut asked = json!({ "dry_run": true, "school": null, "class": self.world.classes[0],
            "from": teacher.worker, "to": other["id"], "reason": "产假" });
        let told = self.send(&admin, "POST", "/v1/moves", &asked, 200).await;
        assert!(!told["phones"].as_array().unwrap().is_empty(), "{told}");
        asked["dry_run"] = json!(false);
        self.send(&admin, "POST", "/v1/moves", &asked, 201).await;
        self.send(&admin, "POST", "/v1/moves", &asked, 409).await;
        asked["reason"] = json!("");
        self.send(&admin, "POST", "/v1/moves", &asked, 422).await;
        self.send(&teacher, "POST", "/v1/moves", &asked, 404).await;
        let moves = self.get(&admin, "/v1/moves?limit=1", 200).await;
        assert_ne!(moves["moves"][0]["still_on"], Value::Array(Vec::new()), "{moves}");
        let silent = self.get(&admin, "/v1/devices?silent_days=0", 200).await;
        assert!(!silent["devices"].as_array().unwrap().is_empty(), "{silent}");
    }
}
