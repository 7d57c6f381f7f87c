//! What is worked, read, exported and kept at desks.

use super::Story;
use crate::jobs::due::reevaluate;
use crate::jobs::exports::make_next;
use axum::http::{HeaderValue, header};
use serde_json::{Value, json};

impl Story {
    pub(in super::super) async fn queues_are_worked(&mut self) {
        self.world.clock.forward_minutes(60 * 8);
        let app = &self.world.app;
        reevaluate(&app.db, &app.rules, app.now()).await.unwrap();
        let (committee, officer) = (self.committee.clone(), self.officer.clone());
        let queue = self.get(&committee, "/v1/queue", 200).await;
        let id = queue["items"][0]["id"].as_str().unwrap().to_owned();
        let path = |act: &str| format!("/v1/follow-ups/{id}/{act}");
        let township = format!("township:{}", self.world.villages[0].parent().unwrap());
        self.send(&committee, "POST", &path("accept"), &Value::Null, 200).await;
        self.send(&committee, "POST", &path("send-back"), &json!({ "reason": " " }), 422).await;
        let reason = json!({ "reason": "全家外出务工" });
        self.send(&committee, "POST", &path("send-back"), &reason, 200).await;
        let to = json!({ "to": township, "reason": "离得近" });
        self.send(&committee, "POST", &path("reassign"), &to, 404).await;
        self.send(&officer, "POST", &path("reassign"), &to, 200).await;
        let proof = json!({ "proof": null, "note": "已办" });
        self.send(&officer, "POST", &path("done"), &proof, 200).await;
        self.world.clock.forward_minutes(60 * 24 * 3);
        let app = &self.world.app;
        reevaluate(&app.db, &app.rules, app.now()).await.unwrap();
        let supervisor = self.supervisor.clone();
        let village = self.world.villages[0];
        let owner = format!("/v1/queue?owner=village:{village}&state=open&limit=1");
        self.get(&supervisor, &owner, 200).await;
        self.get(&supervisor, "/v1/queue?limit=0", 400).await;
        let overdue = self.get(&supervisor, "/v1/overdue?limit=1", 200).await;
        assert!(!overdue["items"].as_array().unwrap().is_empty(), "{overdue}");
        for by in ["village", "township", "school", "owner"] {
            let board = self.get(&supervisor, &format!("/v1/board?by={by}"), 200).await;
            assert!(!board["rows"].as_array().unwrap().is_empty(), "{board}");
        }
        self.get(&supervisor, "/v1/board?region=110101", 404).await;
        let trend = self.get(&supervisor, "/v1/board/trend?weeks=3", 200).await;
        assert_eq!(trend["points"].as_array().unwrap().len(), 3, "{trend}");
        let indicators =
            self.get(&supervisor, "/v1/indicators?groups=all,orphan&lang=zh", 200).await;
        assert_eq!(indicators.as_array().unwrap().len(), 28);
        let children = "/v1/indicators/follow_ups_overdue_1_3/children?part=denominator&limit=1";
        let children = self.get(&supervisor, children, 200).await;
        assert!(children["next"].is_string(), "{children}");
        self.get(&supervisor, "/v1/indicators/retention_rate/children?group=orphan", 200).await;
    }

