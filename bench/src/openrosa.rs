//! The same visit as an OpenRosa client sends it: one XML submission in one multipart request each.

use doorstep_schema::wire::v1::Fact;
use serde_json::Value;
use std::fmt::Write as _;

/// Returns the bytes of the request that submits the visit, headers included.
pub(crate) fn request_bytes(fact: &Fact) -> usize {
    let xml = submission(fact);
    let boundary = "----------------------------7d44e178b1f34a0d";
    let part = format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"xml_submission_file\"; \
         filename=\"submission.xml\"\r\nContent-Type: text/xml; charset=utf-8\r\n\r\n{xml}\r\n--{boundary}--\r\n"
    );
    let headers = format!(
        "POST /v1/projects/1/submission HTTP/1.1\r\nHost: forms.example.org\r\nX-OpenRosa-Version: 1.0\r\n\
         Date: Mon, 23 Nov 2026 09:36:12 GMT\r\nAuthorization: Bearer {}\r\nUser-Agent: \
         org.odk.collect.android/v2026.1.0 Dalvik/2.1.0\r\nAccept-Encoding: gzip\r\nConnection: Keep-Alive\r\n\
         Content-Type: multipart/form-data; boundary={boundary}\r\nContent-Length: {}\r\n\r\n",
        "0".repeat(64),
        part.len()
    );
    headers.len() + part.len()
}

fn submission(fact: &Fact) -> String {
    let mut xml = String::from(
        "<?xml version='1.0' ?><data xmlns:orx=\"http://openrosa.org/xforms\" id=\"home_visit\" version=\"1\">",
    );
    element(
        &mut xml,
        "student",
        &Value::from(fact.student.map(|s| s.to_string()).unwrap_or_default()),
    );
    element(&mut xml, "start", &Value::from(fact.happened_at.to_string()));
    element(&mut xml, "end", &Value::from(fact.entered_at.to_string()));
    element(&mut xml, "deviceid", &Value::from(fact.device.to_string()));
    element(&mut xml, "author", &Value::from(fact.author.to_string()));
    for (name, value) in &fact.payload {
        match (name.as_str(), value) {
            ("answers", Value::Object(answers)) => {
                for (name, value) in answers {
                    element(&mut xml, name, value);
                }
            }
            ("place", place) => {
                let point = format!("{} {} 0 {}", place["lat"], place["lon"], place["accuracy"]);
                element(&mut xml, name, &Value::from(point));
            }
            _ => element(&mut xml, name, value),
        }
    }
    let _ = write!(
        xml,
        "<orx:meta><orx:instanceID>uuid:{}</orx:instanceID></orx:meta></data>",
        fact.id
    );
    xml
}

fn element(xml: &mut String, name: &str, value: &Value) {
    let _ = write!(xml, "<{name}>");
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, value)| element(xml, name, value)),
        Value::Array(words) => {
            let words: Vec<_> = words.iter().filter_map(Value::as_str).collect();
            xml.push_str(&words.join(" "));
        }
        Value::String(text) => xml.push_str(text),
        other => {
            let _ = write!(xml, "{other}");
        }
    }
    let _ = write!(xml, "</{name}>");
}
