//! `GET /v1/live`: server-sent events that tell when something changed, so that desks ask again.

use crate::acts::live::Seen;
use crate::app::App;
use crate::auth::caller::Caller;
use crate::auth::token::Bearer;
use crate::db::callers::{self, Found};
use crate::problem::Problem;
use axum::extract::State;
use axum::http::{HeaderName, header};
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use doorstep_schema::moment::Moment;
use doorstep_schema::people::Scope;
use doorstep_schema::region::RegionCode;
use futures_util::stream;
use serde::Serialize;
use std::convert::Infallible;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::{Instant, sleep_until};

/// Something changed.
#[derive(Serialize)]
struct Changed {
    /// The counter of the caller's counties.
    seq: i64,
    /// When it was seen.
    as_of: Moment,
}

/// Nothing changed, and the connection is well.
#[derive(Serialize)]
struct Beat {
    as_of: Moment,
}

/// One who listens.
struct Listener {
    app: App,
    caller: Caller,
    until: Moment,
    seen: watch::Receiver<Seen>,
    told: Option<(i64, u64)>,
    /// Before this nothing is told again.
    quiet_until: Instant,
    beat_at: Instant,
}

/// Answers events until the token ends, the device is cut off or the server stops.
pub(super) async fn handle(
    State(app): State<App>,
    bearer: Bearer,
    caller: Caller,
) -> Result<Response, Problem> {
    let seen = app.live.listen(&app.db).await?;
    let now = Instant::now();
    let beat_at = now + app.settings.live_beat;
    let until = bearer.expires_at;
    let listener = Listener { app, caller, until, seen, told: None, quiet_until: now, beat_at };
    let events = stream::unfold(listener, |mut listener| async move {
        let event = listener.next().await?;
        Some((Ok::<_, Infallible>(event), listener))
    });
    // Proxies that gather answers before they pass them on leave this one alone.
    let unbuffered = (HeaderName::from_static("x-accel-buffering"), "no");
    Ok(([unbuffered, (header::CACHE_CONTROL, "no-store")], Sse::new(events)).into_response())
}

impl Listener {
    /// Waits for the next event; nothing when it is over.
    async fn next(&mut self) -> Option<Event> {
        loop {
            let stamp = {
                let seen = self.seen.borrow_and_update();
                if seen.is_over {
                    return None;
                }
                (seen.sum(|county| concerns(&self.caller, county)), seen.clock())
            };
            let (now, as_of) = (Instant::now(), self.app.now());
            if as_of >= self.until {
                return None;
            }
            if self.told != Some(stamp) && now >= self.quiet_until {
                self.told = Some(stamp);
                self.quiet_until = now + self.app.settings.live_look;
                return event("changed", &Changed { seq: stamp.0, as_of });
            }
            if now >= self.beat_at {
                self.beat_at = now + self.app.settings.live_beat;
                if !self.is_welcome().await {
                    return None;
                }
                return event("beat", &Beat { as_of });
            }
            // The clock that tokens end by is not this one: it is looked at now and then.
            let wake =
                self.beat_at.min(now + self.app.settings.live_look.min(Duration::from_secs(1)));
            tokio::select! {
                changed = self.seen.changed() => changed.ok()?,
                () = sleep_until(wake) => {}
            }
        }
    }

    /// Tells whether worker and device may still come in.
    async fn is_welcome(&self) -> bool {
        let found = async {
            let mut tx = self.app.db.read().await?;
            callers::find(&mut tx, self.caller.worker, self.caller.device).await
        };
        matches!(found.await, Ok(Found::Caller(_)))
    }
}

/// Tells whether what changes in a county can matter to the caller.
fn concerns(caller: &Caller, county: &RegionCode) -> bool {
    let above = |scope: &Scope| matches!(scope, Scope::Region(code) if code.contains(county));
    caller.county == *county || caller.scopes.iter().any(above)
}

fn event<T: Serialize>(name: &str, body: &T) -> Option<Event> {
    Event::default().event(name).json_data(body).ok()
}

#[cfg(test)]
mod tests;
