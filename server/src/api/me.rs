//! `GET /v1/me`: who the caller is and what is assigned to them.

use super::extract::Format;
use crate::app::App;
use crate::auth::caller::Caller;
use axum::extract::State;
use axum::response::Response;
use doorstep_schema::access::{Action, roles};
use doorstep_schema::id::DeviceId;
use doorstep_schema::moment::Moment;
use doorstep_schema::people::{Assignment, Worker};
use doorstep_schema::region::RegionCode;
use serde::Serialize;

/// The answer.
#[derive(Clone, Debug, Serialize)]
struct Me {
    worker: Worker,
    device: DeviceId,
    county: RegionCode,
    scope: Vec<Assignment>,
    /// What the role is open to at all; the scope decides the rest.
    may: Vec<&'static str>,
    now: Moment,
}

/// Answers the caller.
pub(super) async fn handle(State(app): State<App>, caller: Caller, format: Format) -> Response {
    let open = Action::ALL.iter().filter(|action| roles(**action).contains(&caller.role));
    format.answer(&Me {
        worker: caller.as_worker(),
        device: caller.device,
        county: caller.county,
        scope: caller.assignments(),
        may: open.map(|action| action.as_str()).collect(),
        now: app.now(),
    })
}
