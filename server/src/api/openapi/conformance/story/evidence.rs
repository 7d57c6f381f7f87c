//! A photo is taken, brought, looked at, taken along, explained and erased.

use super::Story;
use crate::testing::{Camera, Picture};
use doorstep_schema::people::{Role, Scope};
use serde_json::{Value, json};

impl Story {
    pub(crate) async fn photos_are_seen(&mut self) {
        let scope = Scope::Class(self.world.classes[0]);
        let teacher = self.world.person("photographer", Role::Teacher, &[scope]).await;
        let mut camera = Camera::of(&teacher).await;
        let visit = teacher.visits(&self.student);
        let picture = Picture::plain(1);
        let photo = camera.takes(&visit, &picture, self.student.home);
        let id = photo.id;
        assert_eq!(teacher.outcomes(&[visit, photo]).await, ["accepted", "accepted"]);
        let at = |end: &str| format!("/v1/evidence/{id}{end}");
        self.get(&teacher, &at("/photo"), 404).await;
        camera.brings(&picture).await;
        for path in [at("?lang=zh"), at("/photo"), at("/thumb")] {
            self.get(&teacher, &path, 200).await;
        }
        let student = format!("/v1/evidence?student={}", self.student.id);
        let listed = self.get(&teacher, &student, 200).await;
        assert_eq!(listed["items"][0]["id"], id.to_string(), "the last that arrived comes first");
        self.get(&teacher, &format!("{student}&of={id}"), 400).await;
        let (head, supervisor) = (self.head.clone(), self.supervisor.clone());
        self.get(&head, &at("/bundle.zip"), 200).await;
        self.get(&supervisor, "/v1/evidence?limit=1&doubtful=true", 200).await;
        let note = json!({ "note": "the phone had been repaired" });
        self.send(&supervisor, "POST", &at("/explanation"), &note, 200).await;
        self.send(&supervisor, "POST", &at("/explanation"), &json!({ "note": "" }), 422).await;
        let path = format!("/v1/students/{}/erase-photos", self.student.id);
        self.send(&supervisor, "POST", &path, &json!({ "reason": "asked for" }), 200).await;
        self.get(&teacher, &at("/photo"), 404).await;
        self.send(&teacher, "POST", &path, &Value::Null, 400).await;
    }
}
