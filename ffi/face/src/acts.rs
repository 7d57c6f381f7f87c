//! What people do, but for forms and photos.

use crate::Face;
use crate::asks::asks;
use crate::call::Call;
use doorstep_core::acts::absence::{ClassReport, Missing};
use doorstep_core::schema::fact::{Amendment, ProfileField};
use doorstep_core::schema::id::{ClassId, FactId, StudentId};
use doorstep_core::schema::moment::Moment;
use doorstep_core::{Problem, acts, attention};
use jiff::civil::Date;
use serde::Serialize;
use serde_json::{Map, Value};

asks! {
    /// An act.
    AskAct {
        /// The student; none for a venue report.
        student: Option<StudentId>,
        /// When it happened; now when it is not said.
        happened_at: Option<Moment>,
        /// The kind.
        #[cfg_attr(test, ts(type = "keyof Payloads"))]
        kind: String,
        /// The payload of that kind.
        #[cfg_attr(test, ts(type = "Payloads[keyof Payloads]"))]
        payload: Map<String, Value>,
    }
    /// Who of a class is missing.
    AskAbsences {
        /// The class.
        class: ClassId,
        /// The day.
        #[cfg_attr(test, ts(as = "doorstep_core::schema::ts::Day"))]
        day: Date,
        /// When the school was told; now when it is not said.
        told_at: Option<Moment>,
        /// Those who are missing.
        missing: Vec<Missing>,
    }
    /// An edit.
    AskProfileEdit {
        /// The student.
        student: StudentId,
        /// The field.
        field: ProfileField,
        /// The new value.
        value: Value,
    }
    /// A correction.
    AskAmend {
        /// The record.
        of: FactId,
        /// The whole corrected payload, of the same kind.
        #[cfg_attr(test, ts(type = "Payloads[keyof Payloads]"))]
        payload: Map<String, Value>,
        /// The corrected time, when that was wrong.
        happened_at: Option<Moment>,
        /// Why.
        reason: Option<String>,
    }
    /// A withdrawal.
    AskRetract {
        /// The record.
        of: FactId,
        /// Why.
        reason: String,
    }
    /// A mended act.
    AskMend {
        /// The refused record.
        of: FactId,
        /// The kind.
        #[cfg_attr(test, ts(type = "keyof Payloads"))]
        kind: String,
        /// The payload of that kind.
        #[cfg_attr(test, ts(type = "Payloads[keyof Payloads]"))]
        payload: Map<String, Value>,
    }
    /// A record.
    AskOf {
        /// The record.
        of: FactId,
    }
}

/// What was recorded.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Recorded {
    /// Its id.
    pub(crate) id: FactId,
}

/// What was recorded, in the order in which it was asked.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct RecordedAll {
    /// The ids.
    ids: Vec<FactId>,
}

pub(crate) fn absences(
    face: &mut Face,
    call: &mut Call,
    ask: AskAbsences,
) -> Result<RecordedAll, Problem> {
    let AskAbsences { class, day, told_at, missing } = ask;
    let report = ClassReport { class, day, told_at: told_at.unwrap_or(call.now), missing };
    let ids = acts::absence::report_class(&mut face.store, &call.entry(), &report)?;
    Ok(RecordedAll { ids })
}

pub(crate) fn act(face: &mut Face, call: &mut Call, ask: AskAct) -> Result<Recorded, Problem> {
    let act = acts::read(&ask.kind, &ask.payload)?;
    let id = acts::enter(&mut face.store, &call.entry(), ask.student, ask.happened_at, act)?;
    Ok(Recorded { id })
}

pub(crate) fn profile_edit(
    face: &mut Face,
    call: &mut Call,
    ask: AskProfileEdit,
) -> Result<Recorded, Problem> {
    let AskProfileEdit { student, field, value } = ask;
    let id = acts::profile::edit(&mut face.store, &call.entry(), student, field, value)?;
    Ok(Recorded { id })
}

pub(crate) fn amend(face: &mut Face, call: &mut Call, ask: AskAmend) -> Result<Recorded, Problem> {
    let AskAmend { of, payload, happened_at, reason } = ask;
    let amendment = Amendment { of, payload, happened_at, reason: reason.unwrap_or_default() };
    let id = acts::correction::amend(&mut face.store, &call.entry(), amendment)?;
    Ok(Recorded { id })
}

pub(crate) fn retract(
    face: &mut Face,
    call: &mut Call,
    ask: AskRetract,
) -> Result<Recorded, Problem> {
    let id = acts::correction::retract(&mut face.store, &call.entry(), ask.of, &ask.reason)?;
    Ok(Recorded { id })
}

pub(crate) fn mend(face: &mut Face, call: &mut Call, ask: AskMend) -> Result<Recorded, Problem> {
    let act = acts::read(&ask.kind, &ask.payload)?;
    let id = attention::mend(&mut face.store, &call.entry(), ask.of, act)?;
    Ok(Recorded { id })
}

pub(crate) fn resend(face: &mut Face, call: &mut Call, ask: AskOf) -> Result<(), Problem> {
    attention::resend(&mut face.store, ask.of, call.now)
}

pub(crate) fn set_aside(face: &mut Face, _: &mut Call, ask: AskOf) -> Result<(), Problem> {
    attention::set_aside(&mut face.store, ask.of)
}
