//! The office: an administrator who may do what a room of it is for, with what every handler in it needs.

use super::extract::Format;
use crate::app::App;
use crate::auth::caller::Caller;
use crate::db::audit::{self, Event};
use crate::db::{Error, Tx, counter};
use crate::problem::Problem;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::Response;
use doorstep_schema::access::{Action, Resource};
use doorstep_schema::region::RegionCode;
use serde::Serialize;
use std::marker::PhantomData;

/// What a room of the office is for.
pub(super) trait Room: Send + Sync {
    /// What whoever comes in may do in their county.
    const ACTION: Action;
}

/// Where schools and classes are kept.
pub(super) struct Schools;

impl Room for Schools {
    const ACTION: Action = Action::Import;
}

/// Where accounts are kept.
pub(super) struct Accounts;

impl Room for Accounts {
    const ACTION: Action = Action::ManageWorkers;
}

/// An administrator in a room of the office. Whoever may not come in finds nothing there.
pub(super) struct Office<R> {
    /// The server's state.
    pub(super) app: App,
    /// Who it is.
    pub(super) caller: Caller,
    /// The form of the answer.
    pub(super) format: Format,
    room: PhantomData<R>,
}

impl<R: Room> FromRequestParts<App> for Office<R> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let caller = Caller::from_request_parts(parts, app).await?;
        caller.demand(R::ACTION, &Resource::Region(&caller.county))?;
        let format = Format::accepted(&parts.headers);
        Ok(Self { app: app.clone(), caller, format, room: PhantomData })
    }
}

impl<R> Office<R> {
    /// Returns the county that is administrated.
    pub(super) const fn county(&self) -> RegionCode {
        self.caller.county
    }

    /// Begins to read.
    pub(super) async fn read(&self) -> Result<Tx, Error> {
        self.app.db.read().await
    }

    /// Begins to write, after everyone who writes in the county now.
    pub(super) async fn write(&self) -> Result<Tx, Error> {
        let mut tx = self.app.db.write().await?;
        counter::take(&mut tx, self.caller.county, 0).await?;
        Ok(tx)
    }

    /// Writes into the log what was done to what.
    pub(super) async fn log(
        &self,
        tx: &mut Tx,
        action: &'static str,
        resource: String,
        detail: impl Into<String>,
    ) -> Result<(), Error> {
        let event = Event {
            county: self.caller.county,
            at: self.app.now(),
            worker: Some(self.caller.worker),
            device: Some(self.caller.device),
            action,
            resource,
            detail: detail.into(),
        };
        audit::append(tx, &event).await
    }

    /// Answers a value.
    pub(super) fn answer(&self, value: &impl Serialize) -> Response {
        self.format.answer(value)
    }
}
