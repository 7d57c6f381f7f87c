//! One worker's phone: a real core with a store of its own, driven by the script.

use super::line::{Line, NoAnswer};
use super::pictures;
use crate::clock;
use crate::roster::stage::PASSWORD;
use crate::script::{Deed, Handling, Step};
use doorstep_core::acts;
use doorstep_core::sync::{Report, Step as Next, Sync};
use doorstep_core::{Code, Entry, Problem, Store, enrol, photos, views};
use doorstep_schema::fact::{Act, FollowUpDone};
use doorstep_schema::id::{FollowUpId, GuardianId, StudentId, WorkerId};
use doorstep_schema::moment::Moment;
use doorstep_schema::state::Reason;
use std::collections::HashMap;
use std::time::Duration;

/// The most students that a phone lists.
const ALL: u32 = 100_000;
/// How often a sync waits for the server before it gives up.
const PATIENCE: u32 = 50;

/// Why a phone can go on no more.
#[derive(Debug, thiserror::Error)]
pub enum Broken {
    /// The server refused a sign-in or a desk's call.
    #[error(transparent)]
    Answer(#[from] NoAnswer),
    /// Its core failed.
    #[error("the phone of {username}")]
    Core {
        /// Whose phone.
        username: String,
        /// What failed.
        source: Problem,
    },
    /// The server stopped answering.
    #[error("the server no longer answers the phone of {0}")]
    Silent(String),
}

/// A phone.
pub struct Phone {
    store: Store,
    line: Line,
    username: String,
    /// The worker who signed in.
    pub(super) worker: WorkerId,
    /// The students that the phone has, by student number.
    pub(super) students: HashMap<String, StudentId>,
    /// Acts that were not sent yet.
    pub(super) unsent: usize,
    /// Photos that were taken.
    pub(super) photos: usize,
}

impl Phone {
    /// Enrols through the real sign-in and makes the first pull.
    ///
    /// # Errors
    /// When the server refuses or the core fails.
    pub fn enrol(
        line: Line,
        username: &str,
        now: Moment,
        entropy: [u8; 32],
    ) -> Result<Self, Broken> {
        let core = |source| Broken::Core { username: username.to_owned(), source };
        let mut store = Store::in_memory().map_err(core)?;
        let name = format!("{username} 的手机");
        let request =
            enrol::begin(&mut store, username, PASSWORD, &name, now, entropy).map_err(core)?;
        let session = line.sign_in(&request)?;
        enrol::finish(&mut store, &session, clock::now()).map_err(core)?;
        let username = username.to_owned();
        let worker = session.subject;
        let mut phone =
            Self { store, line, username, worker, students: HashMap::new(), unsent: 0, photos: 0 };
        phone.sync()?;
        Ok(phone)
    }

    fn core(&self, source: Problem) -> Broken {
        Broken::Core { username: self.username.clone(), source }
    }

    /// Syncs. Only what people do is dated back: with the server, a phone speaks by the clock of this very moment.
    ///
    /// # Errors
    /// When the server stays silent or the core fails.
    pub fn sync(&mut self) -> Result<Report, Broken> {
        let mut now = clock::now();
        let mut waited = 0;
        let mut sync = Sync::begin(&mut self.store, now).map_err(|e| self.core(e))?;
        loop {
            match sync.next(&mut self.store, now).map_err(|e| self.core(e))? {
                Next::Send(call) => {
                    let reply = self.line.make(&call);
                    sync.answer(&mut self.store, reply, now).map_err(|e| self.core(e))?;
                }
                Next::Wait { until } => {
                    waited += 1;
                    if waited > PATIENCE {
                        return Err(Broken::Silent(self.username.clone()));
                    }
                    std::thread::sleep(Duration::from_millis(100));
                    now = now.max(until);
                }
                Next::Done(report) => {
                    self.unsent = 0;
                    if report.students > 0 {
                        self.list(now)?;
                    }
                    return Ok(report);
                }
            }
        }
    }