    pub(in super::super) async fn students_are_read(&mut self) {
        let (supervisor, teacher) = (self.supervisor.clone(), self.teacher.clone());
        self.world.class_of(1, 1).await;
        let students = self.get(&supervisor, "/v1/students?limit=1", 200).await;
        assert!(students["next"].is_string(), "{students}");
        let whole = self.get(&supervisor, "/v1/students?search=hxm", 200).await;
        assert_eq!(whole["items"].as_array().unwrap().len(), 2);
        let student = format!("/v1/students/{}", self.student.id);
        let seen = self.get(&teacher, &student, 200).await;
        let state = &seen["state"];
        let full = ["cases", "promises", "referrals", "reminders", "profile"];
        for part in full.map(|part| &state[part]) {
            assert!(*part != json!([]) && *part != json!({}), "{state}");
        }
        assert_ne!(state["status"]["changes"], json!([]));
        assert_ne!(state["profile"]["address"]["conflicts"], json!([]));
        let timeline = seen["timeline"].as_array().unwrap();
        for mark in ["entered", "amended_by", "retracted_by"] {
            assert!(timeline.iter().any(|entry| !entry[mark].is_null()), "{mark}");
        }
        let case = state["cases"][0]["id"].as_str().unwrap();
        let case = self.get(&supervisor, &format!("/v1/cases/{case}"), 200).await;
        assert_ne!(case["missing"], json!([]));
        let identity = format!("{student}/identity");
        self.get(&supervisor, &identity, 400).await;
        let why = format!("{identity}?reason=school%20roll");
        let shown = self.get(&supervisor, &why, 200).await;
        assert_eq!(shown["identity"], "53332520130504001X");
        let ledgers = self.get(&supervisor, "/v1/ledgers?lang=zh", 200).await;
        assert_eq!(ledgers["ledgers"][0]["total"], 2, "{ledgers}");
        let path = "/v1/ledgers/school_age?limit=1&total=true";
        let page = self.get(&supervisor, path, 200).await;
        assert!(page["next"].is_string(), "{page}");
        self.get(&supervisor, "/v1/ledgers/school_age?text=hxm&group=poor_household", 200).await;
        self.get(&supervisor, "/v1/ledgers/dropouts?group=rich", 400).await;
        self.get(&supervisor, "/v1/ledgers/dropouts?region=110101", 404).await;
        self.get(&teacher, &identity, 404).await;
        let nobody = uuid::Uuid::from_u128(1);
        self.get(&teacher, &format!("/v1/students/{nobody}"), 404).await;
        self.get(&teacher, &format!("/v1/cases/{nobody}"), 404).await;
        self.get(&teacher, "/v1/students?after=x", 400).await;
    }

    pub(in super::super) async fn files_are_exported(&mut self) {
        let head = self.head.clone();
        for file in ["queue.csv", "queue.xlsx", "board.csv?by=school", "board.xlsx?by=village"] {
            let query = if file.contains('?') { "&lang=zh" } else { "?lang=zh" };
            self.get(&head, &format!("/v1/exports/{file}{query}"), 200).await;
        }
        let mut made = Vec::new();
        for format in ["csv", "xlsx", "geojson"] {
            let wish = json!({ "what": "ledger", "ledger": "school_age", "format": format,
                "lang": "zh", "columns": ["name", "identity"],
                "unmask": { "reason": "核对户籍信息" } });
            let job = self.send(&head, "POST", "/v1/exports", &wish, 202).await;
            made.push(format!("/v1/exports/{}", job["id"].as_str().unwrap()));
        }
        for (what, of) in [
            ("students", json!({ "text": "hx" })),
            ("indicator", json!({ "indicator": "follow_ups_overdue_8_30", "part": "numerator" })),
            ("follow_ups", json!({ "columns": ["name", "due"] })),
        ] {
            let path = format!("/v1/exports/columns?what={what}&lang=zh");
            assert_ne!(self.get(&head, &path, 200).await["columns"], json!([]));
            let mut wish = json!({ "what": what, "format": "csv", "lang": "zh" });
            wish.as_object_mut().unwrap().extend(of.as_object().unwrap().clone());
            let job = self.send(&head, "POST", "/v1/exports", &wish, 202).await;
            made.push(format!("/v1/exports/{}", job["id"].as_str().unwrap()));
        }
        self.get(&head, "/v1/exports/columns?what=x", 400).await;
        let early = format!("{}/file", made[0]);
        self.get(&head, &early, 409).await;
        let wrong = json!({ "what": "ledger", "format": "csv" });
        self.send(&head, "POST", "/v1/exports", &wrong, 422).await;
        self.send(&head, "POST", "/v1/exports", &json!({ "what": 1 }), 400).await;
        while make_next(&self.world.app).await.unwrap() {}
        let jobs = self.get(&head, "/v1/exports?limit=1", 200).await;
        assert!(jobs["next"].is_string(), "{jobs}");
        for path in made {
            assert_eq!(self.get(&head, &path, 200).await["state"], "done");
            self.get(&head, &format!("{path}/file"), 200).await;
            self.send(&head, "DELETE", &path, &Value::Null, 204).await;
            self.get(&head, &path, 404).await;
        }
    }

