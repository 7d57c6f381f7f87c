//! Signing in and out.

use crate::Face;
use crate::asks::{Nothing, asks};
use crate::call::Call;
use doorstep_core::enrol;
use doorstep_core::leave::{self, Leaving, Unsent};
use doorstep_core::schema::wire::v1;
use doorstep_core::views::{self, Who};
use doorstep_core::{Code, Problem};
use serde::Serialize;

asks! {
    /// Who signs in.
    AskEnrolBegin {
        /// The sign-in name.
        username: String,
        /// The password.
        password: String,
        /// A name for the device that its owner recognises.
        device_name: String,
    }
    /// What the server answered.
    AskEnrolFinish {
        /// The session.
        session: v1::Session,
    }
    /// How to sign out.
    AskLeave {
        /// Whether what is unsent is a problem (`unsent_work`) instead of an answer; it is never lost.
        force: Option<bool>,
    }
}

/// What became of signing out.
#[derive(Debug, Serialize)]
#[serde(untagged)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) enum Left {
    /// Everything is erased.
    Left {
        /// Always true.
        #[cfg_attr(test, ts(type = "true"))]
        left: bool,
        /// The `Authorization` with which `POST /v1/sign-out` tells the server; it is not needed for anything else.
        authorization: Option<String>,
    },
    /// Nothing is erased: this has not reached the server.
    Unsent(Unsent),
}

pub(crate) fn who(face: &mut Face, call: &mut Call, _: Nothing) -> Result<Who, Problem> {
    views::who(&face.store, call.now)
}

pub(crate) fn enrol_begin(
    face: &mut Face,
    call: &mut Call,
    ask: AskEnrolBegin,
) -> Result<v1::SignIn, Problem> {
    let AskEnrolBegin { username, password, device_name } = ask;
    enrol::begin(&mut face.store, &username, &password, &device_name, call.now, call.entropy)
}

pub(crate) fn enrol_finish(
    face: &mut Face,
    call: &mut Call,
    ask: AskEnrolFinish,
) -> Result<(), Problem> {
    face.sync = None;
    enrol::finish(&mut face.store, &ask.session, call.now)
}

pub(crate) fn leave(face: &mut Face, _: &mut Call, ask: AskLeave) -> Result<Left, Problem> {
    match leave::leave(&mut face.store)? {
        Leaving::Left(authorization) => {
            face.sync = None;
            Ok(Left::Left { left: true, authorization })
        }
        Leaving::Unsent(_) if ask.force.unwrap_or_default() => Err(Problem::new(Code::UnsentWork)),
        Leaving::Unsent(unsent) => Ok(Left::Unsent(unsent)),
    }
}

pub(crate) fn check(face: &mut Face, _: &mut Call, _: Nothing) -> Result<(), Problem> {
    face.store.check()
}