    /// Learns which students the phone has.
    fn list(&mut self, now: Moment) -> Result<(), Broken> {
        let found = views::search(&self.store, "", ALL, None, now).map_err(|e| self.core(e))?;
        self.students = found.into_iter().map(|f| (f.student_number, f.student)).collect();
        Ok(())
    }

    /// Does a step; tells with which code the core declined it, when it did.
    ///
    /// # Errors
    /// When the store fails.
    pub fn perform(
        &mut self,
        step: &Step,
        number: Option<&str>,
        companion: Option<WorkerId>,
    ) -> Result<Option<Code>, Broken> {
        match self.try_perform(step, number, companion) {
            Ok(()) => {
                self.unsent += 1;
                Ok(None)
            }
            Err(problem) if problem.retryable || problem.code == Code::Damaged => {
                Err(self.core(problem))
            }
            Err(problem) => Ok(Some(problem.code)),
        }
    }

    fn try_perform(
        &mut self,
        step: &Step,
        number: Option<&str>,
        companion: Option<WorkerId>,
    ) -> Result<(), Problem> {
        let entry = Entry { now: step.at, entropy: step.entropy };
        let known = |number| self.students.get(number).copied();
        let student = match number {
            Some(number) => Some(known(number).ok_or_else(|| Problem::new(Code::UnknownStudent))?),
            None => None,
        };
        match (&step.deed, student) {
            (Deed::Record(act), student) => {
                let act = self.completed(act, student, companion, step.at)?;
                let visit = acts::record(&mut self.store, &entry, student, step.at, act.clone())?;
                if let Some((prepared, sighting, entry)) = pictures::of(&act, &entry)? {
                    photos::attach(&mut self.store, &entry, visit, &prepared, &sighting)?;
                    self.photos += 1;
                }
            }
            (Deed::Edit(field, value), Some(student)) => {
                acts::profile::edit(&mut self.store, &entry, student, *field, value.clone())?;
            }
            (Deed::Work(reason, number, handling), Some(student)) => {
                let id = self.find(student, *reason, *number, step.at)?;
                let store = &mut self.store;
                match handling {
                    Handling::Accept => acts::follow_up::accept(store, &entry, student, id)?,
                    Handling::SendBack(why) => {
                        acts::follow_up::send_back(store, &entry, student, id, why)?
                    }
                    Handling::Done(note) => {
                        let note = note.clone();
                        let done = FollowUpDone { follow_up: id, proof: None, note };
                        acts::follow_up::complete(store, &entry, student, done)?
                    }
                };
            }
            (Deed::Edit(..) | Deed::Work(..), None) => {
                return Err(Problem::new(Code::UnknownStudent));
            }
        }
        Ok(())
    }

    /// Adds what only the phone knows: the guardian's id, the companion's id.
    fn completed(
        &self,
        act: &Act,
        student: Option<StudentId>,
        companion: Option<WorkerId>,
        now: Moment,
    ) -> Result<Act, Problem> {
        let mut act = act.clone();
        match &mut act {
            Act::Visit(visit) => visit.accompanied_by.extend(companion),
            Act::GuardianContact(contact) => contact.guardian = self.carer(student, now)?,
            Act::ReminderSet(set) if set.channel.is_some() => {
                set.guardian = self.carer(student, now)?;
            }
            _ => {}
        }
        Ok(act)
    }

    fn carer(
        &self,
        student: Option<StudentId>,
        now: Moment,
    ) -> Result<Option<GuardianId>, Problem> {
        let Some(student) = student else { return Ok(None) };
        let screen = views::student(&self.store, student, now)?;
        Ok(screen.student.guardians.first().map(|g| g.id))
    }

    /// Finds the open work of a reason and step.
    fn find(
        &self,
        student: StudentId,
        reason: Reason,
        step: Option<u8>,
        now: Moment,
    ) -> Result<FollowUpId, Problem> {
        let screen = views::student(&self.store, student, now)?;
        let work = screen.state.cases.iter().flat_map(|c| &c.follow_ups);
        let mut fits = work.filter(|f| f.reason == reason && f.step == step && f.state.is_open());
        fits.next().map(|f| f.id).ok_or_else(|| Problem::new(Code::UnknownFollowUp))
    }
}
