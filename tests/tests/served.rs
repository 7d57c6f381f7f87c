//! The real server as it is deployed: over TLS, and behind its limits.

#![expect(clippy::unwrap_used, reason = "what is not there fails the test")]

use doorstep_server::testing::fresh_sqlite;
use doorstep_tests::served::Served;
use rustls::pki_types::ServerName;
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::Arc;

const PROGRAM: &str = env!("CARGO_BIN_EXE_serve");

/// Returns host and port of an address such as `https://127.0.0.1:8460`.
fn socket(address: &str) -> TcpStream {
    TcpStream::connect(address.split("://").nth(1).unwrap()).unwrap()
}

#[tokio::test]
async fn https_is_spoken_with_the_configured_certificate_and_with_no_other() {
    let db = fresh_sqlite().await;
    let folder = tempfile::tempdir().unwrap();
    let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
    let (cert, key) = (folder.path().join("cert.pem"), folder.path().join("key.pem"));
    std::fs::write(&cert, made.cert.pem()).unwrap();
    std::fs::write(&key, made.signing_key.serialize_pem()).unwrap();
    let settings = [
        ("DOORSTEP_TLS__CERT", cert.to_str().unwrap()),
        ("DOORSTEP_TLS__KEY", key.to_str().unwrap()),
    ];
    let server = Served::start(PROGRAM, &db.url, folder.path(), &settings).unwrap();
    assert!(server.address.starts_with("https://"), "{}", server.address);
    let ask = |roots: RootCertStore| {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_root_certificates(roots)
            .with_no_client_auth();
        let name = ServerName::try_from("localhost").unwrap();
        let client = ClientConnection::new(Arc::new(config), name).unwrap();
        let mut stream = StreamOwned::new(client, socket(&server.address));
        stream
            .write_all(b"GET /healthz HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")?;
        let mut answer = String::new();
        // A server may close without saying goodbye; what it said counts.
        let _ = stream.read_to_string(&mut answer);
        Ok::<String, std::io::Error>(answer)
    };
    let mut roots = RootCertStore::empty();
    roots.add(made.cert.der().clone()).unwrap();
    let answer = ask(roots).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    let refused = ask(RootCertStore::empty()).unwrap_err();
    assert!(refused.to_string().contains("certificate"), "{refused}");
    let mut plain = socket(&server.address);
    plain.write_all(b"GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n").unwrap();
    let mut bytes = Vec::new();
    let _ = plain.read_to_end(&mut bytes);
    assert!(!bytes.starts_with(b"HTTP/1.1 200"), "nothing in the clear");
    drop(server);
    db.remove().await;
}

#[tokio::test]
async fn who_asks_too_often_is_told_when_to_come_back() {
    let db = fresh_sqlite().await;
    let folder = tempfile::tempdir().unwrap();
    let settings = [("DOORSTEP_LIMITS__REQUESTS_PER_SECOND", "1"), ("DOORSTEP_LIMITS__BURST", "3")];
    let server = Served::start(PROGRAM, &db.url, folder.path(), &settings).unwrap();
    let config = ureq::Agent::config_builder().http_status_as_error(false).build();
    let agent: ureq::Agent = config.into();
    let url = format!("{}/v1/me", server.address);
    let answers: Vec<_> = (0..8).map(|_| agent.get(&url).call().unwrap()).collect();
    let statuses: Vec<u16> = answers.iter().map(|answer| answer.status().as_u16()).collect();
    assert_eq!(statuses[..3], [401, 401, 401], "the burst passes");
    let mut limited = answers.into_iter().find(|answer| answer.status() == 429).expect("a limit");
    let wait: u64 = limited.headers()["retry-after"].to_str().unwrap().parse().unwrap();
    assert!((1..=2).contains(&wait), "{wait}");
    let problem: serde_json::Value =
        serde_json::from_str(&limited.body_mut().read_to_string().unwrap()).unwrap();
    assert_eq!((&problem["status"], &problem["retryable"]), (&429.into(), &true.into()));
    std::thread::sleep(std::time::Duration::from_secs(wait + 1));
    assert_eq!(agent.get(&url).call().unwrap().status(), 401, "after that it passes again");
    drop(server);
    db.remove().await;
}