    pub(in super::super) async fn accounts_are_kept(&mut self) {
        let admin = self.admin.clone();
        let account = |name: &str, role: &str, scope: &str| {
            json!({ "username": name, "name": "和老师", "role": role, "scope": [scope],
                "password": "long enough" })
        };
        let justice = account("justice", "department", "department:533325/justice");
        self.send(&admin, "POST", "/v1/workers", &justice, 201).await;
        let new = account("t9", "teacher", "class:S1/2026/7/1");
        let made = self.send(&admin, "POST", "/v1/workers", &new, 201).await;
        self.send(&admin, "POST", "/v1/workers", &new, 409).await;
        let path = format!("/v1/workers/{}", made["id"].as_str().unwrap());
        self.send(&admin, "PATCH", &path, &json!({ "name": "杨老师", "role": null }), 200).await;
        let whole = self.get(&admin, &path, 200).await;
        assert_eq!(whole["worker"]["scope_names"][0], "School 1 7.1");
        self.send(&admin, "POST", &format!("{path}/password"), &Value::Null, 200).await;
        let assign = format!("{path}/assignments");
        let scope = json!({ "scope": "class:S1/2026/7/2" });
        let assigned = self.send(&admin, "POST", &assign, &scope, 201).await;
        self.send(&admin, "POST", &assign, &json!({ "scope": "region:53" }), 422).await;
        let end = format!("{assign}/{}", assigned["id"].as_str().unwrap());
        self.send(&admin, "DELETE", &end, &Value::Null, 204).await;
        self.send(&admin, "DELETE", &end, &Value::Null, 404).await;
        self.get(&admin, &path, 200).await;
        self.get(&admin, "/v1/workers", 200).await;
        self.get(&admin, "/v1/workers?role=king", 400).await;
        let page = self.get(&admin, "/v1/workers?limit=1", 200).await;
        assert_eq!(page["after"], "admin");
        let page = self.get(&admin, "/v1/devices?limit=1", 200).await;
        assert!(page["after"].is_string(), "{page}");
        let lost = format!("/v1/devices/{}/revoke", self.committee.device);
        self.send(&admin, "POST", &lost, &Value::Null, 204).await;
        self.get(&admin, "/v1/devices", 200).await;
        let committee = self.committee.clone();
        self.get(&committee, "/v1/me", 401).await;
        self.files_are_imported().await;
        self.shapes_are_imported().await;
        self.workbooks_are_begun().await;
        let rules = self.get(&admin, "/v1/rules", 200).await;
        let mut tried = json!({ "policy": rules["policy"], "calendar": rules["calendar"] });
        for step in tried["policy"]["ladder"].as_array_mut().unwrap() {
            step["due"] = json!({ "days": 90 });
        }
        tried["policy"]["no_guardian"]["due"] = json!({ "days": 90 });
        let trial = self.send(&admin, "POST", "/v1/rules/trial", &tried, 200).await;
        assert_ne!(trial["changes"], json!([]), "{trial}");
        tried["policy"]["watch_days"] = json!(0);
        self.send(&admin, "POST", "/v1/rules/trial", &tried, 422).await;
        self.get(&admin, "/v1/audit", 200).await;
        let regions = self.get(&admin, "/v1/regions?within=533325&level=village", 200).await;
        assert_eq!(regions[0]["lat"], 26.5, "{regions}");
        self.get(&admin, "/v1/regions.geojson?level=village", 200).await;
        self.get(&admin, "/v1/regions?within=110101", 404).await;
        self.get(&admin, "/v1/schools", 200).await;
        let page = self.get(&admin, "/v1/audit?after=0&limit=1", 200).await;
        assert!(page["after"].is_number(), "{page}");
        let back =
            "/v1/audit?before=end&action=export&from=2026-11-01&until=2026-12-31&text=school";
        let page = self.get(&admin, back, 200).await;
        assert!(page["actions"].is_array(), "{page}");
        self.get(&admin, "/v1/audit?from=yesterday", 400).await;
    }

