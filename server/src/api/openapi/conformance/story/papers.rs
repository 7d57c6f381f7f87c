//! Documents: a template is changed, an order is drawn up, issued, printed and cancelled.

use super::Story;
use serde_json::{Value, json};

impl Story {
    pub(in super::super) async fn papers_are_issued(&mut self) {
        let (admin, officer, head) = (self.admin.clone(), self.officer.clone(), self.head.clone());
        self.get(&admin, "/v1/paper-templates", 200).await;
        self.get(&officer, "/v1/paper-templates", 404).await;
        let path = "/v1/paper-templates/order";
        let shipped = self.get(&admin, path, 200).await;
        let tried = format!("{path}/try");
        let faulty = json!({ "body": "#nobody-knows" });
        let trial = self.send(&admin, "POST", &tried, &faulty, 200).await;
        assert_eq!(trial["faults"][0]["line"], 1, "{trial}");
        self.send(&admin, "PUT", path, &faulty, 422).await;
        let body = json!({ "body": shipped["body"], "numbers": "兰控辍〔{year}〕{n}号" });
        self.send(&admin, "POST", &tried, &body, 200).await;
        self.send(&admin, "PUT", path, &body, 200).await;
        let mut order = json!({
            "kind": "order", "student": self.student.id, "dry_run": true, "fields": {},
        });
        let draft = self.send(&officer, "POST", "/v1/papers", &order, 200).await;
        assert_eq!((&draft["paper"]["number"], draft["pages"].is_array()), (&Value::Null, true));
        order["dry_run"] = json!(false);
        self.send(&officer, "POST", "/v1/papers", &order, 422).await;
        order["fields"]["return_by"] = json!("2026-12-31");
        let issued = self.send(&officer, "POST", "/v1/papers", &order, 201).await;
        assert_eq!(issued["paper"]["number"], "兰控辍〔2026〕1号", "{issued}");
        let paper = format!("/v1/papers/{}", issued["paper"]["id"].as_str().unwrap());
        for part in ["", "/pages", "/paper.pdf"] {
            self.get(&officer, &format!("{paper}{part}"), 200).await;
        }
        let report = json!({
            "kind": "monthly_report", "school": self.world.school, "month": "2026-11",
        });
        self.send(&head, "POST", "/v1/papers", &report, 201).await;
        let page = self.get(&officer, "/v1/papers?limit=1", 200).await;
        assert!(page["next"].is_string(), "{page}");
        let about = format!("/v1/papers?student={}&kind=order", self.student.id);
        assert_eq!(self.get(&head, &about, 200).await["rows"][0]["number"], "兰控辍〔2026〕1号");
        let cancel = format!("{paper}/cancel");
        let reason = json!({ "reason": "姓名写错" });
        self.send(&officer, "POST", &cancel, &reason, 204).await;
        self.send(&officer, "POST", &cancel, &reason, 409).await;
    }
}
