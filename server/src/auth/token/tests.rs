//! Tokens of every twisted shape are refused.

use super::*;
use ed25519_dalek::{Signer as _, SigningKey};

const NOW: Moment = Moment::from_ms(1_795_000_000_000);

fn keys() -> TokenKeys {
    TokenKeys::from_seeds([1; 32], &[[2; 32]])
}

fn bearer() -> Bearer {
    Bearer {
        worker: WorkerId(Uuid::from_bytes([3; 16])),
        device: DeviceId(Uuid::from_bytes([4; 16])),
        expires_at: NOW.plus_minutes(15),
    }
}

fn kid(seed: [u8; 32]) -> String {
    TokenKeys::from_seeds(seed, &[]).signing().0.to_owned()
}

/// Signs any header and claims with a key.
fn sign(seed: [u8; 32], header: &str, claims: &str) -> String {
    let body = format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(claims));
    let signature = SigningKey::from_bytes(&seed).sign(body.as_bytes());
    format!("{body}.{}", URL_SAFE_NO_PAD.encode(signature.to_bytes()))
}

fn claims() -> String {
    let (sub, dev) = (short(bearer().worker.0), short(bearer().device.0));
    let exp = bearer().expires_at.ms() / 1000;
    format!(r#"{{"iss":"doorstep","aud":"api","sub":"{sub}","dev":"{dev}","exp":{exp}}}"#)
}

fn header() -> String {
    format!(r#"{{"alg":"EdDSA","kid":"{}"}}"#, kid([1; 32]))
}

#[test]
fn a_token_reads_back_stays_short_and_ends() {
    let token = issue(&keys(), "doorstep", bearer()).unwrap();
    assert!(token.len() <= 320, "{} bytes", token.len());
    let read_at = |now| read(&keys(), "doorstep", &token, now);
    assert_eq!(read_at(NOW), Ok(bearer()));
    assert_eq!(read_at(NOW.plus_minutes(15)), Err(NotTaken::Ended));
    assert_eq!(read(&keys(), "elsewhere", &token, NOW), Err(NotTaken::Foreign));
    assert_eq!(read(&keys(), "doorstep", &sign([1; 32], &header(), &claims()), NOW), Ok(bearer()));
}

#[test]
fn an_earlier_key_still_verifies_and_an_unknown_one_never() {
    let earlier = issue(&TokenKeys::from_seeds([2; 32], &[]), "doorstep", bearer()).unwrap();
    assert_eq!(read(&keys(), "doorstep", &earlier, NOW), Ok(bearer()));
    let foreign = issue(&TokenKeys::from_seeds([9; 32], &[]), "doorstep", bearer()).unwrap();
    assert_eq!(read(&keys(), "doorstep", &foreign, NOW), Err(NotTaken::Foreign));
}

#[test]
fn twisted_tokens_are_foreign() {
    let (good, header, claims) =
        (issue(&keys(), "doorstep", bearer()).unwrap(), header(), claims());
    let mut twisted: Vec<String> = vec![
        String::new(),
        ".".to_owned(),
        "..".to_owned(),
        "a.b.c".to_owned(),
        "\u{0}".repeat(20),
        "字.字.字".to_owned(),
        "a".repeat(5_000),
        good.to_uppercase(),
        format!("{good}."),
        format!("{good}=="),
        format!(" {good}"),
        good.rsplit_once('.').unwrap().0.to_owned() + ".",
        good.rsplit_once('.').unwrap().0.to_owned(),
    ];
    let own = kid([1; 32]);
    for alg in ["none", "None", "HS256", "HS512", "RS256", "ES256", "PS256", "eddsa", ""] {
        let header = format!(r#"{{"alg":"{alg}","kid":"{own}"}}"#);
        twisted.push(sign([1; 32], &header, &claims));
        let unsigned =
            format!("{}.{}.", URL_SAFE_NO_PAD.encode(&header), URL_SAFE_NO_PAD.encode(&claims));
        twisted.push(unsigned);
    }
    for bad in [
        r#"{"alg":"EdDSA"}"#.to_owned(),
        r#"{"alg":"EdDSA","kid":""}"#.to_owned(),
        r#"{"alg":"EdDSA","kid":"../../etc/passwd"}"#.to_owned(),
        r#"{"alg":"EdDSA","kid":7}"#.to_owned(),
        format!(r#"{{"kid":"{own}"}}"#),
        format!(r#"{{"alg":"EdDSA","kid":"{}"}}"#, kid([2; 32])),
        format!(r#"{{"alg":"EdDSA","kid":"{}"}}"#, kid([9; 32])),
        "[]".to_owned(),
        "null".to_owned(),
    ] {
        twisted.push(sign([1; 32], &bad, &claims));
    }
    let (sub, dev) = (short(bearer().worker.0), short(bearer().device.0));
    for bad in [
        claims.replace("\"doorstep\"", "\"someone\""),
        claims.replace(r#""aud":"api""#, r#""aud":"another-api""#),
        claims.replace(&sub, ""),
        claims.replace(&sub, &sub[1..]),
        claims.replace(&sub, "00000000-0000-0000-0000-000000000000"),
        claims.replace(&dev, "字"),
        claims.replace("\"exp\"", "\"nbf\""),
        claims.replace("\"sub\"", "\"act\""),
        claims.replace("\"dev\"", "\"sub\""),
        claims.replace("\"exp\":", "\"exp\":-"),
        claims.replace('}', r#","role":"administrator"}"#),
        claims.replace("\"exp\":", "\"exp\":\"").replace('}', "\"}"),
        "{}".to_owned(),
        "[]".to_owned(),
        String::new(),
    ] {
        twisted.push(sign([1; 32], &header, &bad));
        twisted.push(sign([9; 32], &header, &bad));
    }
    // Every byte changed in its place, and every shorter piece.
    for i in (0..good.len()).step_by(3) {
        let mut bytes = good.clone().into_bytes();
        bytes[i] = if bytes[i] == b'A' { b'B' } else { b'A' };
        twisted.push(String::from_utf8(bytes).unwrap());
        twisted.push(good[..i].to_owned());
    }
    assert!(twisted.len() >= 200, "{} shapes", twisted.len());
    for token in twisted {
        let taken = read(&keys(), "doorstep", &token, NOW);
        assert!(taken.is_err(), "{token}");
    }
}