    async fn files_are_imported(&mut self) {
        let admin = self.admin.clone();
        let files = [
            ("regions", "code,name,parent,level\n533325003,通甸,533325,township\nx,x,x,x\n"),
            (
                "cohorts",
                "school_code,entry_year,entrants,transfers_in,transfers_out,deaths,graduates\nS1,2017,9,0,0,0,9\n",
            ),
            (
                "students",
                "student_number,name,sex,birth_date,school_code,class_year,grade,class_number,village\n\
                    S77,和,女,2013-05-04,S1,2026,7,1,533325001201\n",
            ),
            ("workers", "username,name,role,scope,password\nt10,和,teacher,class:S1/2026/7/1,\n"),
        ];
        for (kind, file) in files {
            let path = format!("/v1/imports/{kind}?dry_run=true");
            let mut request = admin.request("POST", &path, file.as_bytes().to_vec());
            let csv = HeaderValue::from_static("text/csv");
            request.headers_mut().insert(header::CONTENT_TYPE, csv);
            request.headers_mut().remove(header::ACCEPT);
            let (status, report) = self.contract.hear(&self.world, request, &Value::Null).await;
            assert_eq!(
                (status, &report["dry_run"], &report["rows"]),
                (200, &json!(true), &json!(1 + i64::from(kind == "regions")))
            );
        }
    }

    pub(in super::super) async fn a_year_begins(&mut self) {
        let admin = self.admin.clone();
        let school = json!({ "code": "S9", "name": "新小学", "region": "533325001", "lat": 26.4, "lon": 99.4 });
        let made = self.send(&admin, "POST", "/v1/schools", &school, 201).await;
        self.send(&admin, "POST", "/v1/schools", &school, 409).await;
        let path = format!("/v1/schools/{}", made["id"].as_str().unwrap());
        self.send(&admin, "PATCH", &path, &json!({ "name": "新中学" }), 200).await;
        let class = json!({ "year": 2026, "grade": 6, "number": 1 });
        self.send(&admin, "POST", &format!("{path}/classes"), &class, 201).await;
        self.send(&admin, "POST", &format!("{path}/classes"), &class, 409).await;
        self.get(&admin, &format!("/v1/schools/{}/classes", self.world.school), 200).await;
        let mut student = self.world.student(0, 0);
        let classes = self.get(&admin, &format!("{path}/classes"), 200).await;
        student.class = serde_json::from_value(classes["classes"][0]["id"].clone()).unwrap();
        student.school = serde_json::from_value(made["id"].clone()).unwrap();
        student.grade = 6;
        self.world.put(&[student]).await;
        let year = |dry_run: bool| json!({ "year": 2027, "dry_run": dry_run });
        let told = self.send(&admin, "POST", "/v1/roll-over", &year(true), 200).await;
        assert_eq!(told["schools"][0]["state"], "ready", "{told}");
        self.send(&admin, "POST", "/v1/roll-over", &year(false), 200).await;
        let again = self.send(&admin, "POST", "/v1/roll-over", &year(false), 200).await;
        assert_eq!(again["schools"][0]["state"], "done_before", "{again}");
        self.send(&admin, "POST", "/v1/roll-over", &json!({ "year": 2040 }), 409).await;
        let waiting = self.get(&admin, "/v1/roll-over/waiting", 200).await;
        assert_eq!(waiting["rows"][0]["why"], "waiting", "{waiting}");
        self.get(&admin, "/v1/roster", 200).await;
        self.get(&admin, "/v1/retention", 200).await;
    }

