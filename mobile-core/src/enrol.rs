//! Signing in and enrolling this device with a key of its own.

use crate::leave::unsent;
use crate::store::{Chain, Key, Session, Store};
use crate::{Code, Problem};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use doorstep_schema::id::DeviceId;
use doorstep_schema::moment::Moment;
use doorstep_schema::wire::v1;
use ed25519_dalek::{Signer as _, SigningKey};
use serde::{Deserialize, Serialize};

/// The device's identity: made once for a worker, kept over sign-ins.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Device {
    id: DeviceId,
    secret: [u8; 32],
    username: String,
}

impl Device {
    fn make(username: &str, now: Moment, secret: [u8; 32]) -> Self {
        let public = SigningKey::from_bytes(&secret).verifying_key().to_bytes();
        let mut ten = [0; 10];
        ten.copy_from_slice(&public[..10]);
        Self { id: DeviceId::mint(now, ten), secret, username: username.to_owned() }
    }
}

/// Makes the sign-in request; the device's key is made from `entropy` once for a worker and kept.
///
/// # Errors
/// `unsent_work` when another worker's unsent work is on this phone.
pub fn begin(
    store: &mut Store,
    username: &str,
    password: &str,
    device_name: &str,
    now: Moment,
    entropy: [u8; 32],
) -> Result<v1::SignIn, Problem> {
    let device = store.write(|store| device_for(store, username, now, entropy))?;
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

/// Finds the device of a worker; another worker gets one beside it that takes over when they are in.
fn device_for(
    store: &Store,
    username: &str,
    now: Moment,
    secret: [u8; 32],
) -> Result<Device, Problem> {
    let key = match store.meta::<Device>(Key::Device)? {
        Some(device) if device.username == username => return Ok(device),
        Some(_) if store.session()?.is_some() => {
            free_of_work(store)?;
            Key::NewDevice
        }
        // Nobody is in yet: the key that was made before goes unused.
        _ => Key::Device,
    };
    if let Some(device) = store.meta::<Device>(Key::NewDevice)?
        && device.username == username
    {
        return Ok(device);
    }
    let device = Device::make(username, now, secret);
    store.set_meta(key, &device)?;
    Ok(device)
}

/// Takes the server's answer to the sign-in; `now` is the device's clock.
///
/// # Errors
/// `wrong_session` when it is bound to another device; `unsent_work` when another worker's unsent
/// work is on this phone.
pub fn finish(store: &mut Store, session: &v1::Session, now: Moment) -> Result<(), Problem> {
    let bound = |device: &Device| device.id == session.device;
    let own = store.meta::<Device>(Key::Device)?.filter(bound);
    let new = store.meta::<Device>(Key::NewDevice)?.filter(bound);
    let Some(device) = own.clone().or(new) else { return Err(Problem::new(Code::WrongSession)) };
    if session.worker.id != session.subject {
        return Err(Problem::new(Code::WrongSession));
    }
    let before = store.session()?;
    let mut chain = None;
    if before.is_some_and(|before| own.is_none() || before.subject != session.subject) {
        free_of_work(store)?;
        // The same device goes on with its chain, whoever holds it.
        chain = own.and(store.meta::<Chain>(Key::Chain)?);
        store.erase(None)?;
    }
    store.write(|store| {
        if let Some(chain) = chain {
            store.set_meta(Key::Chain, &chain)?;
        }
        store.set_meta(Key::Device, &device)?;
        for key in [
            Key::NewDevice,
            Key::Revoked,
            Key::SignInNeeded,
            Key::TokenRefused,
            Key::Backoff,
            Key::UploadBackoff,
        ] {
            store.clear_meta(key)?;
        }
        keep(store, session, now)
    })
}

/// Returns the sign-in name of the worker who is in.
pub(crate) fn username(store: &Store) -> Result<Option<String>, Problem> {
    Ok(store.meta::<Device>(Key::Device)?.map(|device| device.username))
}

/// Refuses while anything of the worker who is in has not reached the server.
fn free_of_work(store: &Store) -> Result<(), Problem> {
    if unsent(store)?.is_none() { Ok(()) } else { Err(Problem::new(Code::UnsentWork)) }
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
    let device = store.meta::<Device>(Key::Device)?;
    Ok(device.map(|device| {
        let message = v1::refresh_message(refresh_token);
        let signature = SigningKey::from_bytes(&device.secret).sign(message.as_bytes());
        URL_SAFE_NO_PAD.encode(signature.to_bytes())
    }))
}

/// Signs as a device of this phone; none when it is not the one that enrolled.
pub(crate) fn sign(
    store: &Store,
    device: DeviceId,
) -> Result<Option<impl Fn(&[u8]) -> [u8; 64] + use<>>, Problem> {
    let own = store.meta::<Device>(Key::Device)?.filter(|own| own.id == device);
    Ok(own.map(|own| {
        let key = SigningKey::from_bytes(&own.secret);
        move |text: &[u8]| key.sign(text).to_bytes()
    }))
}
