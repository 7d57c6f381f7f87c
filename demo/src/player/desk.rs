//! A department officer's desk: it has no phone, and records what it does through the public API at once.

use super::line::{Line, NoAnswer};
use crate::regions::COUNTY;
use crate::roster::stage::PASSWORD;
use crate::script::{Deed, Step};
use doorstep_schema::fact::Fact;
use doorstep_schema::hlc::Hlc;
use doorstep_schema::id::StudentId;
use doorstep_schema::region::RegionCode;
use doorstep_schema::wire::v1;

/// A desk.
pub struct Desk {
    line: Line,
    session: v1::Session,
    hlc: Hlc,
}

impl Desk {
    /// Signs in without a device of its own.
    ///
    /// # Errors
    /// When the server does not answer or refuses.
    pub fn open(line: Line, username: &str) -> Result<Self, NoAnswer> {
        let (username, password) = (username.to_owned(), PASSWORD.to_owned());
        let session = line.sign_in(&v1::SignIn { username, password, device: None })?;
        Ok(Self { line, session, hlc: Hlc::default() })
    }

    /// Records a step; tells whether the server took it.
    ///
    /// # Errors
    /// When the server does not answer.
    pub fn record(&mut self, step: &Step, student: StudentId) -> Result<bool, NoAnswer> {
        let (Deed::Record(act), Ok(county)) = (&step.deed, RegionCode::parse(COUNTY)) else {
            return Ok(false);
        };
        self.hlc = self.hlc.tick(step.at);
        let fact = Fact {
            id: step.fact(),
            author: self.session.subject,
            device: self.session.device,
            county,
            student: Some(student),
            happened_at: step.at,
            entered_at: step.at,
            hlc: self.hlc,
            act: act.as_ref().clone(),
        };
        let push = v1::Push { facts: vec![v1::Fact::from(&fact)] };
        let answer: v1::PushAnswer =
            self.line.post("/v1/push", &self.session.access_token, &push)?;
        Ok(answer.receipts.iter().all(|r| r.outcome != v1::Outcome::Refused))
    }
}