    async fn workbooks_are_begun(&mut self) {
        let admin = self.admin.clone();
        self.get(&admin, "/v1/imports/students/template.xlsx?lang=zh", 200).await;
        self.get(&admin, "/v1/imports/policy/template.xlsx", 404).await;
    }

    async fn shapes_are_imported(&mut self) {
        let admin = self.admin.clone();
        let place = json!({ "type": "Point", "coordinates": [99.4, 26.5] });
        let village = json!({ "type": "Feature", "geometry": place,
            "properties": { "code": self.world.villages[0] } });
        let shapes = json!({ "type": "FeatureCollection", "features": [village] });
        let report = self.send(&admin, "POST", "/v1/imports/shapes", &shapes, 200).await;
        assert_eq!((&report["applied"], &report["created"]), (&json!(true), &json!(1)), "{report}");
    }

    pub(in super::super) async fn changes_are_heard(&mut self) {
        let teacher = self.teacher.clone();
        // Events end with the server; without an end the story would listen on.
        self.world.app.live.end();
        self.get(&teacher, "/v1/live", 200).await;
    }

    pub(in super::super) async fn forms_are_kept(&mut self) {
        let (admin, teacher) = (self.admin.clone(), self.teacher.clone());
        let (id, workbook) = doorstep_forms::shipped::workbooks()[0];
        for (file, applied) in [(&b"rubbish"[..], false), (workbook, true)] {
            let mut request = admin.request("POST", "/v1/forms", file.to_vec());
            request.headers_mut().remove(header::ACCEPT);
            let (status, report) = self.contract.hear(&self.world, request, &Value::Null).await;
            assert_eq!((status, &report["applied"]), (200, &json!(applied)), "{report}");
        }
        let edition = format!("/v1/forms/{id}/1");
        self.get(&teacher, &edition, 404).await;
        let day = json!({ "region": "533325", "roles": ["teacher"], "from": "2026-09-01" });
        let open = format!("{edition}/audience");
        self.send(&admin, "PUT", &open, &json!({ "audience": [day] }), 200).await;
        let elsewhere = json!({ "audience": [{ "region": "110101" }] });
        self.send(&admin, "PUT", &open, &elsewhere, 422).await;
        let forms = self.get(&teacher, &format!("/v1/forms?form={id}"), 200).await;
        assert_eq!(forms["forms"][0]["audience"][0]["from"], "2026-09-01", "{forms}");
        for file in ["", "/form.xlsx", "/form.xml"] {
            self.get(&teacher, &format!("{edition}{file}"), 200).await;
        }
        let head = self.head.clone();
        for file in ["csv", "xlsx", "geojson"] {
            let results = format!("/v1/forms/{id}/results.{file}?labels=true&lang=zh");
            self.get(&head, &results, 200).await;
        }
        let student = format!("/v1/students/{}", self.student.id);
        let seen = self.get(&teacher, &student, 200).await;
        let timeline = seen["timeline"].as_array().unwrap();
        let visit = timeline.iter().find(|entry| entry["kind"] == "visit").unwrap();
        let answers = format!("{student}/answers/{}?lang=zh", visit["id"].as_str().unwrap());
        let answers = self.get(&teacher, &answers, 200).await;
        assert_ne!(answers["nodes"], json!([]), "{answers}");
        let page = self.get(&teacher, "/v1/pull", 200).await;
        assert_eq!(page["forms"][0]["form"], *id, "{page}");
    }

    pub(in super::super) async fn the_server_is_watched(&mut self) {
        for path in ["/healthz", "/readyz", "/metrics", "/v1/openapi.json"] {
            self.stranger("GET", path, &Value::Null, 200).await;
        }
    }
}
