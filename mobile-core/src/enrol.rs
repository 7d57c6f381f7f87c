//! Signing in and enrolling this device with a key of its own.

use crate::store::{Key, Session, Store};
use crate::{Code, Problem};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use doorstep_schema::id::DeviceId;
use doorstep_schema::moment::Moment;
use doorstep_schema::wire::v1;
use ed25519_dalek::{Signer as _, SigningKey};
use serde::{Deserialize, Serialize};

/// The device's identity: made once, kept over sign-ins.
#[derive(Serialize, Deserialize)]
struct Device {
    id: DeviceId,
    secret: [u8; 32],
}

/// Makes the sign-in request; the device's key is made from `entropy` once and kept.
///
/// # Errors
/// When the store cannot be read or written.
pub fn begin(
    store: &mut Store,
    username: &str,
    password: &str,
    device_name: &str,
    now: Moment,
    entropy: [u8; 32],
) -> Result<v1::SignIn, Problem> {
    // A revoked device's key is of no more use: it enrols as a new one, with nothing on it.
    let device = match store.meta::<Device>(Key::DeviceSecret)? {
        Some(device) => device,
        None => store.write(|store| {
            let public = SigningKey::from_bytes(&entropy).verifying_key().to_bytes();
            let mut ten = [0; 10];
            ten.copy_from_slice(&public[..10]);
            let device = Device { id: DeviceId::mint(now, ten), secret: entropy };
            store.set_meta(Key::DeviceSecret, &device)?;
            Ok::<_, Problem>(device)
        })?,
    };
    let key = SigningKey::from_bytes(&device.secret);
    let message = v1::enrolment_message(username, device.id, now);
    Ok(v1::SignIn {
        username: username.to_owned(),
        password: password.to_owned(),
        device: Some(v1::DeviceEnrolment {
            id: device.id,
            name: device_name.to_owned(),
            public_key: URL_SAFE_NO_PAD.encode(key.verifying_key().to_bytes()),
            at: now,
            signature: URL_SAFE_NO_PAD.encode(key.sign(message.as_bytes()).to_bytes()),
        }),
    })
}

/// Takes the server's answer to the sign-in; `now` is the device's clock.
///
/// # Errors
/// `wrong_session` when it is bound to another device; `unsent_work` when another worker's unsent
/// work is on this phone.
pub fn finish(store: &mut Store, session: &v1::Session, now: Moment) -> Result<(), Problem> {
    let device = store.meta::<Device>(Key::DeviceSecret)?;
    if device.as_ref().is_none_or(|d| d.id != session.device)
        || session.worker.id != session.subject
    {
        return Err(Problem::new(Code::WrongSession));
    }
    if let Some(before) = store.session()?
        && before.subject != session.subject
    {
        if !store.unsent(1)?.is_empty()
            || !store.refused()?.is_empty()
            || !store.drafts()?.is_empty()
        {
            return Err(Problem::new(Code::UnsentWork));
        }
        store.erase(None)?;
    }
    store.write(|store| {
        if let Some(device) = device {
            store.set_meta(Key::DeviceSecret, &device)?;
        }
        for key in [Key::Revoked, Key::SignInNeeded, Key::TokenRefused, Key::Backoff] {
            store.clear_meta(key)?;
        }
        keep(store, session, now)
    })
}

/// Keeps a session's tokens and what it says about worker, scope and clock.
pub(crate) fn keep(store: &Store, session: &v1::Session, now: Moment) -> Result<(), Problem> {
    store.set_meta(
        Key::Session,
        &Session {
            access_token: session.access_token.clone(),
            expires_at: session.expires_at,
            refresh_token: session.refresh_token.clone(),
            worker: session.worker.clone(),
            subject: session.subject,
            device: session.device,
            county: session.county,
            scope: session.scope.clone(),
        },
    )?;
    store.clear_meta(Key::TokenRefused)?;
    store.set_meta(Key::ClockOffset, &(session.now.ms() - now.ms()))?;
    store.set_meta(Key::ContactAt, &now)?;
    Ok(())
}

/// Signs a refresh with the device's key.
pub(crate) fn sign_refresh(store: &Store, refresh_token: &str) -> Result<Option<String>, Problem> {
    let device = store.meta::<Device>(Key::DeviceSecret)?;
    Ok(device.map(|device| {
        let message = v1::refresh_message(refresh_token);
        let signature = SigningKey::from_bytes(&device.secret).sign(message.as_bytes());
        URL_SAFE_NO_PAD.encode(signature.to_bytes())
    }))
}
