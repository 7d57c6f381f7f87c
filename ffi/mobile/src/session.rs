//! Signing in and out.

use crate::{Call, Core, Header, Problem, Unsent};
use doorstep_core::Code;
use serde::Deserialize;
use serde_json::{Value, json};

/// What became of signing out.
#[derive(Clone, PartialEq, Eq, Debug, uniffi::Enum)]
pub enum SignedOut {
    /// Everything is erased.
    Out,
    /// Nothing is erased: this has not reached the server.
    Unsent {
        /// What it is.
        unsent: Unsent,
    },
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Left {
    Unsent(Unsent),
    Left { authorization: Option<String> },
}

/// A problem as the server tells it.
#[derive(Default, Deserialize)]
struct Answered {
    code: Option<String>,
}

#[uniffi::export]
impl Core {
    /// Signs a worker in over the platform's transport and enrols this device with a key of its own; the records come
    /// with the next sync.
    ///
    /// # Errors
    /// `wrong_credentials`, `throttled`, `no_network`, `server_busy`, `unsent_work` when another worker's work is still
    /// here; nothing is changed then.
    pub fn sign_in(
        &self,
        username: &str,
        password: &str,
        device_name: &str,
    ) -> Result<(), Problem> {
        let ask = json!({ "username": username, "password": password, "device_name": device_name });
        let request: Value = self.ask("enrol_begin", ask)?;
        let session = self.server("/v1/sign-in", request.to_string().into_bytes(), None)?;
        self.ask("enrol_finish", json!({ "session": session }))
    }

    /// Signs out: erases everything when nothing is left to send, else says what is left.
    ///
    /// # Errors
    /// `storage` when it cannot be erased.
    pub fn sign_out(&self) -> Result<SignedOut, Problem> {
        match self.ask("leave", json!({}))? {
            Left::Unsent(unsent) => Ok(SignedOut::Unsent { unsent }),
            Left::Left { authorization } => {
                if authorization.is_some() {
                    // Nothing hangs on the server's answer: the device's session ends by itself.
                    let _ = self.server("/v1/sign-out", Vec::new(), authorization);
                }
                Ok(SignedOut::Out)
            }
        }
    }
}

impl Core {
    /// Posts JSON to the server and reads its answer.
    fn server(
        &self,
        path: &str,
        body: Vec<u8>,
        authorization: Option<String>,
    ) -> Result<Value, Problem> {
        let fixed = [
            ("Content-Type", Some("application/json".to_owned())),
            ("Accept", Some("application/json".to_owned())),
            ("Authorization", authorization),
        ];
        let headers = fixed
            .into_iter()
            .filter_map(|(name, value)| Some(Header { name: name.to_owned(), value: value? }));
        let call = Call {
            method: "POST".to_owned(),
            path: path.to_owned(),
            headers: headers.collect(),
            body,
        };
        let reply =
            self.platform().transport.carry(call).map_err(|_| Problem::told("no_network", true))?;
        let read = |body: &[u8]| serde_json::from_slice(body).ok();
        match reply.status {
            200 => read(&reply.body).ok_or_else(|| Problem::told("no_network", true)),
            429 => Err(Problem::told("throttled", true)),
            500.. => Err(Problem::told("server_busy", true)),
            _ => {
                let answered: Answered = read(&reply.body)
                    .and_then(|value| serde_json::from_value(value).ok())
                    .unwrap_or_default();
                Err(match answered.code.as_deref() {
                    Some("device_revoked") => Problem::new(Code::Revoked),
                    Some(code @ ("wrong_credentials" | "device_taken")) => {
                        Problem::told(code, false)
                    }
                    Some(_) => Problem::told("server_refused", false),
                    // Somebody else answered, such as the portal of a network.
                    None => Problem::told("no_network", true),
                })
            }
        }
    }
}
